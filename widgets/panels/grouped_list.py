"""A long list in groups that fold: each row some sentences, and a way to its place on the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from models.domain.place import Place
from widgets.icons import icon
from widgets.style import Look
from widgets.words import Words

Index = QModelIndex | QPersistentModelIndex

_ROW = Qt.ItemDataRole.UserRole

MOST_ROWS = 100
"""Rows of a group that are shown at a time; each has to be laid out before the first is seen, and
5,000 took two seconds, 400 still a tenth of one. Rows come the weightiest first."""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One row.

    Attributes
    ----------
    text : str
        Whole sentences.
    detail : str
        A quieter line below: file and row, before and after.
    place : Place or None
        Where it is on the map.
    is_bad : bool
        Whether it is to be seen first.
    """

    text: str
    detail: str = ""
    place: Place | None = None
    is_bad: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading; `is_open` says whether they are unfolded at first."""

    title: str
    rows: tuple[GroupRow, ...]
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class _Rest:
    """The row at the end of a long group: it brings those from `start` on."""

    rows: tuple[GroupRow, ...]
    start: int
    text: str


class GroupedList(QTreeWidget):
    """Shows groups of rows; a row with a place is shown on the map by a click or Enter.

    Signals
    -------
    placeRequested : Place
    """

    placeRequested = Signal(object)

    def __init__(self, words: Words, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._look = look
        self._rows: list[GroupRow] = []
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("bare", True)
        self.setUniformRowHeights(False)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setItemDelegate(_RowDelegate(words, look, self))
        self.itemClicked.connect(self._on_item_clicked)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show groups in their order; those without rows are left out."""
        self.clear()
        self._rows = [row for group in groups for row in group.rows]
        for group in groups:
            if group.rows:
                self._add(group)

    def rows(self) -> list[GroupRow]:
        """Return the rows of every group, folded ones and those beyond `MOST_ROWS` too."""
        return list(self._rows)

    def _add(self, group: Group) -> None:
        heading = QTreeWidgetItem(self, [group.title])
        heading.setData(0, _ROW, len(group.rows))
        heading.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        count = self._words.number(len(group.rows))
        heading.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{group.title} {count}")
        self._add_rows(heading, group.rows, 0)
        heading.setExpanded(group.is_open)

    def _add_rows(self, heading: QTreeWidgetItem, rows: tuple[GroupRow, ...], start: int) -> None:
        """Add rows from `start` on, and a row that brings more where there are more."""
        end = start + MOST_ROWS
        items = [_item_of(row) for row in rows[start:end]]
        n_more = len(rows) - end
        if n_more > 0:
            text = self._words("list.more", n=self._words.number(n_more))
            items.append(_item_of(_Rest(rows, end, text)))
        heading.addChildren(items)

    def _show_rest(self, item: QTreeWidgetItem, rest: _Rest) -> None:
        heading = item.parent()
        assert heading is not None
        heading.removeChild(item)
        self._add_rows(heading, rest.rows, rest.start)
        first = heading.child(rest.start)
        assert first is not None
        self.setCurrentItem(first)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the sentences anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do with Enter and Space what a click does."""
        item = self.currentItem()
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if item is not None and event.key() in keys:
            self._on_item_clicked(item)
        else:
            super().keyPressEvent(event)

    def _on_item_clicked(self, item: QTreeWidgetItem) -> None:
        row = item.data(0, _ROW)
        if isinstance(row, _Rest):
            self._show_rest(item, row)
        elif isinstance(row, GroupRow):
            if row.place is not None:
                self.placeRequested.emit(row.place)
        else:
            item.setExpanded(not item.isExpanded())


def _item_of(row: GroupRow | _Rest) -> QTreeWidgetItem:
    item = QTreeWidgetItem([row.text])
    item.setData(0, _ROW, row)
    said = f"{row.text} {row.detail}" if isinstance(row, GroupRow) and row.detail else row.text
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, said)
    return item


class _RowDelegate(QStyledItemDelegate):
    """Paints headings with their count, and rows as a sentence, a quiet line and a link."""

    def __init__(self, words: Words, look: Look, view: GroupedList) -> None:
        super().__init__(view)
        self._words = words
        self._look = look
        self._view = view
        self._link = words("list.show")
        self._body, self._strong = look.font(), look.font("strong")
        self._caption = look.font("caption")
        self._body_metrics = QFontMetrics(self._body)
        self._caption_metrics = QFontMetrics(self._caption)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the sentences need at the list's width."""
        row, look = index.data(_ROW), self._look
        width = self._view.viewport().width()
        if isinstance(row, _Rest):
            return QSize(width, self._height(self._body, row.text, width) + 2 * look.px(6))
        if not isinstance(row, GroupRow):
            return QSize(width, self._body_metrics.height() + 2 * look.px(8))
        height = self._height(self._body, row.text, width)
        if row.detail:
            height += look.px(2) + self._height(self._caption, row.detail, width)
        if row.place is not None:
            height += look.px(2) + self._caption_metrics.height()
        return QSize(width, height + 2 * look.px(6))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a heading or a row."""
        painter.save()
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        row = index.data(_ROW)
        is_row = isinstance(row, GroupRow)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._look.colour("accent_soft"))
        elif state & QStyle.StateFlag.State_MouseOver and (not is_row or row.place is not None):
            painter.fillRect(rect, self._look.colour("panel"))
        if is_row:
            self._paint_row(painter, rect, row)
        elif isinstance(row, _Rest):
            inner = self._inner(rect)
            self._paint_text(painter, inner, inner.top(), row.text, False, "accent")
        else:
            is_open = bool(state & QStyle.StateFlag.State_Open)
            self._paint_heading(painter, rect, index.data(), row, is_open)
        painter.restore()

    def _paint_heading(
        self, painter: QPainter, rect: QRect, title: str, count: int, is_open: bool
    ) -> None:
        look, size = self._look, self._look.px(14)
        arrow = icon("collapse" if is_open else "expand", look.theme)
        top = rect.center().y() - size // 2
        arrow.paint(painter, QRect(rect.left() + look.px(4), top, size, size))
        middle = Qt.AlignmentFlag.AlignVCenter
        number = self._words.number(count)
        inner = rect.adjusted(look.px(24), 0, -look.px(8), 0)
        painter.setFont(self._caption)
        painter.setPen(look.colour("muted"))
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, number)
        room = inner.width() - self._caption_metrics.horizontalAdvance(number) - look.px(8)
        painter.setFont(self._strong)
        painter.setPen(look.colour("ink"))
        metrics = QFontMetrics(self._strong)
        painter.drawText(
            inner, middle, metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
        )

    def _paint_row(self, painter: QPainter, rect: QRect, row: GroupRow) -> None:
        look = self._look
        inner = self._inner(rect)
        if row.is_bad:
            bar = QRect(rect.left() + look.px(12), inner.top(), look.px(3), inner.height())
            painter.fillRect(bar, look.colour("bad"))
        top = self._paint_text(painter, inner, inner.top(), row.text, False, "ink")
        if row.detail:
            top = self._paint_text(painter, inner, top + look.px(2), row.detail, True, "muted")
        if row.place is not None:
            self._paint_text(painter, inner, top + look.px(2), self._link, True, "accent")

    def _paint_text(
        self, painter: QPainter, inner: QRect, top: int, text: str, is_caption: bool, tone: str
    ) -> int:
        """Paint a text and return where it ends."""
        painter.setPen(self._look.colour(tone))
        laid = _laid_out(text, self._caption if is_caption else self._body, inner.width())
        laid.draw(painter, QPointF(inner.left(), top))
        return top + ceil(laid.boundingRect().height())

    def _height(self, font: QFont, text: str, width: int) -> int:
        room = self._inner(QRect(0, 0, width, 0)).width()
        return ceil(_laid_out(text, font, room).boundingRect().height())

    def _inner(self, rect: QRect) -> QRect:
        px = self._look.px
        return rect.adjusted(px(24), px(6), -px(8), -px(6))


def _laid_out(text: str, font: QFont, width: int) -> QTextLayout:
    """Return a text broken between words, and within words that are too long for a line."""
    laid = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    laid.setTextOption(option)
    laid.beginLayout()
    top = 0.0
    while (line := laid.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, top))
        top += line.height()
    laid.endLayout()
    return laid
