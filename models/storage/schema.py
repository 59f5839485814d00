"""The tables of a project file."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

metadata = MetaData()

facts = Table(
    "facts",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)
"""Single values of the region, as JSON."""


def _table_of_arrays(name: str) -> Table:
    """Return a table with a row for each array."""
    return Table(
        name,
        metadata,
        Column("name", String, primary_key=True),
        Column("dtype", String, nullable=False),
        Column("shape", String, nullable=False),
        Column("packing", String, nullable=False),
        Column("data", LargeBinary, nullable=False),
    )


arrays = _table_of_arrays("arrays")
"""The region's arrays, little-endian, C order; `packing` is "raw" or "zlib"."""

kept = _table_of_arrays("kept")
"""What the first evaluation found out, to be opened from (`models.allocation.kept`)."""

kept_key = Table(
    "kept_key",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("generation", Integer, nullable=False),
    Column("made_at", Integer),
    Column("code", String, nullable=False),
    Column("rules", String, nullable=False),
)
"""One row. `generation` counts the changes of the region; triggers do, so that no program can
change a region unseen. What is kept was made `made_at` that count, by the `code`, judged by the
rule pack `rules`, as JSON; it holds where all three are those of now. Older projects lack both
tables until they are opened for writing, so the version of the file stays."""

areas = Table(
    "areas",
    metadata,
    Column("kind", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("code", String, nullable=False),
    Column("name", String, nullable=False),
    Column("shape", LargeBinary, nullable=False),
)
"""Municipalities, parishes and so on; `shape` is WKB in EPSG:25832, metres."""

towns = Table(
    "towns",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("e", Float, nullable=False),
    Column("n", Float, nullable=False),
    Column("persons", Integer, nullable=False),
)

links = Table(
    "links",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("e1", Float, nullable=False),
    Column("n1", Float, nullable=False),
    Column("e2", Float, nullable=False),
    Column("n2", Float, nullable=False),
    Column("minutes", Float, nullable=False),
    Column("wait", Float, nullable=False),
    Column("days", String, nullable=False),
    Column("in_use", Boolean, nullable=False),
    Column("edge", Integer, nullable=False),
    Column("flags", Integer, nullable=False),
)
"""The book of bridges and ferries; `flags` are those of the edge while the link is in use."""

practices = Table(
    "practices",
    metadata,
    Column("provider_number", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("e", Float, nullable=False),
    Column("n", Float, nullable=False),
    Column("form", String, nullable=False),
    Column("capacities", Float, nullable=False),
    Column("vacant", Float, nullable=False),
    Column("doctors", Integer, nullable=False),
    Column("doctors_born", String, nullable=False),
    Column("own_limit", Integer),
    Column("intake", String, nullable=False),
    Column("intake_by_register", Boolean, nullable=False),
    Column("postcodes", String, nullable=False),
    Column("wished_list", Integer),
    Column("address", String, nullable=False),
    Column("postcode", String, nullable=False),
    Column("town", String, nullable=False),
    Column("satellites", String, nullable=False),
)
"""The baseline register; columns with several values hold JSON lists."""

addresses = Table(
    "addresses",
    metadata,
    Column("postcode", String, primary_key=True),
    Column("street", String, primary_key=True),
    Column("houses", String, nullable=False),
    Column("e_dm", LargeBinary, nullable=False),
    Column("n_dm", LargeBinary, nullable=False),
)
"""Streets of the address file, their house numbers a line each, with little-endian int32
coordinates in EPSG:25832, decimetres. A project made before there was one lacks the table, which
means the same as an empty one, so the version of the file stays."""

rule_packs = Table(
    "rule_packs",
    metadata,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("pack", String, nullable=False),
)

scenarios = Table(
    "scenarios",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("parent_id", Integer, ForeignKey("scenarios.id")),
    Column("rules_id", String, ForeignKey("rule_packs.id"), nullable=False),
    Column("created", String, nullable=False),
    Column("note", String, nullable=False),
    Column("is_deleted", Boolean, nullable=False),
    Column("position", Integer, nullable=False),
    Column("n_applied", Integer, nullable=False),
    sqlite_autoincrement=True,
)
"""`n_applied` is the cursor: edits up to it are in force, those after it can be redone."""

edits = Table(
    "edits",
    metadata,
    Column("scenario_id", Integer, ForeignKey("scenarios.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("edit", String, nullable=False),
    Column("created", String, nullable=False),
    Column("effects", String),
)
"""Each edit in the JSON form of the contract; `seq` counts from 1 within a scenario."""

settings = Table(
    "settings",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)

report = Table(
    "report",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("report", String, nullable=False),
)
"""One row: the quality report of the import, as JSON."""

lease = Table(
    "lease",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("token", String, nullable=False),
    Column("host", String, nullable=False),
    Column("user", String, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("seen", Float, nullable=False),
)
"""At most one row: the program that has the file open for writing."""
