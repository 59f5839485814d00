"""Work beyond a frame, off the GUI thread: a pure function in, one call back out.

One worker does one piece at a time, in the order asked, so that a session and its file are
never used by two threads. Work on a snapshot that touches neither, such as painting a page,
runs beside it. Work of which only the latest matters carries a topic: an answer that was
overtaken is dropped.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal

from models.domain.errors import CancelledError, KnownError

log = logging.getLogger(__name__)

Value = TypeVar("Value")


class _Wish(NamedTuple):
    """Work beside that is to begin later."""

    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[KnownError], None] | None
    topic: str


class _Answer(NamedTuple):
    topic: str
    is_beside: bool
    ticket: int
    future: Future[Any]
    done: Callable[[Any], None]
    failed: Callable[[KnownError], None] | None


class Jobs(QObject):
    """Runs work in one background thread and hands answers back on the GUI thread.

    Signals
    -------
    busyChanged : bool
        Whether any work is under way or waiting.
    refused : KnownError
        Work failed through the world's fault and nobody else took it.
    broken : Exception
        Work failed through a fault of ours.
    """

    busyChanged = Signal(bool)
    refused = Signal(object)
    broken = Signal(object)
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="praksiskort-job")
        self._beside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="praksiskort-beside")
        self._waiting: list[_Answer] = []
        self._held: list[_Wish] = []
        self._is_holding = False
        self._latest: dict[str, int] = {}
        self._tickets = 0
        self._finished.connect(self._on_finished)

    @property
    def is_busy(self) -> bool:
        """Whether any work is under way or waiting, or its answer not yet handed back."""
        return bool(self._waiting or self._held)

    def run(
        self,
        work: Callable[[], Value],
        done: Callable[[Value], None],
        failed: Callable[[KnownError], None] | None = None,
        topic: str = "",
        *,
        beside: bool = False,
    ) -> None:
        """Do `work` in the background, then call `done` (or `failed`) on the GUI thread.

        With a `topic`, an answer is dropped when newer work of that topic has been asked for.
        Work `beside` must use neither the session nor its file; nobody waits for it.
        """
        if beside and self._is_holding:
            self._held.append(_Wish(work, done, failed, topic))
            return
        self._tickets += 1
        if topic:
            self._latest[topic] = self._tickets
        pool = self._beside if beside else self._pool
        answer = _Answer(topic, beside, self._tickets, pool.submit(work), done, failed)
        self._waiting.append(answer)
        if len(self._waiting) == 1:
            self.busyChanged.emit(True)
        answer.future.add_done_callback(lambda _: self._finished.emit(answer))

    def hold_beside(self) -> None:
        """Begin no work beside until `release_beside`: it would keep a window from its paint."""
        self._is_holding = True

    def release_beside(self) -> None:
        """Begin the work beside that was held."""
        self._is_holding = False
        held, self._held = self._held, []
        for wish in held:
            self.run(*wish, beside=True)

    def finish(self) -> None:
        """Wait for the session's work under way and hand its answers back now."""
        while awaited := [answer for answer in self._waiting if not answer.is_beside]:
            awaited[0].future.exception()
            self._on_finished(awaited[0])

    def stop(self) -> None:
        """Let the work under way end, drop what waits, and answer nobody any more."""
        self._waiting.clear()
        self._held.clear()
        for pool in (self._pool, self._beside):
            pool.shutdown(wait=True, cancel_futures=True)

    def _on_finished(self, answer: _Answer) -> None:
        if answer not in self._waiting:
            return
        self._waiting.remove(answer)
        if not self._waiting:
            self.busyChanged.emit(False)
        if not answer.topic or self._latest[answer.topic] == answer.ticket:
            self._hand_back(answer)

    def _hand_back(self, answer: _Answer) -> None:
        error = answer.future.exception()
        if error is None:
            answer.done(answer.future.result())
        elif isinstance(error, KnownError):
            if answer.failed is not None:
                answer.failed(error)
            else:
                self.refused.emit(error)
        elif not isinstance(error, CancelledError):
            log.error("a job failed", exc_info=error)
            self.broken.emit(error)
