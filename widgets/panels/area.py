"""The figures of a region or a municipality: four key figures and a table of all others."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from models.allocation.result import Figures
from widgets.icons import icon
from widgets.panels.area_rows import (
    CARDS,
    GROUP_STARTS,
    ROWS,
    AreaRow,
    change_text,
    change_tone,
    value_text,
)
from widgets.panels.painted import FigureLabel
from widgets.panels.parts import Card, make_label, set_text
from widgets.style import Look
from widgets.words import Words


class AreaPanel(QWidget):
    """Shows an area's figures with signed differences; cheap enough for every drag frame.

    Signals
    -------
    expandedChanged : bool
        Whether the table of all figures is now open.
    """

    expandedChanged = Signal(bool)

    def __init__(self, words: Words, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._look = look
        self._shown: tuple[Figures, Figures | None] | None = None
        self.title = make_label(look, role="strong", wraps=True)
        self.cards = tuple(KeyFigure(words, look, row) for row in CARDS)
        self.fold = self._make_fold()
        self.table = AreaTable(words, look)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(look.px(8))
        outer.addWidget(self.title)
        outer.addLayout(self._lay_out_cards())
        outer.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        outer.addWidget(self.table)
        self.set_expanded(False)

    def show_figures(
        self, title: str, now: Figures, before: Figures | None, limit_km: float
    ) -> None:
        """Show an area; `before` is the baseline, None where nothing is compared."""
        set_text(self.title, title)
        if self._shown is not None and self._shown[0] is now and self._shown[1] is before:
            return
        self._shown = (now, before)
        for card in self.cards:
            card.show_figures(now, before, limit_km)
        self.table.show_figures(now, before)

    def set_expanded(self, expanded: bool) -> None:
        """Open or fold away the table of all figures."""
        self.fold.setChecked(expanded)
        self.table.setVisible(expanded)
        name = "collapse" if expanded else "expand"
        self.fold.setIcon(icon(name, self._look.theme))

    def _make_fold(self) -> QToolButton:
        fold = QToolButton()
        fold.setProperty("fold", True)
        fold.setText(self._words("area.all_figures"))
        fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        fold.setCheckable(True)
        fold.clicked.connect(self._on_fold_clicked)
        return fold

    def _lay_out_cards(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(self._look.px(8))
        for position, card in enumerate(self.cards):
            grid.addWidget(card, position // 2, position % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _on_fold_clicked(self, checked: bool) -> None:
        self.set_expanded(checked)
        self.expandedChanged.emit(checked)


class KeyFigure(Card):
    """A card with one key figure: its name, its value, its signed difference."""

    def __init__(self, words: Words, look: Look, row: AreaRow) -> None:
        super().__init__(look)
        self._words = words
        self._row = row
        left = Qt.AlignmentFlag.AlignLeft
        self.name = make_label(look, words(row.key, limit=words.number(15)), "caption", "muted")
        self.value = FigureLabel(look, "figure", "1.330.498", left)
        self.change = FigureLabel(look, "strong", "+1.330.498", left)
        self.column.setContentsMargins(look.px(10), look.px(8), look.px(8), look.px(8))
        self.column.setSpacing(look.px(2))
        for part in (self.name, self.value, self.change):
            self.column.addWidget(part)

    def show_figures(self, now: Figures, before: Figures | None, limit_km: float) -> None:
        """Show the figure of an area and its difference from the baseline."""
        words, row = self._words, self._row
        set_text(self.name, words(row.key, limit=words.number(limit_km)))
        self.value.set_text(self._value(now))
        if before is None:
            self.change.set_text("")
            return
        text = change_text(words, row, now, before)
        tone = change_tone(row, now, before, text)
        if row.value(now) == row.value(before):
            text = words("unchanged")
        self.change.set_text(text, tone)

    def _value(self, now: Figures) -> str:
        words = self._words
        text = value_text(words, self._row, now)
        if self._row.key != "area.open":
            return text
        return words("area.open.of", open=text, all=words.number(now.practices))


class AreaTable(Card):
    """Every other figure of an area in two columns: now, and the difference."""

    def __init__(self, words: Words, look: Look) -> None:
        super().__init__(look)
        self._words = words
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.px(8))
        self._grid.setVerticalSpacing(look.px(4))
        self._grid.setColumnStretch(0, 1)
        self.column.addLayout(self._grid)
        self._add_heads(look)
        self.values: dict[str, tuple[FigureLabel, FigureLabel]] = {}
        for row in ROWS:
            self._add_row(look, row)

    def show_figures(self, now: Figures, before: Figures | None) -> None:
        """Show the figures of an area; no differences without a baseline."""
        words = self._words
        for row in ROWS:
            value, change = self.values[row.key]
            alarm = row.is_alarm and row.value(now) > 0
            value.set_text(value_text(words, row, now), "bad" if alarm else "ink")
            if before is None:
                change.set_text("")
                continue
            text = change_text(words, row, now, before)
            change.set_text(text, change_tone(row, now, before, text))

    def _add_heads(self, look: Look) -> None:
        for column, key in ((1, "area.now"), (2, "area.change")):
            head = FigureLabel(look, "caption")
            head.set_text(self._words(key), "muted")
            self._grid.addWidget(head, 0, column)

    def _add_row(self, look: Look, row: AreaRow) -> None:
        if row.key in GROUP_STARTS:
            self._add_line()
        at = self._grid.rowCount()
        self._grid.addWidget(make_label(look, self._words(row.key), tone="muted"), at, 0)
        value = FigureLabel(look, sample="1.330.498")
        change = FigureLabel(look, sample="+100.000")
        self._grid.addWidget(value, at, 1)
        self._grid.addWidget(change, at, 2)
        self.values[row.key] = (value, change)

    def _add_line(self) -> None:
        line = QFrame()
        line.setProperty("rule", True)
        line.setFixedHeight(1)
        self._grid.addWidget(line, self._grid.rowCount(), 0, 1, 3)
