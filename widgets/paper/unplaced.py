"""Plates of persons without a place on paper: beside what changed, never over it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from widgets.painting.boxes import Box, BoxIndex
from widgets.painting.camera import Camera
from widgets.painting.style import Style
from widgets.painting.unplaced import UnplacedMarker, marker_box, unplaced_markers
from widgets.paper.page import MapPage


def clear_markers(
    page: MapPage, camera: Camera, style: Style, kept_free: Sequence[Box]
) -> list[UnplacedMarker]:
    """Return the plates of a page, greatest first; those over `kept_free` are moved beside it.

    On screen the planner zooms in to see what a plate covers; paper has one zoom.
    """
    grid, persons = page.scene.grid, page.now.unplaced
    here = persons > 0
    markers = unplaced_markers(
        camera.x(grid.e[here].astype(np.float64)),
        camera.y(grid.n[here].astype(np.float64)),
        persons[here].astype(np.int64),
        style,
    )
    index = BoxIndex(style.px(64))
    for box in kept_free:
        index.take(box)
    free = [marker for marker in markers if index.is_free(marker_box(marker, style))]
    for marker in free:
        index.take(marker_box(marker, style))
    moved = [_moved(marker, index, kept_free, style) for marker in markers if marker not in free]
    return sorted([*free, *moved], key=lambda marker: -marker.persons)


def _moved(
    marker: UnplacedMarker, index: BoxIndex, kept_free: Sequence[Box], style: Style
) -> UnplacedMarker:
    """Return the marker at the nearest free place beside what it covers, else where it was."""
    nearest = sorted(
        _beside(marker, kept_free, style),
        key=lambda other: abs(other.x - marker.x) + abs(other.y - marker.y),
    )
    for other in nearest:
        box = marker_box(other, style)
        if index.is_free(box):
            index.take(box)
            return other
    return marker


def _beside(
    marker: UnplacedMarker, kept_free: Sequence[Box], style: Style
) -> Iterator[UnplacedMarker]:
    own, gap = marker_box(marker, style), style.px(1)
    half_width, half_height = (own.right - own.left) / 2 + gap, (own.bottom - own.top) / 2 + gap
    for box in kept_free:
        if own.overlaps(box):
            yield marker._replace(y=box.top - half_height)
            yield marker._replace(y=box.bottom + half_height)
            yield marker._replace(x=box.left - half_width)
            yield marker._replace(x=box.right + half_width)
