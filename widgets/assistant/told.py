"""What is said of a source in a line: rows, format, delimiter, encoding."""

from __future__ import annotations

from models.importers.kinds import KIND_TITLES, SourceKind
from models.importers.layout import Format
from models.importers.recognise import problem_of
from models.importers.sources import Source
from widgets.words import Words

ENCODING_TITLES = {
    "utf-8-sig": "UTF-8",
    "utf-8": "UTF-8",
    "cp1252": "Windows-1252",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp865": "DOS (865)",
}

SURE = 0.99
"""From this sureness on nothing is said of it."""


def facts_of(words: Words, source: Source) -> str:
    """Return what a file is made of: rows, format, delimiter and encoding."""
    layout = source.layout
    parts = [words(f"import.format.{layout.format}")]
    if layout.format is Format.TEXT and source.problem is None:
        parts += [
            words(f"import.delimiter.{layout.delimiter}"),
            ENCODING_TITLES.get(layout.encoding, layout.encoding),
        ]
    elif layout.crs:
        parts.append(layout.crs)
    if source.n_rows:
        parts.insert(0, words("import.facts.rows", n=words.number(source.n_rows)))
    return " · ".join(parts)


def remark_on(words: Words, source: Source) -> tuple[str, bool]:
    """Return what is to be done about a source, and whether nothing can go on before it is."""
    problem = problem_of(source)
    if source.kind is SourceKind.UNKNOWN and source.problem is None:
        is_side_sheet = source.n_parts > 1
        return ("", False) if is_side_sheet or problem is None else (words.of(problem), False)
    if problem is not None:
        return words.of(problem), True
    if source.sureness < SURE:
        kind = words.of(KIND_TITLES[source.kind]).lower()
        return words("import.files.unsure", kind=kind), False
    return "", False
