"""Plain SQL and SQLAlchemy share one transaction, whichever of them comes first."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from models.domain.errors import ProjectError
from models.storage import core
from models.storage.database import Connection, Database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "x.praksis"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE settings (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL)")
    connection.close()
    return path


def store_plainly(connection: Connection) -> None:
    connection.rows("INSERT INTO settings VALUES ('plain', '1')")


def store_through_core(connection: Connection) -> None:
    connection.execute(core.insert(core.schema.settings).values(key="core", value="2"))


def write(database: Database, *steps: Callable[[Connection], object]) -> None:
    with database.writing() as connection:
        for step in steps:
            step(connection)


ORDERS = [(store_plainly, store_through_core), (store_through_core, store_plainly)]


def stored(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT key FROM settings ORDER BY key").fetchall()
    connection.close()
    return [key for (key,) in rows]


@pytest.mark.parametrize("steps", ORDERS)
def test_both_are_kept_together(path: Path, steps: tuple) -> None:
    database = Database(path, "rw")
    with database.writing() as connection:
        for step in steps:
            step(connection)
            assert stored(path) == []
    assert stored(path) == ["core", "plain"]
    database.close()


@pytest.mark.parametrize("steps", ORDERS)
def test_both_are_undone_together(path: Path, steps: tuple) -> None:
    database = Database(path, "rw")
    with pytest.raises(ZeroDivisionError):
        write(database, *steps, lambda _: 1 / 0)
    assert stored(path) == []
    with database.writing() as connection:
        store_through_core(connection)
    database.close()
    assert stored(path) == ["core"]


@pytest.mark.parametrize(
    "fails",
    [
        lambda connection: connection.rows("SELECT * FROM edits"),
        lambda connection: connection.execute(core.select(core.schema.edits)),
    ],
)
def test_what_sqlite_says_is_told_calmly_from_both(path: Path, fails) -> None:
    database = Database(path, "rw")
    with pytest.raises(ProjectError):
        write(database, store_plainly, fails)
    database.close()
    assert stored(path) == []


def test_a_row_that_may_not_be_is_our_mistake(path: Path) -> None:
    database = Database(path, "rw")
    with database.writing() as connection:
        store_plainly(connection)
    with pytest.raises(sqlite3.IntegrityError):
        write(database, store_plainly)
    database.close()
