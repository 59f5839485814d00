"""The book of ferries and bridges: shows it, and has every figure follow what is changed in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from app.controllers.waiting import wait_for
from app.desk import Desk
from app.frame import Frame
from app.session import Session
from models.domain.errors import KnownError, ProjectError
from models.domain.place import Place
from models.geography.areas import town_near
from models.network.links import Link
from widgets import dialogs
from widgets.style import Look

NEAR_TOWN_M = 12_000
"""The end of a link is called by the nearest town within this distance."""


class _Pointing(NamedTuple):
    """A link whose ends are being pointed out, and the book it is to stand in."""

    draft: dialogs.link.LinkDraft
    links: tuple[Link, ...]
    at: int | None
    start: Place | None = None


class Linking:
    """Asks which links there are and which are in use, and has the session follow."""

    def __init__(self, desk: Desk, frame: Frame, look: Look) -> None:
        self._desk = desk
        self._frame = frame
        self._look = look
        self._pointing: _Pointing | None = None
        frame.actions_["links"].triggered.connect(self._on_triggered)
        frame.map.placePicked.connect(self._on_place_picked)
        frame.map.placingCancelled.connect(self._on_placing_cancelled)

    def _on_triggered(self) -> None:
        self.show_book(tuple(laid.link for laid in self._desk.session.region.network.links))

    def show_book(self, links: tuple[Link, ...], said: str = "") -> None:
        """Show links to be changed; with `said`, why they could not be stored as they are."""
        desk = self._desk
        rows = [
            dialogs.links.LinkRow(link, self._called(link.start), self._called(link.end))
            for link in links
        ]
        dialog = dialogs.links.LinksDialog(
            desk.words, self._look, rows, desk.is_read_only, self._frame
        )
        if said:
            dialog.show_problem(said)
        if not dialog.exec() or desk.is_read_only:
            return
        links = dialog.links()
        if dialog.wish == "add":
            self.ask(dialogs.link.LinkDraft(), links, None)
        elif dialog.wish == "change":
            at = dialog.current
            self.ask(dialogs.link.LinkDraft.of(links[at]), links, at)
        else:
            self.change(links)

    def ask(self, draft: dialogs.link.LinkDraft, links: tuple[Link, ...], at: int | None) -> None:
        """Ask for a link that is new (`at` is None) or stands at a place of the book."""
        dialog = dialogs.link.LinkDialog(
            self._desk.words, self._look, draft, at is None, self._frame
        )
        if not dialog.exec():
            self.show_book(links)
        elif dialog.wants_map:
            self._pointing = _Pointing(dialog.draft(), links, at)
            self._ask_place("link.point.start")
        elif at is None:
            self.show_book((*links, dialog.link()))
        else:
            changed = replace(dialog.link(), in_use=links[at].in_use)
            self.show_book((*links[:at], changed, *links[at + 1 :]))

    def _ask_place(self, key: str) -> None:
        self._desk.noted.emit(self._desk.words(key))
        self._frame.map.start_placing()
        self._frame.map.setFocus()

    def _on_place_picked(self, e: float, n: float) -> None:
        pointing, place = self._pointing, Place(float(round(e)), float(round(n)))
        if pointing is None:
            return
        self._frame.map.layers.pointer.set_place(place)
        if pointing.start is None:
            self._pointing = pointing._replace(start=place)
            self._ask_place("link.point.end")
        else:
            self._end_pointing(pointing.draft._replace(start=pointing.start, end=place))

    def _on_placing_cancelled(self) -> None:
        if self._pointing is not None:
            self._end_pointing(self._pointing.draft)

    def _end_pointing(self, draft: dialogs.link.LinkDraft) -> None:
        pointing, self._pointing = self._pointing, None
        self._desk.noted.emit("")
        self._frame.map.layers.pointer.set_place(None)
        if pointing is not None:
            self.ask(draft, pointing.links, pointing.at)

    def change(self, links: Sequence[Link]) -> None:
        """Store another book and calculate everything anew; nothing can be done meanwhile."""
        desk, words = self._desk, self._desk.words
        session = desk.session
        before = tuple(laid.link for laid in session.region.network.links)
        if tuple(links) == before:
            return

        def done(fresh: Session) -> None:
            desk.keep_stored(words("app.links.undo"), _relinking(before), _relinking(links))
            desk.noted.emit(words("app.links.done"))
            desk.take_up(fresh)

        def failed(error: KnownError) -> None:
            if isinstance(error, ProjectError):
                desk.noted.emit(words.of(error.text))
            else:  # one of the links cannot be laid: it is there to be corrected
                self.show_book(tuple(links), words.of(error.text))

        wait_for(
            desk.jobs,
            words,
            self._frame,
            words("links.title"),
            words("app.links.working"),
            lambda progress: session.relinked(links, progress.share),
            done,
            failed=failed,
            cancelled=lambda: desk.noted.emit(words("app.links.cancelled")),
        )

    def _called(self, place: Place) -> str:
        """Return the nearest town's name, or the coordinates where no town is near."""
        words = self._desk.words
        town = town_near(self._desk.session.region.towns, place, NEAR_TOWN_M)
        if town:
            return words("app.links.near", town=town)
        return words("app.links.place", e=words.number(place.e), n=words.number(place.n))


def _relinking(links: Sequence[Link]) -> Callable[[Session], Session]:
    """Return what brings a book of links back."""
    return lambda session: session.relinked(links, lambda share: None)
