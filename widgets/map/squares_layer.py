"""Inhabited squares in the colours of their classes."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from widgets.map.layer import Layer
from widgets.map.scene import SquareGrid
from widgets.map.square_raster import Change, RasterLevel, SquareRaster
from widgets.painting.palettes import Palette, UInt8
from widgets.painting.style import Style


class SquaresLayer(Layer):
    """Squares as a raster that is stretched over the ground."""

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
                self.update(self._place_of(change, self._raster.levels[0]))

    def paint_layer(self, painter: QPainter, exposed: QRectF) -> None:
        """Stretch the part of the raster that is seen over its ground."""
        if self._raster is None:
            return
        metres = self.camera.metres_per_pixel / self.pixel_ratio
        level = self._raster.level_for(metres)
        source = self._source(level, exposed)
        if source.isEmpty():
            return
        # hard edges at every zoom: colours stay those of the legend, and smoothing took 8 ms
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.drawImage(self._target(level, source), level.image, source)

    def _source(self, level: RasterLevel, exposed: QRectF) -> QRectF:
        """Return the whole pixels of a level that lie in `exposed`, and one more around."""
        west, north = self.camera.ground(exposed.left(), exposed.top())
        east, south = self.camera.ground(exposed.right(), exposed.bottom())
        cell, extent = level.cell_m, level.extent
        left = math.floor((west - extent.west) / cell) - 1
        top = math.floor((extent.north - north) / cell) - 1
        right = math.ceil((east - extent.west) / cell) + 1
        bottom = math.ceil((extent.north - south) / cell) + 1
        wanted = QRectF(left, top, right - left, bottom - top)
        return wanted.intersected(QRectF(level.image.rect()))

    def _target(self, level: RasterLevel, source: QRectF) -> QRectF:
        cell, extent = level.cell_m, level.extent
        left = self.camera.x(extent.west + source.left() * cell)
        top = self.camera.y(extent.north - source.top() * cell)
        size = cell / self.camera.metres_per_pixel
        return QRectF(left, top, source.width() * size, source.height() * size)

    def _place_of(self, change: Change, finest: RasterLevel) -> QRectF:
        block = QRectF(
            change.left, change.top, change.right - change.left, change.bottom - change.top
        )
        # a coarser level spreads a pixel over its neighbours
        spread = 2 + 3 * self.camera.metres_per_pixel / finest.cell_m
        return self._target(finest, block.adjusted(-spread, -spread, spread, spread))
