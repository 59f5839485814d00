"""The page that answers "why?": sentences, and the practices tried in their order."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal

from models.domain.text import marked
from models.scenario.why import Ruling, Subject, Tried, Why
from models.scenario.why_words import ruling_text, why_paragraphs
from widgets.panels.parts import Card, make_button, make_label, set_text
from widgets.panels.side_page import SidePage
from widgets.panels.tried_list import TriedList, TriedRow
from widgets.style import Look
from widgets.words import Words


class WhyPage(SidePage):
    """Shows one answer.

    Signals
    -------
    practicePointed, practiceChosen : str
        A practice of the list is under the mouse ("" for none), or was clicked.
    dominoRequested
        The distribution is to be shown round by round.
    """

    practicePointed = Signal(str)
    practiceChosen = Signal(str)
    dominoRequested = Signal()
    width_px = 380

    def __init__(self, words: Words, look: Look) -> None:
        super().__init__(words, look, words("why.title"))
        self._words = words
        self._look = look
        self._answer = Card(look)
        self.subject = make_label(look, role="strong", wraps=True)
        self.paragraphs = [make_label(look, wraps=True), make_label(look, wraps=True)]
        for label in self.paragraphs:
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.domino = make_button(look, words("why.domino"))
        for widget in (self.subject, *self.paragraphs):
            self._answer.column.addWidget(widget)
        self._answer.column.addWidget(self.domino, 0, Qt.AlignmentFlag.AlignLeft)
        self._practices = Card(look)
        self.heading = make_label(look, role="strong")
        self.note = make_label(look, role="caption", tone="muted", wraps=True)
        self.tried = TriedList(look, words("why.tried"))
        for part in (self.heading, self.note, self.tried):
            self._practices.column.addWidget(part)
        self.column.addWidget(self._answer)
        self.column.addWidget(self._practices)
        self.column.addStretch(1)
        self.tried.practicePointed.connect(self.practicePointed)
        self.tried.practiceChosen.connect(self.practiceChosen)
        self.domino.clicked.connect(self.dominoRequested)

    def show_why(self, why: Why, subject: str) -> None:
        """Show an answer; `subject` names what was asked about."""
        words = self._words
        set_text(self.subject, subject)
        paragraphs = [words.of(text) for text in why_paragraphs(why)]
        for label, text in zip(self.paragraphs, [*paragraphs, ""], strict=False):
            set_text(label, text)
            label.setVisible(bool(text))
        is_whole = why.square is None and why.target is None
        self.domino.setVisible(why.subject is Subject.DISTRIBUTED and is_whole)
        self._practices.setVisible(bool(why.tried))
        set_text(self.heading, words(_heading(why)))
        self.note.setVisible(why.square is None)
        set_text(self.note, words("why.tried.several.note"))
        self.tried.show_rows(tried_rows(why, words))


def tried_rows(why: Why, words: Words) -> list[TriedRow]:
    """Return the rows of an answer, numbered in their order."""
    return [
        TriedRow(
            number=each.practice,
            badge=str(at),
            name=each.name,
            status=each.status,
            distance=_distance(each, why, words),
            reason=_reason(each, why, words),
            is_hit=each.took > 0,
        )
        for at, each in enumerate(why.tried, start=1)
    ]


def _distance(each: Tried, why: Why, words: Words) -> str:
    if math.isnan(each.distance_m):
        return words("none")
    return marked(words.km(each.distance_m), why.is_estimate)


def _reason(each: Tried, why: Why, words: Words) -> str:
    parts = [words.of(ruling_text(each, why.limit_m))]
    if why.subject is Subject.SQUARE and each.took:
        parts.append(words("why.listed", n=words.number(each.took)))
    elif each.ruling is Ruling.TOOK and each.room > each.took:
        parts.append(words("why.room", n=words.number(each.room)))
    elif each.turned_away and why.square is None:
        parts.append(words("why.further", n=words.number(each.turned_away)))
    if each.at_satellite:
        parts.append(words("why.satellite"))
    return " · ".join(parts)


def _heading(why: Why) -> str:
    if why.subject is Subject.SQUARE:
        return "why.choices"
    return "why.tried" if why.square is not None else "why.tried.several"
