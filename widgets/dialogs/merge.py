"""Merging practices: which one remains, and where."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QGridLayout, QRadioButton, QWidget

from models.domain.practice import Practice, ProviderNumber
from models.scenario.edits import MergePractices
from widgets.dialogs.form import Dialog
from widgets.panels.checks_page import PREVIEW_PX, ChecksPreview
from widgets.panels.painted import FigureLabel
from widgets.panels.parts import make_label
from widgets.style import Look
from widgets.words import Words
from widgets.words.edits import capacity_text


class MergeDialog(Dialog):
    """Asks which of several practices takes in the others; shows what they have together.

    Parameters
    ----------
    practices : sequence of (Practice, int)
        At least two, each with its list in persons; the largest list is proposed.

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
        practices: Sequence[tuple[Practice, int]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, look, words("merge.title"), words("merge.lead"), parent)
        self._practices = tuple(practices)
        self.preview = ChecksPreview(words, look)
        self.put_beside(self.preview)
        self.setMinimumWidth(look.px(440 + PREVIEW_PX))
        self.choices: dict[ProviderNumber, QRadioButton] = {}
        self._group = QButtonGroup(self)
        self.column.addLayout(self._make_table())
        self.column.addSpacing(look.px(8))
        self.new_place = QCheckBox(words("merge.new_place"))
        self.add_choice(self.new_place, words("merge.new_place.what"))
        self.add_accept_button(words("merge.accept"))
        largest = max(self._practices, key=lambda entry: entry[1])[0].provider_number
        self.choices[largest].setChecked(True)
        self.choices[largest].setFocus()
        self._group.buttonToggled.connect(self._on_toggled)
        self.new_place.toggled.connect(self._on_toggled)

    def _on_toggled(self) -> None:
        """Ask what the merger would do; at a place that is not chosen yet nobody can say."""
        if self._group.checkedButton() is None:
            return
        if self.edit_to_preview() is None:
            self.preview.show_nothing()
        else:
            self.preview.show_working()
        self.editChanged.emit()
        self.fit()

    def into(self) -> ProviderNumber:
        """Return the practice that remains."""
        return next(number for number, button in self.choices.items() if button.isChecked())

    def wants_new_place(self) -> bool:
        """Return whether the place is to be chosen on the map afterwards."""
        return self.new_place.isChecked()

    def edit_to_preview(self) -> MergePractices | None:
        """Return the edit; None where the place is still to be chosen on the map."""
        return None if self.wants_new_place() else self.edit()

    def edit(self) -> MergePractices:
        """Return the edit that was chosen; a new place is for others to ask for."""
        return MergePractices(tuple(self.choices), self.into())

    def _make_table(self) -> QGridLayout:
        words, look = self._words, self._look
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(16))
        grid.setVerticalSpacing(look.px(4))
        grid.setColumnStretch(0, 1)
        for column, key in enumerate(_COLUMNS, start=1):
            head = FigureLabel(look, "caption", ground="panel")
            head.set_text(words(key), "muted")
            grid.addWidget(head, 0, column)
        for practice, listed in self._practices:
            button = QRadioButton(practice.name)
            self._group.addButton(button)
            self.choices[practice.provider_number] = button
            self._add_row(grid, button, (listed, practice.capacities, practice.doctors), False)
        total = make_label(look, words("merge.sum"), "strong")
        sums = (
            sum(listed for _, listed in self._practices),
            sum(practice.capacities for practice, _ in self._practices),
            sum(practice.doctors for practice, _ in self._practices),
        )
        self.sums = self._add_row(grid, total, sums, True)
        return grid

    def _add_row(
        self, grid: QGridLayout, name: QWidget, values: tuple[int, float, int], is_sum: bool
    ) -> tuple[FigureLabel, ...]:
        words = self._words
        row = grid.rowCount()
        grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignVCenter)
        listed, capacities, doctors = values
        texts = (words.number(listed), capacity_text(words, capacities), words.number(doctors))
        figures = []
        for column, text in enumerate(texts, start=1):
            figure = FigureLabel(self._look, "strong" if is_sum else "body", ground="panel")
            figure.set_text(text)
            grid.addWidget(figure, row, column)
            figures.append(figure)
        return tuple(figures)


_COLUMNS = ("practice.listed", "practice.capacities", "practice.doctors")
