"""What a newer register would change, to be looked through before it is taken in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from models.domain.quality import Finding
from models.importers.changes import Change, ChangeKind
from widgets.panels.grouped_list import Group, GroupedList, GroupRow
from widgets.panels.parts import make_button, make_label
from widgets.panels.report import groups_of
from widgets.panels.side_page import SidePage
from widgets.style import Look
from widgets.words import Words
from widgets.words.changes import before_and_after

_FOLDED = frozenset({ChangeKind.LIST, ChangeKind.NAME})
"""Kinds that nearly every register has by the hundred."""


class NewRegister(NamedTuple):
    """What the page tells of.

    Attributes
    ----------
    files : tuple of str
    date : str
        ISO date of the register.
    n_practices, n_listed : int
    changes : sequence of Change
    misfits : sequence of (scenario, sentence)
        Changes in scenarios that would no longer be possible.
    findings : sequence of Finding
        What the new files gave to the data check.
    """

    files: tuple[str, ...]
    date: str
    n_practices: int
    n_listed: int
    changes: Sequence[Change]
    misfits: Sequence[tuple[str, str]]
    findings: Sequence[Finding]


class UpdatePage(SidePage):
    """Changes in groups; nothing is taken in before the button is pressed.

    Signals
    -------
    placeRequested : Place
    accepted
        The register is to be taken in.
    """

    placeRequested = Signal(object)
    accepted = Signal()
    width_px = 420

    def __init__(self, words: Words, look: Look, register: NewRegister) -> None:
        super().__init__(words, look, words("update.title"))
        self.lead = make_label(look, _lead(words, register), tone="muted", wraps=True)
        self.column.addWidget(self.lead)
        self.list = GroupedList(words, look)
        self.list.show_groups(_groups(words, register))
        self.list.placeRequested.connect(self.placeRequested)
        self.column.addWidget(self.list, 1)
        if not register.changes:
            self.column.addWidget(make_label(look, words("update.none"), wraps=True))
        self.column.addWidget(make_label(look, words("update.promise"), "caption", "muted", True))
        self.accept_button = make_button(look, words("update.accept"), primary=True)
        self.accept_button.clicked.connect(self.accepted)
        leave = make_button(look, words("update.leave"))
        leave.clicked.connect(self.backClicked)
        foot = QHBoxLayout()
        foot.setSpacing(look.px(8))
        foot.addStretch(1)
        foot.addWidget(leave)
        foot.addWidget(self.accept_button)
        self.column.addLayout(foot)


def _lead(words: Words, register: NewRegister) -> str:
    return words(
        "update.lead",
        files=", ".join(register.files),
        date=words.date(register.date),
        practices=words.number(register.n_practices),
        listed=words.number(register.n_listed),
    )


def _groups(words: Words, register: NewRegister) -> list[Group]:
    misfits = tuple(
        GroupRow(sentence, scenario, is_bad=True) for scenario, sentence in register.misfits
    )
    groups = [Group(words("update.misfits"), misfits)]
    for kind in ChangeKind:
        rows = tuple(_row(words, change) for change in register.changes if change.kind is kind)
        groups.append(Group(words(f"update.kind.{kind}"), rows, kind not in _FOLDED))
    findings = [
        Group(words("update.findings", kind=group.title), group.rows, is_open=False)
        for group in groups_of(words, register.findings)
    ]
    return [*groups, *findings]


def _row(words: Words, change: Change) -> GroupRow:
    subject = change.subject
    before, after = before_and_after(words, change)
    detail = words("update.change", before=before, after=after) if before and after else ""
    standing = change.after or change.before
    assert standing is not None
    return GroupRow(
        words("update.practice", name=subject.name, number=subject.provider_number),
        detail or before or after,
        standing.practice.place,
    )
