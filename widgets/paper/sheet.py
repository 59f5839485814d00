"""The sheet: its units, size and type.

A painter unit is a hundredth of a millimetre. Paper sizes, frames and the map's scale are
then whole or nearly whole numbers, and what is drawn keeps its true length.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF

from widgets.painting.style import Style
from widgets.paper.fonts import FAMILY
from widgets.paper.page import Orientation, PaperSize
from widgets.theme import LIGHT
from widgets.words import Words

UNITS_PER_MM = 100
DOTS_PER_INCH = 2540
"""Resolution at which a painter unit is a hundredth of a millimetre."""

UNITS_PER_POINT = DOTS_PER_INCH / 72
MARGIN_MM = 7.0
GAP_MM = 3.0

_SHORT_AND_LONG_MM: dict[PaperSize, tuple[float, float]] = {"A4": (210, 297), "A3": (297, 420)}

_GROWTH: dict[PaperSize, float] = {"A4": 1.0, "A3": 1.25}
"""How much larger type and symbols are: an A3 page is read from further off."""

_MAP_POINTS_PER_PIXEL = 0.6
"""The smallest name on the map is 10 screen pixels: 6 points on paper."""


class Sheet(NamedTuple):
    """A sheet of paper and how things are drawn on it.

    Attributes
    ----------
    width, height : float
        Painter units.
    growth : float
        1 on A4, more on larger paper.
    map_style : Style
        For the painters shared with the screen, whose sizes are in screen pixels.
    style : Style
        For text and tables, with sizes in points.
    """

    width: float
    height: float
    growth: float
    map_style: Style
    style: Style

    def mm(self, millimetres: float) -> float:
        """Return a length that grows with the paper, in painter units."""
        return mm(millimetres) * self.growth

    @property
    def inside(self) -> QRectF:
        """The sheet without its margins."""
        margin = mm(MARGIN_MM)
        return QRectF(margin, margin, self.width - 2 * margin, self.height - 2 * margin)


def mm(millimetres: float) -> float:
    """Return a length on paper in painter units."""
    return millimetres * UNITS_PER_MM


def sheet_of(paper: PaperSize, orientation: Orientation, words: Words) -> Sheet:
    """Return an empty sheet."""
    short, long = (mm(side) for side in _SHORT_AND_LONG_MM[paper])
    width, height = (long, short) if orientation == "landscape" else (short, long)
    growth = _GROWTH[paper]
    point = UNITS_PER_POINT * growth
    return Sheet(
        width,
        height,
        growth,
        Style(LIGHT, words, point * _MAP_POINTS_PER_PIXEL, FAMILY),
        Style(LIGHT, words, point, FAMILY),
    )
