"""A kept picture of a layer, repaired where the layer changes."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from widgets.map.layer import Layer
from widgets.painting.camera import Camera
from widgets.painting.style import Style

MOST_REPAIRS = 60
"""When more places than this have changed, the whole is painted anew."""


class StillPicture:
    """What a layer looks like from where it is seen, for the frames of a drag.

    While the map is panned or zoomed the layer is painted straight away, since nothing would
    be gained by keeping it. From the second frame in one place on it is kept, and a change
    repaints only its own area: a country's 2,000 practices take 6 ms to paint, one 0.1 ms.
    """

    def __init__(self, layer: Layer, paint: Callable[[QPainter, QRectF], None]) -> None:
        self._layer = layer
        self._paint = paint
        self._pixmap: QPixmap | None = None
        self._seen_from: tuple[Camera, Style, float] | None = None
        self._changed: list[QRect] = []

    def forget(self) -> None:
        """Paint anew: everything may have changed."""
        self._pixmap = self._seen_from = None
        self._changed.clear()

    def forget_area(self, area: QRectF) -> None:
        """Paint one area (view pixels) anew."""
        self._changed.append(area.toAlignedRect())

    def paint(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint what is exposed, from the picture where there is one."""
        layer = self._layer
        now = (layer.camera, layer.style, layer.pixel_ratio)
        if self._seen_from != now or len(self._changed) > MOST_REPAIRS:
            self.forget()
            self._seen_from = now
            self._paint(painter, exposed)
            return
        if self._pixmap is None:
            self._pixmap = self._blank()
            self._changed = [layer.boundingRect().toAlignedRect()]
        self._repair(self._pixmap)
        ratio = layer.pixel_ratio
        source = QRectF(exposed.topLeft() * ratio, exposed.size() * ratio)
        painter.drawPixmap(exposed, self._pixmap, source)

    def _repair(self, pixmap: QPixmap) -> None:
        if not self._changed:
            return
        painter = QPainter(pixmap)
        for area in self._changed:
            painter.setClipRect(area)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            painter.fillRect(area, Qt.GlobalColor.transparent)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            self._paint(painter, QRectF(area))
        painter.end()
        self._changed.clear()

    def _blank(self) -> QPixmap:
        ratio = self._layer.pixel_ratio
        size = self._layer.boundingRect().size() * ratio
        pixmap = QPixmap(math.ceil(size.width()), math.ceil(size.height()))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        return pixmap
