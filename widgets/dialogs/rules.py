"""Rule packs: which there are, every value with its source, and which judges the scenario."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from models.domain.rules import SHIPPED_IDS, VALUES, RulePack
from models.domain.text import Text
from models.report.area_names import SHIPPED_NAMES, NamesByValue
from widgets.dialogs.form import Dialog
from widgets.dialogs.rule_rows import RuleRow
from widgets.panels.parts import make_button, make_label, set_text
from widgets.style import Look
from widgets.words import Words

TALLEST_PX = 740
"""Workshop view has larger rows and the same screen."""

_ID = Qt.ItemDataRole.UserRole


class RulesDialog(Dialog):
    """Packs on the left, the values of the one that is marked on the right.

    A change to a pack of the planner's own is a wish; the fields show what became of it.

    Signals
    -------
    judgeRequested, copyRequested, deleteRequested : str
        The id of a pack.
    packRequested : RulePack
        A pack with another value.
    """

    judgeRequested = Signal(str)
    copyRequested = Signal(str)
    deleteRequested = Signal(str)
    packRequested = Signal(object)

    def __init__(
        self,
        words: Words,
        look: Look,
        scenario: str,
        is_read_only: bool = False,
        parent: QWidget | None = None,
        names: NamesByValue = SHIPPED_NAMES,
    ) -> None:
        super().__init__(words, look, words("rules.title"), words("rules.lead"), parent)
        self.setMinimumSize(look.px(840), min(look.px(620), TALLEST_PX))
        self._scenario = scenario
        self._names = names
        self._is_read_only = is_read_only
        self._packs: dict[str, RulePack] = {}
        self._users: Mapping[str, Sequence[str]] = {}
        self._in_force = ""
        self.pack: RulePack | None = None
        self.rows: dict[str, RuleRow] = {}
        self.packs = QListWidget()
        self.packs.setAccessibleName(words("rules.packs"))
        self.packs.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.copy = make_button(look, words("rules.copy"))
        self.delete = make_button(look, words("rules.delete"))
        self.name = QLineEdit()
        self.name.setAccessibleName(words("rules.name"))
        self.heading = make_label(look, role="title", wraps=True)
        self.about = make_label(look, tone="muted", wraps=True)
        self.facts = make_label(look, role="caption", tone="muted", wraps=True)
        self.values = QWidget()
        self._lay_out()
        self.judge = make_button(look, "", primary=True)
        self._buttons.insertWidget(0, self.judge)
        self.add_close_button()
        self._connect()

    def show_packs(
        self,
        packs: Sequence[RulePack],
        users: Mapping[str, Sequence[str]],
        in_force: str,
        marked: str | None = None,
    ) -> None:
        """Show the project's packs, what each judges, and the one in force for the scenario."""
        before = self.pack.id if self.pack is not None else in_force
        wanted = before if marked is None else marked
        self._packs = {pack.id: pack for pack in packs}
        self._users, self._in_force = users, in_force
        with QSignalBlocker(self.packs):
            self.packs.clear()
            for pack in packs:
                item = QListWidgetItem(self._words.of(pack.title), self.packs)
                item.setData(_ID, pack.id)
                item.setToolTip(item.text())
                if pack.id == in_force:
                    font = item.font()
                    font.setBold(True)
                    item.setFont(font)
            ids = list(self._packs)
            self.packs.setCurrentRow(ids.index(wanted if wanted in ids else in_force))
        self._show_marked()

    def show_problem(self, text: str) -> None:
        """Say what is wrong, and show the values as they are stored."""
        set_text(self.error, text)
        self.error.setVisible(bool(text))
        if text:
            self._show_marked()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter end what is typed in a field, not the dialog."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (is_enter and isinstance(self.focusWidget(), QLineEdit | QAbstractSpinBox)):
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        look = self._look
        both = QHBoxLayout()
        both.setSpacing(look.px(16))
        left = QVBoxLayout()
        left.setSpacing(look.px(8))
        self.packs.setFixedWidth(look.px(230))
        self.packs.setWordWrap(True)
        self.packs.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        left.addWidget(self.packs, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy)
        buttons.addWidget(self.delete)
        buttons.addStretch(1)
        left.addLayout(buttons)
        right = QVBoxLayout()
        right.setSpacing(look.px(4))
        for widget in (self.heading, self.name, self.about, self.facts):
            right.addWidget(widget)
        right.addSpacing(look.px(4))
        right.addWidget(self._make_scroll(), 1)
        both.addLayout(left)
        both.addLayout(right, 1)
        self.column.addLayout(both, 1)

    def _make_scroll(self) -> QScrollArea:
        self._list = QVBoxLayout(self.values)
        self._list.setContentsMargins(0, 0, self._look.px(8), 0)
        self._list.setSpacing(self._look.px(8))
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.values)
        # the dialog says how high it is, not the values, of which there are more than fit
        scroll.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        return scroll

    def _connect(self) -> None:
        self.packs.currentRowChanged.connect(self._on_marked)
        self.copy.clicked.connect(lambda: self._ask(self.copyRequested))
        self.delete.clicked.connect(lambda: self._ask(self.deleteRequested))
        self.judge.clicked.connect(lambda: self._ask(self.judgeRequested))
        self.name.editingFinished.connect(self._on_name_finished)

    def _ask(self, signal: object) -> None:
        if self.pack is not None:
            self.show_problem("")
            signal.emit(self.pack.id)  # type: ignore[attr-defined]

    def _on_marked(self) -> None:
        self.show_problem("")
        self._show_marked()

    def _show_marked(self) -> None:
        item = self.packs.currentItem()
        if item is None:
            return
        pack = self.pack = self._packs[item.data(_ID)]
        words, users = self._words, self._users.get(pack.id, ())
        is_own = pack.id not in SHIPPED_IDS
        is_open = is_own and not self._is_read_only
        title = words.of(pack.title)
        set_text(self.heading, title)
        self.heading.setVisible(not is_open)
        self.name.setVisible(is_open)
        if not self.name.hasFocus():
            self.name.setText(title)
        set_text(self.about, words.of(pack.source))
        facts = [words("rules.valid_from", date=words.date(pack.valid_from))]
        facts += [words("rules.own")] if is_own else []
        used = words("rules.users", names=", ".join(users)) if users else words("rules.users.none")
        set_text(self.facts, " · ".join([*facts, used]))
        is_judge = pack.id == self._in_force
        key = "rules.judged" if is_judge else "rules.judge"
        self.judge.setText(words(key, scenario=self._scenario))
        self.judge.setEnabled(not is_judge and not self._is_read_only)
        self.copy.setEnabled(not self._is_read_only)
        self.delete.setEnabled(is_open and not users)
        self._show_values(pack, is_open)

    def _show_values(self, pack: RulePack, is_open: bool) -> None:
        for name in VALUES:
            row = self.rows.get(name)
            if row is not None and row.is_open == is_open:
                row.show_pack(pack)
                continue
            fresh = RuleRow(self._words, self._look, name, is_open, self._names)
            fresh.changed.connect(self._on_value_changed)
            fresh.problem.connect(self.show_problem)
            fresh.show_pack(pack)
            if row is None:
                self._list.addWidget(fresh)
            else:
                self._list.replaceWidget(row, fresh)
                row.hide()
                row.deleteLater()
            self.rows[name] = fresh

    def _on_value_changed(self, values: object) -> None:
        if self.pack is not None and isinstance(values, dict):
            self.show_problem("")
            self.packRequested.emit(replace(self.pack, **values))

    def _on_name_finished(self) -> None:
        name = " ".join(self.name.text().split())
        if self.pack is not None and name and name != self._words.of(self.pack.title):
            self.packRequested.emit(replace(self.pack, title=Text(name, name)))
