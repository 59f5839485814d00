"""Opens what was handed in, a path or a recognised source, as the kind that is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from models.domain.errors import InputError
from models.domain.quality import FindingKind, Severity
from models.domain.text import Text, format_number
from models.importers.columns import GEOMETRY_E, GEOMETRY_N
from models.importers.findings import Findings
from models.importers.kinds import FIELD_TITLES, NEEDS, WORDS, SourceKind
from models.importers.matching import is_met, propose
from models.importers.numbers import Kind, parse_number, parse_numbers
from models.importers.recognise import recognise_as
from models.importers.sources import Source
from models.importers.tables import Table, read_rows

_SAME = 0.005
"""Sums nearer than this are the same; capacities have at most two decimals."""

Given = Path | Source
"""A file by its path, or as it was recognised and perhaps changed by the user."""


def as_source(given: Given, kind: SourceKind) -> Source:
    """Return what was given as a source of that kind; a path is recognised.

    Raises
    ------
    InputError
        When the file cannot be read.
    """
    if isinstance(given, Path):
        return recognise_as(given, kind)
    if given.problem is not None:
        raise InputError(given.problem.da, given.problem.en)
    return given if given.kind is kind else given.with_kind(kind)


def path_of(given: Given) -> Path:
    """Return the file's path."""
    return given if isinstance(given, Path) else given.path


def title_of(given: Given) -> str:
    """Return what a file is called on screen."""
    return given.name if isinstance(given, Path) else given.title


def read_table(given: Given, kind: SourceKind, findings: Findings) -> Table:
    """Return a table with the columns of its fields known.

    Columns that are known by likeness or content only are named in `findings`.

    Raises
    ------
    InputError
        When the file cannot be read, holds no table, or lacks a column that it needs.
    """
    source = as_source(given, kind)
    table = read_rows(source.path, source.layout, findings)
    heading = {f: h for f, h in source.match.columns.items() if h in table.columns}
    if isinstance(given, Path):
        tell_part(source, findings)
    _tell_guessed(source, table.file, findings)
    table = replace(table, heading=heading, system=source.match.system)
    require(table, kind)
    return table


def require(table: Table, kind: SourceKind) -> None:
    """Check that a table has the columns its kind needs, each heading only once.

    Raises
    ------
    InputError
        When one is missing, or its heading stands there twice.
    """
    for need in NEEDS[kind]:
        if not is_met(need, table.heading):
            raise missing_column(table.headings, need[0], kind, table.file)
    for heading in table.heading.values():
        if heading in table.doubled:
            raise _twice(heading, table.file)


def compare_totals(table: Table, fields: Mapping[str, Kind], findings: Findings) -> None:
    """Hold the last row of totals against the sums of the rows, field by field."""
    if not table.totals:
        return
    row, told = table.totals[-1]
    for name, kind in fields.items():
        heading = table.heading.get(name)
        number = parse_number(told.get(heading or "", ""), kind)
        if heading is None or number is None:
            continue
        total = float(np.nansum(parse_numbers(table.columns[heading], kind).values))
        shown = [(format_number(v, lang, 0 if v == int(v) else 2)) for lang in ("da", "en")
                 for v in (number, total)]  # fmt: skip
        if abs(total - number) < _SAME:
            text = Text(
                f"{heading}: rækkerne giver {shown[1]}, som sumrækken {row} siger.",
                f"{heading}: the rows add up to {shown[3]}, as row {row} of totals says.",
            )
            findings.tell(FindingKind.READ, text, table.file)
            continue
        text = Text(
            f"{heading}: sumrækken {row} siger {shown[0]}, men rækkerne giver {shown[1]}. Rækkerne "
            "gælder. Se efter, om der mangler rækker.",
            f"{heading}: row {row} of totals says {shown[2]}, but the rows add up to {shown[3]}. "
            "The rows count. See whether rows are missing.",
        )
        findings.tell(FindingKind.READ, text, table.file, Severity.WARNING)


def missing_column(
    headings: Iterable[str], group: Sequence[str], kind: SourceKind, file: str
) -> InputError:
    """Return the sentence for a column that was not found, with what was."""
    words = WORDS[kind][group[0]]
    known = [word for word in words if word not in (GEOMETRY_E, GEOMETRY_N)][:3]
    wanted = ", ".join(f"»{word}«" for word in known)
    wanted_en = ", ".join(f"“{word}”" for word in known)
    seen = ", ".join(f"»{heading}«" for heading in headings)
    seen_en = ", ".join(f"“{heading}”" for heading in headings)
    return InputError(
        f"»{file}«: forventede en kolonne, der hedder noget i retning af {wanted}, men fandt kun "
        f"{seen}. Ret overskriften, og prøv igen.",
        f"“{file}”: expected a column called something like {wanted_en}, but found only "
        f"{seen_en}. Correct the heading and try again.",
    )


def _twice(heading: str, file: str) -> InputError:
    return InputError(
        f"»{file}«: kolonnen »{heading}« findes to gange. Ret overskrifterne, og prøv igen.",
        f"“{file}”: there are two columns “{heading}”. Correct the headings and try again.",
    )


def tell_part(source: Source, findings: Findings) -> None:
    """Say which sheet or layer was read, where the file has several."""
    if source.n_parts > 1:
        n_parts, part = source.n_parts, source.layout.part
        text = Text(
            f"Filen har {n_parts} ark eller lag; »{part}« er læst.",
            f"The file has {n_parts} sheets or layers; “{part}” was read.",
        )
        findings.tell(FindingKind.READ, text, source.path.name, Severity.WARNING)


def _tell_guessed(source: Source, file: str, findings: Findings) -> None:
    proposal = propose(source.headings, source.preview, WORDS[source.kind])
    for fields, why in (
        (proposal.by_likeness, Text("navnet ligner", "its name is alike")),
        (proposal.by_content, Text("indholdet passer", "its content fits")),
    ):
        for name in fields:
            if source.match.columns.get(name) != proposal.columns[name]:
                continue  # chosen by the user
            title, heading = FIELD_TITLES[name], proposal.columns[name]
            text = Text(
                f"Kolonnen »{heading}« er læst som {title.da}: {why.da}.",
                f"The column “{heading}” was read as {title.en}: {why.en}.",
            )
            findings.tell(FindingKind.ESTIMATED, text, file, Severity.WARNING)
