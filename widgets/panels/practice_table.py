"""The practices of an area in a table: list, load, intake and difference at a glance."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from models.domain.practice import ProviderNumber, Status
from widgets.panels.practice_model import (
    CHANGE,
    HEADS,
    INTAKE,
    LISTED,
    LOAD,
    NAME,
    PracticeModel,
    PracticeRow,
)
from widgets.panels.table_delegates import (
    ChangeDelegate,
    ListedDelegate,
    LoadDelegate,
    NameDelegate,
    StatusDelegate,
)
from widgets.style import Look
from widgets.words import Words

_ROW_HEIGHT = 36
"""Two lines of a long name."""

_HEAD_HEIGHT = 32
"""Said here: Qt's own depends on whether the style sheet came before the header's font."""

_WIDE = 420
"""From this width the difference has a column of its own."""


class PracticeTable(QTableView):
    """A sortable table of practices; choosing a row is a wish to select that practice.

    Signals
    -------
    practiceChosen : str
        The provider number.
    """

    practiceChosen = Signal(str)

    def __init__(self, words: Words, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.rows = PracticeModel(words)
        self.setModel(self.rows)
        self.setItemDelegateForColumn(NAME, NameDelegate(look, self))
        self._listed = ListedDelegate(look, self)
        self.setItemDelegateForColumn(LISTED, self._listed)
        self.setItemDelegateForColumn(LOAD, LoadDelegate(look, self))
        self.setItemDelegateForColumn(CHANGE, ChangeDelegate(look, self))
        self.setItemDelegateForColumn(INTAKE, StatusDelegate(look, self))
        self._set_up_view()
        self._set_widths(words)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)

    def show_rows(self, rows: Sequence[PracticeRow]) -> None:
        """Show these practices; the selected one stays selected where it is among them."""
        chosen = self.chosen()
        with QSignalBlocker(self.selectionModel()):
            self.rows.set_rows(rows)
        if chosen is not None:
            self.choose(chosen)

    def choose(self, provider_number: ProviderNumber | None) -> None:
        """Mark the row of a practice (None for no row) without reporting a wish."""
        position = None
        if provider_number is not None:
            position = self.rows.position_of(provider_number)
        index = QModelIndex() if position is None else self.rows.index(position, NAME)
        flags = QItemSelectionModel.SelectionFlag
        selection = self.selectionModel()
        with QSignalBlocker(selection):
            selection.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        if position is not None:
            self.scrollTo(index)
        self.viewport().update()

    def settle(self) -> None:
        """Lay out the rows now, should they be others, rather than after the next paint."""
        self.executeDelayedItemsLayout()

    def chosen(self) -> ProviderNumber | None:
        """Return the provider number of the marked row."""
        index = self.currentIndex()
        return self.rows.row_at(index.row()).provider_number if index.isValid() else None

    def sizeHint(self) -> QSize:
        """Return room for five rows and the head."""
        return QSize(self._look.px(300), self._look.px(28 + 5 * _ROW_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the difference a column of its own where there is room for one.

        The marked row stays in sight where the table gets lower, or is shown for the first time.
        """
        marked, old = self.currentIndex(), event.oldSize()
        was_seen = not old.isValid() or 0 <= self.visualRect(marked).top() < old.height()
        has_room = self.viewport().width() >= self._look.px(_WIDE)
        self.setColumnHidden(CHANGE, not has_room)
        self._listed.shows_change = not has_room
        super().resizeEvent(event)
        if marked.isValid() and was_seen:
            self.scrollTo(marked)

    def _set_up_view(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setSortingEnabled(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        # Every row has the same height: with 2,000 practices Qt must not measure each.
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self._look.px(_ROW_HEIGHT))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setFont(self._look.font("caption"))
        self.horizontalHeader().setFixedHeight(self._look.px(_HEAD_HEIGHT))
        self.sortByColumn(NAME, Qt.SortOrder.AscendingOrder)

    def _set_widths(self, words: Words) -> None:
        header = self.horizontalHeader()
        header.setMinimumSectionSize(self._look.px(40))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        heads = QFontMetrics(self._look.font("caption"))
        body = QFontMetrics(self._look.font())
        word = max(body.horizontalAdvance(self.rows.status_word(s)) for s in (*Status, None))
        padding = self._look.px(10)
        contents = {
            NAME: 0,
            LISTED: body.horizontalAdvance(words.number(16_000)),
            LOAD: self._look.px(48),
            INTAKE: word + self._look.px(20),
            CHANGE: body.horizontalAdvance(words.change(16_000)),
        }
        for column, content in contents.items():
            head = heads.horizontalAdvance(words(f"table.{HEADS[column]}"))
            self.setColumnWidth(column, max(head, content) + padding)

    def _on_current_row_changed(self, current: QModelIndex) -> None:
        if current.isValid():
            self.practiceChosen.emit(self.rows.row_at(current.row()).provider_number)
