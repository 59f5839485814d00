"""From the rounds of a distribution to what page and map show of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.presentation import FLOWS_SHOWN
from models.allocation.state import State
from models.domain.practice import Practice, ProviderNumber, Status
from models.domain.text import marked
from models.scenario.domino import Round, closed_after, taken_after
from widgets import panels
from widgets.map.marks import FlowLine, PracticeMark
from widgets.words import Words


@dataclass(frozen=True)
class Domino:
    """A closed practice, the state it was closed in, and how its patients were placed."""

    practice: Practice
    before: State
    rounds: tuple[Round, ...]
    is_estimate: bool = False

    def flows(self, at: int) -> list[FlowLine]:
        """Return the largest flows up to the end of round `at`; 0 is before the first."""
        taken = taken_after(self.rounds[:at])
        start = self.practice.place
        lines = [
            FlowLine(start, end, persons, self.practice.provider_number, number)
            for number, persons in taken.items()
            if (end := self.before.practices[number].place) != start
        ]
        return sorted(lines, key=lambda line: (-line.persons, line.target))[:FLOWS_SHOWN]

    def marks(self, at: int, now: Sequence[PracticeMark]) -> list[PracticeMark]:
        """Return practices as they were when round `at` was over; `now` are the scenario's."""
        taken, closed = taken_after(self.rounds[:at]), closed_after(self.rounds[:at])
        return [self._then(mark, taken, closed) for mark in now]

    def _then(
        self,
        mark: PracticeMark,
        taken: dict[ProviderNumber, int],
        closed: frozenset[ProviderNumber],
    ) -> PracticeMark:
        practice = self.before.practices.get(mark.number)
        if practice is None or mark.is_gone:
            return mark
        status = Status.CLOSED if mark.number in closed else self.before.status_of(practice)
        listed = self.before.totals[mark.number] + taken.get(mark.number, 0)
        return mark._replace(list=listed, status=status)

    def views(self, words: Words) -> list[panels.domino_page.RoundView]:
        """Return what the page shows: the moment before, and every round."""
        total = self.before.totals[self.practice.provider_number]
        name, n = self.practice.name, words.number(total)
        sentence = words("domino.begins", name=name, n=n)
        if not self.rounds:
            km = words.km(self._reach_m())
            sentence = words("domino.nobody", name=name, n=n, km=km)
        first = panels.domino_page.RoundView(sentence, 0, total, ())
        return [first, *(self._view(each, words) for each in self.rounds)]

    def _reach_m(self) -> int:
        rules = self.before.rules
        return rules.limit_m if rules.reach_m is None else rules.reach_m

    def _view(self, each: Round, words: Words) -> panels.domino_page.RoundView:
        rows = tuple(self._row(number, persons, each, words) for number, persons in each.took)
        return panels.domino_page.RoundView(
            self._sentence(each, words), each.placed, each.waiting, rows
        )

    def _sentence(self, each: Round, words: Words) -> str:
        km = marked(words.km(each.reached_m), self.is_estimate)
        if each.is_entitled:
            return words("domino.intake_closed")
        if each.closes is None:
            return words("domino.last", km=km)
        return words("domino.limit", name=self.before.practices[each.closes].name, km=km)

    def _row(
        self, number: ProviderNumber, persons: int, each: Round, words: Words
    ) -> panels.tried_list.TriedRow:
        practice = self.before.practices[number]
        is_closing = number == each.closes
        status = Status.CLOSED if is_closing else self.before.status_of(practice)
        key = "domino.row.limit" if is_closing else "domino.row"
        return panels.tried_list.TriedRow(
            number=number,
            badge="",
            name=practice.name,
            status=status,
            distance="+" + words.number(persons),
            reason=words(key),
            is_hit=is_closing,
        )
