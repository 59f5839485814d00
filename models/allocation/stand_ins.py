"""Stand-ins of NumPy and SciPy for the engine's kernels, while nothing is compiled.

Each gives the numbers of its kernel, to the bit; `tests/models/allocation/test_stand_ins.py`
holds them to that. Kernels that are not named here run as the Python they are written in.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.allocation.evaluator import _count
from models.allocation.fill import NOBODY, fill, write_labels
from models.allocation.ground import Hanging
from models.allocation.nearest import (
    NO_PRACTICE,
    Labels,
    Sites,
    label_squares,
    squares_at,
)
from models.allocation.reach import costs_of
from models.allocation.redistribute import _within
from models.allocation.region import PatientList
from models.allocation.snapshot import Ways, ways_at_once, write_ways
from models.allocation.sums import (
    _BEYOND,
    _BIN_SHIFT,
    _BY_FERRY,
    _DISTANCE,
    _LENGTH_MASK,
    _LISTED,
    _MEASURED,
    _N_BINS,
    _NO_CHOICE,
    _NOT_JOINED,
    _NOT_MEASURED,
    _ONE_CHOICE,
    _OWN_DISTANCE,
    _OWN_PERSONS,
    _PERSONS,
    _SHORT_OF_CHOICE,
    _UNPLACED,
    SquareValues,
    _add_choices,
    _add_fixed,
    _add_ways,
    _by_area_and_bin,
    _count_lengths,
)
from models.network.network import BACKWARD, FERRY_COST, FORWARD, Arcs
from models.network.search import INFINITE
from models.network.stand_ins import ranges, search_graph

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]

_LOW_BITS = 0xFFFFFFFF


# ------------------------------------------------------------------------------ nearest


@fill.stand_in
def fill_by_scipy(into: Arcs, seed_nodes: Int32, seed_keys: Int64) -> Int64:
    """Search twice: for the nearest practice, then within its cell for the second nearest.

    What is second nearest at a node came over the border of the node's cell, where it was
    nearest; from there it comes through the cell. Costs are raised by a power of two and
    carry the practice's rank below, so that ties fall as they do in the kernel.
    """
    rank = seed_keys & _LOW_BITS
    scale = 1 << int(rank.max(initial=0) + 1).bit_length()
    seeds = ((seed_keys >> 32) * scale + rank).astype(np.float64)
    weight = into.cost.astype(np.float64) * scale
    first = _from_seeds(into, weight, _least(len(into.start) - 1, seed_nodes, seeds))
    cell = _rank(first, scale)

    other = rank != cell[seed_nodes]
    tail = np.repeat(np.arange(len(cell)), np.diff(into.start))
    crosses = (cell[tail] != cell[into.node]) & (cell[tail] >= 0)
    at = np.concatenate([into.node[crosses], seed_nodes[other]])
    over = np.concatenate([first[tail[crosses]] + weight[crosses], seeds[other]])
    inside = cell[tail] == cell[into.node]
    start = np.zeros_like(into.start)
    np.cumsum(np.bincount(tail[inside], minlength=len(cell)), out=start[1:])
    within = into._replace(start=start, node=into.node[inside])
    second = _from_seeds(within, weight[inside], _least(len(cell), at, over))
    return np.column_stack([_keys(first, scale), _keys(second, scale)])


def _least(n_nodes: int, nodes: Int32, values: Floats) -> Floats:
    """Return the least value given for each node, infinite where there is none."""
    least = np.full(n_nodes, np.inf)
    np.minimum.at(least, nodes, values)
    return least


def _from_seeds(into: Arcs, weight: Floats, seeds: Floats) -> Floats:
    """Return the least sum of a seed's value and the way from there, by node."""
    from scipy.sparse.csgraph import dijkstra

    n_nodes = len(seeds)
    nodes = np.flatnonzero(np.isfinite(seeds)).astype(np.int32)
    # all seeds hang on one more node; one is added, for an arc of no length is none to SciPy
    arcs = Arcs(
        start=np.append(into.start, len(into.node) + len(nodes)).astype(np.int32),
        node=np.concatenate([into.node, nodes]),
        cost=into.cost,
    )
    graph = search_graph(arcs, np.concatenate([weight, seeds[nodes] + 1]))
    found: Floats = dijkstra(graph, indices=n_nodes)[:n_nodes] - 1
    return found


def _rank(keys: Floats, scale: int) -> Int64:
    """Return the rank in each key, -1 where there is nobody."""
    rank = np.full(len(keys), -1, dtype=np.int64)
    known = np.isfinite(keys)
    rank[known] = keys[known].astype(np.int64) % scale
    return rank


def _keys(keys: Floats, scale: int) -> Int64:
    """Return keys as the kernel has them."""
    packed = np.full(len(keys), NOBODY, dtype=np.int64)
    known = np.isfinite(keys)
    whole = keys[known].astype(np.int64)
    packed[known] = ((whole // scale) << 32) | (whole % scale)
    return packed


@write_labels.stand_in
def write_labels_at_once(
    keys: Int64, rank: Int32, cost1: Int32, practice1: Int32, cost2: Int32, practice2: Int32
) -> None:
    """Write all labels at once."""
    practice_of_rank = np.argsort(rank).astype(np.int32)
    for column, cost, practice in ((0, cost1, practice1), (1, cost2, practice2)):
        key = keys[:, column]
        nobody = key == NOBODY
        cost[:] = key >> 32
        practice[:] = practice_of_rank[np.where(nobody, 0, key & _LOW_BITS)]
        practice[nobody] = NO_PRACTICE


@label_squares.stand_in
def label_squares_at_once(
    hanging: Hanging,
    labels: Labels,
    sites: Sites,
    rank: Int32,
    squares: Int32,
    without: int,
    cost: Int32,
    practice: Int32,
) -> None:
    """Label all squares at once; those few with a clinic on their edge one by one."""
    edge = hanging.on_edge[squares]
    by_one = np.isin(edge, sites.edge)
    cost[squares], practice[squares] = INFINITE, NO_PRACTICE
    many = squares[~by_one & (edge >= 0)]
    best = np.full(len(many), INFINITE, dtype=np.int64)
    nearest = np.full(len(many), NO_PRACTICE, dtype=np.int64)
    for node, usable, leg in _both_ends(hanging, many):
        mine = labels.practice1[node] == without
        there = np.where(mine, labels.cost2[node], labels.cost1[node]).astype(np.int64)
        whose = np.where(mine, labels.practice2[node], labels.practice1[node])
        there = np.where(usable & (there != INFINITE), there + leg, INFINITE)
        is_tie = (there == best) & (there != INFINITE)
        nearer = (there < best) | (is_tie & (rank[whose] < rank[nearest]))
        best, nearest = np.where(nearer, there, best), np.where(nearer, whose, nearest)
    cost[many], practice[many] = best, nearest
    rest = squares[by_one]
    label_squares.function(hanging, labels, sites, rank, rest, without, cost, practice)


def _both_ends(hanging: Hanging, squares: Int32) -> list[tuple[Int32, Bools, Int64]]:
    """Return for either end of the squares' edges: node, whether one may drive there, how far."""
    edge = hanging.on_edge[squares]
    here, leg = hanging.offset[squares].astype(np.int64), hanging.access[squares]
    flags = hanging.flags[edge]
    return [
        (hanging.from_node[edge], (flags & BACKWARD) != 0, here + leg),
        (hanging.to_node[edge], (flags & FORWARD) != 0, hanging.length[edge] - here + leg),
    ]


@squares_at.stand_in
def squares_at_in_order(hanging: Hanging, nodes: Int32, edges: Int32, seen: Bools) -> Int32:
    """Mark all edges at once; the squares come in another order, which nobody relies on."""
    at_nodes = ranges(hanging.node_start[nodes], hanging.node_start[nodes + 1])
    seen[hanging.edge[at_nodes]] = True
    seen[edges] = True
    marked = np.flatnonzero(seen)
    seen[marked] = False
    at = ranges(hanging.edge_start[marked], hanging.edge_start[marked + 1])
    return hanging.square[at]


@costs_of.stand_in
def costs_of_at_once(hanging: Hanging, squares: Int32, cost: Int32, sites: Sites) -> Int32:
    """Work out all squares at once; those few with a clinic on their edge one by one."""
    edge = hanging.on_edge[squares]
    found = np.full(len(squares), INFINITE, dtype=np.int32)
    by_one = np.isin(edge, sites.edge)
    many = np.flatnonzero(~by_one & (edge >= 0))
    for node, usable, leg in _both_ends(hanging, squares[many]):
        there = cost[node].astype(np.int64)
        there = np.where(usable & (there != INFINITE), there + leg, INFINITE)
        found[many] = np.minimum(found[many], there)
    found[by_one] = costs_of.function(hanging, squares[by_one], cost, sites)
    return found


# --------------------------------------------------------------------------------- sums


@_add_fixed.stand_in
def add_fixed_at_once(table: Int64, values: SquareValues) -> None:
    """Add all squares at once."""
    rows: tuple[tuple[int, Any], ...] = (
        (_PERSONS, values.persons),
        (_LISTED, values.listed),
        (_UNPLACED, values.unplaced),
        (_OWN_DISTANCE, values.own_distance),
        (_OWN_PERSONS, values.own_persons),
        (_NOT_JOINED, np.where(values.joined, 0, values.persons)),
    )
    for row, count in rows:
        _add_row(table, row, values.area, count.astype(np.int64))


def _add_row(table: Int64, row: int, area: Int32, count: Int64) -> None:
    inside = area >= 0
    np.add.at(table[row], area[inside], count[inside])
    table[row, -1] += count.sum()


@_add_choices.stand_in
def add_choices_at_once(
    table: Int64, values: SquareValues, choices: Int32, squares: Int32, sign: int
) -> None:
    """Add or take away all squares at once."""
    squares = squares[values.joined[squares]]
    area, has = values.area[squares], choices[squares]
    count = sign * values.persons[squares].astype(np.int64)
    for row, counted in (
        (_NO_CHOICE, has == 0),
        (_ONE_CHOICE, has == 1),
        (_SHORT_OF_CHOICE, has < values.choices_needed),
    ):
        _add_row(table, row, area[counted], count[counted])


@_add_ways.stand_in
def add_ways_at_once(
    table: Int64,
    bins: Int64,
    values: SquareValues,
    cost: Int32,
    squares: Int32,
    sign: int,
    bin_of_square: Int32,
) -> None:
    """Add or take away all squares at once."""
    bin_of_square[squares] = _NOT_MEASURED
    squares = squares[values.joined[squares] & (values.persons[squares] > 0)]
    area, here = values.area[squares], cost[squares].astype(np.int64)
    count = sign * values.persons[squares].astype(np.int64)
    length, has_way = here & _LENGTH_MASK, here != INFINITE
    at = np.minimum(length >> _BIN_SHIFT, _N_BINS - 1)
    bin_of_square[squares[has_way]] = at[has_way]
    for row, counted in (
        (_BEYOND, here > values.limit[squares]),
        (_BY_FERRY, has_way & (here >= FERRY_COST)),
        (_MEASURED, has_way),
    ):
        _add_row(table, row, area[counted], count[counted])
    _add_row(table, _DISTANCE, area[has_way], (count * length)[has_way])
    inside = has_way & (area >= 0)
    np.add.at(bins, (area[inside], at[inside]), count[inside])
    np.add.at(bins[-1], at[has_way], count[has_way])


@_by_area_and_bin.stand_in
def by_area_and_bin_sorted(area: Int32, bin_of_square: Int32, n_areas: int) -> tuple[Int32, Int32]:
    """Sort the measured squares by area and bin."""
    squares = np.flatnonzero(bin_of_square >= 0)
    place = np.where(area >= 0, area, n_areas)[squares] * _N_BINS + bin_of_square[squares]
    before = np.zeros((n_areas + 1) * _N_BINS + 1, dtype=np.int32)
    np.cumsum(np.bincount(place, minlength=len(before) - 1), out=before[1:])
    first = np.arange(n_areas + 1)[:, None] * _N_BINS
    start = before[first + np.arange(_N_BINS + 1)]
    return start, squares[np.argsort(place, kind="stable")].astype(np.int32)


@_count_lengths.stand_in
def count_lengths_at_once(
    persons_at: Int64,
    values: SquareValues,
    cost: Int32,
    squares: Int32,
    column: int,
    is_region: bool,
    at: int,
    sign: int,
) -> None:
    """Add or take away all squares at once."""
    if not is_region:
        squares = squares[values.area[squares] == column]
    squares = squares[values.joined[squares] & (cost[squares] != INFINITE)]
    length = (cost[squares] & _LENGTH_MASK) - (at << _BIN_SHIFT)
    is_in = (length >= 0) & (length < len(persons_at))
    np.add.at(persons_at, length[is_in], sign * values.persons[squares[is_in]])


@write_ways.stand_in
def write_ways_at_once(ways: Ways, squares: Int32, cost: Int32, nearest: Int32) -> None:
    """Write all ways at once."""
    for written, found in zip(ways, ways_at_once(cost[squares], nearest[squares]), strict=True):
        written[squares] = found


# -------------------------------------------------------------------------------- lists


@_count.stand_in
def count_at_once(
    listed: PatientList,
    cost: Int32,
    sign: int,
    listed_persons: Int32,
    own_distance: Int64,
    own_persons: Int64,
) -> None:
    """Count all squares of a list at once; a list names none twice."""
    persons = sign * listed.persons.astype(np.int64)
    listed_persons[listed.squares] += persons.astype(np.int32)
    has_way = cost >= 0
    squares, persons = listed.squares[has_way], persons[has_way]
    own_distance[squares] += persons * (cost[has_way] % FERRY_COST)
    own_persons[squares] += persons


@_within.stand_in
def within_at_once(
    squares: Int32, cost: Int32, slot_of_square: Int32, limits: Int32, allowed: Bools
) -> tuple[Int32, Int32]:
    """Test all squares at once."""
    slot = slot_of_square[squares]
    kept = (slot >= 0) & (cost <= limits[squares])
    if len(allowed):
        kept &= allowed[squares]
    return slot[kept], cost[kept]
