"""Short questions about coverage areas: how many, which name, made of what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from widgets.dialogs.form import Dialog
from widgets.panels.parts import CalmSpinBox
from widgets.panels.search import fold
from widgets.style import Look
from widgets.words import Words

USUAL_NUMBER = 40
"""A region has some forty coverage areas."""
MOST = 400
MOST_LETTERS = 60


class ProposeDialog(Dialog):
    """Asks how many coverage areas are to be proposed."""

    def __init__(self, words: Words, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(
            words, look, words("areas.propose.title"), words("areas.propose.lead"), parent
        )
        self.number = CalmSpinBox(words.language)
        self.number.setRange(1, MOST)
        self.number.setValue(USUAL_NUMBER)
        self.make_form().addRow(words("areas.propose.number"), self.number)
        self.add_accept_button(words("areas.propose.accept"))
        self.number.setFocus()
        self.number.selectAll()


class Part(NamedTuple):
    """A municipality or parish to choose: its kind, its position there, and how it is called."""

    kind: str
    at: int
    title: str


class NameDialog(Dialog):
    """Asks for the name of an area; those in use are refused in words."""

    def __init__(
        self,
        words: Words,
        look: Look,
        name: str,
        taken: Iterable[str],
        parent: QWidget | None = None,
        title: str = "areas.name.title",
        lead: str = "",
    ) -> None:
        super().__init__(words, look, words(title), lead and words(lead), parent)
        self._taken = {fold(other) for other in taken}
        self.name = QLineEdit(name)
        self.name.setMaxLength(MOST_LETTERS)
        self.make_form().addRow(words("dialog.name"), self.name)
        self.name.setFocus()
        self.name.selectAll()
        self.add_contents()

    def add_contents(self) -> None:
        """Add what stands below the name, and the buttons."""
        self.add_accept_button(self._words("areas.name.accept"))

    def area_name(self) -> str:
        """Return the name, spaces in order."""
        return " ".join(self.name.text().split())

    def problem(self) -> str:
        """Return that the name is missing or taken."""
        name = self.area_name()
        if not name:
            return self._words("dialog.error.name")
        if fold(name) in self._taken:
            return self._words("areas.name.taken", name=name)
        return ""


class PickDialog(NameDialog):
    """Asks for the parts that make up an area and for its name."""

    def __init__(
        self,
        words: Words,
        look: Look,
        parts: Sequence[Part],
        taken: Iterable[str],
        parent: QWidget | None = None,
    ) -> None:
        self._parts = parts
        self.filter = QLineEdit()
        self.list = QListWidget()
        super().__init__(
            words, look, "", taken, parent, title="areas.pick.title", lead="areas.pick.lead"
        )

    def add_contents(self) -> None:
        """Add the parts to tick, with a line that narrows them."""
        self.filter.setPlaceholderText(self._words("areas.pick.filter"))
        self.filter.setClearButtonEnabled(True)
        self.list.setMinimumHeight(self._look.px(240))
        self.list.setSpacing(self._look.px(2))
        for part in self._parts:
            item = QListWidgetItem(part.title, self.list)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
        self.column.addWidget(self.filter)
        self.column.addWidget(self.list, 1)
        self.filter.textChanged.connect(self._on_filter_changed)
        self.add_accept_button(self._words("areas.pick.accept"))

    def chosen_parts(self) -> list[Part]:
        """Return what is ticked."""
        return [part for row, part in enumerate(self._parts) if _is_ticked(self.list.item(row))]

    def problem(self) -> str:
        """Return what is missing: the name or the parts."""
        return super().problem() or ("" if self.chosen_parts() else self._words("areas.pick.none"))

    def _on_filter_changed(self, text: str) -> None:
        wanted = fold(text)
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(wanted not in fold(item.text()) and not _is_ticked(item))


def _is_ticked(item: QListWidgetItem) -> bool:
    return item.checkState() is Qt.CheckState.Checked
