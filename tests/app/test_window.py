"""The real window, driven by mouse and keys as a planner drives it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest

from app.controllers.filing import Filing
from app.start import Program, Window
from models.allocation.evaluator import evaluate
from models.domain.place import Place
from models.scenario.edits import ClosePractice, MergePractices
from tests.compare import assert_same_result
from tests.towns import BLOCK_M, E0, N0
from widgets.dialogs.close import CloseDialog
from widgets.dialogs.pdf import PdfChoice
from widgets.painting.camera import Extent
from widgets.panels.area import AreaPanel


@pytest.fixture
def window(program: Program, qtbot) -> Window:
    assert program.window is not None
    frame = program.window.frame
    frame.resize(1280, 800)
    qtbot.waitUntil(lambda: frame.map.is_settled, timeout=20_000)
    frame.map.zoom_to(Extent(E0 - BLOCK_M, N0 - BLOCK_M, E0 + 5 * BLOCK_M, N0 + 4 * BLOCK_M))
    return program.window


def settled(program: Program, qtbot) -> None:
    qtbot.waitUntil(lambda: not program.jobs.is_busy, timeout=30_000)


def pixel(window: Window, place: Place) -> QPoint:
    camera = window.frame.map.camera
    return QPoint(round(camera.x(place.e)), round(camera.y(place.n)))


def lonely(window: Window) -> str:
    """Return a practice with no other practice near it on the screen."""
    practices = window.desk.result.state.practices
    return max(
        practices,
        key=lambda number: min(
            abs(practices[number].place.e - other.place.e)
            + abs(practices[number].place.n - other.place.n)
            for other in practices.values()
            if other.provider_number != number
        ),
    )


def drag(window: Window, number: str, way: QPoint, moves: int = 30) -> None:
    viewport = window.frame.map.viewport()
    start = pixel(window, window.desk.result.state.practices[number].place)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    for move in range(1, moves + 1):
        QTest.mouseMove(viewport, start + way * move / moves)


def release(window: Window, at: QPoint) -> None:
    QTest.mouseRelease(
        window.frame.map.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at
    )


def test_a_drag_shows_exact_figures_at_every_place_and_stores_the_last(
    program: Program, window: Window, qtbot
) -> None:
    number = lonely(window)
    before = window.desk.result
    start = pixel(window, before.state.practices[number].place)
    middle = pixel(window, Place(E0 + 2 * BLOCK_M, N0 + 1.5 * BLOCK_M))
    way = (middle - start) / 2
    shown = []
    window.desk.resultChanged.connect(shown.append)
    drag(window, number, way)
    assert len(shown) >= 25
    for result in shown[::10]:
        full = evaluate(window.desk.session.region, result.state)
        assert_same_result(result, full, without_own_of=number)
    release(window, start + way)
    settled(program, qtbot)
    assert window.desk.session.scenario is not None
    moved = window.desk.result.state.practices[number]
    assert moved.place != before.state.practices[number].place
    assert len(window.desk.session.project.edits(window.desk.session.scenario.id)) == 1


def test_escape_puts_a_dragged_practice_back(program: Program, window: Window, qtbot) -> None:
    number, before = lonely(window), window.desk.result
    drag(window, number, QPoint(60, 40))
    assert window.desk.drag is not None
    QTest.keyClick(window.frame.map, Qt.Key.Key_Escape)
    assert window.desk.drag is None
    assert window.desk.result is before
    assert window.desk.session.project.scenarios() == ()


def test_a_practice_dropped_in_the_water_snaps_back_with_a_word_why(
    program: Program, window: Window, qtbot
) -> None:
    number, before = lonely(window), window.desk.result
    said = []
    window.desk.noted.connect(said.append)
    start = pixel(window, before.state.practices[number].place)
    sea = pixel(window, Place(E0 + 2 * BLOCK_M, N0 - 3 * BLOCK_M))
    drag(window, number, sea - start)
    release(window, sea)
    settled(program, qtbot)
    assert said == ["Stedet ligger i vandet. Vælg et sted på land."]
    assert window.desk.result is before


def test_closing_undoing_and_redoing_keep_map_and_panels_together(
    program: Program, window: Window, qtbot
) -> None:
    number = lonely(window)
    n_practices = len(window.desk.result.state.practices)
    window.desk.make(ClosePractice(number, "distribute"))
    settled(program, qtbot)
    assert len(window.desk.result.state.practices) == n_practices - 1
    mark = window.frame.map.layers.practices.mark(number)
    assert mark is not None
    assert mark.is_gone
    assert window.frame.history.entries.count() == 2
    QTest.keyClick(window.frame, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled(program, qtbot)
    mark = window.frame.map.layers.practices.mark(number)
    assert mark is not None
    assert not mark.is_gone
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window.frame, Qt.Key.Key_Z, both)
    settled(program, qtbot)
    assert number not in window.desk.result.state.practices
    QTest.keyClick(window.frame, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled(program, qtbot)
    QTest.keyClick(window.frame, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    settled(program, qtbot)
    assert number not in window.desk.result.state.practices


def test_a_merger_selects_the_practice_that_remains(
    program: Program, window: Window, qtbot
) -> None:
    first, second = sorted(window.desk.result.state.practices)[:2]
    window.desk.make(MergePractices((first, second), second))
    settled(program, qtbot)
    assert window.desk.selection == (second,)
    assert first not in window.desk.result.state.practices


def test_what_a_merger_did_is_told_until_it_is_undone(
    program: Program, window: Window, qtbot
) -> None:
    first, second = sorted(window.desk.result.state.practices)[:2]
    story = window.frame.practice.sheet.story
    window.desk.make(MergePractices((first, second), second))
    settled(program, qtbot)
    assert story.isVisible()
    window.desk.undo()
    settled(program, qtbot)
    assert window.desk.selection == (second,)
    assert not story.isVisible()
    window.desk.make(MergePractices((first, second), second))
    settled(program, qtbot)
    window.desk.choose(None)
    settled(program, qtbot)
    assert not story.isVisible()


def test_a_deleted_scenario_comes_back_with_undo(program: Program, window: Window, qtbot) -> None:
    window.desk.make(ClosePractice(lonely(window), "distribute"))
    settled(program, qtbot)
    scenario = window.desk.session.scenario
    assert scenario is not None
    window.desk.delete_scenario(scenario.id)
    settled(program, qtbot)
    assert window.desk.session.project.scenarios() == ()
    window.desk.undo()
    settled(program, qtbot)
    assert [row.name for row in window.desk.session.project.scenarios()] == [scenario.name]
    assert window.desk.session.scenario is not None


def test_the_window_speaks_english_when_asked(program: Program, window: Window, qtbot) -> None:
    frame = window.frame
    program.change_settings(replace(program.settings, language="en", theme="dark"))
    qtbot.waitUntil(lambda: program.window is not None and program.window.frame is not frame)
    assert program.window is not None
    assert program.window.frame.actions_["undo"].text() == "Undo"
    assert program.window.desk.session is window.desk.session


def test_the_map_as_shown_is_printed_in_the_background(
    program: Program, window: Window, qtbot, tmp_path: Path
) -> None:
    said = []
    window.desk.noted.connect(said.append)
    path = tmp_path / "kort.pdf"
    filing = next(part for part in window.controllers if isinstance(part, Filing))
    filing.print_page(PdfChoice("A4", True, "Møde i Ærøskøbing", path))
    settled(program, qtbot)
    assert said[-1] == f"PDF gemt: {path}"
    document = pypdfium2.PdfDocument(path)
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert "Møde i Ærøskøbing" in text
    assert "Prøveregion" in text


def test_a_dialog_that_was_answered_is_gone_and_late_checks_do_not_look_for_it(
    program: Program, window: Window, qtbot
) -> None:
    seen: list[CloseDialog] = []

    def cancel() -> None:
        dialog = window.frame.findChild(CloseDialog)
        if dialog is None:
            QTimer.singleShot(5, cancel)
        else:
            seen.append(dialog)
            dialog.reject()

    window.desk.select((next(iter(window.desk.result.state.practices)),))
    QTimer.singleShot(0, cancel)
    window.frame.actions_["close_practice"].trigger()
    assert seen
    qtbot.waitUntil(lambda: not window.frame.findChildren(CloseDialog))
    settled(program, qtbot)


def test_areas_are_judged_by_the_rules_in_force_and_held_against_today_by_the_same(
    program: Program, window: Window, qtbot
) -> None:
    desk = window.desk
    desk.show_municipality(0)
    pack = replace(desk.session.packs[0], id="vores", limit_m=4_000)
    desk.save_pack(pack)
    settled(program, qtbot)
    with patch.object(AreaPanel, "show_areas", autospec=True) as shown:
        desk.judge_by("vores")
        settled(program, qtbot)
    _, here, region, limit_km, *_ = shown.call_args.args
    assert limit_km == 4.0
    assert here.before == desk.session.before.municipalities[0]
    assert here.before.persons_beyond_limit == here.now.persons_beyond_limit > 0
    assert region.before is desk.session.before.region
