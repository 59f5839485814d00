"""Persons by how far they have to the nearest practice: how many within any distance.

Everybody is counted once: by road, by ferry only, joined but without a way to any practice, or
not joined to the network. A ferry is not a road, however short the crossing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.allocation.region import Region
from models.allocation.result import NO_WAY, Result
from models.domain.place import DM_PER_M
from models.domain.rules import RulePack

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
Bools = NDArray[np.bool_]

STEP_M = 100
"""How finely a curve is drawn and read."""

LONGEST_M = 200_000
"""Ways are told apart up to here; no distance limit is longer."""

_BY_FERRY, _NO_WAY, _NOT_JOINED = -3, -2, -1
"""Places of those that no road leads to, behind all others."""


class ByDistance(NamedTuple):
    """Whole persons by distance to the nearest practice.

    `stops_m` int32 (n_stop,), ascending; `within` int64 (n_stop,), persons who have at most so
    far by road. `by_road`, `by_ferry`, `no_way` and `not_joined` are everybody.
    """

    stops_m: Int32
    within: Int64
    by_road: int
    by_ferry: int
    no_way: int
    not_joined: int

    @property
    def persons(self) -> int:
        """Everybody."""
        return self.by_road + self.by_ferry + self.no_way + self.not_joined

    def within_m(self, metres: int) -> int:
        """Return the persons who have at most `metres` by road; exact where it is a stop."""
        at = int(np.searchsorted(self.stops_m, metres, side="right"))
        return int(self.within[at - 1]) if at else 0


class DistanceCount:
    """Counts the persons of a region, or of one of its municipalities, by distance.

    What is counted first is kept: in other results only the squares that differ from it are
    looked at, so that a drag is followed at the price of comparing two arrays.

    Parameters
    ----------
    region : Region
    first : Result
        What most others will differ little from.
    municipality : int or None
        Position in the region's municipalities; None for the whole region.
    stops_m : iterable of int
        Distances to be told exactly beside the round ones, metres.
    """

    def __init__(
        self, region: Region, first: Result, municipality: int | None, stops_m: Iterable[int]
    ) -> None:
        squares = region.squares
        self._here: slice | NDArray[np.intp] = slice(None)
        if municipality is not None:
            self._here = np.flatnonzero(squares.municipality == municipality)
        self._persons = squares.persons[self._here].astype(np.int64)
        self._is_joined: Bools = region.joints.edge[self._here] >= 0
        self._stops_m = np.union1d(
            np.arange(0, LONGEST_M + 1, STEP_M), np.fromiter(stops_m, dtype=np.int64)
        ).astype(np.int32)
        self._distance_dm, self._by_ferry = self._ways(first)
        every = np.arange(len(self._persons))
        self._place = self._places(self._distance_dm, self._by_ferry, every)
        self._counts = np.zeros(len(self._stops_m) + 4, dtype=np.int64)
        np.add.at(self._counts, self._place, self._persons)

    def of(self, result: Result) -> ByDistance:
        """Return the persons of a result of the same region."""
        distance_dm, by_ferry = self._ways(result)
        is_other = (distance_dm != self._distance_dm) | (by_ferry != self._by_ferry)
        changed = np.flatnonzero(is_other)
        counts, persons = self._counts.copy(), self._persons[changed]
        np.subtract.at(counts, self._place[changed], persons)
        np.add.at(counts, self._places(distance_dm, by_ferry, changed), persons)
        by_road = np.cumsum(counts[:_BY_FERRY])
        return ByDistance(
            stops_m=self._stops_m,
            within=by_road[:-1],
            by_road=int(by_road[-1]),
            by_ferry=int(counts[_BY_FERRY]),
            no_way=int(counts[_NO_WAY]),
            not_joined=int(counts[_NOT_JOINED]),
        )

    def _ways(self, result: Result) -> tuple[Int32, Bools]:
        return result.distance_dm[self._here], result.by_ferry[self._here]

    def _places(
        self, distance_dm: Int32, by_ferry: Bools, squares: NDArray[np.intp]
    ) -> NDArray[np.intp]:
        """Return where squares are counted: at the first stop they are within, or behind all."""
        ways = distance_dm[squares]
        places = np.searchsorted(self._stops_m * DM_PER_M, ways)
        n_places = len(self._stops_m) + 4
        places[by_ferry[squares]] = n_places + _BY_FERRY
        places[ways == NO_WAY] = n_places + _NO_WAY
        places[~self._is_joined[squares]] = n_places + _NOT_JOINED
        return places


def limits_of(region: Region, rules: RulePack, municipality: int | None) -> tuple[int, ...]:
    """Return the distance limits in force, metres, ascending: of a municipality or of them all."""
    codes = region.municipalities.codes
    if municipality is not None:
        codes = codes[municipality : municipality + 1]
    limits = {rules.limit_in(code) for code in codes}
    return tuple(sorted(limits or {rules.limit_m}))
