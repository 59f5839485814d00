"""The map under real mouse and keyboard events."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QImage,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.domain.place import Place
from tests.widgets.map.conftest import settle
from tests.widgets.map.scenes import SOUTH, WEST, A, B, C, make_scene
from widgets.map.marks import FlowLine, PracticeMark
from widgets.map.view import MapView
from widgets.painting.camera import Extent
from widgets.theme import DARK
from widgets.words import Words

LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
OPEN_GROUND = QPoint(60, 60)


def pixel(view: MapView, mark: PracticeMark) -> QPoint:
    return QPointF(view.camera.x(mark.e), view.camera.y(mark.n)).toPoint()


def pull(view: MapView, start: QPoint, way: QPoint, keys: Qt.KeyboardModifier = NO_KEY) -> None:
    """Press, move in steps, and keep holding."""
    QTest.mousePress(view.viewport(), LEFT, keys, start)
    for step in range(1, 11):
        QTest.mouseMove(view.viewport(), start + way * step / 10)


def let_go(view: MapView, at: QPoint, keys: Qt.KeyboardModifier = NO_KEY) -> None:
    QTest.mouseRelease(view.viewport(), LEFT, keys, at)


def turn_wheel(view: MapView, at: QPoint, notches: int) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(view.viewport().mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        NO_KEY,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QGuiApplication.sendEvent(view.viewport(), event)


def seen(view: MapView) -> QImage:
    return view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


# ------------------------------------------------------------------ looking


def test_the_region_fills_the_view(view: MapView) -> None:
    extent = make_scene().extent
    assert view.camera.extent.contains(extent)
    assert view.camera.x(extent.west) == pytest.approx(14)


def test_the_region_stays_fitted_while_the_window_grows(view: MapView) -> None:
    view.resize(1_000, 700)
    assert view.camera.width == 1_000
    assert view.camera.x(make_scene().extent.west) == pytest.approx(14)


def test_a_fitted_region_keeps_clear_of_the_legend_where_there_is_room(view: MapView) -> None:
    view.resize(800, 800)
    south = view.camera.y(SOUTH + 0.0)
    assert south < view.layers.legend.card.top()
    view.set_legend_folded(True)
    view.fit_region()
    assert view.camera.y(SOUTH + 0.0) > south
    assert view.camera.extent.contains(make_scene().extent)


def test_after_zooming_the_centre_stays_while_the_window_grows(view: MapView) -> None:
    view.zoom_to(Extent(WEST, SOUTH, WEST + 4_000, SOUTH + 4_000))
    before = view.camera
    view.resize(1_000, 700)
    assert view.camera == before.resized(1_000, 700)


def test_the_wheel_zooms_around_the_cursor(view: MapView) -> None:
    at = QPoint(200, 150)
    before, metres = view.camera.ground(200, 150), view.camera.metres_per_pixel
    turn_wheel(view, at, 2)
    assert view.camera.metres_per_pixel == pytest.approx(metres / 1.44)
    assert view.camera.ground(200, 150) == pytest.approx(before)


def test_zooming_ends_before_the_map_is_lost(view: MapView) -> None:
    farthest = view.camera.metres_per_pixel * 2.5
    for _ in range(40):
        turn_wheel(view, OPEN_GROUND, -3)
    assert view.camera.metres_per_pixel == pytest.approx(farthest)
    for _ in range(80):
        turn_wheel(view, OPEN_GROUND, 3)
    assert view.camera.metres_per_pixel == pytest.approx(0.5)


@pytest.mark.parametrize("zoom", [3.0, 0.5])
def test_no_frame_is_blank_while_a_sharper_picture_is_painted(view: MapView, zoom: float) -> None:
    place = Place(WEST + 15_000, SOUTH + 15_000)
    land = QPointF(view.camera.x(place.e), view.camera.y(place.n))
    view.zoom_by(zoom, land)
    assert not view.is_settled
    image = seen(view)
    assert image.pixelColor(land.toPoint()) == QColor(view.style_used.theme.land)
    assert QColor(0, 0, 0).name() not in {
        image.pixelColor(x, y).name() for x in range(0, 800, 16) for y in range(0, 600, 16)
    }


def test_a_new_picture_replaces_the_stretched_one(qtbot: QtBot, view: MapView) -> None:
    view.zoom_by(3.0)
    settle(qtbot, view)
    _, sharp = view.layers.land.pictures()
    assert sharp is not None
    assert sharp.wish.camera.metres_per_pixel == view.camera.metres_per_pixel


def test_pulling_the_ground_pans(view: MapView) -> None:
    before = view.camera.ground(60, 60)
    pull(view, OPEN_GROUND, QPoint(50, 30))
    let_go(view, OPEN_GROUND + QPoint(50, 30))
    assert view.camera.ground(110, 90) == pytest.approx(before)


@pytest.mark.parametrize(
    ("key", "moves"),
    [
        (Qt.Key.Key_Left, (-80, 0)),
        (Qt.Key.Key_Right, (80, 0)),
        (Qt.Key.Key_Up, (0, -80)),
        (Qt.Key.Key_Down, (0, 80)),
    ],
)
def test_arrows_look_that_way(view: MapView, key: Qt.Key, moves: tuple[int, int]) -> None:
    middle = view.camera.ground(400 + moves[0], 300 + moves[1])
    QTest.keyClick(view, key)
    assert view.camera.ground(400, 300) == pytest.approx(middle)


def test_plus_and_minus_zoom_and_home_fits(view: MapView) -> None:
    fitted = view.camera
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.camera.metres_per_pixel == pytest.approx(fitted.metres_per_pixel / 1.5)
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.camera.metres_per_pixel == pytest.approx(fitted.metres_per_pixel)
    QTest.keyClick(view, Qt.Key.Key_Left)
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.camera == fitted


def test_a_double_click_on_open_ground_comes_nearer(view: MapView) -> None:
    metres = view.camera.metres_per_pixel
    QTest.mouseDClick(view.viewport(), LEFT, NO_KEY, OPEN_GROUND)
    assert view.camera.metres_per_pixel == pytest.approx(metres / 2)


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


def legend_rows(view: MapView, section: int) -> dict[str, int | None]:
    return {row.text: row.number for row in view.legend[section].rows}


def test_the_legend_counts_persons_and_practices(view: MapView) -> None:
    assert legend_rows(view, 0)["under 2 km"] == 1_200
    assert legend_rows(view, 1) == {"Åben": 1, "Selektivt lukket": 1, "Lukket": 1}
    view.set_practices([A, B._replace(satellites=(Place(A.e, A.n), Place(C.e, C.n))), C])
    assert legend_rows(view, 1)["Satellit"] == 2


def test_recoloured_squares_are_seen_and_counted(view: MapView) -> None:
    indices = np.arange(100, dtype=np.intp)
    view.update_squares(indices, np.full(100, 4, dtype=np.uint8))
    rows = legend_rows(view, 0)
    assert (rows["under 2 km"], rows["15–20 km"]) == (1_000, 200)
    view.zoom_to(Extent(WEST, SOUTH, WEST + 2_000, SOUTH + 1_500))
    square = QPointF(view.camera.x(WEST + 625.0), view.camera.y(SOUTH + 125.0)).toPoint()
    bands = view.style_used.theme.distance_bands
    assert seen(view).pixelColor(square) == QColor(bands[4])


def test_what_the_controller_keeps_is_not_changed(view: MapView) -> None:
    mine = np.zeros(len(make_scene().grid.e), dtype=np.uint8)
    view.set_square_classes("distance", mine)
    view.update_squares(np.array([0]), np.array([5], dtype=np.uint8))
    assert mine.max() == 0


def test_other_modes_bring_their_own_legend(view: MapView) -> None:
    n = len(make_scene().grid.e)
    view.set_square_classes("choices", np.ones(n, dtype=np.uint8), 5_000)
    assert view.legend[0].title == "Åbne praksis inden for 5 km"
    assert legend_rows(view, 0)["én"] == 1_200
    view.set_square_classes("persons", np.zeros(n, dtype=np.uint8))
    assert legend_rows(view, 0)["1–4 personer"] == 1_200


def test_a_land_network_is_marked_in_the_legend(view: MapView) -> None:
    scene = make_scene(is_estimated=True)
    view.set_region(scene)
    view.set_square_classes("distance", np.zeros(len(scene.grid.e), dtype=np.uint8))
    assert view.legend[0].title.startswith("≈")


def test_unplaced_and_flows_come_and_go_in_the_legend(view: MapView) -> None:
    persons = np.zeros(len(make_scene().grid.e), dtype=np.int32)
    persons[5] = 7
    view.set_unplaced(persons)
    view.set_flows([FlowLine(Place(A.e, A.n), Place(B.e, B.n), 372)])
    assert legend_rows(view, 2) == {
        "Uden plads": 7,
        "Patienter, der skifter praksis": None,
        "Færge": None,
    }
    view.set_unplaced(persons * 0)
    view.set_flows([])
    view.set_layer_visible("ferries", False)
    assert len(view.legend) == 2


def test_a_hidden_layer_is_neither_seen_nor_explained(view: MapView) -> None:
    view.set_layer_visible("practices", False)
    at = pixel(view, B)
    assert seen(view).pixelColor(at) != QColor(view.style_used.theme.closed)
    assert view.practice_at(QPointF(at)) == ""
    assert all("Åben" not in [row.text for row in part.rows] for part in view.legend)
    view.set_layer_visible("practices", True)
    assert seen(view).pixelColor(at) == QColor(view.style_used.theme.closed)


def test_a_click_on_the_legend_folds_it_and_reaches_nothing_below(
    qtbot: QtBot, view: MapView
) -> None:
    card = view.layers.legend.card
    with qtbot.assertNotEmitted(view.groundClicked):
        QTest.mouseClick(view.viewport(), LEFT, NO_KEY, card.center().toPoint())
    assert view.layers.legend.is_folded
    QTest.keyClick(view, Qt.Key.Key_L)
    assert view.layers.legend.card == card


def test_a_low_window_opens_with_its_legend_folded(qtbot: QtBot) -> None:
    small = MapView()
    qtbot.addWidget(small)
    small.resize(600, 300)
    small.show()
    qtbot.waitExposed(small)
    assert small.layers.legend.is_folded
    small.close()


def test_selected_practices_are_named_but_not_a_crowd(view: MapView) -> None:
    view.set_selection([A.number, B.number])
    assert {plate.name for plate in view.layers.plates.plates} == {A.name, B.name}
    crowd = [A._replace(number=f"{i:06d}") for i in range(9)]
    view.set_practices(crowd)
    view.set_selection([mark.number for mark in crowd])
    assert view.layers.plates.plates == ()


def test_the_dark_theme_repaints_everything(qtbot: QtBot, view: MapView) -> None:
    view.set_theme(DARK)
    settle(qtbot, view)
    image = seen(view)
    land = Place(WEST + 15_000, SOUTH + 15_000)
    at = QPointF(view.camera.x(land.e), view.camera.y(land.n)).toPoint()
    assert image.pixelColor(at) == QColor(DARK.land)
    assert image.pixelColor(pixel(view, A)) == QColor(DARK.open)


def test_another_language_is_spoken_at_once(view: MapView) -> None:
    view.set_words(Words("en"))
    assert view.legend[0].title == "Distance to the nearest practice"
    assert view.accessibleName() == "Map"


def test_workshop_mode_draws_larger(view: MapView) -> None:
    before = view.layers.practices.symbol_box(A.number).width()
    card = view.layers.legend.card
    view.set_scale(1.5)
    assert view.layers.practices.symbol_box(A.number).width() == pytest.approx(1.5 * before)
    assert view.layers.legend.card.width() > card.width()


def test_a_note_is_shown_and_can_be_taken_away(view: MapView) -> None:
    view.show_note("Her er vand. Praksis er sat tilbage.")
    notes = [child for child in view.children() if type(child).__name__ == "Note"]
    assert notes[0].isVisible()
    view.show_note("")
    assert not notes[0].isVisible()


def test_the_map_can_be_had_as_a_png(view: MapView) -> None:
    image = QImage.fromData(view.grab_png(), "PNG")
    assert (image.width(), image.height()) == (800, 600)


def test_another_region_takes_the_place_of_the_first(view: MapView) -> None:
    view.set_selection([A.number])
    view.set_region(make_scene(extent=Extent(WEST, SOUTH, WEST + 9_000, SOUTH + 9_000)))
    assert view.layers.practices.marks == []
    assert view.legend[0].rows[0].text == "Færge"
    assert view.camera.extent.contains(Extent(WEST, SOUTH, WEST + 9_000, SOUTH + 9_000))


def test_the_map_without_a_region_is_sea(qtbot: QtBot) -> None:
    empty = MapView()
    qtbot.addWidget(empty)
    empty.resize(300, 200)
    assert seen(empty).pixelColor(150, 50) == QColor(empty.style_used.theme.sea)
