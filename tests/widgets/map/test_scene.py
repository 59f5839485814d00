"""The ground of the map, made from a region."""

import numpy as np
import pytest
import shapely

from models.geography.areas import Areas
from tests.towns import make_region
from widgets.map.scene import area_names, crossings_of, scene_of


@pytest.fixture(scope="module")
def region():
    return make_region(5)


def test_the_scene_shows_every_municipality_and_person(region) -> None:
    scene = scene_of(region)
    assert [area.name for area in scene.areas] == list(region.municipalities.names)
    inside = region.squares.municipality >= 0
    assert sum(area.persons for area in scene.areas) == region.squares.persons[inside].sum()
    assert len(scene.grid.e) == len(region.squares)


def test_the_extent_is_the_region(region) -> None:
    bounds = shapely.total_bounds(region.municipalities.shapes)
    assert scene_of(region).extent == pytest.approx(tuple(bounds))


def test_crossings_are_lines_in_metres(region) -> None:
    lines = crossings_of(region.network)
    assert len(lines) == len(region.network.ferries)
    for line, ferry in zip(lines, region.network.ferries, strict=True):
        start = region.network.edge_from[ferry.edge]
        assert line.name == ferry.name
        assert line.e[0] * 10 == pytest.approx(region.network.node_e[start])


def test_a_land_network_is_marked_as_an_estimate(region) -> None:
    assert not scene_of(region).is_estimated


def test_a_name_stands_on_its_own_land() -> None:
    horseshoe = shapely.box(0, 0, 30_000, 30_000) - shapely.box(8_000, 8_000, 30_000, 22_000)
    shapes = np.array([horseshoe], dtype=object)
    areas = Areas(("1",), ("Hestesko",), shapes)
    (label,) = area_names(areas, shapes, np.array([12]))
    assert shapely.contains_xy(horseshoe, label.place.e, label.place.n)
    assert (label.name, label.persons) == ("Hestesko", 12)
