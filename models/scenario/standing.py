"""Squares and practices as they stand: who is listed where, and who may choose what."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from models.allocation.continuity import persons_without_permanent_doctor
from models.allocation.distances import Distances, is_estimate, limits_dm, reaches_dm
from models.allocation.intake import reason_of
from models.allocation.redistribute import pairs_within
from models.allocation.region import PatientList
from models.allocation.state import State
from models.domain.place import DM_PER_M
from models.domain.practice import Intake, Practice, ProviderNumber, Status
from models.domain.rules import RulePack
from models.domain.text import Text
from models.network.network import FERRY_COST
from models.network.search import INFINITE
from models.scenario.edits import ClosePractice
from models.scenario.history import History
from models.scenario.trail import ruled_out
from models.scenario.why import Outcome, Ruling, Subject, Tried, Why
from models.scenario.why_words import came_text, goes_on_text, satellite_text

BEYOND_SHOWN = 3
"""How many practices beyond reach are named."""

Int32 = NDArray[np.int32]
Bools = NDArray[np.bool_]


def square_now(
    distances: Distances, state: State, square: int, number: ProviderNumber | None
) -> Why:
    """Return where a square's residents are listed and which practices they may choose."""
    region = distances.region
    practices = [practice for _, practice in sorted(state.practices.items())]
    costs = distances.from_square(square, practices, state.rules.measure)
    persons = [_persons_from(state.lists[p.provider_number], square) for p in practices]
    within = _within(distances, state, square, practices)
    tried = [
        _choice(distances, state, practice, square, cost, listed)
        if is_within
        else far_off(state, practice, cost, listed)
        for practice, cost, listed, is_within in zip(
            practices, costs.tolist(), persons, within.tolist(), strict=True
        )
    ]
    order = np.argsort(np.where(costs < 0, INFINITE, costs), kind="stable").tolist()
    beyond = [at for at in order if not within[at] and costs[at] >= 0][:BEYOND_SHOWN]
    shown = [
        at
        for at in order
        if within[at] or persons[at] or at in beyond or practices[at].provider_number == number
    ]
    outcome = [
        outcome_of(practices[at], costs[[at]], np.array([persons[at]], dtype=np.int32), state.rules)
        for at in shown
        if persons[at]
    ]
    here = int(region.squares.persons[square])
    unplaced = _persons_from(state.unplaced, square)
    return Why(
        subject=Subject.SQUARE,
        practice=number,
        name=region.squares.ids[square] if number is None else state.practices[number].name,
        square=region.squares.ids[square],
        target=None,
        persons=here,
        outcome=most_first(outcome),
        unplaced=unplaced,
        tried=tuple(at_address(distances, state, square, tried[at]) for at in shown),
        limit_m=int(limits_dm(region, state.rules)[square]) // DM_PER_M,
        is_estimate=is_estimate(region, state.rules),
    )


def practice_now(distances: Distances, history: History, number: ProviderNumber) -> Why:
    """Return a practice as it is: its list, how far its patients have, its intake, who came."""
    state = history.state
    practice, listed = state.practices[number], state.lists[number]
    return Why(
        subject=Subject.PRACTICE,
        practice=number,
        name=practice.name,
        square=None,
        target=None,
        persons=listed.total,
        outcome=(
            outcome_of(
                practice,
                distances.own(practice, listed, state.rules.measure),
                listed.persons,
                state.rules,
            ),
        ),
        unplaced=0,
        tried=(),
        limit_m=reach_m_of(distances, state, None),
        is_estimate=is_estimate(distances.region, state.rules),
        notes=(
            reason_of(practice, listed.total, state.norm_of(practice)).sentence,
            *(satellite_text(satellite.days) for satellite in practice.satellites),
            *_came(history, number),
        ),
    )


def outcome_of(practice: Practice, cost: Int32, persons: Int32, rules: RulePack) -> Outcome:
    """Return how many came to a practice and how far they have; cost -1 where no way."""
    known = cost >= 0
    length, weight = (cost[known] % FERRY_COST).astype(np.int64), persons[known]
    total, everybody = int(weight.sum(dtype=np.int64)), int(persons.sum(dtype=np.int64))
    return Outcome(
        practice.provider_number,
        practice.name,
        everybody,
        int((length * weight).sum()) / total / DM_PER_M if total else math.nan,
        int(length.max()) / DM_PER_M if total else math.nan,
        persons_without_permanent_doctor(practice, everybody, rules),
    )


def most_first(outcome: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Return outcomes with most persons first, then by provider number."""
    return tuple(sorted(outcome, key=lambda each: (-each.persons, each.practice)))


def far_off(state: State, practice: Practice, cost: int, took: int = 0) -> Tried:
    """Return a practice that no one is sent to from where it is looked at; cost -1 where no way."""
    ruling = Ruling.TOO_FAR
    if cost < 0:
        ruling = Ruling.NO_WAY
    elif cost >= FERRY_COST:
        ruling = Ruling.FERRY_ONLY
    return Tried(
        practice=practice.provider_number,
        name=practice.name,
        distance_m=math.nan if cost < 0 else cost % FERRY_COST / DM_PER_M,
        at_satellite=False,
        status=state.status_of(practice),
        room=state.room_of(practice),
        took=took,
        turned_away=0,
        took_before=0,
        ruling=ruling,
    )


def at_address(distances: Distances, state: State, square: int, tried: Tried) -> Tried:
    """Return the same, saying whether the nearest address is a satellite."""
    practice = state.practices[tried.practice]
    if not practice.satellites or tried.ruling is Ruling.NO_WAY:
        return tried
    places = [practice, replace(practice, satellites=())]
    cost = distances.from_square(square, places, state.rules.measure).tolist()
    return replace(tried, at_satellite=cost[1] < 0 or cost[0] < cost[1])


def reach_m_of(distances: Distances, state: State, square: int | None) -> int:
    """Return how far persons are sent: from a square, or where no other limit holds."""
    if square is None:
        return state.rules.limit_m if state.rules.reach_m is None else state.rules.reach_m
    return int(reaches_dm(distances.region, state.rules)[square]) // DM_PER_M


def _persons_from(listed: PatientList, square: int) -> int:
    return int(listed.persons[listed.squares == square].sum())


def _within(
    distances: Distances, state: State, square: int, practices: Sequence[Practice]
) -> Bools:
    """Return which practices lie within the limit of a square's residents."""
    one = PatientList(np.array([square], dtype=np.int32), np.ones(1, dtype=np.int32))
    within = np.zeros(len(practices), dtype=np.bool_)
    pairs = pairs_within(
        distances, state, one, practices, limits_dm(distances.region, state.rules), False
    )
    within[pairs.practice] = True
    return within


def _choice(
    distances: Distances, state: State, practice: Practice, square: int, cost: int, listed: int
) -> Tried:
    """Return whether a resident of a square could newly list with a practice within reach."""
    status = state.status_of(practice)
    ruling = Ruling.OPEN
    if not practice.has_doctor or status is Status.CLOSED:
        ruling = ruled_out(state, practice)
    elif status is Status.SELECTIVE and not distances.served(practice.postcodes)[square]:
        ruling = Ruling.SELECTIVE
    return Tried(
        practice=practice.provider_number,
        name=practice.name,
        distance_m=cost / DM_PER_M,
        at_satellite=False,
        status=status,
        room=state.room_of(practice),
        took=listed,
        turned_away=0,
        took_before=0,
        ruling=ruling,
        postcodes=practice.postcodes if practice.intake is Intake.SELECTIVE else (),
    )


def _came(history: History, number: ProviderNumber) -> Iterator[Text]:
    """Yield a sentence for every edit in force that brought persons to a practice, or others in."""
    before = history.baseline
    for step in history.steps[: history.position]:
        edit = step.edit
        if step.misfit is None and isinstance(edit, ClosePractice) and edit.practice == number:
            yield goes_on_text(edit.patients == "tender")
        for flow in step.effects.flows:
            if flow.target == number:
                source = None if flow.source is None else before.practices[flow.source].name
                yield came_text(flow.persons, source)
        before = step.state
