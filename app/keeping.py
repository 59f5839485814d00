"""Sees to it that what a project keeps of its first result is there, and is the truth.

A window opens from it. A moment later, when the planner has begun to look, everything is worked
out from nothing beside the window and held against it, to the bit.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from models.domain.errors import KnownError, ProjectError

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
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self._on_waited)

    def follow_up(self, session: Session) -> None:
        """Begin in a while, if this is still the session at work then."""
        self._session = session
        self._wait.start()

    def stop(self) -> None:
        """Begin no more."""
        self._wait.stop()
        self._session = None

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
        from models.allocation.kept import worked_out

        region, rules = session.region, session.rules_of(None)
        self._program.jobs.run(
            lambda: worked_out(region, rules),
            lambda found: self._on_found(session, found, rules),
            beside=True,
        )

    def _on_found(self, session: Session, found: Kept | None, rules: RulePack) -> None:
        if found is not None and self._is_at_work(session):
            self._program.jobs.run(
                lambda: settle_kept(session, found, rules), self._on_settled, self._on_unread
            )

    def _on_unread(self, error: KnownError) -> None:
        """Go on without: the file is out of reach, as the next edit will say."""
        log.info("what is kept could not be checked: %s", error)

    def _on_settled(self, true_session: Session | None) -> None:
        """Go on with true figures, if those shown were not."""
        window = self._program.window
        if true_session is None or window is None:
            return
        if window.desk.drag is not None:
            QTimer.singleShot(WAIT_MS, lambda: self._on_settled(true_session))
            return
        window.desk.take_up(true_session)
        window.desk.noted.emit(self._program.words("app.kept.wrong"))

    def _is_at_work(self, session: Session) -> bool:
        window = self._program.window
        return window is not None and window.desk.session is session


def settle_kept(session: Session, found: Kept, rules: RulePack) -> Session | None:
    """Have kept what is not yet; where something else was, return a session over the truth.

    `found` is worked out from nothing, of the session's region, today judged by `rules`. The
    session returned has the same scenario in hand.

    Raises
    ------
    ProjectError
        When the file cannot be read. If only nothing can be written, that is no matter.
    """
    from models.allocation.kept import Kept, differing
    from models.storage.kept_rows import told_rules

    here, project = session.kept, session.project
    if here.generation is None:  # an older project that cannot be written to
        return None
    is_judged_so = here.rules == told_rules(rules)
    engine = None if here.result is None else project.load_engine(here.generation)
    wrong: list[str] = []
    if here.result is not None and engine is not None:
        wrong = differing(found, Kept(here.result, *engine) if is_judged_so else engine)
    if wrong:
        log.error("what %s kept was wrong: %s", project.path.name, ", ".join(wrong))
    if not project.is_read_only and (engine is None or wrong or not is_judged_so):
        try:
            project.keep(found, rules, here.generation)
        except ProjectError as error:  # the disk is full, or another program has the project
            log.info("nothing could be kept: %s", error)
    return session.anew() if wrong else None
