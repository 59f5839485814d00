"""Classes of squares: where they begin, and a colour for each."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from widgets.painting.palettes import (
    BY_FERRY,
    N_BANDS,
    NO_WAY,
    SquareMode,
    choice_classes,
    distance_breaks,
    distance_classes,
    palette,
    person_classes,
    person_starts,
)
from widgets.theme import DARK, DISTANCE_BREAKS_M, LIGHT, Theme


def distances(*metres: float) -> np.ndarray:
    return distance_classes(
        np.array([round(m * 10) for m in metres], dtype=np.int32),
        np.zeros(len(metres), dtype=bool),
        15_000,
    )


def test_exactly_at_the_limit_is_within_it() -> None:
    assert distances(15_000, 15_000.1).tolist() == [3, 4]


def test_bands_begin_where_the_legend_says() -> None:
    assert distances(0, 2_000, 2_000.1, 5_000, 20_000, 20_000.1).tolist() == [0, 0, 1, 1, 4, 5]


def test_only_by_ferry_and_no_way_have_classes_of_their_own() -> None:
    classes = distance_classes(
        np.array([1_000, -1], dtype=np.int32), np.array([True, False]), 15_000
    )
    assert classes.tolist() == [BY_FERRY, NO_WAY]


@given(st.integers(2_000, 60_000))
def test_the_hard_break_is_at_the_limit_whatever_it_is(limit: int) -> None:
    breaks = distance_breaks(limit)
    assert breaks[3] == limit
    assert list(breaks) == sorted(breaks)
    assert len(set(breaks)) >= 4


def test_the_usual_limit_gives_the_usual_bands() -> None:
    assert distance_breaks(15_000) == DISTANCE_BREAKS_M


def test_choices_are_classed_none_one_two_few_many() -> None:
    choices = np.array([0, 1, 2, 3, 5, 6, 90], dtype=np.int32)
    assert choice_classes(choices).tolist() == [0, 1, 2, 3, 3, 4, 4]


@pytest.mark.parametrize("size", [100, 250, 500, 1_000])
def test_every_number_of_persons_has_a_class(size: int) -> None:
    starts = person_starts(size)
    assert list(starts) == sorted(set(starts))
    persons = np.array([1, 10_000], dtype=np.int32)
    assert person_classes(persons, size).tolist() == [0, len(starts) - 1]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("mode", "n"), [("distance", N_BANDS + 2), ("choices", 5), ("persons", 6)])
def test_every_class_has_a_colour_and_a_severity(theme: Theme, mode: SquareMode, n: int) -> None:
    colors = palette(mode, theme)
    assert len(set(colors.colors)) == n
    assert sorted(colors.severity) == list(range(n))


def test_neighbouring_distance_bands_differ_in_lightness() -> None:
    """Greyscale print must keep them apart; the limit must stand out most in hue."""
    lightness = [QColor(value).lightness() for value in LIGHT.distance_bands]
    pairs = list(pairwise(lightness))
    assert all(abs(a - b) >= 20 for a, b in pairs)


def test_far_squares_are_seen_before_near_ones() -> None:
    severity = palette("distance", LIGHT).severity
    assert severity.index(5) > severity.index(3) > severity.index(0)
    assert palette("choices", LIGHT).severity[-1] == 0
