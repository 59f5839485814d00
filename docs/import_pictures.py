"""Pictures for the manual's page on data: the assistant, a newer register, the data check."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.controllers.receiving import Receiving
from app.controllers.taking import Taking
from app.start import Program, Window
from docs.example_files import write_example_files, write_register
from models.importers.update import NewerFiles
from widgets.assistant.window import COLUMNS, MAKING, PLACES

SIZE = (1080, 660)

Wait = Callable[[Callable[[], bool]], None]


def take_import(program: Program, window: Window, target: Path, wait: Wait) -> None:
    """Take the pictures of the assistant with files of the example, and of an update."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        region = window.desk.session.region
        write_example_files(region, folder)
        _take_assistant(program, window, folder, target, wait)
        _take_update(program, window, folder, target, wait)


def _taking(window: Window) -> Taking:
    receiving = next(part for part in window.controllers if isinstance(part, Receiving))
    return receiving.taking


def _take_assistant(
    program: Program, window: Window, folder: Path, target: Path, wait: Wait
) -> None:
    taking = _taking(window)
    taking.start_assistant(())
    assert taking.assistant is not None
    taking.assistant.add([folder])
    assistant = taking.assistant.window
    assistant.resize(*SIZE)

    def take(picture: str) -> None:
        wait(lambda: not program.jobs.is_busy)
        QApplication.processEvents()
        assistant.grab().save(str(target / f"{picture}.png"))

    take("import-files")
    for step, picture in ((COLUMNS, "import-columns"), (PLACES, "import-places")):
        assistant.go_to(step)
        take(picture)
    assistant.go_to(MAKING)
    wait(lambda: not program.jobs.is_busy)
    assistant.making.file.blockSignals(True)  # the folder is a planner's, not this machine's
    assistant.making.file.setText("Dokumenter/Region Midtjylland.praksis")
    take("import-making")
    assistant.reject()


def _take_update(program: Program, window: Window, folder: Path, target: Path, wait: Wait) -> None:
    """Take a picture of a register a year on: some practices gone, new, moved or grown."""
    region = window.desk.session.region
    gone, moved, grown, *rest = region.practices
    changed = [
        replace(moved, place=moved.place._replace(e=moved.place.e + 800)),
        replace(grown, capacities=grown.capacities + 1, vacant=1.0),
        replace(gone, provider_number="099999", name="Lægerne ved åen", capacities=2.0),
        *rest[2:],
    ]
    path = folder / "praksisregister 2027-10-01.csv"
    write_register(region, changed, path)
    _taking(window).updating.read(NewerFiles(path, None, "2027-10-01"))
    wait(lambda: not program.jobs.is_busy and window.frame.right.page is not None)
    QApplication.processEvents()
    window.frame.grab().save(str(target / "update.png"))
    window.frame.right.close_page()
