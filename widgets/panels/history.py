"""The history of a scenario: every edit as a sentence, with the present one marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QRect,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QResizeEvent, QTextLayout
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyleOptionViewItem,
    QWidget,
)

from widgets.panels.parts import make_label
from widgets.panels.row_delegates import Index, RowDelegate
from widgets.panels.titled import TitledPanel
from widgets.style import Look
from widgets.words import Words

_IS_UNDONE = Qt.ItemDataRole.UserRole
_MOST_KEPT = 2_048
"""So many sentences are kept broken into lines."""


class HistoryPanel(TitledPanel):
    """Shows what was done, and jumps to any point of it.

    Signals
    -------
    jumpRequested : int
        How many edits are to be in force; 0 is the scenario's beginning.
    """

    jumpRequested = Signal(int)

    def __init__(self, words: Words, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, words("history.title"), parent)
        self._words = words
        self._look = look
        self._position = 0
        self.entries = _Sentences(look)
        self.empty = make_label(look, words("history.empty"), tone="muted", wraps=True)
        self.entries.setMinimumHeight(look.px(72))
        self.column.addWidget(self.entries, 1)
        self.column.addWidget(self.empty)
        self.entries.itemClicked.connect(self._on_item_chosen)
        self.entries.itemActivated.connect(self._on_item_chosen)
        self.show_history((), 0)

    def show_history(
        self, sentences: Sequence[str], position: int, first: str | None = None
    ) -> None:
        """Show edits, oldest first, of which `position` are in force.

        `first` names the beginning: "I dag", or the scenario this one was made from.
        """
        self._position = position
        beginning = self._words("today") if first is None else first
        wanted = (beginning, *sentences)
        with QSignalBlocker(self.entries):
            while self.entries.count() > len(wanted):
                self.entries.takeItem(self.entries.count() - 1)
            for at, sentence in enumerate(wanted):
                self._show_entry(at, sentence, is_undone=at > position)
            self.entries.setCurrentRow(position)
        self.entries.scrollToItem(self.entries.item(position))
        self.empty.setVisible(not sentences)

    def _show_entry(self, at: int, sentence: str, is_undone: bool) -> None:
        """Write a row anew where it says something else or is in force otherwise."""
        item = self.entries.item(at) or QListWidgetItem(self.entries)
        if item.text() == sentence and item.data(_IS_UNDONE) is is_undone:
            return
        item.setData(_IS_UNDONE, is_undone)
        item.setText(sentence)
        item.setToolTip(sentence)
        item.setForeground(self._look.colour("muted" if is_undone else "ink"))
        font = item.font()
        font.setItalic(is_undone)
        item.setFont(font)
        self.entries.measure(item)

    def _on_item_chosen(self, item: QListWidgetItem) -> None:
        position = self.entries.row(item)
        if position != self._position:
            self.jumpRequested.emit(position)


class _Sentences(QListWidget):
    """A list whose sentences take at most two lines each."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._lines = _TwoLines(look, self)
        self.setItemDelegate(self._lines)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def measure(self, item: QListWidgetItem) -> None:
        """Give a row the height that its sentence needs."""
        height = self._lines.height(self.indexFromItem(item), self.viewport().width())
        item.setSizeHint(QSize(1, height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            for row in range(self.count()):
                self.measure(self.item(row))
        self.scheduleDelayedItemsLayout()


class _TwoLines(RowDelegate):
    """Breaks a sentence over two lines; a longer one ends in dots."""

    def __init__(self, look: Look, parent: QListWidget) -> None:
        super().__init__(look, parent)
        self._view = parent
        self._inset = look.px(6)
        self._gap = look.px(2)
        self._broken: dict[tuple[str, bool, int], list[str]] = {}

    def sizeHint(self, _: QStyleOptionViewItem, index: Index) -> QSize:
        """Return what was measured: Qt asks it of every row whenever one changes."""
        measured: QSize = index.data(Qt.ItemDataRole.SizeHintRole)
        return measured

    def height(self, index: Index, width: int) -> int:
        """Return the height of one line or two."""
        spacing = QFontMetrics(self._font(index)).lineSpacing()
        return len(self._lines(index, width)) * spacing + 2 * self._gap

    def paint_row(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint the sentence."""
        font = self._font(index)
        painter.setFont(font)
        painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole).color())
        metrics = QFontMetrics(font)
        base = rect.top() + self._gap + metrics.ascent()
        for line in self._lines(index, rect.width()):
            painter.drawText(rect.left() + self._inset, base, line)
            base += metrics.lineSpacing()

    def _font(self, index: Index) -> QFont:
        return index.data(Qt.ItemDataRole.FontRole) or self._view.font()

    def _lines(self, index: Index, width: int) -> list[str]:
        font = self._font(index)
        asked = str(index.data()), font.italic(), width - 2 * self._inset
        if asked not in self._broken:
            if len(self._broken) >= _MOST_KEPT:
                self._broken.clear()
            self._broken[asked] = two_lines(asked[0], font, asked[2])
        return self._broken[asked]


def two_lines(text: str, font: QFont, width: int) -> list[str]:
    """Return a text in one line or two; what is beyond them is dots."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(width)
    layout.endLayout()
    cut = first.textLength()
    if cut >= len(text):
        return [text]
    rest = QFontMetrics(font).elidedText(text[cut:], Qt.TextElideMode.ElideRight, width)
    return [text[:cut].rstrip(), rest]
