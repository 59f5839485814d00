from __future__ import annotations

import numpy as np
import pyqtgraph as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath

from widgets.painting.paths import path_of

metres = st.floats(-7e6, 7e6, allow_nan=False)
runs = st.integers(1, 40).flatmap(
    lambda n: st.tuples(arrays(float, (n, 2), elements=metres), arrays(bool, n))
)


def elements(path: QPainterPath) -> list[tuple[object, float, float]]:
    found = [path.elementAt(at) for at in range(path.elementCount())]
    return [(each.type, each.x, each.y) for each in found]


@given(runs)
@settings(max_examples=60)
def test_a_path_moves_where_a_line_begins_and_draws_else(
    run: tuple[np.ndarray, np.ndarray],
) -> None:
    points, begins = run
    move, line = QPainterPath.ElementType.MoveToElement, QPainterPath.ElementType.LineToElement
    path = path_of(points, begins)
    assert elements(path) == [
        (move if is_begin or at == 0 else line, x, y)
        for at, ((x, y), is_begin) in enumerate(zip(points.tolist(), begins, strict=True))
    ]
    assert path.fillRule() == Qt.FillRule.OddEvenFill


@pytest.mark.parametrize("n", [2, 3, 250])
def test_a_path_is_the_one_pyqtgraph_makes(n: int) -> None:
    random = np.random.default_rng(n)
    points, begins = random.normal(size=(n, 2)), random.random(n) < 0.2
    connect = np.append(~begins[1:], False).astype(np.int32)
    assert elements(path_of(points, begins)) == elements(
        pg.arrayToQPath(points[:, 0], points[:, 1], connect=connect)
    )


def test_no_points_make_an_empty_path() -> None:
    assert path_of(np.zeros((0, 2)), np.zeros(0, dtype=bool)).isEmpty()
