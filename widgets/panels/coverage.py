"""The page of coverage areas: what there is, and the ways to make and change them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
)

from widgets.panels.parts import Card, make_button, make_label, set_text
from widgets.panels.row_delegates import FIGURE_ROLE, FigureDelegate
from widgets.panels.side_page import SidePage
from widgets.style import Look
from widgets.words import Words

_AREA = Qt.ItemDataRole.UserRole


class CoverageRow(NamedTuple):
    """One area: its position, name and residents."""

    area: int
    name: str
    persons: int


class CoveragePage(SidePage):
    """Areas to choose from, and buttons that say what is wished for.

    Signals
    -------
    areaChosen : int
        One area is to be seen on the map.
    proposeRequested, importRequested, pickRequested, drawRequested
        New areas are wanted.
    renameRequested : int
    joinRequested, deleteRequested : list of int
    """

    areaChosen = Signal(int)
    proposeRequested = Signal()
    importRequested = Signal()
    pickRequested = Signal()
    drawRequested = Signal()
    renameRequested = Signal(int)
    joinRequested = Signal(list)
    deleteRequested = Signal(list)

    def __init__(self, words: Words, look: Look) -> None:
        super().__init__(words, look, words("areas.coverage.title"))
        self._words = words
        self._is_editable = True
        self.lead = make_label(look, tone="muted", wraps=True)
        self.outside = make_label(look, tone="bad", wraps=True)
        self.column.addWidget(self.lead)
        self.column.addWidget(self.outside)
        make = Card(look)
        grid = QGridLayout()
        grid.setSpacing(look.px(6))
        self.propose = make_button(look, words("areas.coverage.propose"))
        self.import_ = make_button(look, words("areas.coverage.import"))
        self.pick = make_button(look, words("areas.coverage.pick"))
        self.draw = make_button(look, words("areas.coverage.draw"))
        grid.addWidget(self.propose, 0, 0)
        grid.addWidget(self.import_, 0, 1)
        grid.addWidget(self.pick, 1, 0, 1, 2)
        grid.addWidget(self.draw, 2, 0, 1, 2)
        make.column.addLayout(grid)
        self.column.addWidget(make)
        self.card = Card(look)
        self.list = QListWidget()
        self.list.setProperty("bare", True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setMinimumHeight(look.px(220))
        self.list.setMouseTracking(True)
        self.list.setItemDelegate(FigureDelegate(look, self.list))
        head = QHBoxLayout()
        head.setContentsMargins(look.px(6), 0, look.px(6), 0)
        for key in ("areas.coverage.area", "areas.supply.persons"):
            head.addWidget(make_label(look, words(key), "caption", "muted"))
        head.insertStretch(1, 1)
        self.card.column.addLayout(head)
        self.card.column.addWidget(self.list, 1)
        buttons = QGridLayout()
        buttons.setSpacing(look.px(6))
        self.rename = make_button(look, words("areas.coverage.rename"))
        self.join = make_button(look, words("areas.coverage.join"))
        self.delete = make_button(look, words("areas.coverage.delete"))
        for column, button in enumerate((self.rename, self.join, self.delete)):
            buttons.addWidget(button, 0, column)
        self.card.column.addLayout(buttons)
        self.column.addWidget(self.card, 1)
        self.column.addStretch()
        self._connect()
        self.show_areas((), 0)

    def chosen(self) -> list[int]:
        """Return the positions of the areas that are chosen, lowest first."""
        return sorted(item.data(_AREA) for item in self.list.selectedItems())

    def show_areas(self, rows: Sequence[CoverageRow], outside: int) -> None:
        """Show areas in this order, and how many persons live in none."""
        words = self._words
        lead = words("areas.coverage.lead", n=len(rows)) if rows else words("areas.coverage.empty")
        set_text(self.lead, lead)
        set_text(self.outside, words("areas.coverage.outside", n=words.number(outside)))
        self.outside.setVisible(bool(rows) and outside > 0)
        self.card.setVisible(bool(rows))
        self.list.blockSignals(True)
        self.list.clear()
        for row in rows:
            item = QListWidgetItem(row.name, self.list)
            item.setData(_AREA, row.area)
            item.setData(FIGURE_ROLE, words.number(row.persons))
            persons = words("areas.coverage.persons", n=words.number(row.persons))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row.name}, {persons}")
        self.list.blockSignals(False)
        self._on_selection_changed()

    def set_editable(self, editable: bool) -> None:
        """Offer what changes areas, or not where nothing can be stored."""
        self._is_editable = editable
        for button in (self.propose, self.import_, self.pick, self.draw):
            button.setEnabled(editable)
        self._on_selection_changed()

    def _connect(self) -> None:
        self.propose.clicked.connect(self.proposeRequested)
        self.import_.clicked.connect(self.importRequested)
        self.pick.clicked.connect(self.pickRequested)
        self.draw.clicked.connect(self.drawRequested)
        self.rename.clicked.connect(lambda: self.renameRequested.emit(self.chosen()[0]))
        self.join.clicked.connect(lambda: self.joinRequested.emit(self.chosen()))
        self.delete.clicked.connect(lambda: self.deleteRequested.emit(self.chosen()))
        self.list.itemSelectionChanged.connect(self._on_selection_changed)
        self.list.currentItemChanged.connect(self._on_current_changed)

    def _on_selection_changed(self) -> None:
        n = len(self.list.selectedItems())
        self.rename.setEnabled(self._is_editable and n == 1)
        self.join.setEnabled(self._is_editable and n > 1)
        self.delete.setEnabled(self._is_editable and n > 0)

    def _on_current_changed(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.areaChosen.emit(item.data(_AREA))
