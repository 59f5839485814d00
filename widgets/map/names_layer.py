"""Town and municipality names; where they stand depends on the zoom alone, not on the view."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from models.geography.areas import TownLabel
from widgets.map.layer import Layer, snapped
from widgets.painting.boxes import Box
from widgets.painting.camera import Camera
from widgets.painting.labels import PlacedLabel, label_size, paint_label
from widgets.painting.names import placed_names
from widgets.painting.style import Style

STEPS_PER_DOUBLING = 4
"""Places are worked out for zoom levels this close together, and kept."""
_HALO_PX = 3


class NamesLayer(Layer):
    """Names with halos, painted once each and kept as pixmaps.

    Places are worked out over the whole scene, so names do not jump while the map is
    panned, for the next coarser step of the zoom, so they do not collide while it is zoomed.
    """

    def __init__(self, z: float, style: Style) -> None:
        super().__init__(z, style)
        self._areas: tuple[TownLabel, ...] = ()
        self._towns: tuple[TownLabel, ...] = ()
        self._placed: dict[int, list[PlacedLabel]] = {}
        self._pixmaps: dict[tuple[str, object], QPixmap] = {}
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
        """Return the names at this zoom and their boxes in the view, seen or not."""
        step = math.ceil(math.log2(self.camera.metres_per_pixel) * STEPS_PER_DOUBLING - 1e-9)
        step_camera = Camera(0.0, 0.0, 2.0 ** (step / STEPS_PER_DOUBLING), 0.0, 0.0)
        if step not in self._placed:
            areas = self._areas if self._shows_areas else ()
            towns = self._towns if self._shows_towns else ()
            self._placed[step] = placed_names(areas, towns, step_camera, self.style)
        return [(label, self._box(label, step_camera)) for label in self._placed[step]]

    def paint_layer(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint the names that are seen, least important first."""
        seen = Box(exposed.left(), exposed.top(), exposed.right(), exposed.bottom())
        seen = seen.grown(self.style.px(_HALO_PX))
        for label, box in reversed(self.placed()):
            if seen.overlaps(box):
                margin = self.style.px(_HALO_PX)
                left = snapped(box.left - margin, self.pixel_ratio)
                top = snapped(box.top - margin, self.pixel_ratio)
                painter.drawPixmap(QPointF(left, top), self._pixmap(label))

    def _box(self, label: PlacedLabel, step: Camera) -> Box:
        """Return a label's box in the view: its centre is tied to the ground, its size not."""
        box = label.box
        half_w, half_h = (box.right - box.left) / 2, (box.bottom - box.top) / 2
        e, n = step.ground(box.left + half_w, box.top + half_h)
        x, y = self.camera.x(e), self.camera.y(n)
        return Box(x - half_w, y - half_h, x + half_w, y + half_h)

    def _pixmap(self, label: PlacedLabel) -> QPixmap:
        key = (label.text, label.look)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._painted(label)
        return self._pixmaps[key]

    def _painted(self, label: PlacedLabel) -> QPixmap:
        margin, ratio = self.style.px(_HALO_PX), self.pixel_ratio
        width, height = label_size(label.text, label.look, self.style)
        pixmap = QPixmap(
            math.ceil((width + 2 * margin) * ratio), math.ceil((height + 2 * margin) * ratio)
        )
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = Box(margin, margin, margin + width, margin + height)
        paint_label(painter, PlacedLabel(label.text, label.look, box), self.style)
        painter.end()
        return pixmap
