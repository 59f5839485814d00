"""An answer to a "why?" as JSON: for scripts, and for whoever wants to check a planner's map."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from models.scenario.domino import Round
from models.scenario.why import Outcome, Tried, Why
from models.scenario.why_words import ruling_text, why_text


def why_json(why: Why, rounds: Sequence[Round] = ()) -> dict[str, Any]:
    """Return the answer as plain JSON values: SI units, whole persons, the same bytes always."""
    return {
        "subject": why.subject.value,
        "practice": why.practice,
        "name": why.name,
        "square": why.square,
        "target": why.target,
        "limit_m": why.limit_m,
        "estimated": why.is_estimate,
        "persons": why.persons,
        "unplaced": why.unplaced,
        "outcome": [_outcome(each) for each in why.outcome],
        "tried": [_tried(each, why.limit_m) for each in why.tried],
        "rounds": [_round(number, each) for number, each in enumerate(rounds, start=1)],
        "sentence": why_text(why)._asdict(),
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "provider_number": outcome.practice,
        "name": outcome.name,
        "persons": outcome.persons,
        "mean_distance_m": _or_null(outcome.mean_distance_m),
        "longest_distance_m": _or_null(outcome.longest_distance_m),
        "without_permanent_doctor": outcome.without_permanent_doctor,
    }


def _tried(tried: Tried, limit_m: int) -> dict[str, Any]:
    return {
        "provider_number": tried.practice,
        "name": tried.name,
        "distance_m": _or_null(tried.distance_m),
        "at_satellite": tried.at_satellite,
        "status": tried.status.value,
        "room": tried.room,
        "took": tried.took,
        "turned_away": tried.turned_away,
        "took_before": tried.took_before,
        "ruling": tried.ruling.value,
        "postcodes": list(tried.postcodes),
        "reason": ruling_text(tried, limit_m)._asdict(),
    }


def _round(number: int, each: Round) -> dict[str, Any]:
    return {
        "round": number,
        "closes": each.closes,
        "is_entitled": each.is_entitled,
        "took": [{"provider_number": who, "persons": persons} for who, persons in each.took],
        "placed": each.placed,
        "waiting": each.waiting,
        "reached_m": each.reached_m,
    }


def _or_null(metres: float) -> float | None:
    return None if math.isnan(metres) else round(metres, 1)
