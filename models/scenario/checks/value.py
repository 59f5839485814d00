"""What a check says, and the case it is made on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from models.allocation.distances import Distances, is_estimate
from models.allocation.region import Region
from models.allocation.result import Result
from models.allocation.state import changed_practices
from models.domain.place import Place
from models.domain.practice import Practice, ProviderNumber
from models.domain.text import Text
from models.scenario.edits import Edit
from models.scenario.effects import Effects


class Severity(StrEnum):
    """How much a check weighs; none of them stops an edit.

    Serious is what a citizen is entitled to, or persons left without anything; a warning is a
    principle gone against; a note is to be known; good is what the edit mends.
    """

    SERIOUS = "serious"
    WARNING = "warning"
    NOTE = "note"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Check:
    """What one rule says of one edit.

    Attributes
    ----------
    rule : str
        The rule's id.
    severity : Severity
    sentence : Text
        With the persons concerned and the place.
    persons : int or None
        Persons concerned; None where the rule is not about persons.
    place : Place or None
        Where most of them live, or the practice stands; EPSG:25832, metres.
    """

    rule: str
    severity: Severity
    sentence: Text
    persons: int | None = None
    place: Place | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the check as plain JSON values."""
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            "sentence": self.sentence._asdict(),
            "persons": self.persons,
            "place": None if self.place is None else list(self.place),
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Check:
        """Return the check that `to_json` wrote."""
        place = values["place"]
        return cls(
            values["rule"],
            Severity(values["severity"]),
            Text(**values["sentence"]),
            values["persons"],
            None if place is None else Place(*place),
        )


@dataclass(frozen=True, repr=False)
class Case:
    """An edit with all that is known before and after it.

    Attributes
    ----------
    distances : Distances
        Of the region.
    edit : Edit
    before, after : Result
    effects : Effects
    """

    distances: Distances
    edit: Edit
    before: Result
    after: Result
    effects: Effects

    @property
    def region(self) -> Region:
        """The region, which no edit changes."""
        return self.distances.region

    @property
    def about(self) -> str:
        """What stands before a distance that was measured: "≈ " where it is an estimate."""
        return "≈ " if is_estimate(self.region, self.after.state.rules) else ""

    @cached_property
    def touched(self) -> tuple[ProviderNumber, ...]:
        """The practices that are not what they were, or have another list."""
        return changed_practices(self.before.state, self.after.state)

    @cached_property
    def changed(self) -> tuple[ProviderNumber, ...]:
        """The practices that the edit opened, closed or changed, by provider number."""
        old, new = self.before.state.practices, self.after.state.practices
        return tuple(n for n in self.touched if old.get(n) is not new.get(n))

    @cached_property
    def gone(self) -> tuple[Practice, ...]:
        """The practices that the edit took out."""
        old, new = self.before.state.practices, self.after.state.practices
        return tuple(old[number] for number in self.changed if number not in new)

    @cached_property
    def left(self) -> tuple[Practice, ...]:
        """The practices that the edit opened or changed, as they are now."""
        new = self.after.state.practices
        return tuple(new[number] for number in self.changed if number in new)

    def old(self, practice: Practice) -> Practice | None:
        """Return a practice as it was before the edit, None where it was not there."""
        return self.before.state.practices.get(practice.provider_number)

    def name_of(self, number: ProviderNumber) -> str:
        """Return a practice's name, before or after."""
        for result in (self.after, self.before):
            if number in result.state.practices:
                return result.state.practices[number].name
        return number
