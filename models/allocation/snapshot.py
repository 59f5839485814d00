"""Puts a result together from the engine's arrays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.allocation.coverage_figures import CoverageTable
from models.allocation.figures import AreaTable, PracticeSums, PracticeValues
from models.allocation.practice_table import PracticeTable
from models.allocation.region import Region
from models.allocation.result import NO_WAY, Result
from models.allocation.roster import Roster
from models.allocation.state import State
from models.allocation.sums import SquareValues, Sums
from models.domain.practice import ProviderNumber
from models.kernels.kernel import kernel
from models.network.network import FERRY_COST
from models.network.search import INFINITE

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]


class Ways(NamedTuple):
    """Per square its way to the nearest practice, as `Result` has it."""

    distance_dm: Int32
    by_ferry: NDArray[np.bool_]
    nearest: Int32


def ways_of(cost: Int32, nearest: Int32) -> Ways:
    """Return what costs and nearest practices mean; shares neither array."""
    ways = Ways(np.empty_like(cost), np.empty(len(cost), dtype=np.bool_), np.empty_like(nearest))
    write_ways(ways, np.arange(len(cost), dtype=np.int32), cost, nearest)
    return ways


def ways_at_once(cost: Int32, nearest: Int32) -> Ways:
    """Return the same without a kernel."""
    has_way = cost != INFINITE
    distance = np.where(has_way, cost % FERRY_COST, NO_WAY).astype(np.int32)
    return Ways(distance, has_way & (cost >= FERRY_COST), nearest.copy())


@kernel
def write_ways(ways: Ways, squares: Int32, cost: Int32, nearest: Int32) -> None:
    """Write the ways of `squares` only."""
    for square in squares:
        has_way = cost[square] != INFINITE
        ways.distance_dm[square] = cost[square] % FERRY_COST if has_way else NO_WAY
        ways.by_ferry[square] = has_way and cost[square] >= FERRY_COST
        ways.nearest[square] = nearest[square]


def snapshot(
    region: Region,
    roster: Roster,
    state: State,
    values: SquareValues,
    ways: Ways,
    sums: Sums[Int64],
    practices: PracticeValues,
    practice_sums: PracticeSums[Int64],
    own: Mapping[ProviderNumber, Int32],
) -> Result:
    """Return the result; the arrays given must not be changed any more."""
    areas = AreaTable(sums, practice_sums, len(region.municipalities))
    return Result(
        state=state,
        distance_dm=ways.distance_dm,
        by_ferry=ways.by_ferry,
        nearest=ways.nearest,
        choices=values.choices,
        unplaced=values.unplaced,
        roster=roster.numbers,
        region=areas.region,
        municipalities=areas,
        areas=CoverageTable(region.coverage, state, values, practices, roster.position),
        practices=PracticeTable(
            state,
            roster.position,
            practices,
            region.squares.persons,
            ways.distance_dm,
            ways.nearest,
            own,
        ),
    )
