"""Who is left out of a search for practices surely reaches none of the squares."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from models.allocation.cells import SIDE_M, Cells
from models.allocation.distances import Distances
from tests.towns import make_region, random_place

METRES = st.integers(-3 * SIDE_M, 3 * SIDE_M)


@given(st.lists(st.tuples(METRES, METRES), min_size=1, max_size=30), st.data())
def test_sets_with_a_square_in_common_have_its_cell_in_common(
    centres: list[tuple[int, int]], data: st.DataObject
) -> None:
    e, n = np.array(centres, dtype=np.int32).T
    cells = Cells(e, n)
    some = st.sets(st.integers(0, len(centres) - 1))
    a, b = data.draw(some), data.draw(some)
    bits = [cells.of(np.array(sorted(each), dtype=np.int32)) for each in (a, b)]
    places = [{(e[at] // SIDE_M, n[at] // SIDE_M) for at in each} for each in (a, b)]
    assert bool(bits[0] & bits[1]) is bool(places[0] & places[1])


@settings(max_examples=20)
@given(st.integers(0, 2**32 - 1))
def test_nobody_who_reaches_one_of_the_squares_is_left_out(seed: int) -> None:
    rng = np.random.default_rng(seed)
    region = make_region(seed)
    moved = replace(region.practices[0], place=random_place(rng, 5, 4))
    practices = [moved, *region.practices]
    squares = np.sort(rng.choice(len(region.squares), 3, replace=False)).astype(np.int32)
    with patch("models.allocation.cells.SIDE_M", 300):  # a town would lie in one cell
        distances = Distances(region)
    for limit_m in (500, 15_000, 20_000):
        near = distances.near(practices, squares, limit_m)
        for practice in practices:
            reach = distances.reach(practice, limit_m)
            assert practice in near or not np.isin(squares, reach.squares).any()


def test_who_is_far_off_is_left_out() -> None:
    region = make_region(7, columns=30, rows=30, n_squares=600, n_practices=20)
    with patch("models.allocation.cells.SIDE_M", 300):
        distances = Distances(region)
    near = distances.near(region.practices, np.array([0], dtype=np.int32), 500)
    assert len(near) < len(region.practices)
