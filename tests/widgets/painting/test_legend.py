"""The legend: what it lists, how large it is, and that it paints what it lists."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from widgets.painting.ferries import CrossingLook
from widgets.painting.legend import (
    ROW_PX,
    FlowKey,
    LegendRow,
    LegendSection,
    SatelliteKey,
    Swatch,
    UnplacedKey,
    distance_section,
    intake_section,
    legend_size,
    paint_legend,
)
from widgets.painting.style import Style
from widgets.painting.symbols import SymbolLook
from widgets.theme import DISTANCE_BREAKS_M, LIGHT


def distance(style: Style, ferry: int = 0, no_way: int = 0) -> LegendSection:
    persons = (192_611, 182_844, 54_358, 2_830, 1_432, 1_144, ferry, no_way)
    return distance_section(
        style.words, LIGHT.distance_bands, DISTANCE_BREAKS_M, persons, LIGHT.by_ferry, LIGHT.no_way
    )


def test_every_band_is_listed_with_its_persons(style: Style) -> None:
    rows = distance(style).rows
    assert [row.text for row in rows][::5] == ["under 2 km", "over 20 km"]
    assert [row.number for row in rows] == [192_611, 182_844, 54_358, 2_830, 1_432, 1_144]


@pytest.mark.parametrize(("ferry", "no_way", "rows"), [(0, 0, 6), (3, 0, 7), (0, 5, 7), (3, 5, 8)])
def test_ferry_and_no_way_are_listed_where_somebody_has_them(
    style: Style, ferry: int, no_way: int, rows: int
) -> None:
    assert len(distance(style, ferry, no_way).rows) == rows


def test_symbols_that_do_not_occur_are_left_out_but_intake_is_always_told(style: Style) -> None:
    plain = intake_section(style.words, {"open": 3})
    assert [row.number for row in plain.rows] == [3, 0, 0]
    counts = {"open": 3, "gone": 1}
    full = intake_section(style.words, counts, without_doctor=2, changed=4, satellites=5)
    assert [row.number for row in full.rows] == [3, 0, 0, 2, 4, 5, 1]


def test_a_longer_legend_is_higher_and_a_wider_text_wider(style: Style) -> None:
    short = (LegendSection("A", (LegendRow(Swatch("#000000"), "b", 1),)),)
    long = (LegendSection("A", (LegendRow(Swatch("#000000"), "b" * 60, 1),) * 3),)
    assert legend_size(long, style).height() > legend_size(short, style).height()
    assert legend_size(long, style).width() > legend_size(short, style).width()


def test_every_kind_of_key_is_painted(style: Style) -> None:
    keys = (
        Swatch(LIGHT.distance_bands[4]),
        SymbolLook("closed"),
        FlowKey(),
        SatelliteKey(),
        CrossingLook(),
        CrossingLook(is_bridge=True),
        CrossingLook(in_use=False),
        UnplacedKey(),
    )
    legend = (LegendSection("", tuple(LegendRow(key, "") for key in keys)),)
    height = round(ROW_PX)
    image = QImage(40, height * len(keys), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    paint_legend(painter, QRectF(0, 0, 40, height * len(keys)), legend, style)
    painter.end()
    for row in range(len(keys)):
        top = height * row
        inked = [
            (x, y)
            for x in range(17)
            for y in range(top, top + height)
            if image.pixelColor(x, y) != QColor("#FFFFFF")
        ]
        assert len(inked) > 5
