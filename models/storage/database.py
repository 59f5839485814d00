"""One SQLite file through SQLAlchemy Core: transactions, and errors in calm words."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.pool import NullPool

from models.storage.errors import calm

BUSY_MS = 2_000
"""How long a transaction waits for another program's before it gives up with a word.

A writer holds the file for some milliseconds; whoever waits longer would rather be told.
"""

PAGE_BYTES = 8_192
"""Twice SQLite's default: the large arrays are read in fewer pieces, and the two or three
pages that an edit writes stay small."""

Mode = Literal["rw", "ro"]


class Database:
    """A connection that is kept for as long as the project is open.

    One thread at a time has it; the others wait.
    """

    def __init__(self, path: Path, mode: Mode, known_as: Path | None = None) -> None:
        """Open the file at `path`; errors speak of `known_as` where it is given."""
        self.path = known_as or path
        self._lock = threading.RLock()
        engine = create_engine(
            "sqlite://", creator=lambda: _connect(path, mode), poolclass=NullPool
        )
        try:
            self._connection = engine.connect()
        except DBAPIError as error:
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
            return int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        with self._lock:
            try:
                with self._connection.begin():
                    self._connection.exec_driver_sql(begin)
                    yield self._connection
            except IntegrityError:  # a row that may not be: our mistake, not the world's
                raise
            except DBAPIError as error:
                raise calm(error, self.path) from error


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
