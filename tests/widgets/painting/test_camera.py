"""From ground to picture and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.painting.camera import Camera, Extent, camera_on

cameras = st.builds(
    Camera,
    st.floats(400_000, 900_000),
    st.floats(6_000_000, 6_500_000),
    st.floats(0.5, 2_000),
    st.integers(100, 3_000),
    st.integers(100, 2_000),
)
pixels = st.tuples(st.floats(0, 2_000), st.floats(0, 2_000))


@given(cameras, pixels)
def test_a_pixel_on_the_ground_is_that_pixel_again(
    camera: Camera, pixel: tuple[float, float]
) -> None:
    e, n = camera.ground(*pixel)
    assert (camera.x(e), camera.y(n)) == pytest.approx(pixel, abs=1e-3)


@given(cameras, pixels, st.floats(0.5, 2_000))
def test_zooming_keeps_the_ground_under_the_cursor(
    camera: Camera, pixel: tuple[float, float], metres: float
) -> None:
    before = camera.ground(*pixel)
    assert camera.zoomed(metres, *pixel).ground(*pixel) == pytest.approx(before, abs=1e-3)


@given(cameras, pixels)
def test_panning_moves_the_ground_with_the_cursor(
    camera: Camera, pixel: tuple[float, float]
) -> None:
    held = camera.ground(*pixel)
    moved = camera.panned(30, -12).ground(pixel[0] + 30, pixel[1] - 12)
    assert moved == pytest.approx(held, abs=1e-3)


def test_north_is_up() -> None:
    camera = Camera(500_000, 6_200_000, 100, 800, 600)
    assert camera.y(6_201_000.0) < camera.y(6_200_000.0) == 300


@pytest.mark.parametrize("size", [(800, 600), (600, 800), (300, 300)])
def test_a_fitted_extent_is_wholly_seen_and_touches_the_margin(size: tuple[int, int]) -> None:
    extent = Extent(450_000, 6_150_000, 610_000, 6_310_000)
    camera = camera_on(extent, *size, margin=20)
    assert camera.extent.contains(extent)
    gap = min(camera.x(extent.west), camera.y(extent.north))
    assert gap == pytest.approx(20)


def test_extents_overlap_where_they_share_a_point() -> None:
    here = Extent(0, 0, 10, 10)
    assert here.overlaps(Extent(10, 10, 20, 20))
    assert not here.overlaps(Extent(11, 0, 20, 10))
    assert here.grown(1).contains(here)
    assert not here.contains(here.grown(1))
