"""A planner asks why: of a practice, of a flow, of a square; and steps through the domino."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from app.controllers.whys import Question, Whys
from app.settings import Settings
from app.start import Program, Window
from models.domain.place import Place
from models.domain.practice import Status
from models.domain.quality import QualityReport
from models.scenario.edits import ClosePractice
from models.storage.project import ProjectFile
from tests.line_town import at_km, line_town, practice
from widgets.dialogs.optimal import OptimalDialog
from widgets.painting.camera import Extent
from widgets.panels.domino_page import DominoPage
from widgets.panels.why_page import WhyPage


@pytest.fixture
def window(qapp: QApplication, qtbot, tmp_path: Path) -> Iterator[Window]:
    """Return a window in which practice A has closed; B took 60 of its 80 patients, C the rest."""
    town = line_town(
        homes=[(9, 30), (11, 50)],
        practices=[practice("A", 10, 200), practice("B", 12, 60), practice("C", 5, 100)],
        lists={"A": {0: 30, 1: 50}},
    )
    path = tmp_path / "vejby.praksis"
    ProjectFile.create(path, town, QualityReport(findings=())).close()
    program = Program(qapp, Settings(show_hints=False))
    program.open_project(path)
    qtbot.waitUntil(lambda: program.window is not None and not program.jobs.is_busy, timeout=60_000)
    assert program.window is not None
    program.window.desk.make(ClosePractice("A", "distribute"))
    qtbot.waitUntil(lambda: not program.jobs.is_busy, timeout=30_000)
    window = program.window
    yield window
    program.stop()
    window.frame.closing.disconnect()
    window.frame.close()
    window.frame.deleteLater()
    qapp.processEvents()


def whys_of(window: Window) -> Whys:
    return next(each for each in window.controllers if isinstance(each, Whys))


def wait(qtbot, window: Window) -> None:
    qtbot.waitUntil(lambda: not window.desk.jobs.is_busy, timeout=30_000)


def test_the_button_of_a_closed_practice_opens_the_page_and_badges_the_map(qtbot, window) -> None:
    window.frame.practice.gone.head.why_button.click()
    wait(qtbot, window)
    page = window.frame.right.page
    assert isinstance(page, WhyPage)
    assert page.subject.text() == "Praksis A"
    badges = [(mark.place, mark.label) for mark in window.frame.map.layers.order.marks]
    assert badges == [(at_km(12), "1"), (at_km(5), "2")]
    page.practicePointed.emit("C")
    assert window.frame.map.layers.pointer.place == at_km(5)
    window.desk.undo()
    wait(qtbot, window)
    assert page.paragraphs[0].text().startswith("Praksis A har 80 personer")
    window.frame.right.close_page()
    assert window.frame.map.layers.order.marks == ()
    assert window.frame.map.layers.pointer.place is None


def test_a_click_on_a_flow_tells_who_went_there(qtbot, window) -> None:
    view = window.frame.map
    around = at_km(8)
    view.zoom_to(Extent(around.e - 6000, around.n - 6000, around.e + 6000, around.n + 6000))
    flow = next(line for line in view.layers.flow_lines.flows if line.target == "C")
    path = view.layers.flow_lines.path_of(flow)
    at = path.pointAtPercent(0.5).toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at))
    wait(qtbot, window)
    page = window.frame.right.page
    assert isinstance(page, WhyPage)
    assert page.subject.text() == "Praksis A → Praksis C"
    assert "20 får plads hos Praksis C" in page.paragraphs[0].text()


def test_the_menu_of_a_place_asks_about_its_residents(qtbot, window) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    whys_of(window).add_to_menu(menu, at_km(9))
    whys_of(window).add_to_menu(menu, at_km(30))
    here, nobody = menu.actions()
    assert not nobody.isEnabled()
    here.trigger()
    wait(qtbot, window)
    page = window.frame.right.page
    assert isinstance(page, WhyPage)
    assert page.subject.text() == "Kvadrat q0"


def test_the_domino_shows_flows_and_statuses_round_by_round(qtbot, window) -> None:
    window.frame.actions_["domino"].trigger()
    wait(qtbot, window)
    page, view = window.frame.right.page, window.frame.map
    assert isinstance(page, DominoPage)
    assert view.layers.flow_lines.flows == ()
    assert view.layers.practices.mark("B").status is Status.OPEN
    QTest.keyClick(page, Qt.Key.Key_Right)
    assert [(f.target, f.persons) for f in view.layers.flow_lines.flows] == [("B", 60)]
    assert view.layers.practices.mark("B").status is Status.CLOSED
    assert view.layers.practices.mark("C").list == 0
    QTest.keyClick(page, Qt.Key.Key_Right)
    assert [(f.target, f.persons) for f in view.layers.flow_lines.flows] == [("B", 60), ("C", 20)]
    window.desk.undo()
    wait(qtbot, window)
    assert window.frame.right.page is None
    assert not window.frame.actions_["domino"].isEnabled()


def test_the_optimal_distribution_shows_its_gain_and_is_one_edit(
    qtbot, window, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = window.desk
    desk.undo()
    wait(qtbot, window)
    desk.select(("A",))
    told = []
    monkeypatch.setattr(OptimalDialog, "exec", lambda dialog: told.append(dialog.gain.text()) or 1)
    window.frame.actions_["optimal"].trigger()
    qtbot.waitUntil(lambda: bool(told) and not desk.jobs.is_busy, timeout=30_000)
    # B is 1 km from the fifty at km 11; C is 4 km from the thirty at km 9: nothing to gain
    assert told == ["Der er intet at vinde: nærmeste først er allerede den bedste fordeling."]
    history = desk.session.history
    assert (history.position, desk.session.result.state.totals["B"]) == (1, 60)
    desk.undo()
    wait(qtbot, window)
    assert "A" in desk.session.result.state.practices


def look_away(window: Window) -> None:
    """Turn the map to ground far from every practice."""
    far = at_km(400)
    window.frame.map.zoom_to(Extent(far.e - 5000, far.n - 5000, far.e + 5000, far.n + 5000))


def middle(window: Window) -> Place:
    camera = window.frame.map.camera
    return Place(camera.e, camera.n)


def test_the_map_comes_to_a_practice_it_does_not_show(qtbot, window) -> None:
    look_away(window)
    zoom = window.frame.map.camera.metres_per_pixel
    window.frame.actions_["why"].trigger()
    wait(qtbot, window)
    assert middle(window) == at_km(10)
    assert window.frame.map.camera.metres_per_pixel == zoom


def test_the_domino_brings_the_map_to_the_practice_that_closed(qtbot, window) -> None:
    look_away(window)
    window.frame.actions_["domino"].trigger()
    wait(qtbot, window)
    assert middle(window) == at_km(10)


def test_the_map_comes_to_a_square_it_does_not_show(qtbot, window) -> None:
    look_away(window)
    whys_of(window).ask(Question(None, "q0"))
    wait(qtbot, window)
    assert middle(window) == at_km(9)


def test_a_map_that_shows_the_practice_stays_where_it_is(qtbot, window) -> None:
    near = at_km(11)
    window.frame.map.zoom_to(Extent(near.e - 5000, near.n - 5000, near.e + 5000, near.n + 5000))
    window.frame.actions_["why"].trigger()
    wait(qtbot, window)
    assert middle(window) == near


def test_an_edit_below_an_open_page_leaves_the_map_alone(qtbot, window) -> None:
    window.frame.actions_["why"].trigger()
    wait(qtbot, window)
    look_away(window)
    away = middle(window)
    window.desk.undo()
    wait(qtbot, window)
    assert middle(window) == away
