"""Dated rule packs: what a scenario is judged by. Rules are data, in `rulepacks.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from models.domain.text import Text

DEFAULT_PACK_ID = "2015-2024"


class Measure(StrEnum):
    """How the distance to a practice is measured when it is held against a limit."""

    ROAD = "road"
    STRAIGHT_LINE = "straight_line"


@dataclass(frozen=True, slots=True)
class Source:
    """Where one value was taken from.

    Attributes
    ----------
    text : Text
        One or two sentences.
    date : str
        ISO date of the source, or only its year; empty where the program assumes the value.
    is_settled : bool
        False where no source gives the value: it is assumed, or waits for the region's decision.
    """

    text: Text
    date: str = ""
    is_settled: bool = True

    def to_json(self) -> dict[str, Any]:
        """Return the source as plain JSON values."""
        return {**self.text._asdict(), "date": self.date, "settled": self.is_settled}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Source:
        """Return the source that `to_json` wrote."""
        text = Text(values["da"], values["en"])
        return cls(text, values.get("date", ""), values.get("settled", True))


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
        Where the pack comes from, and what in it is not settled.
    norm_per_capacity : int
        Listed patients per capacity at which intake closes, unless a practice has its own
        limit or its area has leave for another.
    norm_by_area : mapping of area code to int
        Leave for practices in a coverage area or municipality to close at another number.
    ceiling_per_capacity : int or None
        No closing limit per capacity may be set higher; None where there is no ceiling.
    limit_m : int
        A person should find a practice within this distance, metres.
    limit_m_by_municipality : mapping of municipality code to metres
        Where another distance holds.
    measure : Measure
        Whether distances are held against limits by road or in a straight line.
    choices_needed : int
        Open practices within the limit that make a real choice.
    reach_m : int or None
        How far persons are sent when their practice closes, metres; None is the limit that
        holds where they live.
    closed_take_entitled : bool
        Whether a closed practice takes those it must take whatever its list.
    shared_post_norm : int or None
        Listed patients per capacity at which a shared post closes, unless it has its own limit;
        None where the norm of its area holds for it as well.
    clinic_doctors_are_permanent : bool
        Whether a tender or regional clinic counts as having permanent doctors.
    numbers_per_owner : int or None
        Provider numbers that one owner may hold; None where there is no limit.
    unit_persons_least, unit_persons_most : int
        Patients between which a gathered unit is held to be effective.
    age_weights : tuple of five floats
        Need of a person in each of the five age groups, 1 being the usual.
    group_weights : tuple of five floats
        Need of a person in each of the sociogeographic groups 1 to 5, 1 being the usual.
    sources : mapping of the name of a value to Source
        For every value above from `norm_per_capacity` on.
    """

    id: str
    title: Text
    valid_from: str
    source: Text
    norm_per_capacity: int = 1600
    norm_by_area: Mapping[str, int] = field(default_factory=dict)
    ceiling_per_capacity: int | None = None
    limit_m: int = 15_000
    limit_m_by_municipality: Mapping[str, int] = field(default_factory=dict)
    measure: Measure = Measure.ROAD
    choices_needed: int = 2
    reach_m: int | None = None
    closed_take_entitled: bool = False
    shared_post_norm: int | None = None
    clinic_doctors_are_permanent: bool = False
    numbers_per_owner: int | None = None
    unit_persons_least: int = 8_000
    unit_persons_most: int = 12_000
    age_weights: tuple[float, ...] = (1.0, 1.0, 1.0, 1.0, 1.0)
    group_weights: tuple[float, ...] = (1.0, 1.0, 1.0, 1.0, 1.0)
    sources: Mapping[str, Source] = field(default_factory=dict)

    def limit_in(self, municipality_code: str) -> int:
        """Return the distance limit (metres) that holds for residents of a municipality."""
        return self.limit_m_by_municipality.get(municipality_code, self.limit_m)

    def reach_in(self, municipality_code: str) -> int:
        """Return how far (metres) residents of a municipality are sent to another practice."""
        return self.limit_in(municipality_code) if self.reach_m is None else self.reach_m

    def norm_in(self, *area_codes: str) -> int:
        """Return the closing limit per capacity where the first of the areas with leave holds."""
        leaves = (self.norm_by_area[code] for code in area_codes if code in self.norm_by_area)
        return next(leaves, self.norm_per_capacity)

    def source_of(self, value: str) -> Source:
        """Return where a value was taken from; one without a source is the planner's own."""
        return self.sources.get(value, OWN_VALUE)

    def to_json(self) -> dict[str, Any]:
        """Return the pack as plain JSON values."""
        plain = {name: getattr(self, name) for name in VALUES}
        return {
            "id": self.id,
            "title": self.title._asdict(),
            "valid_from": self.valid_from,
            "source": self.source._asdict(),
            **plain,
            "norm_by_area": dict(self.norm_by_area),
            "limit_m_by_municipality": dict(self.limit_m_by_municipality),
            "measure": self.measure.value,
            "age_weights": list(self.age_weights),
            "group_weights": list(self.group_weights),
            "sources": {name: source.to_json() for name, source in self.sources.items()},
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> RulePack:
        """Return the pack that `to_json` wrote.

        What a pack of an older program lacks it gets from the shipped pack with its id, else
        from the default one.
        """
        return _read({**_shipped_json(values["id"]), **values})


VALUES = tuple(each.name for each in fields(RulePack))[4:-1]
"""The names of all values that a pack holds, in the order in which they are shown."""

OWN_VALUE = Source(
    Text("Sat af planlæggeren uden kilde.", "Set by the planner without a source."),
    is_settled=False,
)


def _read(values: Mapping[str, Any]) -> RulePack:
    known = {each.name: values[each.name] for each in fields(RulePack) if each.name in values}
    sources = {name: Source.from_json(source) for name, source in known["sources"].items()}
    return RulePack(
        **{
            **known,
            "title": Text(**known["title"]),
            "source": Text(**known["source"]),
            "measure": Measure(known["measure"]),
            "age_weights": tuple(known["age_weights"]),
            "group_weights": tuple(known["group_weights"]),
            "sources": sources,
        }
    )


@cache
def _shipped() -> Mapping[str, Mapping[str, Any]]:
    text = files("models.domain").joinpath("rulepacks.json").read_text("utf-8")
    return {pack["id"]: pack for pack in json.loads(text)}


def _shipped_json(pack_id: str) -> Mapping[str, Any]:
    return _shipped().get(pack_id, _shipped()[DEFAULT_PACK_ID])


SHIPPED_IDS = ("2008", "2015-2024", "2025")
"""The packs that come with the program; they are copied, never changed."""


def shipped_rule_packs() -> tuple[RulePack, ...]:
    """Return the packs that come with the program, oldest first."""
    return tuple(_read(pack) for pack in _shipped().values())
