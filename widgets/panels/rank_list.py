"""The gross list: areas by rank, each with its name and its points as a bar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from widgets.panels.row_delegates import Index, RowDelegate
from widgets.style import Look
from widgets.words import Words

_ROW = Qt.ItemDataRole.UserRole
ROWS_SHOWN = 9


class RankRow(NamedTuple):
    """One area on the list; `level` is "red", "yellow" or "" and `score` 0 to 100."""

    area: int
    rank: int
    name: str
    score: float
    level: str


class RankList(QListWidget):
    """Areas in the order of their rank; the chosen one is told by click and by key.

    Signals
    -------
    areaChosen : int
    """

    areaChosen = Signal(int)

    def __init__(self, words: Words, look: Look) -> None:
        super().__init__()
        self._words = words
        self.setProperty("bare", True)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_RankDelegate(words, look, self))
        self.setFixedHeight(ROWS_SHOWN * look.px(24) + look.px(6))
        self.currentItemChanged.connect(self._on_current_changed)

    def show_rows(self, rows: Sequence[RankRow], chosen: int | None) -> None:
        """Show areas, with one chosen; nothing is told of that."""
        self.blockSignals(True)
        self.clear()
        for row in rows:
            item = QListWidgetItem(row.name, self)
            item.setData(_ROW, row)
            level = self._words(f"areas.level.{row.level}")
            score = self._words.number(row.score, 1)
            told = self._words(
                "areas.rank", rank=row.rank, name=row.name, score=score, level=level.lower()
            )
            item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
            if row.area == chosen:
                self.setCurrentItem(item)
        self.blockSignals(False)

    def _on_current_changed(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.areaChosen.emit(item.data(_ROW).area)


class _RankDelegate(RowDelegate):
    """Paints rank, name, bar and points."""

    def __init__(self, words: Words, look: Look, parent: RankList) -> None:
        super().__init__(look, parent)
        self._words = words
        self._body, self._strong = look.font(), look.font("strong")
        metrics = QFontMetrics(self._body)
        self._rank_width = metrics.horizontalAdvance("000")
        self._score_width = metrics.horizontalAdvance("100,0")

    def paint_row(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint what is known of one area."""
        look, row = self._look, index.data(_ROW)
        inner = rect.adjusted(look.px(2), 0, -look.px(6), 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        rank = QRect(inner.left(), inner.top(), self._rank_width, inner.height())
        painter.setFont(self._body)
        painter.setPen(look.colour("muted"))
        painter.drawText(rank, middle | Qt.AlignmentFlag.AlignRight, str(row.rank))
        painter.setPen(look.colour("ink"))
        score = self._words.number(row.score, 1)
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, score)
        bar_width = look.px(120)
        bar_left = inner.right() - self._score_width - look.px(10) - bar_width
        bar = QRectF(bar_left, inner.center().y() - look.px(4), bar_width, look.px(9))
        paint_bar(painter, bar, row.score / 100, bar_colour(row.level, look), look)
        painter.setFont(self._strong if row.level else self._body)
        painter.setPen(look.colour("ink"))
        left = rank.right() + look.px(10)
        name = QRect(left, inner.top(), bar_left - look.px(8) - left, inner.height())
        text = painter.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, middle, text)


def bar_colour(level: str, look: Look) -> QColor:
    """Return the colour of a bar: the level's, or a quiet one."""
    return look.colour({"red": "bad", "yellow": "selective"}.get(level, "muted"))


def paint_bar(painter: QPainter, area: QRectF, share: float, fill: QColor, look: Look) -> None:
    """Paint a bar filled to a share (0 to 1) over its quiet track."""
    painter.fillRect(area, look.colour("line"))
    painter.fillRect(QRectF(area.left(), area.top(), area.width() * share, area.height()), fill)
