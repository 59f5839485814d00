"""The map on paper: the painters of the screen, at a true scale and clipped to a frame."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from models.domain.place import Place
from models.geography.outline import Shapes, simplified
from widgets.map.marks import PracticeMark
from widgets.painting.boxes import Box
from widgets.painting.camera import Camera, Extent
from widgets.painting.coverage import paint_area_borders, paint_areas_below
from widgets.painting.ferries import (
    NAMED_BELOW_M,
    CrossingLook,
    paint_crossing,
    paint_ferry_name,
)
from widgets.painting.flows import FlowArc, paint_flow_figure, paint_flow_lines, placed_flow_figures
from widgets.painting.labels import paint_label
from widgets.painting.land import LandLevel, land_level, paint_borders, paint_land
from widgets.painting.palettes import palette
from widgets.painting.style import Style, color
from widgets.painting.symbols import (
    SymbolLook,
    paint_move,
    paint_satellite,
    paint_symbol,
    symbol_diameter,
    symbol_reach,
)
from widgets.painting.unplaced import marker_box, paint_unplaced
from widgets.paper.content import short_classes, square_classes
from widgets.paper.flows import drawn_flows
from widgets.paper.furniture import furniture_box, paint_furniture
from widgets.paper.layout import Layout
from widgets.paper.names import edges, placed_names
from widgets.paper.page import MapPage
from widgets.paper.sheet import mm
from widgets.paper.squares import paint_squares
from widgets.paper.unplaced import clear_markers

_DETAIL_MM = 0.1
"""Bends of coasts and borders smaller than this are not drawn: nobody sees them on paper."""
_RING_PX = 5.0
"""How far the reach of a symbol counts the ring of a changed one, which others do not have."""


def paint_map(painter: QPainter, page: MapPage, layout: Layout) -> None:
    """Paint the map of a page into its frame."""
    style = layout.sheet.map_style
    painter.save()
    painter.setClipRect(layout.map)
    painter.translate(layout.map.topLeft())
    _paint_ground(painter, page, layout)
    arcs = _arcs(page, layout.camera)
    paint_flow_lines(painter, arcs, style)
    if page.shown.practices:
        _paint_practices(painter, page.marks, layout.camera, style)
    corner = furniture_box(page, layout)
    _paint_texts(painter, page, arcs, corner, layout)
    paint_furniture(painter, page, corner, layout)
    painter.restore()
    painter.setPen(QPen(color(style.theme.ink), mm(0.2)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(layout.map)


def land_on_paper(page: MapPage, layout: Layout) -> LandLevel:
    """Return the land that the map shows, with the detail that paper can carry."""
    detail_m = _DETAIL_MM / 1000 * layout.denominator
    seen = layout.camera.extent.grown(10 * detail_m)
    home, other = _within(page.scene.home, seen), _within(page.scene.other, seen)
    both = simplified(np.concatenate([home, other]), detail_m)
    return land_level(both[: len(home)], both[len(home) :])


def _within(shapes: Shapes, extent: Extent) -> Shapes:
    bounds = shapely.bounds(shapes).reshape(-1, 4)
    kept: Shapes = shapes[
        (bounds[:, 0] < extent.east)
        & (bounds[:, 2] > extent.west)
        & (bounds[:, 1] < extent.north)
        & (bounds[:, 3] > extent.south)
    ]
    return kept


def _paint_ground(painter: QPainter, page: MapPage, layout: Layout) -> None:
    camera, style = layout.camera, layout.sheet.map_style
    level = land_on_paper(page, layout)
    paint_land(painter, level, camera, style)
    if page.coverage is not None:
        paint_areas_below(painter, page.coverage, camera, style)
    if page.shown.squares:
        paint_squares(
            painter,
            page.scene.grid,
            square_classes(page),
            palette(page.mode, style.theme),
            camera,
            outlined=short_classes(page.mode),
            outline=style.theme.ink,
        )
    paint_borders(painter, level, camera, style)
    if page.coverage is not None:
        paint_area_borders(painter, page.coverage, camera, style)
    if page.shown.ferries:
        _paint_crossings(painter, page, camera, style)


def _paint_crossings(painter: QPainter, page: MapPage, camera: Camera, style: Style) -> None:
    is_named = camera.metres_per_pixel * style.scale < NAMED_BELOW_M
    view = QRectF(0, 0, camera.width, camera.height)
    for crossing in page.scene.crossings:
        x, y = camera.x(crossing.e), camera.y(crossing.n)
        bounds = QRectF(x.min(), y.min(), np.ptp(x) + 1, np.ptp(y) + 1)
        if not view.intersects(bounds):
            continue
        look = CrossingLook(crossing.is_bridge, crossing.in_use)
        paint_crossing(painter, x, y, look, style)
        if is_named:
            longest = int(np.argmax(np.hypot(np.diff(x), np.diff(y))))
            start, end = (QPointF(x[at], y[at]) for at in (longest, longest + 1))
            paint_ferry_name(painter, start, end, crossing.name, style)


def _paint_practices(
    painter: QPainter, marks: Sequence[PracticeMark], camera: Camera, style: Style
) -> None:
    """Paint symbols as on screen: what is gone lowest, then large before small."""
    for mark in marks:
        if mark.moved_from is not None and not mark.is_gone:
            paint_move(painter, _point(camera, mark.moved_from), _centre(camera, mark), style)
        for place in mark.satellites:
            here, kind = _point(camera, place), mark.look.kind
            paint_satellite(painter, here, _centre(camera, mark), kind, style)
    for mark in sorted(marks, key=lambda mark: (not mark.is_gone, -mark.list, mark.number)):
        box = _symbol_box(mark, camera, style)
        if box.overlaps(Box(0, 0, camera.width, camera.height)):
            diameter = _diameter(mark, camera, style)
            paint_symbol(painter, _centre(camera, mark), diameter, mark.look, style)


def _paint_texts(
    painter: QPainter, page: MapPage, arcs: Sequence[FlowArc], corner: Box, layout: Layout
) -> None:
    """Paint names, then the figures that must not be missed; none hides another."""
    camera, style = layout.camera, layout.sheet.map_style
    marks = page.marks if page.shown.practices else ()
    boxes = {mark.number: _symbol_box(mark, camera, style) for mark in marks}
    changed = [boxes[mark.number] for mark in marks if _is_changed(mark.look)]
    taken = [corner.grown(style.px(6)), *edges(camera, style)]
    markers = clear_markers(page, camera, style, changed) if page.shown.unplaced else []
    taken += [marker_box(marker, style) for marker in markers]
    figures = placed_flow_figures(arcs, style, taken)
    taken += [figure.box.grown(style.px(3)) for figure in figures]
    names = placed_names(page, camera, style, taken, list(boxes.values()))
    for name in reversed(names):
        paint_label(painter, name, style)
    for figure in reversed(figures):
        paint_flow_figure(painter, figure, style)
    for marker in reversed(markers):
        paint_unplaced(painter, marker, style)


def _is_changed(look: SymbolLook) -> bool:
    return look.is_changed or look.kind == "gone"


def _arcs(page: MapPage, camera: Camera) -> list[FlowArc]:
    return [
        FlowArc(_point(camera, flow.start), _point(camera, flow.end), flow.persons)
        for flow in drawn_flows(page).flows
    ]


def _symbol_box(mark: PracticeMark, camera: Camera, style: Style) -> Box:
    half = symbol_reach(_diameter(mark, camera, style)) - (0 if mark.look.is_changed else _RING_PX)
    reach, centre = style.px(half), _centre(camera, mark)
    return Box(centre.x(), centre.y(), centre.x(), centre.y()).grown(reach)


def _diameter(mark: PracticeMark, camera: Camera, style: Style) -> float:
    return symbol_diameter(mark.list, camera.metres_per_pixel * style.scale)


def _point(camera: Camera, place: Place) -> QPointF:
    return QPointF(camera.x(place.e), camera.y(place.n))


def _centre(camera: Camera, mark: PracticeMark) -> QPointF:
    return QPointF(camera.x(mark.e), camera.y(mark.n))
