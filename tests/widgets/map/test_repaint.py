"""What is repainted piece by piece looks as if all had been painted anew."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.domain.place import Place
from models.domain.practice import Status
from models.geography.areas import Areas
from tests.widgets.images import pixels
from tests.widgets.map.conftest import settle
from tests.widgets.map.scenes import MARKS, SIDE, SOUTH, WEST
from widgets.map.layer_stack import LAYER_NAMES
from widgets.map.marks import FlowLine, OrderMark, PracticeMark
from widgets.map.view import MapView
from widgets.painting.camera import Extent
from widgets.painting.coverage import area_shapes

SMOOTHED = 4
"""A slanted line's edge differs by so much, of 255, where Qt paints a piece of it."""
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


def fill_all_layers(view: MapView, rng: np.random.Generator) -> None:
    """Have something to paint in every layer there is."""
    marks = crowd(rng)
    places = [Place(mark.e, mark.n) for mark in marks[:6]]
    view.set_practices(marks)
    view.set_flows([FlowLine(places[0], place, 40 * k, "a", "b") for k, place in enumerate(places)])
    unplaced = np.zeros(N_SQUARES, dtype=np.int32)
    unplaced[::37] = 25
    view.set_unplaced(unplaced)
    area = shapely.Point(*places[1]).buffer(6_000)
    view.set_coverage(area_shapes(Areas(("1",), ("Mols",), np.array([area], dtype=object))))
    view.set_levels(["red"])
    view.set_room(places, np.full(len(places), 120, dtype=np.int32), 30)
    view.set_order([OrderMark(place, str(k), k == 2) for k, place in enumerate(places)])
    view.layers.pointer.set_place(places[3])
    for name in LAYER_NAMES:
        view.set_layer_visible(name, True)


def assert_nothing_left_behind(view: MapView) -> None:
    """Hold what was painted piece by piece against all painted anew, pixel for pixel."""
    assert np.abs(pixels(on_screen(view)) - pixels(view.grab().toImage())).max() <= SMOOTHED


@pytest.mark.parametrize("km", [None, 14.0, 3.7])
@pytest.mark.parametrize("seed", range(3))
def test_dragging_leaves_nothing_behind(view: MapView, qtbot, seed: int, km: float | None) -> None:
    rng = np.random.default_rng(seed)
    fill_all_layers(view, rng)
    if km is not None:
        first = view.layers.practices.marks[0]
        e, n = first.e + 123.4, first.n - 56.7
        view.zoom_to(Extent(e - 500 * km, n - 500 * km, e + 500 * km, n + 500 * km))
    settle(qtbot, view)
    on_screen(view)
    port, left, none = view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier

    def follow(number: str, e: float, n: float) -> None:
        view.move_practice_symbol(number, e, n)
        some = rng.choice(N_SQUARES, 40, replace=False)
        view.update_squares(some, rng.integers(0, 6, len(some)).astype(np.uint8))

    view.dragMoved.connect(follow)
    inside = QRectF(view.viewport().rect()).adjusted(20, 20, -20, -20)
    near = [n for n in view.layers.practices.within(inside) if not covered(view, n)]
    for k in range(4):
        number = near[rng.integers(len(near))]
        at = view.layers.practices.symbol_box(number).center().toPoint()
        QTest.mousePress(port, left, none, at)
        for _ in range(8):
            QTest.mouseMove(port, at + QPoint(*rng.integers(-150, 150, 2).tolist()))
            QApplication.processEvents()
        assert view.dragged
        assert_nothing_left_behind(view)
        if k % 2:
            QTest.keyClick(view, Qt.Key.Key_Escape)
        QTest.mouseRelease(port, left, none, at)
        view.set_selection([number])
        assert_nothing_left_behind(view)


def covered(view: MapView, number: str) -> bool:
    """Whether a practice cannot be taken, for the legend lies over it."""
    return view.layers.legend.card.intersects(view.layers.practices.symbol_box(number))


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
        assert_nothing_left_behind(view)
    view.set_flows([])
    view.set_unplaced(np.zeros(N_SQUARES, dtype=np.int32))
    assert_nothing_left_behind(view)


def flow(start: PracticeMark, end: PracticeMark, persons: int) -> FlowLine:
    return FlowLine(Place(start.e, start.n), Place(end.e, end.n), persons + 1)
