"""The practice under the cursor, once more over the names."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from widgets.map.layer import Layer
from widgets.map.practices_layer import PracticesLayer
from widgets.painting.style import Style


class HoveredLayer(Layer):
    """What is dragged must not slip under a name.

    The practices layer marks what must be repainted; all layers are painted there.
    """

    def __init__(self, z: float, style: Style, practices: PracticesLayer) -> None:
        super().__init__(z, style)
        self._practices = practices

    def has_in(self, exposed: QRectF) -> bool:
        """Return whether it is there."""
        return self._practices.is_visible and self._practices.has_hovered_in(exposed)

    def paint_layer(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint that one symbol."""
        self._practices.paint_hovered(painter)
