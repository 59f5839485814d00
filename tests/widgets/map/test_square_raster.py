"""Squares as pixels: changed in place, seen from afar."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage

from tests.widgets.map.scenes import SOUTH, WEST, make_grid
from widgets.map.scene import SquareGrid
from widgets.map.square_raster import SquareRaster
from widgets.painting.camera import Camera
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
    image = raster(grid, np.array([1, 5], dtype=np.uint8)).image
    assert (image.width(), image.height()) == (3, 2)
    assert image.pixelColor(0, 1) == QColor(LIGHT.distance_bands[1])
    assert image.pixelColor(2, 0) == QColor(LIGHT.distance_bands[5])
    assert image.pixelColor(1, 0).alpha() == 0


def far(made: SquareRaster, metres: float, *, width: int = 60, height: int = 40) -> QImage:
    picture = made.from_afar(Camera(WEST + 8_000, SOUTH + 8_000, metres, width, height))
    return picture.image.copy(picture.left, picture.top, width, height)


def pixels(image: QImage) -> np.ndarray:
    rows = np.frombuffer(image.constBits(), dtype=np.uint32)
    return rows.reshape(image.height(), image.width()).copy()


def test_the_raster_covers_the_ground_of_its_squares() -> None:
    made = raster(make_grid(30, 20), np.zeros(600, dtype=np.uint8))
    assert made.extent == (WEST, SOUTH, WEST + 30 * 250, SOUTH + 20 * 250)


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
    changed, fresh = raster(grid, before), raster(grid, wanted)
    far(changed, 700)
    changed.update_classes(indices, after[indices])
    np.testing.assert_array_equal(pixels(changed.image), pixels(fresh.image))
    np.testing.assert_array_equal(pixels(far(changed, 700)), pixels(far(fresh, 700)))


def test_the_change_names_the_pixels_that_changed() -> None:
    made = raster(make_grid(30, 20), np.zeros(600, dtype=np.uint8))
    change = made.update_classes(np.array([0, 31]), np.array([3, 3], dtype=np.uint8))
    assert change == (18, 0, 20, 2)
    assert made.update_classes(np.array([], dtype=np.intp), np.array([], dtype=np.uint8)) is None


@pytest.mark.parametrize("metres", [300, 900, 4_000])
def test_from_afar_the_square_that_matters_most_is_seen(metres: float) -> None:
    classes = np.zeros(64 * 64, dtype=np.uint8)
    classes[64 * 10 + 10] = 5
    image = pixels(far(raster(make_grid(64, 64), classes), metres))
    assert (image == QColor(LIGHT.distance_bands[5]).rgba()).sum() == 1


def test_from_afar_a_square_takes_no_more_than_its_pixel() -> None:
    image = pixels(far(raster(make_grid(64, 64), np.zeros(64 * 64, dtype=np.uint8)), 1_000))
    assert (image != 0).sum() == 16 * 16


def test_from_afar_squares_out_of_sight_are_left_out() -> None:
    made = raster(make_grid(64, 64), np.zeros(64 * 64, dtype=np.uint8))
    assert pixels(far(made, 500, width=3, height=2)).all()
    away = made.from_afar(Camera(WEST - 90_000, SOUTH, 500, 30, 20))
    assert not pixels(away.image).any()


@pytest.mark.parametrize("way", [(3, -2), (-11, 7), (400, 0)])
def test_a_shifted_picture_is_the_one_painted_there(way: tuple[int, int]) -> None:
    grid = scattered(2, 400)
    classes = np.random.default_rng(2).integers(0, 6, 400).astype(np.uint8)
    camera = Camera(WEST + 8_000, SOUTH + 8_000, 700, 60, 40)
    panned, fresh = raster(grid, classes), raster(grid, classes)
    panned.from_afar(camera)
    views = [made.from_afar(camera.panned(*way)) for made in (panned, fresh)]
    shifted, painted = (pixels(view.image.copy(view.left, view.top, 60, 40)) for view in views)
    np.testing.assert_array_equal(shifted, painted)


def test_coordinates_gone_wrong_do_not_take_all_memory() -> None:
    grid = SquareGrid(
        100,
        np.array([0, 2_000_000_000], dtype=np.int32),
        np.array([0, 2_000_000_000], dtype=np.int32),
        np.ones(2, dtype=np.int32),
    )
    with pytest.raises(ValueError, match="spread"):
        SquareRaster(grid)
