"""Working out an optimal distribution once, and reading it back as it was worked out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models.allocation.distances import Distances
from models.allocation.optimal import Optimum, optimum_of, total_dm
from models.allocation.redistribute import Assignment, assign_by_room, with_entitled
from models.allocation.state import State, without
from models.domain.errors import EditRefusedError
from models.domain.place import DM_PER_M
from models.domain.practice import ProviderNumber
from models.scenario.edits import ClosePractice, Edit, Taken

PERSON_KM = DM_PER_M * 1000


@dataclass(frozen=True, slots=True)
class Outlay:
    """What a distribution comes to, by room alone.

    Attributes
    ----------
    placed, unplaced : int
        Persons.
    person_km : float
        The sum of all ways of those placed.
    longest_m : float
        The longest of them.
    """

    placed: int
    unplaced: int
    person_km: float
    longest_m: float

    @property
    def mean_m(self) -> float:
        """The mean way of those placed, metres; 0 where nobody is."""
        return self.person_km * 1000 / self.placed if self.placed else 0.0


@dataclass(frozen=True, slots=True)
class Settled:
    """An edit with its optimal distribution, and what that and the plain one come to."""

    edit: ClosePractice
    plain: Outlay
    optimal: Outlay


def is_unsettled(edit: Edit) -> bool:
    """Whether an edit's distribution is still to be worked out."""
    return isinstance(edit, ClosePractice) and edit.patients == "optimal" and edit.placed is None


def settled(distances: Distances, state: State, edit: Edit) -> Edit:
    """Return an edit with its distribution worked out where it still is to be."""
    if isinstance(edit, ClosePractice) and is_unsettled(edit) and edit.practice in state.practices:
        return settle(distances, state, edit).edit
    return edit


def settle(
    distances: Distances,
    state: State,
    edit: ClosePractice,
    progress: Callable[[float], None] = lambda share: None,
) -> Settled:
    """Return the edit with its distribution worked out; `state` has the practice still."""
    plain = assign_by_room(distances, without(state, edit.practice), state.lists[edit.practice])
    best = optimum_of(plain, progress)
    placed = _placed(distances, plain, best)
    return Settled(
        replace(edit, placed=placed),
        _outlay(plain, Optimum(plain.persons, plain.left)),
        _outlay(plain, best),
    )


def assignment_of(distances: Distances, state: State, edit: ClosePractice) -> Assignment:
    """Return an optimal distribution as it was worked out, pair by pair, in order of distance.

    Raises EditRefusedError where it was not worked out, or does not fit `state` any more: a
    practice in it is gone, full, closed or out of reach, or the list is another one.
    """
    if edit.placed is None:
        raise _misfit(edit)
    pairs = assign_by_room(distances, without(state, edit.practice), state.lists[edit.practice])
    slot, candidate, persons = _rows(distances, pairs, edit)
    keys = pairs.slot.astype(np.int64) * max(1, len(pairs.candidates)) + pairs.candidate
    wanted = slot * max(1, len(pairs.candidates)) + candidate
    order = np.argsort(keys, kind="stable")
    at = np.searchsorted(keys[order], wanted)
    if (at >= len(keys)).any() or (keys[order[at]] != wanted).any():
        raise _misfit(edit)
    taken = np.zeros(len(keys), dtype=np.int32)
    taken[order[at]] = persons
    placed = np.bincount(slot, persons, len(pairs.left)).astype(np.int64)
    left = pairs.homeless.persons.astype(np.int64) - placed
    full = np.bincount(candidate, persons, len(pairs.candidates)) > pairs.room
    if (left < 0).any() or full.any():
        raise _misfit(edit)
    by_room = pairs._replace(persons=taken, left=left)
    return with_entitled(distances, without(state, edit.practice), by_room)


def _rows(
    distances: Distances, pairs: Assignment, edit: ClosePractice
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return slot, candidate and persons of every entry of the edit's distribution."""
    ids = distances.region.squares.ids
    slot_of = {ids[square]: slot for slot, square in enumerate(pairs.homeless.squares.tolist())}
    position = {practice.provider_number: at for at, practice in enumerate(pairs.candidates)}
    rows = [
        (slot_of.get(square, -1), position.get(taken.practice, -1), persons)
        for taken in edit.placed or ()
        for square, persons in taken.squares
    ]
    if any(slot < 0 or candidate < 0 for slot, candidate, _ in rows):
        raise _misfit(edit)
    table = np.array(rows, dtype=np.int64).reshape(len(rows), 3)
    return table[:, 0], table[:, 1], table[:, 2]


def _placed(distances: Distances, plain: Assignment, best: Optimum) -> tuple[Taken, ...]:
    """Return a distribution by the squares' ids, practices and squares in order."""
    ids = distances.region.squares.ids
    taken: dict[ProviderNumber, list[tuple[str, int]]] = {}
    for at in np.flatnonzero(best.persons).tolist():
        number = plain.candidates[int(plain.candidate[at])].provider_number
        square = ids[int(plain.homeless.squares[int(plain.slot[at])])]
        taken.setdefault(number, []).append((square, int(best.persons[at])))
    return tuple(Taken(number, tuple(sorted(squares))) for number, squares in sorted(taken.items()))


def _outlay(assignment: Assignment, found: Optimum) -> Outlay:
    longest = int(assignment.cost[found.persons > 0].max(initial=0))
    return Outlay(
        placed=int(found.persons.sum(dtype=np.int64)),
        unplaced=int(found.left.sum()),
        person_km=total_dm(assignment, found.persons) / PERSON_KM,
        longest_m=longest / DM_PER_M,
    )


def _misfit(edit: ClosePractice) -> EditRefusedError:
    return EditRefusedError(
        f"Den optimale fordeling af patienterne fra {edit.practice} passer ikke længere: en "
        "praksis er væk, fuld, lukket eller for langt væk, eller listen er en anden. "
        "Fordel dem på ny.",
        f"The optimal distribution of the patients of {edit.practice} does not fit any more: a "
        "practice is gone, full, closed or out of reach, or the list is another one. "
        "Distribute them anew.",
    )
