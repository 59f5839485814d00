"""Sums by what differs are the sums from nothing, whatever was in between."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from models.allocation import stand_ins  # noqa: F401
from models.allocation.sums import SquareValues, sums_with, tally_squares, tally_with
from models.kernels.kernel import use_compiled, use_plain
from models.network.network import FERRY_COST
from models.network.search import INFINITE

N, N_AREAS = 60, 3
Int32 = NDArray[np.int32]


def random_costs(rng: np.random.Generator, n: int) -> Int32:
    """Return costs in few bins, so that squares leave a bin and come back; some far, some not."""
    near = rng.integers(0, 5 * 512, n)
    far = rng.choice([0, 300 * 10_000, FERRY_COST], n, p=[0.8, 0.1, 0.1])
    cost = np.where(rng.random(n) < 0.1, INFINITE, near + far)
    return cost.astype(np.int32)


def random_values(rng: np.random.Generator) -> SquareValues:
    persons = rng.integers(0, 30, N).astype(np.int32)
    return SquareValues(
        area=rng.integers(-1, N_AREAS, N).astype(np.int32),
        persons=persons,
        joined=rng.random(N) < 0.9,
        limit=np.full(N, 1_000, dtype=np.int32),
        cost=random_costs(rng, N),
        choices=rng.integers(0, 4, N).astype(np.int32),
        listed=persons // 2,
        unplaced=persons // 4,
        own_distance=rng.integers(0, 9_000, N),
        own_persons=rng.integers(0, 30, N),
        choices_needed=2,
    )


def changed_somewhere(rng: np.random.Generator, values: SquareValues) -> SquareValues:
    """Return values of which some squares have other costs and choices, and any other lists."""
    squares = rng.choice(N, rng.integers(0, N // 3), replace=False)
    cost, choices = values.cost.copy(), values.choices.copy()
    cost[squares] = random_costs(rng, len(squares))
    choices[squares] = rng.integers(0, 4, len(squares))
    listed = np.minimum(values.persons, rng.integers(0, 9, N)).astype(np.int32)
    own = rng.integers(0, 9_000, N)
    return values._replace(cost=cost, choices=choices, listed=listed, own_distance=own)


def differing(values: SquareValues, now: SquareValues) -> Int32:
    differs = (values.cost != now.cost) | (values.choices != now.choices)
    return np.flatnonzero(differs).astype(np.int32)


@pytest.fixture(params=["compiled", "plain"])
def kernels(request: pytest.FixtureRequest):
    if request.param == "plain":
        use_plain()
    yield
    use_compiled()


@settings(max_examples=25)
@given(seed=st.integers(0, 2**32 - 1), n_steps=st.integers(1, 6))
@pytest.mark.usefixtures("kernels")
def test_tallies_in_turn_are_tallies_from_nothing(seed: int, n_steps: int) -> None:
    rng = np.random.default_rng(seed)
    values = random_values(rng)
    tally = tally_squares(values, N_AREAS)
    for _ in range(n_steps):
        now = changed_somewhere(rng, values)
        kept = [array.copy() for array in tally]
        after = tally_with(tally, values, now, differing(values, now))
        assert all(np.array_equal(*pair) for pair in zip(tally, kept, strict=True))
        fresh = tally_squares(now, N_AREAS)
        assert np.array_equal(after.table, fresh.table)
        assert np.array_equal(after.bins, fresh.bins)
        assert np.array_equal(after.bin_of_square, fresh.bin_of_square)
        # and what a drag asks of it, wherever squares stood when they were put in order; more
        # than once, as the bins that were looked into are kept
        for _ in range(3):
            held = changed_somewhere(rng, now)._replace(
                listed=now.listed, own_distance=now.own_distance
            )
            asked = held.cost, held.choices, differing(now, held)
            assert np.array_equal(sums_with(after, now, *asked), tally_squares(held, N_AREAS).table)
        values, tally = now, after


def test_squares_back_where_they_were_are_astray_no_more() -> None:
    rng = np.random.default_rng(1)
    values = random_values(rng)
    start = tally_squares(values, N_AREAS)
    now = changed_somewhere(rng, values)
    away = tally_with(start, values, now, differing(values, now))
    back = tally_with(away, now, values, differing(values, now))
    assert len(away.strays)
    assert not len(back.strays)
    assert np.array_equal(back.table, start.table)
