"""Why persons are listed where they are: the practices tried in order, and what ruled each out.

Nothing is decided here. A distribution is replayed by the very function that made it
(`distribution_of`), and its pairs of square and practice are read in their order.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.allocation.continuity import persons_without_permanent_doctor
from models.allocation.distances import Distances, limits_dm, reaches_dm
from models.allocation.intake import reason_of
from models.allocation.redistribute import Assignment, pairs_within
from models.allocation.region import PatientList
from models.allocation.state import State, without
from models.domain.errors import InputError
from models.domain.place import DM_PER_M
from models.domain.practice import Intake, Practice, ProviderNumber, Status
from models.domain.rules import RulePack
from models.domain.text import Text
from models.network.network import FERRY_COST
from models.network.search import INFINITE
from models.scenario.apply import distribution_of
from models.scenario.edits import DISTRIBUTED, ClosePractice, Edit, MergePractices, takes_out
from models.scenario.history import History, Step
from models.scenario.trail import ruled_out, trail_of, tried_on, with_entitled
from models.scenario.why import Outcome, Ruling, Subject, Tried, Why
from models.scenario.why_words import came_text, satellite_text

BEYOND_SHOWN = 3
"""How many practices beyond reach are named to whoever found no place."""

Int32 = NDArray[np.int32]
Bools = NDArray[np.bool_]


class Closing(NamedTuple):
    """The edit that took a practice out, and the state it was made on."""

    step: Step
    before: State


def closing_of(history: History, number: ProviderNumber) -> Closing | None:
    """Return the edit in force that took a practice out of the scenario."""
    for at in range(history.position - 1, -1, -1):
        step = history.steps[at]
        if step.misfit is None and takes_out(step.edit, number):
            return Closing(step, history.steps[at - 1].state if at else history.baseline)
    return None


def is_distributed(closing: Closing) -> bool:
    """Whether the patients of a closed practice were distributed, in one way or another."""
    edit = closing.step.edit
    return isinstance(edit, ClosePractice) and edit.patients in DISTRIBUTED


def has_rounds(closing: Closing) -> bool:
    """Whether the patients were distributed the nearest first, so that there is a domino."""
    edit = closing.step.edit
    return isinstance(edit, ClosePractice) and edit.patients == "distribute"


def replay(distances: Distances, closing: Closing) -> Assignment:
    """Return how the patients of a closed practice were placed, pair by pair."""
    edit = closing.step.edit
    if not isinstance(edit, ClosePractice):
        raise TypeError(type(edit).__name__)
    return distribution_of(distances, closing.before, edit)


def explain(
    distances: Distances,
    history: History,
    practice: ProviderNumber | None = None,
    square: str | None = None,
    target: ProviderNumber | None = None,
) -> Why:
    """Return why persons of a practice, of a square, or of both, are where they are.

    `target` keeps those who came to it when `practice` closed: a flow. Raises InputError
    where the practice or the square is not in the project.
    """
    at = None if square is None else _square_of(distances, square)
    if practice is None:
        if at is None:
            raise InputError("Vælg et kvadrat eller en praksis.", "Choose a square or a practice.")
        return _square(distances, history.state, at, None)
    if practice in history.state.practices:
        if at is not None:
            return _square(distances, history.state, at, practice)
        return _practice(distances, history, practice)
    closing = closing_of(history, practice)
    if closing is None:
        raise InputError(
            f"Praksis {practice} findes ikke i scenariet. Kontrollér ydernummeret.",
            f"Practice {practice} is not in the scenario. Check the provider number.",
        )
    if is_distributed(closing):
        return _distributed(distances, closing, practice, at, target)
    return _taken_over(distances, closing, practice, at)


def _square_of(distances: Distances, square: str) -> int:
    ids = distances.region.squares.ids
    try:
        return ids.index(square)
    except ValueError:
        raise InputError(
            f"Kvadratet »{square}« findes ikke i projektet. Et kvadrats navn står i kortets "
            "højreklik-menu.",
            f"The square '{square}' is not in the project. A square's name stands in the menu "
            "of the map.",
        ) from None


# ------------------------------------------------------------------- a distribution


def _distributed(
    distances: Distances,
    closing: Closing,
    number: ProviderNumber,
    square: int | None,
    target: ProviderNumber | None,
) -> Why:
    state, assignment = without(closing.before, number), replay(distances, closing)
    asked = _asked(assignment, square, target)
    trail = trail_of(distances, state, assignment, asked)
    tried = tried_on(state, trail, assignment, is_optimal=not has_rounds(closing))
    tried = with_entitled(tried, assignment, asked)
    unplaced = int(assignment.left[asked].sum()) if target is None else 0
    outcome = _came_to(assignment, asked, target, state.rules)
    if square is not None:
        tried += _beyond(distances, state, square, tried) if unplaced else []
        tried = [_at_address(distances, state, square, each) for each in tried]
    else:  # of many squares those practices matter most that most persons came to
        tried.sort(key=lambda each: (-each.took - each.turned_away, each.practice))
    return Why(
        subject=Subject.DISTRIBUTED if has_rounds(closing) else Subject.OPTIMAL,
        practice=number,
        name=closing.before.practices[number].name,
        square=None if square is None else distances.region.squares.ids[square],
        target=target,
        persons=sum(each.persons for each in outcome) + unplaced,
        outcome=outcome,
        unplaced=unplaced,
        tried=tuple(tried),
        limit_m=_limit_m(distances, state, square),
    )


def _asked(assignment: Assignment, square: int | None, target: ProviderNumber | None) -> Bools:
    """Return whose why is asked for: bool, one for each slot."""
    squares = assignment.homeless.squares
    asked = np.ones(len(squares), dtype=np.bool_) if square is None else squares == square
    if target is not None:
        numbers = [practice.provider_number for practice in assignment.candidates]
        rows = assignment.candidate == (numbers.index(target) if target in numbers else -1)
        came = np.zeros(len(squares), dtype=np.bool_)
        came[assignment.slot[rows & (assignment.persons > 0)]] = True
        asked &= came
    return asked


def _came_to(
    assignment: Assignment, asked: Bools, target: ProviderNumber | None, rules: RulePack
) -> tuple[Outcome, ...]:
    """Return where the persons asked about came to, most of them first."""
    rows = np.flatnonzero(asked[assignment.slot] & (assignment.persons > 0))
    outcome = []
    for at in np.unique(assignment.candidate[rows]).tolist():
        practice = assignment.candidates[at]
        if target in (None, practice.provider_number):
            mine = rows[assignment.candidate[rows] == at]
            cost, persons = assignment.cost[mine], assignment.persons[mine]
            outcome.append(_outcome(practice, cost, persons, rules))
    return _most_first(outcome)


def _outcome(practice: Practice, cost: Int32, persons: Int32, rules: RulePack) -> Outcome:
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


def _most_first(outcome: Iterable[Outcome]) -> tuple[Outcome, ...]:
    return tuple(sorted(outcome, key=lambda each: (-each.persons, each.practice)))


def _beyond(distances: Distances, state: State, square: int, tried: Sequence[Tried]) -> list[Tried]:
    """Return the practices nearest beyond reach, for whoever found no place."""
    known = {each.practice for each in tried}
    others = [
        practice for number, practice in sorted(state.practices.items()) if number not in known
    ]
    costs = distances.from_square(square, others, state.rules.measure).tolist()
    there = sorted((cost, at) for at, cost in enumerate(costs) if cost >= 0)[:BEYOND_SHOWN]
    return [_far(state, others[at], cost) for cost, at in there]


def _far(state: State, practice: Practice, cost: int, took: int = 0) -> Tried:
    """Return a practice that no one is sent to from where it is looked at."""
    return Tried(
        practice=practice.provider_number,
        name=practice.name,
        distance_m=cost % FERRY_COST / DM_PER_M,
        at_satellite=False,
        status=state.status_of(practice),
        room=state.room_of(practice),
        took=took,
        turned_away=0,
        took_before=0,
        ruling=Ruling.FERRY_ONLY if cost >= FERRY_COST else Ruling.TOO_FAR,
    )


def _at_address(distances: Distances, state: State, square: int, tried: Tried) -> Tried:
    """Return the same, saying whether the nearest address is a satellite."""
    practice = state.practices[tried.practice]
    if not practice.satellites:
        return tried
    places = [practice, replace(practice, satellites=())]
    cost = distances.from_square(square, places, state.rules.measure).tolist()
    return replace(tried, at_satellite=cost[1] < 0 or cost[0] < cost[1])


def _limit_m(distances: Distances, state: State, square: int | None) -> int:
    """Return how far persons are sent: from a square, or where no other limit holds."""
    if square is None:
        return state.rules.limit_m if state.rules.reach_m is None else state.rules.reach_m
    return int(reaches_dm(distances.region, state.rules)[square]) // DM_PER_M


# -------------------------------------------------------------- other ways of closing


def _taken_over(
    distances: Distances, closing: Closing, number: ProviderNumber, square: int | None
) -> Why:
    """Return who took over a list as a whole: no practice was looked for."""
    edit, before = closing.step.edit, closing.before
    heir = edit.into if isinstance(edit, MergePractices) else _heir_of(edit)
    listed = before.lists[number]
    if square is not None:
        here = listed.squares == square
        listed = PatientList(listed.squares[here], listed.persons[here])
    practice = closing.step.state.practices[heir]
    outcome = (
        _outcome(
            practice,
            distances.own(practice, listed, before.rules.measure),
            listed.persons,
            before.rules,
        ),
    )
    return Why(
        subject=_subject_of(edit),
        practice=number,
        name=before.practices[number].name,
        square=None if square is None else distances.region.squares.ids[square],
        target=None,
        persons=listed.total,
        outcome=outcome if listed.total else (),
        unplaced=0,
        tried=(),
        limit_m=_limit_m(distances, before, square),
    )


def _heir_of(edit: Edit) -> ProviderNumber:
    """Return who took over the list when a practice closed."""
    if isinstance(edit, ClosePractice) and edit.to is not None:
        return edit.to
    raise TypeError(type(edit).__name__)


def _subject_of(edit: Edit) -> Subject:
    if isinstance(edit, ClosePractice):
        if edit.patients == "satellite":
            return Subject.SATELLITE
        return Subject.TAKEN_OVER if edit.patients == "successor" else Subject.CLINIC
    return Subject.MERGED


# ------------------------------------------------------------ squares and practices now


def _square(distances: Distances, state: State, square: int, number: ProviderNumber | None) -> Why:
    """Return where a square's residents are listed and which practices they may choose."""
    region = distances.region
    practices = [practice for _, practice in sorted(state.practices.items())]
    costs = distances.from_square(square, practices, state.rules.measure)
    persons = [_persons_from(state.lists[p.provider_number], square) for p in practices]
    within = _within(distances, state, square, practices)
    tried = [
        _choice(distances, state, practice, square, cost, listed)
        if is_within
        else _far(state, practice, cost, listed)
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
        _outcome(practices[at], costs[[at]], np.array([persons[at]], dtype=np.int32), state.rules)
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
        outcome=_most_first(outcome),
        unplaced=unplaced,
        tried=tuple(_at_address(distances, state, square, tried[at]) for at in shown),
        limit_m=int(limits_dm(region, state.rules)[square]) // DM_PER_M,
    )


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


def _practice(distances: Distances, history: History, number: ProviderNumber) -> Why:
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
            _outcome(
                practice,
                distances.own(practice, listed, state.rules.measure),
                listed.persons,
                state.rules,
            ),
        ),
        unplaced=0,
        tried=(),
        limit_m=_limit_m(distances, state, None),
        notes=(
            reason_of(practice, listed.total, state.norm_of(practice)).sentence,
            *(satellite_text(satellite.days) for satellite in practice.satellites),
            *_came(history, number),
        ),
    )


def _came(history: History, number: ProviderNumber) -> Iterator[Text]:
    """Yield a sentence for every edit in force that brought persons to a practice."""
    before = history.baseline
    for step in history.steps[: history.position]:
        for flow in step.effects.flows:
            if flow.target == number:
                source = None if flow.source is None else before.practices[flow.source].name
                yield came_text(flow.persons, source)
        before = step.state
