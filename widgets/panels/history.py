"""The history of a scenario: every edit as a sentence, with the present one marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QWidget

from widgets.panels.parts import make_label
from widgets.panels.titled import TitledPanel
from widgets.style import Look
from widgets.words import Words


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
        self.entries = _Sentences()
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
        with QSignalBlocker(self.entries):
            self.entries.clear()
            for at, sentence in enumerate((beginning, *sentences)):
                item = QListWidgetItem(sentence, self.entries)
                is_undone = at > position
                item.setForeground(self._look.colour("muted" if is_undone else "ink"))
                if is_undone:
                    font = item.font()
                    font.setItalic(True)
                    item.setFont(font)
            self.entries.setCurrentRow(position)
        self.entries.scrollToItem(self.entries.item(position))
        self.empty.setVisible(not sentences)

    def _on_item_chosen(self, item: QListWidgetItem) -> None:
        position = self.entries.row(item)
        if position != self._position:
            self.jumpRequested.emit(position)


class _Sentences(QListWidget):
    """A list whose sentences break over lines instead of being cut."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
