"""The figures of a municipality and its region side by side: key figures, and all others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QToolButton, QWidget

from models.allocation.result import Figures
from widgets.icons import icon
from widgets.panels.area_rows import (
    CARDS,
    GROUP_STARTS,
    ROWS,
    UNPLACED,
    USUAL_CHOICES,
    AreaRow,
    row_name,
    shown_change,
    shown_value,
)
from widgets.panels.painted import ChangedFigure, FigureTone
from widgets.panels.parts import Card, LineLabel, make_label, set_text
from widgets.style import Look, Role
from widgets.words import Words

HERE, REGION = range(2)
"""The two columns: the municipality in hand, and the region."""

_USUAL_LIMIT_KM = 15


class Area(NamedTuple):
    """What a column shows; `before` is the baseline, None where nothing is compared."""

    title: str
    now: Figures
    before: Figures | None


class AreaPanel(Card):
    """Shows two areas with signed differences; cheap enough for every drag frame."""

    def __init__(self, words: Words, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._look = look
        self._shown: list[Area | None] = [None, None]
        self._named: tuple[float | None, int, bool] = (0.0, 0, False)
        self.titles = tuple(LineLabel(look, "strong") for _ in (HERE, REGION))
        self.keys = AreaGrid(words, look, (UNPLACED, *CARDS), "title")
        self.others = AreaGrid(words, look, ROWS, "body")
        self.other_measure = make_label(look, role="caption", tone="muted", wraps=True)
        self.fold = self._make_fold(words)
        self._lay_out()
        self.set_expanded(False)
        for at in (HERE, REGION):
            self._show(at, None)

    def show_areas(
        self,
        here: Area | None,
        region: Area,
        limit_km: float | None,
        choices_needed: int = 2,
        is_estimated: bool = False,
    ) -> None:
        """Show the municipality, None for none, and the region.

        `limit_km` is None where the distance limit differs between municipalities; names of
        figures that rest on distances are marked where those are estimated.
        """
        if (limit_km, choices_needed, is_estimated) != self._named:
            self._named = (limit_km, choices_needed, is_estimated)
            for grid in (self.keys, self.others):
                grid.show_names(*self._named)
        for at, area in ((HERE, here), (REGION, region)):
            if not _is_same(area, self._shown[at]):
                self._shown[at] = area
                self._show(at, area)
        has_unplaced = bool(region.now.unplaced or (here is not None and here.now.unplaced))
        self.keys.rows[UNPLACED.key].set_visible(has_unplaced, here is not None)

    def show_other_measure(self, text: str) -> None:
        """Say below all figures what they are by the other measure of distance."""
        set_text(self.other_measure, text)
        self.other_measure.setVisible(self.fold.isChecked() and bool(text))

    def set_expanded(self, expanded: bool) -> None:
        """Open or fold away all other figures."""
        self.fold.setChecked(expanded)
        self.fold.setIcon(icon("collapse" if expanded else "expand", self._look.theme))
        if expanded:
            for at, area in enumerate(self._shown):
                self.others.show_area(at, area)
        self.others.setVisible(expanded)
        self.other_measure.setVisible(expanded and bool(self.other_measure.text()))

    def _show(self, at: int, area: Area | None) -> None:
        self.titles[at].setVisible(area is not None)
        if area is not None:
            set_text(self.titles[at], area.title)
        self.keys.show_area(at, area)
        if self.fold.isChecked():  # nobody waits for figures that are folded away
            self.others.show_area(at, area)

    def _make_fold(self, words: Words) -> QToolButton:
        fold = QToolButton()
        fold.setProperty("fold", True)
        fold.setText(words("area.all_figures"))
        fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        fold.setCheckable(True)
        fold.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        fold.clicked.connect(self.set_expanded)
        return fold

    def _lay_out(self) -> None:
        px = self._look.px
        self.column.setContentsMargins(px(10), px(8), px(10), px(4))
        self.column.setSpacing(px(4))
        self.keys.add_heads(self.titles)
        self.column.addWidget(self.keys)
        self.column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.others)
        self.column.addWidget(self.other_measure)


class AreaGrid(QWidget):
    """Figures of two areas, each with its name above it; a column without an area is gone."""

    def __init__(self, words: Words, look: Look, rows: Iterable[AreaRow], role: Role) -> None:
        super().__init__()
        self._gap = look.px(8)
        self._is_filled: list[bool | None] = [None, None]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(0)
        self.rows: dict[str, FigureRow] = {}
        for row in rows:
            if row.key in GROUP_STARTS:
                self._add_line(look)
            self.rows[row.key] = FigureRow(words, look, row, role)
            self.rows[row.key].add_to(self._grid)

    def add_heads(self, heads: Iterable[QWidget]) -> None:
        """Put a head on each column."""
        for at, head in enumerate(heads):
            self._grid.addWidget(head, 0, at)

    def show_area(self, at: int, area: Area | None) -> None:
        """Show an area in a column."""
        for row in self.rows.values():
            row.show_area(at, area)
        is_filled = area is not None
        if is_filled != self._is_filled[at]:  # told the same, a grid is laid out again
            self._is_filled[at] = is_filled
            self._grid.setColumnStretch(at, is_filled)
            if at == HERE:  # without it, the region begins at the edge
                self._grid.setHorizontalSpacing(self._gap if is_filled else 0)

    def show_names(self, limit_km: float | None, choices_needed: int, is_estimated: bool) -> None:
        """Name the figures with the limits in force."""
        for row in self.rows.values():
            row.show_name(limit_km, choices_needed, is_estimated)

    def _add_line(self, look: Look) -> None:
        line = QFrame()
        line.setProperty("rule", True)
        line.setFixedHeight(1)
        at = self._grid.rowCount()
        self._grid.addWidget(line, at, 0, 1, 2)
        self._grid.setRowMinimumHeight(at, look.px(9))


class FigureRow:
    """One figure of two areas: its name across both, and below it value and difference."""

    def __init__(self, words: Words, look: Look, row: AreaRow, role: Role) -> None:
        self._words = words
        self._row = row
        self._is_on = True
        self._are_shown: list[bool | None] = [None, None]
        self._told: list[tuple[float, ...]] = [(), ()]
        self.name = make_label(look, "", "caption", "muted")
        self.name.setContentsMargins(0, look.px(5), 0, 0)
        self.figures = tuple(ChangedFigure(look, role) for _ in (HERE, REGION))
        self.show_name(_USUAL_LIMIT_KM, USUAL_CHOICES, is_estimated=False)

    def add_to(self, grid: QGridLayout) -> None:
        """Take a place at the end of a grid."""
        at = grid.rowCount()
        grid.addWidget(self.name, at, 0, 1, 2)
        for column, figure in enumerate(self.figures):
            grid.addWidget(figure, at + 1, column)

    def show_name(self, limit_km: float | None, choices_needed: int, is_estimated: bool) -> None:
        """Name the figure with the limits it is of."""
        name = row_name(self._words, self._row, limit_km, choices_needed, is_estimated)
        set_text(self.name, name)

    def show_area(self, at: int, area: Area | None) -> None:
        """Show an area's figure and its difference from the baseline."""
        self._show_figure(at, self._is_on and area is not None)
        if area is None:
            return
        words, row = self._words, self._row
        told: tuple[float, ...] = (row.value(area.now), area.now.practices)
        told += () if area.before is None else (row.value(area.before),)
        if told == self._told[at]:
            return
        self._told[at] = told
        change: tuple[str, FigureTone] = ("", "muted")
        if area.before is not None:
            change = shown_change(words, row, area.now, area.before)
        alarm = row.is_alarm and row.value(area.now) > 0
        value = shown_value(words, row, area.now)
        self.figures[at].set_figures(value, change[0], "bad" if alarm else "ink", change[1])

    def set_visible(self, visible: bool, has_here: bool) -> None:
        """Show or hide the whole row."""
        if visible != self._is_on:
            self._is_on = visible
            self.name.setVisible(visible)
        self._show_figure(HERE, visible and has_here)
        self._show_figure(REGION, visible)

    def _show_figure(self, at: int, is_shown: bool) -> None:
        if is_shown != self._are_shown[at]:
            self._are_shown[at] = is_shown
            self.figures[at].setVisible(is_shown)


def _is_same(area: Area | None, shown: Area | None) -> bool:
    """Whether it is the very same: results are compared by identity, for they never change."""
    if area is None or shown is None:
        return area is shown
    return area.title == shown.title and area.now is shown.now and area.before is shown.before
