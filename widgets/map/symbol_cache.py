"""Practice symbols painted once and kept as pixmaps."""

from __future__ import annotations

import math
from typing import Literal, NamedTuple

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPixmap

from widgets.painting.pixmap import painted_pixmap
from widgets.painting.style import Style
from widgets.painting.symbols import (
    SymbolLook,
    paint_hover,
    paint_selection,
    paint_symbol,
    symbol_reach,
)

Ring = Literal["selected", "hovered"]

RING_PX = 5.0
"""How far the ring of a selected practice reaches beyond its symbol."""
STEP_PX = 0.5
"""Diameters are rounded to this, so that a few dozen pixmaps serve a whole country."""


class Sprite(NamedTuple):
    """A painted symbol, and how far its centre is from its left and top (logical pixels)."""

    pixmap: QPixmap
    half: float


class SymbolCache:
    """Pixmaps of symbols by look and diameter, for one style and one screen."""

    def __init__(self, style: Style, pixel_ratio: float) -> None:
        self._style = style
        self._pixel_ratio = pixel_ratio
        self._sprites: dict[tuple[SymbolLook | Ring, float], Sprite] = {}

    def sprite(self, look: SymbolLook, diameter: float) -> Sprite:
        """Return the symbol; `diameter` in screen pixels."""
        return self._kept(look, diameter)

    def ring(self, ring: Ring, diameter: float) -> Sprite:
        """Return the ring that lies under a symbol of `diameter` screen pixels."""
        return self._kept(ring, diameter)

    def _kept(self, look: SymbolLook | Ring, diameter: float) -> Sprite:
        key = (look, round(diameter / STEP_PX) * STEP_PX)
        if key not in self._sprites:
            pixmap = self._painted(*key)
            self._sprites[key] = Sprite(pixmap, pixmap.width() / self._pixel_ratio / 2)
        return self._sprites[key]

    def _painted(self, look: SymbolLook | Ring, diameter: float) -> QPixmap:
        beyond = RING_PX if isinstance(look, str) else 0.0
        half = math.ceil(self._style.px(symbol_reach(diameter) + beyond)) + 0.5
        side = round(2 * half * self._pixel_ratio)
        centre = side / self._pixel_ratio / 2
        middle = QPointF(centre, centre)

        def paint(painter: QPainter) -> None:
            if look == "selected":
                paint_selection(painter, middle, diameter, self._style)
            elif look == "hovered":
                paint_hover(painter, middle, diameter, self._style)
            else:
                paint_symbol(painter, middle, diameter, look, self._style)

        return painted_pixmap(QSize(side, side), self._pixel_ratio, paint)
