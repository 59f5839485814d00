"""The tree of scenarios: "I dag" on top, each scenario under the one it was made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from widgets.panels.parts import ShortLine, make_quiet_button
from widgets.panels.titled import TitledPanel
from widgets.style import Look
from widgets.words import Words

_ID = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class ScenarioItem:
    """A scenario in the tree; `parent` is None where it was made from "I dag"."""

    id: int
    name: str
    parent: int | None = None


class ScenarioPanel(TitledPanel):
    """Shows scenarios and reports which one is wanted; None stands for "I dag".

    Signals
    -------
    scenarioChosen : int or None
    newRequested : int or None
        The scenario that the new one starts from.
    renameRequested : int, str
        The scenario and its new name.
    deleteRequested : int
    """

    scenarioChosen = Signal(object)
    newRequested = Signal(object)
    renameRequested = Signal(int, str)
    deleteRequested = Signal(int)

    def __init__(self, words: Words, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, words("scenarios.title"), parent)
        self._words = words
        self._is_editable = True
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(look.px(12))
        self.tree.setExpandsOnDoubleClick(False)
        self.tree.setMinimumHeight(look.px(96))
        self._delegate = _RenameDelegate(self._on_name_entered, self.tree)
        self.tree.setItemDelegate(self._delegate)
        self.new_button = make_quiet_button(words("scenarios.new"))
        self.rename_button = make_quiet_button(words("scenarios.rename"))
        self.delete_button = make_quiet_button(words("scenarios.delete"))
        self._lay_out()
        self.tree.currentItemChanged.connect(self._on_current_item_changed)
        self.new_button.clicked.connect(self._on_new_clicked)
        self.rename_button.clicked.connect(self.rename_current)
        self.delete_button.clicked.connect(self._on_delete_clicked)
        self.show_scenarios((), None)

    def show_scenarios(self, scenarios: Sequence[ScenarioItem], current: int | None) -> None:
        """Show the scenarios in this order, with the current one marked."""
        self.tree.ensurePolished()  # rows laid out before the style sheet came would stay flat
        with QSignalBlocker(self.tree):
            self.tree.clear()
            today = QTreeWidgetItem(self.tree, [self._words("today")])
            today.setData(0, _ID, None)
            items: dict[int | None, QTreeWidgetItem] = {None: today}
            waiting = list(scenarios)
            while waiting:
                waiting = self._add_those_with_a_parent(waiting, items)
            self.tree.expandAll()
            self.tree.setCurrentItem(items.get(current, today))
        self.tree.scrollToItem(items.get(current, today))
        self._enable_buttons()

    def set_editable(self, editable: bool) -> None:
        """Take wishes or none: a project that cannot be written is only looked at."""
        self._is_editable = editable
        triggers = self.tree.EditTrigger
        self.tree.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed
            if editable
            else triggers.NoEditTriggers
        )
        self._enable_buttons()

    def rename_current(self) -> None:
        """Have the marked scenario's name ready to be typed over."""
        item = self.tree.currentItem()
        if item is not None and self._is_editable:
            self.tree.editItem(item)

    def current(self) -> int | None:
        """Return the marked scenario, None for "I dag"."""
        item = self.tree.currentItem()
        return None if item is None else _id_of(item)

    @staticmethod
    def _add_those_with_a_parent(
        waiting: list[ScenarioItem], items: dict[int | None, QTreeWidgetItem]
    ) -> list[ScenarioItem]:
        left = []
        for scenario in waiting:
            if scenario.parent not in items:
                left.append(scenario)
                continue
            item = QTreeWidgetItem(items[scenario.parent], [scenario.name])
            item.setData(0, _ID, scenario.id)
            item.setToolTip(0, scenario.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            items[scenario.id] = item
        if len(left) == len(waiting):  # their parents were deleted: they stand under "I dag"
            return [ScenarioItem(scenario.id, scenario.name) for scenario in left]
        return left

    def _lay_out(self) -> None:
        for button in (self.new_button, self.rename_button, self.delete_button):
            self.head.addWidget(button)
        self.column.addWidget(self.tree, 1)

    def _enable_buttons(self) -> None:
        # "I dag" is never changed.
        is_scenario = self._is_editable and self.current() is not None
        self.new_button.setEnabled(self._is_editable)
        self.rename_button.setEnabled(is_scenario)
        self.delete_button.setEnabled(is_scenario)

    def _on_current_item_changed(self, current: QTreeWidgetItem | None) -> None:
        self._enable_buttons()
        if current is not None:
            self.scenarioChosen.emit(_id_of(current))

    def _on_name_entered(self, index: QModelIndex | QPersistentModelIndex, name: str) -> None:
        name = name.strip()
        if name and name != index.data():
            self.renameRequested.emit(index.data(_ID), name)

    def _on_new_clicked(self) -> None:
        self.newRequested.emit(self.current())

    def _on_delete_clicked(self) -> None:
        scenario = self.current()
        if scenario is not None:
            self.deleteRequested.emit(scenario)


class _RenameDelegate(QStyledItemDelegate):
    """Reports a typed name instead of writing it: the tree shows what the project holds."""

    nameEntered = Signal(object, str)

    def __init__(self, on_name: object, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree
        self.nameEntered.connect(on_name)

    def createEditor(
        self, parent: QWidget, option: object, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """Return the line for a name."""
        return ShortLine(parent)

    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Place the line over the row, and whole: it is higher than the row it stands on."""
        editor.ensurePolished()  # before its style sheet it is lower than it will be
        super().updateEditorGeometry(editor, option, index)
        below = editor.geometry().bottom() - self._tree.viewport().rect().bottom()
        if below > 0:
            editor.move(editor.x(), editor.y() - below)

    def setModelData(
        self,
        editor: QWidget,
        model: QAbstractItemModel,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Report the name."""
        assert isinstance(editor, QLineEdit)
        self.nameEntered.emit(index, editor.text())


def _id_of(item: QTreeWidgetItem) -> int | None:
    scenario: int | None = item.data(0, _ID)
    return scenario
