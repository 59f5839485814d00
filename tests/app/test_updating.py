"""A newer register in the window: looked through, shown on the map, taken in or left."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QProgressDialog, QPushButton

from app.controllers.receiving import Receiving
from app.controllers.updating import Updating
from app.start import Program, Window
from models.importers.build import build_region
from models.importers.update import NewerFiles
from models.scenario.edits import ClosePractice
from models.storage.project import ProjectFile
from tests.app.test_update_command import quietly
from tests.models.importers import world
from widgets.panels.update import UpdatePage

VEST, ØST = world.REGISTER_ROWS


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("lavet")
    region, report = build_region(world.write_world(folder), quietly)
    ProjectFile.create(folder / "p.praksis", region, report).close()
    return (folder / "p.praksis").read_bytes()


@pytest.fixture
def project_path(tmp_path: Path, made: bytes) -> Path:
    path = tmp_path / "p.praksis"
    path.write_bytes(made)
    return path


@pytest.fixture
def window(program: Program) -> Window:
    assert program.window is not None
    return program.window


@pytest.fixture
def newer(tmp_path: Path) -> NewerFiles:
    """Return a register without Vestby, whose patients are Østby's."""
    rows = [ØST.replace("1.350", "1.750")]
    path = world.write_text(tmp_path / "nyt.csv", world.REGISTER_HEADER, *rows, encoding="cp1252")
    return NewerFiles(path, None, "2026-01-01")


def updating_of(window: Window) -> Updating:
    receiving = next(part for part in window.controllers if isinstance(part, Receiving))
    return receiving.taking.updating


def settled(program: Program, qtbot) -> None:
    qtbot.waitUntil(lambda: not program.jobs.is_busy, timeout=30_000)


def read(program: Program, window: Window, newer: NewerFiles, qtbot) -> UpdatePage:
    updating = updating_of(window)
    updating.read(newer)
    settled(program, qtbot)
    page = window.frame.right.page
    assert isinstance(page, UpdatePage)
    return page


def test_what_would_change_is_shown_and_nothing_is_changed(
    program: Program, window: Window, newer: NewerFiles, qtbot
) -> None:
    page = read(program, window, newer, qtbot)
    assert "1. januar 2026" in page.lead.text()
    (merged, *_rest) = page.list.rows()
    assert merged.text == "Lægen i Vestby (051912)"
    assert "Lægehuset Østby (087331)" in merged.detail
    assert len(window.desk.session.region.practices) == 2


def test_a_change_is_shown_on_the_map_until_the_page_is_left(
    program: Program, window: Window, newer: NewerFiles, qtbot
) -> None:
    page = read(program, window, newer, qtbot)
    place = page.list.rows()[0].place
    page.placeRequested.emit(place)
    assert window.frame.map.layers.pointer.place == place
    page.backClicked.emit()
    assert window.frame.map.layers.pointer.place is None


def test_a_register_taken_in_is_what_the_window_and_the_file_have(
    program: Program, window: Window, newer: NewerFiles, project_path: Path, qtbot
) -> None:
    window.desk.make(ClosePractice("051912", "distribute"))
    settled(program, qtbot)
    page = read(program, window, newer, qtbot)
    assert page.list.rows()[0].is_bad
    page.accept_button.click()
    settled(program, qtbot)
    session = window.desk.session
    assert [practice.provider_number for practice in session.region.practices] == ["087331"]
    assert session.scenario is not None
    assert session.history.misfits
    assert window.frame.right.page is None
    assert program.opened is not None
    assert program.opened.session is session
    stored = ProjectFile.open(project_path, read_only=True)
    assert stored.load_region().reference_date == "2026-01-01"
    stored.close()
    assert (project_path.parent / "p.2025-01-01.praksis").exists()


def test_a_register_left_alone_changes_nothing(
    program: Program, window: Window, newer: NewerFiles, project_path: Path, qtbot
) -> None:
    read(program, window, newer, qtbot).backClicked.emit()
    assert window.frame.right.page is None
    assert len(window.desk.session.region.practices) == 2
    assert list(project_path.parent.glob("*.praksis")) == [project_path]


def test_reading_can_be_cancelled(
    program: Program, window: Window, newer: NewerFiles, qtbot
) -> None:
    updating = updating_of(window)
    updating.read(newer)
    (shown,) = window.frame.findChildren(QProgressDialog)
    shown.findChild(QPushButton).click()
    assert not program.jobs.is_busy
    assert len(window.desk.session.region.practices) == 2
