"""Coverage areas as JSON: need, supply, room, and where each stands on the gross list."""

from __future__ import annotations

from typing import Any

from models.allocation.region import Region
from models.allocation.result import Result
from models.domain.instruments import instruments_for
from models.report.threat_words import why_threatened
from models.report.threatened import SIGNS, Threat, Weighing, gross_list

_DECIMALS = 1
_SHARE_DECIMALS = 4


def threats_json(region: Region, result: Result, weighing: Weighing) -> list[dict[str, Any]]:
    """Return what `evaluate` says of each coverage area beside its figures, in their order."""
    threats = sorted(gross_list(region, result, weighing), key=lambda threat: threat.area)
    return [_threat_json(threat, weighing) for threat in threats]


def _threat_json(threat: Threat, weighing: Weighing) -> dict[str, Any]:
    supply = threat.supply
    return {
        "need": round(supply.need, _DECIMALS),
        "supply": round(supply.places, _DECIMALS),
        "room": supply.room,
        "room_wished": supply.room_wished,
        "threatened": threat.level or None,
        "score": round(threat.score, _DECIMALS),
        "rank": threat.rank,
        "why": why_threatened(threat, weighing).en,
    }


def gross_list_json(
    scenario: str, region: Region, result: Result, weighing: Weighing
) -> dict[str, Any]:
    """Return the gross list, the most threatened area first, with all that decided it."""
    areas = region.coverage.areas
    outside = region.coverage.of_square < 0
    needed = result.state.rules.choices_needed
    return {
        "scenario": scenario,
        "rules": result.state.rules.id,
        **weighing.to_json(),
        "signs": [
            {"id": sign.id, "title": sign.title_under(needed)._asdict(), "worst": sign.worst}
            for sign in SIGNS
        ],
        "persons_outside": int(region.squares.persons[outside].sum()) if len(outside) else None,
        "areas": [
            {
                "code": areas.codes[threat.area],
                "name": areas.names[threat.area],
                **_threat_json(threat, weighing),
                "why": why_threatened(threat, weighing)._asdict(),
                "rank_from": threat.rank_from,
                "rank_to": threat.rank_to,
                "stays": round(threat.stays, _SHARE_DECIMALS),
                "score_least": round(threat.score_least, _DECIMALS),
                "score_most": round(threat.score_most, _DECIMALS),
                "values": {name: round(v, _SHARE_DECIMALS) for name, v in threat.values.items()},
                "points": {name: round(p, _DECIMALS) for name, p in threat.points.items()},
                "instruments": {
                    name: instruments_for(
                        furthers_structure=furthers, is_challenged=bool(threat.level)
                    )._asdict()
                    for name, furthers in (("furthers_structure", True), ("other", False))
                },
            }
            for threat in gross_list(region, result, weighing)
        ],
    }
