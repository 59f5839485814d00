"""A message in a calm box of the program's own look, with details to copy where there are any."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QToolButton, QWidget

from widgets.dialogs.form import Dialog
from widgets.icons import icon
from widgets.panels.parts import make_button, make_label
from widgets.style import Look
from widgets.words import Words


class MessageDialog(Dialog):
    """Says one thing; `details` lie folded away below it, to be copied and sent."""

    def __init__(
        self,
        words: Words,
        look: Look,
        title: str,
        text: str,
        details: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, look, title, parent=parent)
        self.text = make_label(look, text, wraps=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(self.text)
        if details:
            self._add_details(details)
        self.add_close_button()

    def _add_details(self, details: str) -> None:
        words, look = self._words, self._look
        self.fold = QToolButton()
        self.fold.setProperty("fold", True)
        self.fold.setText(words("message.details"))
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setCheckable(True)
        self.fold.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.details = QPlainTextEdit(details)
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.details.setMinimumSize(look.px(560), look.px(200))
        self.copy_button = make_button(look, words("message.copy"))
        self.column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.details, 1)
        self._buttons.addWidget(self.copy_button)
        self.fold.toggled.connect(self._on_fold_toggled)
        self.copy_button.clicked.connect(self._on_copy_clicked)
        self._on_fold_toggled(False)

    def _on_fold_toggled(self, unfolded: bool) -> None:
        self.fold.setIcon(icon("collapse" if unfolded else "expand", self._look.theme))
        self.details.setVisible(unfolded)
        self.fit()

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())
        self.copy_button.setText(self._words("message.copied"))


def show_message(
    words: Words,
    look: Look,
    title: str,
    text: str,
    details: str = "",
    parent: QWidget | None = None,
) -> None:
    """Show a message until it is closed."""
    MessageDialog(words, look, title, text, details, parent).exec()
