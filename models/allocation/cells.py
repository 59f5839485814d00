"""Which squares can have to do with each other at all, told by the large cells they lie in."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Int32 = NDArray[np.int32]

SIDE_M = 8_000
"""Side of a cell: a practice's surroundings cover some twenty, a country a thousand."""


class Cells:
    """Sets of squares as sets of cells, each one whole number: bit i stands for cell i.

    Two sets of squares that have one in common have its cell in common; where `a & b` is 0,
    they have none.
    """

    def __init__(self, e: Int32, n: Int32) -> None:
        """`e`, `n` (n_square,) are the squares' centres, whole metres."""
        column, row = e // SIDE_M, n // SIDE_M
        column, row = column - column.min(initial=0), row - row.min(initial=0)
        self._of_square: Int32 = row * (column.max(initial=0) + 1) + column
        self._n = int(self._of_square.max(initial=0)) + 1

    def of(self, squares: Int32) -> int:
        """Return the cells of some squares."""
        marks = np.zeros(self._n, dtype=np.bool_)
        marks[self._of_square[squares]] = True
        return int.from_bytes(np.packbits(marks).tobytes(), "big")
