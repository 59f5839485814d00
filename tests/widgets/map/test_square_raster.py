"""Squares as pixels: changed in place, seen from afar."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from tests.widgets.map.scenes import SOUTH, WEST, make_grid
from widgets.map.scene import SquareGrid
from widgets.map.square_raster import SquareRaster
from widgets.painting.palettes import palette
from widgets.theme import LIGHT

DISTANCE = palette("distance", LIGHT)


def raster(grid: SquareGrid, classes: np.ndarray) -> SquareRaster:
    made = SquareRaster(grid)
    made.set_palette(DISTANCE)
    made.set_classes(classes)
    return made


def scattered(seed: int, n: int, *, shared: bool = False) -> SquareGrid:
    rng = np.random.default_rng(seed)
    cells = rng.choice(90 * 70, n, replace=shared)
    return SquareGrid(
        250,
        (WEST + cells % 90 * 250 + 125).astype(np.int32),
        (SOUTH + cells // 90 * 250 + 125).astype(np.int32),
        np.ones(n, dtype=np.int32),
    )


def test_a_square_is_one_pixel_in_the_colour_of_its_class() -> None:
    grid = SquareGrid(
        250,
        np.array([WEST + 125, WEST + 625], dtype=np.int32),
        np.array([SOUTH + 125, SOUTH + 375], dtype=np.int32),
        np.ones(2, dtype=np.int32),
    )
    image = raster(grid, np.array([1, 5], dtype=np.uint8)).levels[0].image
    assert (image.width(), image.height()) == (3, 2)
    assert image.pixelColor(0, 1) == QColor(LIGHT.distance_bands[1])
    assert image.pixelColor(2, 0) == QColor(LIGHT.distance_bands[5])
    assert image.pixelColor(1, 0).alpha() == 0


def test_a_level_covers_the_ground_of_its_squares() -> None:
    level = raster(make_grid(30, 20), np.zeros(600, dtype=np.uint8)).levels[0]
    assert level.extent == (WEST, SOUTH, WEST + 30 * 250, SOUTH + 20 * 250)


@given(st.integers(0, 50), st.booleans(), st.data())
def test_changing_some_squares_gives_what_setting_all_gives(
    seed: int, shared: bool, data: st.DataObject
) -> None:
    rng = np.random.default_rng(seed)
    grid = scattered(seed, 400, shared=shared)
    before, after = rng.integers(0, 8, (2, 400)).astype(np.uint8)
    n = data.draw(st.integers(0, 400))
    indices = rng.permutation(400)[:n]
    wanted = before.copy()
    wanted[indices] = after[indices]
    changed = raster(grid, before)
    changed.update_classes(indices, after[indices])
    for level, expected in zip(changed.levels, raster(grid, wanted).levels, strict=True):
        np.testing.assert_array_equal(level.rank, expected.rank)
        np.testing.assert_array_equal(level.argb, expected.argb)


def test_the_change_names_the_pixels_that_changed() -> None:
    made = raster(make_grid(30, 20), np.zeros(600, dtype=np.uint8))
    change = made.update_classes(np.array([0, 31]), np.array([3, 3], dtype=np.uint8))
    assert change == (18, 0, 20, 2)
    assert made.update_classes(np.array([], dtype=np.intp), np.array([], dtype=np.uint8)) is None


def test_from_afar_the_worst_square_is_seen() -> None:
    classes = np.zeros(64 * 64, dtype=np.uint8)
    classes[64 * 10 + 10] = 5
    made = raster(make_grid(64, 64), classes)
    for level in made.levels:
        assert QColor(LIGHT.distance_bands[5]).rgba() in level.argb


def test_no_square_is_smaller_than_a_pixel_of_the_screen() -> None:
    made = raster(scattered(1, 400), np.zeros(400, dtype=np.uint8))
    assert made.level_for(100).cell_m == 250
    assert made.level_for(250).cell_m == 250
    assert made.level_for(251).cell_m == 500
    assert made.level_for(10_000).cell_m == made.levels[-1].cell_m


def test_coordinates_gone_wrong_do_not_take_all_memory() -> None:
    grid = SquareGrid(
        100,
        np.array([0, 2_000_000_000], dtype=np.int32),
        np.array([0, 2_000_000_000], dtype=np.int32),
        np.ones(2, dtype=np.int32),
    )
    with pytest.raises(ValueError, match="spread"):
        SquareRaster(grid)
