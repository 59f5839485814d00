"""Arrays are given again only when nobody holds them, and with the entries they began with."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from models.allocation.recycle import Recycler

N = 12
SQUARES = st.lists(st.integers(0, N - 1), unique=True).map(lambda at: np.array(at, dtype=np.int32))


def recycler() -> Recycler:
    return Recycler([np.arange(N, dtype=np.int32), np.zeros(N, dtype=np.bool_)])


@given(st.lists(st.tuples(SQUARES, st.booleans(), st.integers(0, 3)), max_size=25))
def test_what_is_held_is_never_changed(
    steps: list[tuple[NDArray[np.int32], bool, int]],
) -> None:
    ours = recycler()
    held: list[tuple[NDArray[Any], NDArray[Any]]] = []
    for turn, (squares, keep, let_go) in enumerate(steps):
        counts, marks = ours.take(squares)
        assert counts.tolist() == list(range(N))
        assert not marks.any()
        counts[squares], marks[squares] = 100 + turn, True
        if keep:
            held.append((counts, counts.copy()))
        del held[:let_go], counts, marks
        assert all(np.array_equal(*pair) for pair in held)


def test_what_nobody_holds_is_given_again() -> None:
    ours = recycler()
    for _ in range(5):
        counts, _ = ours.take(np.array([3], dtype=np.int32))
        counts[3] = 7
        del counts, _
    assert ours.n_copied == 1


def test_a_part_holds_the_whole() -> None:
    ours = recycler()
    part = ours.take(np.zeros(0, dtype=np.int32))[0][4:6].reshape(2, 1)[:, 0]
    ours.take(np.array([4], dtype=np.int32))[0][4] = 99
    assert part.tolist() == [4, 5]
    assert ours.n_copied == 2
