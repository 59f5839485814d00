"""Inhabited squares: where demand lives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

AGE_GROUPS = ("0-19", "20-39", "40-59", "60-79", "80+")


@dataclass(frozen=True)
class Squares:
    """The inhabited squares of a region, sorted by id.

    Attributes
    ----------
    ids : sequence of str
        As the import gave them.
    size_m : int
        Side of a square, metres.
    e, n : ndarray of int32 with shape (n_square,)
        Centre; EPSG:25832, whole metres.
    persons_by_age : ndarray of int32 with shape (n_square, 5)
        Persons in the five groups of `AGE_GROUPS`.
    persons : ndarray of int32 with shape (n_square,)
    municipality, parish, postal_area : ndarray of int32 with shape (n_square,)
        Position in the region's areas of that kind, -1 where unknown.
    group : ndarray of int32 with shape (n_square,)
        Sociogeographic group 1 to 5, 0 where unknown.
    """

    ids: Sequence[str]
    size_m: int
    e: NDArray[np.int32]
    n: NDArray[np.int32]
    persons_by_age: NDArray[np.int32]
    persons: NDArray[np.int32]
    municipality: NDArray[np.int32]
    parish: NDArray[np.int32]
    postal_area: NDArray[np.int32]
    group: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.ids)
