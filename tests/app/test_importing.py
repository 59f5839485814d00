"""The assistant, as somebody who has never seen it: from files to a project that is open."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog

from app.controllers import importing as importing_module
from app.controllers.importing import Importing, files_of
from app.controllers.receiving import Receiving
from app.remembered import remember, remembered_matches
from app.settings import settings_folder
from app.start import Program, Window
from models.importers.kinds import SourceKind
from models.importers.recognise import recognise
from tests.models.importers import world
from widgets.assistant.window import COLUMNS, FILES, MAKING, PLACES
from widgets.dialogs.new_register import NewRegisterDialog
from widgets.panels.report import ReportPage
from widgets.panels.update import UpdatePage

HEADER = world.REGISTER_HEADER


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Return a folder with every file of the small world."""
    folder = tmp_path / "skrivebord"
    folder.mkdir()
    world.write_world(folder)
    return folder


@pytest.fixture
def window(program: Program) -> Window:
    assert program.window is not None
    return program.window


@pytest.fixture
def receiving(window: Window) -> Receiving:
    return next(part for part in window.controllers if isinstance(part, Receiving))


@pytest.fixture
def settled(program: Program, qtbot) -> Callable[[], None]:
    def wait() -> None:
        qtbot.waitUntil(lambda: not program.jobs.is_busy, timeout=60_000)

    return wait


@pytest.fixture
def assistant(receiving: Receiving, files: Path, settled: Callable[[], None]) -> Importing:
    """Return the assistant with the folder's files in it."""
    receiving.taking.start_assistant(())
    assert receiving.taking.assistant is not None
    receiving.taking.assistant.add([files])
    settled()
    assert receiving.taking.assistant is not None
    return receiving.taking.assistant


def kinds_of(assistant: Importing) -> set[SourceKind]:
    return {source.kind for source in assistant.sources}


def source_of(assistant: Importing, kind: SourceKind) -> int:
    return next(at for at, source in enumerate(assistant.sources) if source.kind is kind)


def drop(window: Window, paths: list[Path]) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.NoModifier
    # over the map: it must let the window have what is dropped on it
    at = window.frame.map.mapTo(window.frame, QPoint(50, 50))
    over = QDragEnterEvent(at, actions, mime, buttons, keys)
    QApplication.sendEvent(window.frame, over)
    assert over.isAccepted()
    QApplication.sendEvent(window.frame, QDropEvent(at, actions, mime, buttons, keys))


def test_a_folder_becomes_a_project_by_pressing_next_alone(
    assistant: Importing, program: Program, tmp_path: Path, settled: Callable[[], None], qtbot
) -> None:
    window = assistant.window
    for step in (COLUMNS, PLACES, MAKING):
        assert window.problem.text() == ""
        window.next_button.click()
        assert window.step == step
        settled()
    assert window.making.region.currentText() == "Region Prøve"
    path = tmp_path / "nyt.praksis"
    window.making.set_path(path)
    window.next_button.click()
    settled()
    settled()
    settled()
    opened = program.opened
    assert opened is not None
    assert opened.session.project.path == path
    assert len(opened.session.region.practices) == 2
    assert program.window is not None
    qtbot.waitUntil(lambda: isinstance(program.window.frame.right.page, ReportPage))


def test_each_file_is_recognised_and_can_be_called_something_else(assistant: Importing) -> None:
    assert kinds_of(assistant) == {
        SourceKind.REGISTER,
        SourceKind.LISTS,
        SourceKind.SQUARES,
        SourceKind.MUNICIPALITIES,
        SourceKind.PARISHES,
        SourceKind.POSTAL_AREAS,
        SourceKind.ROADS,
    }
    at = source_of(assistant, SourceKind.LISTS)
    box = assistant.window.files.kinds[at]
    box.setCurrentIndex(box.findData(SourceKind.UNKNOWN))
    box.activated.emit(box.currentIndex())
    assert assistant.sources[at].kind is SourceKind.UNKNOWN


def test_what_is_missing_is_said_and_nothing_goes_on_before(
    assistant: Importing, settled: Callable[[], None]
) -> None:
    at = source_of(assistant, SourceKind.MUNICIPALITIES)
    assistant.window.files.removeClicked.emit(at)
    assert not assistant.window.next_button.isEnabled()
    assert "kommuner" in assistant.window.problem.text()
    assistant.window.go_to(MAKING)
    assert assistant.window.step == FILES


def test_a_column_that_was_not_found_is_asked_for_and_remembered(
    receiving: Receiving, files: Path, settled: Callable[[], None]
) -> None:
    odd = HEADER.replace("Kapaciteter", "Antal K").replace("Heraf ledige", "L")
    world.write_text(files / "register.csv", odd, *world.REGISTER_ROWS, encoding="cp1252")
    receiving.taking.start_assistant(())
    assert receiving.taking.assistant is not None
    receiving.taking.assistant.add([files])
    settled()
    assistant = receiving.taking.assistant
    assert assistant is not None
    window = assistant.window
    at = next(i for i, s in enumerate(assistant.sources) if s.path.name == "register.csv")
    window.files.changed.emit(at, assistant.sources[at].with_kind(SourceKind.REGISTER))
    window.next_button.click()
    assert window.step == COLUMNS
    assert not window.next_button.isEnabled()
    assert "Kapaciteter" in window.problem.text()
    column = assistant.sources[at].headings.index("Antal K")
    box = window.columns.table.cellWidget(0, column)
    box.setCurrentIndex(box.findData("capacities"))
    box.activated.emit(box.currentIndex())
    assert window.next_button.isEnabled()
    remember(assistant.sources)
    (again,) = recognise([files / "register.csv"], remembered_matches())
    assert again.match.columns["capacities"] == "Antal K"
    assert again.is_complete


def test_the_preview_shows_real_rows_under_what_they_are_read_as(
    assistant: Importing,
) -> None:
    assistant.window.go_to(COLUMNS)
    table = assistant.window.columns.table
    assert table.horizontalHeaderItem(0).text() == "Ydernr"
    assert table.cellWidget(0, 0).currentText() == "Ydernummer"
    assert table.item(1, 1).text() == "Lægen i Vestby"
    assert table.verticalHeaderItem(1).text() == "2"


def test_another_delimiter_reads_the_file_anew(assistant: Importing) -> None:
    assistant.window.go_to(COLUMNS)
    columns = assistant.window.columns
    at = source_of(assistant, SourceKind.REGISTER)
    columns.delimiter.setCurrentIndex(columns.delimiter.findData("|"))
    columns.delimiter.activated.emit(0)
    assert len(assistant.sources[at].headings) == 1
    columns.delimiter.setCurrentIndex(columns.delimiter.findData(";"))
    columns.delimiter.activated.emit(0)
    assert assistant.sources[at].is_complete


def test_places_are_shown_before_anything_is_taken_in(
    assistant: Importing, settled: Callable[[], None]
) -> None:
    assistant.window.go_to(PLACES)
    settled()
    places = assistant.window.places
    assert len(places.map.places) == 2
    assert "UTM 32" in places.system.itemText(0)
    places.files.setCurrentRow(1)
    settled()
    assert len(places.map.places) == 5


def test_stopping_leaves_no_project(
    assistant: Importing, tmp_path: Path, settled: Callable[[], None], program: Program
) -> None:
    assistant.window.go_to(MAKING)
    settled()
    path = tmp_path / "halvt.praksis"
    assistant.window.making.set_path(path)
    assistant.window.next_button.click()
    assistant.window.cancel_button.click()
    settled()
    assert not path.exists()
    assert [other.name for other in tmp_path.iterdir() if "halvt" in other.name] == []
    assert assistant.window.isVisible()
    assert assistant.window.next_button.isEnabled()


def test_stopping_when_it_is_as_good_as_made_leaves_no_project_either(
    assistant: Importing,
    tmp_path: Path,
    settled: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assistant.window.go_to(MAKING)
    settled()
    path = tmp_path / "halvt.praksis"
    assistant.window.making.set_path(path)
    make = importing_module.make_project
    monkeypatch.setattr(
        importing_module,
        "make_project",
        lambda path, inputs, progress: make(path, inputs, lambda _what, _share: None),
    )
    assistant.window.next_button.click()
    assistant.window.cancel_button.click()
    settled()
    assert not path.exists()


def test_a_fault_of_the_program_leaves_the_assistant_usable(
    assistant: Importing,
    program: Program,
    tmp_path: Path,
    settled: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("midt i det hele")

    said: list[str] = []
    monkeypatch.setattr(program, "_say", lambda title, *_: said.append(title))
    monkeypatch.setattr(importing_module, "make_project", broken)
    assistant.window.go_to(MAKING)
    settled()
    path = tmp_path / "nyt.praksis"
    assistant.window.making.set_path(path)
    assistant.window.next_button.click()
    settled()
    assert said == ["Fejl i programmet"]
    assert assistant.window.next_button.isEnabled()
    assert not path.exists()


def test_a_register_that_cannot_be_used_is_said_and_makes_nothing(
    assistant: Importing, files: Path, tmp_path: Path, settled: Callable[[], None]
) -> None:
    assistant.window.go_to(MAKING)
    settled()
    path = tmp_path / "nyt.praksis"
    assistant.window.making.set_path(path)
    at_sea = world.REGISTER_ROWS[0].replace("502000", "450000")
    world.write_text(files / "register.csv", HEADER, at_sea, encoding="cp1252")
    assistant.window.next_button.click()
    settled()
    assert "register.csv" in assistant.window.problem.text()
    assert not path.exists()


def test_an_existing_project_is_not_written_over(
    assistant: Importing, project_path: Path, settled: Callable[[], None]
) -> None:
    assistant.window.go_to(MAKING)
    settled()
    assistant.window.making.set_path(project_path)
    assert "allerede" in assistant.window.problem.text()
    assert not assistant.window.next_button.isEnabled()


def test_a_project_dropped_on_the_window_is_opened(
    window: Window, program: Program, tmp_path: Path, project_path: Path, settled
) -> None:
    other = tmp_path / "andet.praksis"
    other.write_bytes(project_path.read_bytes())
    assert program.opened is not None
    program.opened.session.project.save_copy(tmp_path / "fri.praksis")
    drop(window, [tmp_path / "fri.praksis"])
    settled()
    assert program.opened.session.project.path.name == "fri.praksis"


def test_files_dropped_on_the_window_start_the_assistant(
    window: Window, receiving: Receiving, files: Path, settled: Callable[[], None]
) -> None:
    drop(window, [files])
    settled()
    settled()
    settled()
    assert receiving.taking.assistant is not None
    assert SourceKind.REGISTER in kinds_of(receiving.taking.assistant)


@pytest.mark.parametrize("is_update", [True, False])
def test_a_register_dropped_on_the_window_may_update_the_project(
    window: Window,
    receiving: Receiving,
    files: Path,
    settled: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
    is_update: bool,
) -> None:
    asked = []

    def answer(dialog: NewRegisterDialog) -> int:
        asked.append(dialog)
        dialog.new_choice.setChecked(not is_update)
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(NewRegisterDialog, "exec", answer)
    read = []
    monkeypatch.setattr(receiving.taking.updating, "read", read.append)
    drop(window, [files / "register.csv", files / "lister.csv"])
    settled()
    settled()
    settled()
    assert len(asked) == 1
    if is_update:
        assert [lists.path.name for newer in read for lists in newer.lists] == ["lister.csv"]
        assert receiving.taking.assistant is None
    else:
        assert read == []
        assert receiving.taking.assistant is not None


def test_a_folder_gives_the_files_that_could_be_something(files: Path) -> None:
    (files / "brev.docx").write_bytes(b"x")
    (files / ".skjult.csv").write_bytes(b"x")
    names = {path.name for path in files_of([files])}
    assert "register.csv" in names
    assert "kommuner.gpkg" in names
    assert not names & {"brev.docx", ".skjult.csv"}
    assert files_of([files / "brev.docx"]) == (files / "brev.docx",)


def test_spoilt_memory_of_matches_is_passed_over(files: Path) -> None:
    (source,) = recognise([files / "register.csv"])
    assert remember([source])
    path = settings_folder() / "kilder.json"
    stored = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**stored, "x": 1, "y": {"kind": "andet"}}), "utf-8")
    assert list(remembered_matches()) == [source.key]
    path.write_text("ikke json", "utf-8")
    assert remembered_matches() == {}


def test_a_newer_register_is_looked_through_on_a_page(
    window: Window, receiving: Receiving, tmp_path: Path, settled, monkeypatch
) -> None:
    region = window.desk.session.region
    rows = [
        f"{p.provider_number};{p.name};{p.place.e:.0f};{p.place.n:.0f};{p.capacities:g}"
        for p in region.practices[1:]
    ]
    path = world.write_text(tmp_path / "r 2031-02-03.csv", "Ydernr;Navn;X;Y;Kapaciteter", *rows)
    monkeypatch.setattr(NewRegisterDialog, "exec", lambda _: int(QDialog.DialogCode.Accepted))
    receiving.taking.take_as_register([path])
    settled()
    settled()
    settled()
    page = window.frame.right.page
    assert isinstance(page, UpdatePage)
    assert "3. februar 2031" in page.lead.text()
