"""What stands in the map's corner: north arrow, scale bar, scale, and remarks on the data."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from widgets.painting.boxes import Box
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


def remarks(page: MapPage, words: Words) -> list[str]:
    """Return what must be read with the map, even where it is cut out of its page."""
    found = []
    if page.scene.is_invented:
        found.append(words("map.invented"))
    if page.scene.is_estimated:
        found.append(words("paper.estimated_short"))
    return found


def furniture_box(page: MapPage, layout: Layout) -> Box:
    """Return the corner that names keep clear of."""
    sheet, camera = layout.sheet, layout.camera
    style = sheet.map_style
    bar = scale_bar(camera.metres_per_pixel * style.scale)
    right = _bar_left(sheet) + style.px(bar.pixels + 30)
    bottom = camera.height - sheet.mm(_MARGIN_MM)
    lines = remarks(page, style.words)
    widths = [style.text_width(text, _REMARK) for text in lines]
    right = max([right, *(sheet.mm(_MARGIN_MM) + width for width in widths)])
    top = bottom - max(style.px(_BAR_PX + _LINE_PX), sheet.mm(_ARROW_MM[1]))
    top -= style.px(_LINE_PX) * len(lines)
    return Box(0, top - sheet.mm(2), right + sheet.mm(2), camera.height)


def paint_furniture(painter: QPainter, page: MapPage, layout: Layout) -> None:
    """Paint the corner, bottom left of the map."""
    sheet, camera = layout.sheet, layout.camera
    style = sheet.map_style
    left, bottom = sheet.mm(_MARGIN_MM), camera.height - sheet.mm(_MARGIN_MM)
    _paint_arrow(painter, QPointF(left, bottom), sheet)
    bar = QPointF(_bar_left(sheet), bottom)
    paint_scale_bar(painter, bar, camera.metres_per_pixel * style.scale, style)
    above = bar - QPointF(0, style.px(_BAR_PX))
    text = scale_text(style.words, layout.denominator)
    paint_haloed_text(painter, above, text, _SCALE, style)
    y = bottom - max(style.px(_BAR_PX + _LINE_PX), sheet.mm(_ARROW_MM[1] + 2))
    for text in reversed(remarks(page, style.words)):
        paint_haloed_text(painter, QPointF(left, y), text, _REMARK, style, "bad")
        y -= style.px(_LINE_PX)


def _bar_left(sheet: Sheet) -> float:
    return sheet.mm(_MARGIN_MM + _ARROW_MM[0] + _ARROW_GAP_MM)


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
