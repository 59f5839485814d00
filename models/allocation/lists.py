"""Lists in whole persons by square, spread from parishes or other areas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.allocation.region import PatientList
from models.domain.practice import ProviderNumber

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
Float64 = NDArray[np.float64]

GOLDEN = 0.6180339887498949
"""Steps of the golden ratio fall as evenly into an interval as steps of one length can."""


class ListEntries(NamedTuple):
    """Listed persons by area and practice; int32 arrays of shape (n_entry,), no pair twice.

    `area` holds the positions that `spread_lists` is given for its squares, `practice` any
    numbering of practices, `listed` persons.
    """

    area: Int32
    practice: Int32
    listed: Int32


class ListCells(NamedTuple):
    """Listed persons by practice and square, sorted by both; int32 of shape (n_cell,).

    `left_out` are the persons of each entry (or practice) that found no inhabitant.
    """

    practice: Int32
    square: Int32
    persons: Int32
    left_out: Int32


def spread_lists(area_of_square: Int32, persons: Int32, entries: ListEntries) -> ListCells:
    """Return lists by area spread over each area's squares in proportion to persons.

    Whole persons, and exact on both sides: each entry keeps its total, and no square has more
    listed than inhabitants. The shares are rounded down, and the persons left over in an area
    are dealt out in an order in which practices alternate as evenly as they can, so neither
    small practices nor late squares are favoured. Where an area's lists hold more persons
    than live there, they are cut to fit by largest remainder.

    Parameters
    ----------
    area_of_square : ndarray of int32 with shape (n_square,)
        -1 where a square lies in no area.
    persons : ndarray of int32 with shape (n_square,)
    entries : ListEntries
    """
    left_out = np.zeros(len(entries.area), dtype=np.int32)
    squares_of = _positions_by_value(area_of_square)
    parts: list[tuple[Int64, Int64, Int64]] = []
    for area, at in _positions_by_value(entries.area).items():
        listed = entries.listed[at].astype(np.int64)
        squares = squares_of.get(area, np.zeros(0, dtype=np.int64))
        inhabitants = persons[squares].astype(np.int64)
        if listed.sum() > inhabitants.sum():
            fitting = largest_remainder(listed, int(inhabitants.sum()))
            left_out[at] = listed - fitting
            listed = fitting
        if listed.any():
            table = spread_over(inhabitants, listed)
            row, column = np.nonzero(table)
            practice = entries.practice[at].astype(np.int64)
            parts.append((practice[column], squares[row], table[row, column]))
    return sorted_cells(parts, left_out)


def spread_over(persons: Int64, listed: Int64) -> Int64:
    """Return whole persons by square and practice of one area, exact on both sides.

    Parameters
    ----------
    persons : ndarray of int64 with shape (n_square,)
    listed : ndarray of int64 with shape (n_practice,)
        In all at most as many as `persons`, and at least one.

    Returns
    -------
    ndarray of int64 with shape (n_square, n_practice)
    """
    n_persons = persons.sum()
    columns = np.append(listed, n_persons - listed.sum())  # the last: listed with nobody
    table: Int64 = persons[:, np.newaxis] * columns // n_persons
    squares = np.repeat(np.arange(len(persons)), persons - table.sum(axis=1))
    np.add.at(table, (squares, _alternating(columns - table.sum(axis=0))), 1)
    return table[:, :-1]


def largest_remainder(weights: Int64 | Float64, total: int) -> Int64:
    """Return whole numbers in proportion to `weights` that add up to `total`.

    `weights` are 0 or more, not all 0; of equal remainders the first is rounded up.
    """
    if weights.dtype.kind == "i":
        shares, remainders = np.divmod(weights.astype(np.int64) * total, weights.sum())
    else:
        exact = weights * (total / weights.sum())
        shares, remainders = np.floor(exact), exact % 1.0
    whole = shares.astype(np.int64)
    most = np.argsort(-remainders, kind="stable")
    whole[most[: total - int(whole.sum())]] += 1
    return whole


def patient_lists(
    cells: ListCells, numbers: Sequence[ProviderNumber]
) -> dict[ProviderNumber, PatientList]:
    """Return the list of every practice; `numbers` are their provider numbers in order."""
    start = np.searchsorted(cells.practice, np.arange(len(numbers) + 1))
    return {
        number: PatientList(
            cells.square[start[i] : start[i + 1]], cells.persons[start[i] : start[i + 1]]
        )
        for i, number in enumerate(numbers)
    }


def _positions_by_value(values: Int32) -> dict[int, Int64]:
    """Return where each value of 0 or more stands, ascending."""
    order = np.argsort(values, kind="stable")
    distinct, first = np.unique(values[order], return_index=True)
    groups = np.split(order, first[1:])
    return {int(v): group for v, group in zip(distinct, groups, strict=False) if v >= 0}


def _alternating(counts: Int64) -> Int64:
    """Return each column as often as `counts` says, as evenly mixed as can be."""
    column = np.repeat(np.arange(len(counts)), counts)
    nth = np.arange(len(column)) - np.repeat(np.cumsum(counts) - counts, counts)
    phase = np.arange(1, len(counts) + 1) * GOLDEN % 1.0
    place = (nth + phase[column]) / counts[column]
    return column[np.lexsort((column, place))]


def sorted_cells(parts: Sequence[tuple[Int64, Int64, Int64]], left_out: Int32) -> ListCells:
    """Return parts (practice, square, persons) as sorted cells, equal pairs added up."""
    nothing = np.zeros(0, dtype=np.int64)
    practice, square, persons = (
        np.concatenate([nothing, *(part[i] for part in parts)]) for i in range(3)
    )
    taken = persons > 0
    practice, square, persons = practice[taken], square[taken], persons[taken]
    order = np.lexsort((square, practice))
    practice, square, persons = practice[order], square[order], persons[order]
    is_new = np.ones(len(order), dtype=np.bool_)
    is_new[1:] = (practice[1:] != practice[:-1]) | (square[1:] != square[:-1])
    first = np.flatnonzero(is_new)
    sums = np.add.reduceat(persons, first) if len(first) else nothing
    return ListCells(
        practice[first].astype(np.int32),
        square[first].astype(np.int32),
        sums.astype(np.int32),
        left_out,
    )
