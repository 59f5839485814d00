"""The domino page: a distribution stepped through, a round at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from widgets.panels.painted import FigureLabel
from widgets.panels.parts import Card, make_button, make_label, set_text
from widgets.panels.side_page import SidePage
from widgets.panels.tried_list import TriedList, TriedRow
from widgets.style import Look
from widgets.words import Words


class RoundView(NamedTuple):
    """One round as the page shows it; the first is the moment before anybody found a place."""

    sentence: str
    placed: int
    waiting: int
    rows: tuple[TriedRow, ...]


class DominoPage(SidePage):
    """Steps through rounds by button and by the arrow keys.

    Attributes
    ----------
    at : int
        The round that is shown; 0 is before the first.

    Signals
    -------
    roundShown : int
        Another round is to be seen on the map.
    practicePointed, practiceChosen : str
        A practice of the list is under the mouse ("" for none), or was clicked.
    """

    roundShown = Signal(int)
    practicePointed = Signal(str)
    practiceChosen = Signal(str)

    def __init__(self, words: Words, look: Look, name: str, rounds: Sequence[RoundView]) -> None:
        super().__init__(words, look, words("domino.title"))
        self._words = words
        self._look = look
        self._rounds = tuple(rounds)
        self.at = 0
        self.round = make_label(look, role="strong")
        self.sentence = make_label(look, wraps=True)
        self.before = make_button(look, words("domino.before"))
        self.next = make_button(look, words("domino.next"), primary=True)
        self.took = TriedList(look, words("domino.took"))
        self._lay_out(name)
        self.before.clicked.connect(lambda: self.show_round(self.at - 1))
        self.next.clicked.connect(lambda: self.show_round(self.at + 1))
        self.took.practicePointed.connect(self.practicePointed)
        self.took.practiceChosen.connect(self.practiceChosen)
        self._show()

    def show_round(self, at: int) -> None:
        """Show a round; nothing happens where there are not so many."""
        if 0 <= at < len(self._rounds) and at != self.at:
            self.at = at
            self._show()
            self.roundShown.emit(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with the arrow keys."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self.show_round(self.at + step)
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        words, view, last = self._words, self._rounds[self.at], len(self._rounds) - 1
        title = words("domino.round", n=words.number(self.at), total=words.number(last))
        set_text(self.round, title if self.at else words("domino.start"))
        set_text(self.sentence, view.sentence)
        self.placed.set_text(words.number(view.placed))
        is_left = self.at == last and view.waiting > 0
        set_text(self._waiting_name, words("domino.unplaced" if is_left else "domino.waiting"))
        self.waiting.set_text(words.number(view.waiting), "bad" if is_left else "ink")
        self.before.setEnabled(self.at > 0)
        self.next.setEnabled(self.at < last)
        self._list.setVisible(bool(view.rows))
        self.took.show_rows(view.rows)

    def _lay_out(self, name: str) -> None:
        words, look = self._words, self._look
        head = Card(look)
        head.column.addWidget(make_label(look, name, "strong", wraps=True))
        buttons = QHBoxLayout()
        buttons.setSpacing(look.px(8))
        buttons.addWidget(self.round, 1)
        for button in (self.before, self.next):
            # the arrow keys belong to the page, wherever in it the focus is
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            buttons.addWidget(button)
        head.column.addLayout(buttons)
        head.column.addWidget(self.sentence)
        self._waiting_name = make_label(look, tone="muted")
        self.placed, self.waiting = FigureLabel(look, "strong"), FigureLabel(look, "strong")
        figures = QGridLayout()
        figures.setVerticalSpacing(look.px(3))
        for row, (label, figure) in enumerate(
            (
                (make_label(look, words("domino.placed"), tone="muted"), self.placed),
                (self._waiting_name, self.waiting),
            )
        ):
            figures.addWidget(label, row, 0)
            figures.addWidget(figure, row, 1)
        figures.setColumnStretch(1, 1)
        head.column.addLayout(figures)
        head.column.addWidget(make_label(look, words("domino.keys"), "caption", "muted"))
        self._list = Card(look)
        self._list.column.addWidget(make_label(look, words("domino.took"), "strong"))
        self._list.column.addWidget(self.took)
        self.column.addWidget(head)
        self.column.addWidget(self._list)
        self.column.addStretch(1)
