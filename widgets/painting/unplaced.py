"""Persons without a place, or places left: plates with numbers, gathered so that none overlap."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from widgets.painting.boxes import Box
from widgets.painting.style import Style, Type, color

FIGURE = Type(11.5, 700)
CELL_PX = 54.0
"""Squares closer than about this are counted together."""
_ROW_BITS = 32
PlateTone = Literal["bad", "better"]
"""The theme's colour of a plate: persons without a place are bad, places for them better."""
HEIGHT_PX = 17.0


class UnplacedMarker(NamedTuple):
    """So many persons without a place around a point (painter units)."""

    x: float
    y: float
    persons: int


def unplaced_markers(
    x: NDArray[np.float64], y: NDArray[np.float64], persons: NDArray[np.int64], style: Style
) -> list[UnplacedMarker]:
    """Return markers whose plates do not overlap and whose numbers add up to all persons.

    `x`, `y` (painter units, shape (n_square,)) should be counted from a point fixed on the
    ground, so that the same squares stay together while the map is panned.
    """
    here = persons > 0
    markers = _gathered(x[here], y[here], persons[here], style.px(CELL_PX))
    kept: dict[UnplacedMarker, Box] = {}
    for marker in sorted(markers, key=lambda marker: (-marker.persons, marker.x, marker.y)):
        _put(marker, kept, style)
    return list(kept)


def marker_box(marker: UnplacedMarker, style: Style) -> Box:
    """Return the plate of a marker, centred on its point."""
    height = style.px(HEIGHT_PX)
    half = max(height, style.number_width(marker.persons, FIGURE) + style.px(10)) / 2
    return Box(marker.x - half, marker.y - height / 2, marker.x + half, marker.y + height / 2)


def paint_unplaced(
    painter: QPainter, marker: UnplacedMarker, style: Style, tone: PlateTone = "bad"
) -> None:
    """Paint one plate."""
    box = marker_box(marker, style)
    area = QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top)
    paint_unplaced_plate(painter, area, style, tone)
    painter.setFont(style.font(FIGURE))
    painter.setPen(color(style.theme.rim))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, style.words.number(marker.persons))


def paint_unplaced_plate(
    painter: QPainter, area: QRectF, style: Style, tone: PlateTone = "bad"
) -> None:
    """Paint the plate alone, as the legend shows it."""
    painter.setPen(QPen(color(style.theme.rim), style.px(1.5)))
    painter.setBrush(color(getattr(style.theme, tone)))
    painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)


def _gathered(
    x: NDArray[np.float64], y: NDArray[np.float64], persons: NDArray[np.int64], cell: float
) -> list[UnplacedMarker]:
    """Return one marker for each grid cell, at the middle of its persons."""
    column, row = (np.floor(at / cell).astype(np.int64) for at in (x, y))
    _, group = np.unique((column << _ROW_BITS) + row, return_inverse=True)
    totals = np.zeros(int(group.max()) + 1 if len(group) else 0, dtype=np.int64)
    np.add.at(totals, group, persons)
    middle_x = np.bincount(group, persons * x, len(totals)) / totals
    middle_y = np.bincount(group, persons * y, len(totals)) / totals
    return [
        UnplacedMarker(float(at_x), float(at_y), int(total))
        for at_x, at_y, total in zip(middle_x, middle_y, totals, strict=True)
    ]


def _put(marker: UnplacedMarker, kept: dict[UnplacedMarker, Box], style: Style) -> None:
    """Add a marker to those kept; where it would overlap some, it is counted with them."""
    while True:
        plate = marker_box(marker, style)
        left, top, right, bottom = plate.grown(style.px(1))
        other = None
        # every plate against every one: a call for each took half of it
        for known, (west, north, east, south) in kept.items():
            if left < east and west < right and top < south and north < bottom:
                other = known
                break
        if other is None:
            kept[marker] = plate
            return
        del kept[other]
        marker = _joined(marker, other)


def _joined(a: UnplacedMarker, b: UnplacedMarker) -> UnplacedMarker:
    total = a.persons + b.persons
    x = (a.x * a.persons + b.x * b.persons) / total
    y = (a.y * a.persons + b.y * b.persons) / total
    return UnplacedMarker(x, y, total)
