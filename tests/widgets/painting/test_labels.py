"""Names on the map: no collisions, priority, the same places for the same wishes."""

import random
from itertools import combinations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage, QPainter

from widgets.painting.boxes import Box, BoxIndex
from widgets.painting.labels import (
    AREA_LOOK,
    LabelWish,
    PlacedLabel,
    least_persons,
    paint_label,
    place_labels,
    town_look,
)
from widgets.painting.style import Style

coordinates = st.floats(-500, 500)
boxes = st.builds(
    lambda x, y, w, h: Box(x, y, x + w, y + h),
    coordinates,
    coordinates,
    st.floats(1, 200),
    st.floats(1, 200),
)


def town(name: str, x: float, y: float, persons: int) -> LabelWish:
    return LabelWish(name, x, y, town_look(persons), persons)


@given(st.lists(boxes, max_size=12), boxes)
def test_the_index_agrees_with_asking_every_box(taken: list[Box], asked: Box) -> None:
    index = BoxIndex(50)
    for box in taken:
        index.take(box)
    assert index.is_free(asked) == (not any(asked.overlaps(box) for box in taken))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.lists(st.tuples(coordinates, coordinates, st.integers(0, 90_000)), max_size=60))
def test_no_two_names_overlap(style: Style, towns: list[tuple[float, float, int]]) -> None:
    wishes = [town(f"By {i}", x, y, persons) for i, (x, y, persons) in enumerate(towns)]
    placed = place_labels(wishes, style)
    assert not any(a.box.overlaps(b.box) for a, b in combinations(placed, 2))


def test_the_most_populous_town_keeps_its_name(style: Style) -> None:
    crowd = [town(f"Landsby {i}", 0, 0, 100 + i) for i in range(20)]
    placed = place_labels([*crowd, town("Aarhus", 0, 0, 280_000)], style)
    assert placed[0].text == "Aarhus"
    assert len(placed) < 21


def test_the_order_of_wishes_does_not_matter(style: Style) -> None:
    rng = random.Random(4)
    wishes = [
        town(f"By {i}", rng.uniform(0, 300), rng.uniform(0, 300), rng.randrange(3) * 1000)
        for i in range(80)
    ]
    shuffled = rng.sample(wishes, len(wishes))
    assert place_labels(wishes, style) == place_labels(shuffled, style)


def test_a_name_avoids_what_is_taken(style: Style) -> None:
    taken = Box(-100, -100, 100, 0)
    (placed,) = place_labels([town("Rønde", 0, 0, 2000)], style, [taken])
    assert not placed.box.overlaps(taken)


def test_smaller_places_are_named_further_in() -> None:
    assert least_persons(250) > 5_000 > least_persons(70) > 200 > least_persons(10)


def test_a_painted_name_has_ink_and_halo(style: Style) -> None:
    image = QImage(200, 60, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("#000000"))
    painter = QPainter(image)
    paint_label(painter, PlacedLabel("Ebeltoft", AREA_LOOK, Box(20, 20, 120, 36)), style)
    painter.end()
    seen = {image.pixelColor(x, y).name() for x in range(200) for y in range(60)}
    assert QColor(style.theme.area_name).name() in seen
    assert any(QColor(name).lightness() > 200 for name in seen)
