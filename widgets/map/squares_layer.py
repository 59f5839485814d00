"""Inhabited squares in the colours of their classes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter

from widgets.map.layer import Layer
from widgets.map.scene import SquareGrid
from widgets.map.square_raster import Change, SquareRaster
from widgets.painting.camera import Camera
from widgets.painting.palettes import Palette, UInt8
from widgets.painting.style import Style


class SquaresLayer(Layer):
    """Squares as a raster over the ground."""

    def __init__(self, z: float, style: Style) -> None:
        super().__init__(z, style)
        self._raster: SquareRaster | None = None

    def set_grid(self, grid: SquareGrid) -> None:
        """Show other squares; they get colours with the next classes."""
        self._raster = SquareRaster(grid) if len(grid.e) else None
        self.update()

    def set_classes(self, palette: Palette, classes: UInt8) -> None:
        """Give every square its class, in the colours of `palette`."""
        if self._raster is not None:
            self._raster.set_palette(palette)
            self._raster.set_classes(classes)
            self.update()

    def update_classes(self, indices: NDArray[np.intp], classes: UInt8) -> None:
        """Give some squares other classes and repaint only where they lie."""
        if self._raster is not None:
            change = self._raster.update_classes(indices, classes)
            if change is not None:
                self.update(self._place_of(change))

    def paint_layer(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint squares over the ground, or single pixels from far off."""
        if self._raster is None:
            return
        device = self._device_camera()
        if self._raster.cell_m < device.metres_per_pixel:
            self._paint_from_afar(painter, exposed, device)
        else:
            self._paint_near(painter, exposed, device)

    def _paint_from_afar(self, painter: QPainter, exposed: QRectF, device: Camera) -> None:
        assert self._raster is not None
        picture, ratio = self._raster.from_afar(device), self.pixel_ratio
        part = QRectF(exposed.toAlignedRect())
        corner = part.topLeft() * ratio + QPointF(picture.left, picture.top)
        painter.drawImage(part, picture.image, QRectF(corner, part.size() * ratio))

    def _paint_near(self, painter: QPainter, exposed: QRectF, device: Camera) -> None:
        """Paint each pixel of the screen in the colour of the square that its middle lies in.

        Stretched by Qt, an edge lay a pixel further or nearer depending on what was exposed.
        Hard edges at every zoom: colours stay those of the legend.
        """
        assert self._raster is not None
        self._raster.leave_afar()
        ratio = self.pixel_ratio
        part = QRectF(exposed.topLeft() * ratio, exposed.size() * ratio).toAlignedRect()
        seen = self._raster.seen_near(device, part)
        if seen is not None:
            image = seen.picture.image
            corner, size = QPointF(seen.left, seen.top), QSizeF(image.size())
            painter.drawImage(QRectF(corner / ratio, size / ratio), image, QRectF(image.rect()))

    def _device_camera(self) -> Camera:
        camera, ratio = self.camera, self.pixel_ratio
        return camera._replace(
            metres_per_pixel=camera.metres_per_pixel / ratio,
            width=camera.width * ratio,
            height=camera.height * ratio,
        )

    def _target(self, source: QRectF) -> QRectF:
        assert self._raster is not None
        cell, extent = self._raster.cell_m, self._raster.extent
        left = self.camera.x(extent.west + source.left() * cell)
        top = self.camera.y(extent.north - source.top() * cell)
        size = cell / self.camera.metres_per_pixel
        return QRectF(left, top, source.width() * size, source.height() * size)

    def _place_of(self, change: Change) -> QRectF:
        block = QRectF(
            change.left, change.top, change.right - change.left, change.bottom - change.top
        )
        # a square's edges are rounded to the pixels of the screen
        return self._target(block).adjusted(-2, -2, 2, 2)
