"""What an edit gives is shown while the disk is waited for; what cannot be stored is taken back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QCoreApplication

from app.controllers.editing import Editing
from app.session import Session
from app.start import Program, Window
from models.domain.errors import ProjectError
from models.domain.quality import QualityReport
from models.scenario.edits import ClosePractice, SetLimit
from models.storage.project import ProjectFile
from tests.app.test_window import settled, window
from tests.compare import assert_same_result
from tests.towns import make_region
from widgets.dialogs.close import CloseDialog

__all__ = ["window"]


class Disk:
    """A disk that is waited for, and that may turn out to be full."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, session: Session, method: str) -> None:
        store = getattr(session.project, method)
        self.is_full = False
        self.answers = threading.Event()

        def stored(*found: object, **named: object) -> object:
            assert self.answers.wait(30)
            if self.is_full:
                raise ProjectError("Disken er fuld.", "The disk is full.")
            return store(*found, **named)

        monkeypatch.setattr(session.project, method, stored)

    def answer(self, *, is_full: bool = False) -> None:
        """Let what waits be stored, or not."""
        self.is_full = is_full
        self.answers.set()


@pytest.fixture
def number(program: Program, window: Window, qtbot) -> str:
    """A practice to be closed, with a scenario of one edit in hand."""
    first, second, *_ = window.desk.session.result.state.practices
    window.desk.make(SetLimit(first, 1700))
    settled(program, qtbot)
    return second


@pytest.fixture
def told(window: Window) -> Iterator[list[str]]:
    """What is said on the map, and that something was stored, from now on."""
    told: list[str] = []
    window.desk.noted.connect(told.append)
    window.desk.saved.connect(lambda: told.append("stored"))
    yield told
    window.desk.noted.disconnect(told.append)


def seen(window: Window) -> tuple[object, ...]:
    """Return what stands on the screen of the scenario in hand."""
    desk, frame = window.desk, window.frame
    entries = frame.history.entries
    return (
        [entries.item(row).text() for row in range(entries.count())],
        entries.currentRow(),
        desk.selection,
        desk.step,
        frame.checks.isVisibleTo(frame),
        frame.practice.gone.isVisibleTo(frame),
        list(frame.map.layers.practices.marks),
        frame.map.layers.flow_lines.flows,
        [frame.table.rows.row_at(row) for row in range(frame.table.rows.rowCount())],
        frame.actions_["undo"].toolTip(),
        desk.can_undo,
        desk.can_redo,
    )


def test_an_edit_is_on_show_before_it_is_stored_and_is_not_said_to_be(
    program: Program, window: Window, number: str, told: list[str], monkeypatch, qtbot
) -> None:
    disk, before = Disk(monkeypatch, window.desk.session, "append_edit"), seen(window)
    window.desk.make(ClosePractice(number, "distribute"))
    qtbot.waitUntil(lambda: window.desk.selection == (number,), timeout=30_000)
    while_waiting = seen(window)
    assert while_waiting[0] != before[0]
    assert window.frame.map.layers.practices.mark(number).is_gone
    assert "stored" not in told
    assert program.jobs.is_busy
    disk.answer()
    settled(program, qtbot)
    assert "stored" in told
    assert seen(window) == while_waiting


def test_an_edit_on_show_that_cannot_be_stored_is_taken_back_in_a_sentence(
    program: Program, window: Window, number: str, told: list[str], monkeypatch, qtbot
) -> None:
    session, before = window.desk.session, seen(window)
    result, checks, disk = (
        session.result,
        session.known_checks(),
        Disk(monkeypatch, session, "append_edit"),
    )
    window.desk.make(ClosePractice(number, "distribute"))
    qtbot.waitUntil(lambda: window.desk.selection == (number,), timeout=30_000)
    disk.answer(is_full=True)
    settled(program, qtbot)
    assert seen(window) == before
    assert told == ["Disken er fuld."]
    assert session.result is result
    assert session.known_checks() == checks
    assert_same_result(session._evaluator.result, result)


@pytest.mark.parametrize("is_full", [False, True])
def test_undoing_is_on_show_before_it_is_stored_too(
    is_full: bool, program: Program, window: Window, number: str, told, monkeypatch, qtbot
) -> None:
    window.desk.make(ClosePractice(number, "distribute"))
    settled(program, qtbot)
    del told[:]
    desk, before = window.desk, seen(window)
    disk = Disk(monkeypatch, desk.session, "set_cursor")
    desk.undo()
    qtbot.waitUntil(lambda: not window.frame.practice.gone.isVisibleTo(window.frame))
    while_waiting = seen(window)
    assert told == []
    disk.answer(is_full=is_full)
    settled(program, qtbot)
    assert seen(window) == (before if is_full else while_waiting)
    assert told == (["Disken er fuld."] if is_full else ["stored"])
    assert desk.session.history.position == (2 if is_full else 1)


@pytest.mark.parametrize("is_waited_for", [False, True])
def test_a_fault_of_ours_while_storing_takes_back_what_is_on_show(
    is_waited_for: bool, program: Program, window: Window, number: str, monkeypatch, qtbot
) -> None:
    """Where somebody waits for it, such as a drag, it is told of before the edit is on show."""
    said: list[BaseException] = []
    monkeypatch.setattr(program, "show_fault", said.append)
    before = seen(window)

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(window.desk.session.project, "append_edit", broken)
    window.desk.make(ClosePractice(number, "distribute"))
    if is_waited_for:
        program.jobs.finish()
    QCoreApplication.processEvents()
    settled(program, qtbot)
    assert seen(window) == before
    assert len(said) == 1


def test_a_drag_begun_while_an_edit_is_stored_waits_for_it(
    program: Program, window: Window, number: str, monkeypatch, qtbot
) -> None:
    desk, disk = window.desk, Disk(monkeypatch, window.desk.session, "append_edit")
    other = next(n for n in desk.session.result.state.practices if n != number)
    desk.make(ClosePractice(number, "distribute"))
    qtbot.waitUntil(lambda: desk.selection == (number,), timeout=30_000)
    disk.answer(is_full=True)
    window.frame.map.dragStarted.emit(other)
    assert desk.drag is not None
    assert number in desk.result.state.practices
    window.frame.map.dragCancelled.emit(other)


def test_undoing_what_could_not_be_stored_undoes_nothing_else(
    program: Program, window: Window, number: str, told: list[str], monkeypatch, qtbot
) -> None:
    desk, before = window.desk, seen(window)
    disk = Disk(monkeypatch, desk.session, "append_edit")
    desk.make(ClosePractice(number, "distribute"))
    qtbot.waitUntil(lambda: desk.selection == (number,), timeout=30_000)
    disk.answer(is_full=True)
    desk.undo()
    settled(program, qtbot)
    assert told == ["Disken er fuld."]
    assert seen(window) == before
    assert desk.session.history.position == 1


def test_redoing_what_could_not_be_undone_redoes_nothing_else(
    program: Program, window: Window, number: str, told: list[str], monkeypatch, qtbot
) -> None:
    desk = window.desk
    for limit in (1750, 1800):
        desk.make(SetLimit(number, limit))
    desk.undo()
    settled(program, qtbot)
    del told[:]
    before, disk = seen(window), Disk(monkeypatch, desk.session, "set_cursor")
    desk.undo()
    qtbot.waitUntil(lambda: seen(window) != before, timeout=30_000)
    disk.answer(is_full=True)
    desk.redo()
    settled(program, qtbot)
    assert told == ["Disken er fuld."]
    assert seen(window) == before
    assert desk.session.history.position == 2


def test_two_edits_in_a_row_that_cannot_be_stored_leave_all_as_it_was(
    program: Program, window: Window, number: str, told: list[str], monkeypatch, qtbot
) -> None:
    desk, before = window.desk, seen(window)
    result, disk = desk.session.result, Disk(monkeypatch, desk.session, "append_edit")
    desk.make(ClosePractice(number, "distribute"))
    qtbot.waitUntil(lambda: desk.selection == (number,), timeout=30_000)
    desk.make(SetLimit(desk.session.history.steps[0].edit.practice, 1900))
    disk.answer(is_full=True)
    settled(program, qtbot)
    assert told == ["Disken er fuld."] * 2
    assert seen(window) == before
    assert_same_result(desk.session._evaluator.result, result)


def test_a_window_closed_over_an_edit_that_cannot_be_stored_says_so_all_the_same(
    program: Program, window: Window, number: str, monkeypatch, qtbot
) -> None:
    said: list[str] = []
    monkeypatch.setattr(program, "refuse", lambda error: said.append(str(error)))
    monkeypatch.setattr(program, "_application", SimpleNamespace(quit=lambda: None))
    disk = Disk(monkeypatch, window.desk.session, "append_edit")
    window.desk.make(ClosePractice(number, "distribute"))
    qtbot.waitUntil(lambda: window.desk.selection == (number,), timeout=30_000)
    disk.answer(is_full=True)
    window.frame.close()
    assert said == ["Disken er fuld."]


def test_a_practice_that_the_edit_under_way_closes_is_not_asked_about(
    program: Program, window: Window, number: str, monkeypatch, qtbot
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(CloseDialog, "exec", asked.append)
    editing = next(part for part in window.controllers if isinstance(part, Editing))
    window.desk.make(ClosePractice(number, "distribute"))
    editing.close(number)
    assert not asked
    settled(program, qtbot)


def test_an_edit_that_could_not_be_stored_does_not_count_as_one_made_since_a_renaming(
    program: Program, window: Window, number: str, monkeypatch, qtbot
) -> None:
    desk = window.desk
    scenario = desk.session.scenario
    assert scenario is not None
    desk.rename_scenario(scenario.id, "Andet navn")
    settled(program, qtbot)
    undone_next, disk = desk.scenario_undone_next, Disk(monkeypatch, desk.session, "append_edit")
    desk.make(ClosePractice(number, "distribute"))
    qtbot.waitUntil(lambda: desk.selection == (number,), timeout=30_000)
    assert not desk.scenario_undone_next
    disk.answer(is_full=True)
    settled(program, qtbot)
    assert desk.scenario_undone_next == undone_next != ""


@pytest.mark.parametrize("is_full", [False, True])
def test_what_was_undone_can_be_done_again_until_an_edit_is_stored(
    is_full: bool, program: Program, window: Window, number: str, monkeypatch, qtbot
) -> None:
    desk, redo = window.desk, window.frame.actions_["redo"]
    desk.judge_by("2025")
    desk.undo()
    settled(program, qtbot)
    redone_next, disk = desk.scenario_redone_next, Disk(monkeypatch, desk.session, "append_edit")
    assert redone_next in redo.toolTip()
    desk.make(ClosePractice(number, "distribute"))
    qtbot.waitUntil(lambda: desk.selection == (number,), timeout=30_000)
    assert not redo.isEnabled()
    disk.answer(is_full=is_full)
    settled(program, qtbot)
    assert desk.scenario_redone_next == (redone_next if is_full else "")
    assert desk.can_redo == redo.isEnabled() == is_full


def test_an_edit_that_could_not_be_stored_is_told_of_when_another_project_is_open(
    program: Program, window: Window, number: str, tmp_path: Path, monkeypatch, qtbot
) -> None:
    other = tmp_path / "anden.praksis"
    ProjectFile.create(other, make_region(3), QualityReport()).close()
    said: list[str] = []
    monkeypatch.setattr(program, "tell", said.append)
    disk = Disk(monkeypatch, window.desk.session, "append_edit")
    window.desk.make(ClosePractice(number, "distribute"))
    qtbot.waitUntil(lambda: window.desk.selection == (number,), timeout=30_000)
    program.open_project(other)
    disk.answer(is_full=True)
    settled(program, qtbot)
    assert program.window is not window
    assert said[-1] == "Disken er fuld."
