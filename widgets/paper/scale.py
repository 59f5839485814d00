"""The map's scale: the largest round one at which an extent fits its frame."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF

from widgets.painting.camera import Camera, Extent
from widgets.paper.sheet import UNITS_PER_MM
from widgets.words import Words

_ROUND = (1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0, 6.0, 7.0, 7.5, 8.0, 9.0)
_MILLION = 1_000_000
_STEP_BEYOND_MILLION = 100_000
"""A whole region on A4: the next usual step, 1:1,250,000, would waste a fifth of the page."""
_MM_PER_M = 1000
_LEAST_DENOMINATOR = 1000


def round_denominator(least: float) -> int:
    """Return the round scale denominator (250,000 for 1:250,000) that is at least `least`."""
    least = max(least, _LEAST_DENOMINATOR) * (1 - 1e-9)
    if least > _MILLION:
        return math.ceil(least / _STEP_BEYOND_MILLION) * _STEP_BEYOND_MILLION
    power = 10.0 ** math.floor(math.log10(least))
    step = next((step for step in _ROUND if step * power >= least), 10.0)
    return round(step * power)


def fitting_denominator(extent: Extent, frame: QRectF, margin: float) -> int:
    """Return the denominator of the largest round scale at which `extent` fits `frame`.

    `frame` and the `margin` that stays free on every side are painter units.
    """
    across = (extent.east - extent.west) / (frame.width() - 2 * margin)
    down = (extent.north - extent.south) / (frame.height() - 2 * margin)
    return round_denominator(max(across, down) * UNITS_PER_MM * _MM_PER_M)


def camera_at(extent: Extent, frame: QRectF, denominator: int) -> Camera:
    """Return the camera that shows the middle of `extent` in `frame` at a true scale."""
    return Camera(
        (extent.west + extent.east) / 2,
        (extent.south + extent.north) / 2,
        metres_per_unit(denominator),
        frame.width(),
        frame.height(),
    )


def scale_text(words: Words, denominator: int) -> str:
    """Return a scale in figures: 1:250.000."""
    return f"1:{words.number(denominator)}"


def metres_per_unit(denominator: int) -> float:
    """Return how many metres of ground lie under a painter unit at a scale."""
    return denominator / (UNITS_PER_MM * _MM_PER_M)
