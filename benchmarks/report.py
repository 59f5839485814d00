"""The table on screen, the JSON, and the block in docs/performance.md."""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
import subprocess
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import psutil

from benchmarks.measure import Timing
from benchmarks.sizes import ROOT, Size

PACKAGES = ("PySide6-Essentials", "numpy", "numba", "scipy", "shapely", "sqlalchemy")
PEERS = ("networkx", "igraph", "rustworkx", "pandana", "routingkit_cch", "geopandas")
BEGIN, END = "<!-- benchmarks: begin -->", "<!-- benchmarks: end -->"


def machine() -> dict[str, str]:
    """Return what the figures were measured on."""
    packages = {name: _version(name) for name in (*PACKAGES, *PEERS)}
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{psutil.virtual_memory().total / (1 << 30):.0f} GB",
        "system": platform.platform(),
        "python": platform.python_version(),
        "packages": ", ".join(f"{name} {version}" for name, version in packages.items()),
        "commit": _commit(),
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "load": f"{psutil.getloadavg()[0]:.1f}",
    }


def machine_line() -> str:
    """Return the same as one sentence without its stop."""
    facts = machine()
    return (
        f"{facts['processor']}, {facts['cores']} cores, {facts['memory']}; {facts['system']}; "
        f"Python {facts['python']}; {facts['packages']}. Commit {facts['commit']}, "
        f"{facts['date']}; load of the machine at the end {facts['load']}"
    )


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"


def _processor() -> str:
    names = Path("/proc/cpuinfo")
    if names.exists():
        for line in names.read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor()


def _commit() -> str:
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() or "unknown"


HEAD = ("", "median", "95 %", "max", "work", "peak MB", "budget", "")


def rows_of(size: Size, timings: Iterable[Timing]) -> list[tuple[str, ...]]:
    """Return the table's rows as texts; the budget is held against the 95th percentile."""
    rows = []
    for timing in timings:
        if not timing.n:
            rows.append((f"{timing.title}: {timing.note}", *[""] * (len(HEAD) - 1)))
            continue
        budget = size.budgets.get(timing.case)
        # memory and single long runs have no spread worth the name
        held = timing.median_ms if timing.n < 10 else timing.p95_ms
        rows.append(
            (
                timing.title,
                *map(_figure, (timing.median_ms, timing.p95_ms, timing.max_ms, timing.work_ms)),
                _figure(timing.peak_mb) if timing.peak_mb else "",
                "" if budget is None else _figure(budget),
                "" if budget is None else ("ok" if held <= budget else "over"),
            )
        )
    return rows


PEER_CASE = ".drag_nearest"


def ratios(timings: Iterable[Timing]) -> list[str]:
    """Return how many times faster than the peers a drag is, by processor time."""
    work = {timing.case: timing.work_ms for timing in timings if timing.n}
    ours = {
        "nearest practice of every square after a move": work.get("Dragging.drag_nearest"),
        "the same with choices and all figures": work.get("Dragging.drag_all_figures"),
    }
    lines = []
    for case, peer in work.items():
        name = case.split(".")[0]
        if not case.endswith(PEER_CASE) or name == "Dragging":
            continue
        against = {"by straight lines": work.get("GeoPandas.ours")} if name == "GeoPandas" else ours
        lines += [
            f"{name}: {peer / own:,.0f} times our work ({what})"
            for what, own in against.items()
            if own
        ]
    opening = work.get("Opening.engine")
    lines += [
        f"{case.split('.')[0]}: its build, from arrays in memory, is {build / opening:,.1f} times "
        "our opening of a project, from its file to an engine ready for drags"
        for case, build in work.items()
        if case.endswith(".build") and opening
    ]
    return lines


GROWTH_HEAD = ("road nodes", "squares", "practices", "junctions settled", "squares within 15 km")
GROWTH_CASES = {
    "drag_nearest": "drag, nearest",
    "drag_all_figures": "drag, all figures",
    "grab": "grab",
    "full": "full evaluation",
}


def growth_table(timings: Iterable[Timing]) -> list[str]:
    """Return a line for each country: its size, the counts of a drag, and milliseconds worked."""
    by_kind: dict[str, dict[str, Timing]] = {}
    for timing in timings:
        kind, case = timing.case.split(".")
        by_kind.setdefault(kind, {})[case] = timing
    lines = [
        "| " + " | ".join((*GROWTH_HEAD, *GROWTH_CASES.values(), "peak MB")) + " |",
        "|" + " ---: |" * (len(GROWTH_HEAD) + len(GROWTH_CASES) + 1),
    ]
    for cases in by_kind.values():
        last = list(cases.values())[-1]
        counts = last.note.split("|") if last.n else [last.note, *[""] * (len(GROWTH_HEAD) - 1)]
        figures = [_figure(cases[case].work_ms) if case in cases else "" for case in GROWTH_CASES]
        lines.append("| " + " | ".join((*counts, *figures, _figure(last.peak_mb))) + " |")
    return lines


def _figure(value: float) -> str:
    decimals = 2 if value < 10 else 1 if value < 100 else 0
    return f"{value:,.{decimals}f}"


def text_table(rows: list[tuple[str, ...]]) -> str:
    """Return rows as aligned text."""
    table = [HEAD, *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(HEAD))]
    widths[0] = max(len(row[0]) for row in table if any(row[1:]))
    return "\n".join(
        row[0].ljust(widths[0])
        + "".join(f"  {cell.rjust(width)}" for cell, width in zip(row[1:], widths[1:], strict=True))
        for row in table
    )


def markdown(
    results: Mapping[str, list[Timing]],
    sizes: Mapping[str, Size],
    growth: list[Timing],
    minutes: float,
) -> str:
    """Return the measured block of the page."""
    lines = [BEGIN, "", f"{machine_line()}; measured in {minutes:.0f} minutes.", ""]
    for name, timings in results.items():
        lines += [f"### {name.capitalize()}", ""]
        lines += ["| milliseconds | median | 95 % | max | work | peak MB | budget | |"]
        lines += ["| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |"]
        lines += [f"| {' | '.join(row)} |" for row in rows_of(sizes[name], timings)]
        lines += ["", *(f"* {line}" for line in ratios(timings)), ""]
    if growth:
        lines += ["### Ten times the nation", "", *growth_table(growth), ""]
    return "\n".join([*lines, END])


def write_markdown(path: Path, block: str) -> None:
    """Put a block, from its first line to its last, in the place of the one that is in the page."""
    begin, end = block.splitlines()[0], block.splitlines()[-1]
    before, rest = path.read_text("utf-8").split(begin, 1)
    path.write_text(before + block + rest.split(end, 1)[1], "utf-8")


def write_json(path: Path, results: Mapping[str, list[Timing]], growth: list[Timing]) -> None:
    """Write everything that was measured."""
    every = {**results, "growth": growth}
    sizes = {name: [timing._asdict() for timing in timings] for name, timings in every.items()}
    path.write_text(json.dumps({"machine": machine(), "sizes": sizes}, indent=1), "utf-8")
