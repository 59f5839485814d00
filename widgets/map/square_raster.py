"""Inhabited squares as a raster: one pixel a square, and coarser copies for looking from afar."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

from widgets.map.scene import SquareGrid
from widgets.painting.camera import Extent
from widgets.painting.palettes import Palette

UInt8 = NDArray[np.uint8]
UInt32 = NDArray[np.uint32]
EMPTY = 0
"""Rank of a pixel without a square; the others have 1 and up, by what matters most."""

_MOST_PIXELS = 60_000_000
"""A raster beyond this is not a grid of squares: scattered addresses, or coordinates gone wrong."""


class RasterLevel(NamedTuple):
    """One raster: ranks and colours of equal shape (n_row, n_column), north first.

    `image` reads the memory of `argb`; `extent` is the ground it covers; `cell_m` is the side
    of a pixel in metres.
    """

    rank: UInt8
    argb: UInt32
    image: QImage
    extent: Extent
    cell_m: float


class Change(NamedTuple):
    """The block of pixels of the finest level that was repainted, ends excluded."""

    top: int
    left: int
    bottom: int
    right: int


class SquareRaster:
    """Colours of squares by class, kept in images that are changed in place.

    Changing 2,000 of 100,000 squares takes about 0.2 ms; a ScatterPlotItem took 2.8 s. Where
    squares are not a grid and several share a pixel, the one that matters most is seen.
    """

    def __init__(self, grid: SquareGrid) -> None:
        self._rank_of_class = np.zeros(256, dtype=np.uint8)
        self._argb_of_rank = np.zeros(256, dtype=np.uint32)
        size = grid.size_m
        column = grid.e // size
        row = grid.n // size
        west, north = int(column.min()), int(row.max())
        self._column: NDArray[np.intp] = (column - west).astype(np.intp)
        self._row: NDArray[np.intp] = (north - row).astype(np.intp)
        shape = (int(self._row.max()) + 1, int(self._column.max()) + 1)
        if shape[0] * shape[1] > _MOST_PIXELS:
            raise ValueError(f"squares of {size} m spread over {shape} pixels")
        self.levels = _levels(shape, west * size, (north + 1) * size, size)
        self._rank_of_square = np.zeros(len(grid.e), dtype=np.uint8)
        pixels = self._row * shape[1] + self._column
        self._shares_pixels = len(np.unique(pixels)) < len(pixels)

    def set_palette(self, palette: Palette) -> None:
        """Take other colours; the next `set_classes` paints with them."""
        self._rank_of_class[:] = EMPTY
        self._argb_of_rank[:] = 0
        for rank, index in enumerate(palette.severity, start=1):
            self._rank_of_class[index] = rank
            self._argb_of_rank[rank] = QColor(palette.colors[index]).rgba()

    def set_classes(self, classes: UInt8) -> None:
        """Give every square its class."""
        self._rank_of_square[:] = self._rank_of_class[classes]
        self._repaint_all()

    def update_classes(self, indices: NDArray[np.intp], classes: UInt8) -> Change | None:
        """Give the squares at `indices` other classes; returns what was repainted."""
        if len(indices) == 0:
            return None
        rank = self._rank_of_class[classes]
        self._rank_of_square[indices] = rank
        finest = self.levels[0]
        if self._shares_pixels:
            self._repaint_all()
            return Change(0, 0, *finest.rank.shape)
        row, column = self._row[indices], self._column[indices]
        finest.rank[row, column] = rank
        finest.argb[row, column] = self._argb_of_rank[rank]
        change = Change(
            int(row.min()), int(column.min()), int(row.max()) + 1, int(column.max()) + 1
        )
        block = change
        for finer, coarser in pairwise(self.levels):
            block = _repaint(finer.rank, coarser, block, self._argb_of_rank)
        return change

    def level_for(self, metres_per_pixel: float) -> RasterLevel:
        """Return the finest raster whose pixels are no smaller than the screen's.

        From a smaller one single squares would be left out.
        """
        for level in self.levels:
            if level.cell_m >= metres_per_pixel:
                return level
        return self.levels[-1]

    def _repaint_all(self) -> None:
        finest = self.levels[0]
        finest.rank[:] = EMPTY
        np.maximum.at(finest.rank, (self._row, self._column), self._rank_of_square)
        for finer, coarser in pairwise(self.levels):
            coarser.rank[:] = _strongest(finer.rank, coarser.rank.shape)
        for level in self.levels:
            np.take(self._argb_of_rank, level.rank, out=level.argb)


def _levels(shape: tuple[int, int], west: int, north: int, size: float) -> tuple[RasterLevel, ...]:
    levels: list[RasterLevel] = []
    rows, columns, cell = *shape, float(size)
    while not levels or min(rows, columns) > 32:
        argb = np.zeros((rows, columns), dtype=np.uint32)
        image = QImage(
            argb.data, columns, rows, columns * 4, QImage.Format.Format_ARGB32_Premultiplied
        )
        extent = Extent(west, north - rows * cell, west + columns * cell, north)
        rank = np.zeros((rows, columns), dtype=np.uint8)
        levels.append(RasterLevel(rank, argb, image, extent, cell))
        rows, columns, cell = (rows + 1) // 2, (columns + 1) // 2, cell * 2
    return tuple(levels)


def _strongest(rank: UInt8, shape: tuple[int, int]) -> UInt8:
    """Return the highest rank of each two by two pixels."""
    rows, columns = shape
    even = np.zeros((rows * 2, columns * 2), dtype=np.uint8)
    even[: rank.shape[0], : rank.shape[1]] = rank
    pairs = np.maximum(even[0::2], even[1::2])
    return np.maximum(pairs[:, 0::2], pairs[:, 1::2])


def _repaint(finer: UInt8, coarser: RasterLevel, change: Change, argb_of_rank: UInt32) -> Change:
    """Repaint what a change of the finer level changes in the coarser one, and return it."""
    block = Change(
        change.top // 2, change.left // 2, (change.bottom + 1) // 2, (change.right + 1) // 2
    )
    rows, columns = slice(block.top, block.bottom), slice(block.left, block.right)
    below = finer[block.top * 2 : block.bottom * 2, block.left * 2 : block.right * 2]
    rank = _strongest(below, (block.bottom - block.top, block.right - block.left))
    coarser.rank[rows, columns] = rank
    coarser.argb[rows, columns] = argb_of_rank[rank]
    return block
