"""Scenarios and their edits as rows of the project file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.domain.errors import EditRefusedError
from models.scenario.edit_json import edit_from_json, edit_to_json
from models.scenario.edits import Edit
from models.storage import core
from models.storage.database import Connection

_SCENARIO_COLUMNS = "id, name, parent_id, rules_id, created, note, is_deleted, position, n_applied"
_EDIT_COLUMNS = ("scenario_id", "seq", "edit", "created", "effects")

RESERVED_NAMES = ("I dag", "Today")
"""The baseline's own names; it is not a row, because nobody can change it."""

NAME_LENGTH = 120
"""A scenario's name must fit a title on the map and a line of the status bar."""


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """A scenario as it is stored.

    Attributes
    ----------
    id : int
    name : str
        Unique among the scenarios that are not deleted, capitals or not.
    parent_id : int or None
        The scenario it was made from; None for the baseline.
    rules_id : str
        The rule pack it is judged by.
    created : str
        ISO time with zone.
    note : str
    is_deleted : bool
    position : int
        Place in the list of scenarios.
    n_applied : int
        How many of its edits are in force; the rest can be redone.
    """

    id: int
    name: str
    parent_id: int | None
    rules_id: str
    created: str
    note: str
    is_deleted: bool
    position: int
    n_applied: int


@dataclass(frozen=True, slots=True)
class StoredEdit:
    """An edit as it is stored: `seq` counts from 1, `json` is its contract form.

    `effects` is what the checks said of it when it was made, plain JSON values; None where
    nothing was kept.
    """

    seq: int
    edit: Edit
    json: str
    created: str
    effects: Any = None


def now() -> str:
    """Return the time as it is stored: ISO, whole seconds, with zone."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def read_scenarios(connection: Connection, with_deleted: bool) -> tuple[ScenarioRow, ...]:
    """Return the scenarios in the order of their positions."""
    query = f"SELECT {_SCENARIO_COLUMNS} FROM scenarios ORDER BY position, id"
    rows = (_scenario(*row) for row in connection.rows(query))
    return tuple(row for row in rows if with_deleted or not row.is_deleted)


def read_scenario(connection: Connection, scenario_id: int) -> ScenarioRow:
    """Return one scenario, deleted or not.

    Raises
    ------
    LookupError
        When there is none with that id.
    """
    query = f"SELECT {_SCENARIO_COLUMNS} FROM scenarios WHERE id = ?"
    for row in connection.rows(query, scenario_id):
        return _scenario(*row)
    raise _no_scenario(scenario_id)


def insert_scenario(
    connection: Connection, name: str, source: int | None, rules_id: str, note: str
) -> ScenarioRow:
    """Store a new scenario with the edits in force in `source`, None for the baseline.

    Raises
    ------
    EditRefusedError
        When the name is empty, too long, taken or the baseline's.
    """
    name = checked_name(connection, name)
    copied = [] if source is None else _applied(connection, source)
    ((last,),) = connection.rows("SELECT max(position) FROM scenarios")
    inserted = connection.execute(
        core.insert(core.schema.scenarios).values(
            name=name,
            parent_id=source,
            rules_id=rules_id,
            created=now(),
            note=note,
            is_deleted=False,
            position=0 if last is None else last + 1,
            n_applied=len(copied),
        )
    ).inserted_primary_key
    assert inserted is not None
    scenario_id = int(inserted[0])
    if copied:
        rows = [{**row, "scenario_id": scenario_id} for row in copied]
        connection.execute(core.insert(core.schema.edits), rows)
    return read_scenario(connection, scenario_id)


def change_scenario(connection: Connection, scenario_id: int, **values: object) -> ScenarioRow:
    """Set columns of one scenario and return it as it then is."""
    _set(connection, scenario_id, **values)
    return read_scenario(connection, scenario_id)


def n_applied_of(connection: Connection, scenario_id: int) -> int:
    """Return how many edits of a scenario are in force; raises LookupError without one."""
    for (n_applied,) in connection.rows(
        "SELECT n_applied FROM scenarios WHERE id = ?", scenario_id
    ):
        return int(n_applied)
    raise _no_scenario(scenario_id)


def checked_name(connection: Connection, name: str, of_scenario: int | None = None) -> str:
    """Return the name without surrounding blanks if `of_scenario` can be called so.

    Raises
    ------
    EditRefusedError
        When the name is empty, too long, taken or the baseline's.
    """
    name = " ".join(name.split())
    if not name:
        raise EditRefusedError("Giv scenariet et navn.", "Give the scenario a name.")
    if len(name) > NAME_LENGTH:
        raise EditRefusedError(
            f"Navnet er på {len(name)} tegn; et scenarie kan hedde højst {NAME_LENGTH}.",
            f"The name has {len(name)} characters; a scenario's name has at most {NAME_LENGTH}.",
        )
    if name.casefold() in (reserved.casefold() for reserved in RESERVED_NAMES):
        raise EditRefusedError(
            f"»{name}« er navnet på det, der gælder nu. Vælg et andet navn.",
            f"“{name}” is the name of what holds now. Choose another name.",
        )
    if name.casefold() in _names_taken(connection, of_scenario):
        raise EditRefusedError(
            f"Der er allerede et scenarie, der hedder »{name}«. Vælg et andet navn.",
            f"There is already a scenario called “{name}”. Choose another name.",
        )
    return name


def free_name(connection: Connection, name: str) -> str:
    """Return the name, with a number behind it where it is taken."""
    taken, number, free = _names_taken(connection, None), 2, name
    while free.casefold() in taken:
        free, number = f"{name} ({number})", number + 1
    return free


def read_edits(connection: Connection, scenario_id: int) -> tuple[StoredEdit, ...]:
    """Return a scenario's edits in order, undone ones included."""
    return tuple(_stored(row) for row in _edits_of(connection, scenario_id))


def append_edit(
    connection: Connection, scenario_id: int, edit: Edit, effects: object
) -> StoredEdit:
    """Store an edit after those in force, drop the undone ones, move the cursor behind it."""
    seq = n_applied_of(connection, scenario_id) + 1
    edits = core.schema.edits
    undone = core.delete(edits).where(edits.c.scenario_id == scenario_id, edits.c.seq >= seq)
    connection.execute(undone)
    row = {
        "scenario_id": scenario_id,
        "seq": seq,
        "edit": json.dumps(edit_to_json(edit), ensure_ascii=False),
        "created": now(),
        "effects": None if effects is None else json.dumps(effects, ensure_ascii=False),
    }
    connection.execute(core.insert(edits).values(row))
    _set(connection, scenario_id, n_applied=seq)
    return _stored(row)


def set_cursor(connection: Connection, scenario_id: int, n_applied: int) -> ScenarioRow:
    """Put the first `n_applied` edits in force and no others.

    Raises
    ------
    ValueError
        When there are not so many.
    """
    counted = "SELECT count(*) FROM edits WHERE scenario_id = ?"
    ((n_edits,),) = connection.rows(counted, scenario_id)
    if not 0 <= n_applied <= n_edits:
        raise ValueError(f"cursor {n_applied} outside 0 to {n_edits}")
    return change_scenario(connection, scenario_id, n_applied=n_applied)


def _set(connection: Connection, scenario_id: int, **values: object) -> None:
    scenarios = core.schema.scenarios
    changed = core.update(scenarios).where(scenarios.c.id == scenario_id).values(**values)
    connection.execute(changed)


def _no_scenario(scenario_id: int) -> LookupError:
    return LookupError(f"no scenario with id {scenario_id}")


def _scenario(
    scenario_id: int,
    name: str,
    parent_id: int | None,
    rules_id: str,
    created: str,
    note: str,
    is_deleted: int,
    position: int,
    n_applied: int,
) -> ScenarioRow:
    """Return the scenario of a row."""
    return ScenarioRow(
        scenario_id,
        name,
        parent_id,
        rules_id,
        created,
        note,
        bool(is_deleted),
        position,
        n_applied,
    )


def _edits_of(connection: Connection, scenario_id: int) -> list[dict[str, Any]]:
    query = f"SELECT {', '.join(_EDIT_COLUMNS)} FROM edits WHERE scenario_id = ? ORDER BY seq"
    rows = connection.rows(query, scenario_id)
    return [dict(zip(_EDIT_COLUMNS, row, strict=True)) for row in rows]


def _applied(connection: Connection, scenario_id: int) -> list[dict[str, object]]:
    n_applied = n_applied_of(connection, scenario_id)
    return [row for row in _edits_of(connection, scenario_id) if row["seq"] <= n_applied]


def _stored(row: Mapping[str, Any]) -> StoredEdit:
    effects = None if row["effects"] is None else json.loads(row["effects"])
    edit = edit_from_json(json.loads(row["edit"]))
    return StoredEdit(row["seq"], edit, row["edit"], row["created"], effects)


def _names_taken(connection: Connection, except_of: int | None) -> set[str]:
    living = read_scenarios(connection, with_deleted=False)
    return {row.name.casefold() for row in living if row.id != except_of}
