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
    nobody is measured; `start` (n_bin + 1,) and `square`: the measured squares by bin.
    """

    table: Int64
    bins: Int64
    bin_of_square: Int32
    start: Int32
    square: Int32

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
    _add(table, bins, values, values.cost, values.choices, every, 1, bin_of_square)
    start, order = _by_bin(bin_of_square)
    tally = Tally(table, bins, bin_of_square, start, order)
    nobody = np.empty(0, dtype=np.int32)
    for column in range(n_areas + 1):
        _write_spread(tally, table, values, values.cost, nobody, column)
    return tally


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
    before = bin_of_square[changed]
    _add(table, bins, values, values.cost, values.choices, changed, -1, bin_of_square)
    _add(table, bins, values, cost, choices, changed, 1, bin_of_square)
    moved = changed[bin_of_square[changed] != before]
    is_affected = np.zeros(table.shape[1], dtype=np.bool_)
    is_affected[values.area[changed]] = True  # outside all areas, -1, is the region's column
    is_affected[-1] = True
    for column in np.flatnonzero(is_affected):
        _write_spread(tally, table, values, cost, moved, column)
    scrap = np.zeros_like(table)
    _add(scrap, bins, values, cost, choices, changed, -1, bin_of_square)
    _add(scrap, bins, values, values.cost, values.choices, changed, 1, bin_of_square)
    return table


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
def _add(
    table: Int64,
    bins: Int64,
    values: SquareValues,
    cost: Int32,
    choices: Int32,
    squares: Int32,
    sign: int,
    bin_of_square: Int32,
) -> None:
    """Add (sign 1) or take away (-1) what squares' costs and choices mean; note their bins."""
    # numba counts references each time a field is taken from a tuple; outside the loop it is free
    area, joined, persons, limit = values.area, values.joined, values.persons, values.limit
    region, needed = np.int64(table.shape[1] - 1), values.choices_needed
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
            if choices[square] == 0:
                table[_NO_CHOICE, column] += count
            elif choices[square] == 1:
                table[_ONE_CHOICE, column] += count
            if choices[square] < needed:
                table[_SHORT_OF_CHOICE, column] += count
            if here != INFINITE:
                if here >= FERRY_COST:
                    table[_BY_FERRY, column] += count
                table[_MEASURED, column] += count
                table[_DISTANCE, column] += count * length
                bins[column, bin_of_square[square]] += count


@kernel
def _by_bin(bin_of_square: Int32) -> tuple[Int32, Int32]:
    """Return where each bin starts among the measured squares sorted by bin, and those."""
    start = np.zeros(_N_BINS + 1, dtype=np.int32)
    for at in bin_of_square:
        if at >= 0:
            start[at + 1] += 1
    for at in range(_N_BINS):
        start[at + 1] += start[at]
    square_of = np.empty(start[_N_BINS], dtype=np.int32)
    filled = start[:-1].copy()
    for square in range(len(bin_of_square)):
        at = bin_of_square[square]
        if at >= 0:
            square_of[filled[at]] = square
            filled[at] += 1
    return start, square_of


@kernel
def _write_spread(
    tally: Tally, table: Int64, values: SquareValues, cost: Int32, moved: Int32, column: int
) -> None:
    """Write median, 90th percentile and longest of one column."""
    measured = table[_MEASURED, column]
    table[_MEDIAN, column] = table[_P90, column] = table[_LONGEST, column] = 0
    if measured > 0:
        for row in (_MEDIAN, _P90, _LONGEST):
            tenths = 5 if row == _MEDIAN else 9 if row == _P90 else 10
            wanted = (measured * tenths + 9) // 10
            table[row, column] = _length_at(tally, values, cost, moved, column, wanted)


@kernel
def _length_at(
    tally: Tally, values: SquareValues, cost: Int32, moved: Int32, column: int, wanted: int
) -> int:
    """Return the least length within which `wanted` persons live: find the bin, look inside."""
    at = 0
    while wanted > tally.bins[column, at]:
        wanted -= tally.bins[column, at]
        at += 1
    region = tally.bins.shape[0] - 1
    first, last = tally.start[at], tally.start[at + 1]
    entries = np.empty(last - first + len(moved), dtype=np.int64)
    n_entries = 0
    for i in range(len(entries)):
        # of the squares that moved to another bin, only the new one counts
        square = tally.square[first + i] if i < last - first else moved[i - (last - first)]
        is_here = tally.bin_of_square[square] == at
        if is_here and (column == region or values.area[square] == column):
            length = np.int64(cost[square]) & _LENGTH_MASK
            entries[n_entries] = (length << 32) | np.int64(values.persons[square])
            n_entries += 1
    for entry in np.sort(entries[:n_entries]):
        wanted -= entry & 0xFFFFFFFF
        if wanted <= 0:
            return int(entry >> 32)
    return 0
