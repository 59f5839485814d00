"""One SQLite file: transactions, and errors in calm words.

What opening a project asks is SQL for the standard library's sqlite3. Everything else is stored
with SQLAlchemy Core, which is imported when it is first needed (docs/decisions/start.md).
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote

from models.storage.errors import calm

if TYPE_CHECKING:
    import sqlalchemy

BUSY_MS = 2_000
"""How long a transaction waits for another program's before it gives up with a word.

A writer holds the file for some milliseconds; whoever waits longer would rather be told.
"""

PAGE_BYTES = 8_192
"""Twice SQLite's default: the large arrays are read in fewer pieces, and the two or three
pages that an edit writes stay small."""

Mode = Literal["rw", "ro"]


class Connection:
    """The file within a transaction."""

    def __init__(self, driver: sqlite3.Connection) -> None:
        self._driver = driver
        self._core: sqlalchemy.Connection | None = None

    def rows(self, statement: str, *values: object) -> list[Any]:
        """Run a statement of SQL and return its rows, tuples of what SQLite holds."""
        return self._driver.execute(statement, values).fetchall()

    def bytes_at(self, table: str, column: str, row: int) -> bytes:
        """Return the bytes of one value: in half the time of a row that holds them.

        SQLite copies a value once more to give it out in a row. Other threads have the
        interpreter meanwhile.
        """
        with self._driver.blobopen(table, column, row, readonly=True) as blob:
            return blob.read()

    def execute(
        self,
        statement: sqlalchemy.Executable,
        values: Sequence[Mapping[str, object]] | None = None,
    ) -> sqlalchemy.CursorResult[Any]:
        """Run a statement of SQLAlchemy, once for each of `values` where there are some."""
        return self.core.execute(statement, values)

    @property
    def core(self) -> sqlalchemy.Connection:
        """The same connection for SQLAlchemy, which is imported now."""
        if self._core is None:
            from sqlalchemy import create_engine
            from sqlalchemy.pool import NullPool

            # an engine looks round in its first connection and rolls back what has begun there
            givers = iter((sqlite3.connect(":memory:"), self._driver))
            engine = create_engine("sqlite://", creator=lambda: next(givers), poolclass=NullPool)
            engine.connect().close()
            self._core = engine.connect()
        return self._core

    def begin(self, statement: str) -> None:
        """Begin a transaction."""
        self._driver.execute(statement)

    def commit(self) -> None:
        """End the transaction and keep what was written."""
        self._driver.commit()
        self._end_core()

    def rollback(self) -> None:
        """End the transaction and keep nothing of it."""
        self._driver.rollback()
        self._end_core()

    def close(self) -> None:
        """Let go of the file."""
        if self._core is not None:
            self._core.close()
        self._driver.close()

    def _end_core(self) -> None:
        """Tell SQLAlchemy, which keeps count of its own, that its transaction is over."""
        if self._core is not None:
            self._core.rollback()


class Database:
    """A connection that is kept for as long as the project is open.

    One thread at a time has it; the others wait.
    """

    def __init__(self, path: Path, mode: Mode, known_as: Path | None = None) -> None:
        """Open the file at `path`; errors speak of `known_as` where it is given."""
        self.path = known_as or path
        self._lock = threading.RLock()
        try:
            self._connection = Connection(_connect(path, mode))
        except sqlite3.Error as error:
            raise calm(error, self.path) from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection within which everything read is of the same moment."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection within which everything is written, or nothing."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    def pragma(self, name: str) -> int:
        """Return the whole number that a pragma of the file holds."""
        with self.reading() as connection:
            ((value,),) = connection.rows(f"PRAGMA {name}")
            return int(value)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        with self._lock:
            try:
                self._connection.begin(begin)
                try:
                    yield self._connection
                    self._connection.commit()
                except BaseException:
                    self._connection.rollback()
                    raise
            except Exception as error:
                said = getattr(error, "orig", error)  # SQLAlchemy's errors hold SQLite's
                # a row that may not be is our mistake, not the world's
                if isinstance(said, sqlite3.Error) and not isinstance(said, sqlite3.IntegrityError):
                    raise calm(said, self.path) from error
                raise


def get_ready_to_write() -> None:
    """Import SQLAlchemy with what it needs for SQLite: a quarter of a second, in any thread."""
    import models.storage.schema  # noqa: F401

    connection = Connection(sqlite3.connect(":memory:", check_same_thread=False))
    connection.core  # noqa: B018  (made when first looked at)
    connection.close()


def _connect(path: Path, mode: Mode) -> sqlite3.Connection:
    # isolation_level None: transactions begin where we say so, not where the driver guesses
    connection = sqlite3.connect(
        _uri(path, mode), uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
        connection.execute("PRAGMA foreign_keys = ON")
        # no write-ahead log: its shared memory does not work on network drives
        if mode != "ro":
            connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = FULL")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _uri(path: Path, mode: Mode) -> str:
    """Return SQLite's address of a file; drive letters and network shares included."""
    name = path.resolve().as_posix()
    return f"file://{quote(name if name.startswith('/') else '/' + name)}?mode={mode}"
