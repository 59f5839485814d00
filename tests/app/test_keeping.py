"""What is kept of the first result is checked beside the window, and the truth is shown."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.fresh import make_in_scenario
from app.keeping import Keeping
from app.reading import open_session
from app.session import Session
from app.settings import Settings
from app.start import Program
from models.allocation.evaluator import evaluate
from models.domain.errors import ProjectError
from models.scenario.edits import SetLimit
from models.storage.project import ProjectFile
from tests.compare import assert_same_result
from tests.kept import keep_first_result, was_wrong
from widgets.map.scene import scene_of


@pytest.fixture
def kept_path(project_path: Path) -> Path:
    """A project that keeps its first result."""
    keep_first_result(project_path)
    return project_path


@pytest.fixture
def false_path(kept_path: Path) -> Path:
    """A project that keeps something else than its first result."""
    with sqlite3.connect(kept_path) as other:
        (stored,) = other.execute("SELECT data FROM kept WHERE name = 'result.choices'").fetchone()
        false = bytes(len(stored) - 4) + b"\x07\x00\x00\x00"
        other.execute("UPDATE kept SET data = ? WHERE name = 'result.choices'", (false,))
    other.close()
    return kept_path


def test_a_session_over_a_kept_result_has_no_engine_until_it_needs_one(kept_path: Path) -> None:
    with ProjectFile.open(kept_path) as project:
        session = Session(project)
        assert session._engine is None
        assert "ground" not in session.region.derived
        assert_same_result(session.before, evaluate(session.region, session.before.state))
        make_in_scenario(session, SetLimit(next(iter(session.before.state.practices)), 5), "Ny")
        assert_same_result(session.result, evaluate(session.region, session.history.state))


def test_what_is_kept_and_true_is_left_as_it_is(kept_path: Path) -> None:
    with ProjectFile.open(kept_path) as project:
        session = Session(project)
        before = kept_path.read_bytes()
        assert not was_wrong(session)
        assert kept_path.read_bytes() == before


def test_a_false_result_is_logged_replaced_and_the_true_one_given(
    false_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with ProjectFile.open(false_path) as project:
        session = Session(project)
        make_in_scenario(session, SetLimit(next(iter(session.before.state.practices)), 5), "Ny")
        with caplog.at_level(logging.ERROR):
            assert was_wrong(session)
        assert "result.choices" in caplog.text
        true = session.anew()
        assert true.scenario is not None
        assert true.scenario.name == "Ny 1"
        assert_same_result(true.before, evaluate(true.region, true.before.state))
        assert_same_result(true.result, evaluate(true.region, true.history.state))
        assert not was_wrong(Session(project))


def test_a_false_result_of_a_project_only_looked_at_is_not_shown_either(false_path: Path) -> None:
    before = false_path.read_bytes()
    with ProjectFile.open(false_path, read_only=True) as project:
        session = Session(project)
        assert was_wrong(session)
        true = session.anew()
        assert_same_result(true.before, evaluate(true.region, true.before.state))
    assert false_path.read_bytes() == before


def test_other_rules_of_today_are_kept_in_place_of_the_old_ones(kept_path: Path) -> None:
    with ProjectFile.open(kept_path) as project:
        Session(project).judge_by("2025")
        assert not was_wrong(Session(project))
        session = Session(project)
        assert session._engine is None
        assert session.before.state.rules.id == "2025"


@pytest.mark.parametrize(
    "damage", ["", "UPDATE kept SET data = x'00', shape = '[1]' WHERE name = 'result.land'"]
)
def test_the_map_of_what_is_kept_is_that_of_the_region(kept_path: Path, damage: str) -> None:
    with sqlite3.connect(kept_path) as other:
        other.execute(damage)
    other.close()
    session, scene = open_session(kept_path)
    session.project.close()
    anew = scene_of(session.region)
    assert scene.coarse == anew.coarse
    assert scene.areas == anew.areas


@pytest.fixture
def keeping(qapp: QApplication, qtbot, false_path: Path) -> Iterator[Keeping]:
    """The keeping of a program whose window shows a false result."""
    program = Program(qapp, Settings(show_hints=False))
    program.open_project(false_path)
    qtbot.waitUntil(lambda: program.window is not None and not program.jobs.is_busy, timeout=60_000)
    keeping = Keeping(program)
    yield keeping
    keeping.stop()
    program.stop()


def refused_in_check(keeping: Keeping, qtbot) -> list[object]:
    """Check what is kept; return what the program told of that the world did not allow."""
    program, refused = keeping._program, []
    assert program.window is not None
    program.jobs.refused.connect(refused.append)
    keeping.check(program.window.desk.session)
    qtbot.waitUntil(lambda: not program.jobs.is_busy, timeout=60_000)
    return refused


def test_the_window_goes_on_with_true_figures_and_says_so(keeping: Keeping, qtbot) -> None:
    program = keeping._program
    assert program.window is not None
    desk, said = program.window.desk, []
    desk.noted.connect(said.append)
    keeping.check(desk.session)
    qtbot.waitUntil(lambda: not program.jobs.is_busy, timeout=60_000)
    assert "regnet forfra" in said[-1]
    assert_same_result(desk.result, evaluate(desk.session.region, desk.result.state))


def test_an_edit_made_before_the_true_figures_come_is_in_them(
    keeping: Keeping, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A drag holds the true figures up; what is dropped then must not be lost on the screen."""
    monkeypatch.setattr("app.keeping.WAIT_MS", 50)
    program = keeping._program
    assert program.window is not None
    desk = program.window.desk
    number = next(iter(desk.session.before.state.practices))
    false = desk.session
    desk.drag = false.grab(number)
    keeping.check(false)
    qtbot.waitUntil(lambda: not program.jobs.is_busy, timeout=60_000)
    assert desk.session is false
    desk.drag = None
    desk.make(SetLimit(number, 5))
    qtbot.waitUntil(lambda: desk.session is not false, timeout=60_000)
    assert len(desk.session.history.steps) == 1
    assert desk.result.state.practices[number].own_limit == 5
    assert program.window.frame.isEnabled()


def test_another_project_opened_meanwhile_is_left_alone(
    keeping: Keeping, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.keeping.WAIT_MS", 50)
    program = keeping._program
    assert program.window is not None
    desk = program.window.desk
    desk.drag = desk.session.grab(next(iter(desk.session.before.state.practices)))
    keeping.check(desk.session)
    qtbot.waitUntil(lambda: not program.jobs.is_busy, timeout=60_000)
    desk.drag = None
    other = desk.session.anew()
    desk.take_up(other)
    qtbot.wait(150)
    assert desk.session is other


def test_a_file_out_of_reach_is_not_told_of_before_it_is_needed(
    keeping: Keeping, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise ProjectError("Filen er væk.", "The file is gone.")

    monkeypatch.setattr(ProjectFile, "setting", gone)
    assert refused_in_check(keeping, qtbot) == []


def test_a_full_disk_keeps_nobody_from_working(
    keeping: Keeping, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> bool:
        raise ProjectError("Der er ikke plads på disken.", "The disk is full.")

    monkeypatch.setattr(ProjectFile, "keep", full)
    assert refused_in_check(keeping, qtbot) == []
    window = keeping._program.window
    assert window is not None
    result = window.desk.result
    assert_same_result(result, evaluate(window.desk.session.region, result.state))


def test_it_waits_until_the_first_seconds_are_over(keeping: Keeping) -> None:
    program = keeping._program
    assert program.window is not None
    keeping.follow_up(program.window.desk.session)
    assert keeping._wait.isActive()
    assert not program.jobs.is_busy
    keeping.stop()
    assert not keeping._wait.isActive()


def test_a_check_that_is_stopped_ends_with_its_next_step(
    keeping: Keeping, qtbot, monkeypatch: pytest.MonkeyPatch, false_path: Path
) -> None:
    """Whoever closes or opens another project does not wait for it, and nothing comes of it."""
    program = keeping._program
    assert program.window is not None
    desk, said = program.window.desk, []
    desk.noted.connect(said.append)
    before = false_path.read_bytes()
    grids: list[object] = []
    distances = "models.allocation.distances.Distances"
    monkeypatch.setattr(f"{distances}.ground", property(lambda _: keeping._ending.set()))
    monkeypatch.setattr(f"{distances}.index", property(grids.append))
    keeping.follow_up(desk.session)
    keeping.check(desk.session)
    qtbot.waitUntil(lambda: not program.jobs.is_busy, timeout=60_000)
    assert not said
    assert not grids
    assert false_path.read_bytes() == before
    keeping.follow_up(desk.session)
    assert keeping._wait.isActive()
