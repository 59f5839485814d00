"""An intake status as an icon for lists."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QIcon

from models.domain.practice import Status
from widgets.painting.pixmap import painted_pixmap
from widgets.panels.painted import draw_shape
from widgets.style import Look


def status_icon(status: Status | None, look: Look) -> QIcon:
    """Return the shape of a status in its colour; None stands for a practice that is gone."""
    size = look.px(16)
    ratio = 2  # drawn for dense displays, scaled down on others
    middle = QPointF(size / 2, size / 2)
    return QIcon(
        painted_pixmap(
            QSize(size * ratio, size * ratio),
            ratio,
            lambda painter: draw_shape(painter, middle, look.px(10), status, look.theme),
        )
    )
