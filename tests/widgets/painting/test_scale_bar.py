"""The scale bar and the lengths it writes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from widgets.painting.formats import distance_band_texts, length_text
from widgets.painting.scale_bar import paint_scale_bar, scale_bar
from widgets.painting.style import Style
from widgets.words import Words


@given(st.floats(0.01, 5_000))
def test_the_bar_is_round_and_as_long_as_fits(metres_per_pixel: float) -> None:
    bar = scale_bar(metres_per_pixel, 150)
    digits = f"{bar.metres:e}"
    assert digits[0] in "125"
    assert set(digits[1 : digits.index("e")]) <= {".", "0"}
    assert 59 < bar.pixels < 150.001
    assert bar.pixels * metres_per_pixel == pytest.approx(bar.metres)


@pytest.mark.parametrize(
    ("metres", "text"), [(500, "500 m"), (2_000, "2 km"), (2_500, "2,5 km"), (1e6, "1.000 km")]
)
def test_lengths_are_written_the_danish_way(metres: float, text: str) -> None:
    assert length_text(metres, Words("da")) == text


def test_bands_are_named_from_under_to_over() -> None:
    assert distance_band_texts((2_000, 7_500, 15_000), Words("da")) == (
        "under 2 km",
        "2–7,5 km",
        "7,5–15 km",
        "over 15 km",
    )


def test_the_painted_bar_is_as_long_as_it_says(style: Style) -> None:
    image = QImage(220, 50, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_scale_bar(painter, QPointF(20.5, 40.5), 100, style)
    painter.end()
    dark = [x for x in range(220) if image.pixelColor(x, 40).lightness() < 90]
    assert max(dark) - min(dark) == pytest.approx(100, abs=1.5)
