"""Tables as they stand in text files, spreadsheets, Parquet files and map layers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.domain.quality import FindingKind, Severity
from models.domain.text import Text
from models.importers.columns import GEOMETRY_E, GEOMETRY_N
from models.importers.coordinates import System
from models.importers.findings import Findings
from models.importers.grid import Grid, header_index, is_totals
from models.importers.layers import read_layer
from models.importers.layout import Format, Layout
from models.importers.sheets import read_sheet
from models.importers.text_files import read_text_file
from models.importers.unreadable import empty_file, unreadable

Column = Sequence[str] | NDArray[Any]

UNUSUAL = ("cp850", "latin-1")
"""Encodings that are taken for want of one that says so itself."""


@dataclass(frozen=True)
class Table:
    """A table whose columns all have the same length.

    Attributes
    ----------
    file : str
        The file's name without its folder, and its sheet where it has several.
    columns : mapping of heading to column
        Texts without surrounding blanks, or an array of numbers.
    rows : sequence of int
        Each row's number as a spreadsheet counts: the header is row 1.
    totals : tuple of (row, mapping of heading to text)
        Rows that hold totals; they are not among `rows`.
    doubled : frozenset of str
        Headings that stand there more than once; the later ones got a number behind them.
    n_broken : int
        Rows left out because they have fewer or more fields than there are headings.
    heading : mapping of field to heading
        Which column each field has; empty until the table is read as some kind.
    system : System or None
        The coordinate system that was chosen; None where the points tell it.
    """

    file: str
    columns: dict[str, Column]
    rows: Sequence[int]
    totals: tuple[tuple[int, Mapping[str, str]], ...] = ()
    doubled: frozenset[str] = frozenset()
    n_broken: int = 0
    heading: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    system: System | None = None

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings from left to right."""
        return tuple(self.columns)

    def __len__(self) -> int:
        return len(self.rows)

    def texts(self, heading: str | None) -> list[str]:
        """Return a column as texts; empty ones where there is no such column."""
        if heading is None:
            return [""] * len(self)
        column = self.columns[heading]
        if isinstance(column, np.ndarray) and column.dtype != object:
            return ["" if value != value else f"{value:.15g}" for value in column.tolist()]
        return list(column)

    def cell(self, name: str, index: int) -> str:
        """Return a field's text in one row; empty where it has no column."""
        heading = self.heading.get(name)
        if heading is None:
            return ""
        value = self.columns[heading][index]
        if isinstance(value, str):
            return value
        return "" if value != value else f"{value:.15g}"

    def field(self, name: str) -> list[str]:
        """Return a field's column as texts; empty ones where it has none."""
        return self.texts(self.heading.get(name))


def read_rows(path: Path, layout: Layout, findings: Findings) -> Table:
    """Return the table that stands in a file laid out like this.

    Titles above the header and totals below are left out and named, as are rows of a text
    file with too few or too many fields. A map layer's geometry becomes two columns with the
    middle of each shape in EPSG:25832.

    Raises
    ------
    InputError
        When the file cannot be read, or holds no table.
    """
    if layout.format is Format.PARQUET:
        return _read_parquet(path)
    if layout.format is Format.LAYER:
        return _read_layer_table(path, layout.part, findings)
    if layout.format is Format.SHEET:
        grid, n_filled = read_sheet(path, layout.part)
        if n_filled:
            _tell_filled(n_filled, path.name, findings)
        return table_of(grid, path.name, layout.header_row, False, findings)
    text = read_text_file(path, layout.encoding, layout.delimiter)
    if text.is_mended:
        _tell_mended(path.name, findings)
    if text.encoding in UNUSUAL:
        _tell_encoding(text.encoding, path.name, findings)
    if text.has_lost_letters:
        _tell_lost(path.name, findings)
    return table_of(text.grid, path.name, layout.header_row, True, findings)


def table_of(
    grid: Grid, file: str, header_row: int, rows_are_whole: bool, findings: Findings
) -> Table:
    """Return the table below a grid's header; with `header_row` 0 the header is looked for.

    `rows_are_whole` says that a row with fewer fields than headings is broken, as in text
    files; in a spreadsheet its last cells are merely empty.
    """
    if not grid.records:
        raise empty_file(file)
    at = grid.rows.index(header_row) if header_row in grid.rows else header_index(grid.records)
    headings, doubled = _headings(grid.records[at])
    if at:
        _tell_above(grid, at, file, findings)
    rows: list[int] = []
    records: list[list[str]] = []
    totals: list[tuple[int, Mapping[str, str]]] = []
    for row, record in zip(grid.rows[at + 1 :], grid.records[at + 1 :], strict=True):
        if is_totals(record):
            totals.append((row, dict(zip(headings, record, strict=False))))
            continue
        cells = _fitted(row, record, headings, rows_are_whole, file, findings)
        if cells is not None:
            rows.append(row)
            records.append(cells)
    if totals:
        _tell_totals(totals, file, findings)
    columns = zip(*records, strict=True) if records else ([] for _ in headings)
    return Table(
        file,
        dict(zip(headings, columns, strict=True)),
        rows,
        tuple(totals),
        frozenset(doubled),
        len(grid.rows) - at - 1 - len(totals) - len(rows),
    )


def _headings(record: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return headings that are all different, and those that stood there more than once."""
    cells = list(record)
    while len(cells) > 1 and not cells[-1]:
        cells.pop()
    named = [
        " ".join(cell.split()) or f"(kolonne {number})" for number, cell in enumerate(cells, 1)
    ]
    seen: Counter[str] = Counter()
    headings: list[str] = []
    for name in named:
        seen[name] += 1
        headings.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    while len(set(headings)) < len(headings):  # "a", "a", "a (2)"
        headings = [
            f"{name}'" if name in headings[:at] else name for at, name in enumerate(headings)
        ]
    return headings, [name for name, count in seen.items() if count > 1]


def _fitted(
    row: int,
    record: Sequence[str],
    headings: Sequence[str],
    rows_are_whole: bool,
    file: str,
    findings: Findings,
) -> list[str] | None:
    """Return a row's cells, None where it has fewer or more than there are headings."""
    cells = list(record)
    while len(cells) > len(headings) and not cells[-1]:
        cells.pop()
    if len(cells) < len(headings) and not rows_are_whole:
        cells += [""] * (len(headings) - len(cells))
    if len(cells) == len(headings):
        return cells
    if not rows_are_whole:  # a remark beside the table
        return cells[: len(headings)]
    n_wanted, n_found = len(headings), len(cells)
    wanted = Text(f"{n_wanted} felter i rækken", f"{n_wanted} fields in the row")
    findings.refuse_row(file, row, headings[min(n_found, n_wanted) - 1], str(n_found), wanted)
    return None


def _read_parquet(path: Path) -> Table:
    import pyarrow.parquet  # 100 ms that other imports need not wait for

    try:
        table = pyarrow.parquet.read_table(path)
        columns = {name: _arrow_column(table[name]) for name in table.column_names}
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError, ValueError) as error:
        raise unreadable(path, "Parquet") from error
    return Table(path.name, columns, range(2, table.num_rows + 2))


def _arrow_column(column: Any) -> Column:
    values = column.to_numpy()
    if values.dtype.kind in "iuf":
        return np.asarray(values)
    return ["" if value is None else str(value).strip() for value in values.tolist()]


def _read_layer_table(path: Path, part: str, findings: Findings) -> Table:
    layer = read_layer(path, findings, part)
    columns: dict[str, Column] = dict(layer.columns)
    if layer.shapes is not None:
        import shapely

        middle = shapely.centroid(layer.shapes)
        columns[GEOMETRY_E], columns[GEOMETRY_N] = shapely.get_x(middle), shapely.get_y(middle)
    return Table(layer.file, columns, layer.rows)


def _tell_above(grid: Grid, at: int, file: str, findings: Findings) -> None:
    first = next(cell for cell in grid.records[0] if cell)
    text = Text(
        f"Overskrifterne står i række {grid.rows[at]}. Det, der står over dem, er sprunget over "
        f"(»{first}«).",
        f"The headings stand in row {grid.rows[at]}. What stands above them was skipped "
        f"(“{first}”).",
    )
    findings.tell(FindingKind.READ, text, file)


def _tell_totals(
    totals: Sequence[tuple[int, Mapping[str, str]]], file: str, findings: Findings
) -> None:
    for row, _ in totals:
        text = Text(
            f"Række {row} er en sum af andre rækker og er ikke taget med.",
            f"Row {row} is a sum of other rows and was left out.",
        )
        findings.tell(FindingKind.READ, text, file)


def _tell_filled(n_filled: int, file: str, findings: Findings) -> None:
    text = Text(
        f"{n_filled} celler var flettet sammen med cellen over og har fået dens værdi.",
        f"{n_filled} cells were merged with the one above and got its value.",
    )
    findings.tell(FindingKind.REPAIRED, text, file, Severity.WARNING)


def _tell_mended(file: str, findings: Findings) -> None:
    text = Text(
        "Æ, ø og å var gemt forkert (»Ã¦«, »Ã¸«, »Ã¥«) og er rettet.",
        "The letters æ, ø and å were saved wrongly (“Ã¦”, “Ã¸”, “Ã¥”) and were put right.",
    )
    findings.tell(FindingKind.REPAIRED, text, file)


def _tell_encoding(encoding: str, file: str, findings: Findings) -> None:
    text = Text(
        f"Bogstaverne er læst med tegnsættet {encoding}, fordi de ellers ikke giver mening. Se "
        "efter, om æ, ø og å er rigtige.",
        f"The letters were read in the encoding {encoding}, because otherwise they make no sense. "
        "See whether æ, ø and å are right.",
    )
    findings.tell(FindingKind.ESTIMATED, text, file, Severity.WARNING)


def _tell_lost(file: str, findings: Findings) -> None:
    text = Text(
        "Filen har bogstaver, der er gået tabt, før den kom hertil (»�«). Hent den igen fra "
        "kilden.",
        "The file has letters that were lost before it came here (“�”). Get it from its source "
        "again.",
    )
    findings.tell(FindingKind.READ, text, file, Severity.WARNING)
