"""Where the rows of a table lie: their coordinates in whatever system, brought to EPSG:25832."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from models.domain.place import Place
from models.domain.quality import FindingKind, Severity
from models.domain.text import Text, format_number
from models.geography.areas import NO_AREA, Areas
from models.importers.coordinates import (
    FEW,
    Bools,
    Floats,
    Standing,
    System,
    in_denmark,
    parse_cells,
    parse_degrees,
    parse_pairs,
    standings,
    to_utm32,
)
from models.importers.findings import Findings
from models.importers.layers import DENMARK
from models.importers.numbers import Kind, parse_numbers
from models.importers.tables import Table

LiesRight = Callable[[Floats, Floats], Bools]
"""Tells which points, EPSG:25832 metres, fall where they should."""

HALF = 0.5
"""Share of rows that must fall in Denmark before a system is believed."""


@dataclass(frozen=True)
class Points:
    """Where the rows of a table lie.

    Attributes
    ----------
    e, n : ndarray of floats with shape (n_row,)
        EPSG:25832, metres; NaN where a row has no usable coordinates.
    column : str
        The headings of the coordinates, for sentences about a row.
    system : System
        What the columns are in.
    axes : tuple of (field, numbers)
        Each column of coordinates as it stands, X before Y.
    """

    e: Floats
    n: Floats
    column: str
    system: System
    axes: tuple[tuple[str, Floats], ...]

    def refuse(self, table: Table, index: int, findings: Findings) -> None:
        """Name a row that has no usable coordinates, by the column that lacks them."""
        column, value, wanted = self.column, shown_place(table, index), _WANTED
        for at, (field, numbers) in enumerate(self.axes):
            if np.isnan(numbers[index]):
                column, value = table.heading[field], table.cell(field, index)
                wanted = _WANTED_AXES[at]
                break
        findings.refuse_row(table.file, table.rows[index], column, value, wanted)


def _wanted(low: float, high: float, da: str, en: str) -> Text:
    return Text(
        f"en koordinat i Danmark ({da} mellem {low:.0f} og {high:.0f} i UTM 32)",
        f"a coordinate in Denmark ({en} between {low:.0f} and {high:.0f} in UTM 32)",
    )


_WANTED = Text("et sted i Danmark", "a place in Denmark")
_WANTED_AXES = (
    _wanted(DENMARK[0], DENMARK[2], "øst", "easting"),
    _wanted(DENMARK[1], DENMARK[3], "nord", "northing"),
)


def lies_on(areas: Areas) -> LiesRight:
    """Return a test of which points lie in one of the areas."""

    def lies_right(e: Floats, n: Floats) -> Bools:
        here = np.isfinite(e) & np.isfinite(n)
        inside = np.zeros(len(e), dtype=np.bool_)
        inside[here] = areas.locate(e[here], n[here]) != NO_AREA
        return inside

    return lies_right


def points_of(table: Table, findings: Findings, home: Areas | None = None) -> Points:
    """Return where a table's rows lie; its system, and rows in another one, are named.

    Without chosen system it is the one in which most rows fall in Denmark, and of several in
    which as many do the one in which most fall in `home`; UTM 32 where none does. A row that
    falls outside, and in exactly one other system inside, is brought there.
    """
    x, y = raw_points(table)
    column = place_column(table)
    found = standings(x, y)
    system = table.system or _believed(found, x, y, home)
    e, n = (axis.copy() for axis in to_utm32(system, x, y))
    if system is not System.UTM32 and table.system is None:
        _tell_system(
            system, int(in_denmark(e, n).sum()), int(np.isfinite(x).sum()), table, findings
        )
    astray = np.flatnonzero(~in_denmark(e, n) & np.isfinite(x) & np.isfinite(y))
    for at, other in _only_others(system, x[astray], y[astray]):
        i = int(astray[at])
        (e[i],), (n[i],) = to_utm32(other, x[i : i + 1], y[i : i + 1])
        done = Text(
            f"stedet er læst som {other.label.da}, for så ligger det i Danmark.",
            f"the place was read as {other.label.en}, for so it lies in Denmark.",
        )
        shown, place = shown_place(table, i), Place(float(e[i]), float(n[i]))
        findings.repair_row(table.file, table.rows[i], column, shown, done, place)
    west, south, east, north = DENMARK
    outside = ~((e >= west) & (e <= east) & (n >= south) & (n <= north))
    e[outside], n[outside] = np.nan, np.nan
    axes = (("e", x), ("n", y)) if {"e", "n"} <= table.heading.keys() else ()
    return Points(e, n, column, system, axes)


def raw_points(table: Table) -> tuple[Floats, Floats]:
    """Return a table's coordinates as they stand, NaN where a row has none."""
    if "e" in table.heading and "n" in table.heading:
        return axis_of(table, "e"), axis_of(table, "n")
    if "place" in table.heading:
        return parse_pairs(table.field("place"))
    if "id" in table.heading:
        return parse_cells(table.field("id"))
    return np.full(len(table), np.nan), np.full(len(table), np.nan)


def place_column(table: Table) -> str:
    """Return the headings of a table's coordinates."""
    names = [table.heading[field] for field in ("e", "n") if field in table.heading]
    if len(names) < 2 and "place" in table.heading:
        names = [table.heading["place"]]
    if not names and "id" in table.heading:
        names = [table.heading["id"]]
    if not names:
        names = [
            table.heading[f]
            for f in ("dar_id", "address", "postcode", "town")
            if f in table.heading
        ]
    return " / ".join(dict.fromkeys(names))


def shown_place(table: Table, index: int) -> str:
    """Return what stands for a row's coordinates; empty where nothing does."""
    if "e" in table.heading and "n" in table.heading:
        x, y = table.cell("e", index), table.cell("n", index)
        return f"{x} / {y}" if x or y else ""
    return table.cell("place" if "place" in table.heading else "id", index)


def axis_of(table: Table, field: str) -> Floats:
    """Return eastings or northings; "575.110" is 575 km as a point between thousands."""
    column = table.columns[table.heading[field]]
    values = parse_numbers(column, Kind.DECIMAL).values.copy()
    if isinstance(column, np.ndarray) and column.dtype != object:
        return values
    small = np.flatnonzero(np.abs(values) < 1000)
    thousands = parse_numbers([column[i] for i in small.tolist()], Kind.WHOLE).values
    values[small[thousands >= 60_000]] = thousands[thousands >= 60_000]
    for i in np.flatnonzero(np.isnan(values)).tolist():
        degrees = parse_degrees(str(column[i]))
        if degrees is not None:
            values[i] = degrees
    return values


def _believed(found: Sequence[Standing], x: Floats, y: Floats, home: Areas | None) -> System:
    if not found or found[0].share < HALF:
        return System.UTM32
    tied = [s.system for s in found if s.share > found[0].share - FEW]
    if len(tied) == 1 or home is None or not len(home):
        return found[0].system
    # Bornholm in UTM 33 has the numbers of southern Jutland in UTM 32
    at_home = standings(x, y, lies_on(home))
    return next(s.system for s in at_home if s.system in tied)


def _only_others(system: System, x: Floats, y: Floats) -> Iterator[tuple[int, System]]:
    """Give the points that lie in Denmark in exactly one other system, and which it is."""
    others = [other for other in System if other is not system]
    fits = np.stack([in_denmark(*to_utm32(other, x, y)) for other in others])
    for at in np.flatnonzero(fits.sum(axis=0) == 1).tolist():
        yield at, others[int(np.argmax(fits[:, at]))]


def _tell_system(
    system: System, n_inside: int, n_points: int, table: Table, findings: Findings
) -> None:
    text = Text(
        f"Koordinaterne er læst som {system.label.da} og omregnet til UTM 32: "
        f"{format_number(n_inside)} af {format_number(n_points)} ligger så i Danmark.",
        f"The coordinates were read as {system.label.en} and converted to UTM 32: "
        f"{format_number(n_inside, 'en')} of {format_number(n_points, 'en')} then lie in Denmark.",
    )
    is_all = n_inside >= (1 - FEW) * n_points
    severity = Severity.INFO if is_all else Severity.WARNING
    findings.tell(FindingKind.REPAIRED, text, table.file, severity)
