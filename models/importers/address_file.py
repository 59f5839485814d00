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
from models.geography.addresses import NO_BOOK, AddressBook, BookMaker, parse_address
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
    maker = BookMaker()
    n_rows = n_bad = 0
    for table in _tables(given, source, findings):
        n_bad += _take(table, wanted_ids, window, ids, maker)
        n_rows += len(table)
    if not maker.n_houses:
        raise InputError(
            f"»{source.path.name}«: forventede adresser i regionen, men fandt ingen. Se efter, om "
            "det er den rigtige fil og de rigtige koordinater.",
            f"“{source.path.name}”: expected addresses in the region, but found none. See whether "
            "it is the right file and the right coordinates.",
        )
    text = Text(
        f"{format_number(maker.n_houses)} af {format_number(n_rows)} adresser ligger i eller ved "
        f"regionen og er gemt i projektet; {format_number(n_bad)} havde hverken vej og nummer "
        "eller koordinat.",
        f"{format_number(maker.n_houses, 'en')} of {format_number(n_rows, 'en')} addresses lie in "
        f"or near the region and are kept in the project; {format_number(n_bad, 'en')} lacked "
        "street and number or a coordinate.",
    )
    severity = Severity.WARNING if n_bad > n_rows / 100 else Severity.INFO
    findings.tell(FindingKind.READ, text, source.path.name, severity)
    return Addresses(maker.book(), ids)


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
    axes = {source.match.columns.get(field) for field in ("e", "n")}
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
            columns = {
                name: _quick_numbers(batch.column(name))
                if name in axes
                else batch.column(name).to_pylist()
                for name in batch.schema.names
            }
            rows = range(first + 1, first + 1 + batch.num_rows)
            heading, system = source.match.columns, source.match.system
            yield Table(source.path.name, columns, rows, heading=heading, system=system)
            first += batch.num_rows
    except (pyarrow.ArrowException, OSError, UnicodeError) as error:
        raise unreadable(source.path, "CSV") from error


def _python_name(encoding: str) -> str:
    return "utf8" if encoding.startswith("utf-8") else encoding


def _take(
    table: Table,
    wanted_ids: Collection[str],
    window: Window,
    ids: dict[str, Place],
    maker: BookMaker,
) -> int:
    """Add a part's houses within the window; return how many rows could not be read."""
    quiet = Findings()  # a national file would fill the report row by row
    points = points_of(table, quiet)
    west, south, east, north = window
    inside = (points.e >= west) & (points.e <= east) & (points.n >= south) & (points.n <= north)
    n_bad = int(np.isnan(points.e).sum())
    e, n = points.e.tolist(), points.n.tolist()
    ids_of, postcodes, addresses = (table.field(f) for f in ("dar_id", "postcode", "address"))
    streets, numbers = table.field("street"), table.field("house")
    has_parts = "street" in table.heading and "house" in table.heading
    for i in np.flatnonzero(inside).tolist():
        if wanted_ids and ids_of[i].casefold() in wanted_ids:
            ids[ids_of[i].casefold()] = Place(e[i], n[i])
        street, house, postcode = streets[i], numbers[i].lstrip("0"), postcodes[i]
        if not has_parts:
            parsed = parse_address(addresses[i], postcode)
            street, house, postcode = ("", "", "") if parsed is None else parsed
        if street and house:
            maker.add(postcode.zfill(4) if postcode else "", street, house, e[i], n[i])
        else:
            n_bad += 1
    return n_bad


def _quick_numbers(column: Any) -> Any:
    """Return a column of coordinates as an array; as texts where that would guess.

    Numbers between 90 and 1,000 are neither degrees nor metres but have points between
    thousands, which the slow way sees.
    """
    import pyarrow
    import pyarrow.compute

    plain = pyarrow.compute.replace_substring(
        pyarrow.compute.utf8_trim_whitespace(column), ",", "."
    )
    try:
        values = pyarrow.compute.cast(plain, pyarrow.float64()).to_numpy(zero_copy_only=False)
    except pyarrow.ArrowInvalid:
        return column.to_pylist()
    is_odd = (np.abs(values) > 90) & (np.abs(values) < 1_000)
    return column.to_pylist() if is_odd.any() else values
