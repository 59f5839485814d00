"""The data check: what an import read, joined, estimated, repaired and refused, in groups."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit

from models.domain.quality import Finding, FindingKind, QualityReport, Severity
from widgets.icons import icon
from widgets.panels.grouped_list import Group, GroupedList, GroupRow
from widgets.panels.parts import make_button, make_label
from widgets.panels.side_page import SidePage
from widgets.style import Look
from widgets.words import Words

_TOTALS = ("persons", "practices", "listed")
"""What the head of the page tells of what ended up in the project."""

_GROUPS = ("refused", "repaired", "estimated", "look", "joined", "read")
_OPEN = frozenset({"refused", "repaired", "estimated", "look"})


class ReportPage(SidePage):
    """Findings in groups that fold, the weightiest first, with a filter.

    Signals
    -------
    placeRequested : Place
    saveClicked
    """

    placeRequested = Signal(object)
    saveClicked = Signal()
    width_px = 420

    def __init__(self, words: Words, look: Look, report: QualityReport) -> None:
        super().__init__(words, look, words("report.title"))
        self._words = words
        self._report = report
        self.lead = make_label(look, _lead(words, report), tone="muted", wraps=True)
        self.column.addWidget(self.lead)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(words("report.filter"))
        self.filter.setClearButtonEnabled(True)
        self.filter.addAction(icon("search", look.theme), QLineEdit.ActionPosition.LeadingPosition)
        self.files = QComboBox()
        self.files.setAccessibleName(words("report.files"))
        self.files.addItem(words("report.files.all"), None)
        for name in dict.fromkeys(f.file for f in report.findings if f.file):
            self.files.addItem(name, name)
        self.column.addWidget(self.filter)
        self.column.addWidget(self.files)
        self.list = GroupedList(words, look)
        self.column.addWidget(self.list, 1)
        self.nothing = make_label(look, words("report.empty"), tone="muted", wraps=True)
        self.column.addWidget(self.nothing)
        self.save_button = make_button(look, words("report.save"))
        self.save_button.clicked.connect(self.saveClicked)
        foot = QHBoxLayout()
        foot.addWidget(self.save_button)
        foot.addStretch(1)
        self.column.addLayout(foot)
        has_any = bool(report.findings)
        for widget in (self.filter, self.files, self.list, self.save_button):
            widget.setVisible(has_any)
        self.list.placeRequested.connect(self.placeRequested)
        self.filter.textChanged.connect(self._show)
        self.files.currentIndexChanged.connect(self._show)
        self._show()

    def _show(self) -> None:
        wanted, file = self.filter.text().strip().casefold(), self.files.currentData()
        findings = [
            finding
            for finding in self._report.findings
            if (file is None or finding.file == file) and _holds(self._words, finding, wanted)
        ]
        self.list.show_groups(groups_of(self._words, findings))
        self.nothing.setText(
            self._words("report.none" if self._report.findings else "report.empty")
        )
        self.nothing.setVisible(not findings)


def groups_of(words: Words, findings: Sequence[Finding]) -> list[Group]:
    """Return findings as groups, what was refused first and what was merely read last."""
    rows: dict[str, list[GroupRow]] = {name: [] for name in _GROUPS}
    weightiest = (Severity.ERROR, Severity.WARNING, Severity.INFO)
    for finding in sorted(findings, key=lambda finding: weightiest.index(finding.severity)):
        rows[_group_of(finding)].append(_row(words, finding))
    return [
        Group(words(f"report.group.{name}"), tuple(rows[name]), name in _OPEN) for name in _GROUPS
    ]


def _group_of(finding: Finding) -> str:
    is_calm = finding.severity is Severity.INFO
    if finding.kind in (FindingKind.READ, FindingKind.JOINED) and not is_calm:
        return "look"
    return finding.kind.value


def _row(words: Words, finding: Finding) -> GroupRow:
    where = finding.file
    if finding.row is not None:
        where = words("report.row", file=finding.file, row=words.number(finding.row))
    is_bad = finding.severity is Severity.ERROR
    return GroupRow(words.of(finding.text), where, finding.place, is_bad)


def _holds(words: Words, finding: Finding, wanted: str) -> bool:
    texts = (words.of(finding.text), finding.file, finding.value)
    return not wanted or any(wanted in text.casefold() for text in texts)


def _lead(words: Words, report: QualityReport) -> str:
    parts = [
        words(f"report.total.{key}", n=words.number(report.totals[key]))
        for key in _TOTALS
        if key in report.totals
    ]
    kinds = [finding.kind for finding in report.findings]
    counts = words(
        "report.lead",
        refused=words.number(kinds.count(FindingKind.REFUSED)),
        estimated=words.number(kinds.count(FindingKind.ESTIMATED)),
        n=words.number(len(kinds)),
    )
    return "\n".join(filter(None, (" · ".join(parts), counts)))
