"""The book of ferries and bridges: which there are, which are in use, how long they take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from models.network.links import MOST_MINUTES, Link
from widgets.dialogs.form import Dialog
from widgets.panels.parts import make_button, make_label
from widgets.style import Look
from widgets.words import Words

IN_USE, NAME, KIND, START, END, MINUTES, WAIT, DAYS = range(8)
_COLUMNS = ("in_use", "name", "kind", "start", "end", "minutes", "wait", "days")
_EDITABLE = (MINUTES, WAIT, DAYS)


class LinkRow(NamedTuple):
    """A link, and its two ends as people call them."""

    link: Link
    start: str
    end: str


class LinksDialog(Dialog):
    """Shows the links in a table, ferries first, where use, minutes and days can be changed.

    Attributes
    ----------
    wish : "", "add" or "change"
        What it was closed for: to add a link, to change the `current` one, or "" to store all.
    """

    def __init__(
        self,
        words: Words,
        look: Look,
        rows: Sequence[LinkRow],
        is_read_only: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        lead = words("links.read_only" if is_read_only else "links.lead")
        super().__init__(words, look, words("links.title"), lead, parent)
        self.setMinimumSize(look.px(830), look.px(460))
        self.wish: Literal["", "add", "change"] = ""
        self._places = sorted(range(len(rows)), key=lambda at: _rank(rows[at].link))
        self._rows = [rows[at] for at in self._places]
        self.table = QTableWidget(len(rows), len(_COLUMNS))
        self._set_up_table()
        for row, shown in enumerate(self._rows):
            self._show_row(row, shown)
        self.table.setEnabled(not is_read_only)
        self.column.addWidget(self.table, 1)
        self._none = make_label(look, words("links.none"), wraps=True)
        self.column.addWidget(self._none, 1, Qt.AlignmentFlag.AlignTop)
        if is_read_only:
            self.add_close_button()
        else:
            self._add_row_buttons(look)
            self.add_accept_button(words("links.accept"))
            self.table.setFocus()
        self._show_whether_any()

    def _add_row_buttons(self, look: Look) -> None:
        """Add what adds, changes and removes rows, before the buttons that end the dialog."""
        words = self._words
        self.add_button = make_button(look, words("links.add"))
        self.change_button = make_button(look, words("links.change"))
        self.remove_button = make_button(look, words("links.remove"))
        self.add_button.clicked.connect(lambda: self._close_for("add"))
        self.change_button.clicked.connect(lambda: self._close_for("change"))
        self.remove_button.clicked.connect(self._on_remove_clicked)
        for at, button in enumerate((self.add_button, self.change_button, self.remove_button)):
            self._buttons.insertWidget(at, button)
        self.table.currentCellChanged.connect(lambda *_: self._show_whether_any())

    def _close_for(self, wish: Literal["add", "change"]) -> None:
        self.wish = wish
        self.accept()
        if self.isVisible():  # something in the table cannot be read
            self.wish = ""

    def _on_remove_clicked(self) -> None:
        row = self.table.currentRow()
        if row >= 0:
            self.table.removeRow(row)
            del self._rows[row], self._places[row]
            self._show_whether_any()

    def _show_whether_any(self) -> None:
        """Show the table where it has rows, else a word; offer what the current row allows."""
        self.table.setVisible(bool(self._rows))
        self._none.setVisible(not self._rows)
        if hasattr(self, "remove_button"):
            has_row = 0 <= self.table.currentRow() < len(self._rows)
            self.change_button.setEnabled(has_row)
            self.remove_button.setEnabled(has_row)

    @property
    def current(self) -> int:
        """The current row's place among `links()`."""
        return sorted(self._places).index(self._places[self.table.currentRow()])

    def links(self) -> tuple[Link, ...]:
        """Return the links as they stand in the table, in the order they came in."""
        rows = sorted(range(len(self._rows)), key=lambda row: self._places[row])
        return tuple(self._link(row) for row in rows)

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
