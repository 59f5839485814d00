"""Answers "why?" in the window: for a practice, a flow or the residents of a square."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from PySide6.QtWidgets import QMenu

from app.controllers.map_screen import MapScreen
from app.controllers.pointing import Pointing
from app.desk import Desk
from app.domino import Domino
from app.frame import Frame
from app.presentation import practice_marks
from models.allocation.distances import is_estimate
from models.domain.errors import KnownError
from models.domain.place import Place
from models.domain.practice import ProviderNumber
from models.scenario.closing import closing_of, has_rounds, replay
from models.scenario.domino import rounds_of
from models.scenario.why import Why
from widgets import panels
from widgets.map.marks import FlowLine, OrderMark
from widgets.panels.side_page import SidePage
from widgets.style import Look

NUMBERED = 15
"""So many practices get a badge on the map; the list has all of them."""


class Question(NamedTuple):
    """What was asked: a practice, a square, or the flow from a practice to `target`."""

    practice: ProviderNumber | None
    square: str | None = None
    target: ProviderNumber | None = None


class Whys:
    """Opens a page with the answer, and keeps map and page in step.

    Attributes
    ----------
    page : WhyPage, DominoPage or None
        The page that is open.
    """

    def __init__(self, desk: Desk, frame: Frame, look: Look, screen: MapScreen) -> None:
        self._desk = desk
        self._frame = frame
        self._look = look
        self._screen = screen
        self._pointing = Pointing(frame)
        self._question: Question | None = None
        self._domino: Domino | None = None
        self.page: panels.why_page.WhyPage | panels.domino_page.DominoPage | None = None
        frame.practice.whyRequested.connect(lambda number: self.ask(Question(number)))
        frame.map.flowClicked.connect(lambda start, end: self.ask(Question(start, target=end)))
        frame.actions_["why"].triggered.connect(self._ask_selected)
        frame.actions_["domino"].triggered.connect(self._step_selected)
        desk.edited.connect(self._on_edited)
        desk.selectionChanged.connect(self._show_actions)
        self._show_actions()

    def ask(self, question: Question) -> None:
        """Work out an answer in the background, open its page and bring the map there."""

        def show(why: Why) -> None:
            self._show(question, why)
            self._bring_in_sight(why)

        self._work_out(question, show)

    def _work_out(self, question: Question, show: Callable[[Why], None]) -> None:
        session = self._desk.session

        def work() -> Why:
            from models.scenario.explain import explain

            return explain(session.distances, session.history, *question)

        self._desk.jobs.run(work, show, self._on_refused, "why")

    def step(self, number: ProviderNumber) -> None:
        """Open the domino of a practice whose patients were distributed."""
        session = self._desk.session
        closing = closing_of(session.history, number)
        if closing is None or not has_rounds(closing):
            return
        found = closing

        def work() -> Domino:
            practice = found.before.practices[number]
            rounds = rounds_of(replay(session.distances, found))
            about = is_estimate(session.region, found.before.rules)
            return Domino(practice, found.before, rounds, about)

        self._desk.jobs.run(work, self._show_domino, self._on_refused, "why")

    def add_to_menu(self, menu: QMenu, place: Place) -> None:
        """Add the question about the residents at a place to a menu."""
        square = self._square_at(place)
        key = "why.here.nobody" if square is None else "why.here"
        entry = menu.addAction(self._desk.words(key))
        entry.setEnabled(square is not None)
        entry.triggered.connect(lambda: self.ask(Question(None, square)))

    # ------------------------------------------------------------------ why page

    def _show(self, question: Question, why: Why) -> None:
        page = self.page if isinstance(self.page, panels.why_page.WhyPage) else self._open_why()
        self._question = question
        page.show_why(why, self._subject(why))
        self._frame.map.set_order(self._order(why))
        if why.target is not None:
            self._frame.map.set_flows(self._flow_of(why))

    def _open_why(self) -> panels.why_page.WhyPage:
        page = panels.why_page.WhyPage(self._desk.words, self._look)
        page.practicePointed.connect(self._on_practice_pointed)
        page.practiceChosen.connect(self._on_practice_chosen)
        page.dominoRequested.connect(self._on_domino_requested)
        self._open(page)
        return page

    def _open(self, page: panels.why_page.WhyPage | panels.domino_page.DominoPage) -> None:
        self._frame.right.open_page(page)
        self.page = page
        page.closed.connect(lambda: self._on_closed(page))
        self._pointing.serve(page)

    def _bring_in_sight(self, why: Why) -> None:
        """Bring the map to the practice or square asked about; a flow is where it was clicked."""
        place = None
        if why.square is not None:
            place = self._centre_of(why.square)
        elif why.practice is not None and why.target is None:
            place = self._place_of(why.practice)
        if place is not None:
            self._pointing.bring_in_sight(place)

    def _centre_of(self, square: str) -> Place:
        squares = self._desk.session.region.squares
        at = squares.ids.index(square)
        return Place(float(squares.e[at]), float(squares.n[at]))

    def _subject(self, why: Why) -> str:
        words = self._desk.words
        if why.target is not None:
            return words("why.flow", source=why.name, target=self._desk.name_of(why.target))
        if why.square is None:
            return why.name
        if why.practice is None:
            return words("why.square", id=why.square)
        return words("why.practice_in_square", name=why.name, id=why.square)

    def _order(self, why: Why) -> list[OrderMark]:
        """Return the badges of an answer, the home of those asked about first."""
        marks = []
        if why.square is not None:
            marks.append(OrderMark(self._centre_of(why.square), "", is_home=True))
        for turn, tried in enumerate(why.tried[:NUMBERED], start=1):
            place = self._place_of(tried.practice)
            if place is not None:
                marks.append(OrderMark(place, str(turn), is_hit=tried.took > 0))
        return marks

    def _flow_of(self, why: Why) -> list[FlowLine]:
        if why.practice is None or why.target is None:
            return []
        start, end = self._place_of(why.practice), self._place_of(why.target)
        if start is None or end is None:
            return []
        return [FlowLine(start, end, why.persons, why.practice, why.target)]

    def _place_of(self, number: ProviderNumber) -> Place | None:
        """Return where a practice is or last was."""
        session = self._desk.session
        for state in (session.result.state, session.before.state):
            if number in state.practices:
                return state.practices[number].place
        closing = closing_of(session.history, number)
        return None if closing is None else closing.before.practices[number].place

    # -------------------------------------------------------------------- domino

    def _show_domino(self, domino: Domino) -> None:
        words = self._desk.words
        page = panels.domino_page.DominoPage(
            words, self._look, domino.practice.name, domino.views(words)
        )
        page.roundShown.connect(self._show_round)
        page.practicePointed.connect(self._on_practice_pointed)
        page.practiceChosen.connect(self._on_practice_chosen)
        self._open(page)
        self._domino = domino
        self._show_round(0)
        self._pointing.bring_in_sight(domino.practice.place)

    def _show_round(self, at: int) -> None:
        domino, session, view = self._domino, self._desk.session, self._frame.map
        if domino is not None:
            now = practice_marks(session.result, session.before)
            view.set_practices(domino.marks(at, now))
            view.set_flows(domino.flows(at))
            unplaced = session.result.unplaced
            # until the last round is over everybody may still find a place
            view.set_unplaced(unplaced if at == len(domino.rounds) else np.zeros_like(unplaced))

    # ------------------------------------------------------------------- answers

    def _ask_selected(self) -> None:
        if len(self._desk.selection) == 1:
            self.ask(Question(self._desk.selection[0]))

    def _step_selected(self) -> None:
        if len(self._desk.selection) == 1:
            self.step(self._desk.selection[0])

    def _show_actions(self) -> None:
        selection, actions = self._desk.selection, self._frame.actions_
        actions["why"].setEnabled(len(selection) == 1)
        closing = None
        if len(selection) == 1 and selection[0] not in self._desk.session.result.state.practices:
            closing = closing_of(self._desk.session.history, selection[0])
        actions["domino"].setEnabled(closing is not None and has_rounds(closing))

    def _on_edited(self) -> None:
        """Answer the question anew; a domino of an edit that is not the same any more goes."""
        self._show_actions()
        question = self._question
        if question is not None and isinstance(self.page, panels.why_page.WhyPage):
            self._work_out(question, lambda why: self._show(question, why))
        elif self.page is not None:
            self._frame.right.close_page()

    def _on_refused(self, error: KnownError) -> None:
        if self.page is not None:
            self._frame.right.close_page()
        self._desk.noted.emit(self._desk.words.of(error.text))

    def _on_closed(self, page: SidePage) -> None:
        if self.page is page:
            self.page, self._question, self._domino = None, None, None
            self._frame.map.set_order(())
            self._screen.show_edit()

    def _on_practice_pointed(self, number: ProviderNumber) -> None:
        place = self._place_of(number) if number else None
        self._frame.map.layers.pointer.set_place(place)

    def _on_practice_chosen(self, number: ProviderNumber) -> None:
        place = self._place_of(number)
        if place is not None:
            self._pointing.point_out(place)

    def _on_domino_requested(self) -> None:
        if self._question is not None and self._question.practice is not None:
            self.step(self._question.practice)

    def _square_at(self, place: Place) -> str | None:
        """Return the id of the inhabited square that a place lies in."""
        squares = self._desk.session.region.squares
        half = squares.size_m / 2
        inside = (np.abs(squares.e - place.e) <= half) & (np.abs(squares.n - place.n) <= half)
        found = np.flatnonzero(inside & (squares.persons > 0))
        return squares.ids[int(found[0])] if len(found) else None
