"""What a project keeps of its first result, and the count by which it is known to be of now."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from typing import NamedTuple

from models.allocation.kept import (
    Kept,
    KeptEngine,
    KeptGround,
    KeptLabels,
    KeptResult,
    code_key,
    named_arrays,
)
from models.domain.rules import RulePack
from models.storage import core
from models.storage.blobs import RAW, read_some_arrays, write_arrays
from models.storage.database import Connection

_WATCHED = ("arrays", "facts", "areas", "practices", "links")
"""The tables that figures are worked out from. Rules are not watched but compared."""

_UNREADABLE = (KeyError, ValueError, TypeError, sqlite3.Error)
"""What reading may raise: then nothing is kept. The project itself is whole all the same."""

_RESULT = tuple(f"result.{name}" for name in KeptResult._fields)
_LABELS = tuple(f"labels.{name}" for name in KeptLabels._fields)
_GROUND = tuple(f"ground.{name}" for name in KeptGround._fields)


class KeptHere(NamedTuple):
    """What a project keeps, as it was read together with the region.

    Attributes
    ----------
    generation : int or None
        The count of the region's changes; None where nobody counts.
    rules : str
        The rule pack that `result` is judged by, in words to be compared (`told_rules`).
    result : KeptResult or None
        None where nothing is kept, or of another region or another program.
    """

    generation: int | None
    rules: str
    result: KeptResult | None


NOTHING_KEPT = KeptHere(None, "", None)


def told_rules(rules: RulePack) -> str:
    """Return a rule pack in words that are the same for the same values, and for no others."""
    return json.dumps(rules.to_json(), ensure_ascii=False, sort_keys=True)


def watch(connection: Connection) -> None:
    """Have the file itself count every change of the region from now on.

    By triggers, which hold for every program that writes to it, older ones included.
    """
    if not _has_key(connection):
        for made in (core.schema.kept, core.schema.kept_key):
            made.create(connection.core)
    if not connection.rows("SELECT id FROM kept_key"):
        first = core.insert(core.schema.kept_key).values(id=1, generation=0, code="", rules="")
        connection.execute(first)
        for table in _WATCHED:
            for happened in ("INSERT", "UPDATE", "DELETE"):
                connection.rows(
                    f"CREATE TRIGGER IF NOT EXISTS kept_{table}_{happened.lower()} "
                    f"AFTER {happened} ON {table} "
                    "BEGIN UPDATE kept_key SET generation = generation + 1; END"
                )


def _has_key(connection: Connection) -> bool:
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'kept_key'"
    return bool(connection.rows(query))


def read_kept(connection: Connection) -> KeptHere:
    """Return what is kept and of now; in the transaction in which the region is read."""
    if not _has_key(connection):
        return NOTHING_KEPT
    try:
        generation, made_at, code, rules = _key(connection)
        here = KeptHere(generation, rules, None)
        if not _is_of_now(generation, made_at, code):
            return here
        named = read_some_arrays(connection, _RESULT, "kept")
        return here._replace(result=KeptResult(*named.values()))
    except _UNREADABLE:
        return NOTHING_KEPT


def read_engine(connection: Connection, generation: int) -> KeptEngine | None:
    """Return the rest of what is kept, if it is of that count of changes still; else None."""
    try:
        now, made_at, code, _ = _key(connection)
        if now != generation or not _is_of_now(now, made_at, code):
            return None
        named = read_some_arrays(connection, (*_LABELS, *_GROUND), "kept")
        return KeptEngine(
            KeptLabels(*(named[name] for name in _LABELS)),
            KeptGround(*(named[name] for name in _GROUND)),
        )
    except _UNREADABLE:
        return None


def write_kept(
    connection: Connection,
    found: Kept,
    rules: RulePack,
    generation: int,
    go_on: Callable[[], None],
) -> bool:
    """Keep what was found at a count of changes; return False if there were others since."""
    kept, kept_key = core.schema.kept, core.schema.kept_key
    if _key(connection)[0] != generation:
        return False
    connection.execute(core.delete(kept))
    for name, array in named_arrays(found).items():
        go_on()
        write_arrays(connection, {name: array}, RAW, kept)
    connection.execute(
        core.update(kept_key).values(made_at=generation, code=code_key(), rules=told_rules(rules))
    )
    return True


def _key(connection: Connection) -> tuple[int, int | None, str, str]:
    """Return the one row: the count of changes, that of what is kept, its code, its rules."""
    ((generation, made_at, code, rules),) = connection.rows(
        "SELECT generation, made_at, code, rules FROM kept_key"
    )
    return generation, made_at, code, rules


def _is_of_now(generation: int, made_at: int | None, code: str) -> bool:
    return made_at == generation and code == code_key() != ""
