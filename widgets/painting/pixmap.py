"""Small pictures that are painted once and kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPixmap


def painted_pixmap(size: QSize, ratio: float, paint: Callable[[QPainter], None]) -> QPixmap:
    """Return what `paint` makes of a see-through pixmap of `size` in device pixels.

    `ratio` is the device pixels of one unit of the painter.
    """
    pixmap = QPixmap(size)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint(painter)
    painter.end()
    # Qt keeps with a painted picture what its painter needed, tens of KB after the halo of a
    # text; a copy has none of it
    return pixmap.copy()
