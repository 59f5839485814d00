"""What a scenario has made of the region: practices, lists and persons without a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from models.allocation.region import PatientList, Region
from models.domain.practice import Practice, ProviderNumber
from models.domain.rules import RulePack

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
    """

    # a whole region would print as megabytes in any log that shows a state
    practices: Mapping[ProviderNumber, Practice] = field(repr=False)
    lists: Mapping[ProviderNumber, PatientList] = field(repr=False)
    unplaced: PatientList = field(repr=False)
    rules: RulePack

    @cached_property
    def totals(self) -> Mapping[ProviderNumber, int]:
        """The size of every list, persons."""
        return {number: listed.total for number, listed in self.lists.items()}


def baseline_state(region: Region, rules: RulePack) -> State:
    """Return the region as it is today ("I dag"), judged by `rules`."""
    practices = {practice.provider_number: practice for practice in region.practices}
    lists = {number: region.lists.get(number, NOBODY) for number in practices}
    return State(practices, lists, NOBODY, rules)
