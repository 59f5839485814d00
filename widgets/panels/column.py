"""A column of panels beside the map, which scrolls where the window is low."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from widgets.style import Look

LEFT_WIDTH = 252
RIGHT_WIDTH = 348


class PanelColumn(QScrollArea):
    """Panels below each other at a fixed width; the last may take what height is left.

    Parameters
    ----------
    width : int
        In pixels at scale 1, the scroll bar and margins included.
    """

    def __init__(self, look: Look, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedWidth(look.px(width))
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        margin = look.px(8)
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(look.px(8))
        self.setWidget(inside)

    def add_panel(self, panel: QWidget, stretch: int = 0) -> None:
        """Add a panel at the bottom; `stretch` shares out the height that is left."""
        self.column.addWidget(panel, stretch)

    def sizeHint(self) -> QSize:
        """Return the fixed width and a height that no window is asked to have."""
        return QSize(self.width(), self._look.px(400))
