"""Starts the window: the program object holds what outlives a change of language or theme."""

from __future__ import annotations

import logging
import sys
import traceback
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from app.controllers.choosing import Choosing
from app.controllers.dragging import Dragging
from app.controllers.editing import Editing
from app.controllers.filing import Filing
from app.controllers.map_screen import MapScreen
from app.controllers.panel_screen import PanelScreen
from app.desk import Desk
from app.example import fresh_example
from app.frame import Frame
from app.jobs import Jobs
from app.session import Session
from app.settings import LegendWish, Settings, load_settings, save_settings
from models.domain.errors import KnownError
from models.storage import lease
from models.storage.project import ProjectFile
from widgets.map.layer_stack import LAYER_NAMES
from widgets.map.scene import MapScene, scene_of
from widgets.style import WORKSHOP_SCALE, Look, apply_style
from widgets.theme import DARK, LIGHT
from widgets.words import Words

log = logging.getLogger(__name__)

_FOLDED: dict[LegendWish, bool | None] = {"auto": None, "open": False, "folded": True}


class Opened(NamedTuple):
    """A project ready to be shown."""

    session: Session
    scene: MapScene


class Window(NamedTuple):
    """A window with everything that works in it."""

    frame: Frame
    desk: Desk
    controllers: tuple[object, ...]


class Program(QObject):
    """Opens projects in windows; one project at a time.

    Attributes
    ----------
    settings : Settings
    jobs : Jobs
    opened : Opened or None
    window : Window or None
    """

    def __init__(self, application: QApplication, settings: Settings) -> None:
        super().__init__()
        self._application = application
        self.settings = settings
        self.jobs = Jobs(self)
        self.jobs.refused.connect(self._on_refused)
        self.jobs.broken.connect(self.show_fault)
        self.opened: Opened | None = None
        self.window: Window | None = None
        self._waiting: Frame | None = None
        self._lease = QTimer(self)
        self._lease.setInterval(lease.RENEW_S * 1000)
        self._lease.timeout.connect(self._on_lease_due)

    @property
    def words(self) -> Words:
        """The language chosen."""
        return Words(self.settings.language)

    # ---------------------------------------------------------------- projects

    def open_project(self, path: Path) -> None:
        """Open a project in the background and show it; the one open now stays until then."""
        if self.window is None:
            self._show_waiting(path)
        else:
            self.window.desk.noted.emit(self.words("app.loading", project=path.name))
        self.jobs.run(lambda: open_session(path), self._on_opened, self._on_not_opened)

    def _show_waiting(self, path: Path) -> None:
        """Show an empty window at once, so that it is seen that something happens."""
        self._waiting = Frame(self.words, self._apply_look())
        self._waiting.restoreGeometry(QByteArray.fromHex(self.settings.geometry.encode()))
        self._waiting.map.show_note(self.words("app.loading", project=path.name))
        self._waiting.setEnabled(False)
        self._waiting.show()

    def _on_opened(self, opened: Opened) -> None:
        old, self.opened = self.opened, opened
        if old is not None:
            old.session.project.close()
        project = opened.session.project
        self._keep(replace(self.settings, last_project=str(project.path.resolve())))
        self._show_window()
        self._lease.start()
        if project.read_only_reason is not None and self.window is not None:
            self.window.desk.noted.emit(self.words.of(project.read_only_reason))

    def _on_not_opened(self, error: KnownError) -> None:
        self._on_refused(error)
        if self.window is None:
            self._application.exit(2)
        else:
            self.window.desk.noted.emit("")

    # ------------------------------------------------------------------ window

    def change_settings(self, settings: Settings) -> None:
        """Speak and look otherwise from now on: the window is built anew around the same work."""
        self._keep(settings)
        QTimer.singleShot(0, self._show_window)

    def _apply_look(self) -> Look:
        theme = DARK if self.settings.theme == "dark" else LIGHT
        scale = WORKSHOP_SCALE if self.settings.workshop else 1.0
        return apply_style(self._application, theme, scale)

    def _show_window(self) -> None:
        if self.opened is None:
            return
        old = self.window
        look = self._apply_look()
        frame = Frame(self.words, look)
        before = self._waiting if old is None else old.frame
        if before is not None:
            frame.setGeometry(before.geometry())
            frame.setWindowState(before.windowState())
        self.window = self._furnish(frame, look)
        if old is not None and old.desk.session is self.opened.session:
            _look_as_before(frame, old.frame)
        frame.show()
        frame.map.setFocus()
        if old is not None:
            old.frame.closing.disconnect()
            _discard(old.frame)
            old.desk.deleteLater()
        if self._waiting is not None:
            _discard(self._waiting)
            self._waiting = None

    def _furnish(self, frame: Frame, look: Look) -> Window:
        """Put everything to work in a frame."""
        assert self.opened is not None
        session, scene = self.opened
        desk = Desk(session, self.jobs, self.words, self)
        if self.window is not None and self.window.desk.session is session:
            desk.take_over(self.window.desk)
        frame.map.set_legend_folded(_FOLDED[self.settings.legend])
        frame.map.legendFolded.connect(self._on_legend_folded)
        map_screen = MapScreen(desk, frame.map, scene)
        panel_screen = PanelScreen(desk, frame)
        controllers = (
            map_screen,
            panel_screen,
            Dragging(desk, frame.map),
            Editing(desk, frame, look),
            Choosing(desk, frame, look),
            Filing(
                desk,
                frame,
                look,
                scene,
                lambda: self.settings,
                self.open_project,
                self.change_settings,
            ),
        )
        for part in (frame.practice, frame.scenarios):
            part.set_editable(not desk.is_read_only)
        frame.map.set_dragging_enabled(not desk.is_read_only)
        frame.closing.connect(self._on_closing)
        map_screen.show_all()
        panel_screen.show_all()
        return Window(frame, desk, controllers)

    def _on_legend_folded(self, folded: bool) -> None:
        self._keep(replace(self.settings, legend="folded" if folded else "open"))

    def _keep(self, settings: Settings) -> None:
        self.settings = settings
        save_settings(settings)

    def _on_closing(self) -> None:
        if self.window is not None:
            geometry = self.window.frame.saveGeometry().toHex().toStdString()
            self._keep(replace(self.settings, geometry=geometry))
        self.stop()
        self._application.quit()

    def stop(self) -> None:
        """End all work and give the project back."""
        self._lease.stop()
        self.jobs.stop()
        if self.opened is not None:
            self.opened.session.project.close()
            self.opened = None

    def _on_lease_due(self) -> None:
        if self.opened is not None:
            self.jobs.run(self.opened.session.project.keep_alive, lambda _: None)

    # ------------------------------------------------------------------ errors

    def _on_refused(self, error: KnownError) -> None:
        words = self.words
        box = QMessageBox(
            QMessageBox.Icon.Information, words("app.error.title"), words.of(error.text)
        )
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.exec()

    def show_fault(self, error: BaseException) -> None:
        """Say calmly that the program is at fault, with details to copy."""
        words = self.words
        log.error("unexpected", exc_info=error)
        box = QMessageBox(QMessageBox.Icon.Warning, words("app.bug.title"), words("app.bug"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setDetailedText("".join(traceback.format_exception(error)))
        box.exec()


def open_session(path: Path) -> Opened:
    """Open a project with all that the window needs of it; takes a second or so."""
    project = ProjectFile.open(path)
    try:
        session = Session(project)
        return Opened(session, scene_of(session.region))
    except BaseException:
        project.close()
        raise


def first_project(asked: str | None, settings: Settings) -> Path:
    """Return the project to open: the one asked for, the last one, at first the example."""
    if asked is not None:
        return Path(asked).expanduser()
    last = Path(settings.last_project) if settings.last_project else None
    return last if last is not None and last.exists() else fresh_example()


def run_window(asked: str | None) -> int:
    """Show the window until it is closed; return the exit code."""
    settings = load_settings()
    path = first_project(asked, settings)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("Praksiskort")
    program = Program(application, settings)
    sys.excepthook = lambda kind, error, trace: program.show_fault(error)
    program.open_project(path)
    return int(application.exec())


def _look_as_before(frame: Frame, before: Frame) -> None:
    """Let a new window show the same ground and layers as the one it stands in for."""
    for name in LAYER_NAMES:
        frame.layers.boxes[name].setChecked(before.map.layers.shows(name))
    frame.region.set_expanded(before.region.fold.isChecked())
    frame.municipality.set_expanded(before.region.fold.isChecked())
    if not before.map.is_fitted:
        seen = before.map.camera
        frame.map.set_camera(
            frame.map.camera._replace(e=seen.e, n=seen.n, metres_per_pixel=seen.metres_per_pixel)
        )


def _discard(frame: Frame) -> None:
    frame.map.stop()
    frame.blockSignals(True)
    frame.close()
    frame.deleteLater()
