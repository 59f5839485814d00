"""The domino of a distribution, round by round: a round ends when the next practice is full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from models.allocation.redistribute import Assignment
from models.domain.place import DM_PER_M
from models.domain.practice import ProviderNumber


@dataclass(frozen=True, slots=True)
class Round:
    """One round of a distribution.

    Attributes
    ----------
    closes : str or None
        The practice that reached its closing limit and ended the round; None in a last round
        that ended because nobody was left or nobody within reach had room.
    is_entitled : bool
        The last round of all, in which closed practices take those they must take.
    took : tuple of provider number and persons
        Who took how many in this round, most persons first.
    placed, waiting : int
        Persons placed up to the round's end, and those who still look for a practice.
    reached_m : float
        The way of the last one placed, metres: whoever has a shorter way has had a turn.
    """

    closes: ProviderNumber | None
    is_entitled: bool
    took: tuple[tuple[ProviderNumber, int], ...]
    placed: int
    waiting: int
    reached_m: float


def rounds_of(assignment: Assignment) -> tuple[Round, ...]:
    """Return the rounds in which an assignment came about; none where nobody found a place."""
    by_room, n_pairs = assignment.n_by_room, len(assignment.persons)
    fills = _fills(assignment)
    ends = [*fills, by_room, n_pairs]
    closes = [*fills.values(), None, None]
    rounds: list[Round] = []
    placed = 0
    for number, (start, end) in enumerate(pairwise([0, *ends])):
        took = _took(assignment, slice(start, end))
        if not took:
            continue
        placed += sum(persons for _, persons in took)
        some = np.flatnonzero(assignment.persons[start:end])
        rounds.append(
            Round(
                closes=closes[number],
                is_entitled=start >= by_room,
                took=took,
                placed=placed,
                waiting=assignment.homeless.total - placed,
                reached_m=int(assignment.cost[start + some[-1]]) / DM_PER_M,
            )
        )
    return tuple(rounds)


def closed_after(rounds: Sequence[Round]) -> frozenset[ProviderNumber]:
    """Return the practices that these rounds filled."""
    return frozenset(each.closes for each in rounds if each.closes is not None)


def taken_after(rounds: Sequence[Round]) -> dict[ProviderNumber, int]:
    """Return how many each practice took in these rounds together."""
    taken: dict[ProviderNumber, int] = {}
    for each in rounds:
        for number, persons in each.took:
            taken[number] = taken.get(number, 0) + persons
    return taken


def _fills(assignment: Assignment) -> dict[int, ProviderNumber]:
    """Return the practices that were filled, by the number of pairs up to that moment."""
    persons = assignment.persons[: assignment.n_by_room]
    some = np.flatnonzero(persons)
    candidate = assignment.candidate[some]
    n = len(assignment.candidates)
    total = np.bincount(candidate, weights=persons[some], minlength=n).astype(np.int64)
    last = np.full(n, -1, dtype=np.int64)
    last[candidate] = some  # of equal positions the last assignment stands
    full = np.flatnonzero((total == assignment.room) & (last >= 0))
    return {
        int(last[at]) + 1: assignment.candidates[at].provider_number
        for at in full[np.argsort(last[full])].tolist()
    }


def _took(assignment: Assignment, rows: slice) -> tuple[tuple[ProviderNumber, int], ...]:
    persons = np.bincount(
        assignment.candidate[rows],
        weights=assignment.persons[rows],
        minlength=len(assignment.candidates),
    )
    took = [
        (assignment.candidates[at].provider_number, int(persons[at]))
        for at in np.flatnonzero(persons).tolist()
    ]
    return tuple(sorted(took, key=lambda each: (-each[1], each[0])))
