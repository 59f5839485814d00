"""`python -m benchmarks.session`: minutes of dragging, every frame timed and memory watched.

    python -m benchmarks.session [--size nation] [--minutes 5] [--json FILE]
                                 [--markdown docs/performance.md]

The real window with all panels, 1280 by 800, painted off screen, and a hand that never tires: it
takes a practice, leads it about by the mouse at sixty moves a second, drops it, undoes that, goes
to another part of the map or another zoom, and begins anew. The same seed gives the same
moves. A frame's time is from the mouse move to the end of the events it caused; memory is the
process's own, by the minute.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import psutil
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.memory import MB
from benchmarks.report import machine_line, write_markdown
from benchmarks.sizes import SIZES, Size
from benchmarks.window import InWindow, wait_until
from widgets.painting.camera import Extent

BEGIN, END = "<!-- session: begin -->", "<!-- session: end -->"
FRAME_S = 1 / 60
MOVES = 150
"""Of one drag: two and a half seconds."""
TOO_LONG_MS = 33.0
ENDS_MS = (2, 4, 6, 8, 10, 12, 16, 20, 25, 33, 50, 100)
VIEWS_KM = (None, 120.0, 40.0, 12.0)
"""How much is seen, across; None is all of it."""
SEED = 4


class Frames:
    """Mouse moves: when each came (s from the start), how long it took and worked (ms).

    The room for all of them is taken at the start: a list that grew by 160 bytes a frame made an
    hour look as if the program had kept 20 MB more.
    """

    def __init__(self, minutes: float) -> None:
        room = math.ceil(60 * minutes / FRAME_S) + 2 * MOVES
        self._values = np.full((room, 3), np.nan)
        self._is_drag = np.ones(room, bool)
        self.count = 0

    def add(self, at_s: float, clock_ms: float, work_ms: float, *, is_drag: bool) -> None:
        """Note one."""
        self._values[self.count] = at_s, clock_ms, work_ms
        self._is_drag[self.count] = is_drag
        self.count += 1

    @property
    def clock_ms(self) -> NDArray[np.float64]:
        """How long each took."""
        return self._values[: self.count, 1]

    @property
    def work_ms(self) -> NDArray[np.float64]:
        """What the process worked in each, on all its cores."""
        return self._values[: self.count, 2]

    def as_json(self) -> dict[str, list[float] | list[bool]]:
        """Return a list of each."""
        at_s, clock_ms, work_ms = self._values[: self.count].T.tolist()
        is_drag = self._is_drag[: self.count].tolist()
        return {"at_s": at_s, "clock_ms": clock_ms, "work_ms": work_ms, "is_drag": is_drag}


class Recording(InWindow):
    """The window, and the hand in it."""

    def __init__(self, size: Size) -> None:
        super().__init__(size)
        self.random = random.Random(SEED)
        self.memory: list[tuple[float, float]] = []

    def run(self, minutes: float) -> None:
        """Drag for so long."""
        self.frames = Frames(minutes)
        self.start = time.perf_counter()
        process = psutil.Process()
        numbers = sorted(self.session.result.state.practices)
        drags = 0
        while time.perf_counter() - self.start < 60 * minutes:
            self._look_at(numbers, VIEWS_KM[drags % len(VIEWS_KM)])
            self._drag_one(is_dropped=drags % 3 == 2)
            drags += 1
            passed = time.perf_counter() - self.start
            self.memory.append((passed, process.memory_info().rss / MB))

    def _look_at(self, numbers: list[str], km: float | None) -> None:
        """Choose the next practice, and show so much around it."""
        practices = self.session.result.state.practices
        self.number = self.random.choice([each for each in numbers if each in practices])
        place = practices[self.number].place
        if km is None:
            self.view.fit_region()
        else:
            half = 500.0 * km
            self.view.zoom_to(
                Extent(place.e - half, place.n - half, place.e + half, place.n + half)
            )
        wait_until(lambda: self.view.is_settled)
        self.painted()

    def _drag_one(self, *, is_dropped: bool) -> None:
        box = self.view.layers.practices.symbol_box(self.number)
        pressed = box.center().toPoint()
        port, left, none = (
            self.view.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QTest.mousePress(port, left, none, pressed)
        turn, wide = self.random.uniform(0, 2 * math.pi), self.random.uniform(30, 160)
        for step in range(MOVES):
            swing = wide * math.sin(math.pi * step / MOVES)
            angle = turn + step / 25
            at = pressed + QPoint(round(swing * math.cos(angle)), round(swing * math.sin(angle)))
            self._move(port, at)
        if is_dropped:
            QTest.mouseMove(port, pressed + QPoint(12, 9))
            QTest.mouseRelease(port, left, none, pressed + QPoint(12, 9))
            self._finish()
            if self.session.scenario is not None and self.session.history.position:
                self.window.desk.undo()
        else:
            QTest.keyClick(self.view, Qt.Key.Key_Escape)
            QTest.mouseRelease(port, left, none, pressed)
        self._finish()

    def _move(self, port: object, at: QPoint) -> None:
        begin, worked = time.perf_counter(), time.process_time()
        QTest.mouseMove(port, at)  # type: ignore[call-overload]
        self.painted()
        took = 1000 * (time.perf_counter() - begin)
        is_dragging = self.window.desk.drag is not None
        self.frames.add(
            begin - self.start,
            took,
            1000 * (time.process_time() - worked),
            is_drag=is_dragging,
        )
        rest = FRAME_S - (time.perf_counter() - begin)
        if rest > 0:
            time.sleep(rest)

    def _finish(self) -> None:
        wait_until(lambda: not self.program.jobs.is_busy)
        QApplication.processEvents()


def main() -> None:
    """Record, and say what came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=tuple(SIZES), default="nation")
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--markdown", type=Path)
    arguments = parser.parse_args()
    recording = Recording(SIZES[arguments.size])
    recording.setup()
    recording.run(arguments.minutes)
    lines = lines_of(recording.frames, recording.memory)
    print("\n".join(lines))
    if arguments.markdown:
        said = f"{arguments.size.capitalize()}, {arguments.minutes:g} minutes. {machine_line()}."
        block = [BEGIN, "", said, "", "```text", *lines, "```", "", END]
        write_markdown(arguments.markdown, "\n".join(block))
    if arguments.json:
        arguments.json.write_text(
            json.dumps({"frames": recording.frames.as_json(), "memory_mb": recording.memory}),
            "utf-8",
        )
    recording.teardown()


def lines_of(frames: Frames, memory: list[tuple[float, float]]) -> list[str]:
    """Return a histogram of the frames, their percentiles, and memory over time."""
    lines = []
    for what, times in (
        ("by the clock", frames.clock_ms),
        ("worked by the process", frames.work_ms),
    ):
        counts, _ = np.histogram(times, bins=[0, *ENDS_MS, math.inf])
        middle, p95, p99 = np.percentile(times, [50, 95, 99])
        lines.append(
            f"{len(times):,} frames, milliseconds {what}: median {middle:.1f}, 95 % {p95:.1f}, "
            f"99 % {p99:.1f}, longest {max(times):.1f}, over {TOO_LONG_MS:.0f}: "
            f"{(times > TOO_LONG_MS).sum()}"
        )
        for low, high, count in zip([0, *ENDS_MS], [*ENDS_MS, math.inf], counts, strict=True):
            bar = "#" * math.ceil(60 * count / max(counts))
            lines.append(f"  {low:>4} to {high:>4} ms {count:>7,} {bar}")
    every = max(len(memory) // 12, 1)
    lines.append(
        "memory (MB) by the minute: "
        + ", ".join(f"{passed / 60:.1f}: {held:.0f}" for passed, held in memory[::every])
    )
    half = len(memory) // 2
    if half > 2:
        early = float(np.median([held for _, held in memory[half // 2 : half]]))
        late = float(np.median([held for _, held in memory[half + half // 2 :]]))
        lines.append(f"second quarter {early:.0f} MB, last quarter {late:.0f} MB")
    return lines


if __name__ == "__main__":
    main()
