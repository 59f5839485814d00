"""What is repainted piece by piece looks as if all had been painted anew."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.domain.place import Place
from models.domain.practice import Status
from tests.widgets.images import share_of_different_pixels
from tests.widgets.map.scenes import MARKS, SIDE, SOUTH, WEST
from widgets.map.marks import FlowLine, PracticeMark
from widgets.map.view import MapView

N_PRACTICES = 60
N_SQUARES = 600


def crowd(rng: np.random.Generator) -> list[PracticeMark]:
    """Return practices all over the region, some with a satellite, some moved."""
    states = list(Status)
    marks = []
    for k in range(N_PRACTICES):
        e, n = WEST + rng.uniform(0, 2 * SIDE), SOUTH + rng.uniform(0, SIDE)
        marks.append(
            MARKS[0]._replace(
                number=f"{k:06d}",
                name=f"Praksis {k}",
                e=e,
                n=n,
                list=int(rng.integers(500, 9_000)),
                status=states[k % len(states)],
            )
        )
    return marks


def on_screen(view: MapView) -> QImage:
    """Return what the window holds, painted piece by piece as things changed."""
    QApplication.processEvents()
    return view.screen().grabWindow(view.winId()).toImage()


@pytest.mark.parametrize("seed", range(3))
def test_dragging_leaves_nothing_behind(view: MapView, seed: int) -> None:
    rng = np.random.default_rng(seed)
    view.set_practices(crowd(rng))
    port, left, none = view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier

    def follow(number: str, e: float, n: float) -> None:
        view.move_practice_symbol(number, e, n)
        some = rng.choice(N_SQUARES, 40, replace=False)
        view.update_squares(some, rng.integers(0, 6, len(some)).astype(np.uint8))

    view.dragMoved.connect(follow)
    for k in range(4):
        number = f"{rng.integers(N_PRACTICES):06d}"
        at = view.layers.practices.symbol_box(number).center().toPoint()
        QTest.mousePress(port, left, none, at)
        for _ in range(8):
            QTest.mouseMove(port, at + QPoint(*rng.integers(-150, 150, 2).tolist()))
            QApplication.processEvents()
        assert view.dragged
        assert share_of_different_pixels(on_screen(view), view.grab().toImage()) == 0
        if k % 2:
            QTest.keyClick(view, Qt.Key.Key_Escape)
        QTest.mouseRelease(port, left, none, at)
        view.set_selection([number])
        assert share_of_different_pixels(on_screen(view), view.grab().toImage()) == 0


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_edits_leave_nothing_behind(view: MapView, scale: float) -> None:
    rng = np.random.default_rng(3)
    view.set_scale(scale)
    marks = crowd(rng)
    for _ in range(6):
        some = rng.choice(N_PRACTICES, 5, replace=False).tolist()
        for at in some:
            marks[at] = marks[at]._replace(
                list=int(rng.integers(500, 9_000)), is_gone=bool(rng.integers(2))
            )
        view.set_practices(marks)
        view.set_selection([marks[some[0]].number])
        view.set_flows([flow(marks[some[0]], marks[at], 10 * at) for at in some[1:]])
        persons = np.zeros(N_SQUARES, dtype=np.int32)
        persons[rng.choice(N_SQUARES, 30)] = rng.integers(1, 9_000, 30)
        view.set_unplaced(persons)
        assert share_of_different_pixels(on_screen(view), view.grab().toImage()) == 0
    view.set_flows([])
    view.set_unplaced(np.zeros(N_SQUARES, dtype=np.int32))
    assert share_of_different_pixels(on_screen(view), view.grab().toImage()) == 0


def flow(start: PracticeMark, end: PracticeMark, persons: int) -> FlowLine:
    return FlowLine(Place(start.e, start.n), Place(end.e, end.n), persons + 1)
