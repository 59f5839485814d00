"""Comparing results to the bit."""

from __future__ import annotations

import math
from dataclasses import astuple, replace

import numpy as np

from models.allocation.result import Figures, Result


def assert_same_result(left: Result, right: Result, without_own_of: str | None = None) -> None:
    """Fail unless both results say the same of every square, practice and area.

    With `without_own_of` (a practice in the hand) own distances of that practice and of
    areas are left out, because a drag does not work them out.
    """
    assert np.array_equal(left.distance_dm, right.distance_dm)
    assert np.array_equal(left.by_ferry, right.by_ferry)
    assert np.array_equal(left.choices, right.choices)
    assert np.array_equal(left.unplaced, right.unplaced)
    assert names(left) == names(right)
    assert set(left.practices) == set(right.practices)
    for number in left.practices:
        if number == without_own_of:
            ours, theirs = left.practices[number], right.practices[number]
            assert ours.nearest_persons == theirs.nearest_persons
            assert ours.municipality == theirs.municipality
        else:
            assert_same_values(left.practices[number], right.practices[number])
    for ours, theirs in zip(areas(left), areas(right), strict=True):
        if without_own_of is not None:
            theirs = replace(theirs, mean_own_distance_m=math.nan)
        assert_same_values(ours, theirs)


def names(result: Result) -> list[str | None]:
    """Return the nearest practice of each square by provider number."""
    return [None if at < 0 else result.roster[at] for at in result.nearest.tolist()]


def areas(result: Result) -> list[Figures]:
    """Return the figures of all municipalities, coverage areas and the region."""
    return [*result.municipalities, *result.areas, result.region]


def assert_same_values(left: object, right: object) -> None:
    """Fail unless two dataclass instances hold equal values, NaN being equal to NaN."""
    for ours, theirs in zip(astuple(left), astuple(right), strict=True):  # type: ignore[call-overload]
        both_nan = isinstance(ours, float) and math.isnan(ours) and math.isnan(theirs)
        assert both_nan or ours == theirs, (left, right)
