"""`python -m benchmarks.one_start PROJECT`: starts as a user does, drags, and says what it took.

Prints one line of JSON. Imports nothing that the program itself would not import by then.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from benchmarks.memory import peak_mb

if TYPE_CHECKING:
    from app.session import Session
    from models.allocation.result import Result


def main(project: str) -> None:
    """Start as a user does, work a little, and say what it took."""
    process = psutil.Process()

    def since_start() -> tuple[float, float]:
        used = process.cpu_times()
        return 1000 * (time.time() - process.create_time()), 1000 * (used.user + used.system)

    from PySide6.QtWidgets import QApplication

    from app.settings import Settings
    from app.start import Program

    application = QApplication([])
    program = Program(application, Settings(show_hints=False), beside=True)
    program.open_project(Path(project))
    application.processEvents()
    first_frame = since_start()
    while program.window is None or program.jobs.is_busy:
        application.processEvents()
        time.sleep(0.001)
    application.processEvents()
    start = since_start()
    desk = program.window.desk
    _work(desk.session, desk.resultChanged.emit)
    program.window.frame.grab()
    print(
        json.dumps(
            {
                "first_frame": first_frame[0],
                "first_frame_work": first_frame[1],
                "start": start[0],
                "start_work": start[1],
                "memory": peak_mb(),
            }
        )
    )
    program.stop()


def _work(session: Session, show: Callable[[Result], None]) -> None:
    """Drag a practice for a while: what memory is needed for."""
    from benchmarks.picking import middling_practice
    from models.domain.place import Place

    number = middling_practice(session)
    place = session.result.state.practices[number].place
    drag = session.grab(number)
    for step in range(200):
        show(drag.to(Place(place.e + 30 * step, place.n)))


if __name__ == "__main__":
    main(sys.argv[1])
