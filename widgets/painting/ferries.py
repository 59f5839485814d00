"""Ferry crossings: a thin dashed line, and the crossing's name when seen from near."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from widgets.painting.labels import paint_haloed_text
from widgets.painting.style import Style, Type, color, mix

NAME = Type(10.5, 400)
NAMED_BELOW_M = 90.0
"""Metres a pixel from which crossings are named."""


def paint_ferry(
    painter: QPainter, x: NDArray[np.float64], y: NDArray[np.float64], style: Style
) -> None:
    """Paint one crossing along points in painter units."""
    line = QPainterPath()
    line.addPolygon(QPolygonF([QPointF(a, b) for a, b in zip(x, y, strict=True)]))
    ink = mix(style.theme.sea, style.theme.ink, 0.5)
    pen = QPen(color(ink), style.px(1.1), Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([4, 3])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.strokePath(line, pen)


def paint_ferry_name(
    painter: QPainter, start: QPointF, end: QPointF, name: str, style: Style
) -> None:
    """Write a crossing's name along the line from `start` to `end`, where it is long enough."""
    if start.x() > end.x():
        start, end = end, start
    way = end - start
    width = style.text_width(name, NAME)
    if math.hypot(way.x(), way.y()) < width + style.px(24):
        return
    painter.save()
    painter.translate((start + end) / 2)
    painter.rotate(math.degrees(math.atan2(way.y(), way.x())))
    paint_haloed_text(painter, QPointF(-width / 2, -style.px(5)), name, NAME, style, "muted")
    painter.restore()
