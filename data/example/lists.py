"""Invents how many are listed with each practice: near people, but not equally popular."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import cdist

from data.example.people import Square, largest_remainder
from data.example.practices import Invented, mixed

_LISTED_SHARE = 0.98
_DECAY_M = 4_000.0
_LEAST_PULL = 1e-6
_MOST_PER_CAPACITY = 2_400
_VACANT_COUNTS = 0.6
"""A vacant capacity of a partnership keeps so much of the list of an occupied one."""

Int64 = NDArray[np.int64]


def invent_totals(invented: Sequence[Invented], squares: Sequence[Square]) -> dict[str, int]:
    """Return the listed persons of each practice; in all 98 % of the population.

    Each square's persons choose among the practices by nearness and size; the sum is drawn
    halfway towards what a full list would be, and some practices are made more popular.
    """
    places = np.array([(square.e, square.n) for square in squares], dtype=np.float64)
    persons = np.array([square.persons for square in squares], dtype=np.float64)
    clinics = np.array([each.practice.place for each in invented])
    doctors = np.array([_working(each) for each in invented])
    pull = doctors * np.exp(-cdist(places, clinics) / _DECAY_M) + _LEAST_PULL * doctors
    near = ((persons / pull.sum(axis=1))[:, np.newaxis] * pull).sum(axis=0)
    weights = (0.5 * near + 0.5 * doctors * near.sum() / doctors.sum()) * _popularity(invented)
    return _fitted(invented, np.round(weights * 16).astype(np.int64), round(persons.sum()))


def _working(each: Invented) -> float:
    """Return the capacities that a list goes with; none where nobody works."""
    practice = each.practice
    if not practice.has_doctor:
        return 0.0
    return practice.capacities - practice.vacant * (1.0 - _VACANT_COUNTS)


def _popularity(invented: Sequence[Invented]) -> NDArray[np.float64]:
    chance = [mixed(int(each.practice.provider_number) * 31) % 31 for each in invented]
    return np.array([0.85 + value / 100 for value in chance])


def _fitted(invented: Sequence[Invented], weights: Int64, population: int) -> dict[str, int]:
    """Return whole persons by weight; given lists stay, no list beyond what a doctor may take."""
    given = {
        each.practice.provider_number: each.listed for each in invented if each.listed is not None
    }
    free = [
        index
        for index, each in enumerate(invented)
        if each.listed is None and each.practice.has_doctor
    ]
    most = {
        each.practice.provider_number: int(each.practice.capacities * _MOST_PER_CAPACITY)
        for each in invented
    }
    left = round(population * _LISTED_SHARE) - sum(given.values())
    shares = largest_remainder(weights[free], left)
    totals = dict(given)
    for index, share in zip(free, shares, strict=True):
        number = invented[index].practice.provider_number
        totals[number] = min(int(share), most[number])
    return totals
