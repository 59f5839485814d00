"""Shows what edits break and mend: after one on a card, all of it on a page."""

from __future__ import annotations

from app.controllers.pointing import Pointing
from app.desk import Desk
from app.frame import Frame
from models.allocation.distances import is_estimate
from models.domain.place import Place
from models.scenario.checks.value import Check
from widgets.panels.checks_page import ChecksPage
from widgets.style import Look
from widgets.words.edits import edit_sentence


class Checking:
    """Keeps the card and the page in step with the edit that was made last.

    Attributes
    ----------
    page : ChecksPage or None
        The page that is open.
    """

    def __init__(self, desk: Desk, frame: Frame, look: Look) -> None:
        self._desk = desk
        self._frame = frame
        self._look = look
        self._pointing = Pointing(frame)
        self._is_pointed = False
        self.page: ChecksPage | None = None
        frame.checks.allRequested.connect(self.open_page)
        frame.checks.placeRequested.connect(self._on_place_requested)
        frame.actions_["checks"].triggered.connect(self.open_page)
        desk.edited.connect(self._on_edited)
        desk.selectionChanged.connect(self._show_card)
        self._show_card()

    def open_page(self) -> None:
        """Open the page with all checks of the edit in force last."""
        session = self._desk.session
        estimated = is_estimate(session.region, session.result.state.rules)
        page = ChecksPage(self._desk.words, self._look, estimated)
        page.placeRequested.connect(self._pointing.point_out)
        page.closed.connect(self._on_closed)
        self._pointing.serve(page)
        self._frame.right.open_page(page)
        self.page = page
        self._show_page()

    def _on_closed(self) -> None:
        self.page = None

    def _on_edited(self) -> None:
        if self._is_pointed:
            self._is_pointed = False
            self._frame.map.layers.pointer.set_place(None)
        self._show_card()
        self._show_page()

    def _on_place_requested(self, place: Place) -> None:
        self._is_pointed = True
        self._pointing.point_out(place)

    def _show_card(self) -> None:
        """Show the checks of the edit just made, as long as what it did is told."""
        session, step = self._desk.session, self._desk.step
        known, position = session.known_checks(), session.history.position
        # an edit that is being made is in the history before its checks are known
        is_told = step is not None and 0 < position <= len(known)
        checks = known[position - 1] if is_told else None
        self._frame.checks.show_checks(checks or ())

    def _show_page(self) -> None:
        """Show the checks of the edit in force last, working them out where they are missing."""
        if self.page is None:
            return
        session = self._desk.session
        position = session.history.position
        if session.scenario is None or position == 0:
            self.page.show_checks("", "", ())
            return
        step = session.history.steps[position - 1]
        title = self._desk.words.of(session.result.state.rules.title)
        edit = edit_sentence(self._desk.words, step.edit, self._desk.name_of)

        def show(checks: tuple[Check, ...]) -> None:
            if self.page is not None:
                self.page.show_checks(edit, title, checks)

        self._desk.jobs.run(lambda: session.checks_at(position), show, topic="checks")
