"""Keys in quick succession, windows that close or change in the middle: nothing is lost."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.settings import Settings, load_settings
from app.start import Program, Window
from models.domain.errors import ProjectError
from models.domain.quality import QualityReport
from models.scenario.edits import ClosePractice, SetLimit
from models.storage.project import ProjectFile
from tests.app.test_window import drag, lonely, pixel, release, settled, window
from tests.compare import assert_same_result
from tests.towns import make_region

__all__ = ["window"]


def limits(window: Window, *values: int) -> str:
    """Ask for some edits at once; return the practice they are of."""
    number = min(window.desk.session.result.state.practices)
    for value in values:
        window.desk.make(SetLimit(number, value))
    return number


def in_hand(program: Program) -> int | None:
    """Return the scenario in hand."""
    scenario = None if program.window is None else program.window.desk.session.scenario
    return None if scenario is None else scenario.id


def stored(path: Path) -> list[int]:
    """Return the closing limits that the first scenario's edits set."""
    with ProjectFile.open(path, read_only=True) as project:
        (scenario,) = project.scenarios()
        edits = [row.edit for row in project.edits(scenario.id)]
    assert all(isinstance(edit, SetLimit) for edit in edits)
    return [edit.per_capacity for edit in edits if isinstance(edit, SetLimit)]


def test_undo_means_the_edit_still_under_way_and_every_press_counts(
    program: Program, window: Window, qtbot
) -> None:
    limits(window, 1700, 1800, 1900)
    window.desk.undo()
    window.desk.undo()
    settled(program, qtbot)
    history = window.desk.session.history
    assert (len(history.steps), history.position) == (3, 1)
    window.desk.redo()
    window.desk.redo()
    window.desk.redo()
    settled(program, qtbot)
    assert history.position == 3


def test_a_point_of_the_history_that_is_gone_is_not_jumped_to(
    program: Program, window: Window, qtbot
) -> None:
    limits(window, 1700, 1800)
    window.desk.jump(1)
    limits(window, 1900)
    window.desk.jump(3)
    settled(program, qtbot)
    assert window.desk.session.history.position == 2


def test_keys_pressed_during_a_drag_leave_the_session_alone(
    program: Program, window: Window, qtbot
) -> None:
    limits(window, 1700)
    settled(program, qtbot)
    number, way = lonely(window), QPoint(60, 40)
    start = pixel(window, window.desk.result.state.practices[number].place)
    drag(window, number, way)
    before = window.desk.session.result
    window.desk.undo()
    window.desk.choose(None)
    window.desk.delete_scenario(window.desk.session.project.scenarios()[0].id)
    settled(program, qtbot)
    assert window.desk.drag is not None
    assert window.desk.session.result is before
    release(window, start + way)
    settled(program, qtbot)
    assert window.desk.session.history.position == 2


def test_closing_the_window_stores_the_edits_that_wait(
    program: Program, window: Window, project_path: Path
) -> None:
    limits(window, 1700, 1800, 1900)
    program.stop()
    assert stored(project_path) == [1700, 1800, 1900]


def test_closing_the_window_while_a_project_opens_lets_go_of_both(
    program: Program, window: Window, project_path: Path, tmp_path: Path
) -> None:
    other = tmp_path / "anden.praksis"
    ProjectFile.create(other, make_region(3), QualityReport()).close()
    program.open_project(other)
    program.stop()
    for path in (project_path, other):
        with ProjectFile.open(path) as project:
            assert not project.is_read_only


def test_another_project_takes_the_place_of_one_whose_edits_are_stored(
    program: Program, window: Window, project_path: Path, tmp_path: Path, qtbot
) -> None:
    other = tmp_path / "anden.praksis"
    ProjectFile.create(other, make_region(3), QualityReport()).close()
    limits(window, 1700, 1800)
    program.open_project(other)
    assert not window.frame.isEnabled()
    settled(program, qtbot)
    assert program.window is not None
    assert program.window.desk.session.project.path == other
    assert program.window.frame.isEnabled()
    assert stored(project_path) == [1700, 1800]


def test_a_project_that_cannot_be_opened_leaves_the_one_at_work(
    program: Program, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    said = []
    monkeypatch.setattr(program, "refuse", said.append)
    program.open_project(tmp_path / "findes-ikke.praksis")
    settled(program, qtbot)
    assert len(said) == 1
    assert program.window is window
    assert window.frame.isEnabled()


def test_the_project_at_work_is_not_opened_over_itself(
    program: Program, window: Window, project_path: Path
) -> None:
    program.open_project(project_path)
    assert not program.jobs.is_busy
    assert not window.desk.is_read_only


def test_another_look_keeps_what_the_planner_was_at(
    program: Program, window: Window, qtbot
) -> None:
    window.desk.make(ClosePractice(lonely(window), "distribute"))
    settled(program, qtbot)
    scenario = window.desk.session.scenario
    assert scenario is not None
    window.desk.delete_scenario(scenario.id)
    window.desk.set_mode("choices")
    window.frame.map.set_layer_visible("towns", False)
    number = max(window.desk.session.before.state.practices)
    window.desk.select((number,))
    extent = window.frame.map.camera.extent
    program.change_settings(Settings(language="en"))
    qtbot.waitUntil(lambda: program.window is not None and program.window is not window)
    now = program.window
    assert now is not None
    assert now.desk.selection == (number,)
    assert now.desk.mode == "choices"
    assert not now.frame.map.layers.shows("towns")
    assert now.frame.map.camera.extent.west == pytest.approx(extent.west, abs=3_000)
    now.desk.undo()
    settled(program, qtbot)
    assert now.desk.session.scenario is not None


def test_a_project_taken_over_by_another_program_is_said_to_be_at_once(
    program: Program, window: Window, project_path: Path, qtbot
) -> None:
    said = []
    window.desk.noted.connect(said.append)
    thief = ProjectFile._opened(project_path, None)
    with thief._database.writing() as connection:
        connection.rows("UPDATE lease SET token = 'another'")
    program._on_lease_due()
    settled(program, qtbot)
    thief._database.close()
    assert window.desk.is_read_only
    assert "andet program" in said[-1]
    assert not window.frame.actions_["new_practice"].isEnabled()
    drag(window, lonely(window), QPoint(60, 40))
    assert window.desk.drag is None
    QTest.keyClick(window.frame.map, Qt.Key.Key_Escape)


def test_undoing_a_deletion_can_be_tried_again_when_the_disk_was_full(
    program: Program, window: Window, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    limits(window, 1700)
    settled(program, qtbot)
    scenario = window.desk.session.scenario
    assert scenario is not None
    window.desk.delete_scenario(scenario.id)
    settled(program, qtbot)

    def full(_: int) -> None:
        raise ProjectError("Disken er fuld.", "The disk is full.")

    with monkeypatch.context() as disk:
        disk.setattr(window.desk.session.project, "restore_scenario", full)
        window.desk.undo()
        settled(program, qtbot)
    assert window.desk.session.scenario is None
    window.desk.undo()
    settled(program, qtbot)
    assert window.desk.session.scenario is not None
    assert_same_result(window.desk.result, window.desk.session.result)


def test_the_first_edit_of_today_says_in_which_scenario_it_was_put(
    program: Program, window: Window, qtbot
) -> None:
    said = []
    window.desk.noted.connect(said.append)
    limits(window, 1700)
    settled(program, qtbot)
    assert said == ["Ændringen er lagt i et nyt scenarie, »Scenarie 1«. »I dag« er uændret."]
    limits(window, 1800)
    settled(program, qtbot)
    assert len(said) == 1


def test_an_edit_refused_in_the_baseline_leaves_no_scenario_not_even_a_deleted_one(
    program: Program, window: Window, qtbot
) -> None:
    window.desk.make(ClosePractice("999999", "distribute"))
    settled(program, qtbot)
    assert window.desk.session.project.scenarios(with_deleted=True) == ()


def test_a_project_opens_with_the_scenario_that_was_in_hand(
    program: Program, window: Window, qtbot, qapp, project_path: Path
) -> None:
    limits(window, 1700)
    settled(program, qtbot)
    scenario = window.desk.session.scenario
    assert scenario is not None
    program.stop()  # as little is said to the settings as when it is ended by force
    again = Program(qapp, load_settings())
    again.open_project(project_path)
    try:
        qtbot.waitUntil(lambda: in_hand(again) == scenario.id, timeout=30_000)
    finally:
        again.stop()
        if again.window is not None:
            again.window.frame.closing.disconnect()
            again.window.frame.close()
            again.window.frame.deleteLater()


def test_interrupted_from_its_terminal_the_program_ends_in_order(program: Program) -> None:
    assert program.opened is not None
    path = program.opened.session.project.path
    program.show_fault(KeyboardInterrupt())
    assert program.opened is None
    with ProjectFile.open(path) as again:  # nobody holds it any more
        assert not again.is_read_only
