"""The map is fitted, zoomed and pulled under real mouse and keyboard events."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import (
    QColor,
)
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.domain.place import Place
from tests.widgets.map.conftest import settle
from tests.widgets.map.hands import LEFT, NO_KEY, OPEN_GROUND, let_go, pull, seen, turn_wheel
from tests.widgets.map.scenes import SOUTH, WEST, make_scene
from widgets.map.view import MapView
from widgets.painting.camera import Extent


def test_the_region_fills_the_view(view: MapView) -> None:
    extent = make_scene().extent
    assert view.camera.extent.contains(extent)
    assert view.camera.x(extent.west) == pytest.approx(14)


def test_the_region_stays_fitted_while_the_window_grows(view: MapView) -> None:
    view.resize(1_000, 700)
    assert view.camera.width == 1_000
    assert view.camera.x(make_scene().extent.west) == pytest.approx(14)


def test_a_fitted_region_keeps_clear_of_the_legend_where_there_is_room(view: MapView) -> None:
    view.resize(800, 800)
    south = view.camera.y(SOUTH + 0.0)
    assert south < view.layers.legend.card.top()
    view.set_legend_folded(True)
    view.fit_region()
    assert view.camera.y(SOUTH + 0.0) > south
    assert view.camera.extent.contains(make_scene().extent)


def test_after_zooming_the_centre_stays_while_the_window_grows(view: MapView) -> None:
    view.zoom_to(Extent(WEST, SOUTH, WEST + 4_000, SOUTH + 4_000))
    before = view.camera
    view.resize(1_000, 700)
    assert view.camera == before.resized(1_000, 700)


def test_the_wheel_zooms_around_the_cursor(view: MapView) -> None:
    at = QPoint(200, 150)
    before, metres = view.camera.ground(200, 150), view.camera.metres_per_pixel
    turn_wheel(view, at, 2)
    assert view.camera.metres_per_pixel == pytest.approx(metres / 1.44)
    assert view.camera.ground(200, 150) == pytest.approx(before)


def test_zooming_ends_before_the_map_is_lost(view: MapView) -> None:
    farthest = view.camera.metres_per_pixel * 2.5
    for _ in range(40):
        turn_wheel(view, OPEN_GROUND, -3)
    assert view.camera.metres_per_pixel == pytest.approx(farthest)
    for _ in range(80):
        turn_wheel(view, OPEN_GROUND, 3)
    assert view.camera.metres_per_pixel == pytest.approx(0.5)


@pytest.mark.parametrize("zoom", [3.0, 0.5])
def test_no_frame_is_blank_while_a_sharper_picture_is_painted(view: MapView, zoom: float) -> None:
    place = Place(WEST + 15_000, SOUTH + 15_000)
    land = QPointF(view.camera.x(place.e), view.camera.y(place.n))
    view.zoom_by(zoom, land)
    assert not view.is_settled
    image = seen(view)
    assert image.pixelColor(land.toPoint()) == QColor(view.style_used.theme.land)
    assert QColor(0, 0, 0).name() not in {
        image.pixelColor(x, y).name() for x in range(0, 800, 16) for y in range(0, 600, 16)
    }


def test_a_new_picture_replaces_the_stretched_one(qtbot: QtBot, view: MapView) -> None:
    view.zoom_by(3.0)
    settle(qtbot, view)
    _, sharp = view.layers.land.pictures()
    assert sharp is not None
    assert sharp.wish.camera.metres_per_pixel == view.camera.metres_per_pixel


def test_pulling_the_ground_pans(view: MapView) -> None:
    before = view.camera.ground(60, 60)
    pull(view, OPEN_GROUND, QPoint(50, 30))
    let_go(view, OPEN_GROUND + QPoint(50, 30))
    assert view.camera.ground(110, 90) == pytest.approx(before)


@pytest.mark.parametrize(
    ("key", "moves"),
    [
        (Qt.Key.Key_Left, (-80, 0)),
        (Qt.Key.Key_Right, (80, 0)),
        (Qt.Key.Key_Up, (0, -80)),
        (Qt.Key.Key_Down, (0, 80)),
    ],
)
def test_arrows_look_that_way(view: MapView, key: Qt.Key, moves: tuple[int, int]) -> None:
    middle = view.camera.ground(400 + moves[0], 300 + moves[1])
    QTest.keyClick(view, key)
    assert view.camera.ground(400, 300) == pytest.approx(middle)


def test_plus_and_minus_zoom_and_home_fits(view: MapView) -> None:
    fitted = view.camera
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.camera.metres_per_pixel == pytest.approx(fitted.metres_per_pixel / 1.5)
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.camera.metres_per_pixel == pytest.approx(fitted.metres_per_pixel)
    QTest.keyClick(view, Qt.Key.Key_Left)
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.camera == fitted


def test_a_double_click_on_open_ground_comes_nearer(view: MapView) -> None:
    metres = view.camera.metres_per_pixel
    QTest.mouseDClick(view.viewport(), LEFT, NO_KEY, OPEN_GROUND)
    assert view.camera.metres_per_pixel == pytest.approx(metres / 2)
