"""A newer register: shows what it would change, and takes it in when the planner says so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.controllers.pointing import Pointing
from app.controllers.waiting import Progress, wait_for
from app.desk import Desk
from app.frame import Frame
from app.session import Session
from app.updating import Misfit, Prepared, prepare
from models.domain.text import Text
from widgets.panels.update import NewRegister, UpdatePage
from widgets.style import Look
from widgets.words.edits import edit_sentence

if TYPE_CHECKING:
    from models.importers.update import NewerFiles

STORING = Text("Opdaterer projektet", "Updating the project")


class Updating:
    """Reads newer files against the project in the background, and shows them on a page."""

    def __init__(self, desk: Desk, frame: Frame, look: Look) -> None:
        self._desk = desk
        self._frame = frame
        self._look = look
        self._pointing = Pointing(frame)

    def read(self, newer: NewerFiles) -> None:
        """Read newer files and show what they would change."""
        desk, session = self._desk, self._desk.session
        rules = session.rules_of(None)

        def work(progress: Progress) -> Prepared:
            return prepare(session.project, session.region, newer, rules, progress)

        wait_for(
            desk.jobs,
            desk.words,
            self._frame,
            desk.words("update.title"),
            desk.words("update.reading"),
            work,
            lambda prepared: self._show(session, prepared),
            cancelled=self._tell_cancelled,
        )

    def _show(self, session: Session, prepared: Prepared) -> None:
        update, misfits = prepared
        totals = update.report.totals
        register = NewRegister(
            update.files,
            update.region.reference_date,
            int(totals["practices"]),
            int(totals["listed"]),
            update.changes,
            [self._misfit(misfit) for misfit in misfits],
            [finding for finding in update.report.findings if finding.file in update.files],
        )
        page = UpdatePage(self._desk.words, self._look, register)
        page.placeRequested.connect(self._pointing.point_out)
        page.accepted.connect(lambda: self._take_in(session, prepared))
        self._pointing.serve(page)
        self._frame.right.open_page(page)

    def _misfit(self, misfit: Misfit) -> tuple[str, str]:
        words = self._desk.words
        edit = edit_sentence(words, misfit.edit, self._desk.name_of)
        return misfit.scenario, f"{edit}. {words.of(misfit.why)}"

    def _take_in(self, read_for: Session, prepared: Prepared) -> None:
        """Store the register; nothing can be done meanwhile."""
        desk, words = self._desk, self._desk.words
        self._frame.right.close_page()
        if desk.session is not read_for:
            desk.noted.emit(words("update.moved_on"))
            return

        def work(progress: Progress) -> tuple[Session, Path]:
            progress(STORING, 0.0)
            return read_for.updated(prepared.update)

        def done(taken: tuple[Session, Path]) -> None:
            fresh, copy = taken
            desk.take_up(fresh)
            project = fresh.project.path.name
            desk.noted.emit(words("update.taken_in", project=project, copy=copy.name))

        wait_for(
            desk.jobs,
            words,
            self._frame,
            words("update.title"),
            words("update.storing"),
            work,
            done,
            cancelled=self._tell_cancelled,
        )

    def _tell_cancelled(self) -> None:
        self._desk.noted.emit(self._desk.words("update.cancelled"))
