"""What each file is: told from its form, its headings, what stands in it and its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import shapely

from models.domain.errors import InputError
from models.domain.text import Text
from models.importers.columns import GEOMETRY_E, GEOMETRY_N, plain
from models.importers.findings import Findings
from models.importers.grid import header_index
from models.importers.kinds import AREA_KINDS, NEEDS, WORDS, SourceKind
from models.importers.layers import is_layer, layer_names, read_layer_head
from models.importers.layout import Format, Layout
from models.importers.matching import Proposal, is_met, propose
from models.importers.sheets import is_spreadsheet, read_sheet, sheet_names
from models.importers.sources import Match, Source
from models.importers.tables import Table, table_of
from models.importers.text_files import HEAD_BYTES, read_text_file
from models.importers.unreadable import empty_file, missing_file, unreadable

PREVIEW_ROWS = 50
"""Rows that are shown, and that content is told from."""

LARGE_BYTES = 20_000_000
"""Text files beyond this are recognised by their first rows; how many they have is reckoned."""

Remembered = Mapping[str, Match]
"""Matches of before by `Source.key`."""

_SIDECARS = (".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qpj", ".qmd")

_HINTS: Mapping[SourceKind, Sequence[str]] = {
    SourceKind.REGISTER: ("register", "praksis", "yder"),
    SourceKind.LISTS: ("tilmeldt", "sikrede", "liste", "list"),
    SourceKind.SQUARES: ("kvadrat", "celle", "ddkn", "square", "grid"),
    SourceKind.MUNICIPALITIES: ("kommune", "municipal"),
    SourceKind.PARISHES: ("sogn", "parish"),
    SourceKind.POSTAL_AREAS: ("postn", "postal", "postcode", "postomr"),
    SourceKind.COVERAGE_AREAS: ("laegedaek", "daekning", "coverage"),
    SourceKind.LAND: ("land", "kyst", "coast"),
    SourceKind.LINKS: ("faerge", "broer", "links", "ferr"),
    SourceKind.PLACES: ("sted", "place", "byer"),
    SourceKind.ADDRESSES: ("adress", "address", "dar"),
}
_HINT, _CODES_FIT, _COMPLETE = 0.15, 0.3, 1.0
_LEAD = 0.1
"""By how much the likeliest kind must lead the next to be sure."""

_UNLIKELY = 0.3
"""Below it a file is nothing that is known."""

_CODES = {
    SourceKind.MUNICIPALITIES: (101, 860),
    SourceKind.PARISHES: (7000, 9999),
    SourceKind.POSTAL_AREAS: (555, 9990),
}


def recognise(paths: Sequence[Path], remembered: Remembered | None = None) -> tuple[Source, ...]:
    """Return what each file is, one source for each sheet or layer that is something.

    Files that cannot be read come back with their `problem`. Those that belong to another
    (the .dbf beside a .shp) are passed over.
    """
    shapefiles = {path.with_suffix("") for path in paths if path.suffix.casefold() == ".shp"}
    found: list[Source] = []
    for path in paths:
        is_sidecar = path.suffix.casefold() in _SIDECARS and path.with_suffix("") in shapefiles
        if not is_sidecar:
            found.extend(_of_file(path, remembered or {}))
    return tuple(found)


def recognise_as(path: Path, kind: SourceKind) -> Source:
    """Return the part of a file that is most like a kind, taken to be that kind.

    Raises
    ------
    InputError
        When the file cannot be read.
    """
    parts = _all_parts(path)
    taken = [_matched(part, kind) for part in parts]
    best = max(range(len(parts)), key=lambda i: (_likeness(parts[i], kind), -i))
    return taken[best]


def _of_file(path: Path, remembered: Remembered) -> Iterator[Source]:
    try:
        parts = _all_parts(path)
    except InputError as error:
        layout = Layout(_format(path))
        yield Source(path, layout, problem=error.text)
        return
    for part in parts:
        match = remembered.get(part.key)
        yield _likeliest(part) if match is None else part.remembering(match)


def _format(path: Path) -> Format:
    suffix = path.suffix.casefold()
    if suffix == ".pbf":
        return Format.ROADS
    if suffix == ".parquet":
        return Format.PARQUET
    if is_spreadsheet(path):
        return Format.SHEET
    return Format.LAYER if is_layer(path) else Format.TEXT


def _all_parts(path: Path) -> list[Source]:
    parts = list(_parts(path))
    return [replace(part, n_parts=len(parts)) for part in parts]


def _parts(path: Path) -> Iterator[Source]:
    """Give the file's parts, not yet taken to be anything."""
    if not path.is_file():
        raise missing_file(path)
    kind = _format(path)
    if kind is Format.ROADS:
        yield Source(path, Layout(kind), Match(SourceKind.ROADS), 1.0)
    elif kind is Format.PARQUET:
        yield _parquet(path)
    elif kind is Format.SHEET:
        yield from _sheets(path)
    elif kind is Format.LAYER:
        for name in layer_names(path):
            yield _layer(path, name)
    else:
        yield _text(path)


def _text(path: Path) -> Source:
    n_bytes = path.stat().st_size
    is_large = n_bytes > LARGE_BYTES
    text = read_text_file(path, limit=HEAD_BYTES if is_large else None)
    table = table_of(text.grid, path.name, 0, True, Findings())
    layout = Layout(
        Format.TEXT,
        encoding=text.encoding,
        delimiter=text.delimiter,
        decimal=_decimal(table),
        header_row=_header_row(text.grid.records, text.grid.rows),
    )
    source = _from_table(path, layout, table)
    if is_large:
        return replace(source, n_rows=round(source.n_rows * n_bytes / HEAD_BYTES))
    return source


def _sheets(path: Path) -> Iterator[Source]:
    n_empty = 0
    for name in sheet_names(path):
        grid, _ = read_sheet(path, name)
        if not grid.records:
            n_empty += 1
            continue
        table = table_of(grid, path.name, 0, False, Findings())
        row = _header_row(grid.records, grid.rows)
        layout = Layout(Format.SHEET, part=name, header_row=row, decimal=_decimal(table))
        yield _from_table(path, layout, table)
    if n_empty == len(sheet_names(path)):
        raise empty_file(path.name)


def _header_row(records: Sequence[Sequence[str]], rows: Sequence[int]) -> int:
    return rows[header_index(records)]


def _from_table(path: Path, layout: Layout, table: Table) -> Source:
    columns = [table.texts(heading)[:PREVIEW_ROWS] for heading in table.headings]
    preview = tuple(zip(*columns, strict=True))
    return Source(
        path,
        layout,
        headings=table.headings,
        preview=preview,
        preview_rows=tuple(table.rows[: len(preview)]),
        n_rows=len(table),
    )


def _parquet(path: Path) -> Source:
    import pyarrow.parquet

    try:
        file = pyarrow.parquet.ParquetFile(path)
        n_rows = file.metadata.num_rows
        head = next(file.iter_batches(batch_size=PREVIEW_ROWS), None)
        names = list(file.schema_arrow.names)
        columns = [head.column(name).to_pylist() if head is not None else [] for name in names]
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError, ValueError) as error:
        raise unreadable(path, "Parquet") from error
    texts = [["" if v is None or v != v else str(v).strip() for v in column] for column in columns]
    preview = tuple(zip(*texts, strict=True))
    layout = Layout(Format.PARQUET)
    rows = tuple(range(2, len(preview) + 2))
    return Source(path, layout, headings=tuple(names), preview=preview, preview_rows=rows,
                  n_rows=n_rows)  # fmt: skip


def _layer(path: Path, name: str) -> Source:
    raw = read_layer_head(path, name, PREVIEW_ROWS)
    columns = {
        heading: [str(value) for value in values] if isinstance(values, list) else
        ["" if value != value else f"{value:.15g}" for value in values.tolist()]
        for heading, values in raw.columns.items()
    }  # fmt: skip
    geometry = _geometry(raw.shapes)
    if raw.shapes is not None:
        middle = shapely.centroid(raw.shapes)
        columns[GEOMETRY_E] = [_shown(x) for x in shapely.get_x(middle).tolist()]
        columns[GEOMETRY_N] = [_shown(y) for y in shapely.get_y(middle).tolist()]
    preview = tuple(zip(*columns.values(), strict=True))
    layout = Layout(Format.LAYER, part=name, crs=raw.crs or "", geometry=geometry)
    rows = tuple(range(2, len(preview) + 2))
    return Source(path, layout, headings=tuple(columns), preview=preview, preview_rows=rows,
                  n_rows=raw.n_rows_in_all)  # fmt: skip


def _shown(value: float) -> str:
    return "" if value != value else f"{value:.6f}".rstrip("0").rstrip(".")


def _geometry(shapes: np.ndarray | None) -> str:
    if shapes is None:
        return ""
    kinds = set(shapely.get_type_id(shapes).tolist())
    for name, ids in (("polygon", {3, 6}), ("line", {1, 2, 5}), ("point", {0, 4})):
        if kinds & ids:
            return name
    return ""


def _decimal(table: Table) -> str:
    """Return the decimal sign that the first rows tell, empty where none does."""
    signs = {",": 0, ".": 0}
    for heading in table.headings:
        for cell in table.texts(heading)[:PREVIEW_ROWS]:
            found = re.fullmatch(r"-?\d+([.,])(\d+)", cell)
            if found is not None and len(found[2]) != 3:
                signs[found[1]] += 1
    best = max(signs, key=signs.__getitem__)
    return best if signs[best] else ""


def _likeliest(part: Source) -> Source:
    """Return the part taken to be the likeliest kind, with how sure that is."""
    if part.layout.format is Format.ROADS:
        return part
    kinds = [kind for kind in SourceKind if kind not in (SourceKind.ROADS, SourceKind.UNKNOWN)]
    scores = sorted(((_likeness(part, kind), -i, kind) for i, kind in enumerate(kinds)))[::-1]
    (best, _, kind), (second, _, _) = scores[:2]
    if best < _UNLIKELY:
        return part
    taken = _matched(part, kind)
    if not taken.is_complete:
        sureness = 0.3
    elif best - second < _LEAD or _is_guessed(part, kind):
        sureness = 0.7
    else:
        sureness = 1.0
    return replace(taken, sureness=sureness)


def _matched(part: Source, kind: SourceKind) -> Source:
    if part.layout.format is Format.ROADS:
        return part
    return part.with_kind(kind)


def _is_guessed(part: Source, kind: SourceKind) -> bool:
    """Return whether a needed column is known only by likeness or content."""
    proposal = _proposal(part, kind)
    guessed = {*proposal.by_likeness, *proposal.by_content}
    return any(guessed & {f for group in need for f in group} for need in NEEDS[kind])


def _proposal(part: Source, kind: SourceKind) -> Proposal:
    return propose(part.headings, part.preview, WORDS[kind])


def _likeness(part: Source, kind: SourceKind) -> float:
    """Return how much a part is like a kind: complete, columns used, codes, name."""
    is_area = part.layout.geometry == "polygon"
    if (kind in AREA_KINDS) != is_area and not (is_area and kind is SourceKind.SQUARES):
        return 0.0
    proposal = _proposal(part, kind)
    own = [h for h in part.headings if h not in (GEOMETRY_E, GEOMETRY_N)]
    used = [h for h in proposal.columns.values() if h in own]
    score = len(used) / len(own) if own else 0.0
    if kind is SourceKind.LAND:
        score = _UNLIKELY
    elif all(is_met(need, proposal.columns) for need in NEEDS[kind]):
        score += _COMPLETE
    score += _hint(part, kind)
    if kind in _CODES and "code" in proposal.columns:
        score += _CODES_FIT if _codes_fit(part, kind, proposal.columns["code"]) else -_CODES_FIT
    return score


def _hint(part: Source, kind: SourceKind) -> float:
    name = plain(f"{part.path.stem} {part.layout.part}")
    return _HINT if any(word in name for word in _HINTS.get(kind, ())) else 0.0


def _codes_fit(part: Source, kind: SourceKind, heading: str) -> bool:
    low, high = _CODES[kind]
    at = part.headings.index(heading)
    codes = [row[at] for row in part.preview]
    return bool(codes) and all(code.isdigit() and low <= int(code) <= high for code in codes)


def problem_of(source: Source) -> Text | None:
    """Return what is to be done before a source can be taken in; None where nothing is."""
    if source.problem is not None:
        return source.problem
    if source.kind is SourceKind.UNKNOWN:
        return Text(
            "Filen er ikke genkendt. Vælg, hvad den er, eller tag den ud.",
            "The file was not recognised. Choose what it is, or take it out.",
        )
    missing = [choice for choice in source.fields() if choice.is_needed and choice.heading is None]
    if source.is_complete or not missing:
        return None
    wanted_da = ", ".join(choice.title.da for choice in missing)
    wanted_en = ", ".join(choice.title.en for choice in missing)
    return Text(
        f"Der mangler en kolonne til: {wanted_da}. Vælg den.",
        f"A column is missing for: {wanted_en}. Choose it.",
    )
