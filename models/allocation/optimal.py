"""The distribution with the most persons placed and, of those, the least total distance.

A transport problem: squares send persons, practices take them up to their room, and every pair
within reach costs its distance. Who finds no place costs more than any chain of moves could
save, so that placing comes first. The problem's matrix is totally unimodular: a vertex of the
linear problem is whole persons, and its prices are whole decimetres. Both are checked, and with
them, in whole numbers, that no distribution is better.

References
----------
Solved by HiGHS' dual simplex (Huangfu & Hall 2018) through `scipy.optimize.linprog`. That the
prices prove the optimum is linear programming duality.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.allocation.redistribute import Assignment

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
Progress = Callable[[float], None]


class Optimum(NamedTuple):
    """How many of each pair of an assignment are placed, and how many of each slot are not.

    `persons` int32 (n_pair,), `left` int64 (n_slot,).
    """

    persons: Int32
    left: Int64


def optimum_of(assignment: Assignment, progress: Progress = lambda share: None) -> Optimum:
    """Return the best distribution over the very pairs and rooms of a plain one.

    `assignment` is one by room alone. `progress` is told the share done; what it raises ends
    the work. Of several distributions that are equally good one is taken; which of them may
    differ between machines, so it is the outcome that is to be kept.
    """
    progress(0.0)
    persons = np.zeros(len(assignment.slot), dtype=np.int32)
    if not len(persons):
        return Optimum(persons, assignment.homeless.persons.astype(np.int64))
    solved = _solve(assignment)
    progress(0.9)
    _prove(assignment, solved)
    progress(1.0)
    n_pairs = len(assignment.slot)
    return Optimum(solved.persons[:n_pairs].astype(np.int32), solved.persons[n_pairs:])


def total_dm(assignment: Assignment, persons: Int32) -> int:
    """Return the sum of all ways of a distribution over the assignment's pairs, decimetres."""
    return int((persons.astype(np.int64) * assignment.cost).sum())


class _Solved(NamedTuple):
    """Persons of every pair and, last, of every slot without a place; and both sides' prices."""

    persons: Int64
    price_of_slot: Int64
    price_of_candidate: Int64


def _solve(assignment: Assignment) -> _Solved:
    # a fifth of a second that a start does not need
    from scipy.optimize import linprog
    from scipy.sparse import csr_matrix

    slot, candidate = assignment.slot, assignment.candidate
    n_pairs, n_slots = len(slot), len(assignment.homeless.squares)
    column = np.arange(n_pairs + n_slots)
    rows = np.concatenate([slot, np.arange(n_slots)])
    everybody = csr_matrix((np.ones(len(column)), (rows, column)))
    within_room = csr_matrix(
        (np.ones(n_pairs), (candidate, column[:n_pairs])),
        shape=(len(assignment.room), len(column)),
    )
    found = linprog(
        costs_of(assignment),
        A_ub=within_room,
        b_ub=assignment.room,
        A_eq=everybody,
        b_eq=assignment.homeless.persons,
        method="highs-ds",
    )
    if found.status != 0:
        raise RuntimeError(f"HiGHS gave up on a transport problem: {found.message}")
    return _Solved(
        np.rint(found.x).astype(np.int64),
        np.rint(found.eqlin.marginals).astype(np.int64),
        np.rint(found.ineqlin.marginals).astype(np.int64),
    )


def costs_of(assignment: Assignment) -> Int64:
    """Return the cost of a person in every pair and, last, of one without a place; decimetres.

    Placing one person more may push at most one person out of each practice in turn, so it
    saves less than this even where every one of those then has the longest way.
    """
    longest = int(assignment.cost.max(initial=0)) + 1
    unplaced = (len(assignment.candidates) + 1) * longest
    return np.concatenate(
        [
            assignment.cost.astype(np.int64),
            np.full(len(assignment.homeless.squares), unplaced, dtype=np.int64),
        ]
    )


def _prove(assignment: Assignment, solved: _Solved) -> None:
    """Raise RuntimeError unless the solution is allowed and its prices prove it the best."""
    n_pairs = len(assignment.slot)
    placed, left = solved.persons[:n_pairs], solved.persons[n_pairs:]
    per_slot = np.bincount(assignment.slot, placed, len(left)).astype(np.int64) + left
    per_practice = np.bincount(assignment.candidate, placed, len(assignment.room))
    is_allowed = (
        bool((solved.persons >= 0).all())
        and np.array_equal(per_slot, assignment.homeless.persons)
        and bool((per_practice <= assignment.room).all())
    )
    cost = costs_of(assignment)
    prices = np.concatenate(
        [
            solved.price_of_slot[assignment.slot] + solved.price_of_candidate[assignment.candidate],
            solved.price_of_slot,
        ]
    )
    worth = int((solved.price_of_slot * assignment.homeless.persons).sum())
    worth += int((solved.price_of_candidate * assignment.room).sum())
    is_best = (
        bool((prices <= cost).all())
        and bool((solved.price_of_candidate <= 0).all())
        and worth == int((solved.persons * cost).sum())
    )
    if not (is_allowed and is_best):
        raise RuntimeError("a distribution was not proven to be the best one")
