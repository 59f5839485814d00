"""Lists in whole persons by square, estimated where only their totals are known."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from models.allocation.lists import ListCells, largest_remainder, sorted_cells
from models.kernels.kernel import bulk_kernel

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
Float64 = NDArray[np.float64]

DECAY_M = 2_000.0
"""In an estimate the pull of a practice falls to 37 % for every so many metres.

Not fitted to real lists, which no public source gives by distance. On an invented register of
Midtjylland with lists it gives the same middle half (1.4, 3.4 and 6.4 km in a straight line; the
lists have 1.3, 3.3 and 6.6), but fewer patients from very far away.
"""

REACH_M = 15_000.0
"""Straight-line metres within which an estimate lets people choose a practice."""

CHOICES = 40
"""So many nearest practices are chosen from; in a city more would change nothing."""

CHOICES_ALWAYS = 3
"""So many can be chosen from however far away they are."""

ROUNDS = 40
"""Rounds of fitting; after 40 the totals by square change by less than a person in a thousand."""


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
        return sorted_cells([], left_out)
    square, practice, distance_m = _pairs(square_place, practice_place, totals)
    wanted = _fitted(square, practice, distance_m, persons, totals)
    cells = _in_whole_persons(square, practice, distance_m, wanted, persons, totals)
    room, missing = _what_is_left(square, practice, cells, persons, totals)
    parts = [(practice, square, cells)]
    parts += _from_further_away(square_place, practice_place, room, missing)
    return sorted_cells(parts, left_out)


def _pairs(
    square_place: Float64, practice_place: Float64, totals: Int64
) -> tuple[Int64, Int64, Float64]:
    """Return who may choose whom: squares, practices with a list, and metres between them."""
    with_list = np.flatnonzero(totals)
    n_nearest = min(CHOICES, len(with_list))
    tree = cKDTree(practice_place[with_list])
    distance_m, nearest = tree.query(square_place, k=range(1, n_nearest + 1))
    may_choose = distance_m <= REACH_M
    may_choose[:, :CHOICES_ALWAYS] = True
    square, rank = np.nonzero(may_choose)
    return square, with_list[nearest[square, rank]], distance_m[square, rank]


def _fitted(
    square: Int64, practice: Int64, distance_m: Float64, persons: Int32, totals: Int64
) -> Float64:
    """Return the persons of each pair, not yet whole; the totals by practice are exact."""
    by_square = persons * (totals.sum() / persons.sum(dtype=np.int64))
    # only differences count; from a remote square every exp(-distance) alone would be 0
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


@bulk_kernel
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
