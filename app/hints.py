"""First-start hints: four things to try, each gone as soon as the planner has done it."""

from __future__ import annotations

from collections.abc import Callable

from app.desk import Desk
from app.frame import Frame
from models.scenario.edits import ClosePractice, MovePractice
from widgets.hints import HintCard
from widgets.style import Look

HINTS = ("drag", "close", "undo", "print")
"""What is hinted at, in this order."""


class Hints:
    """Shows one hint after another, and says when there are to be no more.

    What the planner has done before its hint came is not hinted at any more.
    """

    def __init__(self, desk: Desk, frame: Frame, look: Look, on_end: Callable[[], None]) -> None:
        self._desk = desk
        self._on_end = on_end
        self._left = list(HINTS)
        self._stood = self._stands
        self.card = HintCard(desk.words, look, frame.map)
        self.card.nextRequested.connect(self._on_next_requested)
        self.card.endRequested.connect(self._end)
        desk.edited.connect(self._on_edited)
        desk.saved.connect(self._on_saved)
        frame.actions_["export_pdf"].triggered.connect(lambda: self._tick("print"))
        self._show()

    @property
    def shown(self) -> str | None:
        """Which hint is on show; None when there are no more."""
        return self._left[0] if self._left else None

    @property
    def _stands(self) -> tuple[int | None, int]:
        """Which scenario is in hand, and how many of its edits are in force."""
        session = self._desk.session
        scenario = session.scenario
        return None if scenario is None else scenario.id, session.history.position

    def _on_edited(self) -> None:
        if self._stands[0] != self._stood[0]:  # where another scenario stands is nothing done
            self._stood = self._stands

    def _on_saved(self) -> None:
        was, self._stood = self._stood, self._stands
        step = self._desk.step
        if step is None:
            if self._stood == (was[0], was[1] - 1):
                self._tick("undo")
        elif isinstance(step.edit, MovePractice):
            self._tick("drag")
        elif isinstance(step.edit, ClosePractice):
            self._tick("close")

    def _on_next_requested(self) -> None:
        self._tick(self._left[0])

    def _tick(self, hint: str) -> None:
        if hint in self._left:
            self._left.remove(hint)
            self._show()
            if not self._left:
                self._on_end()

    def _end(self) -> None:
        self._left.clear()
        self._show()
        self._on_end()

    def _show(self) -> None:
        if self._left:
            number = HINTS.index(self._left[0]) + 1
            self.card.show_hint(self._left[0], number, len(HINTS))
        else:
            self.card.end()
