"""The place that a list points out: a ring in the accent colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from models.domain.place import Place
from widgets.map.layer import Layer
from widgets.painting.style import Style, color

RADIUS_PX = 15.0


class PointerLayer(Layer):
    """A ring with four ticks around one place, over everything but figures and plates."""

    def __init__(self, z: float, style: Style) -> None:
        super().__init__(z, style)
        self._place: Place | None = None

    @property
    def place(self) -> Place | None:
        """The place that is pointed out."""
        return self._place

    def set_place(self, place: Place | None) -> None:
        """Point out a place (EPSG:25832, metres), or none."""
        self._place = place
        self.update()

    def has_in(self, exposed: QRectF) -> bool:
        """Return whether a place is pointed out."""
        return self._place is not None

    def paint_layer(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint the ring, white below so that it is seen on every ground."""
        assert self._place is not None
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at = QPointF(self.camera.x(self._place.e), self.camera.y(self._place.n))
        px, theme = self.style.px, self.style.theme
        for colour, width in ((theme.halo, 5.0), (theme.accent, 2.2)):
            pen = QPen(color(colour), px(width))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, px(RADIUS_PX), px(RADIUS_PX))
            for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                outer, inner = px(RADIUS_PX + 5), px(RADIUS_PX - 5)
                painter.drawLine(
                    at + QPointF(x * inner, y * inner), at + QPointF(x * outer, y * outer)
                )
