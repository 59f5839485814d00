"""Starts the window: the program object holds what outlives a change of language or theme."""

from __future__ import annotations

import logging
import sys
import traceback
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.controllers.choosing import Choosing
from app.controllers.dragging import Dragging
from app.controllers.editing import Editing
from app.controllers.filing import Filing
from app.controllers.linking import Linking
from app.controllers.map_screen import MapScreen
from app.controllers.panel_screen import PanelScreen
from app.desk import Desk
from app.example import fresh_example
from app.frame import Frame
from app.hints import Hints
from app.jobs import Jobs
from app.session import Session
from app.settings import Settings, load_settings, save_settings
from models.domain.errors import KnownError
from models.storage import lease
from models.storage.project import ProjectFile
from widgets.dialogs.message import MessageDialog, show_message
from widgets.map.layer_stack import LAYER_NAMES
from widgets.map.scene import MapScene, crossings_of, scene_of
from widgets.style import WORKSHOP_SCALE, Look, apply_style
from widgets.theme import DARK, LIGHT
from widgets.words import Words

log = logging.getLogger(__name__)


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
        self.jobs.refused.connect(self.refuse)
        self.jobs.broken.connect(self._on_broken)
        self.opened: Opened | None = None
        self.window: Window | None = None
        self._waiting: Frame | None = None
        self._is_ending = False
        self._lease = QTimer(self)
        self._lease.setInterval(lease.RENEW_S * 1000)
        self._lease.timeout.connect(self._on_lease_due)

    @property
    def words(self) -> Words:
        """The language chosen."""
        return Words(self.settings.language)

    # ---------------------------------------------------------------- projects

    def open_project(self, path: Path) -> None:
        """Open a project in the background and show it; the one open now is shown until then.

        It is shown only: an edit made meanwhile would come after the project was closed. The
        project at work is not opened again: its own lease would make it read-only.
        """
        if self._is_at_work(path):
            return
        if self.window is None:
            self._show_waiting(path)
        else:
            self.window.frame.setEnabled(False)
            self.tell(self.words("app.loading", project=path.name))
        self._lease.stop()
        self.jobs.run(lambda: open_session(path), self._on_opened, self._on_not_opened)

    def _show_waiting(self, path: Path) -> None:
        """Show an empty window at once, so that it is seen that something happens."""
        self._waiting = Frame(self.words, self._apply_look())
        self._waiting.map.show_note(self.words("app.loading", project=path.name))
        self._waiting.setEnabled(False)
        self._waiting.show()

    def _on_opened(self, opened: Opened) -> None:
        if self._is_ending:
            opened.session.project.close()
            return
        old, self.opened = self.opened, opened
        if old is not None:
            old.session.project.close()
        project = opened.session.project
        self.settings = replace(self.settings, last_project=str(project.path.resolve()))
        save_settings(self.settings)
        self._show_window()
        self._lease.start()
        if project.read_only_reason is not None:
            self.tell(self.words.of(project.read_only_reason))

    def _is_at_work(self, path: Path) -> bool:
        if self.opened is None or self.opened.session.project.is_read_only:
            return False
        return path.exists() and path.samefile(self.opened.session.project.path)

    def _on_not_opened(self, error: KnownError) -> None:
        if not self._is_ending:
            self.refuse(error)
        self._go_on(exit_code=2)

    def _on_broken(self, error: BaseException) -> None:
        self.show_fault(error)
        self._go_on(exit_code=1)

    def _go_on(self, exit_code: int) -> None:
        """Take up work in the window there is; without one the program ends."""
        if self.window is None:
            self._application.exit(exit_code)
        elif not self._is_ending:
            self.window.frame.setEnabled(True)
            self._lease.start()

    def tell(self, sentence: str) -> None:
        """Say something on the map of the window there is now."""
        if self.window is not None:
            self.window.desk.noted.emit(sentence)

    # ------------------------------------------------------------------ window

    def change_settings(self, settings: Settings) -> None:
        """Speak and look otherwise from now on: the window is built anew around the same work."""
        # a window knows the settings of when it was built, before its hints came to an end
        self.settings = replace(settings, show_hints=self.settings.show_hints)
        save_settings(self.settings)
        QTimer.singleShot(0, self._show_window)

    def end_hints(self) -> None:
        """Show the first-start hints no more; the window stays as it is."""
        self.settings = replace(self.settings, show_hints=False)
        save_settings(self.settings)

    def _apply_look(self) -> Look:
        theme = DARK if self.settings.theme == "dark" else LIGHT
        scale = WORKSHOP_SCALE if self.settings.workshop else 1.0
        return apply_style(self._application, theme, scale)

    def _show_window(self) -> None:
        # answers to what is under way go to the window that asked
        self.jobs.finish()
        if self.opened is None:
            return
        old = self.window
        look = self._apply_look()
        frame = Frame(self.words, look)
        before = self._waiting if old is None else old.frame
        if before is not None:
            frame.take_place_of(before)
        self.window = self._furnish(frame, look)
        frame.show()
        frame.map.setFocus()
        if old is not None:
            if old.desk.session is self.window.desk.session:
                frame.map.zoom_to(old.frame.map.camera.extent)
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
        desk.relinked.connect(lambda: self._on_relinked(desk.session))
        if self.window is not None and self.window.desk.session is session:
            desk.take_over(self.window.desk)
            for name in LAYER_NAMES:
                frame.map.set_layer_visible(name, self.window.frame.map.layers.shows(name))
        map_screen = MapScreen(desk, frame.map, scene)
        panel_screen = PanelScreen(desk, frame)
        controllers: tuple[object, ...] = (
            map_screen,
            panel_screen,
            Dragging(desk, frame.map),
            Editing(desk, frame, look),
            Choosing(desk, frame, look),
            Linking(desk, frame, look),
            Filing(
                desk,
                frame,
                look,
                scene,
                self.settings,
                self.open_project,
                self.change_settings,
                self.tell,
            ),
        )
        _set_editable(frame, not desk.is_read_only)
        desk.edited.connect(lambda: _set_editable(frame, not desk.is_read_only))
        frame.closing.connect(self._on_closing)
        map_screen.show_all()
        panel_screen.show_all()
        if self.settings.show_hints and not desk.is_read_only:
            controllers += (Hints(desk, frame, look, self.end_hints),)
        return Window(frame, desk, controllers)

    def _on_relinked(self, session: Session) -> None:
        """Keep what the next window (another language or look) is to be furnished with."""
        if self.opened is not None:
            crossings = crossings_of(session.region.network)
            self.opened = Opened(session, replace(self.opened.scene, crossings=crossings))

    def _on_closing(self) -> None:
        self.stop()
        self._application.quit()

    def stop(self) -> None:
        """Finish the edits under way and give the project back."""
        self._is_ending = True
        self._lease.stop()
        self.jobs.finish()
        self.jobs.stop()
        if self.opened is not None:
            self.opened.session.project.close()
            self.opened = None

    def _on_lease_due(self) -> None:
        if self.opened is not None and not self.opened.session.project.is_read_only:
            self.jobs.run(self.opened.session.project.keep_alive, self._on_lease_renewed)

    def _on_lease_renewed(self, is_held: bool) -> None:
        """Say at once that another program has the project, not only when an edit fails."""
        if self.opened is None or self.window is None or is_held:
            return
        reason = self.opened.session.project.read_only_reason
        if reason is not None:
            self.tell(self.words.of(reason))
            self.window.desk.edited.emit()

    # ------------------------------------------------------------------ errors

    def refuse(self, error: KnownError) -> None:
        """Say calmly what the world did not allow, and what to do."""
        words = self.words
        self._say(words("app.error.title"), words.of(error.text))

    def show_fault(self, error: BaseException) -> None:
        """Say calmly that the program is at fault, with details to copy."""
        if isinstance(error, KnownError):
            self.refuse(error)
            return
        log.error("unexpected", exc_info=error)
        if not isinstance(self._application.activeModalWidget(), MessageDialog):
            details = "".join(traceback.format_exception(error))
            self._say(self.words("app.bug.title"), self.words("app.bug"), details)

    def _say(self, title: str, text: str, details: str = "") -> None:
        parent = None if self.window is None else self.window.frame
        show_message(self.words, self._apply_look(), title, text, details, parent)


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
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("Praksiskort")
    program = Program(application, settings)
    sys.excepthook = lambda kind, error, trace: program.show_fault(error)
    try:
        program.open_project(first_project(asked, settings))
    except KnownError as error:
        program.refuse(error)
        return 2
    return int(application.exec())


def _set_editable(frame: Frame, editable: bool) -> None:
    """Offer what changes the scenario, or take it away where nothing can be stored."""
    frame.practice.set_editable(editable)
    frame.scenarios.set_editable(editable)
    frame.map.set_dragging_enabled(editable)


def _discard(frame: Frame) -> None:
    frame.blockSignals(True)
    frame.close()
    frame.deleteLater()
