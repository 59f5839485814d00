"""Sums and exact weighted quantiles over squares, per area and for the region.

Persons and distances are summed as int64, so that every total holds, order does not matter,
and what was added can be taken away again: a drag adds up only the squares that differ. A
quantile q is the shortest distance within which at least the share q of the persons live.
"""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from models.kernels.kernel import kernel
from models.network.network import FERRY_COST
from models.network.search import INFINITE

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
Numbers = TypeVar("Numbers")

_BIN_SHIFT = 9
_N_BINS = 1 << 12
"""Distances are first counted in bins of 512 dm; longer ones than 209 km share the last."""

_LENGTH_MASK = FERRY_COST - 1
"""A cost without its ferries; FERRY_COST is a power of two."""

_NOT_MEASURED = -1
"""Bin of a square that reaches nothing, is not joined, or has no inhabitants."""

_N_SLOTS = 6
"""Two for each of median, 90th percentile and longest."""


class Sums(NamedTuple, Generic[Numbers]):
    """Sums over squares; per area, the whole region last, int64 arrays of shape (n_area + 1,)."""

    persons: Numbers
    listed: Numbers
    unplaced: Numbers
    own_distance: Numbers
    own_persons: Numbers
    not_joined: Numbers
    measured: Numbers
    distance: Numbers
    beyond: Numbers
    no_choice: Numbers
    one_choice: Numbers
    by_ferry: Numbers
    short_of_choice: Numbers
    longest: Numbers
    median: Numbers
    p90: Numbers


_PERSONS, _LISTED, _UNPLACED, _OWN_DISTANCE, _OWN_PERSONS, _NOT_JOINED = range(6)
_MEASURED, _DISTANCE, _BEYOND, _NO_CHOICE, _ONE_CHOICE, _BY_FERRY = range(6, 12)
_SHORT_OF_CHOICE, _LONGEST, _MEDIAN, _P90 = range(12, 16)
_N_ROWS = len(Sums._fields)


class SquareValues(NamedTuple):
    """What is known of each square, all of shape (n_square,).

    `area` int32 (-1 outside all), `persons`, `joined` (bool), `limit` (dm), `cost`
    (INFINITE where no way), `choices`, `listed`, `unplaced` int32; `own_distance` (dm times
    persons) and `own_persons` int64. Who has fewer choices than `choices_needed` is short.
    """

    area: Int32
    persons: Int32
    joined: NDArray[np.bool_]
    limit: Int32
    cost: Int32
    choices: Int32
    listed: Int32
    unplaced: Int32
    own_distance: Int64
    own_persons: Int64
    choices_needed: int


class Tally(NamedTuple):
    """Sums of some squares, kept so that those of others can be had by what differs.

    `table` int64 (n_row, n_area + 1), the region last, rows as in `Sums`; `bins` int64
    (n_area + 1, n_bin), persons by distance; `bin_of_square` int32 (n_square,), -1 where
    nobody is measured; `start` int32 (n_area + 1, n_bin + 1) and `square`: the squares by area
    (those outside all last), then by the bin that `bin_then` (n_square,) has of them, -1 if they
    are not in that order. `strays`: the measured squares that have come to another bin since,
    ascending by the bin they are in, which `stray_bin` holds beside them.

    `near` int64 (n_slot, n_area + 1, 512) has the persons by decimetre of the bins that quantiles
    were looked for in last, `near_bin` int32 (n_slot, n_area + 1) says which, -1 none: looking
    into a bin of the whole region would otherwise cost the more the larger it is.
    """

    table: Int64
    bins: Int64
    bin_of_square: Int32
    start: Int32
    square: Int32
    bin_then: Int32
    strays: Int32
    stray_bin: Int32
    near: Int64
    near_bin: Int32

    @property
    def sums(self) -> Sums[Int64]:
        """The sums by name."""
        return Sums(*self.table)


@kernel
def tally_squares(values: SquareValues, n_areas: int) -> Tally:
    """Return the sums of every area and, last, of the region."""
    table = np.zeros((_N_ROWS, n_areas + 1), dtype=np.int64)
    bins = np.zeros((n_areas + 1, _N_BINS), dtype=np.int64)
    bin_of_square = np.empty(len(values.persons), dtype=np.int32)
    every = np.arange(len(values.persons)).astype(np.int32)
    _add_fixed(table, values)
    _add_choices(table, values, values.choices, every, 1)
    _add_ways(table, bins, values, values.cost, every, 1, bin_of_square)
    start, order = _by_area_and_bin(values.area, bin_of_square, n_areas)
    nobody = np.empty(0, dtype=np.int32)
    tally = Tally(
        table,
        bins,
        bin_of_square,
        start,
        order,
        bin_of_square.copy(),
        nobody,
        nobody.copy(),
        *_nothing_near(n_areas),
    )
    for column in range(n_areas + 1):
        _write_spread(tally, table, values, values.cost, nobody, column)
    return tally


@kernel
def tally_with(tally: Tally, values: SquareValues, now: SquareValues, changed: Int32) -> Tally:
    """Return the tally of `now`, from that of `values`, by what differs; both are left as is.

    Area, persons, limits and what is needed are the same in both. Cost and choices differ only
    in the `changed` squares, none of them named twice; the rest may differ anywhere.
    """
    table, bins = tally.table.copy(), tally.bins.copy()
    bin_of_square = tally.bin_of_square.copy()
    table[:_MEASURED] = 0
    _add_fixed(table, now)
    far = _exchange(table, bins, bin_of_square, values, now.cost, now.choices, changed)
    # whoever was not astray yet: in the bin of then, or measured nowhere
    before = tally.bin_of_square[far]
    came = far[(before == tally.bin_then[far]) | (before < 0)]
    strays = np.concatenate((tally.strays, came))
    strays = strays[
        (bin_of_square[strays] != tally.bin_then[strays]) & (bin_of_square[strays] >= 0)
    ]
    strays = strays[np.argsort(bin_of_square[strays])]
    after = Tally(
        table,
        bins,
        bin_of_square,
        tally.start,
        tally.square,
        tally.bin_then,
        strays,
        bin_of_square[strays],
        *_nothing_near(table.shape[1] - 1),
    )
    nobody = np.empty(0, dtype=np.int32)
    for column in _columns_of(values, far, table.shape[1]):
        _write_spread(after, table, now, now.cost, nobody, column)
    return after


@kernel
def sums_with(
    tally: Tally, values: SquareValues, cost: Int32, choices: Int32, changed: Int32
) -> Int64:
    """Return the table of sums as it is with other costs and choices in some squares.

    `tally` holds `values`; `cost` and `choices` (n_square,) are the new ones, which differ
    only in the `changed` squares, none of them named twice. The tally is left as it was.
    """
    table = tally.table.copy()
    bins, bin_of_square = tally.bins, tally.bin_of_square
    far = _exchange(table, bins, bin_of_square, values, cost, choices, changed)
    for column in _columns_of(values, far, table.shape[1]):
        _write_spread(tally, table, values, cost, far, column)
    scrap = np.zeros_like(table)
    _add_ways(scrap, bins, values, cost, far, -1, bin_of_square)
    _add_ways(scrap, bins, values, values.cost, far, 1, bin_of_square)
    return table


@kernel
def _exchange(
    table: Int64,
    bins: Int64,
    bin_of_square: Int32,
    values: SquareValues,
    cost: Int32,
    choices: Int32,
    changed: Int32,
) -> Int32:
    """Put other costs and choices in the place of `values`'; return where the cost differs."""
    _add_choices(table, values, values.choices, changed, -1)
    _add_choices(table, values, choices, changed, 1)
    far: Int32 = changed[cost[changed] != values.cost[changed]]
    _add_ways(table, bins, values, values.cost, far, -1, bin_of_square)
    _add_ways(table, bins, values, cost, far, 1, bin_of_square)
    return far


@kernel
def _columns_of(values: SquareValues, squares: Int32, n_columns: int) -> Int64:
    """Return the columns that squares are added up in."""
    is_column = np.zeros(n_columns, dtype=np.bool_)
    is_column[values.area[squares]] = True  # outside all areas, -1, is the region's column
    is_column[-1] = True
    columns: Int64 = np.flatnonzero(is_column)
    return columns


@kernel
def _add_fixed(table: Int64, values: SquareValues) -> None:
    """Add what squares have whatever is nearest to them."""
    for square in range(len(values.persons)):
        for column in (np.int64(values.area[square]), np.int64(table.shape[1] - 1)):
            if column < 0:
                continue
            table[_PERSONS, column] += values.persons[square]
            table[_LISTED, column] += values.listed[square]
            table[_UNPLACED, column] += values.unplaced[square]
            table[_OWN_DISTANCE, column] += values.own_distance[square]
            table[_OWN_PERSONS, column] += values.own_persons[square]
            if not values.joined[square]:
                table[_NOT_JOINED, column] += values.persons[square]


@kernel
def _add_choices(
    table: Int64, values: SquareValues, choices: Int32, squares: Int32, sign: int
) -> None:
    """Add (sign 1) or take away (-1) the persons of squares with too few choices."""
    # numba counts references each time a field is taken from a tuple; outside the loop it is free
    area, joined, persons = values.area, values.joined, values.persons
    region = np.int64(table.shape[1] - 1)
    needed = max(values.choices_needed, 2)
    for square in squares:
        if choices[square] >= needed or not joined[square]:
            continue
        count = sign * np.int64(persons[square])
        for column in (np.int64(area[square]), region):
            if column < 0:
                continue
            if choices[square] == 0:
                table[_NO_CHOICE, column] += count
            elif choices[square] == 1:
                table[_ONE_CHOICE, column] += count
            if choices[square] < values.choices_needed:
                table[_SHORT_OF_CHOICE, column] += count


@kernel
def _add_ways(
    table: Int64,
    bins: Int64,
    values: SquareValues,
    cost: Int32,
    squares: Int32,
    sign: int,
    bin_of_square: Int32,
) -> None:
    """Add (sign 1) or take away (-1) what the ways of squares mean; note their bins."""
    area, joined, persons, limit = values.area, values.joined, values.persons, values.limit
    region = np.int64(table.shape[1] - 1)
    for square in squares:
        bin_of_square[square] = _NOT_MEASURED
        if not joined[square] or persons[square] == 0:
            continue
        here, count = np.int64(cost[square]), sign * np.int64(persons[square])
        length = here & _LENGTH_MASK
        if here != INFINITE:
            bin_of_square[square] = min(int(length >> _BIN_SHIFT), _N_BINS - 1)
        for column in (np.int64(area[square]), region):
            if column < 0:
                continue
            if here > limit[square]:
                table[_BEYOND, column] += count
            if here != INFINITE:
                if here >= FERRY_COST:
                    table[_BY_FERRY, column] += count
                table[_MEASURED, column] += count
                table[_DISTANCE, column] += count * length
                bins[column, bin_of_square[square]] += count


@kernel
def _by_area_and_bin(area: Int32, bin_of_square: Int32, n_areas: int) -> tuple[Int32, Int32]:
    """Return where each area's bins start among the measured squares in that order, and those."""
    count = np.zeros((n_areas + 1) * _N_BINS + 1, dtype=np.int32)
    for square in range(len(bin_of_square)):
        if bin_of_square[square] >= 0:
            count[_place(area[square], bin_of_square[square], n_areas) + 1] += 1
    for at in range(len(count) - 1):
        count[at + 1] += count[at]
    start = np.empty((n_areas + 1, _N_BINS + 1), dtype=np.int32)
    for column in range(n_areas + 1):
        start[column] = count[column * _N_BINS : (column + 1) * _N_BINS + 1]
    square_of = np.empty(count[-1], dtype=np.int32)
    for square in range(len(bin_of_square)):
        if bin_of_square[square] >= 0:
            at = _place(area[square], bin_of_square[square], n_areas)
            square_of[count[at]] = square
            count[at] += 1
    return start, square_of


@kernel
def _place(area: int, at: int, n_areas: int) -> int:
    """Return the place of an area's bin among all; outside all areas, -1, comes last."""
    return (area if area >= 0 else n_areas) * _N_BINS + at


@kernel
def _nothing_near(n_areas: int) -> tuple[Int64, Int32]:
    """Return no bin that was looked into yet."""
    near = np.empty((_N_SLOTS, n_areas + 1, 1 << _BIN_SHIFT), dtype=np.int64)
    return near, np.full((_N_SLOTS, n_areas + 1), -1, dtype=np.int32)


@kernel
def _write_spread(
    tally: Tally, table: Int64, values: SquareValues, cost: Int32, far: Int32, column: int
) -> None:
    """Write median, 90th percentile and longest of one column.

    `tally` is that of `values`, but for its bins, which hold `cost` by now; the two costs
    differ in the squares `far` only.
    """
    measured = table[_MEASURED, column]
    table[_MEDIAN, column] = table[_P90, column] = table[_LONGEST, column] = 0
    if measured > 0:
        for row in (_MEDIAN, _P90, _LONGEST):
            tenths = 5 if row == _MEDIAN else 9 if row == _P90 else 10
            wanted = (measured * tenths + 9) // 10
            table[row, column] = _length_at(tally, values, cost, far, column, wanted, row)


@kernel
def _length_at(
    tally: Tally,
    values: SquareValues,
    cost: Int32,
    far: Int32,
    column: int,
    wanted: int,
    row: int,
) -> int:
    """Return the least length within which `wanted` persons live: find the bin, look inside."""
    bins = tally.bins
    at = 0
    while wanted > bins[column, at]:
        wanted -= bins[column, at]
        at += 1
    if at == _N_BINS - 1:
        return int(_length_in_last(tally, values, cost, column, wanted))
    # a quantile near the end of a bin comes and goes: neighbouring bins do not share a slot
    slot = 2 * (row - _LONGEST) + at % 2  # longest, median and 90th percentile follow each other
    if tally.near_bin[slot, column] != at:
        _look_into(tally, values, column, at, slot)
    persons_at = tally.near[slot, column].copy()
    is_region = column == len(tally.start) - 1
    _count_lengths(persons_at, values, values.cost, far, column, is_region, at, -1)
    _count_lengths(persons_at, values, cost, far, column, is_region, at, 1)
    length = 0
    while wanted > persons_at[length]:
        wanted -= persons_at[length]
        length += 1
    return (at << _BIN_SHIFT) + length


@kernel
def _look_into(tally: Tally, values: SquareValues, column: int, at: int, slot: int) -> None:
    """Count the persons at each length within a bin, as the tally has them."""
    start, square_of = tally.start, tally.square
    persons_at = tally.near[slot, column]
    persons_at[:] = 0
    tally.near_bin[slot, column] = at
    is_region = column == len(start) - 1
    for place in range(len(start)):
        if is_region or place == column:
            these = square_of[start[place, at] : start[place, at + 1]]
            _count_lengths(persons_at, values, values.cost, these, column, is_region, at, 1)
    first, last = np.searchsorted(tally.stray_bin, at), np.searchsorted(tally.stray_bin, at + 1)
    astray = tally.strays[first:last]
    _count_lengths(persons_at, values, values.cost, astray, column, is_region, at, 1)


@kernel
def _count_lengths(
    persons_at: Int64,
    values: SquareValues,
    cost: Int32,
    squares: Int32,
    column: int,
    is_region: bool,
    at: int,
    sign: int,
) -> None:
    """Add (sign 1) or take away (-1) those of the squares' persons that a bin holds."""
    area, persons, joined = values.area, values.persons, values.joined
    for square in squares:
        if (is_region or area[square] == column) and joined[square] and cost[square] != INFINITE:
            length = cost[square] & _LENGTH_MASK
            if length >> _BIN_SHIFT == at:
                persons_at[length - (at << _BIN_SHIFT)] += sign * persons[square]


@kernel
def _length_in_last(
    tally: Tally, values: SquareValues, cost: Int32, column: int, wanted: int
) -> int:
    """Return the same among the lengths that share the last bin."""
    is_here = tally.bin_of_square == _N_BINS - 1
    if column < len(tally.start) - 1:
        is_here &= values.area == column
    squares = np.flatnonzero(is_here)
    lengths = cost[squares] & _LENGTH_MASK
    for i in np.argsort(lengths):
        wanted -= values.persons[squares[i]]
        if wanted <= 0:
            return int(lengths[i])
    return 0
