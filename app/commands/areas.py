"""`praksiskort areas`: coverage areas and the gross list; proposes areas where asked to."""

from __future__ import annotations

import argparse
import math
import sys
from typing import Any

from app.commands.common import choose, print_json, project_path, reading, scenario_of
from app.session import Session
from app.settings import preferred_language
from models.allocation.coverage_proposal import propose_coverage
from models.allocation.distances import Distances
from models.allocation.result import Result
from models.domain.errors import InputError, ProjectError
from models.domain.text import Language, format_number, format_percent
from models.plugins.indicator import Grounds, mean_by_area, values_of
from models.plugins.registry import PluginError, discover
from models.report.area_json import gross_list_json
from models.report.threatened import WEIGHING_SETTING, Weighing
from models.storage.project import ProjectFile

BASELINE_NAME = "I dag"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command's arguments."""
    parser = subparsers.add_parser("areas", help="coverage areas and how threatened each is")
    parser.add_argument("project", type=project_path)
    parser.add_argument("--scenario", help="name of the scenario; without it the baseline")
    parser.add_argument(
        "--propose",
        type=int,
        metavar="N",
        help="first store N areas around the largest towns, in place of those there are",
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the gross list, the most threatened area first; return 0."""
    if arguments.propose is not None:
        _propose(arguments)
    with reading(arguments.project) as session:
        values = _listed(session, arguments.scenario)
    if arguments.json:
        print_json(values)
    else:
        print("\n".join(_table(values, preferred_language())))
    return 0


def _propose(arguments: argparse.Namespace) -> None:
    with ProjectFile.open(arguments.project) as project:
        if project.read_only_reason is not None:
            raise ProjectError(*project.read_only_reason)
        region = project.load_region()
        project.save_coverage(propose_coverage(Distances(region), arguments.propose))


def _listed(session: Session, name: str | None) -> dict[str, Any]:
    scenario = scenario_of(session.project, name)
    result = choose(session, scenario)
    if not len(session.region.coverage):
        raise InputError(
            "Projektet har ingen lægedækningsområder. Foreslå dem med --propose 40, eller "
            "indlæs dem med --coverage, når projektet laves.",
            "The project has no coverage areas. Propose them with --propose 40, or read them "
            "with --coverage when the project is made.",
        )
    title = BASELINE_NAME if scenario is None else scenario.name
    weighing = Weighing.from_json(session.project.setting(WEIGHING_SETTING))
    values = gross_list_json(title, session.region, result, weighing)
    access = _access(session, result)
    position = session.region.coverage.areas.index_of_code
    for row in values["areas"]:
        at = position[row["code"]]
        row["access"] = {name: means[at] for name, means in access.items()}
    return values


def _access(session: Session, result: Result) -> dict[str, list[float | None]]:
    """Return every indicator's mean in each area; those that fail are named and left out."""
    plugins = discover()
    errors, grounds = list(plugins.broken), Grounds(session.region, result, session.distances)
    found: dict[str, list[float | None]] = {}
    for name, indicator in plugins.indicators.items():
        try:
            means = mean_by_area(values_of(indicator, grounds), session.region)
        except PluginError as error:
            errors.append(error)
        else:
            found[name] = [None if math.isnan(mean) else round(mean, 2) for mean in means.tolist()]
    for each in errors:
        print(f"⚠ {each.in_language(preferred_language())}", file=sys.stderr)
    return found


def _table(values: dict[str, Any], language: Language) -> list[str]:
    """Return the list as lines of text: rank, points, level, how firmly, name and why."""
    rows: list[dict[str, Any]] = values["areas"]
    width = max(len(str(row["name"])) for row in rows)
    return [_line(row, width, language) for row in rows]


_LEVELS = {
    "da": {"red": "rød", "yellow": "gul", None: "–"},
    "en": {"red": "red", "yellow": "yellow", None: "–"},
}


def _line(row: dict[str, Any], width: int, language: Language) -> str:
    level = _LEVELS[language][row["threatened"]]
    score = format_number(row["score"], language, 1)
    stays = format_percent(row["stays"], language)
    why = row["why"][language]
    return f"{row['rank']:>3} {row['name']:<{width}} {score:>5} {level:<6} {stays:>6}  {why}"
