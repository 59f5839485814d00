"""The practices of an area as rows that sort by any column."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QCollator,
    QCollatorSortKey,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from models.domain.practice import ProviderNumber, Status
from widgets.panels.parts import locale_of
from widgets.words import Words

Index = QModelIndex | QPersistentModelIndex

NAME, LISTED, LOAD, INTAKE, CHANGE = range(5)
HEADS = ("practice", "listed", "load", "intake", "change")
ROW_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """One practice in the table.

    Attributes
    ----------
    provider_number, name
    list : int
        Listed patients now.
    load : float
        The list over the closing limit; NaN without a limit.
    status : Status or None
        None for a practice that the scenario closed.
    change : int or None
        The list now less the list before; None where nothing is compared.
    """

    provider_number: ProviderNumber
    name: str
    list: int
    load: float
    status: Status | None
    change: int | None = None


class PracticeModel(QAbstractTableModel):
    """Rows of practices, sorted here: a proxy would ask for every value through Qt."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._rows: list[PracticeRow] = []
        self._sorted_by = (NAME, Qt.SortOrder.AscendingOrder)
        self._collator = QCollator(locale_of(words.language))
        self._collator.setNumericMode(True)
        self._keys: dict[str, QCollatorSortKey] = {}

    def set_rows(self, rows: Sequence[PracticeRow]) -> None:
        """Show these practices, in the order that was last asked for."""
        fresh = self._in_order(rows)
        if _numbers(fresh) == _numbers(self._rows):
            self._refresh(fresh)
            return
        self.beginResetModel()
        self._rows = fresh
        self.endResetModel()

    def row_at(self, position: int) -> PracticeRow:
        """Return the practice in a row."""
        return self._rows[position]

    def position_of(self, provider_number: ProviderNumber) -> int | None:
        """Return the row of a practice, None where it is not shown."""
        for position, row in enumerate(self._rows):
            if row.provider_number == provider_number:
                return position
        return None

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many practices there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(HEADS)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return the head of a column; numbers stand right under a head on the right."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(f"table.{HEADS[section]}")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == NAME:
            return row.name
        return row if role == ROW_ROLE else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; practices that are alike in it stay in the order of names."""
        self._sorted_by = (column, order)
        self._replace(self._in_order(self._rows))

    def status_word(self, status: Status | None) -> str:
        """Return the short word of a status."""
        return self._words("status.gone" if status is None else f"table.status.{status}")

    def _refresh(self, rows: list[PracticeRow]) -> None:
        shown = enumerate(zip(self._rows, rows, strict=True))
        changed = [at for at, (old, new) in shown if old is not new and old != new]
        self._rows = rows
        for at in changed:
            self.dataChanged.emit(self.index(at, NAME), self.index(at, CHANGE))

    def _replace(self, rows: list[PracticeRow]) -> None:
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        numbers = [self._rows[index.row()].provider_number for index in held]
        self._rows = rows
        place = {row.provider_number: position for position, row in enumerate(rows)}
        moved = [
            self.index(place[number], index.column())
            for number, index in zip(numbers, held, strict=True)
        ]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def _in_order(self, rows: Sequence[PracticeRow]) -> list[PracticeRow]:
        column, order = self._sorted_by
        down = order is Qt.SortOrder.DescendingOrder
        by_name = sorted(rows, key=self._key, reverse=down and column == NAME)
        if column == NAME:
            return by_name
        return sorted(by_name, key=lambda row: _sort_value(row, column), reverse=down)

    def _key(self, row: PracticeRow) -> QCollatorSortKey:
        """Return what a name is sorted by; asked again with every edit, and names stay."""
        key = self._keys.get(row.name)
        if key is None:
            key = self._keys[row.name] = self._collator.sortKey(row.name)
        return key

    def _text(self, row: PracticeRow, column: int) -> str:
        words = self._words
        if column == NAME:
            return row.name
        if column == LISTED:
            return words.number(row.list)
        if column == LOAD:
            return words.percent(row.load) if math.isfinite(row.load) else words("none")
        if column == INTAKE:
            return self.status_word(row.status)
        return "" if row.change is None else words.change(row.change)


def _numbers(rows: Sequence[PracticeRow]) -> list[ProviderNumber]:
    return [row.provider_number for row in rows]


_STATUS_ORDER = {Status.OPEN: 0, Status.SELECTIVE: 1, Status.CLOSED: 2, None: 3}


def _sort_value(row: PracticeRow, column: int) -> float:
    if column == LISTED:
        return row.list
    if column == LOAD:
        return row.load if math.isfinite(row.load) else -1.0
    if column == INTAKE:
        return _STATUS_ORDER[row.status]
    return 0 if row.change is None else row.change


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft
    if column in (LISTED, CHANGE):
        side = Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter
