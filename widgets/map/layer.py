"""What the layers of the map have in common."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from widgets.painting.camera import Camera
from widgets.painting.style import Style


class Layer(QGraphicsItem):
    """A part of the map that paints itself in the view's pixels.

    Layers fill the view and are children of no transformed item, so lines, symbols and
    letters keep their size at every zoom and fall on whole pixels.

    Attributes
    ----------
    camera : Camera
        What the map shows now, in logical pixels.
    style : Style
    pixel_ratio : float
        Device pixels for one logical pixel.
    """

    def __init__(self, z: float, style: Style) -> None:
        super().__init__()
        self.setZValue(z)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.camera = Camera(0.0, 0.0, 1.0, 1.0, 1.0)
        self.style = style
        self.pixel_ratio = 1.0

    def boundingRect(self) -> QRectF:
        """Return the whole view."""
        return QRectF(0, 0, self.camera.width, self.camera.height)

    def set_camera(self, camera: Camera) -> None:
        """Show the ground that `camera` shows."""
        if (camera.width, camera.height) != (self.camera.width, self.camera.height):
            self.prepareGeometryChange()
        self.camera = camera
        self.update()

    def set_style(self, style: Style) -> None:
        """Paint with another theme, language or scale."""
        self.style = style
        self.update()

    def set_pixel_ratio(self, pixel_ratio: float) -> None:
        """Paint for a screen of another density."""
        self.pixel_ratio = pixel_ratio
        self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint what is exposed."""
        exposed: QRectF = option.exposedRect  # type: ignore[attr-defined]
        self.paint_layer(painter, exposed)

    def paint_layer(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint the part of the layer that lies in `exposed`."""
        raise NotImplementedError


def snapped(value: float, pixel_ratio: float) -> float:
    """Return the nearest position that falls on a whole device pixel; halves go up.

    Rounding halves to even would let things half a pixel apart jump against each other
    while the map is panned.
    """
    return math.floor(value * pixel_ratio + 0.5) / pixel_ratio
