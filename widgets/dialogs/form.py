"""The frame of every dialog: heading, contents, an error in words, and two buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from widgets.panels.parts import make_button, make_label, set_text
from widgets.style import Look
from widgets.words import Words


class Dialog(QDialog):
    """A dialog with a heading, a sentence below it and `column` for its contents.

    Enter presses the primary button, Esc cancels.
    """

    def __init__(
        self, words: Words, look: Look, title: str, lead: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._look = look
        self.setWindowTitle(title)
        self.setMinimumWidth(look.px(400))
        self.column = QVBoxLayout()
        self.column.setSpacing(look.px(8))
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(look.px(8))
        self._buttons.addStretch(1)
        outer = self._outer = QVBoxLayout(self)
        margin = look.px(24)
        outer.setContentsMargins(margin, look.px(20), margin, look.px(20))
        outer.setSpacing(look.px(12))
        outer.addWidget(make_label(look, title, "title", wraps=True))
        if lead:
            outer.addWidget(make_label(look, lead, tone="muted", wraps=True))
        outer.addLayout(self.column, 1)
        self.error = make_label(look, tone="bad", wraps=True)
        self.error.hide()
        outer.addWidget(self.error)
        outer.addLayout(self._buttons)

    def add_choice(self, button: QAbstractButton, what: str) -> None:
        """Add a radio button or check box with a line below it that says what it means."""
        label = make_label(self._look, what, tone="muted", wraps=True)
        label.setIndent(self._look.px(28))
        button.setAccessibleDescription(what)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(label)
        self.column.addLayout(column)

    def put_beside(self, widget: QWidget) -> None:
        """Give a widget the right side; contents added from now on stand to its left."""
        both, side, left = QHBoxLayout(), QVBoxLayout(), QVBoxLayout()
        both.setSpacing(self._look.px(24))
        left.setSpacing(self._look.px(8))
        side.addLayout(left)
        side.addStretch(1)
        both.addLayout(side, 1)
        both.addWidget(widget)
        self.column.addLayout(both, 1)
        self.column = left

    def make_form(self) -> QFormLayout:
        """Add rows of label and field to the contents and return them."""
        form = QFormLayout()
        form.setHorizontalSpacing(self._look.px(16))
        form.setVerticalSpacing(self._look.px(8))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.column.addLayout(form)
        return form

    def add_accept_button(self, text: str) -> None:
        """Add the primary button and, before it, the one that cancels."""
        cancel = make_button(self._look, self._words("dialog.cancel"))
        cancel.clicked.connect(self.reject)
        self.accept_button = make_button(self._look, text, primary=True)
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self.accept)
        self._buttons.addWidget(cancel)
        self._buttons.addWidget(self.accept_button)

    def add_close_button(self) -> None:
        """Add the single button of a dialog that asks nothing."""
        close = make_button(self._look, self._words("dialog.close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self._buttons.addWidget(close)
        close.setFocus()

    def problem(self) -> str:
        """Return in words what is still missing or wrong; empty where nothing is."""
        return ""

    def show_problem(self, problem: str) -> None:
        """Show what is wrong below the contents; nothing where that is empty."""
        set_text(self.error, problem)
        self.error.setVisible(bool(problem))

    def exec(self) -> int:
        """Ask until there is an answer; whoever asked reads it before the event loop goes on."""
        answer = super().exec()
        self.deleteLater()  # else its window keeps it, hidden, until the window goes
        return answer

    def accept(self) -> None:
        """Close where nothing is wrong, else show what is."""
        problem = self.problem()
        self.show_problem(problem)
        if not problem:
            super().accept()
        self.fit()

    def fit(self) -> None:
        """Take the height that the texts need at this width: Qt alone leaves or cuts some."""
        layout = self._outer
        layout.activate()
        least = layout.totalMinimumSize()
        width = max(self.minimumWidth(), least.width())
        if self.isVisible():  # before that, Qt has made up a width
            width = max(width, self.width())
        height = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else least.height()
        self.resize(width, max(height, self.minimumHeight()))

    def showEvent(self, event: QShowEvent) -> None:
        """Open at the size that fits."""
        self.fit()
        super().showEvent(event)
