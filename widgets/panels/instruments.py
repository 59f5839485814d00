"""The matrix of the region's instruments, with the row that holds for an area and a project."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel

from models.domain.instruments import TITLES, Instruments, instruments_for
from widgets.panels.parts import Card, make_label
from widgets.style import Look
from widgets.words import Words

_ROWS = ((False, False), (False, True), (True, False), (True, True))
"""Whether a project furthers the structure, and whether its area is challenged."""


class InstrumentsCard(Card):
    """What a project may be offered in each case; the one at hand is marked."""

    def __init__(self, words: Words, look: Look) -> None:
        super().__init__(look)
        self._words = words
        self._is_challenged = False
        self.column.addWidget(make_label(look, words("areas.instruments"), "strong"))
        lead = words("areas.instruments.lead")
        self.column.addWidget(make_label(look, lead, tone="muted", wraps=True))
        self.furthers = QCheckBox(words("areas.instruments.furthers"))
        self.furthers.toggled.connect(self._mark)
        self.column.addWidget(self.furthers)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._marks: dict[tuple[bool, bool], QFrame] = {}
        self._cells: dict[tuple[bool, bool], list[QLabel]] = {}
        self._fill(look)
        self.column.addLayout(self._grid)
        self._look = look
        self._mark()

    @property
    def marked(self) -> tuple[bool, bool]:
        """The row that is marked: furthers the structure, area is challenged."""
        return self.furthers.isChecked(), self._is_challenged

    def show_area(self, *, is_challenged: bool, furthers: bool) -> None:
        """Mark the row for an area, with a project that furthers the structure or does not."""
        self._is_challenged = is_challenged
        self.furthers.blockSignals(True)
        self.furthers.setChecked(furthers)
        self.furthers.blockSignals(False)
        self._mark()

    def _fill(self, look: Look) -> None:
        words = self._words
        for column, name in enumerate(Instruments._fields, start=1):
            title = make_label(look, words.of(TITLES[name]), "caption", "muted")
            title.setAlignment(Qt.AlignmentFlag.AlignCenter)
            title.setContentsMargins(look.px(3), 0, look.px(3), look.px(2))
            self._grid.addWidget(title, 0, column)
        for row, (furthers, challenged) in enumerate(_ROWS, start=1):
            mark = QFrame()
            self._grid.addWidget(mark, row, 0, 1, 5)
            self._marks[furthers, challenged] = mark
            key = f"areas.instruments.row.{furthers:d}{challenged:d}"
            cells = [make_label(look, words(key), "caption", wraps=True)]
            offers = instruments_for(furthers_structure=furthers, is_challenged=challenged)
            for offer in offers:
                cell = make_label(look, words.of(offer.text), "caption", wraps=True)
                cell.setAlignment(Qt.AlignmentFlag.AlignCenter)
                cells.append(cell)
            for column, cell in enumerate(cells):
                cell.setContentsMargins(look.px(4), look.px(5), look.px(4), look.px(5))
                self._grid.addWidget(cell, row, column)
            self._cells[furthers, challenged] = cells

    def _mark(self) -> None:
        for row, mark in self._marks.items():
            is_here = row == self.marked
            fill = self._look.theme.accent_soft if is_here else "transparent"
            edge = self._look.theme.accent if is_here else "transparent"
            mark.setStyleSheet(f"background: {fill}; border: 1px solid {edge};")
            for cell in self._cells[row]:
                font = cell.font()
                font.setBold(is_here)
                cell.setFont(font)
        words = self._words
        key = f"areas.instruments.row.{self.marked[0]:d}{self.marked[1]:d}"
        offers = instruments_for(furthers_structure=self.marked[0], is_challenged=self.marked[1])
        told = [
            f"{words.of(TITLES[name])} {words.of(offer.text)}"
            for name, offer in zip(Instruments._fields, offers, strict=True)
        ]
        self.setAccessibleName(f"{words(key)}: {', '.join(told)}")
