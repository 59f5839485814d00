"""The map on paper: the painters of the screen, at a true scale and clipped to a frame."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from models.domain.place import Place
from widgets.map.marks import PracticeMark
from widgets.painting.camera import Camera, Extent
from widgets.painting.ferries import NAMED_BELOW_M, paint_ferry, paint_ferry_name
from widgets.painting.flows import FlowArc, paint_flow_figures, paint_flow_lines
from widgets.painting.land import (
    LandLevel,
    Shapes,
    land_level,
    paint_borders,
    paint_land,
    simplified,
)
from widgets.painting.palettes import palette
from widgets.painting.style import Style, color
from widgets.painting.symbols import paint_move, paint_symbol, symbol_diameter
from widgets.painting.unplaced import (
    UnplacedMarker,
    marker_box,
    paint_unplaced,
    unplaced_markers,
)
from widgets.paper.content import main_flows, square_classes
from widgets.paper.furniture import furniture_box, paint_furniture
from widgets.paper.names import paint_names
from widgets.paper.page import MapPage
from widgets.paper.sheet import Sheet, mm
from widgets.paper.squares import paint_squares

_DETAIL_MM = 0.1
"""Bends of coasts and borders smaller than this are not drawn: nobody sees them on paper."""


def paint_map(
    painter: QPainter, page: MapPage, frame: QRectF, camera: Camera, denominator: int, sheet: Sheet
) -> None:
    """Paint the map of a page into `frame`; `camera` has the frame's size."""
    painter.save()
    painter.setClipRect(frame)
    painter.translate(frame.topLeft())
    _paint_ground(painter, page, camera, sheet.map_style)
    arcs = [
        FlowArc(_point(camera, flow.start), _point(camera, flow.end), flow.persons)
        for flow in (main_flows(page) if page.shown.flows else ())
    ]
    paint_flow_lines(painter, arcs, sheet.map_style)
    if page.shown.practices:
        _paint_practices(painter, page.marks, camera, sheet.map_style)
    _paint_texts(painter, page, camera, arcs, sheet)
    paint_furniture(painter, page, camera, denominator, sheet)
    painter.restore()
    painter.setPen(QPen(color(sheet.style.theme.ink), mm(0.2)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(frame)


def land_on_paper(page: MapPage, camera: Camera, denominator: int) -> LandLevel:
    """Return the land that the camera shows, with the detail that paper can carry."""
    seen = camera.extent.grown(_DETAIL_MM * denominator)
    home, other = _within(page.scene.home, seen), _within(page.scene.other, seen)
    tolerance_m = _DETAIL_MM * denominator / 1000
    both = simplified(np.concatenate([home, other]), tolerance_m)
    return land_level(both[: len(home)], both[len(home) :])


def _within(shapes: Shapes, extent: Extent) -> Shapes:
    import shapely

    bounds = shapely.bounds(shapes).reshape(-1, 4)
    kept: Shapes = shapes[
        (bounds[:, 0] < extent.east)
        & (bounds[:, 2] > extent.west)
        & (bounds[:, 1] < extent.north)
        & (bounds[:, 3] > extent.south)
    ]
    return kept


def _paint_ground(painter: QPainter, page: MapPage, camera: Camera, style: Style) -> None:
    level = land_on_paper(page, camera, round(camera.metres_per_pixel * 100_000))
    paint_land(painter, level, camera, style)
    if page.shown.squares:
        classes = square_classes(page)
        paint_squares(painter, page.scene.grid, classes, palette(page.mode, style.theme), camera)
    paint_borders(painter, level, camera, style)
    if page.shown.ferries:
        _paint_ferries(painter, page, camera, style)


def _paint_ferries(painter: QPainter, page: MapPage, camera: Camera, style: Style) -> None:
    is_named = camera.metres_per_pixel * style.scale < NAMED_BELOW_M
    view = QRectF(0, 0, camera.width, camera.height)
    for ferry in page.scene.ferries:
        x, y = camera.x(ferry.e), camera.y(ferry.n)
        bounds = QRectF(x.min(), y.min(), np.ptp(x) + 1, np.ptp(y) + 1)
        if not view.intersects(bounds):
            continue
        paint_ferry(painter, x, y, style)
        if is_named:
            longest = int(np.argmax(np.hypot(np.diff(x), np.diff(y))))
            start, end = (QPointF(x[at], y[at]) for at in (longest, longest + 1))
            paint_ferry_name(painter, start, end, ferry.name, style)


def _paint_practices(
    painter: QPainter, marks: Sequence[PracticeMark], camera: Camera, style: Style
) -> None:
    """Paint symbols as on screen: what is gone lowest, then large before small."""
    view = QRectF(0, 0, camera.width, camera.height).adjusted(*_reach(style))
    for mark in marks:
        if mark.moved_from is not None and not mark.is_gone:
            paint_move(painter, _point(camera, mark.moved_from), _centre(camera, mark), style)
    metres_per_px = camera.metres_per_pixel * style.scale
    for mark in sorted(marks, key=lambda mark: (not mark.is_gone, -mark.list, mark.number)):
        centre = _centre(camera, mark)
        if view.contains(centre):
            diameter = symbol_diameter(mark.list, metres_per_px)
            paint_symbol(painter, centre, diameter, mark.look, style)


def _paint_texts(
    painter: QPainter, page: MapPage, camera: Camera, arcs: Sequence[FlowArc], sheet: Sheet
) -> None:
    """Paint names, then the figures that must not be missed."""
    style = sheet.map_style
    markers = _markers(page, camera, style) if page.shown.unplaced else []
    taken = [furniture_box(page, camera, sheet), *(marker_box(mark, style) for mark in markers)]
    paint_names(painter, page, camera, style, taken)
    paint_flow_figures(painter, arcs, style)
    for marker in reversed(markers):
        paint_unplaced(painter, marker, style)


def _markers(page: MapPage, camera: Camera, style: Style) -> list[UnplacedMarker]:
    grid, persons = page.scene.grid, page.now.unplaced
    here = persons > 0
    return unplaced_markers(
        camera.x(grid.e[here].astype(np.float64)),
        camera.y(grid.n[here].astype(np.float64)),
        persons[here].astype(np.int64),
        style,
    )


def _reach(style: Style) -> tuple[float, float, float, float]:
    reach = style.px(24)
    return -reach, -reach, reach, reach


def _point(camera: Camera, place: Place) -> QPointF:
    return QPointF(camera.x(place.e), camera.y(place.n))


def _centre(camera: Camera, mark: PracticeMark) -> QPointF:
    return QPointF(camera.x(mark.e), camera.y(mark.n))
