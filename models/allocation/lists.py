"""Lists in whole persons by square: spread from parishes, or estimated where nobody has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from models.allocation.region import PatientList
from models.domain.practice import ProviderNumber

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
Float64 = NDArray[np.float64]

GOLDEN = 0.6180339887498949
"""Steps of the golden ratio fall as evenly into an interval as steps of one length can."""

DECAY_M = 3_000.0
"""In an estimate the pull of a practice falls to 37 % for every so many metres.

Not fitted to real lists, which no public source gives by distance; the order of magnitude is
that most people in a town go to one of its own practices.
"""

REACH_M = 15_000.0
"""Straight-line metres within which an estimate lets people choose a practice."""

NEAREST_ALWAYS = 3
"""So many nearest practices can be chosen from, however far away they are."""

ROUNDS = 40
"""Rounds of fitting; after 40 the totals by square change by less than a person in a thousand."""


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
    return _cells(parts, left_out)


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


def estimate_lists(
    square_place: Float64, persons: Int32, practice_place: Float64, listed: Int32
) -> ListCells:
    """Return lists where only their totals are known: nearer practices are chosen more often.

    Iterative proportional fitting of exp(-distance / DECAY_M), so that every practice has its
    total and every square the same share of its persons listed; then whole persons. The
    totals by practice are exact, and no square has more listed than inhabitants.

    Parameters
    ----------
    square_place : ndarray of floats with shape (n_square, 2)
        EPSG:25832, metres.
    persons : ndarray of int32 with shape (n_square,)
    practice_place : ndarray of floats with shape (n_practice, 2)
        EPSG:25832, metres.
    listed : ndarray of int32 with shape (n_practice,)
        Where there are more than persons, they are cut to fit and the rest is left out.

    References
    ----------
    Deming and Stephan, "On a least squares adjustment of a sampled frequency table when the
    expected marginal totals are known", Annals of Mathematical Statistics 11 (1940).
    """
    totals = listed.astype(np.int64)
    n_persons = int(persons.sum(dtype=np.int64))
    if totals.sum() > n_persons:
        totals = largest_remainder(totals, n_persons)
    left_out = (listed - totals).astype(np.int32)
    if not totals.any():
        return _cells([], left_out)
    square, practice, distance_m = _pairs(square_place, practice_place, totals)
    wanted = _fitted(square, practice, distance_m, persons, totals)
    cells = _in_whole_persons(square, practice, distance_m, wanted, persons, totals)
    room, missing = _what_is_left(square, practice, cells, persons, totals)
    parts = [(practice, square, cells)]
    parts += _from_further_away(square_place, practice_place, room, missing)
    return _cells(parts, left_out)


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


def _cells(parts: Sequence[tuple[Int64, Int64, Int64]], left_out: Int32) -> ListCells:
    """Return the parts as one sorted list of cells, cells of the same pair added up."""
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


def _pairs(
    square_place: Float64, practice_place: Float64, totals: Int64
) -> tuple[Int64, Int64, Float64]:
    """Return who may choose whom: squares, practices with a list, and metres between them."""
    with_list = np.flatnonzero(totals)
    tree = cKDTree(practice_place[with_list])
    within = cKDTree(square_place).sparse_distance_matrix(tree, REACH_M, output_type="coo_matrix")
    n_nearest = min(NEAREST_ALWAYS, len(with_list))
    _, nearest = tree.query(square_place, k=range(1, n_nearest + 1))
    squares = np.repeat(np.arange(len(square_place)), n_nearest)
    key = np.unique(
        np.concatenate(
            [
                within.row.astype(np.int64) * len(with_list) + within.col,
                squares * len(with_list) + nearest.ravel(),
            ]
        )
    )
    square, practice = key // len(with_list), with_list[key % len(with_list)]
    apart = square_place[square] - practice_place[practice]
    return square, practice, np.hypot(apart[:, 0], apart[:, 1])


def _fitted(
    square: Int64, practice: Int64, distance_m: Float64, persons: Int32, totals: Int64
) -> Float64:
    """Return the persons of each pair, not yet whole; the totals by practice are exact."""
    by_square = persons * (totals.sum() / persons.sum(dtype=np.int64))
    # the nearest of a square counts as near, so that remote squares do not vanish in rounding
    nearest_m = np.full(len(persons), np.inf)
    np.minimum.at(nearest_m, square, distance_m)
    fitted: Float64 = np.exp(-(distance_m - nearest_m[square]) / DECAY_M)
    for _ in range(ROUNDS):
        fitted *= _factor(by_square, square, fitted)[square]
        fitted *= _factor(totals, practice, fitted)[practice]
    return fitted


def _factor(wanted: Int64 | Float64, of: Int64, fitted: Float64) -> Float64:
    now = np.bincount(of, weights=fitted, minlength=len(wanted))
    factor: Float64 = np.divide(wanted, now, out=np.zeros(len(wanted)), where=now > 0)
    return factor


def _in_whole_persons(
    square: Int64,
    practice: Int64,
    distance_m: Float64,
    wanted: Float64,
    persons: Int32,
    totals: Int64,
) -> Int64:
    """Return whole persons of each pair; what does not fit anywhere here is left for later."""
    by_fraction = np.lexsort((practice, square, -(wanted % 1.0)))
    by_distance = np.lexsort((practice, square, distance_m))
    room, missing = persons.astype(np.int64), totals.copy()
    return np.asarray(
        _fill(
            square,
            practice,
            np.floor(wanted).astype(np.int64),
            by_fraction,
            by_distance,
            room,
            missing,
        )
    )


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _fill(
    square: Int64,
    practice: Int64,
    floors: Int64,
    by_fraction: Int64,
    by_distance: Int64,
    room: Int64,
    missing: Int64,
) -> Int64:
    """Fill the pairs: first the whole parts, then one by one, then whatever still fits.

    Changes `room` (persons of a square) and `missing` (persons of a practice).
    """
    cells = np.zeros(len(square), dtype=np.int64)
    for step in range(3):
        for k in range(len(square)):
            pair = k
            wanted = floors[k]
            if step == 1:
                pair, wanted = by_fraction[k], 1
            elif step == 2:
                pair = by_distance[k]
                wanted = missing[practice[pair]]
            s, p = square[pair], practice[pair]
            taken = min(wanted, room[s], missing[p])
            cells[pair] += taken
            room[s] -= taken
            missing[p] -= taken
    return cells


def _what_is_left(
    square: Int64, practice: Int64, cells: Int64, persons: Int32, totals: Int64
) -> tuple[Int64, Int64]:
    """Return the persons of each square without a list, and those each practice still lacks."""
    listed = np.bincount(square, weights=cells, minlength=len(persons)).astype(np.int64)
    filled = np.bincount(practice, weights=cells, minlength=len(totals)).astype(np.int64)
    return persons - listed, totals - filled


def _from_further_away(
    square_place: Float64, practice_place: Float64, room: Int64, missing: Int64
) -> list[tuple[Int64, Int64, Int64]]:
    """Fill what no pair could from the nearest squares with room, practice by practice."""
    parts = []
    for practice in np.flatnonzero(missing):
        apart = square_place - practice_place[practice]
        nearest = np.argsort(np.hypot(apart[:, 0], apart[:, 1]), kind="stable")
        before = np.cumsum(room[nearest]) - room[nearest]
        taken = np.clip(missing[practice] - before, 0, room[nearest])
        room[nearest] -= taken
        parts.append((np.full(len(nearest), practice), nearest, taken))
    return parts
