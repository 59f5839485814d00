"""Runs every check on an edit; the planner sees them after it, and before a close or a merger."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from models.allocation.region import Region
from models.domain.rules import RulePack
from models.scenario.checks import areas, persons, practices
from models.scenario.checks.value import Case, Check, Severity

RULES: tuple[Callable[[Case], Iterator[Check]], ...] = (
    persons.check_places,
    persons.check_distance,
    persons.check_choices,
    areas.check_islands,
    practices.check_ceiling,
    practices.check_limit,
    areas.check_moved_capacity,
    areas.check_need,
    persons.check_continuity,
    persons.check_most,
    practices.check_central,
    practices.check_doctors_together,
    practices.check_unit_size,
    practices.check_intake,
    practices.check_owner,
    practices.check_access,
)
"""In the order in which they are told where they weigh the same."""


class _Ground(NamedTuple):
    """What checks rest on beside the rules, as a check sum, and what that was made of."""

    made_of: tuple[object, ...]
    check_sum: int


def _mark(rules: RulePack, region: Region) -> str:
    """Return what tells rules and region from others: the pack's id and a check sum."""
    values = json.dumps(rules.to_json(), ensure_ascii=False, sort_keys=True)
    return f"{rules.id} {zlib.crc32(values.encode(), _ground_of(region)):08x}"


def _ground_of(region: Region) -> int:
    """Return the check sum of a region, kept with it: every edit of a scenario asks for it."""
    made_of = region.practices, region.lists, region.coverage, region.network
    ground = region.derived.get("checks' ground")
    if not isinstance(ground, _Ground) or any(
        mine is not told for mine, told in zip(ground.made_of, made_of, strict=True)
    ):
        ground = region.derived["checks' ground"] = _Ground(made_of, _check_sum(region))
    return ground.check_sum


def _check_sum(region: Region) -> int:
    areas = region.coverage.areas
    values = {
        "register": region.reference_date,
        "practices": [
            (each.provider_number, each.place, each.capacities, each.vacant)
            for each in region.practices
        ],
        "lists": {number: listed.total for number, listed in region.lists.items()},
        "areas": [areas.codes, areas.names],
        "links": [(laid.link.name, laid.link.in_use) for laid in region.network.links],
    }
    text = json.dumps(values, ensure_ascii=False, sort_keys=True)
    return zlib.crc32(region.coverage.of_square.astype("<i4").tobytes(), zlib.crc32(text.encode()))


_ORDER = tuple(Severity)


def run_checks(case: Case) -> tuple[Check, ...]:
    """Return what every rule says of an edit, the gravest first; no rule stops it."""
    found = [check for rule in RULES for check in rule(case)]
    return tuple(sorted(found, key=lambda check: _ORDER.index(check.severity)))


def checks_to_json(checks: Sequence[Check], rules: RulePack, region: Region) -> dict[str, Any]:
    """Return checks as they are stored with an edit, and what they were made by."""
    return {"made_by": _mark(rules, region), "checks": [check.to_json() for check in checks]}


def checks_from_json(effects: object, rules: RulePack, region: Region) -> tuple[Check, ...] | None:
    """Return the checks stored with an edit.

    None where there are none that these very rules made of this very region: links may have
    come into use since, coverage areas or the register may be others.
    """
    if not isinstance(effects, dict) or effects.get("made_by") != _mark(rules, region):
        return None
    return tuple(Check.from_json(values) for values in effects["checks"])
