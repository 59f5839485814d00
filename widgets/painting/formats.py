"""Lengths and classes in words, as legend and scale bar write them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from widgets.words import Words


def length_text(metres: float, words: Words) -> str:
    """Return a round length with its unit: 500 m, 2 km, 2,5 km."""
    if metres < 1000:
        return f"{words.number(metres)} m"
    return f"{_kilometres(metres, words)} km"


def distance_band_texts(breaks_m: Sequence[float], words: Words) -> tuple[str, ...]:
    """Return the names of the classes between `breaks_m`, from "under 2 km" to "over 20 km"."""
    ends = [_kilometres(metres, words) for metres in breaks_m]
    return (
        words("map.band.under", end=ends[0]),
        *(words("map.band.between", start=start, end=end) for start, end in pairwise(ends)),
        words("map.band.over", end=ends[-1]),
    )


def _kilometres(metres: float, words: Words) -> str:
    return words.number(metres / 1000, 0 if metres % 1000 == 0 else 1)
