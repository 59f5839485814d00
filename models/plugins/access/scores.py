"""Floating catchment scores: how many doctors there are for the people who can reach them.

Supply is occupied capacities, demand is residents, and a practice can be reached within the
rules' distance limit by road. Nobody there to be reached gives 0.

References
----------
W. Luo, F. Wang (2003): Measures of spatial accessibility to health care in a GIS environment,
Environment and Planning B 30 (2SFCA).
W. Luo, Y. Qi (2009): An enhanced two-step floating catchment area method for measuring spatial
accessibility to primary care physicians, Health & Place 15 (E2SFCA, and its weights).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from models.plugins.indicator import Grounds, ReachTable

Floats = NDArray[np.float64]

PER_RESIDENTS = 10_000

ZONE_WEIGHTS = (1.0, 0.68, 0.22)
"""Weights of the inner, middle and outer third of the way to the limit: a Gaussian, as Luo and
Qi set it for their first set of weights."""


def two_step(grounds: Grounds) -> Floats:
    """Return capacities per 10,000 residents, everybody within the limit counting alike."""
    table = grounds.reach
    return _catchment(grounds, table, np.ones(len(table.square)))


def enhanced_two_step(grounds: Grounds) -> Floats:
    """Return capacities per 10,000 residents, those farther off counting less."""
    table = grounds.reach
    limit = table.limit_dm[table.square].astype(np.int64)
    thirds = table.cost_dm.astype(np.int64) * 3
    zone = (thirds > limit).astype(np.int64) + (thirds > 2 * limit)
    return _catchment(grounds, table, np.array(ZONE_WEIGHTS)[zone])


def patients_per_capacity(grounds: Grounds) -> Floats:
    """Return listed persons per occupied capacity of all practices within the limit together."""
    table, n = grounds.reach, len(grounds.region.squares)
    totals = grounds.result.state.totals
    listed = np.array([totals[number] for number in table.numbers], dtype=np.float64)
    patients = np.bincount(table.square, listed[table.practice], n)
    capacities = np.bincount(table.square, _capacities(grounds, table)[table.practice], n)
    nothing = np.full(n, np.nan)
    values: Floats = np.divide(patients, capacities, out=nothing, where=capacities > 0)
    return values


def _catchment(grounds: Grounds, table: ReachTable, weight: Floats) -> Floats:
    """Return the score of each square: the two steps, with a weight for each pair."""
    persons = grounds.region.squares.persons.astype(np.float64)
    demand = np.bincount(table.practice, weight * persons[table.square], len(table.numbers))
    supply = _capacities(grounds, table)
    ratio = np.divide(supply, demand, out=np.zeros(len(supply)), where=demand > 0)
    score = np.bincount(table.square, weight * ratio[table.practice], len(persons))
    return PER_RESIDENTS * score.astype(np.float64)


def _capacities(grounds: Grounds, table: ReachTable) -> Floats:
    practices = grounds.result.state.practices
    return np.array(
        [practices[number].capacities - practices[number].vacant for number in table.numbers],
        dtype=np.float64,
    )
