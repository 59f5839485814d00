"""Every case there is, and one of them in a process of its own: what it holds is then its own.

`python -m benchmarks.cases SIZE KIND [CASE ...]` measures a kind and prints a line of JSON for
each row. The cases wanted are told by the beginnings of their names, none means all.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.engine import Comparing, Dragging, Editing, Evaluation, Opening
from benchmarks.growth import GROWTH
from benchmarks.importing import Import
from benchmarks.measure import Case, Timing, timings
from benchmarks.peers import PEERS
from benchmarks.sizes import ROOT, SIZES
from benchmarks.window import Clicks, Frames, Paper

KINDS: tuple[type[Case], ...] = (
    *(Import, Opening, Evaluation, Comparing, Dragging, Editing, Frames, Clicks, Paper),
    *PEERS,
)
BY_NAME = {kind.__name__: kind for kind in (*KINDS, *GROWTH)}
GIVE_UP_S = 600


@dataclass(frozen=True)
class Wanted:
    """Which cases are wanted, by the beginnings of their names; none means all."""

    starts: Sequence[str]

    def has(self, case: str) -> bool:
        """Whether a case is wanted."""
        return not self.starts or any(case.startswith(start) for start in self.starts)

    def has_some_of(self, kind: str) -> bool:
        """Whether any case of a kind may be wanted."""
        return not self.starts or any(
            start.split(".")[0] == kind or kind.startswith(start) for start in self.starts
        )


def measured_apart(size: str, kind: type[Case], wanted: Wanted, *, slow: bool) -> Iterator[Timing]:
    """Yield the rows of a kind, measured in a process of its own; a crash is a row that says so."""
    name = kind.__name__
    command = [sys.executable, "-m", "benchmarks.cases", size, name, *wanted.starts]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    if slow:
        environment[SLOW_PEERS] = "1"
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment,
            check=False,
            capture_output=True,
            text=True,
            timeout=GIVE_UP_S,
        )
    except subprocess.TimeoutExpired:
        yield Timing(f"{name}.given_up", name, note=f"given up after {GIVE_UP_S} s")
        return
    for line in done.stdout.splitlines():
        if line.startswith(MARK):
            yield Timing(**json.loads(line.removeprefix(MARK)))
    if done.returncode:
        last = (done.stderr.strip() or "without a word").splitlines()[-1]
        yield Timing(f"{name}.failed", name, note=f"failed: {last}")


MARK = "row: "
SLOW_PEERS = "PRAKSISKORT_SLOW_PEERS"


def main(size: str, kind: str, *starts: str) -> None:
    """Measure one kind in this process."""
    chosen = SIZES[size]._replace(slow_peers=SLOW_PEERS in os.environ)
    for timing in timings(BY_NAME[kind](chosen), Wanted(starts).has):
        print(MARK + json.dumps(timing._asdict()), flush=True)
    sys.stdout.flush()
    os._exit(0)  # a window's threads need not be waited for


if __name__ == "__main__":
    main(*sys.argv[1:])
