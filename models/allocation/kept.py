"""What the first evaluation of a project found out, as plain arrays that a file can hold.

`KeptResult` is every figure of the baseline: a window opens from it before there is an engine.
`KeptLabels` is what an `Evaluator` worked out on the way, `KeptGround` what was made of the
roads: from them an engine is put together, not worked out. docs/decisions/stored-result.md says
what makes sure that none of it is ever old.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from models.allocation.coverage_figures import CoverageTable, KnownAreas
from models.allocation.figures import AreaTable, PracticeSums, PracticeValues
from models.allocation.ground import Ground, Hung, hung_of
from models.allocation.practice_table import PracticeTable
from models.allocation.region import Region
from models.allocation.result import Result
from models.allocation.snapshot import ways_at_once
from models.allocation.state import State, baseline_state
from models.allocation.sums import Sums
from models.domain.rules import Measure, RulePack
from models.geography.outline import coarse_land, packed
from models.kernels.kernel import Kernel
from models.network.fold import folded_from
from models.network.grid import Cells, cells_of
from models.network.join import EdgeIndex
from models.network.network import Arcs

if TYPE_CHECKING:
    from models.allocation.evaluator import Evaluator

Array = NDArray[Any]
Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]


class KeptResult(NamedTuple):
    """Every figure of the baseline, and its map from afar. The roster is its practices, in order.

    `cost` (INFINITE where no way), `nearest` (in the roster) and `choices` int32 (n_square,);
    `practices` int64 (9, n_practice), rows as in `PracticeValues`; `square_sums` and
    `practice_sums` int64, rows as in `Sums` and `PracticeSums`, columns the municipalities and
    the region; `coverage_...` the same of coverage areas, and `coverage_of_practice` int32
    (n_practice,): zeros and empty where there are none; `land` what `coarse_land` gives, packed.
    """

    cost: Int32
    nearest: Int32
    choices: Int32
    practices: Int64
    square_sums: Int64
    practice_sums: Int64
    coverage_square_sums: Int64
    coverage_practice_sums: Int64
    coverage_of_practice: Int32
    land: NDArray[np.uint8]


class KeptLabels(NamedTuple):
    """What an evaluator of the baseline has worked out beside the result.

    `own_distance`, `own_persons` int64 and `listed` int32 (n_square,) as in `SquareArrays`;
    `labels` int32 (4, n_node) as in `Labels`; `seeds` int32 (3, n_seed) as in `Seeds`;
    `addresses` int32 (n_address, 4): of each practice's addresses in order its position in the
    roster, and the edge, offset and access of its joint.
    """

    own_distance: Int64
    own_persons: Int64
    listed: Int32
    labels: Int32
    seeds: Int32
    addresses: Int32


class KeptGround(NamedTuple):
    """What was made of the roads: `Ground.into` and `is_left`, `Hung`, and the grid's `Cells`."""

    start: Int32
    node: Int32
    cost: Int32
    is_left: NDArray[np.bool_]
    on_edge: Array
    square: Int32
    at_node: Array
    edge: Int32
    box: Int64
    n_segments: Array
    segment: Int32


class Kept(NamedTuple):
    """All three, of a baseline that is measured by road."""

    result: KeptResult
    labels: KeptLabels
    ground: KeptGround


class KeptEngine(NamedTuple):
    """The two parts that a window does without for a moment."""

    labels: KeptLabels
    ground: KeptGround


# ---------------------------------------------------------------------------- to keep


def worked_out(
    region: Region, rules: RulePack, go_on: Callable[[], None] = lambda: None
) -> Kept | None:
    """Return what is to be kept of a region, worked out from nothing, the roads as well.

    For any thread, while others work on the region. None where there is nothing to keep. `go_on`
    is called between the steps, and may raise to end it.
    """
    from models.allocation.distances import Distances
    from models.allocation.evaluator import Evaluator

    # areas of its own: who asks the same ones where points are waits for whoever asks before
    municipalities, coverage = replace(region.municipalities), region.coverage
    fresh = replace(
        region,
        municipalities=municipalities,
        coverage=replace(coverage, areas=replace(coverage.areas)),
        derived={},
    )
    distances = Distances(fresh)
    for step in (lambda: distances.ground, lambda: distances.index.grid):
        go_on()
        step()
    go_on()
    evaluator = Evaluator(distances, baseline_state(fresh, rules))
    go_on()
    return kept_of(evaluator)


def kept_of(evaluator: Evaluator) -> Kept | None:
    """Return what is to be kept of an evaluator that has met no state but the baseline's.

    None where the rules measure straight lines (those are quickly drawn), and of what stand-ins
    of the kernels made: they fold no roads.
    """
    if evaluator.measure is not Measure.ROAD or not Kernel.is_compiled:
        return None
    squares, field, result = evaluator.squares, evaluator.field, evaluator.result
    region = evaluator.distances.region
    ground, grid = evaluator.distances.ground, evaluator.distances.index.grid
    areas, municipalities = result.areas.known, result.municipalities
    assert isinstance(municipalities, AreaTable)
    addresses = [(at, *joint) for at, joints in evaluator.inserted.items() for joint in joints]
    return Kept(
        KeptResult(
            cost=squares.cost.copy(),
            nearest=squares.nearest.copy(),
            choices=squares.choices.copy(),
            practices=np.array(evaluator.practices, dtype=np.int64),
            square_sums=np.array(municipalities.sums),
            practice_sums=np.array(municipalities.practices),
            coverage_square_sums=np.array(areas.table.sums),
            coverage_practice_sums=np.array(areas.table.practices),
            coverage_of_practice=areas.of_practice,
            land=packed(coarse_land(region.municipalities, region.surroundings)),
        ),
        KeptLabels(
            own_distance=squares.own_distance.copy(),
            own_persons=squares.own_persons.copy(),
            listed=squares.listed.copy(),
            labels=np.array(field.labels),
            seeds=np.array(field.seeds),
            addresses=np.array(addresses, dtype=np.int32).reshape(len(addresses), 4),
        ),
        KeptGround(*ground.into, ground.is_left, *hung_of(ground), *cells_of(grid)),
    )


def differing(found: Kept, kept: Kept | KeptEngine) -> list[str]:
    """Return the names of the arrays kept that are not those found, to the bit."""
    ours = named_arrays(found)
    return [
        name
        for name, array in named_arrays(kept).items()
        if array.dtype != ours[name].dtype or not np.array_equal(array, ours[name])
    ]


def named_arrays(kept: Kept | KeptEngine) -> dict[str, Array]:
    """Return every array under the names of its part and its own."""
    parts = kept._asdict().items()
    return {f"{part}.{name}": array for part, of in parts for name, array in of._asdict().items()}


@cache
def code_key() -> str:
    """Return what all code that has a part in a figure is, in a few letters.

    Without its sources (a packed program) the program's version stands for them.
    """
    models = Path(__file__).resolve().parents[1]
    told = hashlib.sha256(f"numpy {np.__version__} shapely {shapely.__version__}".encode())
    sources = sorted(path for package in _CODE for path in (models / package).glob("*.py"))
    for path in sources:
        told.update(path.name.encode() + b"\0" + path.read_bytes())
    if not sources:
        from importlib.metadata import PackageNotFoundError, version

        try:
            told.update(version("praksiskort").encode())
        except PackageNotFoundError:  # nothing tells one program from another: nothing is kept
            return ""
    return told.hexdigest()[:16]


_CODE = ("domain", "geography", "kernels", "network", "allocation", "storage")
"""The packages of `models` that have a part in a figure, from the file's rows on."""


# ----------------------------------------------------------------------------- to use


def result_from(region: Region, rules: RulePack, kept: KeptResult) -> Result:
    """Return the baseline's result as `evaluate` gives it. No kernel is called."""
    practices = practice_values(kept)
    state = _counted(baseline_state(region, rules), practices)
    roster = sorted(state.practices)
    position = {number: at for at, number in enumerate(roster)}
    ways = ways_at_once(kept.cost, kept.nearest)
    sums = Sums(*kept.square_sums), PracticeSums(*kept.practice_sums)
    table = AreaTable(*sums, len(region.municipalities))
    nobody = np.zeros(0, dtype=np.int32)
    own = {number: region.own.get(number, nobody) for number in roster}
    coverage = region.coverage
    return Result(
        state,
        *ways,
        choices=kept.choices.copy(),
        unplaced=np.zeros(len(kept.cost), dtype=np.int32),
        roster=tuple(roster),
        region=table.region,
        municipalities=table,
        areas=CoverageTable(coverage, state, None, practices, position, _areas(kept)),
        practices=PracticeTable(
            state, position, practices, region.squares.persons, ways.distance_dm, ways.nearest, own
        ),
    )


def practice_values(kept: KeptResult) -> PracticeValues:
    """Return the rows of the practices, in arrays of their own."""
    values = PracticeValues(*kept.practices.copy())
    area, status = values.area.astype(np.int32), values.status.astype(np.int32)
    return values._replace(area=area, status=status)


def _counted(state: State, practices: PracticeValues) -> State:
    """Return the baseline with the sizes of its lists known."""
    totals = dict(zip(sorted(state.practices), practices.listed.tolist(), strict=True))
    return replace(state, counted=(state.lists, totals))


def _areas(kept: KeptResult) -> KnownAreas:
    sums = Sums(*kept.coverage_square_sums), PracticeSums(*kept.coverage_practice_sums)
    return KnownAreas(AreaTable(*sums, len(sums[0].persons) - 1), kept.coverage_of_practice)


def lay_ground(region: Region, kept: KeptGround) -> None:
    """Give a region its ground and grid, which need not be made of the roads then."""
    # copies: kernels are compiled for arrays that may be written, those of a file may not
    arcs = Arcs(*(array.copy() for array in kept[:3]))
    folded = folded_from(arcs, kept.is_left.copy())
    hung = Hung(kept.on_edge, kept.square.copy(), kept.at_node, kept.edge.copy())
    cells = Cells(kept.box, kept.n_segments, kept.segment.copy())
    region.derived["ground"] = Ground(region.network, region.joints, (folded, hung))
    region.derived["edge index"] = EdgeIndex(region.network, cells)
