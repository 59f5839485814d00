"""The row of steps above the assistant: where one is, and what is still to come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from widgets.style import Look


class StepBar(QWidget):
    """Numbered steps; those done already can be gone back to.

    Signals
    -------
    stepClicked : int
    """

    stepClicked = Signal(int)

    def __init__(self, look: Look, titles: Sequence[str]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(8))
        group = QButtonGroup(self)
        self.buttons = [QPushButton(f"{n}  {title}") for n, title in enumerate(titles, 1)]
        for at, button in enumerate(self.buttons):
            button.setCheckable(True)
            button.setProperty("step", True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, at=at: self.stepClicked.emit(at))
            group.addButton(button)
            row.addWidget(button, 1)

    def show_step(self, at: int, reachable: int) -> None:
        """Show which step one is at, and offer all up to `reachable`."""
        for number, button in enumerate(self.buttons):
            button.setEnabled(number <= reachable)
            button.setChecked(number == at)
