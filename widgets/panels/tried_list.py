"""Practices that somebody tried, one below the other: number, name, distance, what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from models.domain.practice import ProviderNumber, Status
from widgets.panels.painted import draw_shape
from widgets.style import Look

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
ROW_PX = 42


class TriedRow(NamedTuple):
    """One practice: its badge, name, intake, distance, and what came of it in a few words.

    `is_hit` is said where persons came to it or are listed there.
    """

    number: ProviderNumber
    badge: str
    name: str
    status: Status | None
    distance: str
    reason: str
    is_hit: bool


class TriedList(QListView):
    """The practices in their order; it is as high as its rows, and the page scrolls.

    Signals
    -------
    practicePointed : str
        The practice under the mouse or chosen by key; "" for none.
    practiceChosen : str
        A practice was clicked, or Enter pressed on it.
    """

    practicePointed = Signal(str)
    practiceChosen = Signal(str)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self.rows = _Rows(self)
        self.setModel(self.rows)
        self.setItemDelegate(_TriedDelegate(look, self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.entered.connect(self._on_entered)
        self.selectionModel().currentChanged.connect(self._on_entered)
        self.clicked.connect(self._on_chosen)
        self.activated.connect(self._on_chosen)

    def show_rows(self, rows: Sequence[TriedRow]) -> None:
        """Show these rows."""
        self.rows.set_rows(rows)
        self.setFixedHeight(len(rows) * self._look.px(ROW_PX))

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing when the mouse leaves."""
        self.practicePointed.emit("")
        super().leaveEvent(event)

    def _on_entered(self, index: QModelIndex) -> None:
        self.practicePointed.emit(index.data(ROW_ROLE).number if index.isValid() else "")

    def _on_chosen(self, index: QModelIndex) -> None:
        self.practiceChosen.emit(index.data(ROW_ROLE).number)


class _Rows(QAbstractListModel):
    """The rows as Qt asks for them; read aloud as name, distance and reason."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: tuple[TriedRow, ...] = ()

    def set_rows(self, rows: Sequence[TriedRow]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{row.badge} {row.name}, {row.distance}, {row.reason}"
        return f"{row.name}\n{row.reason}" if role == Qt.ItemDataRole.ToolTipRole else None


class _TriedDelegate(QStyledItemDelegate):
    """Paints a row over two lines: badge, name and distance; below them status and reason."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._body, self._caption = look.font(), look.font("caption")
        self._strong = look.font("strong")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row; its width is the list's."""
        return QSize(0, self._look.px(ROW_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        look, row, rect = self._look, index.data(ROW_ROLE), QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.colour("accent_soft"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.colour("panel"))
        left = look.px(36 if row.badge else 8)
        first = rect.adjusted(left, look.px(4), -look.px(4), -rect.height() / 2)
        second = rect.adjusted(left, rect.height() / 2, -look.px(4), -look.px(4))
        self._paint_badge(painter, rect, row)
        name_font = self._strong if row.is_hit else self._body
        self._paint_line(painter, first, row.name, row.distance, name_font)
        middle = QPointF(second.left() + look.px(5), second.center().y() + 0.5)
        draw_shape(painter, middle, look.px(8), row.status, look.theme)
        painter.setFont(self._caption)
        painter.setPen(look.colour("ink" if row.is_hit else "muted"))
        second.setLeft(second.left() + look.px(15))
        reason = QFontMetrics(self._caption).elidedText(
            row.reason, Qt.TextElideMode.ElideRight, int(second.width())
        )
        painter.drawText(second, Qt.AlignmentFlag.AlignVCenter, reason)
        painter.restore()

    def _paint_line(
        self, painter: QPainter, rect: QRectF, name: str, distance: str, font: QFont
    ) -> None:
        painter.setFont(self._body)
        painter.setPen(self._look.colour("ink"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, right, distance)
        taken = QFontMetrics(self._body).horizontalAdvance(distance) + self._look.px(8)
        painter.setFont(font)
        room = int(rect.width()) - taken
        text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_badge(self, painter: QPainter, rect: QRectF, row: TriedRow) -> None:
        """Paint the badge that stands beside the practice on the map as well."""
        if not row.badge:
            return
        look = self._look
        size = look.px(20)
        box = QRectF(0, 0, max(size, look.px(9 + 6 * len(row.badge))), size)
        box.moveCenter(QPointF(rect.left() + look.px(17), rect.center().y()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("flow"), look.px(1)))
        painter.setBrush(look.colour("flow" if row.is_hit else "card"))
        painter.drawRoundedRect(box, size / 2, size / 2)
        painter.setFont(self._caption)
        painter.setPen(look.colour("card" if row.is_hit else "ink"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, row.badge)
