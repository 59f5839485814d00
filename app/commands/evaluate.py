"""`praksiskort evaluate`: every figure of a scenario as JSON."""

from __future__ import annotations

import argparse

from app.commands.common import choose, print_json, project_path, reading, scenario_of
from app.session import Session
from models.report.evaluation import comparison_json, evaluation_json
from models.report.threatened import WEIGHING_SETTING, Weighing
from models.scenario.edit_json import edit_to_json

BASELINE_NAME = "I dag"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command's arguments."""
    parser = subparsers.add_parser("evaluate", help="every figure of a scenario as JSON")
    parser.add_argument("project", type=project_path)
    parser.add_argument("--scenario", help="name of the scenario; without it the baseline")
    parser.add_argument("--against", help="scenario to compare with")
    parser.add_argument("--rules", help="id of a rule pack to judge by in place of its own")
    parser.add_argument("--json", action="store_true", help="print JSON (there is no other form)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the evaluation; return 0."""
    with reading(arguments.project, arguments.rules) as session:
        values = _evaluated(session, arguments.scenario)
        if arguments.against is not None:
            values["against"] = comparison_json(values, _evaluated(session, arguments.against))
        print_json(values)
    return 0


def _evaluated(session: Session, name: str | None) -> dict[str, object]:
    scenario = scenario_of(session.project, name)
    result = choose(session, scenario)
    title = BASELINE_NAME if scenario is None else scenario.name
    weighing = Weighing.from_json(session.project.setting(WEIGHING_SETTING))
    values = evaluation_json(title, session.region, result, weighing)
    values["edits"] = _edits(session)
    return values


def _edits(session: Session) -> list[dict[str, object]]:
    """Return the edits in force, each with what it breaks and mends."""
    steps = session.history.steps[: session.history.position]
    return [
        {
            "edit": edit_to_json(step.edit),
            "checks": [check.to_json() for check in session.checks_at(position)],
        }
        for position, step in enumerate(steps, start=1)
    ]
