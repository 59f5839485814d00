"""What an edit breaks and mends: a card with the gravest, a page with all, a preview."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.domain.text import marked
from models.scenario.checks.value import Check, Severity
from widgets.panels.check_list import CheckList
from widgets.panels.parts import Card, make_label, make_quiet_button, set_text
from widgets.panels.side_page import SidePage
from widgets.style import Look
from widgets.words import Words

ON_CARD = 2
"""So many checks stand on the card; the page has all of them."""
IN_PREVIEW = 5
PREVIEW_PX = 270


class ChecksCard(Card):
    """The gravest checks of the edit just made; hidden where there is none to tell of.

    Signals
    -------
    allRequested
    placeRequested : Place
    """

    allRequested = Signal()
    placeRequested = Signal(object)

    def __init__(self, words: Words, look: Look) -> None:
        super().__init__(look)
        self._words = words
        self.all = make_quiet_button("")
        self.all.clicked.connect(self.allRequested)
        head = QHBoxLayout()
        self.title = make_label(look, words("checks.title"), "strong")
        head.addWidget(self.title, 1)
        head.addWidget(self.all)
        self.column.addLayout(head)
        self.list = CheckList(words, look)
        self.list.placeRequested.connect(self.placeRequested)
        self.column.addWidget(self.list)
        self.hide()

    def set_estimated(self, is_estimated: bool) -> None:
        """Mark the checks where they rest on estimated distances."""
        set_text(self.title, marked(self._words("checks.title"), is_estimated))

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show the first of the checks; none hides the card."""
        self.list.show_checks(checks[:ON_CARD])
        self.all.setText(self._words("checks.all", n=len(checks)))
        self.all.setVisible(len(checks) > ON_CARD)
        self.setVisible(bool(checks))


class ChecksPage(SidePage):
    """All checks of one edit, those of a weight together.

    Signals
    -------
    placeRequested : Place
    """

    placeRequested = Signal(object)
    width_px = 380

    def __init__(self, words: Words, look: Look, is_estimated: bool = False) -> None:
        super().__init__(words, look, marked(words("checks.title"), is_estimated))
        self._words = words
        card = Card(look)
        self.edit = make_label(look, role="strong", wraps=True)
        self.judged = make_label(look, role="caption", tone="muted", wraps=True)
        self.nothing = make_label(look, tone="muted", wraps=True)
        for label in (self.edit, self.judged, self.nothing):
            card.column.addWidget(label)
        self.column.addWidget(card)
        self.groups: dict[Severity, tuple[Card, CheckList]] = {}
        for severity in Severity:
            group, listed = Card(look), CheckList(words, look)
            listed.placeRequested.connect(self.placeRequested)
            group.column.addWidget(make_label(look, words(f"checks.severity.{severity}"), "strong"))
            group.column.addWidget(listed)
            self.groups[severity] = (group, listed)
            self.column.addWidget(group)
        self.column.addStretch(1)

    def show_checks(self, edit: str, rules: str, checks: Sequence[Check]) -> None:
        """Show the checks of an edit in words; without an edit, what to do."""
        words = self._words
        set_text(self.edit, edit)
        set_text(self.judged, words("checks.judged", title=rules))
        set_text(self.nothing, words("checks.none" if edit else "checks.no_edit"))
        self.edit.setVisible(bool(edit))
        self.judged.setVisible(bool(edit))
        self.nothing.setVisible(not checks)
        for severity, (card, listed) in self.groups.items():
            of_weight = [check for check in checks if check.severity is severity]
            listed.show_checks(of_weight)
            card.setVisible(bool(of_weight))


class ChecksPreview(QWidget):
    """What an edit that is still to be made would break and mend, beside its dialog's fields."""

    def __init__(self, words: Words, look: Look) -> None:
        super().__init__()
        self._words = words
        # workshop view has larger rows and the same screen, so fewer of them
        self._most = round(IN_PREVIEW / look.scale)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        self.setFixedWidth(look.px(PREVIEW_PX))
        self.heading = make_label(look, words("checks.preview"), "strong")
        self.state = make_label(look, words("checks.working"), tone="muted", wraps=True)
        self.list = CheckList(words, look)
        for widget in (self.heading, self.state, self.list):
            column.addWidget(widget)
        column.addStretch(1)

    def show_working(self) -> None:
        """Say that an answer is on its way; what is shown stays until it comes."""
        if not self.list.rows:
            self._say(self._words("checks.working"))

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show the first of the checks."""
        self.list.show_checks(checks, self._most)
        self._say("" if checks else self._words("checks.none"))

    def show_nothing(self) -> None:
        """Say that it is told once everything is chosen."""
        self.list.show_checks(())
        self._say(self._words("checks.later"))

    def show_refusal(self, why: str) -> None:
        """Say why the edit could not be made."""
        self.list.show_checks(())
        self._say(why)

    def _say(self, text: str) -> None:
        set_text(self.state, text)
        self.state.setVisible(bool(text))


def with_checks(words: Words, edit: str, checks: Sequence[Check]) -> str:
    """Return an edit's sentence with how many grave things it breaks, for the history."""
    n = sum(check.severity is Severity.SERIOUS for check in checks)
    if not n:
        return edit
    return words("checks.in_history.one" if n == 1 else "checks.in_history", edit=edit, n=n)
