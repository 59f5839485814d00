"""What a planner may change of a practice: capacities, vacancies, closing limit, intake."""

from __future__ import annotations

import re

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from models.domain.practice import Intake, Practice
from widgets.panels.painted import FigureLabel
from widgets.panels.parts import CalmComboBox, CalmDoubleSpinBox, CalmSpinBox, make_label
from widgets.style import Look
from widgets.words import Words
from widgets.words.edits import capacity_text

# Of the left field: "Lukkegrænse pr. kap." and "før 1.700" beside each other, in both languages.
LEFT_WIDTH = 168

_POSTCODE = re.compile(r"\d{4}")


class PracticeControls(QWidget):
    """Fields for one practice; each change is a wish, and the field shows what became of it.

    Signals
    -------
    capacityRequested : float, float
        Capacities and how many of them are vacant.
    limitRequested : int
        Patients per capacity.
    intakeRequested : Intake, tuple of str
        How intake is to be decided, and the postal codes of a selective one.
    """

    capacityRequested = Signal(float, float)
    limitRequested = Signal(int)
    intakeRequested = Signal(object, object)

    def __init__(self, words: Words, look: Look) -> None:
        super().__init__()
        self._words = words
        self._practice: Practice | None = None
        self.capacities = CalmDoubleSpinBox(words.language)
        self.vacant = CalmDoubleSpinBox(words.language)
        self.limit = CalmSpinBox(words.language)
        self.intake = CalmComboBox()
        self.intake.setMinimumWidth(1)  # the grid decides
        self.postcodes = QLineEdit()
        self.error = make_label(look, words("practice.postcodes.error"), tone="bad", wraps=True)
        self.error.hide()
        self._set_ranges()
        self._lay_out(look)
        self.capacities.valueChanged.connect(self._on_capacities_changed)
        self.vacant.valueChanged.connect(self._on_vacant_changed)
        self.limit.valueChanged.connect(self.limitRequested)
        self.intake.activated.connect(self._on_intake_activated)
        self.postcodes.editingFinished.connect(self._on_postcodes_finished)

    def show_practice(
        self, practice: Practice, before: Practice | None, norm_per_capacity: int
    ) -> None:
        """Show what `practice` has, and in the notes what it had before."""
        self._practice = practice
        blockers = [QSignalBlocker(field) for field in (self.capacities, self.vacant, self.limit)]
        _set(self.capacities, practice.capacities)
        _set_most(self.vacant, practice.capacities)
        _set(self.vacant, practice.vacant)
        limit = norm_per_capacity if practice.own_limit is None else practice.own_limit
        if self.limit.value() != limit:
            self.limit.setValue(limit)
        del blockers
        self._show_intake(practice)
        self._show_notes(practice, before, norm_per_capacity)

    def _set_ranges(self) -> None:
        self.capacities.setRange(0, 99)
        self.limit.setRange(1, 9_999)
        self.limit.setSingleStep(50)
        for intake in Intake:
            self.intake.addItem(self._words(f"practice.intake.{intake}"), intake)
        self.postcodes.setPlaceholderText(self._words("practice.postcodes.hint"))

    def _lay_out(self, look: Look) -> None:
        words = self._words
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(8))
        grid.setVerticalSpacing(look.px(4))
        grid.setColumnMinimumWidth(0, look.px(LEFT_WIDTH))
        grid.setColumnStretch(1, 1)
        capacities = Captioned(look, words("practice.capacities"), self.capacities)
        vacant = Captioned(look, words("practice.vacant"), self.vacant)
        limit = Captioned(look, words("practice.limit"), self.limit)
        intake = Captioned(look, words("practice.intake"), self.intake)
        self.capacities_note, self.vacant_note = capacities.note, vacant.note
        self.limit_note = limit.note
        self._postcodes_row = Captioned(look, words("practice.postcodes"), self.postcodes)
        grid.addWidget(capacities, 0, 0)
        grid.addWidget(vacant, 0, 1)
        grid.addWidget(limit, 1, 0)
        grid.addWidget(intake, 1, 1)
        grid.addWidget(self._postcodes_row, 2, 0, 1, 2)
        grid.addWidget(self.error, 3, 0, 1, 2)

    def _show_intake(self, practice: Practice) -> None:
        self.intake.setCurrentIndex(self.intake.findData(practice.intake))
        if not self.postcodes.hasFocus():
            self.postcodes.setText(", ".join(practice.postcodes))
        self._show_postcodes(practice.intake is Intake.SELECTIVE)

    def _show_postcodes(self, visible: bool) -> None:
        self._postcodes_row.setVisible(visible)
        self.error.hide()

    def _show_notes(self, practice: Practice, before: Practice | None, norm: int) -> None:
        words = self._words
        had = practice if before is None else before
        self.capacities_note.set_text(
            self._before(words, had.capacities, practice.capacities), "muted"
        )
        self.vacant_note.set_text(self._before(words, had.vacant, practice.vacant), "muted")
        note = words("practice.norm" if practice.own_limit is None else "practice.own_limit")
        if had.own_limit != practice.own_limit:
            old = norm if had.own_limit is None else had.own_limit
            note = words("before", value=words.number(old))
        self.limit_note.set_text(note, "muted")

    @staticmethod
    def _before(words: Words, old: float, new: float) -> str:
        return "" if old == new else words("before", value=capacity_text(words, old))

    def _on_capacities_changed(self, capacities: float) -> None:
        assert self._practice is not None
        self.capacityRequested.emit(capacities, min(self._practice.vacant, capacities))

    def _on_vacant_changed(self, vacant: float) -> None:
        # The practice's own capacities, not the field's: it shows two decimals only.
        assert self._practice is not None
        self.capacityRequested.emit(self._practice.capacities, vacant)

    def _on_intake_activated(self, index: int) -> None:
        assert self._practice is not None
        intake = Intake(self.intake.itemData(index))
        self._show_postcodes(intake is Intake.SELECTIVE)
        if intake is Intake.SELECTIVE:
            self.postcodes.setFocus()
        elif intake is not self._practice.intake:
            self.intakeRequested.emit(intake, ())

    def _on_postcodes_finished(self) -> None:
        assert self._practice is not None
        codes = [code for code in re.split(r"[\s,;]+", self.postcodes.text()) if code]
        if not codes and self._practice.intake is not Intake.SELECTIVE:
            self._show_intake(self._practice)  # given up: the chooser says what is in force
            return
        is_valid = bool(codes) and all(_POSTCODE.fullmatch(code) for code in codes)
        self.error.setVisible(not is_valid)
        unique = tuple(dict.fromkeys(codes))
        asked = (Intake.SELECTIVE, unique)
        if is_valid and asked != (self._practice.intake, self._practice.postcodes):
            self.intakeRequested.emit(*asked)


class Captioned(QWidget):
    """A field with its name above it, and at the end of that line what it was before."""

    def __init__(self, look: Look, name: str, field: QWidget) -> None:
        super().__init__()
        label = make_label(look, name, "caption", "muted")
        label.setBuddy(field)
        field.setAccessibleName(name)
        self.note = FigureLabel(look, "caption")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(look.px(1))
        grid.setHorizontalSpacing(look.px(4))
        grid.setColumnStretch(1, 1)
        grid.addWidget(label, 0, 0)
        grid.addWidget(self.note, 0, 1)
        grid.addWidget(field, 1, 0, 1, 2)


def _set_most(box: CalmDoubleSpinBox, most: float) -> None:
    if box.maximum() != round(most, box.decimals()):  # told the same, a field is laid out again
        box.setMaximum(most)


def _set(box: CalmDoubleSpinBox, value: float) -> None:
    if box.value() != round(value, box.decimals()):
        box.setMaximum(max(box.maximum(), value))
        box.setValue(value)
