"""The land is painted beside the GUI thread; the last wish wins."""

import numpy as np
import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from tests.widgets.map.scenes import SOUTH, WEST, make_scene
from widgets.map.land_painter import LandLevels, LandPainter, LandPicture, LandWish, overview
from widgets.painting.camera import Camera
from widgets.painting.style import Style


def wish(style: Style, metres: float = 100, ratio: float = 1.0) -> LandWish:
    return LandWish(Camera(WEST + 20_000, SOUTH + 10_000, metres, 400, 300), style, ratio)


def test_a_wish_becomes_a_picture(qtbot: QtBot, style: Style) -> None:
    painter = LandPainter(LandLevels(make_scene()))
    with qtbot.waitSignal(painter.painted, timeout=10_000) as blocker:
        painter.request(wish(style))
    picture: LandPicture = blocker.args[0]
    assert picture.ground.pixelColor(100, 150) == QColor(style.theme.land)
    assert picture.ground.pixelColor(10, 290) == QColor(style.theme.sea)
    assert picture.lines.pixelColor(200, 150).alpha() > 0


def test_of_many_wishes_the_last_is_painted(qtbot: QtBot, style: Style) -> None:
    painter = LandPainter(LandLevels(make_scene()))
    seen: list[float] = []
    painter.painted.connect(lambda picture: seen.append(picture.wish.camera.metres_per_pixel))
    for metres in (50.0, 60.0, 70.0, 80.0):
        painter.request(wish(style, metres))
    qtbot.waitUntil(lambda: not painter.is_busy, timeout=10_000)
    assert seen == [50.0, 80.0]


def test_after_stopping_nothing_more_is_painted(qtbot: QtBot, style: Style) -> None:
    painter = LandPainter(LandLevels(make_scene()))
    for metres in (50.0, 60.0):
        painter.request(wish(style, metres))
    painter.stop()
    with qtbot.waitSignal(painter.painted, timeout=10_000) as blocker:
        pass
    assert blocker.args[0].wish.camera.metres_per_pixel == 50.0
    assert not painter.is_busy


def test_a_dense_screen_gets_a_dense_picture(qtbot: QtBot, style: Style) -> None:
    painter = LandPainter(LandLevels(make_scene()))
    with qtbot.waitSignal(painter.painted, timeout=10_000) as blocker:
        painter.request(wish(style, ratio=2.0))
    ground = blocker.args[0].ground
    assert (ground.width(), ground.height()) == (800, 600)
    assert ground.deviceIndependentSize().width() == 400
    assert ground.pixelColor(200, 300) == QColor(style.theme.land)


def test_the_overview_shows_more_than_the_region(style: Style) -> None:
    scene = make_scene()
    extent = overview(scene, style).wish.camera.extent
    assert extent.contains(scene.extent.grown(50_000))


@pytest.mark.parametrize(("metres", "is_coarse"), [(5, False), (100, False), (2_000, True)])
def test_from_far_off_the_coarse_land_will_do(metres: float, is_coarse: bool) -> None:
    scene = make_scene()
    levels = LandLevels(scene)
    assert (levels.at(metres) is scene.coarse) == is_coarse
    assert levels.at(metres) is levels.at(metres)


def test_a_scene_without_surroundings_is_painted_too(qtbot: QtBot, style: Style) -> None:
    painter = LandPainter(LandLevels(make_scene(other=np.array([], dtype=object))))
    with qtbot.waitSignal(painter.painted, timeout=10_000) as blocker:
        painter.request(wish(style))
    assert blocker.args[0].ground.pixelColor(100, 150) == QColor(style.theme.land)
