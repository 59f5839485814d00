"""The book of ferries and bridges: shows it, and has every figure follow what is changed in it."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QProgressDialog

from app.desk import Desk
from app.frame import Frame
from app.session import Session
from models.domain.errors import CancelledError, KnownError
from models.domain.place import Place
from models.network.links import Link
from widgets.dialogs.links import LinkRow, LinksDialog
from widgets.style import Look

NEAR_TOWN_M = 12_000
"""The end of a link is called by the nearest town within this distance."""

_PER_CENT = 100


class _Progress(QObject):
    """Tells the share done from the job's thread to the window's, and a cancel back.

    Signals
    -------
    told : int
        Per cent.
    """

    told = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_cancelled = Event()

    def cancel(self) -> None:
        """Have the job end at the next word from it."""
        self._is_cancelled.set()

    def __call__(self, share: float) -> None:
        if self._is_cancelled.is_set():
            raise CancelledError
        self.told.emit(round(share * _PER_CENT))


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
        shown = QProgressDialog(
            words("app.links.working"), words("dialog.cancel"), 0, _PER_CENT, self._frame
        )
        shown.setWindowTitle(words("links.title"))
        shown.setWindowModality(Qt.WindowModality.WindowModal)
        shown.setAutoReset(False)
        shown.setMinimumDuration(0)
        progress = _Progress(shown)
        progress.told.connect(shown.setValue)

        def done(fresh: Session) -> None:
            shown.canceled.disconnect()
            _put_away(shown)
            desk.noted.emit(words("app.links.done"))
            desk.take_up(fresh)

        def refused(error: KnownError) -> None:
            shown.canceled.disconnect()
            _put_away(shown)
            desk.noted.emit(words.of(error.text))

        def cancelled() -> None:
            progress.cancel()
            desk.noted.emit(words("app.links.cancelled"))
            # the job ends at its next word, within a practice's search: no edit may slip in
            # before, and where it was done already its session is taken up after all
            desk.jobs.finish()

        shown.canceled.connect(cancelled)
        shown.show()
        desk.jobs.run(lambda: session.relinked(links, progress), done, refused)

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


def _put_away(shown: QProgressDialog) -> None:
    shown.reset()
    shown.deleteLater()
