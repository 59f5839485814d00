"""Need (persons weighted by age and sociogeography) against supply (what doctors there are for)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.allocation.region import Region
from models.allocation.result import Result
from models.allocation.room import room_at
from models.domain.rules import RulePack

Int64 = NDArray[np.int64]

_THOUSANDTHS = 1_000
_HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class Supply:
    """Need and supply of one coverage area; need by residence, supply by address.

    Attributes
    ----------
    need : float
        The residents, weighted by age and sociogeographic group as the rules have it, and
        scaled so that the need of the whole region is its number of inhabitants.
    places : float
        How many persons the occupied capacities are for, at the norm that holds there.
    room, room_wished : int
        Places left up to the closing limits, and further ones that practices asked for.
    """

    need: float
    places: float
    room: int
    room_wished: int

    @property
    def shortage(self) -> float:
        """The share of the need that the occupied capacities are not for, 0 where they suffice."""
        return max(0.0, 1.0 - self.places / self.need) if self.need else 0.0


def need_of_squares(region: Region, rules: RulePack) -> Int64:
    """Return each square's persons weighted by age and group: int64, millionths of a person.

    Squares of unknown group have the usual weight, 1.
    """
    age = np.array([round(weight * _THOUSANDTHS) for weight in rules.age_weights])
    group = np.array([_THOUSANDTHS, *(round(w * _THOUSANDTHS) for w in rules.group_weights)])
    by_age = region.squares.persons_by_age.astype(np.int64)
    need: Int64 = (by_age * age).sum(axis=1) * group[region.squares.group]
    return need


def supply_of_areas(region: Region, result: Result) -> tuple[Supply, ...]:
    """Return need and supply of every coverage area, in the order of the region's."""
    coverage, state = region.coverage, result.state
    n = len(coverage)
    need = need_of_squares(region, state.rules)
    total, persons = int(need.sum()), int(region.squares.persons.sum(dtype=np.int64))
    inside = coverage.of_square >= 0
    needs = np.zeros(n, dtype=np.int64)
    np.add.at(needs, coverage.of_square[inside], need[inside])
    places, room, wished = np.zeros((3, n), dtype=np.int64)
    for number, practice in state.practices.items():
        at = result.areas.area_of_practice[number]
        if at >= 0:
            left, norm = room_at(state, practice), state.norm_of(practice).per_capacity
            occupied = round((practice.capacities - practice.vacant) * _HUNDREDTHS)
            places[at] += occupied * norm
            room[at] += left.within
            wished[at] += left.wished
    return tuple(
        Supply(
            need=int(needs[at]) * persons / total if total else 0.0,
            places=int(places[at]) / _HUNDREDTHS,
            room=int(room[at]),
            room_wished=int(wished[at]),
        )
        for at in range(n)
    )
