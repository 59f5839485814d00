"""Flows of patients: curved lines, width by persons, the figure on the line."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QPen

from widgets.painting.boxes import Box, BoxIndex
from widgets.painting.style import Style, Type, color

FIGURE = Type(12, 600)
WIDEST_PX = 8.0
THINNEST_PX = 1.5
FULL_WIDTH_PERSONS = 2_000
"""The flow that is drawn at full width, unless a greater one is shown beside it."""

_HALO_PX = 2.5
"""How much wider than a line its halo is."""
_PLATE_PX = 3.5
"""How far a figure's plate reaches beyond its figures."""
_BEND = 0.16
_FIGURE_PLACES = (0.5, 0.6, 0.4, 0.7, 0.3, 0.8)


class FlowArc(NamedTuple):
    """Persons who go from one point to another, in painter units."""

    start: QPointF
    end: QPointF
    persons: int


class FlowFigure(NamedTuple):
    """A number of persons that got its place on a line: the box of its figures."""

    text: str
    box: Box


def flow_width(persons: int, most: int) -> float:
    """Return the width (screen pixels) of a flow where `most` is the greatest one shown."""
    return max(THINNEST_PX, WIDEST_PX * persons / max(most, FULL_WIDTH_PERSONS))


def flow_path(start: QPointF, end: QPointF) -> QPainterPath:
    """Return the curve from `start` to `end`; it bends to the left of its direction."""
    path = QPainterPath(start)
    path.quadTo(_control(start, end), end)
    return path


def flow_reach(persons: int, style: Style) -> float:
    """Return how far from its curve a flow's ink may lie, painter units: the figure's end."""
    text = style.words.number(persons)
    figure = math.hypot(style.text_width(text, FIGURE), style.metrics(FIGURE).capHeight()) / 2
    return max(figure + style.px(_PLATE_PX), style.px(WIDEST_PX + _HALO_PX) / 2) + style.px(1)


def stroke_meets(path: QPainterPath, box: QRectF) -> bool:
    """Return whether a curve passes through a box; what it curves around does not count."""
    if not path.controlPointRect().intersects(box):
        return False
    stroker = QPainterPathStroker()
    stroker.setWidth(1.0)
    return stroker.createStroke(path).intersects(box)


def paint_flows(painter: QPainter, arcs: Sequence[FlowArc], style: Style) -> None:
    """Paint flows and their figures; on screen symbols are painted between the two."""
    paint_flow_lines(painter, arcs, style)
    for figure in placed_flow_figures(arcs, style):
        paint_flow_figure(painter, figure, style)


def paint_flow_lines(
    painter: QPainter, arcs: Sequence[FlowArc], style: Style, part: QRectF | None = None
) -> None:
    """Paint the lines, the greatest lowest; those that miss `part` may be left out."""
    ordered = _ordered(arcs)
    most = ordered[0].persons if ordered else 0
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for arc in ordered:
        path = flow_path(arc.start, arc.end)
        width = flow_width(arc.persons, most)
        reach = style.px(width + _HALO_PX) / 2 + style.px(1)
        around = path.controlPointRect().adjusted(-reach, -reach, reach, reach)
        if part is not None and not around.intersects(part):
            continue
        painter.strokePath(path, _pen(color(style.theme.halo, 0.7), style.px(width + _HALO_PX)))
        painter.strokePath(path, _pen(color(style.theme.flow, 0.85), style.px(width)))


def placed_flow_figures(
    arcs: Sequence[FlowArc], style: Style, taken: Sequence[Box] = ()
) -> list[FlowFigure]:
    """Return the figures that find a place on their line clear of each other and of `taken`.

    The greatest is never left out, unless something taken is in its way.
    """
    index = BoxIndex(style.px(48))
    for box in taken:
        index.take(box)
    placed = []
    for arc in _ordered(arcs):
        text = style.words.number(arc.persons)
        for box in _figure_boxes(arc, text, style):
            if index.is_free(box.grown(style.px(3))):
                index.take(box)
                placed.append(FlowFigure(text, box))
                break
    return placed


def paint_flow_figure(painter: QPainter, figure: FlowFigure, style: Style) -> None:
    """Write one figure on its plate."""
    _paint_plate(painter, figure.box, style)
    painter.setFont(style.font(FIGURE))
    painter.setPen(color(style.theme.flow))
    painter.drawText(QPointF(figure.box.left, figure.box.bottom), figure.text)


def _ordered(arcs: Sequence[FlowArc]) -> list[FlowArc]:
    return sorted(arcs, key=lambda arc: (-arc.persons, arc.end.x(), arc.end.y()))


def _figure_boxes(arc: FlowArc, text: str, style: Style) -> Iterator[Box]:
    """Yield where a figure may stand: along its line, from the middle outwards."""
    width, height = style.text_width(text, FIGURE), style.metrics(FIGURE).capHeight()
    for share in _FIGURE_PLACES:
        centre = _point_on(arc, share)
        yield Box(
            centre.x() - width / 2,
            centre.y() - height / 2,
            centre.x() + width / 2,
            centre.y() + height / 2,
        )


def _paint_plate(painter: QPainter, box: Box, style: Style) -> None:
    """Paint a figure's ground; through a halo the line would cut the thousands separator."""
    plate = box.grown(style.px(_PLATE_PX))
    area = QRectF(plate.left, plate.top, plate.right - plate.left, plate.bottom - plate.top)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color(style.theme.halo, 0.94))
    painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)


def _control(start: QPointF, end: QPointF) -> QPointF:
    along = end - start
    middle = (start + end) / 2
    return QPointF(middle.x() + along.y() * _BEND * 2, middle.y() - along.x() * _BEND * 2)


def _point_on(arc: FlowArc, share: float) -> QPointF:
    control = _control(arc.start, arc.end)
    a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share**2
    return arc.start * a + control * b + arc.end * c


def _pen(ink: QColor, width: float) -> QPen:
    return QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
