"""Inhabited squares as pixels: one pixel a square, or one screen pixel each from far off."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage

from widgets.map.scene import SquareGrid
from widgets.painting.camera import Camera, Extent
from widgets.painting.palettes import Palette

UInt8 = NDArray[np.uint8]
UInt32 = NDArray[np.uint32]

_MOST_PIXELS = 60_000_000
"""A raster beyond this is not a grid of squares: scattered addresses, or coordinates gone wrong."""


FAR_MARGIN = 0.2
"""How much more than the view is painted from far off, as a share of it on every side."""


class Change(NamedTuple):
    """The block of pixels of the raster that was repainted, ends excluded."""

    top: int
    left: int
    bottom: int
    right: int


class Picture(NamedTuple):
    """An image and the memory it reads; north is up."""

    argb: UInt32
    image: QImage


class NearPicture(NamedTuple):
    """A picture, and the pixel of the screen where its top left lies."""

    picture: Picture
    left: int
    top: int


class FarPicture(NamedTuple):
    """An image, and the pixel of it that is the view's top left."""

    image: QImage
    left: int
    top: int


class SquareRaster:
    """Colours of squares by class, kept in an image that is changed in place.

    Changing 2,000 of 100,000 squares takes about 0.1 ms; a ScatterPlotItem took 2.8 s.

    Attributes
    ----------
    image : QImage
        One pixel a square; where squares share one, that which matters most is seen.
    extent : Extent
        The ground it covers.
    cell_m : float
        The side of a pixel, metres.
    """

    def __init__(self, grid: SquareGrid) -> None:
        size = grid.size_m
        column, row = grid.e // size, grid.n // size
        west, north = int(column.min()), int(row.max())
        self._column: NDArray[np.intp] = (column - west).astype(np.intp)
        self._row: NDArray[np.intp] = (north - row).astype(np.intp)
        shape = (int(self._row.max()) + 1, int(self._column.max()) + 1)
        if shape[0] * shape[1] > _MOST_PIXELS:
            raise ValueError(f"squares of {size} m spread over {shape} pixels")
        self.cell_m = float(size)
        self.extent = Extent(
            west * size,
            (north + 1 - shape[0]) * size,
            (west + shape[1]) * size,
            (north + 1) * size,
        )
        self._near = _blank(*shape)
        self._far = _FarView(grid)
        self._rows = _Rows(self._row)
        self._ranks = _Ranks(len(grid.e))
        self._crowds = _Crowds(self._row * shape[1] + self._column)
        self._cells: _Cells | None = None

    @property
    def image(self) -> QImage:
        """One pixel a square."""
        return self._near.image

    def leave_afar(self) -> None:
        """Keep no picture from far off up to date: the map is seen from near."""
        self._far.forget()

    def set_palette(self, palette: Palette) -> None:
        """Take other colours; the next `set_classes` paints with them."""
        self._ranks.set_palette(palette)

    def set_classes(self, classes: UInt8) -> None:
        """Give every square its class."""
        self._ranks.set_classes(slice(None), classes)
        self._far.forget()
        self._paint(self._ranks.order)

    def update_classes(self, indices: NDArray[np.intp], classes: UInt8) -> Change | None:
        """Give the squares at `indices` other classes; returns what was repainted."""
        if len(indices) == 0:
            return None
        self._ranks.set_classes(indices, classes)
        some = self._crowds.with_these(indices)
        self._paint(some[np.argsort(self._ranks.rank[some], kind="stable")])
        row, column = self._row[indices], self._column[indices]
        top, bottom = int(row.min()), int(row.max()) + 1
        if self._far.is_fresh:
            beside = self._far.rows_in_pixel(self.cell_m)
            self._far.repair(
                indices, self._rows.between(top - beside, bottom + beside), self._ranks
            )
        return Change(top, int(column.min()), bottom, int(column.max()) + 1)

    def seen_near(self, camera: Camera, part: QRect) -> NearPicture | None:
        """Return what lies in a part of the camera's picture, None where no square can.

        A pixel has the colour of the square that its middle lies in, whatever the part.
        """
        cells = self._cells
        if cells is None or cells.camera != camera:
            cells = self._cells = self._cells_of(camera)
        seen = part.intersected(cells.on_raster)
        if seen.isEmpty():
            return None
        column = cells.column[seen.left() : seen.right() + 1]
        row = cells.row[seen.top() : seen.bottom() + 1]
        # a row of squares is spread over the columns once, and copied to each row of the screen
        first = int(row[0])
        spread = self._near.argb[first : int(row[-1]) + 1].take(column, axis=1, mode="clip")
        picture = _picture(spread.take(row - first, axis=0, mode="clip"))
        return NearPicture(picture, seen.left(), seen.top())

    def from_afar(self, camera: Camera) -> FarPicture:
        """Return a picture that holds the camera's, with one pixel for each square.

        Where a square is smaller than a pixel of the screen, stretching the raster would leave
        some out, and coarser rasters would cover the land with squares that are not there.
        """
        return self._far.seen_from(camera, self._ranks)

    def _cells_of(self, camera: Camera) -> _Cells:
        west, north = camera.ground(0.0, 0.0)
        metres, cell_m = camera.metres_per_pixel, self.cell_m
        x, y = (np.arange(math.ceil(side)) + 0.5 for side in (camera.width, camera.height))
        column = np.floor((west - self.extent.west + x * metres) / cell_m).astype(np.intp)
        row = np.floor((self.extent.north - north + y * metres) / cell_m).astype(np.intp)
        n_rows, n_columns = self._near.argb.shape
        left, right = np.searchsorted(column, (0, n_columns)).tolist()
        top, bottom = np.searchsorted(row, (0, n_rows)).tolist()
        return _Cells(camera, column, row, QRect(left, top, right - left, bottom - top))

    def _paint(self, squares: NDArray[np.intp]) -> None:
        """Paint squares one after the other: of several on a pixel the last is seen."""
        row, column = self._row[squares], self._column[squares]
        self._near.argb[row, column] = self._ranks.colors(squares)


class _Cells(NamedTuple):
    """In which column and row of the raster each column and row of a camera's picture lies.

    `on_raster` are the pixels of the picture that lie on it.
    """

    camera: Camera
    column: NDArray[np.intp]
    row: NDArray[np.intp]
    on_raster: QRect


class _Crowds:
    """Squares that share their pixel: all of them are painted, in order, when one changes."""

    def __init__(self, pixel: NDArray[np.intp]) -> None:
        _, place, count = np.unique(pixel, return_inverse=True, return_counts=True)
        self._crowd: NDArray[np.intp] = np.where(count > 1, np.arange(len(count)), -1)[place]
        self._crowded: NDArray[np.intp] = np.flatnonzero(self._crowd >= 0)
        self._is_touched: NDArray[np.bool_] = np.zeros(len(count), dtype=np.bool_)

    def with_these(self, squares: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return `squares` and those that share a pixel with one of them."""
        crowds = self._crowd[squares]
        is_crowded = crowds >= 0
        if not is_crowded.any():
            return squares
        touched = crowds[is_crowded]
        self._is_touched[touched] = True
        sharing = self._crowded[self._is_touched[self._crowd[self._crowded]]]
        self._is_touched[touched] = False
        return np.concatenate([squares[~is_crowded], sharing])


class _FarView:
    """Squares as single pixels of the screen, repaired where classes change."""

    def __init__(self, grid: SquareGrid) -> None:
        self._e, self._n = grid.e.astype(np.float64), grid.n.astype(np.float64)
        self._camera: Camera | None = None
        self._picture = _blank(1, 1)
        self._pixel: NDArray[np.int32] = np.zeros(0, dtype=np.int32)
        self._is_touched: NDArray[np.bool_] = np.zeros(0, dtype=np.bool_)
        self._is_fresh = False

    @property
    def is_fresh(self) -> bool:
        """Whether there is a picture that shows all classes as they are."""
        return self._is_fresh

    def rows_in_pixel(self, cell_m: float) -> int:
        """Return how many rows of squares, at most, lie beside one of them in the same pixel."""
        return 0 if self._camera is None else math.ceil(self._camera.metres_per_pixel / cell_m)

    def seen_from(self, camera: Camera, ranks: _Ranks) -> FarPicture:
        """Return what is seen from `camera`; while it is panned the picture is only shifted."""
        wide = self._camera
        if (
            wide is None
            or wide.metres_per_pixel != camera.metres_per_pixel
            or not wide.extent.contains(camera.extent)
        ):
            wide = self._camera = camera.resized(
                round(camera.width) + 2 * round(FAR_MARGIN * camera.width),
                round(camera.height) + 2 * round(FAR_MARGIN * camera.height),
            )
            self._find_pixels(wide)
            self._is_fresh = False
        if not self._is_fresh:
            self._picture.argb[:] = 0
            self._paint(ranks.order, ranks)
            self._is_fresh = True
        left, top = wide.x(camera.extent.west), wide.y(camera.extent.north)
        return FarPicture(self._picture.image, round(left), round(top))

    def forget(self) -> None:
        """Paint anew when next looked at."""
        self._is_fresh = False

    def repair(self, indices: NDArray[np.intp], around: NDArray[np.intp], ranks: _Ranks) -> None:
        """Paint the pixels of some squares anew, with all of those `around` that lie on them."""
        touched, is_touched = self._pixel[indices], self._is_touched
        is_touched[touched] = True
        sharing = around[is_touched[self._pixel[around]]]
        is_touched[touched] = False
        self._paint(sharing[np.argsort(ranks.rank[sharing], kind="stable")], ranks)

    def _find_pixels(self, camera: Camera) -> None:
        """Work out each square's pixel; those out of sight get one past the last."""
        width, height = round(camera.width), round(camera.height)
        if self._picture.argb.shape != (height, width):
            self._picture = _blank(height, width)
            self._is_touched = np.zeros(height * width + 1, dtype=np.bool_)
        column = np.floor(camera.x(self._e)).astype(np.int32)
        row = np.floor(camera.y(self._n)).astype(np.int32)
        is_seen = (column >= 0) & (column < width) & (row >= 0) & (row < height)
        self._pixel = np.where(is_seen, row * width + column, width * height).astype(np.int32)

    def _paint(self, squares: NDArray[np.intp], ranks: _Ranks) -> None:
        pixels = self._pixel[squares]
        is_seen = pixels < self._picture.argb.size
        flat = self._picture.argb.reshape(-1)
        flat[pixels[is_seen]] = ranks.colors(squares[is_seen])


class _Rows:
    """Squares by their row, so that those near others are found without looking at all."""

    def __init__(self, row: NDArray[np.intp]) -> None:
        self._squares: NDArray[np.intp] = np.argsort(row, kind="stable")
        self._starts = np.searchsorted(row[self._squares], np.arange(int(row.max()) + 2))

    def between(self, top: int, bottom: int) -> NDArray[np.intp]:
        """Return the squares of some rows, the end excluded."""
        last = len(self._starts) - 1
        start, end = self._starts[min(max(top, 0), last)], self._starts[min(max(bottom, 0), last)]
        return self._squares[start:end]


class _Ranks:
    """What matters how much: a rank for each square, and colours by rank."""

    def __init__(self, n_squares: int) -> None:
        self.rank: UInt8 = np.zeros(n_squares, dtype=np.uint8)
        self._order: NDArray[np.intp] | None = None
        self._rank_of_class = np.zeros(256, dtype=np.uint8)
        self._argb_of_rank = np.zeros(256, dtype=np.uint32)

    @property
    def order(self) -> NDArray[np.intp]:
        """The squares, what matters most last: of several on a pixel it stays."""
        if self._order is None:
            self._order = np.argsort(self.rank, kind="stable")
        return self._order

    def set_palette(self, palette: Palette) -> None:
        """Take other colours."""
        for rank, index in enumerate(palette.severity):
            self._rank_of_class[index] = rank
            self._argb_of_rank[rank] = QColor(palette.colors[index]).rgba()

    def set_classes(self, indices: NDArray[np.intp] | slice, classes: UInt8) -> None:
        """Rank squares by their classes."""
        self.rank[indices] = self._rank_of_class[classes]
        self._order = None

    def colors(self, squares: NDArray[np.intp]) -> UInt32:
        """Return the colours of squares as 0xAARRGGBB."""
        return self._argb_of_rank[self.rank[squares]]


def _blank(rows: int, columns: int) -> Picture:
    return _picture(np.zeros((rows, columns), dtype=np.uint32))


def _picture(argb: UInt32) -> Picture:
    rows, columns = argb.shape
    form = QImage.Format.Format_ARGB32_Premultiplied
    return Picture(argb, QImage(argb.data, columns, rows, columns * 4, form))
