"""Closing a practice: what becomes of its list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from models.domain.practice import Practice
from models.scenario.apply import SATELLITE_DAYS
from models.scenario.check import WORKING_DAYS
from models.scenario.edits import ClosePractice, Destination
from models.scenario.settle import is_unsettled
from widgets.dialogs.chooser import Candidate, PracticeChooser
from widgets.dialogs.form import Dialog
from widgets.panels.checks_page import PREVIEW_PX, ChecksPreview
from widgets.panels.parts import CalmDoubleSpinBox, make_label
from widgets.style import Look
from widgets.words import Words

DESTINATIONS: tuple[Destination, ...] = get_args(Destination)
LEAST_DAYS = 0.5
_NEED_ANOTHER = frozenset({"successor", "satellite"})


class CloseDialog(Dialog):
    """Asks what happens to the patients of `practice`; `edit` gives the answer.

    Signals
    -------
    editChanged
        Something else is chosen; `preview` is to show what it would do.
    """

    editChanged = Signal()

    def __init__(
        self,
        words: Words,
        look: Look,
        practice: Practice,
        list_size: int,
        candidates: Sequence[Candidate],
        parent: QWidget | None = None,
    ) -> None:
        title = words("close.title", name=practice.name)
        super().__init__(words, look, title, _lead(words, list_size), parent)
        self.preview = ChecksPreview(words, look)
        self.put_beside(self.preview)
        self.setMinimumWidth(look.px(520 + PREVIEW_PX))
        self.column.setSpacing(look.px(3))
        self._practice = practice
        self.choices: dict[Destination, QRadioButton] = {}
        self._group = QButtonGroup(self)
        for destination in DESTINATIONS:
            self._add_choice(destination)
        self.chooser = PracticeChooser(words, look, candidates)
        self.column.addSpacing(look.px(4))
        self.column.addWidget(self.chooser)
        self.days, self._days = self._make_days()
        self.column.addWidget(self._days)
        self.add_accept_button(words("close.accept"))
        self._group.buttonToggled.connect(self._on_choice_toggled)
        self.choices["distribute"].setChecked(True)
        self.choices["distribute"].setFocus()
        self.chooser.chosenChanged.connect(self._on_chosen_changed)
        self.days.valueChanged.connect(self._ask_preview)

    def destination(self) -> Destination:
        """Return what is to happen to the list."""
        return next(name for name, button in self.choices.items() if button.isChecked())

    def edit(self) -> ClosePractice:
        """Return the edit that was chosen."""
        destination = self.destination()
        to = self.chooser.chosen() if destination in _NEED_ANOTHER else None
        days = self.days.value() if destination == "satellite" else None
        return ClosePractice(self._practice.provider_number, destination, to, days=days)

    def edit_to_preview(self) -> ClosePractice | None:
        """Return the edit if it can be told what it does, None where more is to be chosen.

        An optimal distribution takes its time, and has a dialog of its own.
        """
        return None if self.problem() or is_unsettled(self.edit()) else self.edit()

    def problem(self) -> str:
        """Return that a practice must be chosen where the list goes to one."""
        if self.destination() in _NEED_ANOTHER and self.chooser.chosen() is None:
            return self._words("close.error.to")
        return ""

    def _add_choice(self, destination: Destination) -> None:
        button = QRadioButton(self._words(f"close.{destination}"))
        button.setFont(self._look.font("strong"))
        self._group.addButton(button)
        self.choices[destination] = button
        self.add_choice(button, self._words(f"close.{destination}.what"))

    def _make_days(self) -> tuple[CalmDoubleSpinBox, QWidget]:
        """Return the field for a satellite's days a week, and the row it stands in."""
        days = CalmDoubleSpinBox(self._words.language)
        days.setRange(LEAST_DAYS, WORKING_DAYS)
        days.setValue(SATELLITE_DAYS)
        label = make_label(self._look, self._words("close.days"))
        label.setBuddy(days)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(label)
        line.addWidget(days)
        line.addStretch(1)
        return days, row

    def _on_choice_toggled(self) -> None:
        is_needed = self._group.checkedButton() is not None and (
            self.destination() in _NEED_ANOTHER
        )
        self.chooser.setVisible(is_needed)
        self._days.setVisible(is_needed and self.destination() == "satellite")
        self.error.hide()
        self._ask_preview()
        self.fit()

    def _on_chosen_changed(self) -> None:
        self.error.hide()
        self._ask_preview()

    def _ask_preview(self) -> None:
        """Ask what the edit would do, once it is known who takes the list."""
        if self._group.checkedButton() is None:
            return
        if self.edit_to_preview() is None:
            self.preview.show_nothing()
        else:
            self.preview.show_working()
        # also where there is nothing to ask: an answer under way is then too late
        self.editChanged.emit()


def _lead(words: Words, list_size: int) -> str:
    key = {0: "close.lead.none", 1: "close.lead.one"}.get(list_size, "close.lead")
    return words(key, n=words.number(list_size))
