"""Writes a new project file: under another name first, so there is never half a project."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from models.allocation.region import Region
from models.domain.quality import QualityReport
from models.domain.rules import RulePack
from models.storage import core, errors
from models.storage.blobs import Packing
from models.storage.database import Database
from models.storage.kept_rows import watch
from models.storage.region_rows import write_region
from models.storage.version import APPLICATION_ID, SCHEMA_VERSION


@contextmanager
def renamed_when_whole(path: Path) -> Iterator[Path]:
    """Give another name beside `path` to write to; it becomes `path` if all goes well."""
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.tmp")
    try:
        yield draft
        os.replace(draft, path)  # noqa: PTH105  (Path.replace hides the system's own reason)
    except OSError as error:
        raise errors.cannot_be_made(path, error) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def write_new(
    draft: Path,
    path: Path,
    region: Region,
    report: QualityReport,
    packs: Sequence[RulePack],
    settings: Mapping[str, object],
    packing: Packing,
) -> None:
    """Write a whole project to `draft`; errors speak of `path`, the name the user knows."""
    draft.touch(exist_ok=False)
    database = Database(draft, "rw", known_as=path)
    try:
        with database.writing() as connection:
            schema = core.schema
            schema.metadata.create_all(connection.core)
            write_region(connection, region, packing)
            watch(connection)
            connection.execute(core.insert(schema.report).values(**report_row(report)))
            pack_rows = [pack_row(position, pack) for position, pack in enumerate(packs)]
            connection.execute(core.insert(schema.rule_packs), pack_rows)
            for key, value in settings.items():
                stored = core.insert(schema.settings).values(key=key, value=json.dumps(value))
                connection.execute(stored)
            connection.rows(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.rows(f"PRAGMA user_version = {SCHEMA_VERSION}")
    finally:
        database.close()


def pack_row(position: int, pack: RulePack) -> dict[str, object]:
    """Return a rule pack as a row."""
    stored = json.dumps(pack.to_json(), ensure_ascii=False)
    return {"id": pack.id, "position": position, "pack": stored}


def report_row(report: QualityReport) -> dict[str, object]:
    """Return the quality report as the one row of its table."""
    return {"id": 1, "report": json.dumps(report.to_json(), ensure_ascii=False)}


def free_sibling(path: Path, mark: str) -> Path:
    """Return a free name beside `path` with `mark` behind the stem."""
    sibling, number = path.with_name(f"{path.stem}.{mark}{path.suffix}"), 2
    while sibling.exists():
        sibling = path.with_name(f"{path.stem}.{mark}-{number}{path.suffix}")
        number += 1
    return sibling
