"""A source read anew because the user says that its file is laid out otherwise."""

from __future__ import annotations

from dataclasses import replace

from models.domain.errors import InputError
from models.importers.findings import Findings
from models.importers.kinds import WORDS
from models.importers.layout import Layout
from models.importers.parts import PREVIEW_ROWS
from models.importers.sources import Source
from models.importers.tables import read_rows

DELIMITERS = (";", ",", "\t", "|")
"""What fields of a text file may be told apart by."""

ENCODINGS = ("utf-8-sig", "cp1252", "utf-16", "cp865")
"""How letters of a text file may be written; the last is that of old DOS programs."""


def relaid(source: Source, layout: Layout) -> Source:
    """Return a source as its file reads in another layout; its kind stays.

    Columns whose headings are there still keep their fields, the others are proposed anew.
    Where nothing can be read like this, the source says so in its `problem`.
    """
    try:
        table = read_rows(source.path, layout, Findings())
    except InputError as error:
        return replace(source, layout=layout, problem=error.text)
    columns = [table.texts(heading)[:PREVIEW_ROWS] for heading in table.headings]
    preview = tuple(zip(*columns, strict=True))
    fresh = replace(
        source,
        layout=layout,
        headings=table.headings,
        preview=preview,
        preview_rows=tuple(table.rows[: len(preview)]),
        n_rows=len(table),
        problem=None,
    ).with_kind(source.kind)
    for field, heading in source.match.columns.items():
        if heading in table.headings and field in WORDS[source.kind]:
            fresh = fresh.with_column(field, heading)
    return fresh
