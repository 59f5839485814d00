"""The search field: practices, towns and provider numbers by any part of their name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from widgets.icons import icon
from widgets.panels.parts import ShortLine
from widgets.style import Look
from widgets.words import Words

MAX_RESULTS = 12
_TARGET = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """Something that can be found.

    Attributes
    ----------
    title : str
        Its name: "Lægehuset Knebel", "Knebel".
    detail : str
        What tells it from others of that name: "087331 · Knebel", "by i Syddjurs".
    target : object
        What is reported when it is chosen.
    """

    title: str
    detail: str
    target: Any

    @property
    def line(self) -> str:
        """Name and detail as they stand in the list of results."""
        return f"{self.title} · {self.detail}" if self.detail else self.title


class SearchField(ShortLine):
    """A line to type in; the list below offers what begins with the words first.

    Signals
    -------
    resultChosen : object
        The target of the entry that was chosen.
    """

    resultChosen = Signal(object)

    def __init__(self, words: Words, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._entries: Sequence[SearchEntry] = ()
        self._folded: list[tuple[str, str, SearchEntry]] | None = []
        self._results = QStandardItemModel(self)
        self.setPlaceholderText(words("search.hint"))
        self.addAction(icon("search", look.theme), QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(look.px(264))
        completer = self._completer = QCompleter(self._results, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(MAX_RESULTS)
        self.setCompleter(completer)
        self.textEdited.connect(self._on_text_edited)
        self.returnPressed.connect(self._on_return_pressed)
        completer.activated[QModelIndex].connect(  # type: ignore[index]  # stubs know no overloads
            self._on_completer_activated
        )

    def set_entries(self, entries: Sequence[SearchEntry]) -> None:
        """Set what can be found."""
        # written for the comparison when somebody types: 8 ms for a country, at every edit
        self._entries, self._folded = entries, None

    def start(self) -> None:
        """Take what is typed next, in place of what was found last."""
        self.setFocus()
        self.selectAll()

    def matches(self, text: str) -> list[SearchEntry]:
        """Return the best matches: names that begin with the text before those that hold it."""
        wanted = fold(text)
        if not wanted:
            return []
        ranked = [
            (not title.startswith(wanted), f" {wanted}" not in f" {everything}", title, entry)
            for title, everything, entry in self._lines()
            if wanted in everything
        ]
        ranked.sort(key=lambda found: found[:3])
        return [entry for *_, entry in ranked[:MAX_RESULTS]]

    def _lines(self) -> list[tuple[str, str, SearchEntry]]:
        if self._folded is None:
            self._folded = [(fold(entry.title), fold(entry.line), entry) for entry in self._entries]
        return self._folded

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the field on Esc."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def _on_text_edited(self, text: str) -> None:
        self._results.clear()
        for entry in self.matches(text):
            item = QStandardItem(entry.line)
            item.setData(entry.target, _TARGET)
            self._results.appendRow(item)
        if text.strip() and not self._results.rowCount():
            nothing = QStandardItem(self._words("search.nothing"))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self._results.appendRow(nothing)

    def _on_return_pressed(self) -> None:
        # A result that is marked in the list reports itself.
        popup = self._completer.popup()
        if popup is not None and popup.currentIndex().isValid():
            return
        found = self.matches(self.text())
        if found:
            self.setText(found[0].line)
            self.resultChosen.emit(found[0].target)

    def _on_completer_activated(self, index: QModelIndex) -> None:
        self.resultChosen.emit(index.data(_TARGET))


@lru_cache(maxsize=16_384)  # the same thousand names after every edit
def fold(text: str) -> str:
    """Return text as it is compared: without case, and with "aa" for "å" as towns spell it."""
    return " ".join(text.casefold().replace("å", "aa").split())
