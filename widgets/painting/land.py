"""Land, coast and municipality borders, at the level of detail a zoom needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QTransform

from models.geography.outline import Shapes
from widgets.painting.camera import Camera, Extent
from widgets.painting.paths import path_of
from widgets.painting.style import Style, color, mix

Pause = Callable[[], None]

_POINTS = 250
"""Points in one path. Qt strokes long paths slowly (41,000 points: 1 s at once, 10 ms in pieces),
a worker lets go of the interpreter only between calls, and many short paths cost calls."""


def _go_on() -> None:
    """Do not pause."""


class Piece(NamedTuple):
    """A path in EPSG:25832 metres and where it lies."""

    path: QPainterPath
    extent: Extent


@dataclass(frozen=True, slots=True)
class LandLevel:
    """The land at one level of detail, as paths.

    Attributes
    ----------
    home, other : tuple of Piece
        The region's own land and that of its surroundings; filled.
    coasts, borders, frontier : tuple of Piece
        Where land meets water, where two municipalities of the region meet, and where the
        region meets its surroundings; stroked. Borders among the surroundings count as
        `coasts`: they are drawn as faintly.
    """

    home: tuple[Piece, ...]
    other: tuple[Piece, ...]
    coasts: tuple[Piece, ...]
    borders: tuple[Piece, ...]
    frontier: tuple[Piece, ...]


def land_level(home: Shapes, other: Shapes) -> LandLevel:
    """Return the paths of the region's municipalities and of those around it."""
    rings = _rings(np.concatenate([home, other]))
    lines = _lines(rings, np.arange(len(home) + len(other)) < len(home))
    is_home = rings.shape < len(home)
    return LandLevel(_fills(rings, is_home), _fills(rings, ~is_home), *lines)


def paint_land(
    painter: QPainter, level: LandLevel, camera: Camera, style: Style, pause: Pause = _go_on
) -> None:
    """Fill the picture with sea and land; `pause` is called between pieces."""
    theme = style.theme
    painter.fillRect(0, 0, round(camera.width) + 1, round(camera.height) + 1, color(theme.sea))
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    for pieces, fill in ((level.other, theme.other_land), (level.home, theme.land)):
        painter.setBrush(color(fill))
        _draw(painter, pieces, camera, pause)
    painter.restore()


def paint_borders(
    painter: QPainter, level: LandLevel, camera: Camera, style: Style, pause: Pause = _go_on
) -> None:
    """Stroke coasts and borders; `pause` is called between pieces."""
    theme = style.theme
    coast = mix(theme.sea, theme.border, 0.75)
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pieces, ink, width in (
        (level.coasts, coast, 0.9),
        (level.borders, theme.border, 1.0),
        (level.frontier, mix(theme.border, theme.ink, 0.25), 1.0),
    ):
        pen = QPen(color(ink), style.px(width))
        pen.setCosmetic(True)
        painter.setPen(pen)
        _draw(painter, pieces, camera, pause)
    painter.restore()


def _draw(painter: QPainter, pieces: tuple[Piece, ...], camera: Camera, pause: Pause) -> None:
    seen = camera.extent.grown(4 * camera.metres_per_pixel)
    painter.save()
    painter.setTransform(ground_transform(camera), True)
    for piece in pieces:
        if seen.overlaps(piece.extent):
            painter.drawPath(piece.path)
            pause()
    painter.restore()


def ground_transform(camera: Camera) -> QTransform:
    """Return the transform from EPSG:25832 metres to the camera's pixels."""
    scale = 1 / camera.metres_per_pixel
    dx = camera.width / 2 - camera.e * scale
    dy = camera.height / 2 + camera.n * scale
    return QTransform(scale, 0, 0, -scale, dx, dy)


class _Rings(NamedTuple):
    """All rings in one run of points; `ring` and `shape` say which each point belongs to."""

    points: NDArray[np.float64]
    ring: NDArray[np.int64]
    shape: NDArray[np.int64]
    part: NDArray[np.int64]


def _rings(shapes: Shapes) -> _Rings:
    parts, shape_of_part = shapely.get_parts(shapes, return_index=True)
    rings, part_of_ring = shapely.get_rings(parts, return_index=True)
    points, ring_of_point = shapely.get_coordinates(rings, return_index=True)
    part = part_of_ring[ring_of_point]
    return _Rings(points, ring_of_point, shape_of_part[part], part)


def _fills(rings: _Rings, chosen: NDArray[np.bool_]) -> tuple[Piece, ...]:
    """Return the chosen points' parts, small ones gathered, each with its holes."""
    points, ring, part = rings.points[chosen], rings.ring[chosen], rings.part[chosen]
    if len(points) == 0:
        return ()
    begins = np.append(True, ring[1:] != ring[:-1])
    ends = np.flatnonzero(np.append(part[1:] != part[:-1], True)) + 1
    pieces, start = [], 0
    for end in ends.tolist():
        if end - start >= _POINTS or end == ends[-1]:
            pieces.append(_piece(points[start:end], begins[start:end]))
            start = end
    return tuple(pieces)


def _piece(points: NDArray[np.float64], begins: NDArray[np.bool_]) -> Piece:
    path = path_of(points, begins)
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    return Piece(path, Extent(west, south, east, north))


_COAST, _BORDER, _FRONTIER, _SKIPPED = range(4)


def _lines(
    rings: _Rings, is_home: NDArray[np.bool_]
) -> tuple[tuple[Piece, ...], tuple[Piece, ...], tuple[Piece, ...]]:
    """Return coasts, borders and frontier as pieces; a shared border is drawn once."""
    joined = rings.ring[1:] == rings.ring[:-1]
    kind = np.full(len(joined), _SKIPPED)
    kind[joined] = _kinds(rings, joined, is_home)
    coasts, borders, frontier = (
        _strokes(rings.points, np.flatnonzero(kind == wanted))
        for wanted in (_COAST, _BORDER, _FRONTIER)
    )
    return coasts, borders, frontier


def _strokes(points: NDArray[np.float64], segments: NDArray[np.intp]) -> tuple[Piece, ...]:
    """Return the segments from `points[i]` to `points[i + 1]`, joined where they follow."""
    if len(segments) == 0:
        return ()
    last = np.flatnonzero(np.append(np.diff(segments) != 1, True))
    run = points[np.insert(segments, last + 1, segments[last] + 1)]
    ends = np.insert(np.zeros(len(segments), dtype=bool), last + 1, True)
    begins = np.append(True, ends[:-1])
    # a piece begins with the point its forerunner ended with, so that no gap shows
    cuts = [slice(first, first + _POINTS + 1) for first in range(0, len(run) - 1, _POINTS)]
    return tuple(_piece(run[cut], begins[cut]) for cut in cuts)


def _kinds(
    rings: _Rings, joined: NDArray[np.bool_], is_home: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Return what each segment is: a segment that two shapes have is a border between them."""
    a, b = rings.points[:-1][joined], rings.points[1:][joined]
    turned = (a[:, 0] > b[:, 0]) | ((a[:, 0] == b[:, 0]) & (a[:, 1] > b[:, 1]))
    ends = np.where(turned[:, None], np.hstack([b, a]), np.hstack([a, b]))
    key = np.ascontiguousarray(ends).view([("", ends.dtype)] * 4).ravel()
    _, first, group, count = np.unique(
        key, return_index=True, return_inverse=True, return_counts=True
    )
    home = is_home[rings.shape[:-1][joined]]
    homes = np.bincount(group, weights=home, minlength=len(count))
    kind_of_group = np.where(count == 1, _COAST, np.where(homes == count, _BORDER, _FRONTIER))
    kind_of_group[(count > 1) & (homes == 0)] = _COAST
    kind = kind_of_group[group]
    again = np.ones(len(key), dtype=bool)
    again[first] = False
    kind[again] = _SKIPPED
    return kind
