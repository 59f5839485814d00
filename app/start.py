"""Starts the window: the program object holds what outlives a change of language or theme."""

from __future__ import annotations

import logging
import sys
import traceback
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QByteArray, QObject, QTimer
from PySide6.QtWidgets import QApplication

from app import memory
from app.example import fresh_example
from app.frame import Frame
from app.jobs import Jobs
from app.keeping import Keeping
from app.kernels import Kernels
from app.painting import after_paint
from app.settings import LegendWish, Settings, load_settings, save_settings
from models.domain.errors import KnownError
from widgets import dialogs
from widgets.style import WORKSHOP_SCALE, Look, apply_style, finish_style, prepare_style
from widgets.theme import DARK, LIGHT, Theme
from widgets.words import Words

if TYPE_CHECKING:
    from app.desk import Desk
    from app.session import Session
    from widgets.map.scene import MapScene

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


LEASE_TICK_MS = 60_000
"""How often the lease of the project at work is renewed: `models.storage.lease.RENEW_S`."""


MEMORY_MS = 1_000
"""How long after it was discarded a window is gone for certain."""


class Program(QObject):
    """Opens projects in windows; one project at a time.

    Attributes
    ----------
    settings : Settings
    jobs : Jobs
    opened : Opened or None
    window : Window or None
    """

    def __init__(
        self, application: QApplication, settings: Settings, *, beside: bool = False
    ) -> None:
        """With `beside`, kernels are compiled beside the window instead of when called."""
        super().__init__()
        self._application = application
        self.settings = settings
        self.jobs = Jobs(self)
        self.jobs.refused.connect(self.refuse)
        self.jobs.broken.connect(self._on_broken)
        self.kernels = Kernels(self.jobs, self) if beside else None
        self._keeping = Keeping(self) if beside else None
        if self.kernels is not None:
            memory.wait_with_garbage()
            self.kernels.settled.connect(memory.settle)
        self.opened: Opened | None = None
        self.window: Window | None = None
        self._waiting: Frame | None = None
        self._just_made: Path | None = None
        self._to_tell = ""
        self._is_ending = False
        self._lease = QTimer(self)
        self._lease.setInterval(LEASE_TICK_MS)
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
        if self._keeping is not None:
            self._keeping.stop()
        self.jobs.run(lambda: _open(path, self.kernels), self._on_opened, self._on_not_opened)

    def open_made_project(self, path: Path) -> None:
        """Open a project that was made just now, with what became of its files beside the map."""
        self._just_made = path
        self.open_project(path)

    def _show_waiting(self, path: Path) -> None:
        """Show an empty window at once, so that it is seen that something happens."""
        look = prepare_style(self._application, *self._theme_and_scale)
        self._waiting = Frame(self.words, look)
        finish_style(self._application, look)
        self._waiting.restoreGeometry(QByteArray.fromHex(self.settings.geometry.encode()))
        self._waiting.map.show_note(self.words("app.loading", project=path.name))
        self._waiting.setEnabled(False)
        self._waiting.show()
        self.jobs.hold_beside()

    def _on_opened(self, opened: Opened) -> None:
        if self._is_ending:
            opened.session.project.close()
            return
        old, self.opened = self.opened, opened
        if old is not None:
            old.session.project.close()
        project = opened.session.project
        name = str(project.path.resolve())
        in_hand = self.settings.last_scenario if name == self.settings.last_project else 0
        self._keep(replace(self.settings, last_project=name, last_scenario=in_hand))
        self._show_window()
        self._take_up(in_hand)
        self._lease.start()
        if self._keeping is not None:
            self._keeping.follow_up(opened.session)
        if self.kernels is None:
            self.jobs.run(opened.session.warm_up, lambda _: None)
        else:
            self.kernels.follow_up()
            if self.window is not None:
                after_paint(self.window.frame.map.viewport(), self.prepare)
        reason = project.read_only_reason
        self._tell_opened("" if reason is None else self.words.of(reason))
        if self._just_made == project.path and self.window is not None:
            self.window.frame.actions_["data_report"].trigger()
        self._just_made = None

    def prepare(self) -> None:
        """Have made, behind a window that shows its figures, what drags and edits need."""
        from models.storage.database import get_ready_to_write

        if self.opened is not None and not self._is_ending:
            self.jobs.run(self.opened.session.prepare, lambda _: None)
            self.jobs.run(get_ready_to_write, lambda _: None, beside=True)

    def _take_up(self, scenario_id: int) -> None:
        """Go on with the scenario that was in hand when the project was closed."""
        if self.window is None or not scenario_id:
            return
        desk = self.window.desk
        rows = desk.session.project.scenarios()
        row = next((row for row in rows if row.id == scenario_id), None)
        if row is not None:
            desk.choose(row)

    def _remember_scenario(self) -> None:
        """Keep which scenario is in hand, should the program be ended by force."""
        if self.window is not None:
            scenario = self.window.desk.session.scenario
            in_hand = 0 if scenario is None else scenario.id
            if in_hand != self.settings.last_scenario:
                self._keep(replace(self.settings, last_scenario=in_hand))

    def _settle_memory(self, *, is_first: bool) -> None:
        """Settle; after a project or window before, once that is gone."""
        if is_first:
            memory.settle()
        else:
            QTimer.singleShot(MEMORY_MS, memory.settle_anew)

    def _is_at_work(self, path: Path) -> bool:
        if self.opened is None or self.opened.session.project.is_read_only:
            return False
        return path.exists() and path.samefile(self.opened.session.project.path)

    def _on_not_opened(self, error: KnownError) -> None:
        if not self._is_ending:
            self.refuse(error)
            if self._keeping is not None and self.window is not None:
                self._keeping.follow_up(self.window.desk.session)
        self._go_on(exit_code=2)

    def _on_broken(self, error: BaseException) -> None:
        self.show_fault(error)
        self._go_on(exit_code=1)

    def _go_on(self, exit_code: int) -> None:
        """Take up work in the window there is; without one the program ends."""
        if self.kernels is not None:
            memory.settle()
        if self.window is None:
            self._application.exit(exit_code)
        elif not self._is_ending:
            self._tell_opened()
            self.window.frame.setEnabled(True)
            self._lease.start()

    def tell(self, sentence: str) -> None:
        """Say something on the map of the window there is now."""
        if self.window is not None:
            self.window.desk.noted.emit(sentence)

    def _on_edit_refused(self, error: KnownError) -> None:
        """Remember why, while another project is opened: the map that says so is soon gone."""
        if self.window is not None and not self.window.frame.isEnabled():
            self._to_tell = self.words.of(error.text)

    def _tell_opened(self, more: str = "") -> None:
        """Say no longer that a project is being opened, but what was to be said meanwhile."""
        kept, self._to_tell = self._to_tell, ""
        self.tell(f"{kept} {more}".strip())

    # ------------------------------------------------------------------ window

    def change_settings(self, settings: Settings) -> None:
        """Speak and look otherwise from now on: the window is built anew around the same work."""
        # a window knows the settings of when it was built, before its hints came to an end
        now = self.settings
        self._keep(replace(settings, show_hints=now.show_hints, last_scenario=now.last_scenario))
        QTimer.singleShot(0, self._show_window)

    def end_hints(self) -> None:
        """Show the first-start hints no more; the window stays as it is."""
        self._keep(replace(self.settings, show_hints=False))

    @property
    def _theme_and_scale(self) -> tuple[Theme, float]:
        theme = DARK if self.settings.theme == "dark" else LIGHT
        return theme, WORKSHOP_SCALE if self.settings.workshop else 1.0

    def _apply_look(self) -> Look:
        return apply_style(self._application, *self._theme_and_scale)

    def _show_window(self) -> None:
        # answers to what is under way go to the window that asked
        self.jobs.finish()
        if self.opened is None:
            return
        from app.opening import furnish

        old, look = self.window, self._apply_look()
        frame = self._new_frame(look)
        self.window = furnish(self, self.opened, frame, look)
        self.window.desk.edited.connect(self._remember_scenario)
        self.window.desk.refused.connect(self._on_edit_refused)
        frame.closing.connect(self._on_closing)
        frame.show()
        frame.map.setFocus()
        after_paint(frame.map.viewport(), self.jobs.release_beside)
        if old is not None:
            _discard(old)
        if self.kernels is not None:
            self._settle_memory(is_first=old is None)

    def _new_frame(self, look: Look) -> Frame:
        """Return the frame that waits for its project, else a new one in the old one's place."""
        if self._waiting is not None:
            frame, self._waiting = self._waiting, None
            frame.setEnabled(True)
            return frame
        frame = Frame(self.words, look)
        if self.window is not None:
            frame.take_place_of(self.window.frame)
        return frame

    def keep_crossings(self, session: Session) -> None:
        """Keep what the next window (another language or look) is to be furnished with."""
        from widgets.map.scene import crossings_of

        if self.opened is not None:
            crossings = crossings_of(session.region.network)
            self.opened = Opened(session, replace(self.opened.scene, crossings=crossings))

    @property
    def legend_folded(self) -> bool | None:
        """Whether the legend is to be folded; None lets the map's size decide."""
        return _FOLDED[self.settings.legend]

    def keep_legend(self, folded: bool) -> None:
        """Remember how the user left the legend."""
        self._keep(replace(self.settings, legend="folded" if folded else "open"))

    def _keep(self, settings: Settings) -> None:
        self.settings = settings
        save_settings(settings)

    def _on_closing(self) -> None:
        if self.window is not None:
            geometry = self.window.frame.saveGeometry().toHex().toStdString()
            self._keep(replace(self.settings, geometry=geometry))
            self.window.frame.hide()  # at once: what is under way ends behind it
            # an edit was on show already: if the file does not get it, the map can say so no more
            self.window.desk.refused.connect(self.refuse)
        self.stop()
        self._application.quit()

    def stop(self) -> None:
        """Finish the edits under way and give the project back."""
        self._is_ending = True
        self._lease.stop()
        if self._keeping is not None:
            self._keeping.stop()
        self.jobs.finish()
        self.jobs.stop()
        if self.kernels is not None:
            self.kernels.stop()
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
        if isinstance(error, KeyboardInterrupt):  # Ctrl+C in the terminal it was started from
            self._on_closing()
            return
        log.error("unexpected", exc_info=error)
        if not isinstance(self._application.activeModalWidget(), dialogs.message.MessageDialog):
            details = "".join(traceback.format_exception(error))
            self._say(self.words("app.bug.title"), self.words("app.bug"), details)

    def _say(self, title: str, text: str, details: str = "") -> None:
        parent = None if self.window is None else self.window.frame
        dialogs.message.show_message(self.words, self._apply_look(), title, text, details, parent)


def _open(path: Path, kernels: Kernels | None) -> Opened:
    """Open a project; with it comes the import of all that its window needs."""
    from app.reading import open_session

    if kernels is not None:
        kernels.choose()
    return open_session(path)


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
    program = Program(application, settings, beside=True)
    sys.excepthook = lambda kind, error, trace: program.show_fault(error)
    try:
        program.open_project(first_project(asked, settings))
    except KnownError as error:
        program.refuse(error)
        return 2
    return int(application.exec())


def _discard(window: Window) -> None:
    window.frame.closing.disconnect()
    window.frame.blockSignals(True)
    window.frame.close()
    window.frame.deleteLater()
    window.desk.deleteLater()
