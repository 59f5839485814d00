"""A small invented project on disk, and the window over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.session import Session
from app.settings import Settings
from app.start import Program
from models.domain.quality import QualityReport
from models.storage.project import ProjectFile
from tests.towns import make_region


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the tests' settings away from the user's."""
    monkeypatch.setenv("PRAKSISKORT_SETTINGS", str(tmp_path / "settings"))


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    """A project of a small invented region."""
    path = tmp_path / "prøve.praksis"
    ProjectFile.create(path, make_region(11), QualityReport(findings=())).close()
    return path


@pytest.fixture
def session(project_path: Path) -> Iterator[Session]:
    """The project, open."""
    with ProjectFile.open(project_path) as project:
        yield Session(project)


@pytest.fixture
def settings() -> Settings:
    """What the user has chosen: nothing yet."""
    return Settings()


@pytest.fixture
def program(qapp: QApplication, qtbot, project_path: Path, settings: Settings) -> Iterator[Program]:
    """The whole program with the project's window on show."""
    program = Program(qapp, settings)
    program.open_project(project_path)
    qtbot.waitUntil(lambda: program.window is not None and not program.jobs.is_busy, timeout=60_000)
    yield program
    window = program.window
    program.stop()
    if window is not None:
        window.frame.closing.disconnect()
        window.frame.close()
        window.frame.deleteLater()
    qapp.processEvents()
