"""Which names stand on the map at a zoom."""

import pytest

from models.domain.place import Place
from models.geography.areas import TownLabel
from widgets.painting.camera import Camera
from widgets.painting.names import name_wishes, placed_names
from widgets.painting.style import Style

TOWNS = (
    TownLabel("Aarhus", Place(575_000, 6_224_000), 280_000),
    TownLabel("Ebeltoft", Place(597_000, 6_229_000), 7_500),
    TownLabel("Knebel", Place(592_000, 6_231_000), 700),
    TownLabel("Vistoft", Place(594_000, 6_228_500), 200),
)
AREAS = (TownLabel("Syddjurs", Place(592_000, 6_240_000), 42_000),)


def camera(metres_per_pixel: float) -> Camera:
    return Camera(590_000, 6_230_000, metres_per_pixel, 1_200, 800)


def names(metres_per_pixel: float, style: Style) -> list[str]:
    return [label.text for label in placed_names(AREAS, TOWNS, camera(metres_per_pixel), style)]


def test_from_far_only_cities_are_named(style: Style) -> None:
    assert names(600, style) == ["Aarhus"]


def test_at_region_zoom_municipalities_are_named_in_capitals(style: Style) -> None:
    assert names(250, style) == ["Aarhus", "SYDDJURS"]


def test_from_near_every_village_is_named_and_municipalities_are_not(style: Style) -> None:
    assert names(8, style) == ["Aarhus", "Ebeltoft", "Knebel", "Vistoft"]


@pytest.mark.parametrize("scale", [1.0, 1.5, 3.0])
def test_a_larger_scale_names_no_more_places(style: Style, scale: float) -> None:
    larger = Style(style.theme, style.words, scale)
    here = camera(70)
    assert len(name_wishes(AREAS, TOWNS, here, larger)) <= len(
        name_wishes(AREAS, TOWNS, here, style)
    )
