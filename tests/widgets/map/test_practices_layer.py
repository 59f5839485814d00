"""All practices in one layer: which is under the cursor, what is repainted."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from models.domain.place import Place
from models.domain.practice import Status
from tests.widgets.images import share_of_different_pixels
from tests.widgets.map.scenes import MARKS, SOUTH, WEST, A, B, C
from widgets.map.hovered_layer import HoveredLayer
from widgets.map.marks import PracticeMark
from widgets.map.practices_layer import PracticesLayer
from widgets.painting.camera import Camera
from widgets.painting.style import Style
from widgets.painting.symbols import SymbolLook

CAMERA = Camera(WEST + 20_000, SOUTH + 10_000, 100, 500, 300)


@pytest.fixture
def layer(style: Style) -> PracticesLayer:
    made = PracticesLayer(0, style)
    made.set_camera(CAMERA)
    made.set_marks(MARKS)
    return made


def pixel(mark: PracticeMark) -> tuple[float, float]:
    return CAMERA.x(mark.e), CAMERA.y(mark.n)


def painted(layer: PracticesLayer) -> QImage:
    image = QImage(500, 300, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    layer.paint_layer(painter, QRectF(0, 0, 500, 300))
    painter.end()
    return image


def color_at(image: QImage, mark: PracticeMark) -> QColor:
    x, y = pixel(mark)
    return image.pixelColor(round(x), round(y))


@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: mark.name)
def test_the_practice_under_the_cursor_is_found(layer: PracticesLayer, mark: PracticeMark) -> None:
    x, y = pixel(mark)
    assert layer.at(x + 3, y - 3) == mark.number


def test_open_ground_is_nobody(layer: PracticesLayer) -> None:
    assert layer.at(250, 20) == ""


def test_of_two_beside_each_other_the_nearer_is_taken(layer: PracticesLayer) -> None:
    twin = C._replace(number="000004", e=C.e + 600)
    layer.set_marks([*MARKS, twin])
    x, y = pixel(C)
    assert layer.at(x + 1, y) == C.number
    assert layer.at(x + 6, y) == "000004"


def test_without_practices_nothing_is_found_or_painted(layer: PracticesLayer) -> None:
    layer.set_marks([])
    assert layer.at(100, 100) == ""
    assert painted(layer).pixelColor(100, 100).alpha() == 0


def test_colours_tell_intake(layer: PracticesLayer, style: Style) -> None:
    image, theme = painted(layer), style.theme
    colors = [color_at(image, mark) for mark in MARKS]
    assert colors == [QColor(theme.open), QColor(theme.closed), QColor(theme.selective)]


def test_a_small_practice_on_a_large_one_is_seen_and_not_the_other_way(
    layer: PracticesLayer, style: Style
) -> None:
    small = A._replace(number="000009", list=500, status=Status.SELECTIVE)
    large = A._replace(list=9_000)
    for marks in ([small, large], [large, small]):
        layer.set_marks(marks)
        assert color_at(painted(layer), A) == QColor(style.theme.selective)


def test_one_that_is_gone_lies_lowest(layer: PracticesLayer, style: Style) -> None:
    gone = A._replace(number="000009", list=100, is_gone=True)
    layer.set_marks([A._replace(list=9_000), gone])
    assert color_at(painted(layer), A) == QColor(style.theme.open)


def test_a_changed_status_changes_colour_and_count(layer: PracticesLayer, style: Style) -> None:
    layer.set_marks([A._replace(status=Status.CLOSED), B, C])
    assert color_at(painted(layer), A) == QColor(style.theme.closed)
    assert layer.counts[SymbolLook("closed")] == 2
    assert layer.counts[SymbolLook("open")] == 0


def test_moving_one_moves_its_symbol_and_its_hit(layer: PracticesLayer) -> None:
    layer.move(A.number, A.e + 5_000, A.n)
    x, y = pixel(A)
    assert layer.at(x, y) == ""
    assert layer.at(x + 50, y) == A.number
    assert layer.mark(A.number) == A._replace(e=A.e + 5_000)


def test_a_longer_list_gives_a_larger_symbol(layer: PracticesLayer) -> None:
    before = layer.symbol_box(A.number).width()
    layer.set_marks([A._replace(list=9_000), B, C])
    assert layer.symbol_box(A.number).width() > before


def test_a_box_holds_the_centres_in_it_but_none_that_is_gone(layer: PracticesLayer) -> None:
    layer.set_marks([A, B._replace(is_gone=True), C])
    assert layer.within(QRectF(0, 0, 500, 300)) == [A.number, C.number]
    x, y = pixel(C)
    assert layer.within(QRectF(x - 1, y - 1, 2, 2)) == [C.number]


def test_a_moved_practice_shows_where_it_came_from(layer: PracticesLayer, style: Style) -> None:
    layer.set_marks([A._replace(moved_from=Place(A.e, A.n + 6_000)), B, C])
    x, y = pixel(A)
    halfway = [painted(layer).pixelColor(round(x), round(y) - 30 + i) for i in range(6)]
    assert any(color.alpha() > 0 for color in halfway)
    assert layer.counts[SymbolLook("open", is_changed=True)] == 1


def test_a_satellite_is_a_dot_on_a_line_in_the_colour_of_its_practice(
    layer: PracticesLayer, style: Style
) -> None:
    place = Place(A.e, A.n + 6_000)
    layer.set_marks([A._replace(satellites=(place,)), B, C])
    there = A._replace(e=place.e, n=place.n)
    assert color_at(painted(layer), there) == color_at(painted(layer), A)
    layer.set_marks([A, B, C])
    assert color_at(painted(layer), there).alpha() == 0


def test_a_dragged_practice_leaves_a_pale_symbol_where_it_was(
    layer: PracticesLayer, style: Style
) -> None:
    layer.set_ghost(A)
    layer.move(A.number, A.e + 8_000, A.n)
    assert color_at(painted(layer), A).lightness() > QColor(style.theme.open).lightness() + 40
    layer.set_ghost(None)
    assert color_at(painted(layer), A).alpha() == 0


def test_rings_are_painted_for_selection_and_hover(layer: PracticesLayer) -> None:
    def inked() -> int:
        image = painted(layer)
        x, y = pixel(A)
        return sum(
            image.pixelColor(round(x) + dx, round(y) + dy).alpha() > 0
            for dx in range(-25, 26)
            for dy in range(-25, 26)
        )

    plain = inked()
    layer.set_hovered(A.number)
    hovered = inked()
    layer.set_selection([A.number])
    assert plain < hovered < inked()


def test_the_practice_under_the_cursor_is_painted_over_the_names_where_it_stands(
    layer: PracticesLayer, style: Style
) -> None:
    hovered = HoveredLayer(1, style, layer)
    there, whole = layer.symbol_box(A.number), QRectF(0, 0, 500, 300)
    assert not hovered.has_in(whole)
    layer.set_hovered(A.number)
    assert hovered.has_in(whole)
    assert hovered.has_in(there)
    assert not hovered.has_in(layer.symbol_box(B.number))
    image = QImage(500, 300, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    hovered.paint_layer(painter, whole)
    painter.end()
    assert color_at(image, A) == color_at(painted(layer), A)


def test_an_unknown_selection_is_no_harm(layer: PracticesLayer) -> None:
    layer.set_selection(["999999"])
    layer.set_hovered("999999")
    assert not painted(layer).isNull()
    assert layer.symbol_box("999999").isEmpty()
    assert layer.mark("999999") is None


def painted_dense(layer: PracticesLayer, ratio: float) -> QImage:
    size = round(500 * ratio), round(300 * ratio)
    image = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(0)
    painter = QPainter(image)
    layer.paint_layer(painter, QRectF(0, 0, 500, 300))
    painter.end()
    return image


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("way", [(7, -3), (-40, 25), (300, 0)])
def test_a_shifted_picture_is_the_one_painted_there(
    layer: PracticesLayer, style: Style, ratio: float, way: tuple[int, int]
) -> None:
    layer.set_pixel_ratio(ratio)
    for _ in range(2):
        painted_dense(layer, ratio)
    layer.set_camera(CAMERA.panned(*way))
    layer.move(B.number, B.e + 900, B.n - 400)
    fresh = PracticesLayer(0, style)
    fresh.set_pixel_ratio(ratio)
    fresh.set_camera(CAMERA.panned(*way))
    fresh.set_marks(layer.marks)
    difference = share_of_different_pixels(painted_dense(layer, ratio), painted_dense(fresh, ratio))
    assert difference == 0


def test_many_changes_at_once_repaint_the_whole(layer: PracticesLayer, style: Style) -> None:
    crowd = [A._replace(number=f"{i:06d}", e=A.e + i * 200) for i in range(120)]
    layer.set_marks(crowd)
    for _ in range(2):
        painted(layer)
    closed = [mark._replace(status=Status.CLOSED) for mark in crowd]
    layer.set_marks(closed)
    kept = painted(layer)
    layer.set_marks([])
    layer.set_marks(closed)
    assert kept == painted(layer)
