"""What a frame of a drag makes the window do, counted, not timed: the same on every machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from unittest.mock import patch

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.controllers.panel_screen import PanelScreen
from app.settings import Settings
from app.start import Program, Window
from benchmarks.picking import middling_practice
from widgets.panels.area import AreaPanel
from widgets.panels.practice import PracticePanel

WIDTH, HEIGHT = 1280, 800
LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
FIRST_MOVES, MOVES = 8, 40
"""Moves until the practice is in the hand and all panels show it, and moves that are counted."""
STEP = QPoint(-2, -1)


@dataclass
class Painted:
    """What the window did between two moves.

    Attributes
    ----------
    map_paints : int
    map_parts : int
        Upright rectangles of the map that were damaged.
    map_px : int
        How large they are together.
    panel_paints : int
        Paint events of every other widget, those around the panels included.
    layouts : int
        Widgets that were asked to lay out what is in them.
    sheets : int
        Times that the practice's sheet was filled from the beginning.
    """

    map_paints: int = 0
    map_parts: int = 0
    map_px: int = 0
    panel_paints: int = 0
    layouts: int = 0
    sheets: int = 0


class Counting(QObject):
    """Counts a window's events, frame by frame."""

    def __init__(self, window: Window) -> None:
        super().__init__()
        self._frame = window.frame
        self._viewport = window.frame.map.viewport()
        self.frames: list[Painted] = []

    def eventFilter(self, watched: QObject, happened: QEvent) -> bool:
        kind = happened.type()
        if kind not in (QEvent.Type.Paint, QEvent.Type.LayoutRequest):
            return False
        if not isinstance(watched, QWidget) or watched.window() is not self._frame:
            return False
        frame = self.frames[-1]
        if kind == QEvent.Type.LayoutRequest:
            frame.layouts += 1
        elif watched is self._viewport:
            assert isinstance(happened, QPaintEvent)
            frame.map_paints += 1
            frame.map_parts += happened.region().rectCount()
            frame.map_px += sum(part.width() * part.height() for part in happened.region())
        else:
            frame.panel_paints += 1
        return False


@pytest.fixture
def settings() -> Settings:
    """No hints, which come and go by the clock."""
    return Settings(show_hints=False)


@pytest.fixture
def window(program: Program, qtbot) -> Window:
    """The window at a size of its own, with nothing left to paint."""
    window = program.window
    assert window is not None
    window.frame.resize(WIDTH, HEIGHT)
    settle(window, qtbot)
    return window


def settle(window: Window, qtbot) -> None:
    """Wait until the map is sharp and no panel is behind it."""
    (panels,) = (each for each in window.controllers if isinstance(each, PanelScreen))
    qtbot.waitUntil(lambda: window.frame.map.is_settled and not panels._behind, timeout=30_000)
    for _ in range(5):  # a layout goes up through its parents, one at a time
        QApplication.processEvents()


@pytest.fixture
def frames(window: Window, qtbot, qapp: QApplication) -> Iterator[list[Painted]]:
    """The frames of a practice that is led about by the mouse."""
    view, counting = window.frame.map, Counting(window)
    number = middling_practice(window.desk.session)
    start = view.layers.practices.symbol_box(number).center().toPoint()
    QTest.mousePress(view.viewport(), LEFT, NO_KEY, start)
    for move in range(1, FIRST_MOVES + 1):
        QTest.mouseMove(view.viewport(), start + STEP * move)
        QApplication.processEvents()
    assert window.desk.drag is not None
    settle(window, qtbot)
    qapp.installEventFilter(counting)
    fill = PracticePanel.show_practice
    with patch.object(PracticePanel, "show_practice", autospec=True, side_effect=fill) as filled:
        for move in range(FIRST_MOVES + 1, FIRST_MOVES + MOVES + 1):
            counting.frames.append(Painted())
            QTest.mouseMove(view.viewport(), start + STEP * move)
            QApplication.processEvents()
            counting.frames[-1].sheets = filled.call_count
            filled.reset_mock()
    qapp.removeEventFilter(counting)
    yield counting.frames
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view.viewport(), LEFT, NO_KEY, start)


def test_a_frame_paints_the_map_once_and_only_where_the_move_changes_it(
    window: Window, frames: list[Painted]
) -> None:
    size = window.frame.map.viewport().size()
    assert [frame.map_paints for frame in frames] == [1] * MOVES
    assert max(frame.map_parts for frame in frames) <= 3
    assert min(frame.map_px for frame in frames) > 0
    assert max(frame.map_px for frame in frames) < size.width() * size.height() / 10


def test_a_frame_paints_of_the_panels_what_changed_and_lays_out_next_to_nothing(
    frames: list[Painted],
) -> None:
    painted = [frame.panel_paints for frame in frames]
    assert min(painted) > 0
    # the figures themselves, and nothing that lies behind them
    assert max(painted) <= 6
    assert sum(painted) <= 3 * MOVES
    # a figure that outgrows its column has it laid out anew: hardly ever
    layouts = [frame.layouts for frame in frames]
    assert max(layouts) <= 2
    assert sum(layouts) <= 0.1 * MOVES
    # what a place does not change stands: a sheet is filled where another municipality begins
    assert sum(frame.sheets for frame in frames) <= 2


def test_panels_behind_a_page_follow_when_the_drag_ends(window: Window, qtbot) -> None:
    frame, desk = window.frame, window.desk
    frame.actions_["distances"].trigger()
    number = middling_practice(desk.session)
    port, start = (
        frame.map.viewport(),
        frame.map.layers.practices.symbol_box(number).center().toPoint(),
    )
    show = AreaPanel.show_areas
    with patch.object(AreaPanel, "show_areas", autospec=True, side_effect=show) as shown:
        QTest.mousePress(port, LEFT, NO_KEY, start)
        QTest.mouseMove(port, start + STEP * FIRST_MOVES)
        settle(window, qtbot)
        shown.reset_mock()
        for move in range(FIRST_MOVES, MOVES):
            QTest.mouseMove(port, start + STEP * move)
            QApplication.processEvents()
        assert desk.drag is not None
        assert not shown.called
        QTest.keyClick(frame.map, Qt.Key.Key_Escape)
        QTest.mouseRelease(port, LEFT, NO_KEY, start)
        assert desk.drag is None
        assert shown.call_args.args[2].now is desk.result.region
