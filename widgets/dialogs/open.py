"""Opening a new practice where the planner clicked."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from models.domain.place import Place
from models.domain.practice import Form, ProviderNumber
from models.scenario.edits import OpenPractice
from widgets.dialogs.form import Dialog
from widgets.panels.parts import CalmDoubleSpinBox
from widgets.style import Look
from widgets.words import Words


class OpenDialog(Dialog):
    """Asks for name, number, form and capacities of a new practice at `at`.

    Parameters
    ----------
    at : Place
    taken : collection of provider numbers
        Numbers that are in use in the scenario or were before.
    place_name : str
        The nearest town, for the heading and a proposed name; may be empty.
    """

    def __init__(
        self,
        words: Words,
        look: Look,
        at: Place,
        taken: Collection[ProviderNumber],
        place_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        lead = "open.lead" if place_name else "open.lead.nowhere"
        super().__init__(words, look, words("open.title"), words(lead, place=place_name), parent)
        self._at = at
        self._taken = frozenset(taken)
        self.name = QLineEdit(words("open.proposal", place=place_name) if place_name else "")
        self.number = QLineEdit(free_number(self._taken))
        self.form = QComboBox()
        for form in Form:
            self.form.addItem(words(f"form.{form}"), form)
        self.form.setCurrentIndex(self.form.findData(Form.PARTNERSHIP))
        self.capacities = CalmDoubleSpinBox(words.language)
        self.capacities.setRange(0, 99)
        self.capacities.setValue(2)
        rows = self.make_form()
        rows.addRow(words("dialog.name"), self.name)
        rows.addRow(words("open.number"), self.number)
        rows.addRow(words("open.form"), self.form)
        rows.addRow(words("open.capacities"), self.capacities)
        self.add_accept_button(words("open.accept"))
        self.name.selectAll()
        self.name.setFocus()

    def edit(self) -> OpenPractice:
        """Return the edit that was chosen."""
        return OpenPractice(
            self.number.text().strip(),
            self.name.text().strip(),
            self._at,
            Form(self.form.currentData()),
            self.capacities.value(),
        )

    def problem(self) -> str:
        """Return what is missing, or that the number is in use."""
        number = self.number.text().strip()
        if not self.name.text().strip():
            return self._words("dialog.error.name")
        if not number:
            return self._words("open.error.number")
        if number in self._taken:
            suggestion = free_number(self._taken)
            return self._words("open.error.taken", number=number, suggestion=suggestion)
        return ""


def free_number(taken: Collection[ProviderNumber]) -> ProviderNumber:
    """Return the first of NEW1, NEW2, ... that is not in use."""
    n = 1
    while f"NEW{n}" in taken:
        n += 1
    return f"NEW{n}"
