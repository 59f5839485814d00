"""Giving a practice a second consulting address."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models.domain.place import Place
from models.domain.practice import Practice
from models.scenario.edits import AddSatellite
from widgets.dialogs.form import Dialog
from widgets.panels.parts import CalmDoubleSpinBox
from widgets.style import Look
from widgets.words import Words


class SatelliteDialog(Dialog):
    """Asks for the consulting days a week of a satellite of `practice` at `at`."""

    def __init__(
        self,
        words: Words,
        look: Look,
        practice: Practice,
        at: Place,
        parent: QWidget | None = None,
    ) -> None:
        title = words("satellite.title", name=practice.name)
        super().__init__(words, look, title, words("satellite.lead"), parent)
        self._practice = practice
        self._at = at
        self.days = CalmDoubleSpinBox(words.language)
        self.days.setRange(0.5, 7)
        self.days.setValue(2)
        self.make_form().addRow(words("satellite.days"), self.days)
        self.add_accept_button(words("satellite.accept"))
        self.days.setFocus()

    def edit(self) -> AddSatellite:
        """Return the edit that was chosen."""
        return AddSatellite(self._practice.provider_number, self._at, self.days.value())
