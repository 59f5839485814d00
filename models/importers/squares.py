"""Inhabited squares, or parishes in their place where there are none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from models.allocation.lists import largest_remainder
from models.domain.errors import InputError
from models.domain.place import Place
from models.domain.quality import FindingKind, Severity
from models.domain.text import Text, format_number
from models.geography.areas import NO_AREA, Areas
from models.geography.squares import AGE_GROUPS, Squares
from models.importers.areas import AreaLayer
from models.importers.columns import AGE_FIELDS, SQUARES
from models.importers.findings import Findings
from models.importers.kinds import SourceKind
from models.importers.numbers import Kind, parse_numbers
from models.importers.placing import points_of
from models.importers.reading import Given, compare_totals, missing_column, read_table
from models.importers.tables import Table

Int32 = NDArray[np.int32]

PARISH_SIDE_M = 1_000
"""What stands for the side of a square where each parish is one: so large a dot is seen at
region zoom, and neighbouring parishes' dots do not touch."""

NATIONAL_AGE_SHARES = np.array([0.224, 0.262, 0.257, 0.209, 0.048])
"""Shares of the five age groups in Denmark, 1 January 2021 (Statistics Denmark, FOLK1A)."""

_PERSONS = Text("et helt tal på 0 eller derover", "a whole number of 0 or more")


@dataclass(frozen=True)
class _Demand:
    """Squares as read, before they are placed in areas; arrays of shape (n_square, ...)."""

    file: str
    ids: list[str]
    rows: Sequence[int]
    e: Int32
    n: Int32
    ages: Int32
    persons: Int32
    municipality: list[str]
    parish: list[str]
    group: Int32


@dataclass(frozen=True)
class Geography:
    """The areas that squares are placed in; `land` are all municipalities, region or not."""

    land: Areas
    municipalities: Areas
    parishes: Areas


def read_squares(given: Given, geography: Geography, findings: Findings) -> Squares:
    """Return the region's inhabited squares from a table or a map layer.

    A square's municipality and parish are those of its codes, or where it has none those its
    centre lies in. Squares of other regions are left out and counted. A square that stands
    once for each of several parishes is kept in as many parts. Postal areas are not placed.

    Raises
    ------
    InputError
        When the file cannot be read, lacks coordinates or persons, or has nobody in the region.
    """
    table = read_table(given, SourceKind.SQUARES, findings)
    demand = _read_demand(table, findings, geography.municipalities)
    return _placed(demand, geography, _side_m(demand), findings)


def parishes_as_squares(layer: AreaLayer, geography: Geography, findings: Findings) -> Squares:
    """Return one demand point for each parish with inhabitants, at a place inside it.

    Raises
    ------
    InputError
        When the layer has no persons, or nobody in the region.
    """
    if "persons" not in layer.columns:
        raise missing_column(layer.columns, ("persons",), SourceKind.PARISHES, layer.file)
    points = shapely.point_on_surface(layer.areas.shapes)
    columns = {"id": list(layer.areas.codes), "parish": list(layer.areas.codes), **layer.columns}
    columns |= {"e": shapely.get_x(points), "n": shapely.get_y(points)}
    heading = {field: field for field in columns if field in SQUARES}
    table = Table(layer.file, columns, range(2, len(layer.areas) + 2), heading=heading)
    text = Text(
        "Der er ingen kvadrater, så hvert sogn er ét punkt. Afstande i et sogn kendes ikke.",
        "There are no squares, so each parish is one point. Distances within one are not known.",
    )
    findings.tell(FindingKind.ESTIMATED, text, layer.file, Severity.WARNING)
    demand = _read_demand(table, findings, geography.municipalities)
    return _placed(demand, geography, PARISH_SIDE_M, findings)


def _read_demand(table: Table, findings: Findings, home: Areas) -> _Demand:
    heading = table.heading
    points = points_of(table, findings, home)
    e, n = points.e, points.n
    ages, persons = _persons(table, findings)
    findings.count("persons", int(persons[persons > 0].sum(dtype=np.int64)))
    compare_totals(table, {"persons": Kind.WHOLE}, findings)
    is_here = np.isfinite(e)
    for i in np.flatnonzero(~is_here & (persons >= 0)).tolist():
        points.refuse(table, i, findings)
    taken = np.flatnonzero(is_here & (persons > 0)).tolist()
    ids = table.field("id")
    group = np.zeros(len(table), dtype=np.int32)
    if "group" in heading:
        numbers = parse_numbers(table.columns[heading["group"]], Kind.WHOLE).values
        group = np.where((numbers >= 1) & (numbers <= 5), numbers, 0).astype(np.int32)
    municipality, parish = (table.field(field) for field in ("municipality", "parish"))
    return _Demand(
        table.file,
        [ids[i] or f"{e[i]:.0f}_{n[i]:.0f}" for i in taken],
        [table.rows[i] for i in taken],
        np.rint(e[taken]).astype(np.int32),
        np.rint(n[taken]).astype(np.int32),
        ages[taken],
        persons[taken],
        [municipality[i].zfill(4) if municipality[i] else "" for i in taken],
        [parish[i].zfill(4) if parish[i] else "" for i in taken],
        group[taken],
    )


def _persons(table: Table, findings: Findings) -> tuple[Int32, Int32]:
    """Return persons by age and in total; the total is -1 where a row was refused."""
    heading = table.heading
    fields = [field for field in (*AGE_FIELDS, "persons") if field in heading]
    numbers = {f: parse_numbers(table.columns[heading[f]], Kind.WHOLE) for f in fields}
    refused = np.zeros(len(table), dtype=np.bool_)
    for field in fields:
        is_wrong = (numbers[field].is_bad | (numbers[field].values < 0)) & ~refused
        for i in np.flatnonzero(is_wrong).tolist():
            value = table.texts(heading[field])[i]
            findings.refuse_row(table.file, table.rows[i], heading[field], value, _PERSONS)
        refused |= is_wrong
    whole = {
        field: np.where(refused, 0, np.nan_to_num(numbers[field].values)).astype(np.int32)
        for field in fields
    }
    has_ages = all(field in whole for field in AGE_FIELDS)
    ages = np.zeros((len(table), len(AGE_GROUPS)), dtype=np.int32)
    if has_ages:
        ages = np.stack([whole[field] for field in AGE_FIELDS], axis=1)
    persons = whole.get("persons", ages.sum(axis=1, dtype=np.int32))
    ages = _fit_ages(ages, persons, table.file, has_ages, findings)
    return ages, np.where(refused, -1, persons).astype(np.int32)


def _fit_ages(ages: Int32, persons: Int32, file: str, has_ages: bool, findings: Findings) -> Int32:
    """Return ages whose sum is the persons of each square, changed only where it is not."""
    differs = np.flatnonzero(ages.sum(axis=1) != persons)
    fitted = ages.copy()
    for i in differs:
        shares = ages[i] if ages[i].any() else NATIONAL_AGE_SHARES
        fitted[i] = largest_remainder(shares.astype(np.float64), int(persons[i]))
    if len(differs) and has_ages:
        text = Text(
            f"I {len(differs)} rækker er aldersgruppernes sum ikke folketallet; det gælder, "
            "og grupperne er tilpasset.",
            f"In {len(differs)} rows the age groups do not add up to the persons; the persons "
            "count and the groups were fitted.",
        )
        findings.tell(FindingKind.REPAIRED, text, file, Severity.WARNING)
    elif len(differs):
        text = Text(
            "Filen har ikke alle aldersgrupper; landets fordeling er brugt.",
            "The file lacks age groups; the country's shares were used.",
        )
        findings.tell(FindingKind.ESTIMATED, text, file, Severity.WARNING)
    return fitted


def _placed(demand: _Demand, geography: Geography, side_m: int, findings: Findings) -> Squares:
    municipality = _located(demand.municipality, demand, geography.municipalities)
    elsewhere = municipality == NO_AREA
    if elsewhere.any():
        _tell_elsewhere(demand, elsewhere, geography.land, findings)
    ids = _distinct_ids(demand, elsewhere, findings)
    kept = [i for i in sorted(range(len(ids)), key=ids.__getitem__) if not elsewhere[i]]
    if not kept:
        raise InputError(
            f"»{demand.file}«: forventede indbyggere i regionen, men ingen af rækkerne ligger i "
            "den. Se efter, om det er den rigtige fil og den rigtige region.",
            f"“{demand.file}”: expected inhabitants of the region, but no row lies in it. See "
            "whether it is the right file and the right region.",
        )
    parish = _located(demand.parish, demand, geography.parishes)
    index = np.array(kept, dtype=np.intp)
    n_persons = int(demand.persons[index].sum(dtype=np.int64))
    text = Text(
        f"{format_number(len(kept))} beboede kvadrater med {format_number(n_persons)} personer er "
        "læst.",
        f"{format_number(len(kept), 'en')} inhabited squares with "
        f"{format_number(n_persons, 'en')} persons were read.",
    )
    findings.tell(FindingKind.READ, text, demand.file)
    return Squares(
        ids=tuple(ids[i] for i in kept),
        size_m=side_m,
        e=demand.e[index],
        n=demand.n[index],
        persons_by_age=demand.ages[index],
        persons=demand.persons[index],
        municipality=municipality[index],
        parish=parish[index],
        postal_area=np.full(len(index), NO_AREA, dtype=np.int32),
        group=demand.group[index],
    )


def _located(codes: Sequence[str], demand: _Demand, areas: Areas) -> Int32:
    """Return the area of each square by its code, by its centre where it has none."""
    found = np.array([areas.index_of_code.get(code, NO_AREA) for code in codes], dtype=np.int32)
    without = np.array([not code for code in codes], dtype=np.bool_)
    if without.any() and len(areas):
        e, n = demand.e[without].astype(np.float64), demand.n[without].astype(np.float64)
        found[without] = areas.locate(e, n)
    return found


def _tell_elsewhere(
    demand: _Demand, elsewhere: NDArray[np.bool_], land: Areas, findings: Findings
) -> None:
    """Count squares of other regions; name those that lie in no municipality at all."""
    known = np.array([code in land.index_of_code for code in demand.municipality])
    nowhere = elsewhere & ~known
    at = np.flatnonzero(nowhere)
    inside = land.locate(demand.e[at].astype(np.float64), demand.n[at].astype(np.float64))
    nowhere[at[inside != NO_AREA]] = False
    for kind, which, what in (
        (FindingKind.READ, elsewhere & ~nowhere, Text("i andre regioner", "in other regions")),
        (
            FindingKind.REFUSED,
            nowhere,
            Text("uden for alle kommuner", "outside every municipality"),
        ),
    ):
        n_persons = int(demand.persons[which].sum(dtype=np.int64))
        if not n_persons:
            continue
        text = Text(
            f"{format_number(int(which.sum()))} kvadrater {what.da} med "
            f"{format_number(n_persons)} personer er ikke taget med.",
            f"{format_number(int(which.sum()), 'en')} squares {what.en} with "
            f"{format_number(n_persons, 'en')} persons were left out.",
        )
        severity = Severity.INFO if kind is FindingKind.READ else Severity.ERROR
        place = None
        if kind is FindingKind.REFUSED:
            most = int(np.argmax(np.where(which, demand.persons, -1)))
            place = Place(float(demand.e[most]), float(demand.n[most]))
        findings.tell(kind, text, demand.file, severity, place)


def _distinct_ids(demand: _Demand, elsewhere: NDArray[np.bool_], findings: Findings) -> list[str]:
    """Return ids that are all different; parts of one square get their parish behind it.

    A row whose square and parish both stood before is refused: `elsewhere` is set for it.
    """
    count = Counter(demand.ids)
    ids, seen = list(demand.ids), set()
    n_parts = 0
    for i, name in enumerate(demand.ids):
        if count[name] > 1 and demand.parish[i]:
            ids[i] = f"{name}/{demand.parish[i]}"
            n_parts += 1
        if ids[i] in seen:
            wanted = Text("et kvadrat, der ikke står før", "a square not seen before")
            findings.refuse_row(demand.file, demand.rows[i], "id", name, wanted)
            elsewhere[i] = True
        seen.add(ids[i])
    if n_parts:
        text = Text(
            f"{format_number(n_parts)} rækker er dele af kvadrater, som en sognegrænse deler. Hver "
            "del er taget for sig.",
            f"{format_number(n_parts, 'en')} rows are parts of squares that a parish border "
            "divides. Each part was taken by itself.",
        )
        findings.tell(FindingKind.READ, text, demand.file)
    return ids


def _side_m(demand: _Demand) -> int:
    """Return the side of a square in metres: as its id says, else the least step between two."""
    said = re.match(r"(\d+)(k?m)_", demand.ids[0]) if demand.ids else None
    if said is not None:
        return int(said[1]) * (1_000 if said[2] == "km" else 1)
    steps = np.concatenate([np.diff(np.unique(demand.e)), np.diff(np.unique(demand.n))])
    return int(steps.min()) if len(steps) else PARISH_SIDE_M
