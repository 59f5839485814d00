"""Making a scenario from another one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from widgets.dialogs.form import Dialog
from widgets.panels.scenarios import ScenarioItem
from widgets.style import Look
from widgets.words import Words


class NewScenarioDialog(Dialog):
    """Asks for a name and for the scenario to start from; `from_id` None is "I dag"."""

    def __init__(
        self,
        words: Words,
        look: Look,
        scenarios: Sequence[ScenarioItem],
        from_id: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, look, words("new_scenario.title"), parent=parent)
        self._taken = {scenario.name.casefold() for scenario in scenarios}
        self._taken.add(words("today").casefold())
        self.name = QLineEdit()
        self.name.setPlaceholderText(words("new_scenario.hint"))
        self.origin = QComboBox()
        self.origin.addItem(words("today"), None)
        for scenario in scenarios:
            self.origin.addItem(scenario.name, scenario.id)
            if scenario.id == from_id:
                self.origin.setCurrentIndex(self.origin.count() - 1)
        rows = self.make_form()
        rows.addRow(words("dialog.name"), self.name)
        rows.addRow(words("new_scenario.from"), self.origin)
        self.add_accept_button(words("new_scenario.accept"))
        self.name.setFocus()

    def scenario_name(self) -> str:
        """Return the name that was typed."""
        return self.name.text().strip()

    def from_id(self) -> int | None:
        """Return the scenario to start from, None for "I dag"."""
        origin: int | None = self.origin.currentData()
        return origin

    def problem(self) -> str:
        """Return that the name is missing or taken."""
        name = self.scenario_name()
        if not name:
            return self._words("dialog.error.name")
        if name.casefold() in self._taken:
            return self._words("dialog.error.name_taken", name=name)
        return ""
