"""Runs every check on an edit; the planner sees them after it, and before a close or a merger."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

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


def _mark(rules: RulePack) -> str:
    """Return what tells a pack from itself with other values: its id and a check sum."""
    values = json.dumps(rules.to_json(), ensure_ascii=False, sort_keys=True)
    return f"{rules.id} {zlib.crc32(values.encode()):08x}"


_ORDER = tuple(Severity)


def run_checks(case: Case) -> tuple[Check, ...]:
    """Return what every rule says of an edit, the gravest first; no rule stops it."""
    found = [check for rule in RULES for check in rule(case)]
    return tuple(sorted(found, key=lambda check: _ORDER.index(check.severity)))


def checks_to_json(checks: Sequence[Check], rules: RulePack) -> dict[str, Any]:
    """Return checks as they are stored with an edit, and by which rules they were made."""
    return {"rules": _mark(rules), "checks": [check.to_json() for check in checks]}


def checks_from_json(effects: object, rules: RulePack) -> tuple[Check, ...] | None:
    """Return the checks stored with an edit, None where none were made by these very rules."""
    if not isinstance(effects, dict) or effects.get("rules") != _mark(rules):
        return None
    return tuple(Check.from_json(values) for values in effects["checks"])
