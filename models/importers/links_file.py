"""The user's own bridges and ferries, beside those that come with the program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from models.domain.place import Place
from models.domain.quality import FindingKind
from models.domain.text import Text
from models.importers.coordinates import Floats
from models.importers.findings import Findings
from models.importers.kinds import SourceKind
from models.importers.layers import DENMARK
from models.importers.numbers import Kind, parse_numbers
from models.importers.placing import axis_of
from models.importers.reading import Given, read_table
from models.importers.tables import Table
from models.network.links import Link

LinkKind = Literal["bridge", "ferry"]

_KINDS: dict[str, LinkKind] = {
    "bridge": "bridge",
    "bro": "bridge",
    "dæmning": "bridge",
    "tunnel": "bridge",
    "ferry": "ferry",
    "færge": "ferry",
}
_IDLE = ("0", "nej", "no", "false", "falsk")
_ENDS = (("e1", 0), ("n1", 1), ("e2", 0), ("n2", 1))


def read_link_file(given: Given, findings: Findings) -> tuple[Link, ...]:
    """Return the links of a file; rows that are none are refused by name.

    Raises
    ------
    InputError
        When the file cannot be read or lacks a column.
    """
    table = read_table(given, SourceKind.LINKS, findings)
    numbers = {field: axis_of(table, field) for field, _ in _ENDS} | {
        field: parse_numbers(table.columns[table.heading[field]], Kind.DECIMAL).values
        for field in ("minutes", "wait")
    }
    rows = [_link(table, numbers, i, findings) for i in range(len(table))]
    links = tuple(link for link in rows if link is not None)
    text = Text(
        f"{len(links)} af {len(table)} broer og færger er læst.",
        f"{len(links)} of {len(table)} bridges and ferries were read.",
    )
    findings.tell(FindingKind.READ, text, table.file)
    return links


def with_own(shipped: Sequence[Link], own: Sequence[Link]) -> tuple[Link, ...]:
    """Return the shipped links and the user's; the user's count where a name is the same."""
    names = {link.name.casefold() for link in own}
    return (*(link for link in shipped if link.name.casefold() not in names), *own)


def _link(table: Table, numbers: dict[str, Floats], index: int, findings: Findings) -> Link | None:
    name, kind = (table.field(field)[index] for field in ("name", "kind"))
    wrong = _wrong(name, kind, numbers, index)
    if wrong is not None:
        field, wanted = wrong
        value = table.field(field)[index]
        heading, row = table.heading[field], table.rows[index]
        findings.refuse_row(table.file, row, heading, value, wanted)
        return None
    value_of = {field: float(np.nan_to_num(n[index])) for field, n in numbers.items()}
    return Link(
        name=name,
        kind=_KINDS[kind.casefold()],
        start=Place(value_of["e1"], value_of["n1"]),
        end=Place(value_of["e2"], value_of["n2"]),
        minutes=value_of["minutes"],
        wait_minutes=value_of["wait"],
        days=table.field("days")[index],
        in_use=table.field("in_use")[index].casefold() not in _IDLE,
    )


def _wrong(name: str, kind: str, numbers: dict[str, Floats], index: int) -> tuple[str, Text] | None:
    """Return the field that makes a row no link, and what was expected of it."""
    if not name:
        return "name", Text("et navn", "a name")
    if kind.casefold() not in _KINDS:
        return "kind", Text("bro eller færge", "bridge or ferry")
    for field, axis in _ENDS:
        if not DENMARK[axis] <= numbers[field][index] <= DENMARK[axis + 2]:
            return field, Text("en koordinat i Danmark i UTM 32", "a coordinate in UTM 32")
    is_ferry = _KINDS[kind.casefold()] == "ferry"
    if is_ferry and not numbers["minutes"][index] >= 0:
        return "minutes", Text("overfartens minutter", "the minutes of the crossing")
    return None
