"""An address is found as it is written, as it is misspelt, and never where it is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain.place import Place
from models.geography.addresses import AddressBook, book_of, parse_address, street_key

BOOK = book_of(
    [
        ("7490", "Skolegade", "100A", 486_500.0, 6_235_500.0),
        ("7490", "Skolegade", "100B", 486_565.0, 6_235_581.0),
        ("7490", "Skolegade", "104", 486_600.0, 6_235_600.0),
        ("7490", "Gammel Landevej", "3", 486_700.0, 6_235_700.0),
        ("7490", "Nørregade", "1", 486_800.0, 6_235_800.0),
        ("7490", "Nørregårde", "1", 486_900.0, 6_235_900.0),
        ("8000", "Åboulevarden", "47A", 575_000.0, 6_224_000.0),
        ("8000", "Skolegade", "7", 575_100.0, 6_224_100.0),
        ("8000", "Sankt Pauls Gade", "2", 575_200.0, 6_224_200.0),
    ]
)


@pytest.mark.parametrize(
    ("address", "postcode", "place"),
    [
        ("Skolegade 100B", "7490", (486_565, 6_235_581)),
        ("skolegade 100 b, 2. tv", "7490", (486_565, 6_235_581)),
        ("Skolegade 7, 8000 Aarhus C", "", (575_100, 6_224_100)),
        ("Aaboulevarden 47A", "8000", (575_000, 6_224_000)),
        ("Gl. Landevej 3", "7490", (486_700, 6_235_700)),
        ("Sct. Pauls Gade 2", "8000", (575_200, 6_224_200)),
    ],
)
def test_an_address_is_found_as_people_write_it(
    address: str, postcode: str, place: tuple[float, float]
) -> None:
    found = BOOK.find(address, postcode)
    assert found is not None
    assert (found.place, found.done) == (Place(*place), None)


@pytest.mark.parametrize(
    ("address", "postcode", "place", "words"),
    [
        ("Skolgade 100B", "7490", (486_565, 6_235_581), "vejen er læst som Skolegade"),
        ("Gammel Landvej 3", "7490", (486_700, 6_235_700), "Gammel Landevej"),
        ("Skt. Pauls G. 2", "8000", (575_200, 6_224_200), "Sankt Pauls Gade"),
        ("Skolegade 102", "7490", (486_500, 6_235_500), "nr. 102 er ikke i adressefilen"),
        ("Åboulevarden 47A", "7490", (575_000, 6_224_000), "kun i 8000"),
    ],
)
def test_what_is_misspelt_is_forgiven_and_said(
    address: str, postcode: str, place: tuple[float, float], words: str
) -> None:
    found = BOOK.find(address, postcode)
    assert found is not None
    assert found.done is not None
    assert words in found.done.da
    assert found.done.en


@pytest.mark.parametrize(
    ("address", "postcode"),
    [
        ("Skolegade", "7490"),  # no number
        ("Skolegade 1", "7490"),  # nobody next door
        ("Kirkevej 3", "7490"),  # no such street
        ("Nørregåde 1", "7490"),  # two are as like
        ("Skolegade 7", ""),  # two postal codes have it
        ("", "7490"),
    ],
)
def test_what_could_be_several_or_none_is_not_guessed(address: str, postcode: str) -> None:
    assert BOOK.find(address, postcode) is None


def test_an_empty_book_finds_nothing() -> None:
    assert AddressBook().find("Skolegade 7", "8000") is None
    assert len(AddressBook()) == 0
    assert len(BOOK) == 9


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Skolegade 100B, 7490 Aulum", ("Skolegade", "100B", "7490")),
        ("Sct. Pauls Gade 2, st. th., 8000 Aarhus C", ("Sct. Pauls Gade", "2", "8000")),
        ("10. Februar Vej 12", ("10. Februar Vej", "12", "")),
        ("Torvet", None),
    ],
)
def test_an_address_is_taken_apart(text: str, parts: tuple[str, str, str] | None) -> None:
    found = parse_address(text)
    assert (None if found is None else tuple(found)) == parts


@given(text=st.text(max_size=40), postcode=st.text(max_size=6))
def test_any_text_is_an_address_or_none(text: str, postcode: str) -> None:
    found = BOOK.find(text, postcode)
    assert found is None or found.place.e > 0
    assert street_key(text) == street_key(text.upper().lower())
