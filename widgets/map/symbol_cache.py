"""Practice symbols painted once and kept as pixmaps."""

from __future__ import annotations

import math
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPixmap

from widgets.painting.style import Style
from widgets.painting.symbols import SymbolLook, paint_symbol, symbol_reach

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
        self._sprites: dict[tuple[SymbolLook, float], Sprite] = {}

    def sprite(self, look: SymbolLook, diameter: float) -> Sprite:
        """Return the symbol; `diameter` in screen pixels."""
        key = (look, round(diameter / STEP_PX) * STEP_PX)
        if key not in self._sprites:
            pixmap = self._painted(*key)
            self._sprites[key] = Sprite(pixmap, pixmap.width() / self._pixel_ratio / 2)
        return self._sprites[key]

    def _painted(self, look: SymbolLook, diameter: float) -> QPixmap:
        half = math.ceil(self._style.px(symbol_reach(diameter))) + 0.5
        side = round(2 * half * self._pixel_ratio)
        pixmap = QPixmap(side, side)
        pixmap.setDevicePixelRatio(self._pixel_ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = side / self._pixel_ratio / 2
        paint_symbol(painter, QPointF(centre, centre), diameter, look, self._style)
        painter.end()
        return pixmap
