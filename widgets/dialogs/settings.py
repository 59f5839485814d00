"""Settings: language, colours and workshop view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from models.domain.text import Language
from widgets.dialogs.form import Dialog
from widgets.style import Look
from widgets.words import Words

ThemeName = Literal["light", "dark"]

# Each language is called what its speakers call it, whatever is shown now.
LANGUAGES: dict[Language, str] = {"da": "Dansk", "en": "English"}
THEMES: tuple[ThemeName, ...] = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Preferences:
    """How the program looks and speaks."""

    language: Language = "da"
    theme: ThemeName = "light"
    is_workshop: bool = False


class SettingsDialog(Dialog):
    """Asks how the program is to look and speak; `preferences` gives the answer."""

    def __init__(
        self, words: Words, look: Look, current: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(words, look, words("settings.title"), parent=parent)
        self.language = QComboBox()
        for language, name in LANGUAGES.items():
            self.language.addItem(name, language)
        self.theme = QComboBox()
        for theme in THEMES:
            self.theme.addItem(words(f"settings.{theme}"), theme)
        self.workshop = QCheckBox(words("settings.workshop"))
        rows = self.make_form()
        rows.addRow(words("settings.language"), self.language)
        rows.addRow(words("settings.theme"), self.theme)
        self.add_choice(self.workshop, words("settings.workshop.what"))
        self.add_accept_button(words("settings.accept"))
        self.language.setCurrentIndex(self.language.findData(current.language))
        self.theme.setCurrentIndex(self.theme.findData(current.theme))
        self.workshop.setChecked(current.is_workshop)
        self.language.setFocus()

    def preferences(self) -> Preferences:
        """Return what was chosen."""
        return Preferences(
            self.language.currentData(), self.theme.currentData(), self.workshop.isChecked()
        )
