"""Names in the order of the Danish alphabet, and in running text."""

import pytest

from models.domain.text import Text, all_of, format_short_date, in_order, one_of, shortened


def test_danish_letters_come_after_z_whatever_the_case() -> None:
    names = ["Århus", "ølby", "Zealand", "Æbelø", "aabenraa", "Skive"]
    assert sorted(names, key=in_order) == [
        "aabenraa",
        "Skive",
        "Zealand",
        "Æbelø",
        "ølby",
        "Århus",
    ]


@pytest.mark.parametrize(
    ("names", "da"), [("", ""), ("A", "A"), ("AB", "A og B"), ("ABC", "A, B og C")]
)
def test_names_in_running_text(names: str, da: str) -> None:
    assert all_of(list(names)).da == da
    assert one_of(list(names)).en == da.replace(" og ", " or ")


def test_the_rest_of_a_long_list_is_counted() -> None:
    assert shortened(list("ABC")) == Text("A; B; C", "A; B; C")
    assert shortened(list("ABCDE")) == Text("A; B; C og 2 til", "A; B; C and 2 more")


def test_a_date_in_figures() -> None:
    assert format_short_date("2026-10-01") == "1.10.2026"
    assert format_short_date("2026-10-01", "en") == "1 Oct 2026"
