"""A register held against the map and against its own figures."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import shapely

from models.domain.place import Place
from models.domain.practice import Intake, Practice, ProviderNumber, Status
from models.domain.quality import FindingKind, Severity
from models.domain.text import Text, format_number
from models.geography.areas import NO_AREA, Areas
from models.importers.findings import Findings
from models.importers.register import Register, RegisterRow

COAST_M = 250.0
"""How far outside the land a practice may lie and still be taken to stand on the coast.

Municipal borders are simplified by some tens of metres and are older than the newest quays: in
the five regions' registers the farthest practice lies 180 m out.
"""

INLAND_M = 1.0
"""How far inside the border a practice from the quay is put, so that it lies on land for sure."""

PLAUSIBLE_LIST = (300, 3500)
"""Listed patients per capacity; beyond it the register deserves a second look."""


def keep_in_region(
    register: Register, land: Areas, region: Areas, region_name: str, findings: Findings
) -> Register:
    """Return the register without practices in the sea or outside the region, all named.

    A practice at most `COAST_M` outside the land is moved onto it, which is named as well.
    """
    kept = []
    for row in register.rows:
        practice = _on_land(row, land, findings)
        if practice is None:
            continue
        if region.locate_one(practice.place) == NO_AREA:
            wanted = Text(f"et sted i {region_name}", f"a place in {region_name}")
            _refuse_place(row, wanted, findings)
        else:
            kept.append(replace(row, practice=practice))
    return replace(register, rows=tuple(kept))


def decide_intake(
    register: Register, list_of: Mapping[ProviderNumber, int], norm_per_capacity: int
) -> tuple[Practice, ...]:
    """Return the practices with intake automatic where list and limit give what is told.

    Where the register tells something else, it was decided by hand and stays so.
    """
    practices = []
    for row in register.rows:
        limit = row.practice.closing_limit(norm_per_capacity)
        listed = list_of.get(row.practice.provider_number, 0)
        automatic = Status.CLOSED if listed >= limit else Status.OPEN
        if row.status is None or row.status is automatic:
            practices.append(row.practice)
        else:
            by_hand = Intake(row.status.value)
            practices.append(replace(row.practice, intake=by_hand, intake_by_register=True))
    return tuple(practices)


def compare_lists(
    register: Register, list_of: Mapping[ProviderNumber, int], findings: Findings
) -> None:
    """Name practices whose list differs from what the register tells, or fits no doctor."""
    for row in register.rows:
        listed = list_of.get(row.practice.provider_number, 0)
        if row.listed is not None and row.listed != listed:
            _warn(row, _differs(row.listed, listed), findings)
        if listed and not row.practice.capacities:
            _warn(row, _WITHOUT_CAPACITY, findings)
        if not listed and row.practice.has_doctor:
            _warn(row, _WITHOUT_PATIENTS, findings)
        low, high = PLAUSIBLE_LIST
        per_capacity = listed / row.practice.capacities if row.practice.capacities else 0.0
        if per_capacity and not low <= per_capacity <= high:
            _warn(row, _implausible(per_capacity), findings)


def compare_postal_codes(register: Register, known: Collection[str], findings: Findings) -> None:
    """Name selectively closed practices that nobody could join: codes missing or unknown.

    `known` are the codes of the whole file of postal areas, because a practice at the border
    may be open to neighbours.
    """
    for row in register.rows:
        if row.status is not Status.SELECTIVE:
            continue
        codes = row.practice.postcodes
        unknown = [code for code in codes if code not in known]
        if not codes:
            _warn(row, _NO_POSTAL_CODES, findings)
        elif unknown:
            _warn(row, _unknown(unknown), findings)


def _on_land(row: RegisterRow, land: Areas, findings: Findings) -> Practice | None:
    place = row.practice.place
    if land.locate_one(place) != NO_AREA:
        return row.practice
    point = shapely.Point(place)
    tree = shapely.STRtree(land.shapes)
    shape = land.shapes[tree.nearest(point)]
    distance_m = shape.distance(point)
    ashore = _just_inside(shape, point)
    if distance_m > COAST_M or land.locate_one(ashore) == NO_AREA:
        wanted = Text("et sted på land", "a place on land")
        _refuse_place(row, wanted, findings)
        return None
    done = Text(
        f"stedet lå {math.ceil(distance_m)} m ude i vandet og er flyttet ind til kysten.",
        f"the place lay {math.ceil(distance_m)} m out in the water and was moved to the coast.",
    )
    file, column, value = row.file, row.place_column, _shown(place)
    findings.repair_row(file, row.row, column, value, done, ashore)
    return replace(row.practice, place=ashore)


def _just_inside(shape: shapely.Geometry, point: shapely.Point) -> Place:
    """Return a place a little inside the shape, on the shortest way from the point."""
    border = shapely.get_point(shapely.shortest_line(shape, point), 0)
    inside = shapely.get_point(shapely.shortest_line(shape.buffer(-INLAND_M), border), 0)
    ashore = border if shapely.is_missing(inside) or inside.distance(border) > COAST_M else inside
    return Place(ashore.x, ashore.y)


def _refuse_place(row: RegisterRow, wanted: Text, findings: Findings) -> None:
    place = row.practice.place
    findings.refuse_row(row.file, row.row, row.place_column, _shown(place), wanted, place)


def _shown(place: Place) -> str:
    return f"{place.e:.0f} / {place.n:.0f}"


def _warn(row: RegisterRow, said: Text, findings: Findings) -> None:
    name, number = row.practice.name, row.practice.provider_number
    text = Text(
        f"Række {row.row}, {name} ({number}): {said.da}",
        f"Row {row.row}, {name} ({number}): {said.en}",
    )
    place = row.practice.place
    findings.tell(FindingKind.READ, text, row.file, Severity.WARNING, place)


def _differs(told: int, listed: int) -> Text:
    return Text(
        f"registret siger {format_number(told)} tilmeldte, listerne giver {format_number(listed)}. "
        "Listerne gælder.",
        f"the register says {format_number(told, 'en')} listed patients, the lists give "
        f"{format_number(listed, 'en')}. The lists count.",
    )


_WITHOUT_CAPACITY = Text(
    "praksis har tilmeldte, men ingen kapaciteter. Se efter, om kapaciteterne er rigtige.",
    "the practice has listed patients but no capacities. See whether the capacities are right.",
)
_WITHOUT_PATIENTS = Text(
    "praksis har en læge, men ingen tilmeldte. Se efter, om listen mangler.",
    "the practice has a doctor but no listed patients. See whether its list is missing.",
)
_NO_POSTAL_CODES = Text(
    "praksis er selektivt lukket, men der står ingen postnumre. Ingen kan tilmeldes, før de er "
    "skrevet.",
    "the practice is selectively closed, but no postal codes are given. Nobody can join until "
    "they are written.",
)


def _unknown(codes: Sequence[str]) -> Text:
    listed = ", ".join(codes)
    return Text(
        f"praksis er åben for postnumre, der ikke er blandt postområderne: {listed}. Ingen kan "
        "tilmeldes derfra.",
        f"the practice is open to postal codes that are not among the postal areas: {listed}. "
        "Nobody can join from there.",
    )


def _implausible(per_capacity: float) -> Text:
    return Text(
        f"{format_number(per_capacity)} tilmeldte pr. kapacitet er usædvanligt. Se efter, om "
        "kapaciteter og tilmeldte er rigtige.",
        f"{format_number(per_capacity, 'en')} listed patients per capacity is unusual. See "
        "whether capacities and list are right.",
    )
