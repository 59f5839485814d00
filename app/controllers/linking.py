"""The book of ferries and bridges: shows it, and has every figure follow what is changed in it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from app.controllers.waiting import wait_for
from app.desk import Desk
from app.frame import Frame
from app.session import Session
from models.domain.place import Place
from models.network.links import Link
from widgets.dialogs.links import LinkRow, LinksDialog
from widgets.style import Look

NEAR_TOWN_M = 12_000
"""The end of a link is called by the nearest town within this distance."""


class Linking:
    """Asks what is in use and has the session follow, in the background."""

    def __init__(self, desk: Desk, frame: Frame, look: Look) -> None:
        self._desk = desk
        self._frame = frame
        self._look = look
        frame.actions_["links"].triggered.connect(self._on_triggered)

    def _on_triggered(self) -> None:
        desk = self._desk
        book = desk.session.region.network.links
        rows = [
            LinkRow(laid.link, self._called(laid.link.start), self._called(laid.link.end))
            for laid in book
        ]
        dialog = LinksDialog(desk.words, self._look, rows, desk.is_read_only, self._frame)
        if dialog.exec() and not desk.is_read_only:
            self.change(dialog.links())

    def change(self, links: Sequence[Link]) -> None:
        """Store another book and calculate everything anew; nothing can be done meanwhile."""
        desk, words = self._desk, self._desk.words
        session = desk.session
        if tuple(links) == tuple(laid.link for laid in session.region.network.links):
            return

        def done(fresh: Session) -> None:
            desk.noted.emit(words("app.links.done"))
            desk.take_up(fresh)

        wait_for(
            desk.jobs,
            words,
            self._frame,
            words("links.title"),
            words("app.links.working"),
            lambda progress: session.relinked(links, progress.share),
            done,
            failed=lambda error: desk.noted.emit(words.of(error.text)),
            cancelled=lambda: desk.noted.emit(words("app.links.cancelled")),
        )

    def _called(self, place: Place) -> str:
        """Return the nearest town's name, or the coordinates where no town is near."""
        words, towns = self._desk.words, self._desk.session.region.towns
        near = [
            (float(np.hypot(town.place.e - place.e, town.place.n - place.n)), town.name)
            for town in towns
        ]
        distance, name = min(near, default=(np.inf, ""))
        if distance <= NEAR_TOWN_M:
            return words("app.links.near", town=name)
        return words("app.links.place", e=words.number(place.e), n=words.number(place.n))
