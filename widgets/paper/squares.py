"""Inhabited squares as vectors: few large rectangles, one path for each colour."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPainterPath

from widgets.map.scene import SquareGrid
from widgets.painting.camera import Camera
from widgets.painting.palettes import Palette, UInt8
from widgets.painting.style import color
from widgets.paper.sheet import mm

_OUTLINE_MM = 0.08
_OUTLINE_SHARE = 0.1
"""Most of a square's side that its outline may take: small squares must keep their colour."""

Int64 = NDArray[np.int64]


def paint_squares(
    painter: QPainter,
    grid: SquareGrid,
    classes: UInt8,
    palette: Palette,
    camera: Camera,
    outlined: Collection[int] = (),
    outline: str = "#000000",
) -> None:
    """Paint the squares that `camera` shows, what matters most on top.

    Those of the classes `outlined` stand on ground of the colour `outline` that is a little
    larger: a line around every block of them.
    """
    seen = _seen(grid, camera)
    margin = min(mm(_OUTLINE_MM), grid.size_m / camera.metres_per_pixel * _OUTLINE_SHARE)
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    for index in palette.severity:
        here = seen & (classes == index)
        if here.any():
            boxes = _on_paper(merged(grid.e[here], grid.n[here], grid.size_m), camera)
            if index in outlined:
                painter.fillPath(_path(boxes, margin), color(outline))
            painter.fillPath(_path(boxes), color(palette.colors[index]))
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
    joined: Int64 = boxes[first]
    joined[:, along + 2] = boxes[last][:, along + 2]
    return joined


def _seen(grid: SquareGrid, camera: Camera) -> NDArray[np.bool_]:
    west, south, east, north = camera.extent.grown(grid.size_m)
    inside: NDArray[np.bool_] = (
        (grid.e > west) & (grid.e < east) & (grid.n > south) & (grid.n < north)
    )
    return inside


def _on_paper(boxes: Int64, camera: Camera) -> Int64:
    """Return left, top, right, bottom in whole painter units: short numbers in the file."""
    metres = boxes.astype(np.float64)
    sides = [camera.x(metres[:, 0]), camera.y(metres[:, 3])]
    sides += [camera.x(metres[:, 2]), camera.y(metres[:, 1])]
    rounded: Int64 = np.rint(np.stack(sides, axis=1)).astype(np.int64)
    return rounded


def _path(boxes: Int64, margin: float = 0.0) -> QPainterPath:
    path = QPainterPath()
    for left, top, right, bottom in boxes.tolist():
        width, height = right - left + 2 * margin, bottom - top + 2 * margin
        path.addRect(left - margin, top - margin, width, height)
    path.setFillRule(Qt.FillRule.WindingFill)
    return path
