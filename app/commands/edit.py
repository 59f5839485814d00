"""`praksiskort edit`: applies a file of edits to a scenario, all of them or none."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from app.commands.common import choose, is_baseline, project_path, scenario_of
from app.session import Session
from models.domain.errors import EditRefusedError, InputError, ProjectError
from models.scenario.edit_json import edit_from_json
from models.scenario.edits import Edit
from models.scenario.history import History
from models.storage.project import ProjectFile
from models.storage.scenario_rows import ScenarioRow


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command's arguments."""
    parser = subparsers.add_parser("edit", help="apply a file of edits to a scenario")
    parser.add_argument("project", type=project_path)
    parser.add_argument("--scenario", required=True, help="made where it does not exist")
    parser.add_argument("--from", dest="base", help="scenario a new one starts from")
    parser.add_argument("--rules", help="id of the rule pack that is to judge the scenario")
    parser.add_argument("edits", type=Path, help="JSON objects, one a line")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check the whole file, then store each edit before the next; return 0."""
    edits = read_edits(arguments.edits)
    if is_baseline(arguments.scenario):
        raise EditRefusedError(
            "»I dag« er udgangspunktet og kan ikke ændres. Giv scenariet et andet navn.",
            "'Today' is the baseline and cannot be changed. Give the scenario another name.",
        )
    with ProjectFile.open(arguments.project) as project:
        if project.read_only_reason is not None:
            raise ProjectError(*project.read_only_reason)
        session = Session(project, judged_by=arguments.rules)
        scenario = project.scenario_named(arguments.scenario)
        source = scenario_of(project, arguments.base)
        _check_all(session, scenario or source, arguments.edits, edits)
        if scenario is None:
            scenario = project.create_scenario(
                arguments.scenario,
                None if source is None else source.id,
                session.rules_of(source).id,
            )
        elif arguments.rules is not None:
            scenario = project.set_scenario_rules(scenario.id, arguments.rules)
        choose(session, scenario)
        for _, edit in edits:
            session.make(edit)
        print(f"{scenario.name}: {len(edits)}", file=sys.stderr)
    return 0


def read_edits(path: Path) -> list[tuple[int, Edit]]:
    """Return the edits of a file with their line numbers; raises InputError naming the line."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise InputError(
            f"»{path}« findes ikke. Kontrollér stien.",
            f"'{path}' does not exist. Check the path.",
        ) from error
    except OSError as error:
        raise InputError(
            f"»{path}« kan ikke læses ({error.strerror}).",
            f"'{path}' cannot be read ({error.strerror}).",
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"»{path}« er ikke tekst i UTF-8. Gem filen som UTF-8.",
            f"'{path}' is not UTF-8 text. Save the file as UTF-8.",
        ) from error
    return [
        (number, _edit_on(path, number, line))
        # a JSON text may hold signs that splitlines() would take for the end of a line
        for number, line in enumerate(text.split("\n"), start=1)
        if line.strip()
    ]


def _edit_on(path: Path, number: int, line: str) -> Edit:
    try:
        return edit_from_json(json.loads(line))
    except (ValueError, RecursionError) as error:
        raise _at_line(
            path, number, f"linjen er ikke JSON ({error}).", f"the line is not JSON ({error})."
        ) from error
    except EditRefusedError as error:
        raise _at_line(path, number, error.text.da, error.text.en) from error


def _check_all(
    session: Session, scenario: ScenarioRow | None, path: Path, edits: list[tuple[int, Edit]]
) -> None:
    """Try all edits on a copy of the history; raises InputError naming the line refused."""
    session.choose(scenario)
    trial = History(session.distances, session.history.state)
    for number, edit in edits:
        try:
            trial.make(edit)
        except EditRefusedError as error:
            raise _at_line(path, number, error.text.da, error.text.en) from error


def _at_line(path: Path, number: int, da: str, en: str) -> InputError:
    return InputError(
        f"{path.name}, linje {number}: {da} Intet er ændret.",
        f"{path.name}, line {number}: {en} Nothing was changed.",
    )
