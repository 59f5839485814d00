"""Rows of label, value and note whose columns line up from one block to the next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from widgets.panels.painted import FigureLabel
from widgets.panels.parts import make_label
from widgets.style import Look

# The longest label and the longest note, in both languages: every block has the same columns.
LABEL_WIDTH = 122
NOTE_WIDTH = 74


class Rows(QGridLayout):
    """A grid of three columns: what it is, how much, and what it was before."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setHorizontalSpacing(look.px(6))
        self.setVerticalSpacing(look.px(4))
        self.setColumnMinimumWidth(0, look.px(LABEL_WIDTH))
        self.setColumnMinimumWidth(2, look.px(NOTE_WIDTH))
        self.setColumnStretch(1, 1)

    def add_figure(self, name: str) -> tuple[FigureLabel, FigureLabel]:
        """Add a row with a figure; returns the places of its value and its note."""
        value = FigureLabel(self._look)
        return value, self.add_field(name, value)[1]

    def add_field(self, name: str, field: QWidget) -> tuple[QLabel, FigureLabel]:
        """Add a row with any widget as its value; returns its label and the place of its note."""
        row = self.rowCount()
        label = make_label(self._look, name, tone="muted")
        label.setBuddy(field)
        note = FigureLabel(self._look, "caption")
        self.addWidget(label, row, 0)
        self.addWidget(field, row, 1)
        self.addWidget(note, row, 2, Qt.AlignmentFlag.AlignVCenter)
        return label, note

    def add_wide(self, name: str, field: QWidget) -> QLabel:
        """Add a row whose value takes the place of the note too; returns its label."""
        row = self.rowCount()
        label = make_label(self._look, name, tone="muted")
        label.setBuddy(field)
        self.addWidget(label, row, 0)
        self.addWidget(field, row, 1, 1, 2)
        return label
