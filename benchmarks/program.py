"""The whole program in a process of its own: how soon it can be used, and how much it holds.

Each run is a process of its own, see `benchmarks.one_start`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from compileall import compile_dir
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measure import Timing
from benchmarks.sizes import ROOT, Size, project_of

N_STARTS = 5
GIVE_UP_S = 120


def program_rows(size: Size) -> Iterator[Timing]:
    """Yield the time of starts and the peak of memory (in MB, in the place of milliseconds)."""
    for package in ("app", "widgets", "models", "benchmarks"):
        compile_dir(ROOT / package, quiet=1)  # as installing the program does
    with TemporaryDirectory() as folder:
        runs = [_run(project_of(size), folder) for _ in range(N_STARTS + 1)][1:]
    for key, title in (
        ("first_frame", "Process start to first painted frame"),
        ("start", "Process start to usable window: its figures painted"),
        ("drag_answers", "Process start to the first drag's figures painted"),
        ("settled", "Process start to nothing going on behind the window any more"),
        ("memory", "Memory, peak of the whole process (MB)"),
    ):
        values = sorted(run[key][0] for run in runs)
        work = sorted(run[key][1] for run in runs)
        middle = len(values) // 2
        yield Timing(
            f"Program.{key}",
            title,
            len(values),
            values[middle],
            values[-1],
            values[-1],
            work[middle],
        )


def _run(project: Path, folder: str) -> dict[str, tuple[float, float]]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PRAKSISKORT_SETTINGS": folder}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.one_start", str(project), repr(time.time())],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
        timeout=GIVE_UP_S,
    )
    run: dict[str, tuple[float, float]] = json.loads(done.stdout.splitlines()[-1])
    return run
