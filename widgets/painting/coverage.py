"""Coverage areas on the map: their borders, and threatened ones in red and yellow."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import shapely
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from models.geography.areas import Areas
from models.geography.outline import Shapes, simplified
from widgets.painting.camera import Camera, Extent
from widgets.painting.land import ground_transform
from widgets.painting.paths import path_of
from widgets.painting.style import Style, color, mix

DETAIL_M = 60.0
"""Borders of coverage areas are drawn to this detail: they follow parishes, not coasts."""
RED, YELLOW = "red", "yellow"
_FILLED = 0.42
_BAND = 0.55
_BAND_PX = 7.0


class AreaShape(NamedTuple):
    """One area ready to be painted; EPSG:25832, metres."""

    path: QPainterPath
    extent: Extent


class CoverageMap(NamedTuple):
    """The coverage areas of a map and how threatened each is: "red", "yellow" or ""."""

    shapes: tuple[AreaShape, ...]
    levels: tuple[str, ...]


def area_shapes(areas: Areas) -> tuple[AreaShape, ...]:
    """Return areas ready to be painted; takes some 100 ms for a region."""
    if not len(areas):
        return ()
    return tuple(_shape_of(shape) for shape in _simplified(areas.shapes))


def _simplified(shapes: Shapes) -> Shapes:
    kept = simplified(shapes, DETAIL_M)
    # an area of islets only must not vanish
    return kept if len(kept) == len(shapes) else shapes


def _shape_of(shape: shapely.Geometry) -> AreaShape:
    points, ring = shapely.get_coordinates(
        shapely.get_rings(shapely.get_parts(shape)), return_index=True
    )
    path = path_of(points, np.append(True, ring[1:] != ring[:-1]))
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    return AreaShape(path, Extent(west, south, east, north))


def level_color(level: str, style: Style) -> str:
    """Return the colour of a level."""
    return style.theme.bad if level == RED else style.theme.selective


def paint_area(
    painter: QPainter, shape: AreaShape, level: str, camera: Camera, style: Style, filled: bool
) -> None:
    """Paint one area: its border, and in its level's colour the whole of it or a band inside."""
    painter.save()
    painter.setTransform(ground_transform(camera), True)
    if level and filled:
        painter.fillPath(shape.path, color(level_color(level, style), _FILLED))
    elif level:
        painter.save()
        painter.setClipPath(shape.path, Qt.ClipOperation.IntersectClip)
        _stroke(painter, shape, color(level_color(level, style), _BAND), 2 * style.px(_BAND_PX))
        painter.restore()
    _stroke(painter, shape, color(style.theme.muted, 0.85), style.px(1.1))
    painter.restore()


def paint_areas_below(
    painter: QPainter, coverage: CoverageMap, camera: Camera, style: Style
) -> None:
    """Paint threatened areas as ground for the squares, opaque: paper takes no see-through."""
    painter.save()
    painter.setTransform(ground_transform(camera), True)
    for shape, level in zip(*coverage, strict=True):
        if level:
            painter.fillPath(shape.path, color(ground_color(level, style)))
    painter.restore()


def paint_area_borders(
    painter: QPainter, coverage: CoverageMap, camera: Camera, style: Style
) -> None:
    """Paint the border of every area."""
    painter.save()
    painter.setTransform(ground_transform(camera), True)
    for shape in coverage.shapes:
        _stroke(painter, shape, color(style.theme.muted), style.px(1.1))
    painter.restore()


def ground_color(level: str, style: Style) -> str:
    """Return the colour of a level over land."""
    return mix(style.theme.land, level_color(level, style), _FILLED)


def paint_chosen_area(painter: QPainter, shape: AreaShape, camera: Camera, style: Style) -> None:
    """Paint the border of the area that is looked at."""
    painter.save()
    painter.setTransform(ground_transform(camera), True)
    _stroke(painter, shape, color(style.theme.halo), style.px(5.0))
    _stroke(painter, shape, color(style.theme.ink), style.px(2.4))
    painter.restore()


def _stroke(painter: QPainter, shape: AreaShape, ink: QColor, width: float) -> None:
    pen = QPen(ink, width)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(shape.path, pen)
