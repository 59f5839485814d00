"""Town and municipality names; where they stand depends on the zoom and hardly on the view."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QPointF, QRectF, QSize, QTimer
from PySide6.QtGui import QPainter, QPixmap

from models.geography.areas import TownLabel
from widgets.map.layer import Layer, snapped
from widgets.painting.boxes import Box
from widgets.painting.camera import Camera, Extent
from widgets.painting.labels import PlacedLabel, label_size, paint_label
from widgets.painting.names import placed_names
from widgets.painting.pixmap import painted_pixmap
from widgets.painting.style import Style

STEPS_PER_DOUBLING = 4
"""Places are worked out for zoom levels this close together, and kept."""
AROUND = 0.6
"""How far around the view names are placed, as a share of its longer side."""
NEW_PER_FRAME = 16
"""Painting a name takes about 0.2 ms: more in one frame would be felt while zooming."""
_HALO_PX = 3


class _Placed(NamedTuple):
    extent: Extent
    labels: list[PlacedLabel]


class NamesLayer(Layer):
    """Names with halos, painted once each and kept as pixmaps.

    Places are worked out for more than the view, so names stay while the map is panned, and
    for the next coarser step of the zoom, so they do not collide while it is zoomed.
    """

    def __init__(self, z: float, style: Style) -> None:
        super().__init__(z, style)
        self._areas: tuple[TownLabel, ...] = ()
        self._towns: tuple[TownLabel, ...] = ()
        self._placed: dict[int, _Placed] = {}
        self._pixmaps: dict[tuple[str, object], QPixmap] = {}
        self._boxes: list[tuple[PlacedLabel, Box]] = []
        self._boxes_for: tuple[Camera, _Placed] | None = None
        self._sides: NDArray[np.float64] = np.zeros((4, 0))
        self._waker = QObject()
        self._shows_areas = self._shows_towns = True

    def set_names(self, areas: tuple[TownLabel, ...], towns: tuple[TownLabel, ...]) -> None:
        """Show other names."""
        self._areas, self._towns = areas, towns
        self._placed.clear()
        self.update()

    def set_shown(self, *, areas: bool, towns: bool) -> None:
        """Show or hide municipality names and town names."""
        self._shows_areas, self._shows_towns = areas, towns
        self._placed.clear()
        self.update()

    def set_pixel_ratio(self, pixel_ratio: float) -> None:
        """Paint for a screen of another density."""
        self._pixmaps.clear()
        super().set_pixel_ratio(pixel_ratio)

    def set_style(self, style: Style) -> None:
        """Paint in another theme, language or scale."""
        self._pixmaps.clear()
        self._placed.clear()
        super().set_style(style)

    def placed(self) -> list[tuple[PlacedLabel, Box]]:
        """Return the names at this zoom and their boxes in the view, seen or just beyond."""
        step = math.ceil(math.log2(self.camera.metres_per_pixel) * STEPS_PER_DOUBLING - 1e-9)
        step_camera = Camera(0.0, 0.0, 2.0 ** (step / STEPS_PER_DOUBLING), 0.0, 0.0)
        known = self._placed.get(step)
        if known is None or not known.extent.contains(self.camera.extent):
            known = self._placed_around(step_camera)
            self._placed[step] = known
        if self._boxes_for != (self.camera, known):
            self._boxes_for = (self.camera, known)
            self._boxes = [(label, self._box(label, step_camera)) for label in known.labels]
            self._sides = np.array([box for _, box in self._boxes]).reshape(-1, 4).T
        return self._boxes

    def _placed_around(self, step: Camera) -> _Placed:
        """Place the names of the view and `AROUND` of it on every side."""
        side = max(self.camera.width, self.camera.height) * step.metres_per_pixel
        extent = self.camera.extent.grown(AROUND * side)
        areas = _inside(self._areas, extent) if self._shows_areas else []
        towns = _inside(self._towns, extent) if self._shows_towns else []
        return _Placed(extent, placed_names(areas, towns, step, self.style))

    def paint_layer(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint the names that are seen, least important first."""
        margin, ratio = self.style.px(_HALO_PX), self.pixel_ratio
        shown = self._placed_in(exposed.adjusted(-margin, -margin, margin, margin))
        self._make_pixmaps([label for label, _ in shown])
        for label, box in reversed(shown):
            pixmap = self._pixmaps.get((label.text, label.look))
            if pixmap is not None:
                left, top = snapped(box.left - margin, ratio), snapped(box.top - margin, ratio)
                painter.drawPixmap(QPointF(left, top), pixmap)

    def _placed_in(self, area: QRectF) -> list[tuple[PlacedLabel, Box]]:
        """Return the names whose boxes overlap an area; a country has a thousand beyond it."""
        placed = self.placed()
        left, top, right, bottom = self._sides
        overlaps = (left < area.right()) & (area.left() < right)
        overlaps &= (top < area.bottom()) & (area.top() < bottom)
        return [placed[at] for at in np.flatnonzero(overlaps).tolist()]

    def _make_pixmaps(self, labels: list[PlacedLabel]) -> None:
        """Paint a few names that are new; the others follow in the next frames."""
        missing = [label for label in labels if (label.text, label.look) not in self._pixmaps]
        for label in missing[:NEW_PER_FRAME]:
            self._pixmaps[label.text, label.look] = self._painted(label)
        if len(missing) > NEW_PER_FRAME:
            QTimer.singleShot(0, self._waker, self.update)

    def _box(self, label: PlacedLabel, step: Camera) -> Box:
        """Return a label's box in the view: its centre is tied to the ground, its size not."""
        box = label.box
        half_w, half_h = (box.right - box.left) / 2, (box.bottom - box.top) / 2
        e, n = step.ground(box.left + half_w, box.top + half_h)
        x, y = self.camera.x(e), self.camera.y(n)
        return Box(x - half_w, y - half_h, x + half_w, y + half_h)

    def _painted(self, label: PlacedLabel) -> QPixmap:
        margin, ratio = self.style.px(_HALO_PX), self.pixel_ratio
        width, height = label_size(label.text, label.look, self.style)
        size = QSize(
            math.ceil((width + 2 * margin) * ratio), math.ceil((height + 2 * margin) * ratio)
        )
        there = label._replace(box=Box(margin, margin, margin + width, margin + height))
        return painted_pixmap(size, ratio, lambda painter: paint_label(painter, there, self.style))


def _inside(labels: Sequence[TownLabel], extent: Extent) -> list[TownLabel]:
    return [
        label
        for label in labels
        if extent.west <= label.place.e <= extent.east
        and extent.south <= label.place.n <= extent.north
    ]
