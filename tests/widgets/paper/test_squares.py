"""Squares joined to few rectangles that cover the same ground."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage, QPainter

from widgets.map.scene import SquareGrid
from widgets.painting.camera import Camera
from widgets.painting.palettes import Palette
from widgets.paper.squares import merged, paint_squares

SIZE = 250

cells = st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=30)


def centres(found: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    at = np.array(found, dtype=np.int32).reshape(-1, 2) * SIZE + SIZE // 2
    return at[:, 0] + 500_000, at[:, 1] + 6_200_000


def covered(boxes: np.ndarray) -> list[tuple[int, int]]:
    """Return the cells that boxes cover, as often as they are covered."""
    return [
        (column, row)
        for west, south, east, north in (boxes - [500_000, 6_200_000] * 2) // SIZE
        for column in range(west, east)
        for row in range(south, north)
    ]


@given(cells)
def test_merged_squares_cover_the_same_ground_once(found: set[tuple[int, int]]) -> None:
    boxes = merged(*centres(sorted(found)), SIZE)
    assert sorted(covered(boxes)) == sorted(found)


def test_a_block_of_squares_becomes_one_rectangle() -> None:
    block = [(column, row) for column in range(5) for row in range(4)]
    assert len(merged(*centres(block), SIZE)) == 1


def test_squares_that_lie_on_no_grid_stay_as_they_are() -> None:
    e, n = np.array([500_000, 500_130], np.int32), np.array([6_200_000, 6_200_070], np.int32)
    assert len(merged(e, n, SIZE)) == 2


def painted(outlined: tuple[int, ...]) -> QImage:
    e, n = centres([(0, 0), (1, 0)])
    grid = SquareGrid(SIZE, e, n, np.ones(2, np.int32))
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    camera = Camera(500_250, 6_200_125, 2.5, 300, 200)
    painter = QPainter(image)
    palette = Palette(("#00FF00", "#FF0000"), (0, 1))
    paint_squares(painter, grid, np.array([0, 1], np.uint8), palette, camera, outlined, "#000000")
    painter.end()
    return image


def test_squares_have_the_colour_of_their_class() -> None:
    image = painted(())
    assert image.pixelColor(100, 100).name() == "#00ff00"
    assert image.pixelColor(200, 100).name() == "#ff0000"
    assert image.pixelColor(255, 100).name() == "#ffffff"


def test_outlined_classes_have_a_line_around_them_and_others_none() -> None:
    image = painted((1,))
    assert image.pixelColor(255, 100).name() == "#000000"
    assert image.pixelColor(200, 100).name() == "#ff0000"
    assert image.pixelColor(45, 100).name() == "#ffffff"
