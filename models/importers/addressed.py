"""Practices without coordinates: found in the address file, or placed by postal code."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import shapely

from models.domain.place import Place
from models.domain.text import Text
from models.geography.areas import Areas
from models.geography.squares import Squares
from models.importers.address_file import NO_ADDRESSES, Addresses
from models.importers.areas import no_areas


class Asked(NamedTuple):
    """What a row says of where it is, other than coordinates."""

    dar_id: str
    address: str
    postcode: str
    town: str


class Placed(NamedTuple):
    """Where a row was placed without coordinates.

    `done` says what was done, None where the address stands in the file as it is told;
    `is_estimate` whether it is only somewhere in the postal area.
    """

    place: Place
    done: Text | None
    is_estimate: bool


class Finder:
    """Finds places by DAR id, by address, and failing that by postal code."""

    def __init__(
        self, addresses: Addresses, postal_areas: Areas, squares: Squares | None = None
    ) -> None:
        self._addresses = addresses
        self._postal_areas = postal_areas
        self._squares = squares

    def find(self, asked: Asked) -> Placed | None:
        """Return where a row lies; None where nothing it says leads anywhere."""
        by_id = self._addresses.place_of_id.get(asked.dar_id.casefold())
        if by_id is not None:
            return Placed(by_id, None, False)
        if asked.address:
            found = self._addresses.book.find(asked.address, asked.postcode)
            if found is not None:
                return Placed(found.place, found.done, False)
        return self._in_postal_area(asked)

    def _in_postal_area(self, asked: Asked) -> Placed | None:
        index = self._postal_area(asked)
        if index is None:
            return None
        name = f"{self._postal_areas.codes[index]} {self._postal_areas.names[index]}"
        done = Text(
            f"adressen er ikke fundet. Praksis er sat, hvor flest bor i {name}. Flyt den på "
            "kortet.",
            f"the address was not found. The practice was put where most live in {name}. Move it "
            "on the map.",
        )
        return Placed(self._densest(index), done, True)

    def _postal_area(self, asked: Asked) -> int | None:
        """Return the postal area of a code, or of a town's name that only one has."""
        if asked.postcode:
            return self._postal_areas.index_of_code.get(asked.postcode)
        names = [name.casefold() for name in self._postal_areas.names]
        town = asked.town.casefold()
        return names.index(town) if names.count(town) == 1 else None

    def _densest(self, index: int) -> Place:
        """Return the centre of the most populous square of a postal area, else a place in it."""
        shape = self._postal_areas.shapes[index]
        if self._squares is not None:
            e, n = self._squares.e.astype(np.float64), self._squares.n.astype(np.float64)
            west, south, east, north = shape.bounds
            near = np.flatnonzero((e >= west) & (e <= east) & (n >= south) & (n <= north))
            inside = near[shapely.contains_xy(shape, e[near], n[near])]
            if len(inside):
                most = inside[np.argmax(self._squares.persons[inside])]
                return Place(float(e[most]), float(n[most]))
        point = shapely.point_on_surface(shape)
        return Place(float(point.x), float(point.y))


def no_finder() -> Finder:
    """Return a finder that knows nothing."""
    return Finder(NO_ADDRESSES, no_areas())
