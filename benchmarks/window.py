"""The real window, painted off screen at 1280 by 800: from a mouse move or click to the paint."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app import memory
from app.map_page import PageWishes, map_page
from app.settings import Settings
from app.start import Program, Window
from benchmarks.measure import Case
from benchmarks.picking import by_list, middling_practice, place_near
from benchmarks.sizes import copy_of
from models.scenario.edits import ClosePractice, Edit, MergePractices, MovePractice
from widgets.map.scene import scene_of
from widgets.painting.camera import Extent
from widgets.paper.export import write_map_page

WIDTH, HEIGHT = 1280, 800
CLOSE_UP_M = 20_000
N_MOVES = 60


def application() -> QApplication:
    """Return the one application of this process."""
    existing = QApplication.instance()
    return existing if isinstance(existing, QApplication) else QApplication([])


def wait_until(is_so: Callable[[], bool]) -> None:
    """Handle events until something is so."""
    while not is_so():
        QApplication.processEvents()
        time.sleep(0.001)


class InWindow(Case):
    """A writable copy of the project in the program's window."""

    def setup(self) -> None:
        self.application = application()
        self.folder = TemporaryDirectory()
        os.environ["PRAKSISKORT_SETTINGS"] = self.folder.name
        path = copy_of(self.size, Path(self.folder.name))
        self.program = Program(self.application, Settings(show_hints=False))
        self.program.open_project(path)
        wait_until(lambda: self.program.window is not None and not self.program.jobs.is_busy)
        assert self.program.window is not None
        self.window: Window = self.program.window
        self.window.frame.resize(WIDTH, HEIGHT)
        self.view = self.window.frame.map
        self.session = self.window.desk.session
        memory.settle()  # as the program does when its kernels are loaded
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is to be painted or worked out any more."""
        end = time.perf_counter() + 0.3
        wait_until(lambda: self.view.is_settled and time.perf_counter() > end)

    def painted(self) -> None:
        """Handle the events that are there; they end with the paint."""
        QApplication.processEvents()

    def teardown(self) -> None:
        frame = self.window.frame
        frame.blockSignals(True)
        frame.close()
        self.program.stop()
        self.folder.cleanup()


class Frames(InWindow):
    """A practice dragged by the mouse: from the move to the painted frame, panels included."""

    repeats = N_MOVES

    def setup(self) -> None:
        super().setup()
        self.number = middling_practice(self.session)
        self.pressed: QPoint | None = None

    def before_drag_overview(self) -> None:
        """Have the practice in the hand, the whole region in view."""
        if self.pressed is None:
            self.view.fit_region()
            self._press()

    def time_drag_overview(self) -> None:
        """Drag: mouse move to painted frame, whole map in view."""
        self._move()

    def before_drag_close_up(self) -> None:
        """Have the practice in the hand, its surroundings in view."""
        if self.zoomed:
            return
        self._release()
        self._zoom_in()
        self._press()
        self.zoomed = True

    zoomed = False

    def time_drag_close_up(self) -> None:
        """Drag: mouse move to painted frame, close up."""
        self._move()

    def before_drag_distances(self) -> None:
        """Have the practice in the hand, close up, and the page Analyse > Afstande open."""
        if self.window.frame.right.page is not None:
            return
        self._release()
        self._zoom_in()
        self.window.frame.actions_["distances"].trigger()
        self._press()

    def time_drag_distances(self) -> None:
        """Drag: mouse move to painted frame, close up, the page of distances open.

        It follows ten times a second: every twelfth frame or so has its curve, another its figures.
        """
        self._move()

    def _zoom_in(self) -> None:
        place = self.session.result.state.practices[self.number].place
        self.view.zoom_to(
            Extent(
                place.e - CLOSE_UP_M,
                place.n - CLOSE_UP_M,
                place.e + CLOSE_UP_M,
                place.n + CLOSE_UP_M,
            )
        )

    def _press(self) -> None:
        self.settle()
        self.pressed = self.view.layers.practices.symbol_box(self.number).center().toPoint()
        self.moves = 0
        QTest.mousePress(
            self.view.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            self.pressed,
        )
        for _ in range(8):
            self._move()
        assert self.window.desk.drag is not None, "the practice was not grabbed"

    def _move(self) -> None:
        assert self.pressed is not None
        self.moves += 1
        at = self.moves % 120
        step = at if at < 60 else 120 - at
        QTest.mouseMove(self.view.viewport(), self.pressed + QPoint(-2 * step, -step))
        self.painted()

    def _release(self) -> None:
        if self.pressed is None:
            return
        QTest.keyClick(self.view, Qt.Key.Key_Escape)
        QTest.mouseRelease(
            self.view.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            self.pressed,
        )
        self.settle()

    def teardown(self) -> None:
        self._release()
        super().teardown()


class Clicks(InWindow):
    """An edit asked for: worked out, stored, everything painted again."""

    repeats = 15

    def setup(self) -> None:
        super().setup()
        self.numbers = by_list(self.session)[-80:]
        self.at = 0
        self._make(MovePractice(self.numbers[0], place_near(self.session, self.numbers[0], 1500.0)))
        self.settle()

    def _here(self, ahead: int = 0) -> str:
        state = self.session.result.state
        here = [number for number in self.numbers if number in state.practices]
        return here[(self.at + ahead) % len(here)]

    def _make(self, edit: Edit) -> None:
        self.at += 1
        self.window.desk.make(edit)
        self._finish()

    def _finish(self) -> None:
        # in the event loop, as in the program: looking every millisecond is work of its own
        loop, jobs = QEventLoop(), self.program.jobs
        jobs.busyChanged.connect(loop.quit)
        if jobs.is_busy:
            loop.exec()
        jobs.busyChanged.disconnect(loop.quit)
        self.painted()

    def before_drop(self) -> None:
        """Find where to put the next practice."""
        self.number = self._here()
        self.place = place_near(self.session, self.number, 1500.0)

    def time_drop(self) -> None:
        """Drop: move stored, everything painted."""
        self._make(MovePractice(self.number, self.place))

    def time_close(self) -> None:
        """Close with domino: click to painted."""
        self._make(ClosePractice(self._here(), "distribute"))

    def time_merge(self) -> None:
        """Merge two practices: click to painted."""
        self._make(MergePractices((self._here(), self._here(1)), self._here()))

    def before_undo(self) -> None:
        """Make an edit that can be undone."""
        self._make(ClosePractice(self._here(), "distribute"))

    def time_undo(self) -> None:
        """Undo a closing: key to painted."""
        self.window.desk.undo()
        self._finish()

    def before_switch(self) -> None:
        """Be in the scenario."""
        self.window.desk.choose(self.session.project.scenarios()[-1])
        self._finish()

    def time_switch(self) -> None:
        """Switch to the baseline: click to painted."""
        self.window.desk.choose(None)
        self._finish()


class Paper(InWindow):
    """A page for the workshop's wall."""

    repeats = 3
    warm_ups = 1

    def time_pdf_page(self) -> None:
        """PDF page, A4, whole map, vector."""
        page = map_page(self.session, scene_of(self.session.region), PageWishes())
        write_map_page(page, Path(self.folder.name) / "page.pdf")
