"""The book of ferries and bridges: which are in use, how long they take, when they sail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from models.network.links import Link
from widgets.dialogs.form import Dialog
from widgets.panels.parts import make_label
from widgets.style import Look
from widgets.words import Words

MOST_MINUTES = 600
IN_USE, NAME, KIND, START, END, MINUTES, WAIT, DAYS = range(8)
_COLUMNS = ("in_use", "name", "kind", "start", "end", "minutes", "wait", "days")
_EDITABLE = (MINUTES, WAIT, DAYS)


class LinkRow(NamedTuple):
    """A link, and its two ends as people call them."""

    link: Link
    start: str
    end: str


class LinksDialog(Dialog):
    """Shows the links in a table, ferries first, where use, minutes and days can be changed."""

    def __init__(
        self,
        words: Words,
        look: Look,
        rows: Sequence[LinkRow],
        is_read_only: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        lead = words("links.read_only" if is_read_only else "links.lead")
        super().__init__(words, look, words("links.title"), lead if rows else "", parent)
        self.setMinimumSize(look.px(830), look.px(460))
        self._order = sorted(range(len(rows)), key=lambda at: _rank(rows[at].link))
        self._rows = tuple(rows[at] for at in self._order)
        self.table = QTableWidget(len(rows), len(_COLUMNS))
        self._set_up_table()
        for row, shown in enumerate(self._rows):
            self._show_row(row, shown)
        self.table.setEnabled(not is_read_only)
        self.table.setVisible(bool(rows))
        self.column.addWidget(self.table, 1)
        if not rows:
            self.column.addWidget(make_label(look, words("links.none"), wraps=True))
            self.column.addStretch(1)
        if is_read_only or not rows:
            self.add_close_button()
        else:
            self.add_accept_button(words("links.accept"))
            self.table.setFocus()

    def links(self) -> tuple[Link, ...]:
        """Return the links as they stand in the table, in the order they came in."""
        row_of = {at: row for row, at in enumerate(self._order)}
        return tuple(self._link(row_of[at]) for at in range(len(self._rows)))

    def problem(self) -> str:
        """Return which number cannot be read; empty where all can."""
        for row, shown in enumerate(self._rows):
            for column in (MINUTES, WAIT):
                if shown.link.kind == "ferry" and self._minutes(row, column) is None:
                    self.table.setCurrentCell(row, column)
                    return self._words(
                        "links.problem",
                        name=shown.link.name,
                        column=self._words(f"links.{_COLUMNS[column]}"),
                        most=self._words.number(MOST_MINUTES),
                        found=self._text(row, column),
                    )
        return ""

    def _link(self, row: int) -> Link:
        link = self._rows[row].link
        in_use = self._item(row, IN_USE).checkState() is Qt.CheckState.Checked
        if link.kind == "bridge":
            return replace(link, in_use=in_use, days=self._text(row, DAYS))
        minutes, wait = self._minutes(row, MINUTES), self._minutes(row, WAIT)
        return replace(
            link,
            in_use=in_use,
            minutes=link.minutes if minutes is None else minutes,
            wait_minutes=link.wait_minutes if wait is None else wait,
            days=self._text(row, DAYS),
        )

    def _item(self, row: int, column: int) -> QTableWidgetItem:
        item = self.table.item(row, column)
        assert item is not None
        return item

    def _text(self, row: int, column: int) -> str:
        return self._item(row, column).text().strip()

    def _minutes(self, row: int, column: int) -> float | None:
        """Return the minutes in a cell, None where they cannot be read.

        A cell that was not changed gives the very number it was filled from.
        """
        link, text = self._rows[row].link, self._text(row, column)
        before = link.minutes if column == MINUTES else link.wait_minutes
        if text == self._written(before):
            return before
        try:
            value = float(text.replace(",", "."))
        except ValueError:
            return None
        return value if 0 <= value <= MOST_MINUTES else None

    def _written(self, minutes: float) -> str:
        return self._words.number(minutes, 0 if minutes.is_integer() else 1)

    def _set_up_table(self) -> None:
        words, table = self._words, self.table
        table.setHorizontalHeaderLabels([words(f"links.{name}") for name in _COLUMNS])
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(DAYS, QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def _show_row(self, row: int, shown: LinkRow) -> None:
        link = shown.link
        is_ferry = link.kind == "ferry"
        texts = (
            "",
            link.name,
            self._words(f"links.kind.{link.kind}"),
            shown.start,
            shown.end,
            self._written(link.minutes) if is_ferry else "–",
            self._written(link.wait_minutes) if is_ferry else "–",
            link.days,
        )
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            if column in _EDITABLE and (is_ferry or column == DAYS):
                flags |= Qt.ItemFlag.ItemIsEditable
            if column == IN_USE:
                flags |= Qt.ItemFlag.ItemIsUserCheckable
                checked = Qt.CheckState.Checked if link.in_use else Qt.CheckState.Unchecked
                item.setCheckState(checked)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, link.name)
            if column in (MINUTES, WAIT):
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setFlags(flags)
            self.table.setItem(row, column, item)


def _rank(link: Link) -> tuple[bool, str]:
    return link.kind == "bridge", link.name
