"""`python -m docs.make_screenshots [FOLDER]`: pictures of the window with the embedded example.

Without FOLDER only those that the README and the manual show are taken, into docs/images.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.settings import Settings
from app.start import Program, Window
from docs.import_pictures import take_import
from models.domain.place import Place
from models.scenario.edits import ClosePractice
from widgets.painting.camera import Extent

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
EXAMPLE = ROOT / "data" / "eksempel.praksis"
SIZES = {"": (1440, 900), "-1280": (1280, 800), "-1920": (1920, 1080)}
"""Window sizes by the suffix of their pictures' names; the README shows the first."""
MOLS = Place(592_000, 6_231_000)


def main(words: list[str]) -> None:
    """Take the pictures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    target, sizes = (Path(words[0]), SIZES) if words else (IMAGES, {"": SIZES[""]})
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PRAKSISKORT_SETTINGS"] = folder
        project = Path(folder) / "Eksempel.praksis"
        shutil.copyfile(EXAMPLE, project)
        program = Program(application, Settings(show_hints=False))
        program.open_project(project)
        wait(lambda: program.window is not None and not program.jobs.is_busy)
        assert program.window is not None
        for suffix, size in sizes.items():
            program.window.frame.resize(*size)
            take_all(program, program.window, target, suffix)
        take_import(program, program.window, target, wait)
        program.stop()


def take_all(program: Program, window: Window, target: Path, suffix: str) -> None:
    """Take the pictures of one size: start, drag, and a closure with unplaced persons."""
    view = window.frame.map
    window.desk.choose(None)
    window.desk.show_municipality(None)
    wait(lambda: not program.jobs.is_busy)
    view.fit_region()
    take(window, target / f"start{suffix}.png")
    view.zoom_to(around(MOLS, 24_000))
    settle(window)
    number = practice_named(window, "Knebel")
    viewport, at = view.viewport(), view.layers.practices.symbol_box(number).center().toPoint()
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(viewport, button, keys, at)
    for step in range(1, 21):
        QTest.mouseMove(viewport, at + QPoint(5 * step, -4 * step))
    take(window, target / f"drag{suffix}.png")
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(viewport, button, keys, at)
    row = next(r for r in window.desk.session.project.scenarios() if r.name == "Knebel samles")
    window.desk.choose(row)
    wait(lambda: not program.jobs.is_busy)
    window.desk.make(ClosePractice(practice_named(window, "Mols", "Knebel"), "distribute"))
    wait(lambda: not program.jobs.is_busy)
    take(window, target / f"close{suffix}.png")
    window.frame.actions_["distances"].trigger()
    window.frame.right.page.municipality.click()  # type: ignore[union-attr]
    take(window, target / f"distances{suffix}.png")
    window.frame.actions_["why"].trigger()
    wait(lambda: not program.jobs.is_busy)
    take(window, target / f"why{suffix}.png")
    window.frame.right.close_page()
    window.desk.undo()
    wait(lambda: not program.jobs.is_busy)
    window.desk.choose(None)
    wait(lambda: not program.jobs.is_busy)
    view.fit_region()
    window.frame.actions_["threatened"].trigger()
    wait(lambda: not program.jobs.is_busy)
    take(window, target / f"threatened{suffix}.png")
    window.frame.right.close_page()
    wait(lambda: not program.jobs.is_busy)


def practice_named(window: Window, *words: str) -> str:
    """Return the practice of the scenario with the longest list whose name holds a word."""
    state = window.desk.result.state
    found = [n for n, p in state.practices.items() if any(word in p.name for word in words)]
    return max(found, key=lambda number: state.totals[number])


def around(place: Place, metres: float) -> Extent:
    """Return the ground around a place."""
    return Extent(place.e - metres, place.n - metres, place.e + metres, place.n + metres)


def take(window: Window, path: Path) -> None:
    """Store a picture of the window."""
    settle(window)
    window.frame.grab().save(str(path))


def settle(window: Window) -> None:
    """Let everything be painted that is painted beside the GUI thread."""
    until = time.monotonic() + 1.0
    wait(lambda: time.monotonic() > until and window.frame.map.is_settled)


def wait(ready: Callable[[], bool]) -> None:
    """Let the program run until something holds."""
    while not ready():
        QApplication.processEvents()
        time.sleep(0.005)


if __name__ == "__main__":
    main(sys.argv[1:])
