"""A start as a user has it: what the window shows when, and when it answers."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QEventLoop, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from app.settings import Settings
from app.start import Program, Window

if TYPE_CHECKING:
    from app.session import Session
    from models.allocation.result import Result

PULL_PX = 24.0
"""So far the first drag goes: more than a hand that trembles while it clicks."""


class Moment(NamedTuple):
    """Milliseconds since the process was started, and those it worked itself on all its cores."""

    passed: float
    work: float


def run(project: str, started: float) -> None:
    """Start as a user does, drag at once, work a little, and print what it took.

    `started` is `time.time()` of just before this process was started.
    """

    def now() -> Moment:
        return Moment(1000 * (time.time() - started), 1000 * time.process_time())

    application = QApplication([])
    program = Program(application, Settings(show_hints=False), beside=True)
    program.open_project(Path(project))
    application.processEvents()
    moments = {"first_frame": now()}
    while program.window is None:
        _turn(application)
    application.processEvents()
    moments["start"] = now()
    _drag_at_once(application, program.window)
    moments["drag_answers"] = now()
    while program.jobs.is_busy or not program.window.frame.map.is_settled:
        _turn(application)
    moments["settled"] = now()
    desk = program.window.desk
    _work(desk.session, desk.resultChanged.emit)
    program.window.frame.grab()
    print(json.dumps({name: tuple(moment) for name, moment in moments.items()} | _memory()))
    program.stop()


def _turn(application: QApplication) -> None:
    """Sleep until something happens, then handle it."""
    application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _drag_at_once(application: QApplication, window: Window) -> None:
    """Pull a practice by the mouse until its figures are painted, and let it go with Esc."""
    view, desk = window.frame.map, window.desk
    practices = view.layers.practices
    number = next(
        mark.number
        for mark in practices.marks
        if view.practice_at(practices.symbol_box(mark.number).center()) == mark.number
    )
    at = practices.symbol_box(number).center()
    is_answered = False

    def answer(_: Result) -> None:
        nonlocal is_answered
        is_answered = desk.drag is not None

    desk.resultChanged.connect(answer)
    _mouse(application, window, QEvent.Type.MouseButtonPress, at)
    while not is_answered:
        at += QPointF(PULL_PX, 0)
        _mouse(application, window, QEvent.Type.MouseMove, at)
        application.processEvents()
    desk.resultChanged.disconnect(answer)
    application.processEvents()
    escape = Qt.Key.Key_Escape
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        application.sendEvent(view, QKeyEvent(kind, escape, Qt.KeyboardModifier.NoModifier))
    _mouse(application, window, QEvent.Type.MouseButtonRelease, at)


def _mouse(application: QApplication, window: Window, kind: QEvent.Type, at: QPointF) -> None:
    viewport = window.frame.map.viewport()
    is_move = kind == QEvent.Type.MouseMove
    is_release = kind == QEvent.Type.MouseButtonRelease
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    application.sendEvent(
        viewport,
        QMouseEvent(
            kind,
            at,
            QPointF(viewport.mapToGlobal(at)),
            none if is_move else left,
            none if is_release else left,
            Qt.KeyboardModifier.NoModifier,
        ),
    )


def _work(session: Session, show: Callable[[Result], None]) -> None:
    """Drag a practice for a while: what memory is needed for."""
    from benchmarks.picking import middling_practice
    from models.domain.place import Place

    number = middling_practice(session)
    place = session.result.state.practices[number].place
    drag = session.grab(number)
    for step in range(200):
        show(drag.to(Place(place.e + 30 * step, place.n)))


def _memory() -> dict[str, tuple[float, float]]:
    from benchmarks.memory import peak_mb

    return {"memory": (peak_mb(), peak_mb())}
