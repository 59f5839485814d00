"""`python -m benchmarks`: measures what is claimed to be fast, and prints a table.

    python -m benchmarks [--size town|region|nation ...] [--cases Dragging,Frames.drag ...]
                         [--growth] [--slow-peers] [--json FILE] [--fresh]
                         [--markdown docs/performance.md]

Milliseconds by the clock: median, 95th percentile and longest of many calls; "work" is the
median of what the process worked, to compare on a machine that does other things too. Each
kind of case runs in a process of its own, whose peak of memory is told. Budgets are held
against the 95th percentile.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import report
from benchmarks.cases import KINDS, Wanted, measured_apart
from benchmarks.growth import GROWTH
from benchmarks.importing import Import
from benchmarks.measure import Timing
from benchmarks.program import program_rows
from benchmarks.sizes import SIZES, Size, data_folder, project_of, project_path


def main() -> int:
    """Measure the sizes asked for, print and write; return 1 where a case failed."""
    arguments, start = _arguments(), time.perf_counter()
    wanted = Wanted(arguments.cases)
    results: dict[str, list[Timing]] = {}
    for name in arguments.size or (["region"] if data_folder() is not None else ["town"]):
        size = SIZES[name]
        if arguments.fresh:
            project_path(size).unlink(missing_ok=True)
        project_of(size)
        results[name] = list(_measured(size, wanted, slow=arguments.slow_peers))
        print(f"\n{name} (milliseconds)\n" + report.text_table(report.rows_of(size, results[name])))
        print("\n".join(report.ratios(results[name])), flush=True)
    growth = list(_growth(wanted)) if arguments.growth else []
    if growth:
        print("\n" + "\n".join(report.growth_table(growth)))
    minutes = (time.perf_counter() - start) / 60
    if arguments.json:
        report.write_json(arguments.json, results, growth)
    if arguments.markdown:
        report.write_markdown(arguments.markdown, report.markdown(results, SIZES, growth, minutes))
    print(f"measured in {minutes:.1f} minutes")
    every = [timing for timings in (*results.values(), growth) for timing in timings]
    return int(any(timing.case.endswith((".failed", ".given_up")) for timing in every))


def _measured(size: Size, wanted: Wanted, *, slow: bool) -> Iterator[Timing]:
    for kind in KINDS:
        if (kind is Import and size.inputs is None) or not wanted.has_some_of(kind.__name__):
            continue
        yield from _told(measured_apart(size.name, kind, wanted, slow=slow))
    if wanted.has("Program.start"):
        yield from _told(program_rows(size))


def _growth(wanted: Wanted) -> Iterator[Timing]:
    for kind in GROWTH:
        if wanted.has_some_of(kind.__name__):
            yield from _told(measured_apart("nation", kind, wanted, slow=False))


def _told(timings: Iterator[Timing]) -> Iterator[Timing]:
    for timing in timings:
        said = f"{timing.median_ms:.2f} ms" if timing.n else timing.note
        print(f"{timing.case}: {said}", flush=True)
        yield timing


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--size", action="append", choices=tuple(SIZES))
    parser.add_argument("--cases", type=lambda text: text.split(","), default=[])
    parser.add_argument("--growth", action="store_true", help="ten times the nation, invented")
    parser.add_argument("--slow-peers", action="store_true", help="also where they take minutes")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--markdown", type=Path)
    parser.add_argument("--fresh", action="store_true", help="make the projects anew")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
