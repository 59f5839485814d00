"""What is to become of a newer register: taken into the open project, or a project of its own."""

from __future__ import annotations

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QDateEdit, QRadioButton, QWidget

from widgets.dialogs.form import Dialog
from widgets.panels.parts import locale_of
from widgets.style import Look
from widgets.words import Words


class NewRegisterDialog(Dialog):
    """Asks for the register's date and, where files were dropped, what they are for."""

    def __init__(
        self,
        words: Words,
        look: Look,
        files: str,
        project: str,
        date: str,
        may_be_new: bool,
        parent: QWidget | None = None,
    ) -> None:
        lead = words("import.offer.lead", files=files, project=project) if may_be_new else files
        super().__init__(words, look, words("import.offer.title"), lead, parent)
        self.update_choice = QRadioButton(words("import.offer.update", project=project))
        self.new_choice = QRadioButton(words("import.offer.new"))
        self.update_choice.setChecked(True)
        if may_be_new:
            self.column.addWidget(self.update_choice)
            self.column.addWidget(self.new_choice)
        self.date = QDateEdit(QDate.fromString(date, Qt.DateFormat.ISODate))
        self.date.setLocale(locale_of(words.language))
        self.date.setDisplayFormat("d. MMMM yyyy" if words.language == "da" else "d MMMM yyyy")
        self.date.setCalendarPopup(True)
        self.make_form().addRow(words("import.offer.date"), self.date)
        self.add_accept_button(words("import.next"))

    @property
    def is_update(self) -> bool:
        """Whether the register is to be taken into the open project."""
        return self.update_choice.isChecked()

    def reference_date(self) -> str:
        """Return the register's date, ISO."""
        return self.date.date().toString(Qt.DateFormat.ISODate)
