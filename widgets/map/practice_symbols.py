"""Look, size and painting order of every practice at a zoom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from widgets.map.marks import PracticeMark
from widgets.map.symbol_cache import STEP_PX, Ring, Sprite, SymbolCache
from widgets.painting.style import Style
from widgets.painting.symbols import SymbolLook, symbol_diameter, symbol_diameters

_MOST_LOOKS = 64
"""More than there are: four kinds, changed or not, with a doctor or without."""


class PracticeSymbols:
    """Kept by position in the list of marks, and worked out for all of them at once.

    Attributes
    ----------
    diameters : ndarray of float64 with shape (n_mark,)
        Screen pixels.
    halves : ndarray of float64 with shape (n_mark,)
        From a sprite's corner to its centre, logical pixels.
    sprites : list of Sprite
    order : ndarray of intp with shape (n_mark,)
        What is gone first, then large before small.
    """

    def __init__(self, style: Style) -> None:
        self._cache = SymbolCache(style, 1.0)
        self._metres_per_pixel = 1.0
        self._looks: list[SymbolLook] = []
        self._known_looks: list[SymbolLook] = []
        self._look_ids: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._lists: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._stands: NDArray[np.bool_] = np.zeros(0, dtype=bool)
        self._counts: Counter[SymbolLook] = Counter()
        self.diameters: NDArray[np.float64] = np.zeros(0)
        self.halves: NDArray[np.float64] = np.zeros(0)
        self.sprites: list[Sprite] = []
        self.order: NDArray[np.intp] = np.zeros(0, dtype=np.intp)

    @property
    def counts(self) -> Mapping[SymbolLook, int]:
        """How many practices have each look."""
        return self._counts

    def set_style(self, style: Style, pixel_ratio: float) -> None:
        """Paint the sprites for another theme, scale or screen."""
        self._cache = SymbolCache(style, pixel_ratio)
        self.set_zoom(self._metres_per_pixel)

    def set_marks(self, marks: Sequence[PracticeMark]) -> None:
        """Take other practices."""
        self._looks = [mark.look for mark in marks]
        self._look_ids = np.array([self._id_of(look) for look in self._looks], dtype=np.int64)
        self._counts = Counter(self._looks)
        self._lists = np.array([mark.list for mark in marks], dtype=np.int64)
        self._stands = np.array([not mark.is_gone for mark in marks], dtype=bool)
        self.order = np.lexsort((-self._lists, self._stands))
        self.set_zoom(self._metres_per_pixel)

    def set_some(self, marks: Mapping[int, PracticeMark]) -> None:
        """Take the practices that have changed, by their position."""
        is_order_kept = True
        for index, mark in marks.items():
            look, stands = mark.look, not mark.is_gone
            self._counts[self._looks[index]] -= 1
            self._counts[look] += 1
            self._looks[index], self._look_ids[index] = look, self._id_of(look)
            is_order_kept &= (self._lists[index], self._stands[index]) == (mark.list, stands)
            self._lists[index], self._stands[index] = mark.list, stands
            diameter = symbol_diameter(mark.list, self._metres_per_pixel)
            sprite = self.sprite(look, diameter)
            self.diameters[index], self.sprites[index] = diameter, sprite
            self.halves[index] = sprite.half
        if not is_order_kept:
            self.order = np.lexsort((-self._lists, self._stands))

    def set_zoom(self, metres_per_pixel: float) -> None:
        """Work out all sizes at a zoom; few looks have few sizes, so few sprites serve all."""
        self._metres_per_pixel = metres_per_pixel
        self.diameters = symbol_diameters(self._lists, metres_per_pixel)
        keys = np.round(self.diameters / STEP_PX).astype(np.int64) * _MOST_LOOKS + self._look_ids
        different, which = np.unique(keys, return_inverse=True)
        sprites = [
            self.sprite(self._known_looks[key % _MOST_LOOKS], key // _MOST_LOOKS * STEP_PX)
            for key in different.tolist()
        ]
        self.sprites = [sprites[index] for index in which.tolist()]
        self.halves = np.array([sprite.half for sprite in sprites], dtype=np.float64)[which]

    def sprite(self, look: SymbolLook, diameter: float) -> Sprite:
        """Return a painted symbol."""
        return self._cache.sprite(look, diameter)

    def ring(self, ring: Ring, diameter: float) -> Sprite:
        """Return the painted ring of a symbol."""
        return self._cache.ring(ring, diameter)

    def _id_of(self, look: SymbolLook) -> int:
        if look not in self._known_looks:
            self._known_looks.append(look)
        return self._known_looks.index(look)
