"""What an optimal distribution gains over the nearest first, and whether it is wanted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from models.scenario.settle import Outlay, Settled
from widgets.dialogs.form import Dialog
from widgets.panels.parts import make_label
from widgets.style import Look, Role
from widgets.words import Words


class OptimalDialog(Dialog):
    """Shows both distributions side by side; accepting it is the wish for the optimal one."""

    def __init__(
        self,
        words: Words,
        look: Look,
        name: str,
        settled: Settled,
        parent: QWidget | None = None,
    ) -> None:
        plain, optimal = settled.plain, settled.optimal
        n = words.number(plain.placed + plain.unplaced)
        super().__init__(
            words, look, words("optimal.title"), words("optimal.lead", name=name, n=n), parent
        )
        self.setMinimumWidth(look.px(480))
        self.gain = make_label(look, gain_text(words, settled), "strong", wraps=True)
        self.column.addWidget(self.gain)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(look.px(20))
        self.grid.setVerticalSpacing(look.px(6))
        self.grid.setColumnStretch(0, 1)
        self._add_heads()
        count: _Written = words.number
        for key, value, written, change in (
            ("placed", lambda o: o.placed, count, words.change),
            ("unplaced", lambda o: o.unplaced, count, words.change),
            ("person_km", lambda o: o.person_km, count, words.change),
            ("mean", lambda o: o.mean_m, words.km, self._km_change),
            ("longest", lambda o: o.longest_m, words.km, self._km_change),
        ):
            self._add_row(key, value, written, change, plain, optimal)
        self.column.addLayout(self.grid)
        self.column.addWidget(make_label(look, words("optimal.caution"), tone="muted", wraps=True))
        self.add_accept_button(words("optimal.accept"))

    def _add_heads(self) -> None:
        for column, key in enumerate(("plain", "optimal", "change"), start=1):
            head = make_label(self._look, self._words(f"optimal.{key}"), "caption", "muted")
            self.grid.addWidget(head, 0, column, Qt.AlignmentFlag.AlignRight)

    def _add_row(
        self,
        key: str,
        value: Callable[[Outlay], float],
        written: _Written,
        change: _Written,
        plain: Outlay,
        optimal: Outlay,
    ) -> None:
        row = self.grid.rowCount()
        self.grid.addWidget(make_label(self._look, self._words(f"optimal.{key}")), row, 0)
        texts: tuple[tuple[str, Role], ...] = (
            (written(value(plain)), "body"),
            (written(value(optimal)), "strong"),
            (change(value(optimal) - value(plain)), "body"),
        )
        for column, (text, role) in enumerate(texts, start=1):
            label = make_label(self._look, text, role)
            self.grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignRight)

    def _km_change(self, metres: float) -> str:
        return f"{self._words.change(metres / 1000, 1)} km"


_Written = Callable[[float], str]


def gain_text(words: Words, settled: Settled) -> str:
    """Return in one sentence what the optimal distribution gains."""
    plain, optimal = settled.plain, settled.optimal
    more, saved = optimal.placed - plain.placed, round(plain.person_km - optimal.person_km)
    if more and saved > 0:
        return words("optimal.gain.both", n=words.number(more), km=words.number(saved))
    if more:
        key = "optimal.gain.persons.one" if more == 1 else "optimal.gain.persons"
        return words(key, n=words.number(more))
    if saved:
        return words("optimal.gain.km", km=words.number(saved))
    return words("optimal.gain.none")
