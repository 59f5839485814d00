"""The page of distances: what it says of today, of edits and of a drag; shut, it costs nothing."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

import app.controllers.distance_screen as screen_module
from app.start import Program, Window
from models.domain.quality import QualityReport
from models.scenario.edits import ClosePractice
from models.storage.project import ProjectFile
from tests.line_town import at_km
from tests.small_town import RULES, small_town
from widgets.panels.distances_page import DistancesPage


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    path = tmp_path / "vejby.praksis"
    ProjectFile.create(path, small_town(), QualityReport(), [RULES]).close()
    return path


@pytest.fixture
def window(program: Program) -> Window:
    assert program.window is not None
    return program.window


@pytest.fixture
def page(window: Window) -> DistancesPage:
    window.frame.actions_["distances"].trigger()
    page = window.frame.right.page
    assert isinstance(page, DistancesPage)
    return page


def settled(program: Program, qtbot) -> None:
    qtbot.waitUntil(lambda: not program.jobs.is_busy, timeout=30_000)


def test_today_stands_alone_until_there_is_a_scenario(page: DistancesPage) -> None:
    assert page.table.texts() == [
        ["Inden for 15 km", "4.000"],
        ["  heraf inden for 10 km", "4.000"],
        ["  heraf inden for 5 km", "4.000"],
        ["Over 15 km", "0"],
        ["Kun med færge", "0"],
        ["Uden vej på kortet", "0"],
        ["Borgere i alt", "4.000"],
    ]
    assert page.reading.text == "Inden for 15 km: 100,0 %"
    assert page.persons.text == "4.000 borgere"
    assert not page.scenario.isVisible()


def test_the_keys_read_the_curve_and_escape_goes_back(window: Window, page: DistancesPage) -> None:
    # homes at 0, 1, 1, 4, 0 and 4 km of their nearest practice
    QTest.keyClick(page.curve, Qt.Key.Key_Home)
    assert page.reading.text == "Inden for 0 km: 35,0 %"
    QTest.keyClick(page.curve, Qt.Key.Key_Right)
    QTest.keyClick(page.curve, Qt.Key.Key_Right)
    assert page.reading.text == "Inden for 1 km: 60,0 %"
    assert "2.400 borgere" in page.curve.accessibleDescription()
    QTest.keyClick(page.curve, Qt.Key.Key_Escape)
    assert window.frame.right.page is None


def test_an_edit_and_its_undo_are_followed(program: Program, window, page, qtbot) -> None:
    window.desk.make(ClosePractice("000001", "distribute"))
    settled(program, qtbot)
    rows = {row[0].strip(): row[1:] for row in page.table.texts()}
    # only B at km 16 is left: 15, 14, 13, 4, 0 and 4 km
    assert rows["Inden for 15 km"] == ["4.000", "4.000", "±0"]
    assert rows["heraf inden for 10 km"] == ["4.000", "2.000", "−2.000"]
    page.curve.point_at(13.5)
    assert page.reading.text == "Inden for 13,5 km: 55,0 % · i dag 100,0 %"
    assert page.persons.text == "2.200 borgere · −1.800 mod i dag"
    window.desk.undo()
    settled(program, qtbot)
    assert page.persons.text == "4.000 borgere · uændret mod i dag"
    window.desk.choose(None)
    settled(program, qtbot)
    assert page.persons.text == "4.000 borgere"


def test_a_drag_is_followed_and_taken_back_when_it_is_cancelled(window, page, qtbot) -> None:
    view = window.frame.map
    view.dragStarted.emit("000001")
    for km in (3, 5, 7):
        view.dragMoved.emit("000001", *at_km(km))
    # A at km 7: 6, 5, 4, 4, 0 and 4 km
    page.curve.point_at(4.0)
    said = "Inden for 4 km: 55,0 % · i dag 100,0 %"
    qtbot.waitUntil(lambda: page.reading.text == said, timeout=5_000)
    assert page.scenario.text() == "Med flytningen"
    view.dragCancelled.emit("000001")
    assert page.reading.text == "Inden for 4 km: 100,0 %"


def test_a_municipality_is_shown_once_one_is_chosen(window: Window, page: DistancesPage) -> None:
    assert not page.municipality.isEnabled()
    window.desk.show_municipality(0)
    assert page.municipality.isEnabled()
    page.municipality.click()
    figures = window.desk.result.municipalities[0]
    assert page.table.texts()[-1] == ["Borgere i alt", page._words.number(figures.persons)]
    window.desk.show_municipality(None)
    assert page.region.isChecked()


def test_nothing_is_counted_while_the_page_is_shut(program, window, page, qtbot, monkeypatch):
    window.frame.right.close_page()

    def counted(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(screen_module, "DistanceCount", counted)
    window.desk.make(ClosePractice("000001", "distribute"))
    settled(program, qtbot)
    window.frame.map.dragStarted.emit("000002")
    window.frame.map.dragMoved.emit("000002", *at_km(9))
    screen = next(c for c in window.controllers if isinstance(c, screen_module.DistanceScreen))
    assert not screen._tick.isActive()
    window.frame.map.dragCancelled.emit("000002")


def test_the_wheel_and_the_mouse_change_nothing_of_the_axes(page: DistancesPage, qtbot) -> None:
    before = page.curve.viewRect()
    qtbot.mousePress(page.curve.viewport(), Qt.MouseButton.LeftButton)
    qtbot.mouseMove(page.curve.viewport(), page.curve.rect().center())
    qtbot.mouseRelease(page.curve.viewport(), Qt.MouseButton.LeftButton)
    assert page.curve.cursor_km is not None
    assert page.curve.viewRect() == before
