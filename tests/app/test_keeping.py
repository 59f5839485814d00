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
from app.session import Session
from app.settings import Settings
from app.start import Program
from models.allocation.evaluator import evaluate
from models.domain.errors import ProjectError
from models.scenario.edits import SetLimit
from models.storage.project import ProjectFile
from tests.compare import assert_same_result
from tests.kept import keep_first_result, settled


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
        assert settled(session) is None
        assert kept_path.read_bytes() == before


def test_a_false_result_is_logged_replaced_and_the_true_one_given(
    false_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with ProjectFile.open(false_path) as project:
        session = Session(project)
        make_in_scenario(session, SetLimit(next(iter(session.before.state.practices)), 5), "Ny")
        with caplog.at_level(logging.ERROR):
            true = settled(session)
        assert "result.choices" in caplog.text
        assert true is not None
        assert true.scenario is not None
        assert true.scenario.name == "Ny 1"
        assert_same_result(true.before, evaluate(true.region, true.before.state))
        assert_same_result(true.result, evaluate(true.region, true.history.state))
        assert settled(Session(project)) is None


def test_a_false_result_of_a_project_only_looked_at_is_not_shown_either(false_path: Path) -> None:
    before = false_path.read_bytes()
    with ProjectFile.open(false_path, read_only=True) as project:
        true = settled(Session(project))
        assert true is not None
        assert_same_result(true.before, evaluate(true.region, true.before.state))
    assert false_path.read_bytes() == before


def test_other_rules_of_today_are_kept_in_place_of_the_old_ones(kept_path: Path) -> None:
    with ProjectFile.open(kept_path) as project:
        Session(project).judge_by("2025")
        assert settled(Session(project)) is None
        session = Session(project)
        assert session._engine is None
        assert session.before.state.rules.id == "2025"


@pytest.fixture
def keeping(qapp: QApplication, qtbot, false_path: Path) -> Iterator[Keeping]:
    """The keeping of a program whose window shows a false result."""
    program = Program(qapp, Settings(show_hints=False))
    program.open_project(false_path)
    qtbot.waitUntil(lambda: program.window is not None and not program.jobs.is_busy, timeout=60_000)
    yield Keeping(program)
    program.stop()


def test_the_window_goes_on_with_true_figures_and_says_so(keeping: Keeping, qtbot) -> None:
    program = keeping._program
    assert program.window is not None
    desk, said = program.window.desk, []
    desk.noted.connect(said.append)
    keeping.check(desk.session)
    qtbot.waitUntil(lambda: not program.jobs.is_busy, timeout=60_000)
    assert "regnet forfra" in said[-1]
    assert_same_result(desk.result, evaluate(desk.session.region, desk.result.state))


def test_a_full_disk_keeps_nobody_from_working(
    keeping: Keeping, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> bool:
        raise ProjectError("Der er ikke plads på disken.", "The disk is full.")

    monkeypatch.setattr(ProjectFile, "keep", full)
    program = keeping._program
    assert program.window is not None
    refused: list[object] = []
    program.jobs.refused.connect(refused.append)
    keeping.check(program.window.desk.session)
    qtbot.waitUntil(lambda: not program.jobs.is_busy, timeout=60_000)
    assert refused == []
    result = program.window.desk.result
    assert_same_result(result, evaluate(program.window.desk.session.region, result.state))


def test_it_waits_until_the_first_seconds_are_over(keeping: Keeping) -> None:
    program = keeping._program
    assert program.window is not None
    keeping.follow_up(program.window.desk.session)
    assert keeping._wait.isActive()
    assert not program.jobs.is_busy
    keeping.stop()
    assert not keeping._wait.isActive()
