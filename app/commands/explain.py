"""`praksiskort explain`: why persons are listed where they are in a scenario."""

from __future__ import annotations

import argparse
import math

from app.commands.common import choose, print_json, project_path, reading, scenario_of
from app.commands.evaluate import BASELINE_NAME
from app.session import Session
from app.settings import preferred_language
from models.domain.text import Language, format_km, format_number, marked
from models.report.why import why_json
from models.scenario.closing import closing_of, has_rounds, replay
from models.scenario.domino import Round, rounds_of
from models.scenario.explain import explain
from models.scenario.why import Tried, Why
from models.scenario.why_words import ruling_text, why_text


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command's arguments."""
    parser = subparsers.add_parser("explain", help="why persons are listed where they are")
    parser.add_argument("project", type=project_path)
    parser.add_argument("--scenario", help="name of the scenario; without it the baseline")
    parser.add_argument("--square", metavar="ID", help="only those who live in this square")
    parser.add_argument("--practice", metavar="NR", help="a practice, also one that has closed")
    parser.add_argument("--to", metavar="NR", help="only those who came to this practice")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the explanation; return 0."""
    with reading(arguments.project) as session:
        scenario = scenario_of(session.project, arguments.scenario)
        choose(session, scenario)
        why = explain(
            session.distances,
            session.history,
            arguments.practice,
            arguments.square,
            arguments.to,
        )
        rounds = _rounds(session, arguments)
    if arguments.json:
        name = BASELINE_NAME if scenario is None else scenario.name
        print_json({"scenario": name, **why_json(why, rounds)})
    else:
        print("\n".join(_lines(why, preferred_language())))
    return 0


def _rounds(session: Session, arguments: argparse.Namespace) -> tuple[Round, ...]:
    """Return the rounds of the distribution of a closed practice as a whole."""
    if arguments.practice is None or arguments.square is not None or arguments.to is not None:
        return ()
    closing = closing_of(session.history, arguments.practice)
    if closing is None or not has_rounds(closing):
        return ()
    return rounds_of(replay(session.distances, closing))


def _lines(why: Why, language: Language) -> list[str]:
    """Return the sentences, and the practices that were asked, one a line."""
    lines = [why_text(why).in_language(language)]
    if why.tried:
        width = max(len(each.name) for each in why.tried)
        lines += ["", *(_line(each, why, width, language) for each in why.tried)]
    return lines


def _line(tried: Tried, why: Why, width: int, language: Language) -> str:
    has_way = not math.isnan(tried.distance_m)
    km = (marked(format_km(tried.distance_m, language), why.is_estimate) if has_way else "–").rjust(
        11
    )
    listed = format_number(tried.took, language).rjust(6)
    reason = ruling_text(tried, why.limit_m).in_language(language)
    return f"{tried.name.ljust(width)}  {km}  {listed}  {reason}"
