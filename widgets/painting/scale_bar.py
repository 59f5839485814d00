"""The scale bar: a round length, halved once, with its unit."""

from __future__ import annotations

import math
from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPainterPath, QPen

from widgets.painting.formats import length_text
from widgets.painting.labels import paint_haloed_text
from widgets.painting.style import Style, Type, color

TEXT = Type(11, 500)
LONGEST_PX = 150.0
HEIGHT_PX = 26.0


class ScaleBar(NamedTuple):
    """A round ground length (metres) and how long it is drawn (screen pixels)."""

    metres: float
    pixels: float


def scale_bar(metres_per_pixel: float, longest_px: float = LONGEST_PX) -> ScaleBar:
    """Return the longest bar of 1, 2 or 5 times a power of ten metres that fits."""
    most = metres_per_pixel * longest_px
    power = 10.0 ** math.floor(math.log10(most))
    metres = max(step * power for step in (1, 2, 5) if step * power <= most * (1 + 1e-9))
    return ScaleBar(metres, metres / metres_per_pixel)


def paint_scale_bar(
    painter: QPainter, bottom_left: QPointF, metres_per_pixel: float, style: Style
) -> None:
    """Paint the bar with 0, half and whole; `metres_per_pixel` is for one screen pixel."""
    bar = scale_bar(metres_per_pixel)
    length, tick = style.px(bar.pixels), style.px(5)
    x, y = bottom_left.x(), bottom_left.y()
    line = QPainterPath(QPointF(x, y - tick))
    line.lineTo(x, y)
    line.lineTo(x + length, y)
    line.lineTo(x + length, y - tick)
    line.moveTo(x + length / 2, y)
    line.lineTo(x + length / 2, y - tick)
    painter.strokePath(line, QPen(color(style.theme.halo, 0.85), style.px(4)))
    painter.strokePath(line, QPen(color(style.theme.ink), style.px(1.4)))
    whole, half = length_text(bar.metres, style.words), bar.metres / 2
    unit_m = 1000 if bar.metres >= 1000 else 1
    texts = ("0", style.words.number(half / unit_m, 1 if half % unit_m else 0), whole)
    number_of_whole = whole.split(" ", maxsplit=1)[0]
    for text, centred, at in zip(texts, ("0", texts[1], number_of_whole), (0, 0.5, 1), strict=True):
        left = x + length * at - style.text_width(centred, TEXT) / 2
        paint_haloed_text(painter, QPointF(left, y - tick - style.px(4)), text, TEXT, style)
