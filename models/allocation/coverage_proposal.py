"""Coverage areas proposed by nearest towns: contiguous as far as possible, named after them.

The areas are put together from whole parishes, or where a project has none from blocks of
land. A unit goes to the town that most of its residents have the shortest way to by road.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from models.allocation.distances import Distances
from models.allocation.prepare import JOIN_LIMIT_M
from models.allocation.reach import reach_of
from models.allocation.region import Region
from models.domain.errors import InputError
from models.domain.place import DM_PER_M
from models.geography.areas import NO_AREA, Areas, TownLabel
from models.geography.coverage import Coverage, coverage_of, free_code, locate_near
from models.kernels.kernel import kernel

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]

FAR_M = 60_000
"""So far by road a town is looked for; beyond it, and over water, the straight line decides."""

BLOCK_M = 2_000
"""Side of the blocks of land that stand in for parishes, metres."""

BORDER_M = 30.0
"""Units nearer to each other than this are neighbours: simplified borders leave slits."""

_BEYOND_ROADS = 1 << 29
"""Added to straight lines (decimetres), so that any way by road is shorter."""


class Units(NamedTuple):
    """What areas are put together from: shapes, and the unit of each square (int32)."""

    shapes: NDArray[np.object_]
    of_square: Int32


class _Centre(NamedTuple):
    """A town and the unit it lies in."""

    town: TownLabel
    unit: int


def propose_coverage(distances: Distances, wanted: int) -> Coverage:
    """Return `wanted` coverage areas around the most populous towns of a region.

    The same region and number give the same areas. A town around which there would be no
    practice is passed over: an area without one is nothing to plan. There are fewer areas
    where the region has fewer such towns in units of their own.

    Raises
    ------
    InputError
        When `wanted` is below 1 or the region has no towns to go by.
    """
    region = distances.region
    if wanted < 1:
        raise InputError(
            f"Antallet af områder skal være 1 eller derover, ikke {wanted}.",
            f"The number of areas must be 1 or more, not {wanted}.",
        )
    units = units_of(region)
    centres = _centres(region, units)
    if not centres:
        raise InputError(
            "Projektet har ingen byer, som områder kan dannes omkring.",
            "The project has no towns to make areas around.",
        )
    unit_of_practice = _units_of_practices(region, units)
    ways = _Ways(distances)
    while True:
        chosen = centres[:wanted]
        town_of_unit = _shared_out(region, units, chosen, ways)
        has_practice = np.isin(np.arange(len(chosen)), town_of_unit[unit_of_practice])
        if has_practice.all() or not has_practice.any():
            return _areas(units, chosen, town_of_unit)
        empty = {chosen[at].unit for at in np.flatnonzero(~has_practice)}
        centres = [centre for centre in centres if centre.unit not in empty]


def units_of(region: Region) -> Units:
    """Return the region's parishes, or blocks of land where it has none."""
    squares = region.squares
    areas = region.parishes if len(region.parishes) else _blocks(region)
    of_square = coverage_of(areas, squares).of_square
    if len(region.parishes):
        of_square = np.where(squares.parish != NO_AREA, squares.parish, of_square)
    return Units(areas.shapes, of_square.astype(np.int32))


def _blocks(region: Region) -> Areas:
    land = shapely.union_all(region.municipalities.shapes)
    west, south, east, north = (float(bound) for bound in shapely.bounds(land))
    e = np.arange(np.floor(west / BLOCK_M), np.ceil(east / BLOCK_M)) * BLOCK_M
    n = np.arange(np.floor(south / BLOCK_M), np.ceil(north / BLOCK_M)) * BLOCK_M
    left, low = (grid.ravel() for grid in np.meshgrid(e, n))
    boxes = shapely.box(left, low, left + BLOCK_M, low + BLOCK_M)
    shapely.prepare(land)
    parts = shapely.intersection(boxes[shapely.intersects(land, boxes)], land)
    parts = parts[shapely.area(parts) > 0]
    codes = tuple(f"{at:06d}" for at in range(len(parts)))
    return Areas(codes, codes, parts)


def _units_of_practices(region: Region, units: Units) -> Int32:
    """Return the unit each practice stands in, without those that stand in none."""
    areas = Areas(("",) * len(units.shapes), ("",) * len(units.shapes), units.shapes)
    e = np.array([practice.place.e for practice in region.practices], dtype=np.float64)
    n = np.array([practice.place.n for practice in region.practices], dtype=np.float64)
    found = locate_near(areas, e, n)
    inside: Int32 = found[found != NO_AREA]
    return inside


def _centres(region: Region, units: Units) -> list[_Centre]:
    """Return the towns by persons, each in a unit of its own that is inhabited."""
    inhabited = np.unique(units.of_square[units.of_square != NO_AREA])
    areas = Areas(("",) * len(inhabited), ("",) * len(inhabited), units.shapes[inhabited])
    centres: dict[int, _Centre] = {}
    for town in sorted(region.towns, key=lambda town: (-town.persons, town.name)):
        at = areas.locate_one(town.place)
        if at != NO_AREA:
            unit = int(inhabited[at])
            centres.setdefault(unit, _Centre(town, unit))
    return list(centres.values())


class _Ways:
    """How far every square has to towns; each town is searched from once."""

    def __init__(self, distances: Distances) -> None:
        self._distances = distances
        self._known: dict[TownLabel, Int64] = {}

    def to(self, town: TownLabel) -> Int64:
        """Return decimetres by road; where there is none, the straight line and a large number."""
        if town not in self._known:
            self._known[town] = self._search(town)
        return self._known[town]

    def _search(self, town: TownLabel) -> Int64:
        distances = self._distances
        squares = distances.region.squares
        straight = np.hypot(squares.e - town.place.e, squares.n - town.place.n)
        cost: Int64 = np.rint(straight * DM_PER_M).astype(np.int64) + _BEYOND_ROADS
        joint = distances.index.join(town.place, JOIN_LIMIT_M)
        reach = reach_of(distances.ground, distances.workspace, [joint], FAR_M)
        cost[reach.squares] = reach.cost
        return cost


def _shared_out(region: Region, units: Units, centres: Sequence[_Centre], ways: _Ways) -> Int32:
    """Return the position of the town that each unit goes to, -1 where nothing connects it."""
    best = ways.to(centres[0].town).copy()
    nearest = np.zeros(len(best), dtype=np.int32)
    for at, centre in enumerate(centres[1:], start=1):
        cost = ways.to(centre.town)
        closer = cost < best
        best[closer] = cost[closer]
        nearest[closer] = at
    homes = np.array([centre.unit for centre in centres], dtype=np.int32)
    town_of_unit = _by_majority(region, units, nearest, len(centres))
    town_of_unit[homes] = np.arange(len(centres), dtype=np.int32)
    _make_contiguous(units.shapes, homes, town_of_unit)
    return town_of_unit


def _by_majority(region: Region, units: Units, nearest: Int32, n_towns: int) -> Int32:
    """Return the town that most residents of each unit are nearest to, -1 where nobody lives."""
    votes = np.zeros((len(units.shapes), n_towns), dtype=np.int64)
    inside = units.of_square != NO_AREA
    persons = region.squares.persons[inside].astype(np.int64)
    # an uninhabited square still says where its unit lies
    np.add.at(votes, (units.of_square[inside], nearest[inside]), persons * 1_000 + 1)
    chosen = votes.argmax(axis=1).astype(np.int32)
    return np.where(votes.any(axis=1), chosen, NO_AREA).astype(np.int32)


def _make_contiguous(shapes: NDArray[np.object_], homes: Int32, town_of_unit: Int32) -> None:
    """Give units that hang apart from their town, or have none, to a town beside them.

    What no neighbour connects, islands above all, stays with the town it has.
    """
    left, right = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=BORDER_M)
    order = np.lexsort((right, left))
    start = np.searchsorted(left[order], np.arange(len(shapes) + 1)).astype(np.int64)
    neighbour = right[order].astype(np.int32)
    connected = np.zeros(len(shapes), dtype=np.bool_)
    connected[homes] = True
    _spread(connected, town_of_unit, start, neighbour)
    while True:
        loose = np.flatnonzero(~connected)
        before = len(loose)
        _adopt(loose, connected, town_of_unit, start, neighbour)
        _spread(connected, town_of_unit, start, neighbour)
        if int((~connected).sum()) == before:
            return


@kernel
def _spread(connected: NDArray[np.bool_], town: Int32, start: Int64, neighbour: Int32) -> None:
    """Mark every unit that is joined to a marked one through units of the same town."""
    queue = np.flatnonzero(connected)
    while len(queue) > 0:
        found = np.empty(len(neighbour), dtype=np.int64)
        n = 0
        for unit in queue:
            for at in range(start[unit], start[unit + 1]):
                other = neighbour[at]
                if not connected[other] and town[other] == town[unit]:
                    connected[other] = True
                    found[n] = other
                    n += 1
        queue = found[:n].copy()


@kernel
def _adopt(
    loose: Int64, connected: NDArray[np.bool_], town: Int32, start: Int64, neighbour: Int32
) -> None:
    """Give each loose unit to the town that most of its connected neighbours have."""
    chosen = np.full(len(loose), -1, dtype=np.int32)
    for i in range(len(loose)):
        most = 0
        for at in range(start[loose[i]], start[loose[i] + 1]):
            if not connected[neighbour[at]]:
                continue
            candidate = town[neighbour[at]]
            n = 0
            for other in range(start[loose[i]], start[loose[i] + 1]):
                if connected[neighbour[other]] and town[neighbour[other]] == candidate:
                    n += 1
            if n > most or (n == most and candidate < chosen[i]):
                most, chosen[i] = n, candidate
    for i in range(len(loose)):
        if chosen[i] >= 0:
            town[loose[i]] = chosen[i]
            connected[loose[i]] = True


def _areas(units: Units, centres: Sequence[_Centre], town_of_unit: Int32) -> Coverage:
    """Return the areas, coded in the order of their names."""
    towns = [centre.town for centre in centres]
    by_name = sorted(range(len(towns)), key=lambda at: (towns[at].name, at))
    codes: list[str] = []
    shapes = np.empty(len(towns), dtype=object)
    position = np.full(len(towns) + 1, NO_AREA, dtype=np.int32)
    for rank, at in enumerate(by_name):
        codes.append(free_code(codes))
        shapes[rank] = shapely.union_all(units.shapes[town_of_unit == at])
        position[at] = rank
    areas = Areas(tuple(codes), tuple(towns[at].name for at in by_name), shapes)
    unit = units.of_square
    of_square = np.where(unit == NO_AREA, NO_AREA, position[town_of_unit[unit]])
    return Coverage(areas, of_square.astype(np.int32))
