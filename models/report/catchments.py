"""Catchments: for each practice the persons for whom it is the nearest, and how they fare."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.allocation.distances import limits_dm
from models.allocation.region import Region
from models.allocation.result import Result

Int64 = NDArray[np.int64]


class Catchments(NamedTuple):
    """Whole persons by practice, int64 with shape (n_roster,), in the order of the roster.

    Everybody who lives where the practice is the nearest is counted, whatever practice they
    are listed with: `listed + unplaced + unlisted = persons`. Who reaches no practice at all
    belongs to no catchment. The names are those that areas have for the same figures.
    """

    persons: Int64
    listed: Int64
    unplaced: Int64
    unlisted: Int64
    persons_beyond_limit: Int64
    persons_without_choice: Int64
    persons_with_one_choice: Int64
    persons_short_of_choice: Int64
    persons_by_ferry_only: Int64

    def of(self, at: int) -> dict[str, int]:
        """Return the figures of the practice at a position in the roster, by name."""
        return {name: int(getattr(self, name)[at]) for name in self._fields}


def catchments(region: Region, result: Result) -> Catchments:
    """Return the persons of every practice's catchment."""
    persons = region.squares.persons
    listed = np.zeros(len(persons), dtype=np.int64)
    for of_practice in result.state.lists.values():
        listed[of_practice.squares] += of_practice.persons
    rules = result.state.rules
    beyond = result.by_ferry | (result.distance_dm > limits_dm(region, rules))

    def sum_of(values: NDArray[Any]) -> Int64:
        # position -1, nobody's, is counted first and then dropped; doubles hold such sums exactly
        sums = np.bincount(result.nearest + 1, values, minlength=len(result.roster) + 1)
        return sums[1:].astype(np.int64)

    return Catchments(
        persons=sum_of(persons),
        listed=sum_of(listed),
        unplaced=sum_of(result.unplaced),
        unlisted=sum_of(persons - listed - result.unplaced),
        persons_beyond_limit=sum_of(np.where(beyond, persons, 0)),
        persons_without_choice=sum_of(np.where(result.choices == 0, persons, 0)),
        persons_with_one_choice=sum_of(np.where(result.choices == 1, persons, 0)),
        persons_short_of_choice=sum_of(np.where(result.choices < rules.choices_needed, persons, 0)),
        persons_by_ferry_only=sum_of(np.where(result.by_ferry, persons, 0)),
    )
