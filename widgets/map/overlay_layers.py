"""The thinner layers: crossings, flows, persons without a place, the scale bar."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF
from PySide6.QtGui import QPainter, QPainterPath, QPixmap

from models.domain.place import Place
from widgets.map.layer import Layer, snapped
from widgets.map.marks import FlowLine
from widgets.map.scene import Crossing
from widgets.map.still_picture import StillPicture
from widgets.painting.camera import Camera
from widgets.painting.ferries import NAMED_BELOW_M, CrossingLook, paint_crossing, paint_ferry_name
from widgets.painting.flows import (
    FlowArc,
    FlowFigure,
    flow_path,
    flow_reach,
    paint_flow_figure,
    paint_flow_lines,
    placed_flow_figures,
    stroke_meets,
)
from widgets.painting.labels import paint_haloed_text
from widgets.painting.pixmap import painted_pixmap
from widgets.painting.scale_bar import HEIGHT_PX, paint_scale_bar
from widgets.painting.style import Style, Type
from widgets.painting.unplaced import (
    PlateTone,
    UnplacedMarker,
    marker_box,
    paint_unplaced,
    unplaced_markers,
)

MARGIN_PX = 18.0
_NEAR_PX = 20.0
"""How far beside its line a crossing may be painted."""
BAR_PX = (420.0, 70.0)
REMARK = Type(11, 600)
_MOST_PLATES = 1_024
"""So many plates are kept painted."""
FLOW_NEAR_PX = 5.0
"""How near a flow the mouse must be to mean it."""


class FerriesLayer(Layer):
    """Ferries as dashed lines and bridges as solid ones, named when seen from near."""

    def __init__(self, z: float, style: Style) -> None:
        super().__init__(z, style)
        self._crossings: tuple[Crossing, ...] = ()
        self._bounds: NDArray[np.float64] = np.zeros((4, 0))
        self._picture = StillPicture(self, self._paint_ferries)

    def set_crossings(self, crossings: tuple[Crossing, ...]) -> None:
        """Show these crossings."""
        self._crossings = crossings
        ends = [(c.e.min(), c.n.min(), c.e.max(), c.n.max()) for c in crossings]
        self._bounds = np.array(ends, dtype=np.float64).reshape(-1, 4).T
        self._picture.forget()
        self.update()

    def has_in(self, exposed: QRectF) -> bool:
        """Return whether any crossing passes there."""
        near = _NEAR_PX
        west, north = self.camera.ground(exposed.left() - near, exposed.top() - near)
        east, south = self.camera.ground(exposed.right() + near, exposed.bottom() + near)
        is_near = (self._bounds[0] <= east) & (west <= self._bounds[2])
        is_near &= (self._bounds[1] <= north) & (south <= self._bounds[3])
        return bool(is_near.any())

    def paint_layer(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint the crossings that are seen, with their names."""
        self._picture.paint(painter, exposed)

    def _paint_ferries(self, painter: QPainter, part: QRectF, camera: Camera) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_named = camera.metres_per_pixel * self.style.scale < NAMED_BELOW_M
        for crossing in self._crossings:
            x, y = camera.x(crossing.e), camera.y(crossing.n)
            if (
                not _bounds(x, y)
                .adjusted(-_NEAR_PX, -_NEAR_PX, _NEAR_PX, _NEAR_PX)
                .intersects(part)
            ):
                continue
            way = CrossingLook(crossing.is_bridge, crossing.in_use)
            paint_crossing(painter, x, y, way, self.style)
            if is_named:
                longest = int(np.argmax(np.hypot(np.diff(x), np.diff(y))))
                start = QPointF(x[longest], y[longest])
                end = QPointF(x[longest + 1], y[longest + 1])
                paint_ferry_name(painter, start, end, crossing.name, self.style)


class FlowsLayer(Layer):
    """Either the lines of flows, under the practices, or their figures, over the names."""

    def __init__(self, z: float, style: Style, *, figures: bool) -> None:
        super().__init__(z, style)
        self._figures = figures
        self._flows: tuple[FlowLine, ...] = ()
        self._taken: QRectF | None = None
        self._placed: list[FlowFigure] | None = None

    def set_flows(self, flows: Sequence[FlowLine]) -> None:
        """Show these flows; only where they run, or ran, the view is painted anew."""
        fresh = tuple(flows)
        if fresh == self._flows:
            return
        for shown in (self._flows, fresh):
            self._flows = shown
            self._forget_places()
            if shown:
                self.update(self._area())

    def set_camera(self, camera: Camera) -> None:
        """Show other ground."""
        self._forget_places()
        super().set_camera(camera)

    def set_style(self, style: Style) -> None:
        """Paint in another theme, language or scale."""
        self._forget_places()
        super().set_style(style)

    def _forget_places(self) -> None:
        self._taken = self._placed = None

    @property
    def flows(self) -> tuple[FlowLine, ...]:
        """The flows that are shown."""
        return self._flows

    def path_of(self, flow: FlowLine) -> QPainterPath:
        """Return the curve of a flow in the view's pixels."""
        return flow_path(_point(self.camera, flow.start), _point(self.camera, flow.end))

    def at(self, x: float, y: float) -> FlowLine | None:
        """Return the flow under a pixel of the view, the thinnest where several cross."""
        near = self.style.px(FLOW_NEAR_PX)
        box = QRectF(x - near, y - near, 2 * near, 2 * near)
        hit = [flow for flow in self._flows if stroke_meets(self.path_of(flow), box)]
        return min(hit, key=lambda flow: flow.persons, default=None)

    def has_in(self, exposed: QRectF) -> bool:
        """Return whether any is seen."""
        return bool(self._flows) and self._area().intersects(exposed)

    def paint_layer(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint all flows; there are few."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._figures:
            paint_flow_lines(painter, self._arcs(), self.style, exposed)
            return
        if self._placed is None:
            self._placed = placed_flow_figures(self._arcs(), self.style)
        for figure in self._placed:
            paint_flow_figure(painter, figure, self.style)

    def _area(self) -> QRectF:
        """Return all that lines or figures of the flows shown may take."""
        if self._taken is None:
            area, most = QRectF(), max(flow.persons for flow in self._flows)
            for flow in self._flows:
                area = area.united(self.path_of(flow).controlPointRect())
            reach = flow_reach(most, self.style)
            self._taken = area.adjusted(-reach, -reach, reach, reach)
        return self._taken

    def _arcs(self) -> list[FlowArc]:
        return [
            FlowArc(_point(self.camera, flow.start), _point(self.camera, flow.end), flow.persons)
            for flow in self._flows
        ]


class UnplacedLayer(Layer):
    """Persons without a place, gathered by zoom."""

    tone: PlateTone = "bad"

    def __init__(self, z: float, style: Style) -> None:
        super().__init__(z, style)
        self._e: NDArray[np.float64] = np.zeros(0)
        self._n: NDArray[np.float64] = np.zeros(0)
        self._persons: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._gathered: tuple[float, list[UnplacedMarker]] | None = None
        self._placed: tuple[Camera, list[UnplacedMarker]] | None = None
        self._plates: dict[int, QPixmap] = {}

    def set_unplaced(
        self, e: NDArray[np.int32], n: NDArray[np.int32], persons: NDArray[np.int32]
    ) -> None:
        """Show `persons` without a place at squares' centres (metres)."""
        here = persons > 0
        fresh = (e[here].astype(np.float64), n[here].astype(np.float64))
        counts = persons[here].astype(np.int64)
        shown = zip((self._e, self._n, self._persons), (*fresh, counts), strict=True)
        if all(np.array_equal(old, new) for old, new in shown):
            return
        before = set(self.markers()) if self._is_visible else set()
        (self._e, self._n), self._persons = fresh, counts
        self._gathered = None
        if self._is_visible:
            for marker in before.symmetric_difference(self.markers()):
                self.update(self._area_of(marker))

    def set_style(self, style: Style) -> None:
        """Paint in another theme, language or scale."""
        self._gathered = None
        self._plates.clear()
        super().set_style(style)

    def set_pixel_ratio(self, pixel_ratio: float) -> None:
        """Paint for a screen of another density."""
        self._plates.clear()
        super().set_pixel_ratio(pixel_ratio)

    def markers(self) -> list[UnplacedMarker]:
        """Return the markers at this zoom, in the view's pixels."""
        metres = self.camera.metres_per_pixel
        if self._gathered is None or self._gathered[0] != metres:
            markers = unplaced_markers(
                self._e / metres, -self._n / metres, self._persons, self.style
            )
            self._gathered, self._placed = (metres, markers), None
        if self._placed is None or self._placed[0] != self.camera:
            dx, dy = self.camera.x(0.0), self.camera.y(0.0)
            placed = [mark._replace(x=mark.x + dx, y=mark.y + dy) for mark in self._gathered[1]]
            self._placed = (self.camera, placed)
        return self._placed[1]

    def has_in(self, exposed: QRectF) -> bool:
        """Return whether anybody is without a place."""
        return len(self._persons) > 0

    def paint_layer(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint the plates, the greatest on top."""
        near, ratio = exposed.adjusted(-60, -30, 60, 30), self.pixel_ratio
        for marker in reversed(self.markers()):
            if near.contains(marker.x, marker.y):
                plate = self._plate(marker.persons)
                size = plate.deviceIndependentSize()
                left, top = marker.x - size.width() / 2, marker.y - size.height() / 2
                painter.drawPixmap(QPointF(snapped(left, ratio), snapped(top, ratio)), plate)

    def _area_of(self, marker: UnplacedMarker) -> QRectF:
        """Return all that a plate may take, its rim and rounding to whole pixels included."""
        box = marker_box(marker, self.style).grown(self.style.px(1) + 2)
        return QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top)

    def _plate(self, persons: int) -> QPixmap:
        """Return a plate, painted once: an edit changes a few of them."""
        if persons not in self._plates:
            if len(self._plates) >= _MOST_PLATES:
                self._plates.clear()
            self._plates[persons] = self._painted(persons)
        return self._plates[persons]

    def _painted(self, persons: int) -> QPixmap:
        box = marker_box(UnplacedMarker(0.0, 0.0, persons), self.style).grown(self.style.px(1))
        ratio = self.pixel_ratio
        width, height = (math.ceil(side * ratio) for side in (2 * box.right, 2 * box.bottom))
        middle = UnplacedMarker(width / ratio / 2, height / ratio / 2, persons)
        return painted_pixmap(
            QSize(width, height),
            ratio,
            lambda painter: paint_unplaced(painter, middle, self.style, self.tone),
        )


class RoomLayer(UnplacedLayer):
    """Places left at practices, gathered by zoom in the same way."""

    tone: PlateTone = "better"


class ScaleBarLayer(Layer):
    """The scale bar, bottom left, and above it a remark about the data."""

    def __init__(self, z: float, style: Style) -> None:
        super().__init__(z, style)
        self._remark = ""
        self._picture: QPixmap | None = None
        self._painted_for: tuple[float, Style, float] | None = None

    def set_remark(self, key: str) -> None:
        """Write the text of `key` above the bar; "" for none."""
        self._remark = key
        self._painted_for = None
        self.update()

    def has_in(self, exposed: QRectF) -> bool:
        """Return whether the corner is exposed."""
        return self._place().intersects(exposed)

    def paint_layer(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint bar and remark."""
        place = self._place()
        now = (self.camera.metres_per_pixel, self.style, self.pixel_ratio)
        if self._picture is None or self._painted_for != now:
            self._picture, self._painted_for = self._painted(place.size()), now
        painter.drawPixmap(place.topLeft(), self._picture)

    def _place(self) -> QRectF:
        size = QSizeF(self.style.px(BAR_PX[0]), self.style.px(BAR_PX[1]))
        return QRectF(QPointF(0, round(self.camera.height - size.height())), size)

    def _painted(self, size: QSizeF) -> QPixmap:
        pixels = (size * self.pixel_ratio).toSize()
        return painted_pixmap(pixels, self.pixel_ratio, lambda painter: self._paint(painter, size))

    def _paint(self, painter: QPainter, size: QSizeF) -> None:
        margin = self.style.px(MARGIN_PX)
        foot = QPointF(margin + 0.5, round(size.height() - margin) + 0.5)
        metres = self.camera.metres_per_pixel * self.style.scale
        paint_scale_bar(painter, foot, metres, self.style)
        if self._remark:
            above = foot - QPointF(0, self.style.px(HEIGHT_PX + 4))
            text = self.style.words(self._remark)
            paint_haloed_text(painter, above, text, REMARK, self.style, "muted")


def _point(camera: Camera, place: Place) -> QPointF:
    return QPointF(camera.x(place.e), camera.y(place.n))


def _bounds(x: NDArray[np.float64], y: NDArray[np.float64]) -> QRectF:
    left, top = float(x.min()), float(y.min())
    return QRectF(left, top, float(x.max()) - left + 1, float(y.max()) - top + 1)
