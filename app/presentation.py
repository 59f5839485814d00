"""From a session's results to the plain values that map and panels show."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.allocation.result import Result
from models.allocation.state import State, changed_practices
from models.domain.practice import Practice, ProviderNumber
from models.geography.squares import Squares
from models.scenario.effects import Effects
from models.scenario.history import History
from widgets.map.marks import FlowLine, PracticeMark
from widgets.panels.distance_chart import count_by_km
from widgets.panels.practice_model import PracticeRow


def practice_marks(result: Result, before: Result) -> list[PracticeMark]:
    """Return every practice of the scenario, and those it removed, by provider number."""
    here = [
        _mark(result, practice, before.state.practices.get(number))
        for number, practice in result.state.practices.items()
    ]
    gone = [
        _gone_mark(before, practice)
        for number, practice in before.state.practices.items()
        if number not in result.state.practices
    ]
    return sorted(here + gone, key=lambda mark: mark.number)


class ShownMarks:
    """The marks of the results shown one after the other: only those that differ are made anew.

    A country's 2,000 take 12 ms to make.
    """

    def __init__(self) -> None:
        self._result: Result | None = None
        self._before: Result | None = None
        self._marks: dict[ProviderNumber, PracticeMark] = {}

    def of(self, result: Result, before: Result) -> list[PracticeMark]:
        """Return what `practice_marks` does."""
        if self._result is None or self._before is not before:
            self._marks = {mark.number: mark for mark in practice_marks(result, before)}
        else:
            self._change(result, before, changed_practices(self._result.state, result.state))
        self._result, self._before = result, before
        return list(self._marks.values())

    def _change(self, result: Result, before: Result, changed: Sequence[ProviderNumber]) -> None:
        marks, was = self._marks, before.state.practices
        n_marks = len(marks)
        for number in changed:
            practice = result.state.practices.get(number)
            if practice is not None:
                marks[number] = _mark(result, practice, was.get(number))
            elif number in was:
                marks[number] = _gone_mark(before, was[number])
            else:
                del marks[number]
                n_marks -= 1
        if len(marks) > n_marks:  # what came stands last
            self._marks = dict(sorted(marks.items()))


def _mark(result: Result, practice: Practice, old: Practice | None) -> PracticeMark:
    moved_from = old.place if old is not None and old.place != practice.place else None
    return PracticeMark(
        number=practice.provider_number,
        name=practice.name,
        e=practice.place.e,
        n=practice.place.n,
        list=result.practices.list_of(practice.provider_number),
        status=result.practices.status_of(practice.provider_number),
        has_doctor=practice.has_doctor,
        is_new=old is None,
        moved_from=moved_from,
        satellites=practice.places[1:],
    )


def _gone_mark(before: Result, practice: Practice) -> PracticeMark:
    return PracticeMark(
        number=practice.provider_number,
        name=practice.name,
        e=practice.place.e,
        n=practice.place.n,
        list=before.practices.list_of(practice.provider_number),
        status=before.practices.status_of(practice.provider_number),
        is_gone=True,
    )


class ShownRows:
    """The table's rows of the results shown one after the other: only those that differ are made.

    A country's 2,000 take 20 ms to make.
    """

    def __init__(self) -> None:
        self._result: Result | None = None
        self._before: Result | None = None
        self._rows: dict[ProviderNumber, PracticeRow] = {}

    def of(self, result: Result, before: Result, municipality: int | None) -> list[PracticeRow]:
        """Return the practices of a municipality, or of the region for None."""
        if self._result is None or self._before is not before:
            self._rows.clear()
        else:
            for number in changed_practices(self._result.state, result.state):
                self._rows.pop(number, None)
        self._result, self._before = result, before
        practices = result.state.practices
        here = (
            list(practices) if municipality is None else result.practices.numbers_in(municipality)
        )
        return [self._rows.get(number) or self._made(result, before, number) for number in here]

    def _made(self, result: Result, before: Result, number: ProviderNumber) -> PracticeRow:
        practice, table = result.state.practices[number], result.practices
        now, limit = table.list_of(number), result.state.limit_of(practice)
        known = number in before.state.practices
        row = self._rows[number] = PracticeRow(
            provider_number=number,
            name=practice.name,
            list=now,
            load=now / limit if limit else float("nan"),
            status=table.status_of(number),
            change=now - before.practices.list_of(number) if known else now,
        )
        return row


FLOWS_SHOWN = 12
"""So many lines can be told apart; the sentence beside the map counts the rest."""


def flow_lines(effects: Effects, before: State, after: State) -> list[FlowLine]:
    """Return the lines of an edit: from where a practice was to where its patients go.

    The largest `FLOWS_SHOWN` that move at all; a merged practice's flows begin at its parts.
    """
    lines = []
    for flow in effects.flows[:FLOWS_SHOWN]:
        if flow.source is not None and flow.source in before.practices:
            start = before.practices[flow.source].place
            end = after.practices[flow.target].place
            if start != end:
                lines.append(FlowLine(start, end, flow.persons, flow.source, flow.target))
    return lines


def state_before(history: History) -> State:
    """Return the state that the edit in force last was made on."""
    if history.position < 2:
        return history.baseline
    return history.steps[history.position - 2].state


def persons_by_class(
    classes: NDArray[np.uint8], persons: NDArray[np.int32], n_classes: int
) -> list[int]:
    """Return how many persons live in squares of each class."""
    # weights are doubles, exact far beyond any population
    counts = np.bincount(classes, weights=persons, minlength=n_classes)
    return [int(count) for count in counts]


class DistanceCounts:
    """Persons by kilometre in the municipality shown, now and in the baseline.

    Where its squares lie and what the baseline has is found once while the same is shown: a drag
    asks with every frame.
    """

    def __init__(self) -> None:
        self._place: tuple[Squares | None, int | None] = (None, None)
        self._here: NDArray[np.intp] = np.zeros(0, dtype=np.intp)
        self._before: tuple[Result | None, list[int]] = (None, [])

    def of(
        self, squares: Squares, municipality: int | None, now: Result, before: Result
    ) -> tuple[list[int], list[int]]:
        """Return both counts, of all squares where `municipality` is None."""
        if self._place[0] is not squares or self._place[1] != municipality:
            self._place = (squares, municipality)
            self._here = squares_in(squares, municipality)
            self._before = (None, [])
        if self._before[0] is not before:
            self._before = (before, self._counted(squares, before))
        return self._counted(squares, now), self._before[1]

    def _counted(self, squares: Squares, result: Result) -> list[int]:
        here = self._here
        counts: list[int] = count_by_km(result.distance_dm[here], squares.persons[here]).tolist()
        return counts


def squares_in(squares: Squares, municipality: int | None) -> NDArray[np.intp]:
    """Return which squares lie in a municipality, all of them for None."""
    if municipality is None:
        return np.arange(len(squares))
    return np.flatnonzero(squares.municipality == municipality)
