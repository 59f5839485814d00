"""Lists carried over to a newer register that comes without lists: the old ones, scaled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from models.allocation.estimate import estimate_lists
from models.allocation.lists import ListCells, largest_remainder, sorted_cells
from models.allocation.region import PatientList
from models.domain.practice import Practice, ProviderNumber
from models.geography.squares import Squares

Int64 = NDArray[np.int64]


def carried_lists(
    practices: Sequence[Practice],
    totals: Mapping[ProviderNumber, int],
    old: Mapping[ProviderNumber, PatientList],
    squares: Squares,
) -> ListCells:
    """Return lists with the totals of a newer register, spread as the old lists were.

    A practice whose total is the same keeps its list to the person. Another's list is scaled,
    square by square, by largest remainder. Where a square's lists then hold more than live
    there, they are cut to fit. Persons that are lacking (a new practice has all of them) are
    estimated from distance among those who are in no list; who finds nobody is `left_out`.

    Parameters
    ----------
    practices : sequence of Practice
        The newer register's.
    totals : mapping of provider number to int
        Their list sizes.
    old : mapping of provider number to PatientList
        The pattern: under the newer register's numbers.
    squares : Squares
    """
    parts = [
        _scaled(at, old[practice.provider_number], totals[practice.provider_number])
        for at, practice in enumerate(practices)
        if practice.provider_number in old
    ]
    nothing = np.zeros(0, dtype=np.int64)
    who, where, persons = (
        np.concatenate([nothing, *(part[column] for part in parts)]) for column in range(3)
    )
    persons = _fitting(where, persons, squares.persons.astype(np.int64))
    wanted = np.array([totals[practice.provider_number] for practice in practices], dtype=np.int64)
    placed = np.bincount(who, weights=persons, minlength=len(practices)).astype(np.int64)
    listed = np.bincount(where, weights=persons, minlength=len(squares)).astype(np.int64)
    rest = estimate_lists(
        np.column_stack([squares.e, squares.n]).astype(np.float64),
        (squares.persons - listed).astype(np.int32),
        np.array([practice.place for practice in practices], dtype=np.float64).reshape(-1, 2),
        (wanted - placed).astype(np.int32),
    )
    found = (rest.practice.astype(np.int64), rest.square.astype(np.int64), rest.persons)
    return sorted_cells(
        [(who, where, persons), (*found[:2], found[2].astype(np.int64))], rest.left_out
    )


def _scaled(practice: int, pattern: PatientList, total: int) -> tuple[Int64, Int64, Int64]:
    """Return a practice's persons by square, in all `total`, as (practice, square, persons)."""
    squares, persons = pattern.squares.astype(np.int64), pattern.persons.astype(np.int64)
    if len(persons) and int(persons.sum()) != total:
        persons = largest_remainder(persons, total)
    return np.full(len(squares), practice, dtype=np.int64), squares, persons


def _fitting(where: Int64, persons: Int64, inhabitants: Int64) -> Int64:
    """Return the persons cut so that no square has more listed than inhabitants."""
    listed = np.bincount(where, weights=persons, minlength=len(inhabitants)).astype(np.int64)
    fitting = persons.copy()
    for square in np.flatnonzero(listed > inhabitants).tolist():
        here = np.flatnonzero(where == square)
        fitting[here] = largest_remainder(persons[here], int(inhabitants[square]))
    return fitting
