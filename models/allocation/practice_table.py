"""Figures of single practices, worked out when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from models.allocation.figures import (
    NO_SPREAD,
    STATUSES,
    PracticeValues,
    Spread,
    spread_of,
)
from models.allocation.intake import IntakeReason, reason_of
from models.allocation.result import PracticeFigures
from models.allocation.state import State
from models.domain.practice import ProviderNumber, Status
from models.network.network import FERRY_COST
from models.network.search import INFINITE

Int32 = NDArray[np.int32]


class PracticeTable(Mapping[ProviderNumber, PracticeFigures]):
    """Figures of every practice in a state, by provider number.

    `own` maps a provider number to the costs of its list's squares (-1 where no way); a
    practice in the middle of a drag is left out of it, and its own distances are NaN.
    """

    def __init__(
        self,
        state: State,
        position: Mapping[ProviderNumber, int],
        practices: PracticeValues,
        persons: Int32,
        distance_dm: Int32,
        nearest: Int32,
        own: Mapping[ProviderNumber, Int32],
    ) -> None:
        self._state = state
        self._position = position
        self._practices = practices
        self._persons = persons
        self._distance_dm = distance_dm
        self._nearest = nearest
        self._own = own
        self._known: dict[ProviderNumber, PracticeFigures] = {}

    def __len__(self) -> int:
        return len(self._state.practices)

    def __iter__(self) -> Iterator[ProviderNumber]:
        return iter(self._state.practices)

    def __getitem__(self, number: ProviderNumber) -> PracticeFigures:
        # the positions are the evaluator's: they go on to hold practices opened after this state
        if number not in self._state.practices:
            raise KeyError(number)
        if number not in self._known:
            self._known[number] = self._work_out(number)
        return self._known[number]

    def _work_out(self, number: ProviderNumber) -> PracticeFigures:
        at = self._position[number]
        total = int(self._practices.listed[at])
        limit = int(self._practices.limit[at])
        mine = self._nearest_to(number)
        nearest, own = self._nearest_spread(mine), self._own_spread(number)
        return PracticeFigures(
            provider_number=number,
            reason=self.reason_of(number),
            load=total / limit if limit else float("nan"),
            municipality=self.municipality_of(number),
            nearest_persons=self._persons_in(mine),
            mean_distance_m=nearest.mean_m,
            median_distance_m=nearest.median_m,
            p90_distance_m=nearest.p90_m,
            max_distance_m=nearest.max_m,
            mean_own_distance_m=own.mean_m,
            median_own_distance_m=own.median_m,
            p90_own_distance_m=own.p90_m,
            max_own_distance_m=own.max_m,
            persons_without_permanent_doctor=int(self._practices.without_permanent[at]),
        )

    def list_of(self, number: ProviderNumber) -> int:
        """Return the size of a practice's list."""
        return int(self._practices.listed[self._position[number]])

    def status_of(self, number: ProviderNumber) -> Status:
        """Return a practice's intake status."""
        return STATUSES[self._practices.status[self._position[number]]]

    def reason_of(self, number: ProviderNumber) -> IntakeReason:
        """Return why a practice's intake is as it is."""
        practice = self._state.practices[number]
        return reason_of(practice, self.list_of(number), self._state.norm_of(practice))

    def municipality_of(self, number: ProviderNumber) -> int:
        """Return the position of the municipality a practice stands in, -1 outside all."""
        return int(self._practices.area[self._position[number]])

    def nearest_persons_of(self, number: ProviderNumber) -> int:
        """Return for how many no other practice is nearer: a drag shows no more of it."""
        return self._persons_in(self._nearest_to(number))

    def own_total(self, number: ProviderNumber) -> tuple[int, int]:
        """Return how far a practice's patients have to it together, and how many they are.

        Decimetres and persons; those without any way are left out.
        """
        cost, listed = self._own[number], self._state.lists[number]
        known = cost >= 0
        persons = listed.persons[known].astype(np.int64)
        return int((persons * (cost[known] % FERRY_COST)).sum()), int(persons.sum())

    def numbers_in(self, municipality: int) -> list[ProviderNumber]:
        """Return the practices that stand in a municipality, in the state's order."""
        areas = self._practices.area.tolist()
        return [n for n in self._state.practices if areas[self._position[n]] == municipality]

    def _nearest_to(self, number: ProviderNumber) -> NDArray[np.int64]:
        return np.flatnonzero(self._nearest == self._position[number])

    def _persons_in(self, squares: NDArray[np.int64]) -> int:
        return int(self._persons[squares].sum(dtype=np.int64))

    def _nearest_spread(self, mine: NDArray[np.int64]) -> Spread:
        return spread_of(self._distance_dm[mine], self._persons[mine])

    def _own_spread(self, number: ProviderNumber) -> Spread:
        cost = self._own.get(number)
        if cost is None:
            return NO_SPREAD
        known = (cost >= 0) & (cost != INFINITE)
        return spread_of(cost[known] % FERRY_COST, self._state.lists[number].persons[known])
