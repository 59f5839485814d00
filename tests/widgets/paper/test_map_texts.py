"""Names, plates and figures on the printed map: whole, and beside each other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from models.domain.place import Place
from models.geography.areas import TownLabel
from tests.towns import E0, N0
from tests.widgets.paper.conftest import QUARTER, MakePage
from widgets.map.scene import SquareGrid
from widgets.painting.boxes import Box
from widgets.painting.unplaced import marker_box
from widgets.paper.furniture import furniture_box
from widgets.paper.layout import layout_of
from widgets.paper.names import areas_in_view, edges, placed_names
from widgets.paper.page import MapPage
from widgets.paper.unplaced import clear_markers


def test_names_stay_inside_the_frame(make_page: MakePage) -> None:
    page = make_page(extent=QUARTER)
    layout = layout_of(page)
    style, camera = layout.sheet.map_style, layout.camera
    west, south, east, north = camera.extent
    towns = [
        TownLabel(f"By {share}", Place(east - share, south + share), 100_000)
        for share in range(0, int(north - south), 150)
    ]
    crowded = replace(page, scene=replace(page.scene, towns=tuple(towns)))
    names = placed_names(crowded, camera, style, edges(camera, style), ())
    assert len(names) > 3
    for name in names:
        assert 0 <= name.box.left <= name.box.right <= camera.width
        assert 0 <= name.box.top <= name.box.bottom <= camera.height
    assert west < east


def test_a_name_keeps_off_what_is_shunned_where_it_can(make_page: MakePage) -> None:
    page = make_page(extent=QUARTER)
    layout = layout_of(page)
    style, camera = layout.sheet.map_style, layout.camera
    town = TownLabel("Ærøby", Place(E0 + 2_000, N0 + 1_500), 50_000)
    page = replace(page, scene=replace(page.scene, towns=(town,)))
    (usual,) = _towns(placed_names(page, camera, style, (), ()))
    (moved,) = _towns(placed_names(page, camera, style, (), (usual.box,)))
    assert not moved.box.overlaps(usual.box)
    everywhere = Box(0, 0, camera.width, camera.height)
    (forced,) = _towns(placed_names(page, camera, style, (), (everywhere,)))
    assert forced.box == usual.box


def _towns(names):
    return [name for name in names if name.look.ink == "town_name"]


def test_a_municipality_is_named_where_it_is_seen(make_page: MakePage) -> None:
    page = make_page(extent=QUARTER)
    layout = layout_of(page)
    names = areas_in_view(page, layout.camera, layout.sheet.map_style)
    extent = layout.camera.extent
    assert {name.name for name in names} == {"Vest"}
    for name in names:
        assert extent.west < name.place.e < extent.east
        assert extent.south < name.place.n < extent.north


def test_plates_are_moved_off_what_changed_and_keep_their_persons(make_page: MakePage) -> None:
    page = make_page()
    layout = layout_of(page)
    style, camera = layout.sheet.map_style, layout.camera
    usual = clear_markers(page, camera, style, ())
    covered = [marker_box(usual[0], style).grown(-style.px(2))]
    moved = clear_markers(page, camera, style, covered)
    assert not any(marker_box(marker, style).overlaps(covered[0]) for marker in moved)
    total = int(page.now.unplaced.sum(dtype=np.int64))
    assert sum(marker.persons for marker in moved) == total > 0


def test_the_scale_stands_in_the_corner_where_it_covers_nobody(make_page: MakePage) -> None:
    page = make_page(marks=())
    layout = layout_of(page)
    usual = furniture_box(_with_home_at(page, layout.camera.ground(9_000, 9_000)), layout)
    assert usual.left < layout.camera.width / 2
    assert usual.top > layout.camera.height / 2
    covered = layout.camera.ground((usual.left + usual.right) / 2, (usual.top + usual.bottom) / 2)
    other = furniture_box(_with_home_at(page, covered), layout)
    assert not other.overlaps(usual)


def _with_home_at(page: MapPage, place: tuple[float, float]) -> MapPage:
    """Return a page of a region where everybody lives at one place."""
    e, n = (np.array([round(metres)], dtype=np.int32) for metres in place)
    grid = SquareGrid(250, e, n, np.array([9], dtype=np.int32))
    return replace(page, scene=replace(page.scene, grid=grid))
