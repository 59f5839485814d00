"""Practice symbols: equal areas, growth with the list, and how they look."""

import math

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter, QPolygonF

from tests.widgets.images import assert_golden
from widgets.painting.style import Style
from widgets.painting.symbols import (
    Kind,
    SymbolLook,
    fill_of,
    paint_hover,
    paint_move,
    paint_selection,
    paint_symbol,
    symbol_diameter,
    symbol_diameters,
    symbol_path,
    symbol_reach,
)
from widgets.theme import DARK, LIGHT, Theme

KINDS: tuple[Kind, ...] = ("open", "selective", "closed", "gone")


def area(polygon: QPolygonF) -> float:
    points = [(point.x(), point.y()) for point in polygon.toList()]
    ring = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(x * v - u * y for (x, y), (u, v) in ring)) / 2


@pytest.mark.parametrize("kind", KINDS)
def test_every_shape_has_the_area_of_its_disc(kind: Kind) -> None:
    assert area(symbol_path(kind, 100).toFillPolygon()) == pytest.approx(math.pi * 50**2, rel=0.02)


@pytest.mark.parametrize("metres_per_pixel", [10, 68, 250])
def test_area_follows_the_list(metres_per_pixel: float) -> None:
    small = symbol_diameter(3_000, metres_per_pixel)
    large = symbol_diameter(6_000, metres_per_pixel)
    assert large**2 == pytest.approx(2 * small**2)


def test_a_practice_without_patients_can_still_be_seen() -> None:
    assert symbol_diameter(0, 250) >= 5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_intake_colours_differ_in_lightness_or_shape_keeps_them_apart(theme: Theme) -> None:
    lightness = [fill_of(kind, theme).lightnessF() for kind in ("open", "selective", "closed")]
    shapes = {symbol_path(kind, 10).elementCount() for kind in ("open", "selective", "closed")}
    assert len(shapes) == 3
    assert max(lightness) - min(lightness) > 0.05


@pytest.mark.parametrize("kind", KINDS)
def test_a_symbol_stays_within_its_reach(style: Style, kind: Kind) -> None:
    image = QImage(80, 80, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_symbol(painter, QPointF(40, 40), 20, SymbolLook(kind, is_changed=True), style)
    painter.end()
    beyond = math.ceil(symbol_reach(20)) + 1
    assert all(image.pixelColor(x, 40).alpha() == 0 for x in range(40 - beyond))
    assert all(image.pixelColor(40, y).alpha() == 0 for y in range(40 - beyond))
    assert image.pixelColor(40, 40).alpha() > 0


def symbol_sheet(style: Style) -> QImage:
    image = QImage(300, 190, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(style.theme.land))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(150, 0, 150, 190, QColor(style.theme.distance_bands[1]))
    for column, kind in enumerate(KINDS):
        for row, (changed, doctor) in enumerate(((False, True), (True, True), (False, False))):
            for size, diameter in enumerate((7.0, 18.0)):
                centre = QPointF(20 + column * 75 + size * 32, 25 + row * 45)
                look = SymbolLook(kind, changed, doctor)
                paint_symbol(painter, centre, diameter, look, style)
    paint_selection(painter, QPointF(30, 160), 14, style)
    paint_hover(painter, QPointF(110, 160), 14, style)
    paint_move(painter, QPointF(170, 150), QPointF(270, 170), style)
    painter.end()
    return image


def test_the_symbol_sheet_looks_as_agreed(style: Style) -> None:
    assert_golden(symbol_sheet(style), "symbols")


def test_one_diameter_is_the_same_as_among_many() -> None:
    lists = np.array([0, 1, 7, 400, 1_618, 3_000, 9_999, 40_000])
    for metres_per_pixel in (0.5, 3.0, 61.7, 250.0, 900.0):
        alone = [symbol_diameter(persons, metres_per_pixel) for persons in lists.tolist()]
        assert alone == symbol_diameters(lists, metres_per_pixel).tolist()
