"""An evaluation as the JSON contract has it: snake_case keys, SI units, whole persons."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from models.allocation.evaluator import OLD_DOCTOR, by_other_measure, evaluate
from models.allocation.region import Region
from models.allocation.result import Figures, PracticeFigures, Result
from models.allocation.room import Room, room_at, room_in
from models.domain.practice import Practice, ProviderNumber, Status
from models.geography.areas import NO_AREA, Areas
from models.report.area_json import threats_json
from models.report.catchments import catchments
from models.report.threatened import USUAL_WEIGHING, Weighing

_DECIMALS = {"load": 4, "capacities": 2, "vacant": 2}
_METRE_DECIMALS = 1
_DISTANCES = tuple(
    f"{kind}_{of}_m"
    for of in ("distance", "own_distance")
    for kind in ("mean", "median", "p90", "max")
)


def evaluation_json(
    scenario: str, region: Region, result: Result, weighing: Weighing = USUAL_WEIGHING
) -> dict[str, Any]:
    """Return the evaluation of one scenario; lists are sorted by code.

    Figures that do not exist (a mean over nobody) are null. `areas` are the coverage areas;
    squares outside all of them count in the municipalities and the region only.
    """
    caught = catchments(region, result)
    position = {number: at for at, number in enumerate(result.roster)}
    return {
        "scenario": scenario,
        "rules": result.state.rules.id,
        "rules_title": result.state.rules.title.en,
        "measure": result.state.rules.measure.value,
        "network": region.network.kind,
        "region": {
            "name": region.name,
            **figures_json(result.region),
            **_room_json(room_in(result.state)),
        },
        "by_other_measure": other_measure_json(region, result),
        "municipalities": _areas_json(region.municipalities, result.municipalities),
        "areas": [
            {**figures, **threat}
            for figures, threat in zip(
                _areas_json(region.coverage.areas, result.areas),
                threats_json(region, result, weighing),
                strict=True,
            )
        ],
        "practices": [
            {
                **practice_json(
                    practice,
                    result.practices[number],
                    region,
                    area_code(result, region, number),
                    caught.of(position[number]),
                ),
                **_room_json(room_at(result.state, practice)),
            }
            for number, practice in sorted(result.state.practices.items())
        ],
    }


def _areas_json(areas: Areas, figures: Iterable[Figures]) -> list[dict[str, Any]]:
    return [
        {"code": code, "name": name, **figures_json(of_area)}
        for code, name, of_area in zip(areas.codes, areas.names, figures, strict=True)
    ]


def _room_json(room: Room) -> dict[str, int]:
    """Return the places left, those below the closing limits and those asked for beyond them."""
    return {"room": room.within, "room_wished": room.wished}


def area_code(result: Result, region: Region, number: ProviderNumber) -> str | None:
    """Return the code of the coverage area a practice stands in, None outside all."""
    at = result.areas.area_of_practice[number]
    return None if at == NO_AREA else region.coverage.areas.codes[at]


_MEASURED = (
    "persons_beyond_limit",
    "persons_without_choice",
    "persons_with_one_choice",
    "persons_short_of_choice",
    "mean_distance_m",
    "median_distance_m",
    "p90_distance_m",
    "max_distance_m",
)
"""What differs with how distance is measured."""


def other_measure_json(region: Region, result: Result) -> dict[str, Any]:
    """Return what the other measure says: straight lines where roads are in force, or roads.

    No source says which of them the distance limit means, so both are told.
    """
    other = evaluate(region, by_other_measure(result.state))
    return {
        "measure": other.state.rules.measure.value,
        "region": _measured(other.region),
        "municipalities": [
            {"code": code, **_measured(figures)}
            for code, figures in zip(region.municipalities.codes, other.municipalities, strict=True)
        ],
    }


def _measured(figures: Figures) -> dict[str, Any]:
    return {name: _value(name, getattr(figures, name)) for name in _MEASURED}


def figures_json(figures: Figures) -> dict[str, Any]:
    """Return the figures of an area by name."""
    return {name: _value(name, getattr(figures, name)) for name in Figures.__dataclass_fields__}


def practice_json(
    practice: Practice,
    figures: PracticeFigures,
    region: Region,
    area: str | None,
    caught: dict[str, int],
) -> dict[str, Any]:
    """Return one practice: the keys that areas have, and its own.

    `area` is the code of the coverage area it stands in.

    As in an area, persons are those who live there, here in the practice's catchment: for
    whom it is the nearest (`caught`), so that `listed`, `unplaced` and `unlisted` add up to
    `persons`. The mean, median, 90th percentile and longest distance are theirs. Capacities,
    load, doctors and intake are the practice's own; so are `list`, the size of its list, and
    the `..._own_distance_m`, over the patients on that list.
    """
    inside = figures.municipality >= 0
    values: dict[str, Any] = {
        "provider_number": practice.provider_number,
        "name": practice.name,
        "e": practice.place.e,
        "n": practice.place.n,
        "municipality": region.municipalities.codes[figures.municipality] if inside else None,
        "area": area,
        "form": practice.form.value,
        "status": figures.status.value,
        "why": figures.reason.sentence.en,
        "intake": figures.reason.to_json(),
        "list": figures.list,
        "closing_limit": figures.closing_limit,
        "capacities": practice.capacities,
        "vacant": practice.vacant,
        "load": figures.load,
        **{f"practices_{status.value}": int(figures.status is status) for status in Status},
        "doctors": practice.doctors,
        "doctors_60_plus": _old_doctors(practice, region),
        "persons_without_permanent_doctor": figures.persons_without_permanent_doctor,
        "nearest_persons": figures.nearest_persons,
        **caught,
        **{name: getattr(figures, name) for name in _DISTANCES},
        "satellites": [
            {"e": satellite.place.e, "n": satellite.place.n, "days": satellite.days}
            for satellite in practice.satellites
        ],
    }
    return {name: _value(name, value) for name, value in values.items()}


def _old_doctors(practice: Practice, region: Region) -> int:
    return practice.doctors_of_age(OLD_DOCTOR, int(region.reference_date[:4]))


def _value(name: str, value: Any) -> Any:
    """Return a value as JSON has it: metres to the decimetre, no NaN."""
    if not isinstance(value, float):
        return value
    if math.isnan(value):
        return None
    return round(value, _DECIMALS.get(name, _METRE_DECIMALS))


def comparison_json(values: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Return another evaluation with the differences of every number (`values` minus `other`).

    Lists are matched by code or provider number; what exists on one side only has no
    differences.
    """
    compared = {"scenario": other["scenario"], "rules": other["rules"]}
    compared["region"] = {**other["region"], "change": _change(values["region"], other["region"])}
    for name, key in (
        ("municipalities", "code"),
        ("areas", "code"),
        ("practices", "provider_number"),
    ):
        mine = {row[key]: row for row in values[name]}
        compared[name] = [
            {**row, "change": _change(mine[row[key]], row) if row[key] in mine else None}
            for row in other[name]
        ]
    return compared


def _change(values: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    return {
        name: round(value - other[name], 4)
        for name, value in values.items()
        if _is_number(value) and _is_number(other.get(name)) and name not in ("e", "n")
    }


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
