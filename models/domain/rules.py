"""Dated rule packs: what a scenario is judged by. Rules are data, in `rulepacks.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from models.domain.text import Text


@dataclass(frozen=True, slots=True)
class RulePack:
    """One agreement profile.

    Attributes
    ----------
    id : str
    title : Text
    valid_from : str
        ISO date from which the pack holds.
    source : Text
        Where the values were taken from, and what is not settled.
    norm_per_capacity : int
        Listed patients per capacity at which intake closes, unless a practice has its own.
    limit_m : int
        A person should find a practice within this distance, metres.
    limit_m_by_municipality : mapping of municipality code to metres
        Where another distance holds.
    choices_needed : int
        Open practices within the limit that make a real choice.
    """

    id: str
    title: Text
    valid_from: str
    source: Text
    norm_per_capacity: int = 1600
    limit_m: int = 15_000
    limit_m_by_municipality: Mapping[str, int] = field(default_factory=dict)
    choices_needed: int = 2

    def limit_in(self, municipality_code: str) -> int:
        """Return the distance limit (metres) that holds for residents of a municipality."""
        return self.limit_m_by_municipality.get(municipality_code, self.limit_m)

    def to_json(self) -> dict[str, Any]:
        """Return the pack as plain JSON values."""
        return {
            "id": self.id,
            "title": self.title._asdict(),
            "valid_from": self.valid_from,
            "source": self.source._asdict(),
            "norm_per_capacity": self.norm_per_capacity,
            "limit_m": self.limit_m,
            "limit_m_by_municipality": dict(self.limit_m_by_municipality),
            "choices_needed": self.choices_needed,
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> RulePack:
        """Return the pack that `to_json` wrote."""
        return cls(
            **{**values, "title": Text(**values["title"]), "source": Text(**values["source"])}
        )


def shipped_rule_packs() -> tuple[RulePack, ...]:
    """Return the packs that come with the program, oldest first."""
    text = files("models.domain").joinpath("rulepacks.json").read_text("utf-8")
    return tuple(RulePack.from_json(pack) for pack in json.loads(text))


DEFAULT_PACK_ID = "2015-2024"
