"""The map shows what it is handed, and its legend keeps count of it."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
)
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.domain.place import Place
from tests.widgets.map.conftest import settle
from tests.widgets.map.hands import LEFT, NO_KEY, pixel, seen
from tests.widgets.map.scenes import SOUTH, WEST, A, B, C, make_scene
from widgets.map.marks import FlowLine
from widgets.map.view import MapView
from widgets.painting.camera import Extent
from widgets.theme import DARK
from widgets.words import Words


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


def test_a_legend_that_was_folded_has_the_counts_of_today(view: MapView) -> None:
    some, classes = np.arange(50), np.full(50, 3, dtype=np.uint8)
    view.set_legend_folded(True)
    view.update_squares(some, classes)
    asked = view.legend[0]
    view.update_squares(some[:10], np.full(10, 1, dtype=np.uint8))
    view.set_legend_folded(False)
    rows = legend_rows(view, 0)
    assert rows["under 2 km"] == 1_100
    assert (rows["2–5 km"], rows["10–15 km"]) == (20, 80)
    assert [row.number for row in asked.rows][:4] == [1_100, 0, 0, 100]


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
