"""Writes the example project: the region, its scenarios, and the same bytes every time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from data.example.ground import FOLDER, read_table
from models.allocation.distances import Distances
from models.allocation.region import Region
from models.allocation.state import baseline_state
from models.domain.quality import QualityReport
from models.domain.rules import shipped_rule_packs
from models.scenario.edit_json import edit_from_json
from models.scenario.edits import Edit
from models.scenario.history import History
from models.storage.project import ProjectFile

_WRITTEN = "2021-01-01T12:00:00+01:00"
"""When everything was made, as far as the file is concerned: no clock goes into it."""


class WorkedScenario(NamedTuple):
    """A scenario to be stored: its name, rule pack, note and edits."""

    name: str
    rules: str
    note: str
    edits: list[Edit]


def worked_scenarios() -> list[WorkedScenario]:
    """Return the example's scenarios in the order of their table."""
    return [
        WorkedScenario(row["name"], row["rules"], row["note"], read_edits(row["file"]))
        for row in read_table("scenarios.csv")
    ]


def read_edits(name: str) -> list[Edit]:
    """Return the edits of a worked scenario, one JSON object a line."""
    text = (FOLDER / "scenarios" / f"{name}.jsonl").read_text("utf-8")
    return [edit_from_json(json.loads(line)) for line in text.splitlines()]


def write_project(
    path: Path, region: Region, report: QualityReport, scenarios: Sequence[WorkedScenario]
) -> None:
    """Write a project to `path` with its scenarios, each edit checked by applying it."""
    draft = path.with_suffix(".draft")
    with ProjectFile.create(draft, region, report, overwrite=True) as project:
        distances = Distances(region)
        packs = {pack.id: pack for pack in shipped_rule_packs()}
        for worked in scenarios:
            history = History(distances, baseline_state(region, packs[worked.rules]))
            scenario = project.create_scenario(worked.name, None, worked.rules, worked.note)
            for edit in worked.edits:
                history.make(edit)
                project.append_edit(scenario.id, edit)
    _settle(draft, path)


def _settle(draft: Path, path: Path) -> None:
    """Take clock and machine out of the draft and write it to `path`, page by page in order."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(draft)) as connection:
        connection.execute("UPDATE scenarios SET created = ?", (_WRITTEN,))
        connection.execute("UPDATE edits SET created = ?", (_WRITTEN,))
        connection.execute("DELETE FROM lease")
        connection.commit()
        connection.execute("VACUUM INTO ?", (str(path),))
    draft.unlink()
