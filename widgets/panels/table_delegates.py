"""How the cells of the practice table are painted: list, load bar and intake status."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from widgets.panels.painted import draw_load, draw_status
from widgets.panels.practice_model import CHANGE, ROW_ROLE, PracticeRow
from widgets.style import Look

Index = QModelIndex | QPersistentModelIndex


class _RowDelegate(QStyledItemDelegate):
    """Paints the background and leaves the contents to others.

    The style sheet would paint it too, at four times the cost.
    """

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._body = look.font()
        self._caption = look.font("caption")

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint background and contents."""
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, self._look.colour("accent_soft"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, self._look.colour("panel"))
        self.paint_row(painter, option, index.data(ROW_ROLE), index.data(), index)
        painter.restore()

    def paint_row(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        row: PracticeRow,
        text: str,
        index: Index,
    ) -> None:
        """Paint the contents of one cell."""
        raise NotImplementedError


class NameDelegate(_RowDelegate):
    """A name over two lines; a longer one is broken anywhere and set smaller, never cut."""

    def paint_row(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        row: PracticeRow,
        text: str,
        index: Index,
    ) -> None:
        """Paint the name."""
        inset = self._look.px(4)
        rect = QRectF(option.rect).adjusted(inset, 0, -inset, 0)
        wraps = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        wraps.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        painter.setFont(self._body)
        if painter.boundingRect(rect, text, wraps).height() > rect.height():
            painter.setFont(self._caption)
        painter.setPen(self._look.colour("muted" if row.status is None else "ink"))
        painter.drawText(rect, text, wraps)


class LoadDelegate(_RowDelegate):
    """A load bar with its mark at 100 %."""

    def paint_row(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        row: PracticeRow,
        text: str,
        index: Index,
    ) -> None:
        """Paint the bar."""
        inset = self._look.px(6)
        bar = QRectF(option.rect).adjusted(inset, 0, -inset, 0)
        draw_load(painter, bar, row.load, row.status, self._look)


class ChangeDelegate(_RowDelegate):
    """A signed difference, right-aligned."""

    def paint_row(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        row: PracticeRow,
        text: str,
        index: Index,
    ) -> None:
        """Paint the difference; none at all stands back."""
        rect = option.rect.adjusted(0, 0, -self._look.px(4), 0)
        painter.setFont(self._body)
        painter.setPen(self._look.colour("ink" if row.change else "muted"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)


class StatusDelegate(_RowDelegate):
    """An intake status as shape and word."""

    def paint_row(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        row: PracticeRow,
        text: str,
        index: Index,
    ) -> None:
        """Paint shape and word."""
        inset = self._look.px(2)
        rect = option.rect.adjusted(inset, 0, -inset, 0)
        draw_status(painter, rect, row.status, text, self._body, self._look)


class ListedDelegate(_RowDelegate):
    """The list, and below it the difference where that has no column of its own."""

    shows_change = False

    def paint_row(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        row: PracticeRow,
        text: str,
        index: Index,
    ) -> None:
        """Paint one or two lines, right-aligned."""
        inset = self._look.px(4)
        rect = option.rect.adjusted(inset, 0, -inset, 0)
        right = Qt.AlignmentFlag.AlignRight
        painter.setFont(self._body)
        painter.setPen(self._look.colour("ink"))
        if not self.shows_change or not row.change:
            painter.drawText(rect, right | Qt.AlignmentFlag.AlignVCenter, text)
            return
        change = index.sibling(index.row(), CHANGE).data()
        middle = self._look.px(2)
        upper = rect.adjusted(0, middle, 0, -rect.height() // 2)
        lower = rect.adjusted(0, rect.height() // 2, 0, -middle)
        painter.drawText(upper, right | Qt.AlignmentFlag.AlignBottom, text)
        painter.setFont(self._caption)
        painter.setPen(self._look.colour("muted"))
        painter.drawText(lower, right | Qt.AlignmentFlag.AlignTop, change)
