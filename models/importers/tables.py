"""Tables from text files, Parquet and map layers, whatever their delimiter and encoding."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.domain.errors import InputError
from models.domain.text import Text
from models.importers.columns import GEOMETRY_E, GEOMETRY_N
from models.importers.findings import Findings
from models.importers.layers import is_layer, read_layer

Column = Sequence[str] | NDArray[Any]

_SPREADSHEETS = (".xlsx", ".xls", ".xlsm", ".ods")
_DELIMITERS = ";\t,|"
_SNIFFED_ROWS = 50
"""Rows looked at to tell the delimiter; a register's first page."""


@dataclass(frozen=True)
class Table:
    """A table whose columns all have the same length.

    Attributes
    ----------
    file : str
        The file's name without its folder.
    columns : mapping of heading to column
        Texts without surrounding blanks, or an array of numbers.
    rows : sequence of int
        Each row's number as a spreadsheet counts: the header is row 1.
    """

    file: str
    columns: dict[str, Column]
    rows: Sequence[int]

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


def read_table(path: Path, findings: Findings) -> Table:
    """Return the table in a CSV or other delimited text file, a Parquet file or a map layer.

    Rows with too few or too many fields are left out and named in `findings`. A map layer's
    geometry becomes two columns with the middle of each shape in EPSG:25832.

    Raises
    ------
    InputError
        When the file is missing, cannot be read, or holds no table.
    """
    if not path.is_file():
        raise missing_file(path)
    if path.suffix.casefold() == ".parquet":
        return _read_parquet(path)
    if path.suffix.casefold() in _SPREADSHEETS:
        raise _spreadsheet(path)
    if is_layer(path):
        return _read_layer_table(path, findings)
    return _read_text(path, findings)


def missing_file(path: Path) -> InputError:
    """Return the sentence for a file that is not there."""
    return InputError(
        f"Filen »{path}« findes ikke. Se efter, om navnet og mappen er rigtige.",
        f"The file “{path}” does not exist. See whether its name and folder are right.",
    )


def _read_parquet(path: Path) -> Table:
    import pyarrow.parquet  # 100 ms that other imports need not wait for

    try:
        table = pyarrow.parquet.read_table(path)
    except (pyarrow.ArrowException, OSError) as error:
        raise _unreadable(path, "Parquet") from error
    columns = {name: _arrow_column(table[name]) for name in table.column_names}
    return Table(path.name, columns, range(2, table.num_rows + 2))


def _arrow_column(column: Any) -> Column:
    values = column.to_numpy()
    if values.dtype != object:
        return np.asarray(values)
    return ["" if value is None else str(value).strip() for value in values.tolist()]


def _read_layer_table(path: Path, findings: Findings) -> Table:
    layer = read_layer(path, findings)
    columns: dict[str, Column] = dict(layer.columns)
    if layer.shapes is not None:
        import shapely

        middle = shapely.centroid(layer.shapes)
        columns[GEOMETRY_E], columns[GEOMETRY_N] = shapely.get_x(middle), shapely.get_y(middle)
    return Table(path.name, columns, layer.rows)


def _read_text(path: Path, findings: Findings) -> Table:
    text = _decode(path)
    delimiter, lines = _delimiter(text)
    try:
        records = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error as error:
        raise _unreadable(path, "CSV") from error
    first = 2 if _says_delimiter(text) else 1
    numbered = [(number, record) for number, record in enumerate(records, first) if record]
    if not numbered:
        raise InputError(f"»{path.name}« er tom.", f"“{path.name}” is empty.")
    headings = _headings(numbered[0][1], path)
    taken = [_fitted(row, record, headings, path.name, findings) for row, record in numbered[1:]]
    kept = [
        (row, fields)
        for (row, _), fields in zip(numbered[1:], taken, strict=True)
        if fields is not None and any(fields)
    ]
    columns = zip(*(fields for _, fields in kept), strict=True) if kept else ([] for _ in headings)
    return Table(path.name, dict(zip(headings, columns, strict=True)), [row for row, _ in kept])


def _decode(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"»{path}« kan ikke læses ({error.strerror}).",
            f"“{path}” cannot be read ({error.strerror}).",
        ) from error
    text = _decoded(content)
    if text is None or "\0" in text:
        raise _unreadable(path, "CSV")
    return text


def _decoded(content: bytes) -> str | None:
    """Return the text, told by its byte-order mark or by what can be decoded."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _try(content, "utf-16")
    if content[1:2] == b"\0":  # Latin letters in UTF-16 without a mark
        return _try(content, "utf-16-le")
    for encoding in ("utf-8-sig", "cp1252"):
        text = _try(content, encoding)
        if text is not None:
            return text
    return content.decode("latin-1")


def _try(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _delimiter(text: str) -> tuple[str, list[str]]:
    """Return the delimiter and the lines from the header on."""
    lines = list(io.StringIO(text, newline=""))
    if _says_delimiter(text):
        return text[4], lines[1:]
    return max(_DELIMITERS, key=lambda sign: _fit(lines[:_SNIFFED_ROWS], sign)), lines


def _says_delimiter(text: str) -> bool:
    """Return whether the first line is Excel's own way of saying it, "sep=;"."""
    return re.match(r"sep=.\r?\n", text, re.IGNORECASE) is not None


def _fit(lines: Sequence[str], delimiter: str) -> tuple[float, int]:
    """Return how well a delimiter fits: the share of rows as wide as the header, the width.

    A decimal comma in a file with semicolons gives rows of uneven width, so the share decides.
    """
    try:
        widths = [len(record) for record in csv.reader(lines, delimiter=delimiter) if record]
    except csv.Error:
        return 0.0, 0
    if not widths or widths[0] < 2:
        return 0.0, 0
    return Counter(widths)[widths[0]] / len(widths), widths[0]


def _headings(record: Sequence[str], path: Path) -> list[str]:
    headings = [heading.strip() for heading in record]
    twice = [heading for heading, count in Counter(headings).items() if heading and count > 1]
    if twice:
        raise InputError(
            f"»{path.name}«: kolonnen »{twice[0]}« findes to gange. Ret overskrifterne, og prøv "
            "igen.",
            f"“{path.name}”: there are two columns “{twice[0]}”. Correct the headings and try "
            "again.",
        )
    return [heading or f"(kolonne {number})" for number, heading in enumerate(headings, 1)]


def _fitted(
    row: int, record: Sequence[str], headings: Sequence[str], file: str, findings: Findings
) -> list[str] | None:
    """Return a row's fields, None where it has fewer or more than there are headings."""
    fields = [field.strip() for field in record]
    while len(fields) > len(headings) and not fields[-1]:
        fields.pop()
    if len(fields) == len(headings) or not any(fields):
        return fields
    n_wanted, n_found = len(headings), len(fields)
    wanted = Text(f"{n_wanted} felter i rækken", f"{n_wanted} fields in the row")
    findings.refuse_row(file, row, headings[min(n_found, n_wanted) - 1], str(n_found), wanted)
    return None


def _spreadsheet(path: Path) -> InputError:
    return InputError(
        f"»{path.name}« er et regneark. Åbn det, gem arket med tabellen som CSV, og brug den fil.",
        f"“{path.name}” is a spreadsheet. Open it, save the sheet with the table as CSV and use "
        "that file.",
    )


def _unreadable(path: Path, kind: str) -> InputError:
    return InputError(
        f"»{path.name}« kan ikke læses som {kind}. Filen er beskadiget eller noget andet. Hent "
        "eller gem den igen.",
        f"“{path.name}” cannot be read as {kind}. It is damaged or something else. Download or "
        "save it again.",
    )
