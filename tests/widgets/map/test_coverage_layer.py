"""Coverage areas on the map: borders, levels, the line drawn around a new one, room."""

import numpy as np
import pytest
import shapely
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from models.domain.place import Place
from models.geography.areas import Areas
from tests.widgets.map.scenes import SOUTH, WEST
from tests.widgets.map.test_overlays import CAMERA, inked, painted
from widgets.map.coverage_layer import CoverageLayer
from widgets.map.view import MapView
from widgets.painting.coverage import area_shapes, level_color
from widgets.painting.style import Style


def two_areas() -> Areas:
    """Return a western and an eastern area, 10 km each way."""
    west, south = WEST + 8_000, SOUTH + 5_000
    shapes = np.array(
        [
            shapely.box(west, south, west + 10_000, south + 10_000),
            shapely.box(west + 10_000, south, west + 20_000, south + 10_000),
        ]
    )
    return Areas(("1", "2"), ("Vest", "Øst"), shapes)


@pytest.fixture
def layer(style: Style) -> CoverageLayer:
    made = CoverageLayer(0, style)
    made.set_areas(area_shapes(two_areas()))
    return made


def at(layer: CoverageLayer, e: float, n: float) -> QColor:
    """Return the colour that the layer gives a point of the ground."""
    image = painted(layer)
    return image.pixelColor(round(CAMERA.x(e)), round(CAMERA.y(n)))


WESTERN = WEST + 13_000.0, SOUTH + 10_000.0
EASTERN = WEST + 23_000.0, SOUTH + 10_000.0


def test_without_areas_nothing_is_painted(style: Style) -> None:
    assert inked(painted(CoverageLayer(0, style))) == 0


def test_an_area_that_is_not_threatened_has_only_its_border(layer: CoverageLayer) -> None:
    assert at(layer, *WESTERN).alpha() == 0
    assert at(layer, WEST + 18_000, SOUTH + 10_000).alpha() > 100


@pytest.mark.parametrize("level", ["red", "yellow"])
def test_a_threatened_area_is_filled_in_its_colour(layer: CoverageLayer, level: str) -> None:
    layer.set_levels([level, ""])
    layer.set_filled(True)
    inside = at(layer, *WESTERN)
    expected = QColor(level_color(level, layer.style))
    assert 90 < inside.alpha() < 130
    assert abs(inside.hue() - expected.hue()) <= 3
    assert at(layer, *EASTERN).alpha() == 0


def test_while_its_page_is_closed_only_a_band_inside_the_border_is_coloured(
    layer: CoverageLayer,
) -> None:
    layer.set_levels(["red", ""])
    assert at(layer, *WESTERN).alpha() == 0
    band = at(layer, WEST + 8_400, SOUTH + 10_000)
    assert abs(band.hue() - QColor(level_color("red", layer.style)).hue()) <= 3
    assert at(layer, WEST + 18_400, SOUTH + 10_000).alpha() == 0  # the neighbour has none


def test_the_chosen_area_has_a_stronger_border(layer: CoverageLayer) -> None:
    before = inked(painted(layer))
    layer.set_chosen(1)
    assert inked(painted(layer)) > before + 500


def test_levels_of_another_set_of_areas_are_not_taken(layer: CoverageLayer) -> None:
    layer.set_levels(["red"])
    assert layer.levels == ("", "")


def test_the_legend_counts_red_and_yellow_areas(view: MapView) -> None:
    view.set_coverage(area_shapes(two_areas()))
    view.set_layer_visible("coverage", True)
    assert "Rødt område" not in legend(view)
    view.set_levels(["red", "yellow"])
    assert legend(view)["Rødt område"] == legend(view)["Gult område"] == 1
    view.set_layer_visible("coverage", False)
    assert "Rødt område" not in legend(view)


def test_room_is_shown_with_its_total_when_it_is_asked_for(view: MapView) -> None:
    places = [Place(WEST + 13_000.0, SOUTH + 10_000.0), Place(WEST + 30_000.0, SOUTH + 10_000.0)]
    view.set_room(places, np.array([1_300, 500], dtype=np.int32), wished=500)
    assert "I alt" not in legend(view)
    view.set_layer_visible("room", True)
    told = legend(view)
    assert (told["Under lukkegrænsen"], told["Ønsket derudover"], told["I alt"]) == (
        1_300,
        500,
        1_800,
    )
    assert sum(marker.persons for marker in view.layers.room.markers()) == 1_800


def test_a_line_drawn_with_the_mouse_becomes_an_area(qtbot, view: MapView) -> None:
    view.start_drawing()
    viewport, button = view.viewport(), Qt.MouseButton.LeftButton
    corners = [QPoint(200, 200), QPoint(300, 200), QPoint(300, 320), QPoint(200, 320)]
    with qtbot.waitSignal(view.areaDrawn) as told:
        QTest.mousePress(viewport, button, Qt.KeyboardModifier.NoModifier, corners[0])
        for corner in corners[1:]:
            QTest.mouseMove(viewport, corner)
        QTest.mouseRelease(viewport, button, Qt.KeyboardModifier.NoModifier, corners[-1])
    (drawn,) = told.args
    assert len(drawn) == 4
    area = shapely.Polygon(drawn).area
    assert area == pytest.approx(100 * 120 * view.camera.metres_per_pixel**2)


def test_a_click_is_no_area_and_esc_gives_up(qtbot, view: MapView) -> None:
    view.start_drawing()
    with qtbot.assertNotEmitted(view.areaDrawn, wait=10):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    with qtbot.waitSignal(view.drawingCancelled):
        qtbot.keyClick(view, Qt.Key.Key_Escape)


def legend(view: MapView) -> dict[str, int | None]:
    return {row.text: row.number for section in view.legend for row in section.rows}
