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
from models.geography.areas import NO_AREA, Areas, TownLabel
from models.geography.coverage import Coverage, coverage_of, free_code
from models.kernels.kernel import kernel
from models.network.search import INFINITE

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


def propose_coverage(distances: Distances, wanted: int) -> Coverage:
    """Return about `wanted` coverage areas around the most populous towns of a region.

    The same region and number give the same areas. There are fewer than `wanted` where the
    region has fewer towns that lie in units of their own.

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
    towns, homes = _centres(region, units, wanted)
    if not towns:
        raise InputError(
            "Projektet har ingen byer, som områder kan dannes omkring.",
            "The project has no towns to make areas around.",
        )
    nearest = _nearest_town(distances, towns)
    town_of_unit = _by_majority(region, units, nearest, len(towns))
    town_of_unit[homes] = np.arange(len(towns), dtype=np.int32)
    _make_contiguous(units.shapes, homes, town_of_unit)
    return _areas(region, units, towns, town_of_unit)


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


def _centres(region: Region, units: Units, wanted: int) -> tuple[list[TownLabel], Int32]:
    """Return the most populous towns in units of their own, and those units."""
    inhabited = np.unique(units.of_square[units.of_square != NO_AREA])
    areas = Areas(
        tuple(str(at) for at in inhabited), ("",) * len(inhabited), units.shapes[inhabited]
    )
    towns: list[TownLabel] = []
    homes: list[int] = []
    for town in sorted(region.towns, key=lambda town: (-town.persons, town.name)):
        at = areas.locate_one(town.place)
        if at != NO_AREA and int(inhabited[at]) not in homes:
            towns.append(town)
            homes.append(int(inhabited[at]))
        if len(towns) == wanted:
            break
    return towns, np.array(homes, dtype=np.int32)


def _nearest_town(distances: Distances, towns: Sequence[TownLabel]) -> Int32:
    """Return the position of each square's nearest town: by road, else in a straight line."""
    squares = distances.region.squares
    best = np.full(len(squares), np.iinfo(np.int64).max, dtype=np.int64)
    nearest = np.zeros(len(squares), dtype=np.int32)
    for at, town in enumerate(towns):
        straight = np.hypot(squares.e - town.place.e, squares.n - town.place.n)
        cost = np.rint(straight * 10).astype(np.int64) + _BEYOND_ROADS
        joint = distances.index.join(town.place, JOIN_LIMIT_M)
        reach = reach_of(distances.ground, distances.workspace, [joint], FAR_M)
        by_road = reach.cost != INFINITE
        cost[reach.squares[by_road]] = reach.cost[by_road]
        closer = cost < best
        best[closer] = cost[closer]
        nearest[closer] = at
    return nearest


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


def _areas(
    region: Region, units: Units, towns: Sequence[TownLabel], town_of_unit: Int32
) -> Coverage:
    """Return the areas, coded in the order of their names."""
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
