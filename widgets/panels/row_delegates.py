"""Paints the rows of lists: their ground, a name, a figure that stands right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from widgets.style import Look

FIGURE_ROLE = Qt.ItemDataRole.UserRole + 1
"""The figure of a row, written out."""

Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Paints the ground of a row as it is chosen or pointed at; what is on it is for others."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        return QSize(0, self._look.px(24))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        look = self._look
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.colour("accent_soft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.colour("panel"))
        self.paint_row(painter, rect, index)
        painter.restore()

    def paint_row(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint what stands in a row."""
        raise NotImplementedError


class FigureDelegate(RowDelegate):
    """Cuts the name where it is too long; the figure is whole."""

    def paint_row(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint name and figure."""
        look, figure = self._look, index.data(FIGURE_ROLE)
        painter.setFont(look.font())
        painter.setPen(look.colour("ink"))
        inner = rect.adjusted(look.px(6), 0, -look.px(6), 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, figure)
        metrics = painter.fontMetrics()
        room = inner.width() - metrics.horizontalAdvance(figure) - look.px(8)
        name = metrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignLeft, name)
