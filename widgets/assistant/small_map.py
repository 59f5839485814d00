"""A small map of where a file's places fall, with the land below them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from models.domain.place import Place
from widgets.style import Look

DENMARK = QRectF(440_000, -6_410_000, 470_000, 370_000)
"""What is shown where there is neither land nor a place: EPSG:25832, north up."""

MARGIN = 0.04
LEAST_M = 10_000.0
"""So much is in view at least: a single place alone would say nothing."""

DOT_PX = 3.0

Outline = NDArray[np.float64]
"""A ring as eastings and northings, shape (n_point, 2)."""


def outlines_of(shapes: Sequence[shapely.Geometry], tolerance_m: float = 400.0) -> list[Outline]:
    """Return the outer rings of areas, simplified for a map of a hand's size."""
    parts = shapely.get_parts(shapely.simplify(np.asarray(shapes, dtype=object), tolerance_m))
    rings = shapely.get_exterior_ring(parts)
    return [shapely.get_coordinates(ring) for ring in rings if not shapely.is_missing(ring)]


class SmallMap(QWidget):
    """Paints outlines and places, all of them in view."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._land = QPainterPath()
        self._places: tuple[Place, ...] = ()
        self.setMinimumSize(look.px(240), look.px(200))

    @property
    def places(self) -> tuple[Place, ...]:
        """The places that are shown."""
        return self._places

    def show_land(self, outlines: Sequence[Outline]) -> None:
        """Show land below the places."""
        self._land = QPainterPath()
        for ring in outlines:
            self._land.moveTo(ring[0, 0], -ring[0, 1])
            for e, n in ring[1:].tolist():
                self._land.lineTo(e, -n)
            self._land.closeSubpath()
        self.update()

    def show_places(self, places: Sequence[Place]) -> None:
        """Show places, EPSG:25832, metres."""
        self._places = tuple(places)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sea, the land and the places."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self._look
        painter.setPen(QPen(look.colour("line"), 1))
        painter.setBrush(look.colour("sea"))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, look.px(6), look.px(6))
        painter.setClipRect(frame)
        extent = self._extent()
        scale = min(frame.width() / extent.width(), frame.height() / extent.height())
        painter.save()
        painter.translate(frame.center())
        painter.scale(scale, scale)
        painter.translate(-extent.center())
        pen = QPen(look.colour("border"), 1)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(look.colour("land"))
        painter.drawPath(self._land)
        painter.restore()
        painter.setPen(QPen(look.colour("rim"), 0.6))
        painter.setBrush(look.colour("accent"))
        radius = look.px(DOT_PX)
        for place in self._places:
            seen = frame.center() + (QPointF(place.e, -place.n) - extent.center()) * scale
            painter.drawEllipse(seen, radius, radius)

    def _extent(self) -> QRectF:
        """Return what is to be in view: the land and every place, north up."""
        land = self._land.boundingRect()
        e = [place.e for place in self._places]
        n = [-place.n for place in self._places]
        if not self._land.isEmpty():
            e += [land.left(), land.right()]
            n += [land.top(), land.bottom()]
        if not e:
            return DENMARK
        middle = QPointF((min(e) + max(e)) / 2, (min(n) + max(n)) / 2)
        size = QSizeF(max(max(e) - min(e), LEAST_M), max(max(n) - min(n), LEAST_M))
        extent = QRectF(QPointF(), size)
        extent.moveCenter(middle)
        edge = MARGIN * max(extent.width(), extent.height())
        return extent.adjusted(-edge, -edge, edge, edge)
