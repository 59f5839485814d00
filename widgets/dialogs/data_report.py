"""The data check: what the import read, joined, estimated, repaired and refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from widgets.dialogs.form import Dialog
from widgets.panels.parts import make_label
from widgets.style import Look
from widgets.words import Words


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding.

    Attributes
    ----------
    kind : str
        "read", "joined", "estimated", "repaired" or "refused".
    text : str
        The finding in whole sentences.
    file : str
        The name of the file it speaks of; may be empty.
    row : int or None
        As a spreadsheet counts.
    """

    kind: str
    text: str
    file: str = ""
    row: int | None = None


_FIRST = ("refused", "repaired", "estimated", "joined", "read")


class DataReportDialog(Dialog):
    """Shows findings in a table, the refused ones first."""

    def __init__(
        self,
        words: Words,
        look: Look,
        findings: Sequence[FindingRow],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, look, words("report.title"), _lead(words, findings), parent)
        self.setMinimumSize(look.px(760), look.px(440))
        self.table = QTableWidget(0, 3)
        self._set_up_table()
        ordered = sorted(findings, key=lambda finding: _FIRST.index(finding.kind))
        self.table.setRowCount(len(ordered))
        for row, finding in enumerate(ordered):
            self._show_row(row, finding)
        self.table.setVisible(bool(findings))
        self.column.addWidget(self.table, 1)
        if not findings:
            self.column.addWidget(make_label(look, words("report.empty"), wraps=True))
            self.column.addStretch(1)
        self.add_close_button()

    def _set_up_table(self) -> None:
        words, table = self._words, self.table
        table.setHorizontalHeaderLabels(
            [words("report.kind"), words("report.text"), words("report.where")]
        )
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def _show_row(self, row: int, finding: FindingRow) -> None:
        words = self._words
        kind = QTableWidgetItem(words(f"report.kind.{finding.kind}"))
        if finding.kind == "refused":
            kind.setForeground(self._look.colour("bad"))
            kind.setFont(self._look.font("strong"))
        where = finding.file
        if finding.row is not None:
            where = words("report.row", file=finding.file, row=words.number(finding.row))
        for column, item in enumerate(
            (kind, QTableWidgetItem(finding.text), QTableWidgetItem(where))
        ):
            item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            self.table.setItem(row, column, item)


def _lead(words: Words, findings: Sequence[FindingRow]) -> str:
    if not findings:
        return ""
    kinds = [finding.kind for finding in findings]
    return words(
        "report.lead",
        refused=words.number(kinds.count("refused")),
        estimated=words.number(kinds.count("estimated")),
        n=words.number(len(findings)),
    )
