"""A panel of the left column: a heading and what stands under it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from widgets.panels.parts import make_label
from widgets.style import Look


class TitledPanel(QWidget):
    """A heading above `column`, where the contents go; `head` has room for buttons beside it."""

    def __init__(self, look: Look, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(look.px(4))
        self.head = QHBoxLayout()
        self.head.setSpacing(look.px(2))
        self.head.addWidget(make_label(look, title, "strong"), 1)
        self.column.addLayout(self.head)
