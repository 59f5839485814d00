"""Sees to it that what a project keeps of its first result is there, and is the truth.

A window opens from it. A moment later, when the planner has begun to look, everything is worked
out from nothing beside the window and held against it, to the bit.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from models.domain.errors import CancelledError, KnownError, ProjectError

if TYPE_CHECKING:
    from app.session import Session
    from app.start import Program
    from models.allocation.kept import Kept
    from models.domain.rules import RulePack

log = logging.getLogger(__name__)

WAIT_MS = 3_000
"""How long after a window is shown: its first seconds are the planner's."""


class Keeping(QObject):
    """Checks what was kept of the project at work, once, and has it kept where it is not."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._session: Session | None = None
        self._ending = Event()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self._on_waited)

    def follow_up(self, session: Session) -> None:
        """Begin in a while, if this is still the session at work then."""
        self.stop()
        self._session, self._ending = session, Event()
        self._wait.start()

    def stop(self) -> None:
        """Begin no more, and end what is under way with its next step: nobody waits for it."""
        self._wait.stop()
        self._session = None
        self._ending.set()

    def _go_on(self) -> Callable[[], None]:
        """Return what raises when the check begun now is to end."""
        ending = self._ending

        def go_on() -> None:
            if ending.is_set():
                raise CancelledError

        return go_on

    def _on_waited(self) -> None:
        from models.kernels.kernel import Kernel

        kernels, session = self._program.kernels, self._session
        if session is None or not self._is_at_work(session):
            return
        if kernels is not None and not kernels.is_settled:
            self._wait.start()
        elif Kernel.is_compiled:  # stand-ins take long, and fold no roads
            self.check(session)

    def check(self, session: Session) -> None:
        """Work everything out from nothing, and see to what is kept."""
        self._program.jobs.run(
            lambda: session.rules_of(None),
            lambda rules: self._work_out(session, rules),
            self._on_unread,
        )

    def _work_out(self, session: Session, rules: RulePack) -> None:
        from models.allocation.kept import worked_out

        region, go_on = session.region, self._go_on()
        self._program.jobs.run(
            lambda: worked_out(region, rules, go_on),
            lambda found: self._on_found(session, found, rules),
            beside=True,
        )

    def _on_found(self, session: Session, found: Kept | None, rules: RulePack) -> None:
        if found is not None and self._is_at_work(session):
            go_on = self._go_on()
            self._program.jobs.run(
                lambda: settle_kept(session, found, rules, go_on),
                lambda is_wrong: self._on_settled(session, is_wrong),
                self._on_unread,
            )

    def _on_settled(self, session: Session, is_wrong: bool) -> None:
        if is_wrong:
            self._mend(session)

    def _on_unread(self, error: KnownError) -> None:
        """Go on without: the file is out of reach, as the next edit will say."""
        log.info("what is kept could not be checked: %s", error)

    def _mend(self, session: Session) -> None:
        """Go on with true figures in place of those shown.

        Nothing can be done meanwhile: what was made in a session after another had read the
        history would be in the file, but not on the screen.
        """
        window = self._program.window
        if window is None or not self._is_at_work(session):
            return
        is_used = window.desk.drag is not None or QApplication.activeModalWidget() is not None
        if is_used or not window.frame.isEnabled():  # or another project is being opened
            QTimer.singleShot(WAIT_MS, self, lambda: self._mend(session))
            return
        window.frame.setEnabled(False)
        self._program.jobs.run(
            session.anew, lambda true: self._on_mended(session, true), self._on_not_mended
        )

    def _on_mended(self, session: Session, true_session: Session) -> None:
        window = self._program.window
        if window is not None and self._is_at_work(session):
            window.frame.setEnabled(True)
            window.desk.take_up(true_session)
            window.desk.noted.emit(self._program.words("app.kept.wrong"))

    def _on_not_mended(self, error: KnownError) -> None:
        """Say so: the figures shown are wrong."""
        if self._program.window is not None:
            self._program.window.frame.setEnabled(True)
        self._program.refuse(error)

    def _is_at_work(self, session: Session) -> bool:
        window = self._program.window
        return window is not None and window.desk.session is session


def settle_kept(
    session: Session, found: Kept, rules: RulePack, go_on: Callable[[], None] = lambda: None
) -> bool:
    """Have kept what is not yet; return whether something else was, and figures are wrong.

    `found` is worked out from nothing, of the session's region, today judged by `rules`. What
    `go_on` raises ends the writing, and the file is as it was.

    Raises
    ------
    ProjectError
        When the file cannot be read. If only nothing can be written, that is no matter.
    """
    from models.allocation.kept import Kept, differing
    from models.storage.kept_rows import told_rules

    here, project = session.kept, session.project
    if here.generation is None:  # an older project that cannot be written to
        return False
    is_judged_so = here.rules == told_rules(rules)
    engine = None if here.result is None else project.load_engine(here.generation)
    wrong: list[str] = []
    if here.result is not None and engine is not None:
        wrong = differing(found, Kept(here.result, *engine) if is_judged_so else engine)
    if wrong:
        log.error("what %s kept was wrong: %s", project.path.name, ", ".join(wrong))
    if not project.is_read_only and (engine is None or wrong or not is_judged_so):
        try:
            project.keep(found, rules, here.generation, go_on)
        except ProjectError as error:  # the disk is full, or another program has the project
            log.info("nothing could be kept: %s", error)
    return bool(wrong)
