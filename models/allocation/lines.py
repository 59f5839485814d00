"""Distances as the crow flies, for rule packs that hold straight lines against their limits.

A line takes no heed of roads, ferries or water. Squares that join no road are left out here as
well, so that both measures speak of the same persons.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.allocation.nearest import NO_PRACTICE, take_over
from models.allocation.region import PatientList, Reach, Region
from models.domain.place import DM_PER_M, Place
from models.kernels.kernel import kernel
from models.network.search import INFINITE

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]

_MANY = 8
"""Where more practices than this come at once, looking at all of them is quicker."""


class Points(NamedTuple):
    """Where squares are: int64 arrays with shape (n_square,), decimetres."""

    e: Int64
    n: Int64


class Sites(NamedTuple):
    """Addresses and whose they are: int64 with shape (n_site,), decimetres."""

    practice: Int64
    e: Int64
    n: Int64


class Lines:
    """Answers how far it is in a straight line from squares to the addresses of a practice.

    Attributes
    ----------
    points : Points
    joined : ndarray of int32
        The squares that count, ascending.
    """

    def __init__(self, region: Region) -> None:
        squares = region.squares
        self.points = Points(
            squares.e.astype(np.int64) * DM_PER_M, squares.n.astype(np.int64) * DM_PER_M
        )
        self._is_joined = region.joints.edge >= 0
        self.joined: Int32 = np.flatnonzero(self._is_joined).astype(np.int32)
        self._by_n: Int32 = self.joined[np.argsort(self.points.n[self.joined], kind="stable")]
        self._sorted_n: Int64 = self.points.n[self._by_n]

    def costs(self, places: tuple[Place, ...], squares: Int32) -> Int32:
        """Return the length from each of `squares` to the nearest address, decimetres."""
        sites = sites_of({0: places})
        cost: Int32 = line_costs(self.points, squares, sites)
        return cost

    def reach(self, places: tuple[Place, ...], limit_m: int) -> Reach:
        """Return every square within `limit_m` of any of the addresses, and its length."""
        limit = limit_m * DM_PER_M
        norths = [place.in_dm()[1] for place in places]
        low = np.searchsorted(self._sorted_n, min(norths) - limit, side="left")
        high = np.searchsorted(self._sorted_n, max(norths) + limit, side="right")
        return self._within(places, np.sort(self._by_n[low:high]), limit)

    def reach_among(self, places: tuple[Place, ...], limit_m: int, squares: Int32) -> Reach:
        """Return which of some ascending squares are within `limit_m`, and their lengths."""
        return self._within(places, squares[self._is_joined[squares]], limit_m * DM_PER_M)

    def _within(self, places: tuple[Place, ...], squares: Int32, limit: int) -> Reach:
        cost = self.costs(places, squares)
        near = cost <= limit
        return Reach(squares[near], cost[near])

    def own(self, places: tuple[Place, ...], listed: PatientList) -> Int32:
        """Return the length from each square of a list, -1 where the square joins no road."""
        cost = self.costs(places, listed.squares)
        cost[~self._is_joined[listed.squares]] = -1
        return cost


def lines_of(region: Region) -> Lines:
    """Return the region's lines, made once and kept with it."""
    lines = region.derived.get("lines")
    if not isinstance(lines, Lines):
        lines = region.derived["lines"] = Lines(region)
    return lines


class LineField:
    """Which practice is nearest to each square in a straight line, kept as practices change.

    Attributes
    ----------
    lines : Lines
    sites : Sites
        The addresses that are there now.
    """

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self._places: dict[int, tuple[Place, ...]] = {}
        self.sites = sites_of({})

    def update(
        self,
        addresses: Mapping[int, tuple[Place, ...]],
        rank: Int32,
        cost: Int32,
        nearest: Int32,
    ) -> None:
        """Give practices (positions in the roster) their addresses; none means it is gone.

        `cost` and `nearest` (n_square,) are brought up to date in place.
        """
        changed = [at for at, places in addresses.items() if self._places.get(at, ()) != places]
        if not changed:
            return
        lost = [at for at in changed if at in self._places]
        came = [at for at in changed if addresses[at]]
        for at in lost:
            del self._places[at]
        self._places.update({at: addresses[at] for at in came})
        self.sites = sites_of(self._places)
        if len(changed) > _MANY:
            self.relabel(self.lines.joined, NO_PRACTICE, rank, cost, nearest)
            return
        orphans = np.flatnonzero(np.isin(nearest, lost)).astype(np.int32)
        self.relabel(orphans, NO_PRACTICE, rank, cost, nearest)
        joined = self.lines.joined
        for at in came:
            there = self.lines.costs(self._places[at], joined)
            take_over(joined, there, rank, at, cost, nearest)

    def relabel(
        self, squares: Int32, without: int, rank: Int32, cost: Int32, nearest: Int32
    ) -> None:
        """Write the nearest practice of each of `squares`, as if `without` were gone."""
        label_lines(self.lines.points, squares, self.sites, rank, without, cost, nearest)


def sites_of(places: Mapping[int, tuple[Place, ...]]) -> Sites:
    """Return the addresses of practices as arrays."""
    rows = [(at, *place.in_dm()) for at, of in places.items() for place in of]
    table = np.array(rows, dtype=np.int64).reshape(len(rows), 3)
    return Sites(*(np.ascontiguousarray(column) for column in table.T))


@kernel
def line_costs(points: Points, squares: Int32, sites: Sites) -> Int32:
    """Return the length from each of `squares` to the nearest site: int32, decimetres."""
    found = np.empty(len(squares), dtype=np.int32)
    e, n, site_e, site_n = points.e, points.n, sites.e, sites.n
    for i in range(len(squares)):
        square = squares[i]
        best = np.int64(INFINITE)
        for at in range(len(site_e)):
            de, dn = e[square] - site_e[at], n[square] - site_n[at]
            best = min(best, np.int64(math.sqrt(float(de * de + dn * dn)) + 0.5))
        found[i] = best
    return found


@line_costs.stand_in
def _line_costs_by_numpy(points: Points, squares: Int32, sites: Sites) -> Int32:
    best = np.full(len(squares), INFINITE, dtype=np.int64)
    for e, n in zip(sites.e.tolist(), sites.n.tolist(), strict=True):
        np.minimum(best, _lengths(points, squares, e, n), out=best)
    return best.astype(np.int32)


@kernel
def label_lines(
    points: Points,
    squares: Int32,
    sites: Sites,
    rank: Int32,
    without: int,
    cost: Int32,
    nearest: Int32,
) -> None:
    """Write the nearest practice but `without`, and the length to it, for each of `squares`.

    Equally near, the lower rank wins.
    """
    e, n = points.e, points.n
    practice, site_e, site_n = sites.practice, sites.e, sites.n
    for square in squares:
        best, whose = np.int64(INFINITE), np.int64(NO_PRACTICE)
        for at in range(len(site_e)):
            de, dn = e[square] - site_e[at], n[square] - site_n[at]
            # most sites are ruled out without a root
            if abs(de) > best or abs(dn) > best or practice[at] == without:
                continue
            there = np.int64(math.sqrt(float(de * de + dn * dn)) + 0.5)
            if there < best or (there == best and rank[practice[at]] < rank[whose]):
                best, whose = there, practice[at]
        cost[square] = best
        nearest[square] = whose


@label_lines.stand_in
def _label_lines_by_numpy(
    points: Points,
    squares: Int32,
    sites: Sites,
    rank: Int32,
    without: int,
    cost: Int32,
    nearest: Int32,
) -> None:
    cost[squares], nearest[squares] = INFINITE, NO_PRACTICE
    for at, e, n in zip(*(column.tolist() for column in sites), strict=True):
        if at != without:
            there = _lengths(points, squares, e, n).astype(np.int32)
            take_over(squares, there, rank, at, cost, nearest)


def _lengths(points: Points, squares: Int32, e: int, n: int) -> Int64:
    de, dn = points.e[squares] - e, points.n[squares] - n
    lengths: Int64 = (np.sqrt((de * de + dn * dn).astype(np.float64)) + 0.5).astype(np.int64)
    return lengths
