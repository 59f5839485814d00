"""Practice symbols: shape and colour tell intake, area follows the list."""

from __future__ import annotations

import math
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from models.domain.practice import Status
from widgets.painting.style import Style, color
from widgets.theme import Theme

Kind = Literal["open", "selective", "closed", "gone"]

SMALLEST_PX = 5.0
LARGEST_PX = 34.0
SATELLITE_PX = 4.0
"""Radius of a satellite's dot: its size tells nothing, the list is its practice's."""
TYPICAL_LIST = 3_000
"""A list whose symbol has the zoom level's typical size."""

_KINDS: dict[Status, Kind] = {
    Status.OPEN: "open",
    Status.SELECTIVE: "selective",
    Status.CLOSED: "closed",
}

_SQUARE_SIDE = math.sqrt(math.pi) / 2
_DIAMOND_HALF = math.sqrt(math.pi / 8)
"""Side and half diagonal, for diameter 1, of the square and the diamond that have the disc's
area: a shape must not look like more patients than another."""


class SymbolLook(NamedTuple):
    """What a symbol tells.

    Attributes
    ----------
    kind : "open", "selective", "closed" or "gone"
    is_changed : bool
        The scenario moved or added the practice.
    has_doctor : bool
        False where every capacity is vacant: the symbol is hollow.
    """

    kind: Kind
    is_changed: bool = False
    has_doctor: bool = True


def kind_of(status: Status) -> Kind:
    """Return the symbol that stands for an intake status."""
    return _KINDS[status]


def symbol_diameter(persons: int, metres_per_pixel: float) -> float:
    """Return the diameter (screen pixels) of the disc that stands for a list of `persons`."""
    # by the same steps as below: an array of one takes ten times as long
    found = _typical(metres_per_pixel) * math.sqrt(max(persons, 0) / TYPICAL_LIST)
    return min(max(found, SMALLEST_PX), LARGEST_PX)


def symbol_diameters(persons: NDArray[np.int64], metres_per_pixel: float) -> NDArray[np.float64]:
    """Return the diameters of many lists' discs, float64 with the shape of `persons`.

    Area is proportional to the list at every zoom. The whole grows slowly on the way in, so
    that 437 practices leave the squares visible at region zoom and are easy to grab in town.
    """
    found = _typical(metres_per_pixel) * np.sqrt(np.maximum(persons, 0) / TYPICAL_LIST)
    return np.clip(found, SMALLEST_PX, LARGEST_PX)


def _typical(metres_per_pixel: float) -> float:
    return min(19.0, max(5.5, 8.0 * math.pow(250.0 / metres_per_pixel, 0.42)))


def symbol_path(kind: Kind, diameter: float) -> QPainterPath:
    """Return the outline of a symbol centred on the origin; every kind has the same area."""
    path = QPainterPath()
    if kind == "closed":
        side = diameter * _SQUARE_SIDE
        corner = side * 0.14
        path.addRoundedRect(QRectF(-side / 2, -side / 2, side, side), corner, corner)
    elif kind == "selective":
        half = diameter * _DIAMOND_HALF
        path.moveTo(0, -half)
        for x, y in ((half, 0), (0, half), (-half, 0)):
            path.lineTo(x, y)
        path.closeSubpath()
    else:
        path.addEllipse(QPointF(0, 0), diameter / 2, diameter / 2)
    return path


def rim_width(diameter: float) -> float:
    """Return the width (screen pixels) of the white rim: thin on small symbols that crowd."""
    return min(1.4, max(0.8, diameter * 0.1))


def symbol_reach(diameter: float) -> float:
    """Return how far (screen pixels) a symbol may paint from its centre, ring included."""
    return diameter * _DIAMOND_HALF + 5.0


def paint_symbol(
    painter: QPainter, centre: QPointF, diameter: float, look: SymbolLook, style: Style
) -> None:
    """Paint one practice symbol; `diameter` is in screen pixels."""
    painter.save()
    painter.translate(centre)
    path = symbol_path(look.kind, style.px(diameter))
    if look.kind == "gone":
        _paint_gone(painter, path, style.px(diameter), style)
    else:
        _paint_standing(painter, path, rim_width(diameter), look, style)
    painter.restore()


def paint_selection(painter: QPainter, centre: QPointF, diameter: float, style: Style) -> None:
    """Paint the ring of a selected practice; it lies under the symbol."""
    radius = style.px(symbol_reach(diameter) + 1.0)
    painter.setPen(QPen(color(style.theme.halo), style.px(5.5)))
    painter.setBrush(color(style.theme.accent, 0.22))
    painter.drawEllipse(centre, radius, radius)
    painter.setPen(QPen(color(style.theme.accent), style.px(2.5)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(centre, radius, radius)


def paint_hover(painter: QPainter, centre: QPointF, diameter: float, style: Style) -> None:
    """Paint the ring of the practice under the cursor; it lies under the symbol."""
    radius = style.px(symbol_reach(diameter))
    painter.setPen(QPen(color(style.theme.accent, 0.75), style.px(1.5)))
    painter.setBrush(color(style.theme.halo, 0.75))
    painter.drawEllipse(centre, radius, radius)


def paint_move(painter: QPainter, old: QPointF, new: QPointF, style: Style) -> None:
    """Paint where a practice came from: a thin line and a small ring at the old place."""
    painter.setPen(QPen(color(style.theme.halo, 0.8), style.px(3.5)))
    painter.drawLine(old, new)
    painter.setPen(QPen(color(style.theme.accent), style.px(1.3)))
    painter.drawLine(old, new)
    painter.setPen(QPen(color(style.theme.accent), style.px(1.3)))
    painter.setBrush(color(style.theme.halo))
    painter.drawEllipse(old, style.px(3.5), style.px(3.5))


def paint_satellite(
    painter: QPainter, satellite: QPointF, practice: QPointF, kind: Kind, style: Style
) -> None:
    """Paint a second consulting address: a small dot on a dashed line to its practice."""
    painter.setPen(QPen(color(style.theme.halo, 0.8), style.px(3.5)))
    painter.drawLine(practice, satellite)
    fill = fill_of(kind, style.theme)
    painter.setPen(QPen(fill, style.px(1.3), Qt.PenStyle.DashLine))
    painter.drawLine(practice, satellite)
    painter.setPen(QPen(color(style.theme.rim), style.px(1.5)))
    painter.setBrush(fill)
    painter.drawEllipse(satellite, style.px(SATELLITE_PX), style.px(SATELLITE_PX))


def fill_of(kind: Kind, theme: Theme) -> QColor:
    """Return the colour of a symbol."""
    return QColor(
        {
            "open": theme.open,
            "selective": theme.selective,
            "closed": theme.closed,
            "gone": theme.gone,
        }[kind]
    )


def _paint_standing(
    painter: QPainter, path: QPainterPath, rim_px: float, look: SymbolLook, style: Style
) -> None:
    fill = fill_of(look.kind, style.theme)
    rim = color(style.theme.rim)
    if look.is_changed:
        painter.strokePath(path, _outline(rim, style.px(8.0)))
        painter.strokePath(path, _outline(color(style.theme.accent), style.px(6.0)))
    painter.strokePath(path, _outline(rim, style.px(2 * rim_px)))
    if look.has_doctor:
        painter.fillPath(path, QBrush(fill))
    else:
        painter.fillPath(path, QBrush(rim))
        painter.strokePath(path, _outline(fill, style.px(1.6)))


def _paint_gone(painter: QPainter, path: QPainterPath, diameter: float, style: Style) -> None:
    arm = diameter / 2 * math.sqrt(0.5)
    cross = QPainterPath(path)
    cross.moveTo(-arm, -arm)
    cross.lineTo(arm, arm)
    cross.moveTo(-arm, arm)
    cross.lineTo(arm, -arm)
    painter.fillPath(path, QBrush(color(style.theme.halo, 0.85)))
    painter.strokePath(path, _outline(color(style.theme.halo), style.px(4.0)))
    painter.strokePath(cross, _outline(fill_of("gone", style.theme), style.px(1.6)))


def _outline(ink: QColor, width: float) -> QPen:
    return QPen(
        ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )
