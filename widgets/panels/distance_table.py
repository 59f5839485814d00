"""Whole persons by distance, today and now, in rows that add up to everybody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from models.domain.text import marked
from models.report.by_distance import ByDistance
from widgets.style import Look
from widgets.words import Words

ROUND_M = (5_000, 10_000, 15_000)
"""Distances that everybody asks for; those of the rules come between."""

_NAME, _TODAY, _NOW, _CHANGE = range(4)
_ROW_PX, _HEAD_PX = 23, 26
_FIGURE_PX, _CHANGE_PX = 86, 78


class Distances(NamedTuple):
    """What the page of distances shows.

    Attributes
    ----------
    today : ByDistance
    now : ByDistance or None
        None where no scenario is in hand.
    limits_m : tuple of int
        The distance limits in force, ascending.
    is_estimated : bool
    is_by_line : bool
        Whether distances are straight lines.
    """

    today: ByDistance
    now: ByDistance | None
    limits_m: tuple[int, ...]
    is_estimated: bool = False
    is_by_line: bool = False


class DistanceRow(NamedTuple):
    """A row: its name, its persons, and which way is the worse one."""

    name: str
    count: Callable[[ByDistance], int]
    worse: Literal["more", "less", "neither"] = "neither"
    is_total: bool = False


class DistanceTable(QTableWidget):
    """Persons within each distance, the rest by why, and everybody."""

    def __init__(self, words: Words, look: Look) -> None:
        super().__init__(0, 4)
        self._words = words
        self._look = look
        self._rows: tuple[DistanceRow, ...] = ()
        self._key: tuple[tuple[int, ...], bool, bool] | None = None
        self._counts: dict[int, tuple[int, int | None]] = {}
        self.setProperty("bare", True)
        self.setAccessibleName(words("distances.table"))
        self._cells: list[list[QTableWidgetItem]] = []
        for column, key in enumerate(("table", "table.today", "table.now", "table.change")):
            head = QTableWidgetItem(words(f"distances.{key}"))
            side = Qt.AlignmentFlag.AlignLeft if column == _NAME else Qt.AlignmentFlag.AlignRight
            head.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            self.setHorizontalHeaderItem(column, head)
        self._set_up_view()

    def show_rows(self, limits_m: tuple[int, ...], is_estimated: bool, has_no_way: bool) -> None:
        """Have the rows for these limits from now on; see `rows_of`."""
        key = (limits_m, is_estimated, has_no_way)
        if key == self._key:
            return
        rows = rows_of(self._words, *key)
        self._key, self._rows, self._counts = key, tuple(rows), {}
        self.setRowCount(len(rows))
        self._cells = [self._cells_of(row) for row in rows]
        for at, cells in enumerate(self._cells):
            for column, cell in enumerate(cells):
                self.setItem(at, column, cell)
        height = self._look.px(_HEAD_PX) + len(rows) * self._look.px(_ROW_PX)
        self.setFixedHeight(height + self._look.px(2))

    def show_persons(self, today: ByDistance, now: ByDistance | None) -> None:
        """Show the persons; without a scenario only today's."""
        for column in (_NOW, _CHANGE):
            self.setColumnHidden(column, now is None)
        for at, row in enumerate(self._rows):
            counts = (row.count(today), None if now is None else row.count(now))
            if self._counts.get(at) != counts:
                self._counts[at] = counts
                self._write(at, row, *counts)

    def _write(self, at: int, row: DistanceRow, before: int, after: int | None) -> None:
        """Write the figures of a row."""
        words = self._words
        self._cells[at][_TODAY].setText(words.number(before))
        if after is not None:
            self._cells[at][_NOW].setText(words.number(after))
            change = self._cells[at][_CHANGE]
            change.setText(words.change(after - before))
            change.setForeground(self._look.colour(_tone(row, after - before)))

    def texts(self) -> list[list[str]]:
        """Return what stands in the table, by row, of the columns that are shown."""
        shown = [column for column in range(4) if not self.isColumnHidden(column)]
        return [[cells[column].text() for column in shown] for cells in self._cells]

    def _cells_of(self, row: DistanceRow) -> list[QTableWidgetItem]:
        cells = [QTableWidgetItem(row.name), *(QTableWidgetItem() for _ in range(3))]
        for cell in cells:
            cell.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            cell.setFont(self._look.font("strong" if row.is_total else "body"))
        for cell in cells[1:]:
            cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return cells

    def _set_up_view(self) -> None:
        look, modes = self._look, QHeaderView.ResizeMode
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows, heads = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(modes.Fixed)
        rows.setDefaultSectionSize(look.px(_ROW_PX))
        heads.setFixedHeight(look.px(_HEAD_PX))
        heads.setHighlightSections(False)
        heads.setFont(look.font("caption"))
        heads.setSectionsClickable(False)
        heads.setSectionResizeMode(modes.Fixed)
        heads.setSectionResizeMode(_NAME, modes.Stretch)
        for column, width in ((_TODAY, _FIGURE_PX), (_NOW, _FIGURE_PX), (_CHANGE, _CHANGE_PX)):
            self.setColumnWidth(column, look.px(width))


def rows_of(
    words: Words, limits_m: Sequence[int], is_estimated: bool, has_no_way: bool
) -> list[DistanceRow]:
    """Return the rows for the limits in force: all but those "of these" add up to everybody."""
    far, *nearer = sorted({*ROUND_M, *limits_m}, reverse=True)

    def named(key: str, metres: int) -> str:
        return marked(words(key, km=kilometres(words, metres)), is_estimated)

    rows = [DistanceRow(named("distances.row.within", far), _within(far), "less")]
    for metres in nearer:
        name = "  " + named("distances.row.of_these", metres)
        rows.append(DistanceRow(name, _within(metres), "less"))
    beyond = named("distances.row.beyond", far)
    rows.append(DistanceRow(beyond, lambda c: c.by_road - c.within_m(far), "more"))
    rows.append(DistanceRow(words("distances.row.by_ferry"), lambda c: c.by_ferry, "more"))
    if has_no_way:
        rows.append(DistanceRow(words("distances.row.no_way"), lambda c: c.no_way, "more"))
    rows.append(DistanceRow(words("distances.row.not_joined"), lambda c: c.not_joined))
    rows.append(DistanceRow(words("distances.row.all"), lambda c: c.persons, is_total=True))
    return rows


def kilometres(words: Words, metres: int) -> str:
    """Return a distance in kilometres to the metre, with no more decimals than it has."""
    decimals = 0 if metres % 1_000 == 0 else 1 if metres % 100 == 0 else 3
    return words.number(metres / 1_000, decimals)


def _within(metres: int) -> Callable[[ByDistance], int]:
    return lambda counted: counted.within_m(metres)


def _tone(row: DistanceRow, change: int) -> str:
    if change == 0 or row.worse == "neither":
        return "muted"
    return "worse" if (change > 0) == (row.worse == "more") else "better"
