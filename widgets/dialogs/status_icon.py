"""An intake status as an icon for lists."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from models.domain.practice import Status
from widgets.panels.painted import draw_shape
from widgets.style import Look


def status_icon(status: Status | None, look: Look) -> QIcon:
    """Return the shape of a status in its colour; None stands for a practice that is gone."""
    size = look.px(16)
    ratio = 2  # drawn for dense displays, scaled down on others
    pixmap = QPixmap(size * ratio, size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_shape(painter, QPointF(size / 2, size / 2), look.px(10), status, look.theme)
    painter.end()
    return QIcon(pixmap)
