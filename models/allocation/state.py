"""What a scenario has made of the region: practices, lists and persons without a place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple
from weakref import ref

import numpy as np

from models.allocation.intake import Norm, room_of, status_of
from models.allocation.region import PatientList, Region
from models.domain.place import Place
from models.domain.practice import Form, Practice, ProviderNumber, Status
from models.domain.rules import RulePack
from models.geography.areas import NO_AREA
from models.geography.coverage import locate_near

AreasAt = Callable[[Place], tuple[str, ...]]

Counted = tuple[Mapping[ProviderNumber, PatientList], Mapping[ProviderNumber, int]]

NOBODY = PatientList(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32))


@dataclass(frozen=True)
class State:
    """A scenario after some edits. Immutable: an edit gives a new state that shares the rest.

    Attributes
    ----------
    practices : mapping of provider number to Practice
        Those that exist now.
    lists : mapping of provider number to PatientList
        For every practice in `practices`, and for no other.
    unplaced : PatientList
        Persons whose practice closed and whom nobody within reach could take.
    rules : RulePack
    areas_at : function of a Place or None
        Returns the codes of the areas at a place that may have leave for another closing
        limit, the narrowest first. None where no area has.
    counted : pair of mappings
        Lists that were counted before, and their sizes; filled when `totals` is asked for.
    """

    # a whole region would print as megabytes in any log that shows a state
    practices: Mapping[ProviderNumber, Practice] = field(repr=False)
    lists: Mapping[ProviderNumber, PatientList] = field(repr=False)
    unplaced: PatientList = field(repr=False)
    rules: RulePack
    areas_at: AreasAt | None = field(default=None, repr=False, compare=False)
    counted: Counted = field(default=({}, {}), repr=False, compare=False)

    @cached_property
    def totals(self) -> Mapping[ProviderNumber, int]:
        """The size of every list, persons."""
        lists, totals = self.counted
        now = {
            number: totals[number] if listed is lists.get(number) else listed.total
            for number, listed in self.lists.items()
        }
        # a state made of this one by `replace` counts only the lists that differ
        object.__setattr__(self, "counted", (self.lists, now))
        return now

    def norm_of(self, practice: Practice) -> Norm:
        """Return the closing limit per capacity that holds for a practice of its kind and place."""
        rules = self.rules
        if practice.form is Form.SHARED_POST and rules.shared_post_norm is not None:
            return Norm(rules.shared_post_norm, is_shared_post=True)
        if not rules.norm_by_area or self.areas_at is None:
            return Norm(rules.norm_per_capacity)
        codes = self.areas_at(practice.place)
        return Norm(rules.norm_in(*codes), any(code in rules.norm_by_area for code in codes))

    def limit_of(self, practice: Practice) -> int:
        """Return the list size (persons) at which a practice's intake closes."""
        return practice.closing_limit(self.norm_of(practice).per_capacity)

    def status_of(self, practice: Practice) -> Status:
        """Return the intake status of a practice of this state."""
        listed = self.totals[practice.provider_number]
        return status_of(practice, listed, self.norm_of(practice))

    def room_of(self, practice: Practice) -> int:
        """Return how many more persons a practice of this state can be given."""
        listed = self.totals[practice.provider_number]
        return room_of(practice, listed, self.norm_of(practice))


def without(state: State, number: ProviderNumber) -> State:
    """Return `state` with a practice and its list gone: what its patients choose among."""
    return replace(
        state,
        practices={n: practice for n, practice in state.practices.items() if n != number},
        lists={n: listed for n, listed in state.lists.items() if n != number},
    )


class _Compared(NamedTuple):
    """What a state differs in from one that it was compared with."""

    before: ref[State]
    changed: tuple[ProviderNumber, ...]


def changed_practices(before: State, state: State) -> tuple[ProviderNumber, ...]:
    """Return the practices that differ in anything a figure could depend on, sorted.

    Engine, checks, map and panels all ask it of an edit; what was found last is kept.
    """
    kept: _Compared | None = state.__dict__.get("_compared")
    if kept is None or kept.before() is not before:
        kept = _Compared(ref(before), tuple(_find_changed(before, state)))
        object.__setattr__(state, "_compared", kept)
    return kept.changed


def _find_changed(before: State, state: State) -> list[ProviderNumber]:
    practices, lists = before.practices, before.lists
    if before.rules != state.rules:
        return sorted(practices.keys() | state.practices.keys())
    changed = [
        number
        for number, practice in state.practices.items()
        if practices.get(number) is not practice or lists.get(number) is not state.lists.get(number)
    ]
    changed += [number for number in practices if number not in state.practices]
    return sorted(changed)


def baseline_state(region: Region, rules: RulePack) -> State:
    """Return the region as it is today ("I dag"), judged by `rules`."""
    practices = {practice.provider_number: practice for practice in region.practices}
    lists = {number: region.lists.get(number, NOBODY) for number in practices}
    return State(practices, lists, NOBODY, rules, areas_finder(region))


def areas_finder(region: Region) -> AreasAt:
    """Return the function that names the areas at a place; it is kept with the region."""
    finder = region.derived.get("areas at")
    if not isinstance(finder, _AreasAt) or finder.coverage is not region.coverage:
        finder = region.derived["areas at"] = _AreasAt(region)
    return finder


class _AreasAt:
    """Finds the codes of the areas at a place, and remembers the places asked before."""

    def __init__(self, region: Region) -> None:
        self.coverage = region.coverage
        self._municipalities = region.municipalities
        self._known: dict[Place, tuple[str, ...]] = {}

    def __call__(self, place: Place) -> tuple[str, ...]:
        if place not in self._known:
            self._known[place] = tuple(self._find(place))
        return self._known[place]

    def _find(self, place: Place) -> Iterator[str]:
        e, n = np.array([place.e]), np.array([place.n])
        areas = self.coverage.areas
        for at in locate_near(areas, e, n) if len(areas) else ():
            if at != NO_AREA:
                yield areas.codes[at]
        at = self._municipalities.locate_one(place)
        if at != NO_AREA:
            yield self._municipalities.codes[at]
