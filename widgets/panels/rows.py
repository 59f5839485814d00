"""Rows of label, value and note whose columns line up from one block to the next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from widgets.panels.painted import FigureLabel
from widgets.panels.parts import make_label
from widgets.style import Look

# The longest label and the longest note, in both languages: every block has the same columns.
LABEL_WIDTH = 96
NOTE_WIDTH = 74


class Rows(QGridLayout):
    """A grid of three columns: what it is, how much, and what it was before."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setHorizontalSpacing(look.px(6))
        self.setVerticalSpacing(look.px(3))
        self.setColumnMinimumWidth(0, look.px(LABEL_WIDTH))
        self.setColumnMinimumWidth(2, look.px(NOTE_WIDTH))
        self.setColumnStretch(1, 1)
        self.names: list[QLabel] = []

    def add_figure(self, name: str) -> tuple[FigureLabel, FigureLabel]:
        """Add a row with a figure; returns the places of its value and its note."""
        row = self.rowCount()
        value, note = FigureLabel(self._look), FigureLabel(self._look, "caption")
        self.names.append(make_label(self._look, name, tone="muted"))
        self.addWidget(self.names[-1], row, 0)
        self.addWidget(value, row, 1)
        self.addWidget(note, row, 2, Qt.AlignmentFlag.AlignVCenter)
        return value, note

    def add_wide(self, name: str, field: QWidget) -> None:
        """Add a row whose value takes the place of the note too."""
        row = self.rowCount()
        self.addWidget(make_label(self._look, name, tone="muted"), row, 0)
        self.addWidget(field, row, 1, 1, 2)
