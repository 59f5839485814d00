"""Where persons live, as people say it: the town or municipality of most of them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.allocation.region import Region
from models.domain.place import Place
from models.domain.text import Text
from models.geography.areas import NO_AREA

NEAR_TOWN_M = 12_000
"""Farther from any town than this, the municipality is named."""


class Where(NamedTuple):
    """A place, and how it is said: "ved Haderup"."""

    place: Place
    text: Text


def where_most_live(region: Region, persons: NDArray[np.integer]) -> Where:
    """Return where most of some persons live; `persons` (n_square,) counts them by square.

    It is the middle of those in the municipality with most of them. Somebody must be counted.
    """
    squares = region.squares
    counts = np.bincount(squares.municipality + 1, persons, len(region.municipalities) + 1)
    here = squares.municipality == int(counts.argmax()) - 1
    weight = np.where(here, persons, 0).astype(np.float64)
    e = float(np.average(squares.e, weights=weight))
    n = float(np.average(squares.n, weights=weight))
    place = Place(round(e), round(n))
    return Where(place, said_near(region, place))


def said_near(region: Region, place: Place) -> Text:
    """Return how a place is said: by the nearest town, else by its municipality."""
    near = [
        (float(np.hypot(town.place.e - place.e, town.place.n - place.n)), town.name)
        for town in region.towns
    ]
    distance, name = min(near, default=(np.inf, ""))
    if distance <= NEAR_TOWN_M:
        return Text(f"ved {name}", f"near {name}")
    at = region.municipalities.locate_one(place)
    if at == NO_AREA:
        return Text("i regionen", "in the region")
    name = region.municipalities.names[at]
    return Text(f"i {name} Kommune", f"in {name} municipality")
