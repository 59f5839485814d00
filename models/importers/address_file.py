"""The address file a user has (an extract of DAR): read in one pass, kept where the region is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from models.domain.errors import InputError
from models.domain.place import Place
from models.domain.quality import FindingKind, Severity
from models.domain.text import Text, format_number
from models.geography.addresses import NO_BOOK, AddressBook, book_of, parse_address
from models.importers.findings import Findings
from models.importers.kinds import SourceKind
from models.importers.layout import Format
from models.importers.placing import points_of
from models.importers.reading import Given, as_source, read_table
from models.importers.sources import Source
from models.importers.tables import Table
from models.importers.unreadable import unreadable

BLOCK_BYTES = 16_000_000
"""Read at a time; a national extract has some 500 MB and shall not be held whole."""

Window = tuple[float, float, float, float]
"""West, south, east and north in EPSG:25832, metres."""


@dataclass(frozen=True)
class Addresses:
    """What an address file gives a register.

    Attributes
    ----------
    book : AddressBook
        The addresses within the window.
    place_of_id : mapping of DAR id to Place
        Those ids that were asked for.
    """

    book: AddressBook
    place_of_id: Mapping[str, Place]


NO_ADDRESSES = Addresses(NO_BOOK, {})


def read_addresses(
    given: Given, wanted_ids: Collection[str], window: Window, findings: Findings
) -> Addresses:
    """Return the addresses of a file that lie within a window.

    Raises
    ------
    InputError
        When the file cannot be read, lacks a column, or has no address within the window.
    """
    source = as_source(given, SourceKind.ADDRESSES)
    ids: dict[str, Place] = {}
    houses: list[tuple[str, str, str, float, float]] = []
    n_rows = n_bad = 0
    for table in _tables(given, source, findings):
        taken, bad = _taken(table, wanted_ids, window, ids, findings)
        houses += taken
        n_rows += len(table)
        n_bad += bad
    if not houses:
        raise InputError(
            f"»{source.path.name}«: forventede adresser i regionen, men fandt ingen. Se efter, om "
            "det er den rigtige fil og de rigtige koordinater.",
            f"“{source.path.name}”: expected addresses in the region, but found none. See whether "
            "it is the right file and the right coordinates.",
        )
    text = Text(
        f"{format_number(len(houses))} af {format_number(n_rows)} adresser ligger i eller ved "
        f"regionen og er gemt i projektet; {format_number(n_bad)} havde hverken vej og nummer "
        "eller koordinat.",
        f"{format_number(len(houses), 'en')} of {format_number(n_rows, 'en')} addresses lie in or "
        f"near the region and are kept in the project; {format_number(n_bad, 'en')} lacked street "
        "and number or a coordinate.",
    )
    severity = Severity.WARNING if n_bad > n_rows / 100 else Severity.INFO
    findings.tell(FindingKind.READ, text, source.path.name, severity)
    return Addresses(book_of(houses), ids)


def _tables(given: Given, source: Source, findings: Findings) -> Iterator[Table]:
    """Give the file in parts that fit the memory, each with the columns of its fields known."""
    if source.layout.format is not Format.TEXT:
        yield read_table(given, SourceKind.ADDRESSES, findings)
        return
    if not source.is_complete:
        read_table(given, SourceKind.ADDRESSES, findings)  # says which column is missing
    import pyarrow
    import pyarrow.csv

    first = source.layout.header_row
    try:
        reader = pyarrow.csv.open_csv(
            source.path,
            pyarrow.csv.ReadOptions(
                block_size=BLOCK_BYTES,
                column_names=list(source.headings),
                skip_rows=first,
                encoding=_python_name(source.layout.encoding),
            ),
            pyarrow.csv.ParseOptions(
                delimiter=source.layout.delimiter, invalid_row_handler=lambda row: "skip"
            ),
            pyarrow.csv.ConvertOptions(
                include_columns=list(source.match.columns.values()),
                column_types={name: pyarrow.string() for name in source.headings},
                strings_can_be_null=False,
            ),
        )
        for batch in reader:
            columns = {name: batch.column(name).to_pylist() for name in batch.schema.names}
            rows = range(first + 1, first + 1 + batch.num_rows)
            heading, system = source.match.columns, source.match.system
            yield Table(source.path.name, columns, rows, heading=heading, system=system)
            first += batch.num_rows
    except (pyarrow.ArrowException, OSError, UnicodeError) as error:
        raise unreadable(source.path, "CSV") from error


def _python_name(encoding: str) -> str:
    return "utf8" if encoding.startswith("utf-8") else encoding


def _taken(
    table: Table,
    wanted_ids: Collection[str],
    window: Window,
    ids: dict[str, Place],
    findings: Findings,
) -> tuple[list[tuple[str, str, str, float, float]], int]:
    """Return a part's houses within the window, and how many rows could not be read."""
    quiet = Findings()  # a national file would fill the report row by row
    points = points_of(table, quiet)
    west, south, east, north = window
    e, n = points.e, points.n
    inside = (e >= west) & (e <= east) & (n >= south) & (n <= north)
    ids_of, postcodes = table.field("dar_id"), table.field("postcode")
    houses = []
    n_bad = int(np.isnan(e).sum())
    for i in np.flatnonzero(inside).tolist():
        if ids_of[i].casefold() in wanted_ids:
            ids[ids_of[i].casefold()] = Place(float(e[i]), float(n[i]))
        street, house, postcode = _address(table, i)
        if not street or not house:
            n_bad += 1
            continue
        houses.append((postcodes[i].zfill(4) if postcodes[i] else postcode, street, house,
                       float(e[i]), float(n[i])))  # fmt: skip
    return houses, n_bad


def _address(table: Table, index: int) -> tuple[str, str, str]:
    """Return street, house and postal code of a row, from their columns or from one text."""
    columns: Mapping[str, Any] = table.columns
    heading = table.heading
    if "street" in heading and "house" in heading:
        house = str(columns[heading["house"]][index]).strip().lstrip("0")
        return str(columns[heading["street"]][index]).strip(), house, ""
    parsed = parse_address(str(columns[heading["address"]][index]))
    return ("", "", "") if parsed is None else (parsed.street, parsed.house, parsed.postcode)
