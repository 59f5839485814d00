"""Runs benchmark classes: `setup`, then each `time_*` method many times, then `teardown`.

Besides the clock, what the whole process worked is kept: on a machine that does other
things too, that is the figure to compare from one run to the next.
"""

from __future__ import annotations

import gc
import inspect
import time
from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar, NamedTuple

import numpy as np

from benchmarks.memory import peak_mb
from benchmarks.sizes import Size

WARM_UPS = 2
GIVE_UP_S = 20.0
"""So long one case may take in all; slow ones are repeated less often."""


class NotMeasuredError(Exception):
    """A case cannot be measured here; the message says why, for its row in the table."""


class Timing(NamedTuple):
    """How long a case took, milliseconds; `work_ms` is the median of processor time.

    `peak_mb` is the most memory the process ever held by then, all that the case needs
    included. Where `note` says why there are no figures, they are 0.
    """

    case: str
    title: str
    n: int = 0
    median_ms: float = 0.0
    p95_ms: float = 0.0
    max_ms: float = 0.0
    work_ms: float = 0.0
    peak_mb: float = 0.0
    note: str = ""


class Case:
    """A benchmark over one size; subclasses add `time_*` methods, each a row of the table.

    A method `before_X` runs untimed before every call of `time_X`. `repeats` says how often
    a case is timed (`repeats_of` where one differs), `warm_ups` how often it is called before.
    """

    repeats = 30
    repeats_of: ClassVar[Mapping[str, int]] = {}
    warm_ups = WARM_UPS

    def __init__(self, size: Size) -> None:
        self.size = size

    def setup(self) -> None:
        """Make ready what the timed calls need."""

    def note(self) -> str:
        """Return what the rows say besides their figures."""
        return ""

    def teardown(self) -> None:
        """Put away what `setup` made."""


def timings(case: Case, wanted: Callable[[str], bool]) -> Iterator[Timing]:
    """Yield the timing of each wanted `time_*` method, in the order they are written in."""
    group = type(case).__name__
    names = [
        name
        for kind in reversed(type(case).__mro__)
        for name in vars(kind)
        if name.startswith("time_")
    ]
    names = [name for name in dict.fromkeys(names) if wanted(f"{group}.{name[5:]}")]
    if not names:
        return
    key, title = f"{group}.{names[-1][5:]}", _title(group, getattr(case, names[-1]))
    try:
        case.setup()
    except NotMeasuredError as error:
        yield Timing(key, title, note=str(error))
        return
    try:
        for name in names:
            yield _timing(case, f"{group}.{name[5:]}", name)
    except NotMeasuredError as error:
        yield Timing(key, title, note=str(error))
    finally:
        case.teardown()


def _timing(case: Case, key: str, name: str) -> Timing:
    call: Callable[[], None] = getattr(case, name)
    before: Callable[[], None] = getattr(case, name.replace("time_", "before_"), _nothing)
    for _ in range(case.warm_ups):
        before()
        call()
    clock, work = _measured(call, before, case.repeats_of.get(name, case.repeats))
    median, p95, longest = (float(value) for value in np.percentile(clock, [50, 95, 100]))
    title, middle = _title(type(case).__name__, call), float(np.median(work))
    return Timing(key, title, len(clock), median, p95, longest, middle, peak_mb(), case.note())


def _measured(
    call: Callable[[], None], before: Callable[[], None], repeats: int
) -> tuple[list[float], list[float]]:
    """Return the milliseconds of each call: by the clock, and worked by the process."""
    clock: list[float] = []
    work: list[float] = []
    gc.collect()
    end = time.perf_counter() + GIVE_UP_S
    while len(clock) < repeats and (not clock or time.perf_counter() < end):
        before()
        start, started = time.perf_counter(), time.process_time()
        call()
        clock.append(1000 * (time.perf_counter() - start))
        work.append(1000 * (time.process_time() - started))
    return clock, work


def _title(group: str, call: Callable[[], None]) -> str:
    return (inspect.getdoc(call) or "").split("\n")[0].rstrip(".").format(group)


def _nothing() -> None:
    pass
