"""Round scales at which an extent fits a frame."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from widgets.painting.camera import Extent
from widgets.paper.scale import camera_at, fitting_denominator, round_denominator, scale_text
from widgets.paper.sheet import mm
from widgets.words import Words


@pytest.mark.parametrize(
    ("least", "expected"),
    [
        (1, 1_000),
        (100_000, 100_000),
        (100_001, 125_000),
        (126_000, 150_000),
        (240_000, 250_000),
        (610_000, 700_000),
        (950_000, 1_000_000),
        (1_010_000, 1_100_000),
        (2_310_000, 2_400_000),
    ],
)
def test_a_scale_is_rounded_to_a_smaller_round_one(least: float, expected: int) -> None:
    assert round_denominator(least) == expected


@given(st.floats(1_000, 5_000_000))
def test_a_round_scale_is_never_larger_and_at_most_a_quarter_smaller(least: float) -> None:
    assert least * (1 - 1e-6) <= round_denominator(least) <= least * 1.26


@given(
    st.floats(400_000, 700_000),
    st.floats(6_100_000, 6_300_000),
    st.floats(500, 400_000),
    st.floats(500, 400_000),
)
def test_the_whole_extent_lies_inside_the_frame(
    w: float, s: float, across: float, up: float
) -> None:
    extent, frame = Extent(w, s, w + across, s + up), QRectF(700, 1_950, 20_000, 15_000)
    denominator = fitting_denominator(extent, frame, mm(1.5))
    camera = camera_at(extent, frame, denominator)
    assert camera.extent.contains(extent)
    assert camera.x(extent.west) >= mm(1.5) - 0.01
    assert camera.y(extent.north) >= mm(1.5) - 0.01


def test_a_kilometre_is_as_long_on_paper_as_the_scale_says() -> None:
    camera = camera_at(Extent(0, 0, 10_000, 10_000), QRectF(0, 0, 10_000, 10_000), 250_000)
    assert camera.x(1_000.0) - camera.x(0.0) == pytest.approx(mm(4))


def test_scales_are_written_as_each_language_does() -> None:
    assert scale_text(Words("da"), 250_000) == "1:250.000"
    assert scale_text(Words("en"), 250_000) == "1:250,000"
