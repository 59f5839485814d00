"""Where persons live, as people say it: the town or municipality of most of them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.allocation.region import Region
from models.domain.place import Place
from models.domain.text import Text
from models.geography.areas import NO_AREA, TownLabel

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
    squares, some = region.squares, np.flatnonzero(persons)
    municipality, weight = squares.municipality[some], persons[some].astype(np.float64)
    counts = np.bincount(municipality + 1, weight, len(region.municipalities) + 1)
    here = municipality == int(counts.argmax()) - 1
    e = float(np.average(squares.e[some[here]], weights=weight[here]))
    n = float(np.average(squares.n[some[here]], weights=weight[here]))
    place = Place(round(e), round(n))
    return Where(place, said_near(region, place))


def said_near(region: Region, place: Place) -> Text:
    """Return how a place is said: by the nearest town, else by its municipality."""
    if region.towns:
        e, n = _places_of(region).T
        distance = np.hypot(e - place.e, n - place.n)
        nearest = distance.min()
        if nearest <= NEAR_TOWN_M:
            name = min(region.towns[at].name for at in np.flatnonzero(distance == nearest))
            return Text(f"ved {name}", f"near {name}")
    at = region.municipalities.locate_one(place)
    if at == NO_AREA:
        return Text("i regionen", "in the region")
    name = region.municipalities.names[at]
    return Text(f"i {name} Kommune", f"in {name} municipality")


class _Towns(NamedTuple):
    """The places of some towns: float64 with shape (n_town, 2)."""

    towns: tuple[TownLabel, ...]
    places: NDArray[np.float64]


def _places_of(region: Region) -> NDArray[np.float64]:
    """Return the towns' places as an array, which is kept with the region."""
    kept = region.derived.get("places of towns")
    if not isinstance(kept, _Towns) or kept.towns is not region.towns:
        places = np.array([town.place for town in region.towns], dtype=np.float64)
        kept = region.derived["places of towns"] = _Towns(region.towns, places)
    return kept.places
