"""`python -m benchmarks`: measures what is claimed to be fast, and prints a table.

    python -m benchmarks [--size town|region|nation ...] [--cases Dragging,Frames.drag ...]
                         [--json FILE] [--markdown docs/performance.md] [--fresh]

Milliseconds by the clock: median, 95th percentile and longest of many calls; "work" is the
median of what the process worked, to compare on a machine that does other things too. The
budget in docs/performance.md is held against the 95th percentile.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from benchmarks import report
from benchmarks.engine import Dragging, Editing, Evaluation, Opening
from benchmarks.importing import Import
from benchmarks.measure import Case, Timing, timings
from benchmarks.peers import SciPy
from benchmarks.program import program_rows
from benchmarks.sizes import SIZES, Size, data_folder, project_of, project_path
from benchmarks.window import Clicks, Frames, Paper

CASES: tuple[type[Case], ...] = (
    *(Import, Opening, Evaluation, Dragging, SciPy, Editing, Frames, Clicks, Paper),
)


def main() -> None:
    """Measure the sizes asked for, print and write."""
    arguments = _arguments()
    results: dict[str, list[Timing]] = {}
    for name in arguments.size or (["region"] if data_folder() is not None else ["town"]):
        size = SIZES[name]
        if arguments.fresh:
            project_path(size).unlink(missing_ok=True)
        project_of(size)
        results[name] = list(_measured(size, arguments.cases))
        print(f"\n{name} (milliseconds)\n" + report.text_table(report.rows_of(size, results[name])))
        print("\n".join(report.ratios(results[name])), flush=True)
    if arguments.json:
        report.write_json(arguments.json, results)
    if arguments.markdown:
        report.write_markdown(arguments.markdown, report.markdown(results, SIZES))


def _measured(size: Size, wanted: list[str]) -> Iterator[Timing]:
    for kind in CASES:
        if kind is Import and size.inputs is None:
            continue
        for timing in timings(kind(size), lambda case: _is_wanted(case, wanted)):
            print(f"{timing.case}: {timing.median_ms:.2f} ms", flush=True)
            yield timing
    if _is_wanted("Program.start", wanted):
        yield from program_rows(size)


def _is_wanted(case: str, wanted: list[str]) -> bool:
    return not wanted or any(case.startswith(start) for start in wanted)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--size", action="append", choices=tuple(SIZES))
    parser.add_argument("--cases", type=lambda text: text.split(","), default=[])
    parser.add_argument("--json", type=Path)
    parser.add_argument("--markdown", type=Path)
    parser.add_argument("--fresh", action="store_true", help="make the projects anew")
    return parser.parse_args()


if __name__ == "__main__":
    main()
