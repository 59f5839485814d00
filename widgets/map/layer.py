"""What the layers of the map have in common."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
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


class StillLayer(Layer):
    """A layer that a drag does not change: once painted twice in one place it is kept.

    While the map is panned or zoomed it is painted straight away, since nothing would be
    gained; while a practice is dragged, every frame takes the kept picture.
    """

    def __init__(self, z: float, style: Style) -> None:
        super().__init__(z, style)
        self._still: QPixmap | None = None
        self._painted_for: tuple[Camera, Style, float] | None = None

    def forget(self) -> None:
        """Paint anew: what the layer shows has changed."""
        self._still = self._painted_for = None
        self.update()

    def paint_layer(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint from the picture where there is one."""
        now = (self.camera, self.style, self.pixel_ratio)
        if self._painted_for != now:
            self._still, self._painted_for = None, now
            self.paint_still(painter, exposed)
            return
        if self._still is None:
            self._still = self._picture()
        ratio = self.pixel_ratio
        source = QRectF(exposed.topLeft() * ratio, exposed.size() * ratio)
        painter.drawPixmap(exposed, self._still, source)

    def paint_still(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint the part of the layer that lies in `exposed`."""
        raise NotImplementedError

    def _picture(self) -> QPixmap:
        view = self.boundingRect()
        size = view.size() * self.pixel_ratio
        pixmap = QPixmap(math.ceil(size.width()), math.ceil(size.height()))
        pixmap.setDevicePixelRatio(self.pixel_ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint_still(painter, view)
        painter.end()
        return pixmap


def snapped(value: float, pixel_ratio: float) -> float:
    """Return the nearest position that falls on a whole device pixel."""
    return round(value * pixel_ratio) / pixel_ratio
