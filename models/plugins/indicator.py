"""What an indicator is given, and what becomes of what it returns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.allocation.distances import Distances, limits_dm, longest_limit_m
from models.allocation.region import Region
from models.allocation.result import Result
from models.domain.practice import ProviderNumber
from models.plugins.manifest import Indicator
from models.plugins.registry import run_plugin, unusable

Int32 = NDArray[np.int32]
Floats = NDArray[np.float64]


class ReachTable(NamedTuple):
    """Which practice is within the limit of which square, and how far: one entry for each pair.

    Attributes
    ----------
    numbers : tuple of provider numbers
        Every practice with a doctor, sorted.
    practice : ndarray of int32 with shape (n_pair,)
        Position in `numbers`.
    square : ndarray of int32 with shape (n_pair,)
    cost_dm : ndarray of int32 with shape (n_pair,)
        By road, decimetres; at most `limit_dm`.
    limit_dm : ndarray of int32 with shape (n_square,)
        The rules' distance limit where each square lies.
    """

    numbers: tuple[ProviderNumber, ...]
    practice: Int32
    square: Int32
    cost_dm: Int32
    limit_dm: Int32


@dataclass(frozen=True)
class Grounds:
    """What an indicator may look at; it changes none of it.

    Attributes
    ----------
    region : Region
    result : Result
        Of the scenario; its `state` has the practices and lists.
    distances : Distances
        One thread at a time.
    """

    region: Region
    result: Result
    distances: Distances

    @cached_property
    def reach(self) -> ReachTable:
        """Every pair of square and practice within the limit; made when first asked for."""
        rules = self.result.state.rules
        limit_dm, longest = limits_dm(self.region, rules), longest_limit_m(self.region, rules)
        # in the order of their numbers: sums of fractions must not depend on who was opened when
        everyone = sorted(self.result.state.practices.items())
        practices = [each for _, each in everyone if each.has_doctor]
        reaches = [self.distances.reach(practice, longest) for practice in practices]
        nothing = np.zeros(0, dtype=np.int32)
        square = np.concatenate([nothing, *(reach.squares for reach in reaches)])
        cost = np.concatenate([nothing, *(reach.cost for reach in reaches)])
        lengths = [len(reach.squares) for reach in reaches]
        practice = np.repeat(np.arange(len(practices), dtype=np.int32), lengths)
        near = cost <= limit_dm[square]
        numbers = tuple(each.provider_number for each in practices)
        return ReachTable(numbers, practice[near], square[near], cost[near], limit_dm)


def values_of(indicator: Indicator, grounds: Grounds) -> Floats:
    """Return an indicator's value for each square: float with shape (n_square,), NaN for none.

    Raises
    ------
    PluginError
        When it fails or returns something else.
    """
    values = run_plugin(indicator, grounds)
    n_squares = len(grounds.region.squares)
    if not (isinstance(values, np.ndarray) and values.shape == (n_squares,)):
        raise unusable(indicator.title.da, TypeError(f"expected an array of {n_squares} numbers"))
    floats: Floats = values.astype(np.float64)
    return floats


def mean_by_area(values: Floats, region: Region) -> Floats:
    """Return the mean of each coverage area, weighted by residents; NaN where nobody has one."""
    coverage = region.coverage
    known = ~np.isnan(values) & (coverage.of_square >= 0)
    area, persons = coverage.of_square[known], region.squares.persons[known].astype(np.float64)
    sums = np.bincount(area, persons * values[known], len(coverage))
    counts = np.bincount(area, persons, len(coverage))
    means: Floats = np.divide(sums, counts, out=np.full(len(counts), np.nan), where=counts > 0)
    return means
