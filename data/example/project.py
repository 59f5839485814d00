"""Writes the example project: the region, its scenarios, and the same bytes every time."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

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


def write_project(path: Path, region: Region, report: QualityReport) -> None:
    """Write the example to `path` with its worked scenarios, each edit checked by applying it."""
    draft = path.with_suffix(".draft")
    with ProjectFile.create(draft, region, report, overwrite=True) as project:
        distances = Distances(region)
        packs = {pack.id: pack for pack in shipped_rule_packs()}
        for row in read_table("scenarios.csv"):
            history = History(distances, baseline_state(region, packs[row["rules"]]))
            scenario = project.create_scenario(row["name"], None, row["rules"], row["note"])
            for edit in read_edits(row["file"]):
                history.make(edit)
                project.append_edit(scenario.id, edit)
    _settle(draft, path)


def read_edits(name: str) -> list[Edit]:
    """Return the edits of a worked scenario, one JSON object a line."""
    text = (FOLDER / "scenarios" / f"{name}.jsonl").read_text("utf-8")
    return [edit_from_json(json.loads(line)) for line in text.splitlines()]


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
