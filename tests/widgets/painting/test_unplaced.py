"""Persons without a place: none is lost and no plate hides another."""

from itertools import combinations

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage, QPainter

from widgets.painting.style import Style
from widgets.painting.unplaced import (
    UnplacedMarker,
    marker_box,
    paint_unplaced,
    unplaced_markers,
)

squares = st.lists(
    st.tuples(st.floats(-800, 800), st.floats(-800, 800), st.integers(0, 500)), max_size=60
)


def markers(found: list[tuple[float, float, int]], style: Style) -> list[UnplacedMarker]:
    x, y, persons = np.array(found, dtype=np.float64).reshape(-1, 3).T
    return unplaced_markers(x, y, persons.astype(np.int64), style)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(squares)
def test_all_persons_are_counted_and_no_plates_overlap(
    style: Style, found: list[tuple[float, float, int]]
) -> None:
    kept = markers(found, style)
    assert sum(marker.persons for marker in kept) == sum(persons for *_, persons in found)
    boxes = [marker_box(marker, style) for marker in kept]
    assert not any(a.overlaps(b) for a, b in combinations(boxes, 2))


def test_squares_far_apart_are_told_apart(style: Style) -> None:
    kept = markers([(0, 0, 3), (500, 0, 4), (510, 3, 5)], style)
    assert sorted(marker.persons for marker in kept) == [3, 9]


def test_nobody_gives_no_marker(style: Style) -> None:
    assert markers([], style) == []
    assert markers([(10, 10, 0)], style) == []


def test_a_plate_is_red_with_its_number(style: Style) -> None:
    image = QImage(80, 40, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    paint_unplaced(painter, UnplacedMarker(40, 20, 1302), style)
    painter.end()
    seen = [image.pixelColor(x, y).name() for x in range(20, 60) for y in range(12, 28)]
    assert seen.count(style.theme.bad.lower()) > 150
    assert len(set(seen)) > 3
