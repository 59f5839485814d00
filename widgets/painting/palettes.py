"""Classes of squares and their colours: distance, choices, persons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from widgets.painting.style import mix
from widgets.theme import DISTANCE_BREAKS_M, Theme

SquareMode = Literal["distance", "choices", "persons", "indicator"]
UInt8 = NDArray[np.uint8]

N_BANDS = 6
BY_FERRY = 6
"""Distance class of a square that reaches a practice only over water."""
NO_WAY = 7
"""Distance class of a square that reaches none."""

CHOICE_STARTS = (0, 1, 2, 3, 6)
"""The least number of choices of each class."""

PERSON_STARTS = (1, 5, 15, 40, 100, 250)
"""The fewest persons of each class, for squares of 250 m."""

WITHOUT_VALUE = 6
"""Class of a square that an indicator says nothing of; classes 0 to 5 are worst to best."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a mode's classes.

    Attributes
    ----------
    colors : tuple of str
        "#RRGGBB" by class.
    severity : tuple of int
        Classes from what matters least to what matters most: where several squares share
        a pixel, the one that matters most is seen.
    """

    colors: tuple[str, ...]
    severity: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class IndicatorPicture:
    """An indicator's classes of squares, and what the legend needs to name them.

    Attributes
    ----------
    title : str
    breaks : tuple of float
        Ascending; a value at a break is in the higher class.
    decimals : int
    is_high_good : bool
    classes : ndarray of uint8 with shape (n_square,)
        From 0, the worst, to 5; `WITHOUT_VALUE` where there is none.
    """

    title: str
    breaks: tuple[float, ...]
    decimals: int
    is_high_good: bool
    classes: UInt8


def palette(mode: SquareMode, theme: Theme) -> Palette:
    """Return the colours of a mode."""
    if mode == "distance":
        bands = (*theme.distance_bands, theme.by_ferry, theme.no_way)
        return Palette(bands, (NO_WAY, 0, 1, 2, 3, 4, 5, BY_FERRY))
    if mode == "choices":
        near, middle, far, _, beyond, worst = theme.distance_bands
        return Palette((worst, beyond, near, middle, far), (4, 3, 2, 1, 0))
    if mode == "indicator":
        return Palette((*reversed(theme.distance_bands), theme.no_way), (6, 5, 4, 3, 2, 1, 0))
    steps = (0.14, 0.28, 0.44, 0.62, 0.80, 1.0)
    colors = tuple(mix(theme.land, theme.accent, share) for share in steps)
    return Palette(colors, tuple(range(len(colors))))


def distance_breaks(limit_m: float) -> tuple[float, float, float, float, float]:
    """Return the upper ends of the first five bands: the fourth is the rules' limit.

    For 15 km they are 2, 5, 10, 15, 20 km; for another limit their like, to half kilometres.
    """
    usual = DISTANCE_BREAKS_M
    if limit_m == usual[3]:
        return usual
    first, second, third, _, last = (
        max(0.5, round(limit_m * end / usual[3] / 500) / 2) * 1000 for end in usual
    )
    return first, second, third, limit_m, max(last, limit_m + 500)


def distance_classes(
    distance_dm: NDArray[np.int32], by_ferry: NDArray[np.bool_], limit_m: float
) -> UInt8:
    """Return the distance class of each square, uint8 with shape (n_square,).

    `distance_dm` is -1 where there is no way. Exactly at a break belongs to the nearer class:
    the limit is "within 15 km".
    """
    # five comparisons of all squares take a third of the time of searching for each of them
    classes = np.zeros(len(distance_dm), dtype=np.uint8)
    for end_m in distance_breaks(limit_m):
        classes += distance_dm > round(end_m * 10)
    classes[by_ferry] = BY_FERRY
    classes[distance_dm < 0] = NO_WAY
    return classes


def choice_classes(choices: NDArray[np.int32]) -> UInt8:
    """Return the class of each number of choices: none, 1, 2, 3 to 5, 6 or more."""
    return (np.searchsorted(CHOICE_STARTS, choices, side="right") - 1).astype(np.uint8)


def indicator_classes(
    values: NDArray[np.float64], breaks: tuple[float, ...], *, is_high_good: bool
) -> UInt8:
    """Return the class of each value, the worst first; `WITHOUT_VALUE` for NaN."""
    classes = np.searchsorted(breaks, values, side="right").astype(np.uint8)
    if not is_high_good:
        classes = (len(breaks) - classes).astype(np.uint8)
    classes[np.isnan(values)] = WITHOUT_VALUE
    return classes


def person_starts(size_m: float) -> tuple[int, ...]:
    """Return the fewest persons of each class for squares of `size_m`."""
    share = (size_m / 250.0) ** 2
    return (
        1,
        *(max(index + 2, round(start * share)) for index, start in enumerate(PERSON_STARTS[1:])),
    )


def person_classes(persons: NDArray[np.int32], size_m: float) -> UInt8:
    """Return the class of each square's persons."""
    found = np.searchsorted(person_starts(size_m), persons, side="right") - 1
    return np.maximum(found, 0).astype(np.uint8)
