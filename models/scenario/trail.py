"""The trail of a distribution: every practice that every square's persons came to, in order."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.allocation.distances import Distances
from models.allocation.redistribute import Assignment, pairs_within
from models.allocation.state import State
from models.domain.place import DM_PER_M
from models.domain.practice import Intake, Practice, ProviderNumber, Status
from models.scenario.why import Ruling, Tried

Int64 = NDArray[np.int64]
Bools = NDArray[np.bool_]


NOT_OPEN = -1
"""Room of a practice that did not take persons from a square, whatever it had."""


class Trail(NamedTuple):
    """Rows of square and practice within reach, by practice, nearest first; all of one length.

    `slot` and `practice` are positions in the homeless and in `practices`; `cost` decimetres;
    `waiting` persons of the square who still had no place when the row's turn came, `took`
    those who got one here, `room` what the practice could take then, NOT_OPEN where it was
    closed to the square from the start. Int64.
    """

    practices: tuple[Practice, ...]
    slot: Int64
    practice: Int64
    cost: Int64
    waiting: Int64
    took: Int64
    room: Int64


def trail_of(distances: Distances, state: State, assignment: Assignment, asked: Bools) -> Trail:
    """Return the rows of the squares marked in `asked` (bool, one for each slot).

    `state` is the one the assignment was made on. Rows whose turn came when nobody was
    waiting any more are left out: those practices were never asked.
    """
    practices = tuple(practice for _, practice in sorted(state.practices.items()))
    position = {practice.provider_number: at for at, practice in enumerate(practices)}
    rank = np.array([position[p.provider_number] for p in assignment.candidates], dtype=np.int64)
    by_room = slice(assignment.n_by_room)
    slot, candidate = assignment.slot[by_room], assignment.candidate[by_room]
    room_then = _before(candidate, assignment.persons[by_room], assignment.room)
    pairs = pairs_within(distances, state, assignment.homeless, practices, only_served=False)
    keys = _keys(pairs.slot, pairs.practice, len(practices))
    order = np.argsort(keys, kind="stable")
    known = _keys(slot, rank[candidate], len(practices))
    at = order[np.searchsorted(keys[order], known)]
    took = np.zeros(len(keys), dtype=np.int64)
    room = np.full(len(keys), NOT_OPEN, dtype=np.int64)
    took[at], room[at] = assignment.persons[by_room], room_then
    waiting = _before(pairs.slot, took, assignment.homeless.persons.astype(np.int64))
    kept = np.flatnonzero(asked[pairs.slot] & (waiting > 0))
    kept = kept[np.argsort(pairs.practice[kept], kind="stable")]
    return Trail(
        practices,
        pairs.slot[kept].astype(np.int64),
        pairs.practice[kept].astype(np.int64),
        pairs.cost[kept].astype(np.int64),
        waiting[kept],
        took[kept],
        room[kept],
    )


def toward(trail: Trail, assignment: Assignment, target: ProviderNumber) -> Trail:
    """Return the trail of those alone who came to one practice: what they tried before it.

    Whoever came to it passed every practice before it in vain. Those whom it had to take,
    closed or not, had tried all others first.
    """
    numbers = [practice.provider_number for practice in assignment.candidates]
    mine = np.flatnonzero(assignment.candidate == numbers.index(target))
    n_slots = len(assignment.left)
    came = np.bincount(assignment.slot[mine], assignment.persons[mine], n_slots).astype(np.int64)
    by_room = mine[(mine < assignment.n_by_room) & (assignment.persons[mine] > 0)]
    by_duty = mine[(mine >= assignment.n_by_room) & (assignment.persons[mine] > 0)]
    last = np.full(n_slots, np.iinfo(np.int64).max)
    position = [practice.provider_number for practice in trail.practices].index(target)
    turn = trail.cost * len(trail.practices) + trail.practice
    at_target = assignment.cost[by_room].astype(np.int64) * len(trail.practices) + position
    last[assignment.slot[by_room]] = at_target
    last[assignment.slot[by_duty]] = np.iinfo(np.int64).max
    kept = (came[trail.slot] > 0) & (turn <= last[trail.slot])
    waiting = came[trail.slot][kept]
    return Trail(
        trail.practices,
        trail.slot[kept],
        trail.practice[kept],
        trail.cost[kept],
        waiting,
        np.where(trail.practice[kept] == position, waiting, 0),
        trail.room[kept],
    )


def tried_on(
    state: State, trail: Trail, assignment: Assignment, *, is_optimal: bool = False
) -> list[Tried]:
    """Return each practice of a trail once, nearest first, with what it took and turned away.

    In an optimal distribution a practice with room may leave it to others.
    """
    candidates = (practice.provider_number for practice in assignment.candidates)
    rooms = zip(candidates, assignment.room.tolist(), strict=True)
    room = {number: persons for number, persons in rooms if persons}
    starts = np.flatnonzero(np.diff(trail.practice, prepend=-1)).tolist()
    tried = []
    for first, last in pairwise([*starts, len(trail.slot)]):
        number = trail.practices[int(trail.practice[first])].provider_number
        each = _tried(state, trail, slice(first, last), room.get(number))
        if is_optimal and each.ruling is Ruling.FULL:
            each = replace(each, ruling=Ruling.YIELDED)
        tried.append(each)
    return sorted(tried, key=lambda each: (each.distance_m, each.practice))


def with_entitled(tried: list[Tried], assignment: Assignment, asked: Bools) -> list[Tried]:
    """Return the same, each practice with those of the squares asked about it had to take."""
    by_duty = slice(assignment.n_by_room, None)
    rows = asked[assignment.slot[by_duty]]
    persons = np.bincount(
        assignment.candidate[by_duty][rows],
        weights=assignment.persons[by_duty][rows],
        minlength=len(assignment.candidates),
    )
    took = {
        practice.provider_number: int(count)
        for practice, count in zip(assignment.candidates, persons.tolist(), strict=True)
        if count
    }
    return [
        replace(each, took=each.took + took[each.practice], ruling=Ruling.ENTITLED)
        if each.practice in took
        else each
        for each in tried
    ]


def _tried(state: State, trail: Trail, rows: slice, room_at_first: int | None) -> Tried:
    """Return one practice's answer; `room_at_first` is None where it had none for anybody."""
    practice = trail.practices[int(trail.practice[rows.start])]
    took, waiting, room = trail.took[rows], trail.waiting[rows], trail.room[rows]
    was_open = room != NOT_OPEN
    # of a single square what was left at its turn, of several what there was at all
    room_then = room_at_first or 0
    if len(room) == 1 and was_open[0]:
        room_then = int(room[0])
    turned_away = waiting - took
    ruling = Ruling.TOOK
    if turned_away.any():
        if room_at_first is None:
            ruling = ruled_out(state, practice)
        else:  # what kept most of them away; a single square is either served or not
            strangers = int(turned_away[~was_open].sum())
            is_selective = 2 * strangers > int(turned_away.sum())
            ruling = Ruling.SELECTIVE if is_selective else Ruling.FULL
    return Tried(
        practice=practice.provider_number,
        name=practice.name,
        distance_m=int((trail.cost[rows] * waiting).sum()) / int(waiting.sum()) / DM_PER_M,
        at_satellite=False,
        status=state.status_of(practice) if room_then or room_at_first is None else Status.CLOSED,
        room=room_then,
        took=int(took.sum()),
        turned_away=int(turned_away.sum()),
        took_before=(room_at_first or 0) - room_then,
        ruling=ruling,
        postcodes=practice.postcodes if practice.intake is Intake.SELECTIVE else (),
    )


def ruled_out(state: State, practice: Practice) -> Ruling:
    """Return the rule by which a practice has no room for anybody."""
    if not practice.has_doctor:
        return Ruling.NO_DOCTOR
    if practice.intake is Intake.CLOSED:
        return Ruling.CLOSED_BY_HAND
    return Ruling.KEPT_OPEN if practice.intake is Intake.OPEN else Ruling.AT_LIMIT


def _keys(slot: NDArray[np.int32], practice: NDArray[np.integer], n_practices: int) -> Int64:
    return slot.astype(np.int64) * n_practices + practice


def _before(owner: NDArray[np.int32], persons: NDArray[np.integer], at_first: Int64) -> Int64:
    """Return what each row's owner had left before the row: `at_first` less the rows above."""
    order = np.argsort(owner, kind="stable")
    running = np.cumsum(persons[order], dtype=np.int64) - persons[order]
    starts = np.flatnonzero(np.diff(owner[order], prepend=-1))
    lengths = np.diff([*starts, len(order)])
    used = np.empty(len(order), dtype=np.int64)
    used[order] = running - np.repeat(running[starts], lengths)
    return at_first[owner] - used
