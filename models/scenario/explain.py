"""Why persons are listed where they are: the practices tried in order, and what ruled each out.

Nothing is decided here. A distribution is replayed by the very function that made it
(`distribution_of`), and its pairs of square and practice are read in their order.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.allocation.distances import Distances, is_estimate
from models.allocation.redistribute import Assignment
from models.allocation.region import PatientList
from models.allocation.state import State, without
from models.domain.errors import InputError
from models.domain.practice import ProviderNumber
from models.domain.rules import RulePack
from models.scenario.closing import Closing, closing_of, has_rounds, is_distributed, replay
from models.scenario.edits import ClosePractice, Edit, MergePractices
from models.scenario.history import History
from models.scenario.standing import (
    BEYOND_SHOWN,
    at_address,
    far_off,
    most_first,
    outcome_of,
    practice_now,
    reach_m_of,
    square_now,
)
from models.scenario.trail import toward, trail_of, tried_on, with_entitled
from models.scenario.why import Outcome, Subject, Tried, Why

Bools = NDArray[np.bool_]


def explain(
    distances: Distances,
    history: History,
    practice: ProviderNumber | None = None,
    square: str | None = None,
    target: ProviderNumber | None = None,
) -> Why:
    """Return why persons of a practice, of a square, or of both, are where they are.

    `target` keeps those who came to it when `practice` closed: a flow. Raises InputError
    where the practice or the square is not in the project, or nobody came to `target`.
    """
    at = None if square is None else _square_of(distances, square)
    if practice is None:
        if at is None:
            raise InputError("Vælg et kvadrat eller en praksis.", "Choose a square or a practice.")
        return square_now(distances, history.state, at, None)
    if practice in history.state.practices:
        if at is not None:
            return square_now(distances, history.state, at, practice)
        return practice_now(distances, history, practice)
    closing = closing_of(history, practice)
    if closing is None:
        raise InputError(
            f"Praksis {practice} findes ikke i scenariet. Kontrollér ydernummeret.",
            f"Practice {practice} is not in the scenario. Check the provider number.",
        )
    if target is not None and all(flow.target != target for flow in closing.step.effects.flows):
        raise InputError(
            f"Ingen kom til praksis {target}, da {practice} blev nedlagt. Kontrollér ydernummeret.",
            f"Nobody came to practice {target} when {practice} closed. Check the provider number.",
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
            f"Kvadratet »{square}« findes ikke i projektet. Et kvadrats navn står øverst på "
            "siden »Hvorfor?«.",
            f"The square '{square}' is not in the project. A square's name stands at the top of "
            "the page 'Why?'.",
        ) from None


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
    if target is not None and asked.any():
        trail = toward(trail, assignment, target)
    tried = tried_on(state, trail, assignment, is_optimal=not has_rounds(closing))
    if target is None:
        tried = with_entitled(tried, assignment, asked)
    unplaced = int(assignment.left[asked].sum()) if target is None else 0
    outcome = _came_to(assignment, asked, target, state.rules)
    if square is not None:
        tried += _beyond(distances, state, square, tried) if unplaced else []
        tried = [at_address(distances, state, square, each) for each in tried]
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
        limit_m=reach_m_of(distances, state, square),
        is_estimate=is_estimate(distances.region, state.rules),
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
            outcome.append(outcome_of(practice, cost, persons, rules))
    return most_first(outcome)


def _beyond(distances: Distances, state: State, square: int, tried: Sequence[Tried]) -> list[Tried]:
    """Return the practices nearest beyond reach, for whoever found no place."""
    known = {each.practice for each in tried}
    others = [
        practice for number, practice in sorted(state.practices.items()) if number not in known
    ]
    costs = distances.from_square(square, others, state.rules.measure).tolist()
    there = sorted((cost, at) for at, cost in enumerate(costs) if cost >= 0)[:BEYOND_SHOWN]
    return [far_off(state, others[at], cost) for cost, at in there]


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
        outcome_of(
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
        limit_m=reach_m_of(distances, before, square),
        is_estimate=is_estimate(distances.region, before.rules),
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
