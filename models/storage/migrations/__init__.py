"""Brings a project of an older version up to date, after copying it beside itself."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from models.storage.database import Connection, Database
from models.storage.errors import cannot_be_migrated
from models.storage.making import free_sibling


class Migration(NamedTuple):
    """One step from `version` to the next: a sentence on what changes, and the change."""

    version: int
    sentence: str
    run: Callable[[Connection], None]


MIGRATIONS: tuple[Migration, ...] = ()
"""Every step there has been, oldest first. Version 1 is the first, so there is none yet."""


def migrate(database: Database, found: int, steps: Sequence[Migration] = MIGRATIONS) -> Path:
    """Copy the file beside itself, run every step from version `found` on, return the copy.

    All steps are one transaction: the file is brought up to date, or it is as it was.

    Raises
    ------
    ProjectError
        When the copy cannot be written, or the steps cannot be saved.
    """
    copy = free_sibling(database.path, f"version-{found}")
    try:
        shutil.copyfile(database.path, copy)
    except OSError as error:
        copy.unlink(missing_ok=True)
        raise cannot_be_migrated(database.path) from error
    with database.writing() as connection:
        for step in steps:
            if step.version >= found:
                step.run(connection)
                connection.rows(f"PRAGMA user_version = {step.version + 1}")
    return copy
