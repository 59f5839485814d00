"""A list of practices to choose one from, nearest first, narrowed by typing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models.domain.practice import ProviderNumber, Status
from widgets.dialogs.status_icon import status_icon
from widgets.panels.search import fold
from widgets.style import Look
from widgets.words import Words

_NUMBER = Qt.ItemDataRole.UserRole
ROW_HEIGHT = 26
ROWS = 5
SHOWN = 100
"""So many rows are built: nobody scrolls further, and a nation has 2,000 practices."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A practice that may take over a list.

    Attributes
    ----------
    provider_number, name, town
    distance_m : float
        By road from the practice that closes; NaN where there is no way.
    status : Status
        Its intake now.
    room : int
        Persons up to its closing limit; 0 or less where it is full.
    """

    provider_number: ProviderNumber
    name: str
    town: str
    distance_m: float
    status: Status
    room: int


class PracticeChooser(QWidget):
    """A search line over a list of candidates.

    Signals
    -------
    chosenChanged
        Another candidate, or none, is marked.
    """

    chosenChanged = Signal()

    def __init__(self, words: Words, look: Look, candidates: Sequence[Candidate]) -> None:
        super().__init__()
        self._words = words
        self._look = look
        self._candidates = sorted(candidates, key=_nearness)
        self.search = QLineEdit()
        self.search.setPlaceholderText(words("close.search"))
        self.search.setAccessibleName(words("close.search"))
        self.search.setClearButtonEnabled(True)
        self.table = QTableWidget(0, 3)
        self._set_up_table()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        column.addWidget(self.search)
        column.addWidget(self.table)
        self.search.textChanged.connect(self._on_text_changed)
        self.search.installEventFilter(self)
        self.table.itemSelectionChanged.connect(self.chosenChanged)
        self._show(self._candidates)

    def chosen(self) -> ProviderNumber | None:
        """Return the provider number of the marked candidate."""
        marked = self.table.selectedItems()
        return marked[0].data(_NUMBER) if marked else None

    def choose(self, provider_number: ProviderNumber) -> None:
        """Mark a candidate that is in the list."""
        for row in range(self.table.rowCount()):
            if self._number_in(row) == provider_number:
                self.table.selectRow(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys of the search line move through the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step and self.table.rowCount():
                row = min(max(self._marked_row() + step, 0), self.table.rowCount() - 1)
                self.table.selectRow(row)
                return True
        return super().eventFilter(watched, event)

    def _set_up_table(self) -> None:
        table, px = self.table, self._look.px
        table.horizontalHeader().hide()
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(px(ROW_HEIGHT))
        table.setShowGrid(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        # Workshop view has larger rows and the same screen, so fewer of them.
        table.setFixedHeight(round(ROWS / self._look.scale) * px(ROW_HEIGHT) + 4)
        table.setIconSize(QSize(px(16), px(16)))
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def _show(self, candidates: Sequence[Candidate]) -> None:
        shown = candidates[:SHOWN]
        self.table.clearSelection()
        self.table.setRowCount(len(shown))
        for row, candidate in enumerate(shown):
            self._show_row(row, candidate)

    def _show_row(self, row: int, candidate: Candidate) -> None:
        words = self._words
        name = QTableWidgetItem(candidate.name)
        name.setIcon(status_icon(candidate.status, self._look))
        name.setToolTip(words(f"status.{candidate.status}"))
        name.setData(_NUMBER, candidate.provider_number)
        room = words("close.full")
        if candidate.room > 0:
            room = words("close.room", n=words.number(candidate.room))
        measured = math.isfinite(candidate.distance_m)
        distance = words.km(candidate.distance_m) if measured else words("none")
        for column, item in enumerate((name, QTableWidgetItem(room), QTableWidgetItem(distance))):
            if column:
                right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                item.setTextAlignment(right)
                item.setForeground(self._look.colour("muted"))
            self.table.setItem(row, column, item)

    def _on_text_changed(self, text: str) -> None:
        wanted = fold(text)
        was = self.chosen()
        found = [c for c in self._candidates if wanted in _everything(c)]
        self._show(found)
        if was is not None:
            self.choose(was)
        if wanted and len(found) == 1:
            self.table.selectRow(0)  # what was typed names one practice: it is the one

    def _marked_row(self) -> int:
        marked = self.table.selectedItems()
        return marked[0].row() if marked else -1

    def _number_in(self, row: int) -> ProviderNumber | None:
        item = self.table.item(row, 0)
        return None if item is None else item.data(_NUMBER)


def _nearness(candidate: Candidate) -> tuple[float, str]:
    measured = math.isfinite(candidate.distance_m)
    return candidate.distance_m if measured else math.inf, candidate.provider_number


def _everything(candidate: Candidate) -> str:
    return fold(f"{candidate.name} {candidate.town} {candidate.provider_number}")
