"""Land and borders: what is filled, what is stroked and how often."""

import numpy as np
import pytest
import shapely
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from models.geography.outline import Shapes
from widgets.painting.camera import Camera
from widgets.painting.land import (
    LandLevel,
    Piece,
    ground_transform,
    land_level,
    paint_borders,
    paint_land,
)
from widgets.painting.style import Style

SIDE = 10_000.0


def box(column: int, row: int) -> shapely.Polygon:
    west, south = column * SIDE, row * SIDE
    return shapely.box(west, south, west + SIDE, south + SIDE)


def shapes(*polygons: shapely.Geometry) -> Shapes:
    return np.array(polygons, dtype=object)


def length(pieces: tuple[Piece, ...]) -> float:
    return sum(piece.path.length() for piece in pieces)


@pytest.fixture
def level() -> LandLevel:
    """Two municipalities side by side, one neighbour north of the first."""
    return land_level(shapes(box(0, 0), box(1, 0)), shapes(box(0, 1)))


def test_a_border_between_two_municipalities_is_drawn_once(level: LandLevel) -> None:
    assert length(level.borders) == pytest.approx(SIDE)


def test_the_frontier_is_where_the_region_meets_its_surroundings(level: LandLevel) -> None:
    assert length(level.frontier) == pytest.approx(SIDE)


def test_all_other_outlines_are_coast(level: LandLevel) -> None:
    assert length(level.coasts) == pytest.approx(8 * SIDE)


def test_a_border_among_the_surroundings_is_drawn_once_as_faintly_as_a_coast() -> None:
    level = land_level(shapes(box(5, 5)), shapes(box(0, 0), box(1, 0)))
    assert length(level.coasts) == pytest.approx(4 * SIDE + 7 * SIDE)
    assert level.borders == level.frontier == ()


def test_long_outlines_are_cut_into_pieces_without_gaps() -> None:
    circle = shapely.Point(0, 0).buffer(SIDE, quad_segs=500)
    level = land_level(shapes(circle), shapes())
    assert len(level.coasts) > 5
    assert length(level.coasts) == pytest.approx(circle.length, rel=1e-6)


def test_nothing_gives_nothing() -> None:
    level = land_level(shapes(), shapes())
    assert level == LandLevel((), (), (), (), ())


def painted(level: LandLevel, style: Style, *, borders: bool = False) -> QImage:
    image = QImage(100, 100, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint = paint_borders if borders else paint_land
    paint(painter, level, Camera(SIDE, SIDE, 300, 100, 100), style)
    painter.end()
    return image


def test_land_surroundings_and_sea_have_their_colours(level: LandLevel, style: Style) -> None:
    image = painted(level, style)
    theme = style.theme
    assert image.pixelColor(33, 66) == QColor(theme.land)
    assert image.pixelColor(33, 33) == QColor(theme.other_land)
    assert image.pixelColor(66, 33) == QColor(theme.sea)


def test_no_seam_shows_between_two_municipalities(level: LandLevel, style: Style) -> None:
    image = painted(level, style)
    seam = {image.pixelColor(x, 60).name() for x in range(25, 75)}
    assert seam == {style.theme.land.lower()}


def test_a_lake_is_not_land(style: Style) -> None:
    lake = shapely.box(3_000, 3_000, 7_000, 7_000)
    image = painted(land_level(shapes(box(0, 0).difference(lake)), shapes()), style)
    assert image.pixelColor(33, 66) == QColor(style.theme.sea)
    assert image.pixelColor(22, 80) == QColor(style.theme.land)


def test_borders_are_painted_and_nothing_else(level: LandLevel, style: Style) -> None:
    image = painted(level, style, borders=True)
    assert image.pixelColor(50, 66).alpha() > 100
    assert image.pixelColor(33, 66).alpha() == 0


def test_the_painter_pauses_between_pieces(level: LandLevel, style: Style) -> None:
    image = QImage(100, 100, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    pauses: list[int] = []
    camera = Camera(SIDE, SIDE, 300, 100, 100)
    paint_land(painter, level, camera, style, lambda: pauses.append(1))
    painter.end()
    assert len(pauses) == len(level.home) + len(level.other)


def test_the_transform_agrees_with_the_camera() -> None:
    camera = Camera(592_000, 6_231_000, 37, 900, 500)
    point = ground_transform(camera).map(QPointF(590_000, 6_235_000))
    assert point.x() == pytest.approx(camera.x(590_000.0))
    assert point.y() == pytest.approx(camera.y(6_235_000.0))
