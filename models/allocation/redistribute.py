"""Finding a new practice for persons who lost theirs: the nearest that is open and has room.

Pairs of square and practice are taken in order of distance, ties by provider number, then
by square; a practice that reaches its closing limit closes on the spot and the next persons
look further. The outcome is unique, and no two persons would gain by swapping, since
whoever comes later had a longer way to the contested practice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.allocation.distances import Distances, limits_dm, reaches_dm
from models.allocation.region import PatientList, Reach
from models.allocation.state import NOBODY, State
from models.domain.place import DM_PER_M
from models.domain.practice import Intake, Practice, ProviderNumber, Status
from models.domain.rules import Measure
from models.kernels.kernel import kernel

Int32 = NDArray[np.int32]
Bools = NDArray[np.bool_]


_EVERYBODY = np.zeros(0, dtype=np.bool_)


class Placement(NamedTuple):
    """Who takes the persons in, and who finds no place.

    `taken` maps provider numbers to the persons each takes, in order of provider number.
    """

    taken: Mapping[ProviderNumber, PatientList]
    unplaced: PatientList


class Assignment(NamedTuple):
    """How persons found a practice, pair by pair: what a placement sums up and a why tells.

    Attributes
    ----------
    homeless : PatientList
        Who seeks a practice. A slot is a position in it.
    candidates : tuple of Practice
        Those with room that are near enough to be asked, by provider number; after them others
        that took who is entitled.
    room : ndarray of int64 with shape (n_candidate,)
        Their room before anybody was placed, 0 of the others.
    slot, candidate, cost : ndarray of int32 with shape (n_pair,)
        Pairs in the order of taking; cost in decimetres.
    n_by_room : int
        So many pairs, the first ones, were decided by room; the rest by entitlement.
    persons : ndarray of int32 with shape (n_pair,)
        How many of the slot the candidate took when the pair's turn came.
    left : ndarray of int64 with shape (n_slot,)
        Persons of each slot who found no place.
    """

    homeless: PatientList
    candidates: tuple[Practice, ...]
    room: NDArray[np.int64]
    slot: Int32
    candidate: Int32
    cost: Int32
    n_by_room: int
    persons: Int32
    left: NDArray[np.int64]


def place_persons(distances: Distances, state: State, homeless: PatientList) -> Placement:
    """Return where `homeless` persons find a practice in `state`; it is not changed."""
    if not len(homeless.squares):
        return Placement({}, NOBODY)
    return placement_of(assign_persons(distances, state, homeless))


def assign_persons(distances: Distances, state: State, homeless: PatientList) -> Assignment:
    """Return how `homeless` persons find a practice in `state`, pair by pair."""
    return with_entitled(distances, state, assign_by_room(distances, state, homeless))


def assign_by_room(distances: Distances, state: State, homeless: PatientList) -> Assignment:
    """Return the same by room alone, before closed practices take whom they must take."""
    practices = [practice for _, practice in sorted(state.practices.items())]
    limit_m = _longest_m(reaches_dm(distances.region, state.rules))
    near = _near(distances, state, homeless, practices, limit_m)
    rooms = [state.room_of(practice) for practice in near]
    candidates = tuple(practice for practice, room in zip(near, rooms, strict=True) if room > 0)
    room = np.array([room for room in rooms if room > 0], dtype=np.int64)
    pairs = pairs_within(distances, state, homeless, candidates)
    left = homeless.persons.astype(np.int64)
    persons = _assign(pairs.slot, pairs.practice, left, room.copy())
    return Assignment(
        homeless,
        candidates,
        room,
        pairs.slot,
        pairs.practice,
        pairs.cost,
        len(persons),
        persons,
        left,
    )


def with_entitled(distances: Distances, state: State, by_room: Assignment) -> Assignment:
    """Return the assignment with those whom the nearest practice must take, closed or not.

    The same where the rules do not say so. Entitled is whoever found no place and has fewer
    practices to choose from than the rules ask for. The other groups that a closed practice
    must take (its patients' children at 15, who shares a home with a patient, who returns)
    cannot be told from squares and lists.
    """
    homeless, left = by_room.homeless, by_room.left
    if not (state.rules.closed_take_entitled and left.any()):
        return by_room
    after = replace(state, lists={**state.lists, **_lists_after(state, by_room)})
    open_still = [p for _, p in sorted(state.practices.items()) if is_choice(after, p)]
    limits = limits_dm(distances.region, state.rules)
    choices = np.bincount(
        pairs_within(distances, state, homeless, open_still, limits).slot, minlength=len(left)
    )
    entitled = (left > 0) & (choices < state.rules.choices_needed)
    numbers = {practice.provider_number for practice in by_room.candidates}
    others = [p for n, p in sorted(state.practices.items()) if n not in numbers and p.has_doctor]
    # in the order of provider numbers ties are settled as everywhere else
    practices = sorted([*by_room.candidates, *others], key=lambda p: p.provider_number)
    pairs = pairs_within(distances, state, homeless, practices, only_served=False)
    mine = entitled[pairs.slot]
    slot, cost = pairs.slot[mine], pairs.cost[mine]
    candidates = (*by_room.candidates, *others)
    position = {practice.provider_number: at for at, practice in enumerate(candidates)}
    order = np.array([position[p.provider_number] for p in practices], dtype=np.int32)
    candidate = order[pairs.practice[mine]] if len(order) else pairs.practice[mine]
    left = left.copy()
    everybody = np.full(len(candidates), left.sum(), dtype=np.int64)
    persons = _assign(slot, candidate, left, everybody)
    return by_room._replace(
        candidates=candidates,
        room=np.concatenate([by_room.room, np.zeros(len(others), dtype=np.int64)]),
        slot=np.concatenate([by_room.slot, slot]),
        candidate=np.concatenate([by_room.candidate, candidate]),
        cost=np.concatenate([by_room.cost, cost]),
        persons=np.concatenate([by_room.persons, persons]),
        left=left,
    )


def _lists_after(state: State, assignment: Assignment) -> dict[ProviderNumber, PatientList]:
    """Return the lists that grew."""
    return {
        number: add_persons(state.lists[number], gained)
        for number, gained in _taken(assignment).items()
    }


def placement_of(assignment: Assignment) -> Placement:
    """Return who took how many, and who is left."""
    homeless, left = assignment.homeless, assignment.left
    rest = left > 0
    return Placement(
        _taken(assignment), PatientList(homeless.squares[rest], left[rest].astype(np.int32))
    )


def is_choice(state: State, practice: Practice) -> bool:
    """Whether anybody may newly list with the practice: intake not closed, a doctor there."""
    return practice.has_doctor and state.status_of(practice) is not Status.CLOSED


def open_to(distances: Distances, practice: Practice) -> Bools:
    """Return whose residents a practice with open or selective intake takes, by square.

    Bool with shape (n_square,); empty where it takes everybody.
    """
    if practice.intake is Intake.SELECTIVE:
        return distances.served(practice.postcodes)
    return _EVERYBODY


def add_persons(listed: PatientList, more: PatientList) -> PatientList:
    """Return both lists joined, squares ascending; both have each square once, ascending."""
    at = np.searchsorted(listed.squares, more.squares)
    there = np.zeros(len(at), dtype=np.bool_)
    inside = at < len(listed.squares)
    there[inside] = listed.squares[at[inside]] == more.squares[inside]
    persons = listed.persons.copy()
    persons[at[there]] += more.persons[there]
    if there.all():
        return PatientList(listed.squares, persons)
    new = more.squares[~there]
    is_new = np.zeros(len(persons) + len(new), dtype=np.bool_)
    is_new[at[~there] + np.arange(len(new))] = True
    joined = PatientList(*np.empty((2, len(is_new)), dtype=np.int32))
    joined.squares[is_new], joined.squares[~is_new] = new, listed.squares
    joined.persons[is_new], joined.persons[~is_new] = more.persons[~there], persons
    return joined


class Pairs(NamedTuple):
    """Squares without a practice and practices within their limit, in the order of taking.

    All int32 with shape (n_pair,): position in the list of who seeks, position among the
    practices asked about, decimetres.
    """

    slot: Int32
    practice: Int32
    cost: Int32


def pairs_within(
    distances: Distances,
    state: State,
    homeless: PatientList,
    practices: Sequence[Practice],
    limits: Int32 | None = None,
    only_served: bool = True,
) -> Pairs:
    """Return every (homeless square, practice) pair within the square's reach, nearest first.

    Ties go by the practices' order, then by square. `limits` (decimetres, one for each square
    of the region) hold instead of the reaches where they are given. A selective practice has
    pairs with the postal areas it serves, or with all where `only_served` is False.
    """
    slot_of_square = np.full(len(distances.region.squares), -1, dtype=np.int32)
    slot_of_square[homeless.squares] = np.arange(len(homeless.squares), dtype=np.int32)
    if limits is None:
        limits = reaches_dm(distances.region, state.rules)
    limit_m = _longest_m(limits)
    by_line = state.rules.measure is Measure.STRAIGHT_LINE
    rank_of_number = {practice.provider_number: at for at, practice in enumerate(practices)}
    slots, costs, ranks = [], [], []
    for practice in _near(distances, state, homeless, practices, limit_m):
        rank = rank_of_number[practice.provider_number]
        reach: Reach = (
            distances.lines.reach_among(practice.places, limit_m, homeless.squares)
            if by_line
            else distances.reach(practice, limit_m)
        )
        slot, cost = _within(
            reach.squares,
            reach.cost,
            slot_of_square,
            limits,
            open_to(distances, practice) if only_served else _EVERYBODY,
        )
        slots.append(slot)
        costs.append(cost)
        ranks.append(np.full(len(slot), rank, dtype=np.int32))
    if not slots:
        nothing = np.zeros(0, dtype=np.int32)
        return Pairs(nothing, nothing, nothing)
    slot, rank_of, cost = np.concatenate(slots), np.concatenate(ranks), np.concatenate(costs)
    # one key for all three: sorting by them one after the other takes three times as long
    key = cost.astype(np.int64) * len(practices) + rank_of
    order = np.argsort(key * len(homeless.squares) + slot)
    return Pairs(slot[order], rank_of[order], cost[order])


def _near(
    distances: Distances,
    state: State,
    homeless: PatientList,
    practices: Sequence[Practice],
    limit_m: int,
) -> list[Practice]:
    """Return the practices that any of the homeless might have within the limit."""
    if state.rules.measure is Measure.STRAIGHT_LINE:
        return list(practices)
    return distances.near(practices, homeless.squares, limit_m)


def _longest_m(limits: Int32) -> int:
    """Return the longest of limits in decimetres, in whole metres."""
    return -(-int(limits.max(initial=0)) // DM_PER_M)


@kernel
def _within(
    squares: Int32, cost: Int32, slot_of_square: Int32, limits: Int32, allowed: Bools
) -> tuple[Int32, Int32]:
    slots = np.empty(len(squares), dtype=np.int32)
    costs = np.empty(len(squares), dtype=np.int32)
    n = 0
    for i in range(len(squares)):
        square = squares[i]
        slot = slot_of_square[square]
        if slot < 0 or cost[i] > limits[square]:
            continue
        if len(allowed) and not allowed[square]:
            continue
        slots[n] = slot
        costs[n] = cost[i]
        n += 1
    return slots[:n].copy(), costs[:n].copy()


@kernel
def _assign(
    slot: Int32, candidate: Int32, left: NDArray[np.int64], room: NDArray[np.int64]
) -> Int32:
    """Take the pairs in order; return the persons of each, and lower `left` and `room`."""
    persons = np.zeros(len(slot), dtype=np.int32)
    for i in range(len(slot)):
        n = min(left[slot[i]], room[candidate[i]])
        persons[i] = n
        left[slot[i]] -= n
        room[candidate[i]] -= n
    return persons


def _taken(assignment: Assignment) -> dict[ProviderNumber, PatientList]:
    """Return what each practice takes, in order of provider number, squares ascending."""
    some = np.flatnonzero(assignment.persons)
    if not len(some):
        return {}
    slot, candidate = assignment.slot[some], assignment.candidate[some]
    order = np.lexsort((slot, candidate))
    ranks, starts = np.unique(candidate[order], return_index=True)
    parts = zip(ranks.tolist(), np.split(some[order], starts[1:]), strict=True)
    taken = {
        assignment.candidates[rank].provider_number: PatientList(
            assignment.homeless.squares[assignment.slot[part]], assignment.persons[part]
        )
        for rank, part in parts
    }
    if len(assignment.persons) == assignment.n_by_room:
        return taken
    # a practice may have taken some of a square by room and the rest by entitlement
    return {number: _each_once(listed) for number, listed in sorted(taken.items())}


def _each_once(listed: PatientList) -> PatientList:
    """Return a list in which no square stands twice, squares ascending."""
    squares, at = np.unique(listed.squares, return_inverse=True)
    persons = np.zeros(len(squares), dtype=np.int32)
    np.add.at(persons, at, listed.persons)
    return PatientList(squares, persons)
