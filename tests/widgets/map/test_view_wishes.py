"""Clicks, drags and boxes on the map are told as wishes; it changes nothing itself."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
)
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.widgets.map.hands import (
    CTRL,
    LEFT,
    NO_KEY,
    OPEN_GROUND,
    SHIFT,
    let_go,
    pixel,
    pull,
    seen,
)
from tests.widgets.map.scenes import SOUTH, WEST, A, B, C, make_scene
from widgets.map.view import MapView


def test_the_view_tells_what_it_shows(qtbot: QtBot, view: MapView) -> None:
    with qtbot.waitSignal(view.viewChanged) as blocker:
        view.centre_on(WEST, SOUTH)
    extent, metres = blocker.args
    assert extent == view.camera.extent
    assert metres == view.camera.metres_per_pixel


def test_the_cursor_tells_where_it_is(qtbot: QtBot, view: MapView) -> None:
    with qtbot.waitSignal(view.cursorMoved) as blocker:
        QTest.mouseMove(view.viewport(), QPoint(123, 234))
    assert tuple(blocker.args) == pytest.approx(view.camera.ground(123, 234))


# ---------------------------------------------------------------- practices


def test_hovering_names_a_practice_and_leaving_names_none(qtbot: QtBot, view: MapView) -> None:
    view.set_whys(lambda number: f"Hvorfor {number}.")
    with qtbot.waitSignal(view.practiceHovered) as blocker:
        QTest.mouseMove(view.viewport(), pixel(view, B))
    assert blocker.args == [B.number]
    assert [plate.name for plate in view.layers.plates.plates] == [B.name]
    assert [plate.why for plate in view.layers.plates.plates] == [f"Hvorfor {B.number}."]
    with qtbot.waitSignal(view.practiceHovered) as blocker:
        QTest.mouseMove(view.viewport(), OPEN_GROUND)
    assert blocker.args == [""]
    assert view.layers.plates.plates == ()


@pytest.mark.parametrize(("keys", "adds"), [(NO_KEY, False), (CTRL, True)])
def test_a_click_selects_and_with_ctrl_adds(
    qtbot: QtBot, view: MapView, keys: Qt.KeyboardModifier, adds: bool
) -> None:
    with qtbot.waitSignal(view.practiceClicked) as blocker:
        QTest.mouseClick(view.viewport(), LEFT, keys, pixel(view, A))
    assert blocker.args == [A.number, adds]


def test_a_click_on_the_ground_is_told(qtbot: QtBot, view: MapView) -> None:
    with qtbot.waitSignal(view.groundClicked), qtbot.assertNotEmitted(view.practiceClicked):
        QTest.mouseClick(view.viewport(), LEFT, NO_KEY, OPEN_GROUND)


def test_a_drag_is_told_from_start_to_drop(qtbot: QtBot, view: MapView) -> None:
    told: list[tuple[object, ...]] = []
    for name in ("dragStarted", "dragMoved", "dragDropped", "practiceClicked"):
        getattr(view, name).connect(lambda *args, name=name: told.append((name, *args)))
    start, way = pixel(view, A), QPoint(60, -40)
    pull(view, start, way)
    assert view.dragged == A.number
    let_go(view, start + way)
    names = [name for name, *_ in told]
    assert names[0] == "dragStarted"
    assert set(names[1:-1]) == {"dragMoved"}
    assert told[-1][:2] == ("dragDropped", A.number)
    metres = view.camera.metres_per_pixel
    e, n = float(told[-1][2]), float(told[-1][3])  # type: ignore[arg-type]
    assert (e - A.e, n - A.n) == pytest.approx((60 * metres, 40 * metres), abs=metres)


def test_the_map_itself_moves_no_practice(view: MapView) -> None:
    pull(view, pixel(view, A), QPoint(60, -40))
    assert view.layers.practices.mark(A.number) == A


def test_a_controller_moves_the_symbol_under_the_mouse(view: MapView) -> None:
    view.dragMoved.connect(view.move_practice_symbol)
    start, way = pixel(view, A), QPoint(60, -40)
    pull(view, start, way)
    box = view.layers.practices.symbol_box(A.number)
    assert (box.center() - QPointF(start + way)).manhattanLength() < 2
    assert seen(view).pixelColor(start + way) == QColor(view.style_used.theme.open)


def test_no_name_hides_the_practice_being_dragged(view: MapView) -> None:
    view.dragMoved.connect(view.move_practice_symbol)
    name = make_scene().areas[0].place
    over = QPointF(view.camera.x(name.e), view.camera.y(name.n)).toPoint()
    start = pixel(view, A)
    pull(view, start, over - start)
    assert seen(view).pixelColor(over) == QColor(view.style_used.theme.open)


def test_escape_during_a_drag_gives_up(qtbot: QtBot, view: MapView) -> None:
    start, way = pixel(view, A), QPoint(60, -40)
    pull(view, start, way)
    with (
        qtbot.waitSignal(view.dragCancelled) as blocker,
        qtbot.assertNotEmitted(view.dragDropped),
    ):
        QTest.keyClick(view, Qt.Key.Key_Escape)
        let_go(view, start + way)
    assert blocker.args == [A.number]
    assert view.dragged == ""


def test_another_window_in_front_gives_the_drag_up(qtbot: QtBot, view: MapView) -> None:
    pull(view, pixel(view, A), QPoint(60, -40))
    with qtbot.waitSignal(view.dragCancelled):
        view.focusOutEvent(
            QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
        )


@pytest.mark.parametrize("why", ["not allowed", "gone"])
def test_what_cannot_be_dragged_pulls_the_map(qtbot: QtBot, view: MapView, why: str) -> None:
    if why == "gone":
        view.set_practices([A._replace(is_gone=True), B, C])
    else:
        view.set_dragging_enabled(False)
    before = view.camera
    with qtbot.assertNotEmitted(view.dragStarted):
        pull(view, pixel(view, A), QPoint(60, -40))
    assert view.camera != before


def test_a_box_with_shift_selects_what_is_in_it(qtbot: QtBot, view: MapView) -> None:
    start = pixel(view, A) - QPoint(30, 30)
    way = pixel(view, A) + QPoint(20, 20) - start
    pull(view, start, way, SHIFT)
    with qtbot.waitSignal(view.selectionRequested) as blocker:
        let_go(view, start + way, SHIFT)
    assert blocker.args == [[A.number]]


def test_a_box_with_ctrl_too_adds_to_the_selection(qtbot: QtBot, view: MapView) -> None:
    view.set_selection([C.number])
    start = pixel(view, A) - QPoint(30, 30)
    pull(view, start, QPoint(60, 60), SHIFT | CTRL)
    with qtbot.waitSignal(view.selectionRequested) as blocker:
        let_go(view, start + QPoint(60, 60), SHIFT | CTRL)
    assert blocker.args == [[A.number, C.number]]


def test_placing_takes_the_next_click_as_a_place(qtbot: QtBot, view: MapView) -> None:
    view.start_placing()
    assert view.viewport().cursor().shape() == Qt.CursorShape.CrossCursor
    at = pixel(view, B)
    with (
        qtbot.waitSignal(view.placePicked) as blocker,
        qtbot.assertNotEmitted(view.practiceClicked),
    ):
        QTest.mouseClick(view.viewport(), LEFT, NO_KEY, at)
    assert tuple(blocker.args) == pytest.approx(view.camera.ground(at.x(), at.y()))
    assert view.viewport().cursor().shape() != Qt.CursorShape.CrossCursor


def test_escape_gives_placing_up(qtbot: QtBot, view: MapView) -> None:
    view.start_placing()
    with qtbot.waitSignal(view.placingCancelled):
        QTest.keyClick(view, Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(view.placePicked):
        QTest.mouseClick(view.viewport(), LEFT, NO_KEY, OPEN_GROUND)


def test_a_right_click_asks_for_a_menu_there(qtbot: QtBot, view: MapView) -> None:
    at = pixel(view, B)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at), NO_KEY
    )
    with qtbot.waitSignal(view.contextMenuRequested) as blocker:
        QGuiApplication.sendEvent(view.viewport(), event)
    number, where, e, n = blocker.args
    assert number == B.number
    assert where == view.viewport().mapToGlobal(at)
    assert (e, n) == pytest.approx(view.camera.ground(at.x(), at.y()))


def test_the_menu_key_asks_for_the_selected_practice(qtbot: QtBot, view: MapView) -> None:
    view.set_selection([B.number])
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint(), NO_KEY)
    with qtbot.waitSignal(view.contextMenuRequested) as blocker:
        view.contextMenuEvent(event)
    assert blocker.args[0] == B.number
    assert blocker.args[2:] == pytest.approx([B.e, B.n], abs=view.camera.metres_per_pixel)


# ------------------------------------------------------------- what is shown
