"""What is drawn with the mouse: the box that selects practices, the line around an area."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen, QPolygonF

from widgets.map.layer import Layer
from widgets.painting.style import Style, color


class BoxLayer(Layer):
    """A see-through box or area in the accent colour."""

    def __init__(self, z: float, style: Style) -> None:
        super().__init__(z, style)
        self._box: QRectF | None = None
        self._line = QPolygonF()

    def set_box(self, box: QRectF | None) -> None:
        """Show a box (view pixels), or none."""
        for changed in (self._box, box):
            if changed is not None:
                self.update(changed.adjusted(-2, -2, 2, 2))
        self._box = box

    def set_line(self, points: Sequence[QPointF]) -> None:
        """Show what a line of points (view pixels) encloses, or nothing without any."""
        self._line = QPolygonF(list(points))
        self.update()

    def has_in(self, exposed: QRectF) -> bool:
        """Return whether anything is being drawn."""
        return self._box is not None or not self._line.isEmpty()

    def paint_layer(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint what is being drawn."""
        painter.setPen(QPen(color(self.style.theme.accent), self.style.px(1.2)))
        painter.setBrush(color(self.style.theme.accent, 0.12))
        if self._box is not None:
            painter.drawRect(self._box)
        if not self._line.isEmpty():
            painter.drawPolygon(self._line)
