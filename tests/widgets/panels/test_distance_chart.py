"""The distance chart: counts by kilometre, painted by band, read off by pointing."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from widgets.panels.distance_chart import N_BINS, NOWHERE, DistanceChart, count_by_km


@pytest.fixture
def chart(qtbot, words, look):
    chart = DistanceChart(words, look)
    qtbot.addWidget(chart)
    chart.resize(320, 140)
    chart.show()
    return chart


def counts(**at):
    values = [0] * N_BINS
    for key, count in at.items():
        values[int(key[2:])] = count
    return values


def test_persons_are_counted_by_whole_kilometres():
    distance = np.array([0, 9_999, 10_000, 249_999, 250_000, 900_000, -1], dtype=np.int32)
    persons = np.array([1, 2, 4, 8, 16, 32, 64], dtype=np.int32)
    result = count_by_km(distance, persons)
    assert result.dtype == np.int64
    assert result.tolist() == counts(km0=3, km1=4, km24=8, km25=48)


def test_bars_have_the_colour_of_their_distance(chart, look):
    chart.show_counts(counts(km0=100, km16=100), None, 15)
    bars = chart.bars
    image = bars.grab().toImage()
    width = bars.width() / N_BINS
    near = image.pixelColor(int(width * 0.5), bars.height() // 2)
    far = image.pixelColor(int(width * 16.5), bars.height() // 2)
    assert near.name().upper() == look.theme.distance_bands[0]
    assert far.name().upper() == look.theme.distance_bands[4]


def test_a_single_person_far_away_is_still_seen(chart, look):
    chart.show_counts(counts(km0=100_000, km24=1), None, 15)
    image = chart.bars.grab().toImage()
    x = int(chart.bars.width() / N_BINS * 24.5)
    column = {image.pixelColor(x, y).name().upper() for y in range(image.height())}
    assert look.theme.distance_bands[5] in column


def test_pointing_at_a_bar_tells_its_number(qtbot, chart):
    chart.show_counts(counts(km7=12_345), counts(km7=12_000), 15)
    x = int(chart.bars.width() / N_BINS * 7.5)
    # the pointer itself would go to whatever window another test left above
    at, none = QPointF(x, 40), Qt.MouseButton.NoButton
    moved = QMouseEvent(QEvent.Type.MouseMove, at, at, none, none, Qt.KeyboardModifier.NoModifier)
    with qtbot.waitSignal(chart.bars.binHovered) as hovered:
        QApplication.sendEvent(chart.bars, moved)
    assert hovered.args == [7]
    assert chart.readout.text == "7–8 km: 12.345 (før 12.000)"


def test_everybody_beyond_the_axis_is_in_the_last_bar(chart):
    chart.show_counts(counts(km25=1_144), None, 15)
    chart.bars.binHovered.emit(25)
    assert chart.readout.text == "over 25 km: 1.144"


def test_the_line_is_explained_only_where_there_is_one(chart):
    chart.show_counts(counts(km1=5), None, 15)
    assert chart.bars.hovered == NOWHERE
    assert chart.readout.text == ""
    chart.show_counts(counts(km1=5), counts(km1=6), 15)
    assert chart.readout.text == "streg: i dag"
