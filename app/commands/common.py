"""What several commands share: opening a scenario by name, printing JSON, reading places."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.session import Session
from app.settings import preferred_language
from models.allocation.result import Result
from models.domain.errors import InputError
from models.domain.place import Place
from models.storage.project import ProjectFile
from models.storage.scenario_rows import RESERVED_NAMES, ScenarioRow

FARTHEST_M = 20_000_000
"""No place in the world has a larger coordinate; in whole decimetres it still fits int32."""


def project_path(text: str) -> Path:
    """Return the path of a project given on the command line."""
    return Path(text).expanduser()


@contextmanager
def reading(path: Path, judged_by: str | None = None) -> Iterator[Session]:
    """Open a project to look at it; it may be open elsewhere at the same time.

    `judged_by` names a rule pack for every scenario in place of its own.
    """
    with ProjectFile.open(path, read_only=True) as project:
        yield Session(project, judged_by=judged_by)


def is_baseline(name: str | None) -> bool:
    """Whether a scenario name means the baseline."""
    return name is None or name.strip().casefold() in {n.casefold() for n in RESERVED_NAMES}


def scenario_of(project: ProjectFile, name: str | None) -> ScenarioRow | None:
    """Return the scenario of that name, None for the baseline; raises InputError if unknown."""
    if name is None or is_baseline(name):
        return None
    row = project.scenario_named(name)
    if row is None:
        known = "".join(f", »{row.name}«" for row in project.scenarios())
        raise InputError(
            f"Scenariet »{name}« findes ikke i {project.path.name}. Der er: »I dag«{known}.",
            f"There is no scenario '{name}' in {project.path.name}. There are: 'Today'{known}.",
        )
    return row


def choose(session: Session, scenario: ScenarioRow | None) -> Result:
    """Take up a scenario; say on standard error which of its edits no longer fit."""
    result = session.choose(scenario)
    for step in session.history.misfits:
        if step.misfit is not None:
            print(f"⚠ {step.misfit.in_language(preferred_language())}", file=sys.stderr)
    return result


def print_json(value: Any) -> None:
    """Print a value as JSON, the same bytes for the same value."""
    print(json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False))


def place(text: str) -> Place:
    """Return the place of "E,N" in EPSG:25832 metres, for argparse."""
    try:
        e, n = (float(part) for part in text.split(","))
    except ValueError:
        raise _not_a_place(text) from None
    if not (abs(e) <= FARTHEST_M and abs(n) <= FARTHEST_M):
        raise _not_a_place(text)
    return Place(e, n)


def _not_a_place(text: str) -> argparse.ArgumentTypeError:
    return argparse.ArgumentTypeError(
        f"expected E,N in metres (EPSG:25832), for example 592000,6231000; got {text!r}"
    )
