"""The box that is drawn to select practices."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen

from widgets.map.layer import Layer
from widgets.painting.style import Style, color


class BoxLayer(Layer):
    """A see-through box in the accent colour."""

    def __init__(self, z: float, style: Style) -> None:
        super().__init__(z, style)
        self._box: QRectF | None = None

    def set_box(self, box: QRectF | None) -> None:
        """Show a box (view pixels), or none."""
        for changed in (self._box, box):
            if changed is not None:
                self.update(changed.adjusted(-2, -2, 2, 2))
        self._box = box

    def paint_layer(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint the box."""
        if self._box is not None:
            painter.setPen(QPen(color(self.style.theme.accent), 1.2))
            painter.setBrush(color(self.style.theme.accent, 0.12))
            painter.drawRect(self._box)
