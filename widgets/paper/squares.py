"""Inhabited squares as vectors: few large rectangles, one path for each colour."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPainterPath

from widgets.map.scene import SquareGrid
from widgets.painting.camera import Camera
from widgets.painting.palettes import Palette, UInt8
from widgets.painting.style import color

Int64 = NDArray[np.int64]


def paint_squares(
    painter: QPainter, grid: SquareGrid, classes: UInt8, palette: Palette, camera: Camera
) -> None:
    """Paint the squares that `camera` shows, what matters most on top."""
    seen = _seen(grid, camera)
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    for index in palette.severity:
        here = seen & (classes == index)
        if here.any():
            painter.setBrush(color(palette.colors[index]))
            painter.drawPath(_path(merged(grid.e[here], grid.n[here], grid.size_m), camera))
    painter.restore()


def merged(e: NDArray[np.int32], n: NDArray[np.int32], size_m: int) -> Int64:
    """Return rectangles that cover exactly the squares: int64 with shape (n_rectangle, 4).

    Squares side by side become one run, and runs of equal ends above each other one block:
    a viewer then shows no seams, and the file is a fraction of the size. `e`, `n` are centres;
    columns are west, south, east, north. All in metres, EPSG:25832.
    """
    west = e.astype(np.int64) - size_m // 2
    south = n.astype(np.int64) - size_m // 2
    squares = np.stack([west, south, west + size_m, south + size_m], axis=1)
    if len(squares) == 0:
        return squares
    runs = _joined(squares, along=0)
    return _joined(runs, along=1)


def _joined(boxes: Int64, along: int) -> Int64:
    """Return the boxes with those joined that touch end to end in one direction."""
    other = 1 - along
    order = np.lexsort((boxes[:, along], boxes[:, other + 2], boxes[:, other]))
    boxes = boxes[order]
    breaks = (
        (boxes[1:, other] != boxes[:-1, other])
        | (boxes[1:, other + 2] != boxes[:-1, other + 2])
        | (boxes[1:, along] != boxes[:-1, along + 2])
    )
    first = np.concatenate([[True], breaks])
    last = np.concatenate([breaks, [True]])
    joined = boxes[first]
    joined[:, along + 2] = boxes[last][:, along + 2]
    return joined


def _seen(grid: SquareGrid, camera: Camera) -> NDArray[np.bool_]:
    west, south, east, north = camera.extent.grown(grid.size_m)
    inside: NDArray[np.bool_] = (
        (grid.e > west) & (grid.e < east) & (grid.n > south) & (grid.n < north)
    )
    return inside


def _path(boxes: Int64, camera: Camera) -> QPainterPath:
    """Return boxes as a path in whole painter units: 0.01 mm, and short numbers in the file."""
    left, right = (np.rint(camera.x(boxes[:, at].astype(np.float64))) for at in (0, 2))
    bottom, top = (np.rint(camera.y(boxes[:, at].astype(np.float64))) for at in (1, 3))
    path = QPainterPath()
    for x, y, width, height in np.stack([left, top, right - left, bottom - top], axis=1).tolist():
        path.addRect(x, y, width, height)
    path.setFillRule(Qt.FillRule.WindingFill)
    return path
