"""What stands in a corner of the map: north arrow, scale bar, scale, and remarks on the data."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from widgets.painting.boxes import Box
from widgets.painting.camera import Camera
from widgets.painting.labels import paint_haloed_text
from widgets.painting.scale_bar import paint_scale_bar, scale_bar
from widgets.painting.style import Type, color
from widgets.paper.layout import Layout
from widgets.paper.page import MapPage
from widgets.paper.scale import scale_text
from widgets.paper.sheet import Sheet, mm
from widgets.words import Words

_MARGIN_MM = 5.0
_ARROW_MM = (5.0, 11.0)
_ARROW_GAP_MM = 5.0
_SCALE = Type(12, 600)
_REMARK = Type(12, 600)
_LINE_PX = 17.0
_BAR_PX = 30.0
_UNIT_PX = 24.0
_BASELINE_SHARE = 0.7


def remarks(page: MapPage, words: Words) -> list[str]:
    """Return what must be read with the map, even where it is cut out of its page."""
    found = []
    if page.scene.is_invented:
        found.append(words("map.invented"))
    if page.scene.is_estimated:
        found.append(words("paper.estimated_short"))
    return found


def furniture_box(page: MapPage, layout: Layout) -> Box:
    """Return where the furniture stands: in the corner where it covers fewest people."""
    corners = _corners(page, layout)
    return min(corners, key=lambda box: _covered(page, layout.camera, box))


def paint_furniture(painter: QPainter, page: MapPage, box: Box, layout: Layout) -> None:
    """Paint the furniture into its box."""
    sheet, style = layout.sheet, layout.sheet.map_style
    _paint_arrow(painter, QPointF(box.left, box.bottom), sheet)
    bar = QPointF(box.left + sheet.mm(_ARROW_MM[0] + _ARROW_GAP_MM), box.bottom)
    paint_scale_bar(painter, bar, layout.camera.metres_per_pixel * style.scale, style)
    above = bar - QPointF(0, style.px(_BAR_PX))
    text = scale_text(style.words, layout.denominator)
    paint_haloed_text(painter, above, text, _SCALE, style)
    y = box.top + style.px(_LINE_PX) * _BASELINE_SHARE
    for text in remarks(page, style.words):
        paint_haloed_text(painter, QPointF(box.left, y), text, _REMARK, style, "bad")
        y += style.px(_LINE_PX)


def _corners(page: MapPage, layout: Layout) -> list[Box]:
    """Return the furniture's box in each corner of the map, the usual one first."""
    width, height = _size(page, layout)
    camera, margin = layout.camera, layout.sheet.mm(_MARGIN_MM)
    return [
        Box(left, top, left + width, top + height)
        for top in (camera.height - margin - height, margin)
        for left in (margin, camera.width - margin - width)
    ]


def _size(page: MapPage, layout: Layout) -> tuple[float, float]:
    sheet, style = layout.sheet, layout.sheet.map_style
    lines = remarks(page, style.words)
    bar = scale_bar(layout.camera.metres_per_pixel * style.scale)
    # the bar's last figure and its unit stand beyond its end
    scale = sheet.mm(_ARROW_MM[0] + _ARROW_GAP_MM) + style.px(bar.pixels + _UNIT_PX)
    width = max([scale, *(style.text_width(text, _REMARK) for text in lines)])
    height = max(style.px(_BAR_PX + _LINE_PX), sheet.mm(_ARROW_MM[1] + 1))
    return width, height + style.px(_LINE_PX) * len(lines)


def _covered(page: MapPage, camera: Camera, box: Box) -> tuple[int, int]:
    """Return how many practices and how many persons lie under a box."""
    west, north = camera.ground(box.left, box.top)
    east, south = camera.ground(box.right, box.bottom)
    practices = sum(west < mark.e < east and south < mark.n < north for mark in page.marks)
    grid = page.scene.grid
    inside = (grid.e > west) & (grid.e < east) & (grid.n > south) & (grid.n < north)
    return practices, int(grid.persons[inside].sum(dtype=np.int64))


def _paint_arrow(painter: QPainter, bottom_left: QPointF, sheet: Sheet) -> None:
    """Paint a slender arrow whose right half is filled, with an N over it."""
    style = sheet.map_style
    width, height = (sheet.mm(side) for side in _ARROW_MM)
    middle = bottom_left + QPointF(width / 2, 0)
    letter = style.metrics(_SCALE).capHeight()
    tip = middle - QPointF(0, height - letter - sheet.mm(1))
    notch = middle - QPointF(0, width * 0.3)
    halves = [_triangle(tip, notch, middle + QPointF(side * width * 0.45, 0)) for side in (-1, 1)]
    halo = QPen(color(style.theme.halo, 0.85), style.px(3.2))
    halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    ink = QPen(color(style.theme.ink), mm(0.2))
    ink.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    for half in halves:
        painter.strokePath(half, halo)
    painter.fillPath(halves[0], color(style.theme.halo))
    painter.fillPath(halves[1], color(style.theme.ink))
    for half in halves:
        painter.strokePath(half, ink)
    at = QPointF(middle.x() - style.text_width("N", _SCALE) / 2, tip.y() - sheet.mm(1))
    paint_haloed_text(painter, at, "N", _SCALE, style)


def _triangle(*corners: QPointF) -> QPainterPath:
    path = QPainterPath(corners[0])
    for corner in corners[1:]:
        path.lineTo(corner)
    path.closeSubpath()
    return path
