"""Addresses and where they are: an index that works offline and forgives spelling."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.domain.place import DM_PER_M, Place
from models.domain.text import Text

ALIKE = 84.0
"""Likeness (0 to 100, rapidfuzz) from which a street's name is taken to be misspelt."""

LEAD = 5.0
"""By how much the likeliest street must lead the next; "Nørregade" and "Nørgade" are two."""

NEXT_DOOR = 10
"""House numbers by which the nearest one may differ where the wanted one is not in the book."""

_ADDRESS = re.compile(
    r"\s*(?P<street>.*?[^\W\d_].*?)[ ,]+(?P<house>\d{1,3} ?[a-zæøå]?)(?![\w])(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_POSTCODE = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_SHORT_WORDS = {
    "gl": "gammel",
    "gml": "gammel",
    "sct": "sankt",
    "skt": "sankt",
    "ll": "lille",
    "dr": "doktor",
    "ndr": "nordre",
    "sdr": "soendre",
    "vestr": "vestre",
    "oestr": "oestre",
    "kgl": "kongelig",
    "pl": "plads",
}
_SHORT_ENDS = (("vej", r"(?<=[a-z])v\."), ("gade", r"(?<=[a-z])g\."), ("alle", r"\ball\."))


class Found(NamedTuple):
    """An address in the book.

    `done` says what was forgiven on the way, None where the address stands there as asked.
    """

    place: Place
    done: Text | None


@dataclass(frozen=True)
class Street:
    """A street within a postal code.

    Attributes
    ----------
    postcode, name : str
    houses : tuple of str
        House numbers with their letters.
    e_dm, n_dm : ndarray of int32 with shape (n_house,)
        EPSG:25832, decimetres.
    """

    postcode: str
    name: str
    houses: tuple[str, ...]
    e_dm: NDArray[np.int32]
    n_dm: NDArray[np.int32]

    def place(self, at: int) -> Place:
        """Return where a house is."""
        return Place(int(self.e_dm[at]) / DM_PER_M, int(self.n_dm[at]) / DM_PER_M)


@dataclass(frozen=True)
class AddressBook:
    """Streets with their houses, sorted by postal code and name.

    Attributes
    ----------
    streets : tuple of Street
    """

    streets: tuple[Street, ...] = ()

    def __len__(self) -> int:
        return sum(len(street.houses) for street in self.streets)

    def find(self, address: str, postcode: str = "") -> Found | None:
        """Return where an address is; None where nothing in the book is like it.

        The street may be misspelt or shortened where no other is as like; the nearest house
        number stands in for one that is missing; and the postal code may be wrong where only
        one street has the name.
        """
        asked = parse_address(address, postcode)
        if asked is None:
            return None
        street, forgiven = self._street(asked)
        if street is None:
            return None
        at = _house(street.houses, asked.house)
        if at is None:
            return None
        if _plain_house(street.houses[at]) != _plain_house(asked.house):
            forgiven.append(_other_house(asked.house, street.houses[at]))
        return Found(street.place(at), _joined(forgiven))

    def _street(self, asked: Address) -> tuple[Street | None, list[Text]]:
        """Return the street that is meant, and what was forgiven."""
        key = street_key(asked.street)
        here = self._by_postcode.get(asked.postcode, {})
        if key in here:
            return here[key], []
        likeliest = _likeliest(key, list(here))
        if likeliest is not None:
            return here[likeliest], [_other_street(asked.street, here[likeliest].name)]
        elsewhere = self._by_key.get(key, [])
        if len(elsewhere) == 1:
            street = elsewhere[0]
            return street, [_other_postcode(asked.postcode, street)]
        return None, []

    @cached_property
    def _by_postcode(self) -> dict[str, dict[str, Street]]:
        found: dict[str, dict[str, Street]] = {}
        for street in self.streets:
            found.setdefault(street.postcode, {})[street_key(street.name)] = street
        return found

    @cached_property
    def _by_key(self) -> dict[str, list[Street]]:
        found: dict[str, list[Street]] = {}
        for street in self.streets:
            found.setdefault(street_key(street.name), []).append(street)
        return found


NO_BOOK = AddressBook()
"""Where no file of addresses was given."""


class Address(NamedTuple):
    """An address taken apart; the postal code is empty where none was told."""

    street: str
    house: str
    postcode: str


def parse_address(text: str, postcode: str = "") -> Address | None:
    """Return street, house and postal code of an address; None where it has no house number.

    "Skolegade 100B, 2. tv, 7490 Aulum" is Skolegade, 100B, 7490; `postcode` comes first where
    it is given.
    """
    found = _ADDRESS.match(text)
    if found is None:
        return None
    told = _POSTCODE.search(found["rest"])
    code = postcode or (told[1] if told else "")
    return Address(" ".join(found["street"].split()).strip(" ,"), found["house"], code)


def street_key(name: str) -> str:
    """Return a street's name as it is compared: written out, without capitals and signs."""
    text = name.casefold().replace("é", "e").replace("ü", "y").replace("ö", "oe")
    text = text.replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    for whole, short in _SHORT_ENDS:
        text = re.sub(short, whole, text)
    words = re.sub(r"[^0-9a-z]+", " ", text).split()
    return "".join(_SHORT_WORDS.get(word, word) for word in words)


class BookMaker:
    """Gathers houses into a book, holding each text once: a region has half a million."""

    def __init__(self) -> None:
        self._streets: dict[tuple[str, str], tuple[list[str], array[int], array[int]]] = {}
        self._texts: dict[str, str] = {}
        self.n_houses = 0

    def add(self, postcode: str, street: str, house: str, e: float, n: float) -> None:
        """Add a house; EPSG:25832, metres."""
        key = postcode, street
        found = self._streets.get(key)
        if found is None:
            found = self._streets[key] = ([], array("i"), array("i"))
        found[0].append(self._texts.setdefault(house, house))
        found[1].append(round(e * DM_PER_M))
        found[2].append(round(n * DM_PER_M))
        self.n_houses += 1

    def book(self) -> AddressBook:
        """Return everything added."""
        return AddressBook(
            tuple(
                Street(postcode, name, tuple(houses), np.array(e, np.int32), np.array(n, np.int32))
                for (postcode, name), (houses, e, n) in sorted(self._streets.items())
            )
        )


def book_of(houses: Iterable[tuple[str, str, str, float, float]]) -> AddressBook:
    """Return a book of (postcode, street, house, e, n); EPSG:25832, metres."""
    maker = BookMaker()
    for house in houses:
        maker.add(*house)
    return maker.book()


def _likeliest(key: str, keys: Sequence[str]) -> str | None:
    """Return the one key that is clearly most like another, None where none is."""
    from rapidfuzz import fuzz, process  # only whoever looks for an address needs it

    best = process.extract(key, keys, scorer=fuzz.ratio, limit=2)
    if not best or best[0][1] < ALIKE:
        return None
    if len(best) > 1 and best[1][1] > best[0][1] - LEAD:
        return None
    return str(best[0][0])


def _plain_house(house: str) -> str:
    return house.replace(" ", "").casefold().lstrip("0")


def _house(houses: Sequence[str], wanted: str) -> int | None:
    """Return the position of a house: itself, without its letter, or next door on its side."""
    plain = [_plain_house(house) for house in houses]
    asked = _plain_house(wanted)
    if asked in plain:
        return plain.index(asked)
    number = _number(asked)
    numbers = [_number(house) for house in plain]
    near = [
        (abs(found - number), house, at)
        for at, (found, house) in enumerate(zip(numbers, plain, strict=True))
        if abs(found - number) <= NEXT_DOOR and (found - number) % 2 == 0
    ]
    return min(near)[2] if near else None


def _number(house: str) -> int:
    digits = re.match(r"\d+", house)
    return int(digits[0]) if digits else -1_000


def _joined(done: Sequence[Text]) -> Text | None:
    if not done:
        return None
    return Text(" ".join(text.da for text in done), " ".join(text.en for text in done))


def _other_street(asked: str, found: str) -> Text:
    return Text(f"vejen er læst som {found}.", f"the street was read as {found}.")


def _other_house(asked: str, found: str) -> Text:
    return Text(
        f"nr. {asked} er ikke i adressefilen; nr. {found} er brugt.",
        f"no. {asked} is not in the file of addresses; no. {found} was used.",
    )


def _other_postcode(asked: str, street: Street) -> Text:
    return Text(
        f"{street.name} findes ikke i postnummer {asked or '–'}, kun i {street.postcode}, som er "
        "brugt.",
        f"{street.name} is not found in postal code {asked or '–'}, only in {street.postcode}, "
        "which was used.",
    )
