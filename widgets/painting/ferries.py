"""Ferries as thin dashed lines, bridges as solid ones, with their names when seen from near."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from widgets.painting.labels import paint_haloed_text
from widgets.painting.style import Style, Type, color, mix

NAME = Type(10.5, 400)
NAMED_BELOW_M = 90.0
"""Metres a pixel from which crossings are named."""


_CROSS_PX = 3.5
_INK = 0.5
_IDLE_INK = 0.28


class CrossingLook(NamedTuple):
    """What decides how a crossing is drawn."""

    is_bridge: bool = False
    in_use: bool = True


def paint_crossing(
    painter: QPainter,
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    look: CrossingLook,
    style: Style,
) -> None:
    """Paint one crossing along points in painter units; out of use it is pale and crossed."""
    line = QPainterPath()
    line.addPolygon(QPolygonF([QPointF(a, b) for a, b in zip(x, y, strict=True)]))
    ink = color(mix(style.theme.sea, style.theme.ink, _INK if look.in_use else _IDLE_INK))
    pen = QPen(ink, style.px(1.1), Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    if look.is_bridge:
        pen = QPen(ink, style.px(2.2), Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    else:
        pen.setDashPattern([4, 3])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.strokePath(line, pen)
    if not look.in_use:
        _paint_cross(painter, line.pointAtPercent(0.5), style)


def _paint_cross(painter: QPainter, middle: QPointF, style: Style) -> None:
    arm = style.px(_CROSS_PX)
    cross = QPainterPath()
    for rise in (-arm, arm):
        cross.moveTo(middle + QPointF(-arm, rise))
        cross.lineTo(middle + QPointF(arm, -rise))
    painter.strokePath(cross, QPen(color(style.theme.bad), style.px(1.5)))


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
