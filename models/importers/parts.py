"""The parts of a file (sheets, layers, or itself): how each is laid out, and its first rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import shapely

from models.importers.columns import GEOMETRY_E, GEOMETRY_N
from models.importers.findings import Findings
from models.importers.grid import header_index
from models.importers.kinds import SourceKind
from models.importers.layers import is_layer, layer_names, read_layer_head
from models.importers.layout import Format, Layout
from models.importers.sheets import is_spreadsheet, read_sheet, sheet_names
from models.importers.sources import Match, Source
from models.importers.tables import Table, table_of
from models.importers.text_files import HEAD_BYTES, read_text_file
from models.importers.unreadable import empty_file, missing_file, unreadable

PREVIEW_ROWS = 50
"""Rows that are shown, and that content is told from."""

LARGE_BYTES = 20_000_000
"""Text files beyond this are recognised by their first rows; how many they have is reckoned."""


def format_of(path: Path) -> Format:
    """Return how a file is written, by its name; Parquet with shapes is a layer."""
    suffix = path.suffix.casefold()
    if suffix == ".pbf":
        return Format.ROADS
    if is_layer(path):
        return Format.LAYER
    if suffix == ".parquet":
        return Format.PARQUET
    if is_spreadsheet(path):
        return Format.SHEET
    return Format.TEXT


def parts_of(path: Path) -> list[Source]:
    """Return the file's parts, not yet taken to be anything.

    Raises
    ------
    InputError
        When the file cannot be read.
    """
    parts = list(_parts(path))
    return [replace(part, n_parts=len(parts)) for part in parts]


def _parts(path: Path) -> Iterator[Source]:
    """Give the file's parts, not yet taken to be anything."""
    if not path.is_file():
        raise missing_file(path)
    kind = format_of(path)
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
