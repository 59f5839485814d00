"""A long job that the planner waits for, with its progress and a way to give it up."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QProgressBar, QProgressDialog, QWidget

from app.jobs import Jobs
from models.domain.errors import CancelledError, KnownError
from models.domain.text import Text
from widgets.words import Words

Value = TypeVar("Value")

_PER_CENT = 100


class Progress(QObject):
    """Tells from the job's thread to the window's how far it is, and a cancel back.

    Signals
    -------
    told : str, int
        What is being done ("" where it is what it was), and per cent.
    """

    told = Signal(str, int)

    def __init__(self, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self._words = words
        self._is_cancelled = Event()

    def cancel(self) -> None:
        """Have the job end at the next word from it."""
        self._is_cancelled.set()

    def __call__(self, what: Text, share: float) -> None:
        """Tell how far the job is.

        Raises
        ------
        CancelledError
            When the planner gave it up.
        """
        self._tell(self._words.of(what), share)

    def share(self, share: float) -> None:
        """Tell how far the job is, still at the same thing; raises as a call does."""
        self._tell("", share)

    def _tell(self, what: str, share: float) -> None:
        if self._is_cancelled.is_set():
            raise CancelledError
        self.told.emit(what, round(share * _PER_CENT))


def wait_for(
    jobs: Jobs,
    words: Words,
    parent: QWidget,
    title: str,
    said: str,
    work: Callable[[Progress], Value],
    done: Callable[[Value], None],
    failed: Callable[[KnownError], None] | None = None,
    cancelled: Callable[[], None] | None = None,
) -> None:
    """Do `work` in the background behind a box with its progress; nothing else can be done.

    The box is called `title` and at first says `said`. `done`, `failed` or `cancelled` is
    called on the GUI thread once the box is away. Without `failed` the program says what went
    wrong.
    """
    shown = QProgressDialog(said, words("dialog.cancel"), 0, _PER_CENT, parent)
    shown.setWindowTitle(title)
    shown.setWindowModality(Qt.WindowModality.WindowModal)
    shown.setAutoReset(False)
    shown.setAutoClose(False)
    shown.setMinimumDuration(0)
    shown.setMinimumWidth(shown.fontMetrics().averageCharWidth() * 56)
    # the dialog's own setValue runs the event loop, in which the job may end and the dialog be
    # deleted before setValue returns: a crash; its bar can be told without that
    bar = QProgressBar(shown)
    bar.setRange(0, _PER_CENT)
    shown.setBar(bar)
    progress = Progress(words, shown)

    is_over = False

    def tell(what: str, per_cent: int) -> None:
        if what:
            shown.setLabelText(what)
        bar.setValue(per_cent)

    def put_away(_: object = None) -> None:
        nonlocal is_over
        if not is_over:
            is_over = True
            jobs.broken.disconnect(put_away)
            shown.canceled.disconnect()
            shown.reset()
            shown.deleteLater()

    def on_done(value: Value) -> None:
        put_away()
        done(value)

    def on_failed(error: KnownError) -> None:
        put_away()
        if failed is None:
            jobs.refused.emit(error)
        else:
            failed(error)

    def on_cancelled() -> None:
        progress.cancel()
        # the job ends at its next word: no edit may slip in before; where it was done
        # already, that is told as if nobody had cancelled
        jobs.finish()
        if not is_over:
            put_away()
            if cancelled is not None:
                cancelled()

    progress.told.connect(tell)
    shown.canceled.connect(on_cancelled)
    jobs.broken.connect(put_away)
    shown.show()
    jobs.run(lambda: work(progress), on_done, on_failed)
