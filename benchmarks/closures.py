"""`python -m benchmarks.closures PROJECT [--write FILE]`: closes every practice in turn.

Each closure starts from the baseline and is distributed. Checked are that persons are conserved
in every square, and that a rule explains every pair of square and practice on somebody's way; the
time is measured. The closures that hurt most are written as a table.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from app.session import Session
from models.allocation.evaluator import Evaluator
from models.allocation.optimal import optimum_of, total_dm
from models.allocation.redistribute import Assignment
from models.allocation.result import Result
from models.allocation.state import State, without
from models.domain.practice import Practice
from models.domain.text import format_change, format_number
from models.scenario.apply import apply_edit, distribution_of
from models.scenario.domino import rounds_of
from models.scenario.edits import ClosePractice
from models.scenario.trail import NOT_OPEN, ruled_out, trail_of
from models.storage.project import ProjectFile

BUDGET_S = 0.050
"""What a region's closing may take in the engine, from the edit to the figures."""
WORST = 10
INVENTED = (
    "**The practices and their lists are invented**: their places, sizes and names follow no "
    "register. Roads, squares and municipalities are real. The table shows what the program does "
    "and says nothing of any real practice."
)


class Closure(NamedTuple):
    """One practice closed: what it did, and how long it took."""

    practice: Practice
    municipality: str
    listed: int
    unplaced: int
    beyond: int
    no_choice: int
    flows: int
    rounds: int
    pairs: int
    seconds: float
    more_placed: int
    km_saved: float
    optimal_seconds: float

    @property
    def hurt(self) -> tuple[int, int]:
        """Persons without a doctor or with a longer way than the limit; then those without choice.

        Whoever only loses the choice keeps a doctor.
        """
        return self.unplaced + self.beyond, self.no_choice


def main() -> None:
    """Close every practice of a project and tell what came of it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.closures", description=__doc__)
    parser.add_argument("project", type=Path)
    parser.add_argument("--write", type=Path, help="a Markdown file for the table")
    parser.add_argument("--invented", action="store_true", help="say that practices are invented")
    arguments = parser.parse_args()
    with ProjectFile.open(arguments.project, read_only=True) as project:
        session = Session(project)
        closures = list(closed_in_turn(session))
        text = report_of(session, closures, arguments.invented or session.region.is_invented)
    print(text)
    if arguments.write is not None:
        arguments.write.write_text(text, "utf-8")


def closed_in_turn(session: Session) -> Iterator[Closure]:
    """Yield what closing each practice does; fails where a closure does not hold."""
    session.choose(None)
    session.warm_up()
    before = session.before
    evaluator = Evaluator(session.distances, before.state)
    evaluator.update(_any_closed(session, before.state))  # kernels load at first use
    evaluator.update(before.state)
    for number in sorted(before.state.practices):
        edit = ClosePractice(number, "distribute")
        start = time.thread_time()
        applied = apply_edit(session.distances, before.state, edit)
        after = evaluator.update(applied.state)
        seconds = time.thread_time() - start
        assignment = distribution_of(session.distances, before.state, edit)
        assert_conserved(before.state, applied.state, len(session.region.squares))
        pairs = explained(session, before.state, number, assignment)
        gain = gained(assignment)
        yield _closure(session, before, after, number, assignment, pairs, seconds, gain)
        evaluator.update(before.state)


def _any_closed(session: Session, state: State) -> State:
    number = max(state.totals, key=lambda each: (state.totals[each], each))
    return apply_edit(session.distances, state, ClosePractice(number, "distribute")).state


def assert_conserved(before: State, after: State, n_squares: int) -> None:
    """Fail unless every square has as many listed and unplaced persons as before."""
    assert np.array_equal(persons_by_square(before, n_squares), persons_by_square(after, n_squares))


def persons_by_square(state: State, n_squares: int) -> np.ndarray:
    """Return listed and unplaced persons of every square."""
    persons = np.zeros(n_squares, dtype=np.int64)
    for listed in [*state.lists.values(), state.unplaced]:
        persons[listed.squares] += listed.persons
    return persons


def explained(session: Session, before: State, number: str, assignment: Assignment) -> int:
    """Return how many pairs of square and practice are explained; fails where one is not.

    Every pair on somebody's way either took as many as were waiting and had room, or was
    ruled out by a rule of its own; and the pairs of a square add up to its persons.
    """
    rest = without(before, number)
    everybody = np.ones(len(assignment.homeless.squares), dtype=np.bool_)
    trail = trail_of(session.distances, rest, assignment, everybody)
    is_open = trail.room != NOT_OPEN
    by_room = np.minimum(trail.waiting, np.maximum(trail.room, 0))
    assert np.array_equal(trail.took, np.where(is_open, by_room, 0))
    took = np.bincount(trail.slot, trail.took, len(assignment.left))
    assert np.array_equal(took + assignment.left, assignment.homeless.persons)
    for at in np.unique(trail.practice[~is_open]).tolist():
        practice = trail.practices[at]
        if rest.room_of(practice) == 0:
            ruled_out(rest, practice)
            continue
        # it has room, so its postal codes must be what shut these squares out
        squares = assignment.homeless.squares[trail.slot[(trail.practice == at) & ~is_open]]
        assert not session.distances.served(practice.postcodes)[squares].any()
    return len(trail.slot)


class Gain(NamedTuple):
    """What the optimal distribution gains over the nearest first, and the time it took."""

    more_placed: int
    km_saved: float
    seconds: float


def gained(plain: Assignment) -> Gain:
    """Return the gain of the optimal distribution; fails where it is worse than the plain one."""
    start = time.thread_time()
    best = optimum_of(plain)
    seconds = time.thread_time() - start
    more = int(plain.left.sum() - best.left.sum())
    saved_dm = total_dm(plain, plain.persons) - total_dm(plain, best.persons)
    assert more > 0 or (more == 0 and saved_dm >= 0)
    return Gain(more, saved_dm / 10_000, seconds)


def _closure(
    session: Session,
    before: Result,
    after: Result,
    number: str,
    assignment: Assignment,
    pairs: int,
    seconds: float,
    gain: Gain,
) -> Closure:
    at = before.practices[number].municipality
    return Closure(
        practice=before.state.practices[number],
        municipality=session.region.municipalities.names[at] if at >= 0 else "",
        listed=before.state.totals[number],
        unplaced=int(assignment.left.sum()),
        beyond=after.region.persons_beyond_limit - before.region.persons_beyond_limit,
        no_choice=after.region.persons_without_choice - before.region.persons_without_choice,
        flows=len(np.unique(assignment.candidate[assignment.persons > 0])),
        rounds=len(rounds_of(assignment)),
        pairs=pairs,
        seconds=seconds,
        more_placed=gain.more_placed,
        km_saved=gain.km_saved,
        optimal_seconds=gain.seconds,
    )


def report_of(session: Session, closures: list[Closure], is_invented: bool) -> str:
    """Return method, checks and the table of the worst as Markdown."""
    rules = session.before.state.rules
    km = f"{rules.limit_m // 1000} km"
    worst = sorted(closures, key=lambda c: (-c.hurt[0], -c.hurt[1], c.practice.provider_number))
    heads = ("", "practice", "municipality", "patients", "practices that take", "rounds")
    heads += ("unplaced", f"beyond {km}", "without choice")
    lines = [
        "# Every practice closed in turn",
        "",
        "Written by `python -m benchmarks.closures PROJECT --write docs/closures.md`; not edited "
        "by hand.",
        "",
        *([INVENTED, ""] if is_invented else []),
        f"**Method.** {session.region.name}, {len(closures)} practices, judged by the rule pack "
        f'"{rules.title.en}". Each practice is closed on its own, from the baseline, and its '
        "patients are distributed: the nearest first, to whoever is open to them and has room "
        f"within {km}. Then the baseline is taken up again.",
        "",
        *_checked(closures),
        "",
        *_timed(closures),
        "",
        *_altogether(closures),
        "",
        *_optimal(closures),
        "",
        "## The ten closures that hurt most",
        "",
        "Sorted by persons without a place and persons who now have more than "
        f"{km} to any practice, together. "
        '"Without choice" are those in the whole region who lost the last open practice within '
        f"{km}, because the practices around filled up and closed; they keep their doctor.",
        "",
        _cells(heads),
        _cells(("---:", "---", "---", *["---:"] * 6)),
        *(_row(at, closure) for at, closure in enumerate(worst[:WORST], start=1)),
        "",
    ]
    return "\n".join(lines)


def _checked(closures: list[Closure]) -> list[str]:
    pairs = _n(sum(closure.pairs for closure in closures))
    return [
        "**Checked for every closure.** In each square the listed and unplaced persons are as many "
        f"as before. Every pair of square and practice on somebody's way ({pairs} altogether) is "
        "explained: the practice took as many as were waiting and it had room for, or a rule shut "
        "it: no doctor, its closing limit, a setting by hand, or other postal codes. All "
        f"{len(closures)} closures passed.",
    ]


def _timed(closures: list[Closure]) -> list[str]:
    ms = np.array([closure.seconds for closure in closures]) * 1000
    over, budget = int((ms > BUDGET_S * 1000).sum()), f"{BUDGET_S * 1000:.0f} ms"
    median, late = np.percentile(ms, 50), np.percentile(ms, 95)
    return [
        "**Time** in the engine, from the edit to all figures (domino and evaluation), processor "
        f"time of the one thread that does it: median {median:.0f} ms, 95th percentile {late:.0f} "
        f"ms, longest {ms.max():.0f} ms. Over the budget of {budget}: {over} of {len(ms)}.",
    ]


def _altogether(closures: list[Closure]) -> list[str]:
    listed = sum(closure.listed for closure in closures)
    unplaced = sum(closure.unplaced for closure in closures)
    return [
        f"**Altogether** {_n(listed)} patients lost their practice in turn; {_n(unplaced)} of them "
        f"({100 * unplaced / max(listed, 1):.1f} %) found no place.",
    ]


def _optimal(closures: list[Closure]) -> list[str]:
    helped = [closure for closure in closures if closure.more_placed]
    shorter = [closure for closure in closures if not closure.more_placed and closure.km_saved > 0]
    ms = np.array([closure.optimal_seconds for closure in closures]) * 1000
    more = _n(sum(closure.more_placed for closure in helped))
    km = _n(round(sum(closure.km_saved for closure in shorter)))
    return [
        "**Optimal distribution.** Worked out for every closure beside the nearest first, and "
        f"never worse: in {len(helped)} closures it places more, {more} persons altogether; in "
        f"{len(shorter)} others it places as many and saves {km} person-km. Processor time: median "
        f"{np.median(ms):.0f} ms, longest {ms.max():.0f} ms.",
    ]


def _row(at: int, closure: Closure) -> str:
    numbers = (closure.listed, closure.flows, closure.rounds, closure.unplaced)
    changes = (closure.beyond, closure.no_choice)
    name = f"{closure.practice.name} ({closure.practice.provider_number})"
    return _cells(
        (
            str(at),
            name,
            closure.municipality,
            *(_n(number) for number in numbers),
            *(format_change(change, "en") for change in changes),
        )
    )


def _cells(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _n(number: int) -> str:
    return format_number(number, "en")


if __name__ == "__main__":
    main()
