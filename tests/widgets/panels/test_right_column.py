"""The right column: figures have what they need, the table the rest, unless the planner says."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from widgets.panels.distance_chart import DistanceChart
from widgets.panels.practice_table import PracticeTable
from widgets.panels.right_column import TABLE_LEAST, RightColumn


def make_column(qtbot, words, look, height):
    figures = QWidget()
    figures.setMinimumHeight(300)
    column = RightColumn(
        words, look, (figures,), DistanceChart(words, look), PracticeTable(words, look)
    )
    qtbot.addWidget(column)
    column.resize(344, height)
    column.show()
    qtbot.waitExposed(column)
    return column, figures


@pytest.fixture
def made(qtbot, words, look):
    return make_column(qtbot, words, look, 700)


def test_figures_have_what_they_need_and_the_table_the_rest(made):
    column, _ = made
    assert column.sizes()[0] == 300
    assert column.below.geometry().bottom() == column.rect().bottom()


def test_figures_that_grow_take_room_from_the_table(qtbot, made):
    column, figures = made
    figures.setMinimumHeight(400)
    qtbot.waitUntil(lambda: column.sizes()[0] == 400)


def test_the_table_is_never_lost(qtbot, made):
    column, figures = made
    figures.setMinimumHeight(900)
    qtbot.waitUntil(lambda: column.sizes()[1] == TABLE_LEAST)
    assert column.upper.verticalScrollBar().maximum() > 0


def test_the_chart_gives_way_to_the_table_where_both_have_no_room(qtbot, made):
    column, figures = made
    chart = column.findChild(DistanceChart)
    assert chart.isVisible()
    figures.setMinimumHeight(540)
    qtbot.waitUntil(lambda: not chart.isVisible())


def test_the_table_has_the_place_of_the_chart_at_once(made):
    """Also where an edit has the column laid out and painted before Qt would come to it."""
    column, figures = made
    table = column.findChild(PracticeTable)
    figures.setMinimumHeight(600)
    column.settle()
    assert column.findChild(DistanceChart).isHidden()
    assert table.geometry() == column.below.rect()


def test_a_grip_that_was_moved_stays_until_a_double_click(qtbot, made):
    column, figures = made
    column.moveSplitter(450, 1)
    figures.setMinimumHeight(320)
    qtbot.waitUntil(lambda: figures.height() >= 320)
    assert column.sizes()[0] == 450
    qtbot.mouseDClick(column.handle(1), Qt.MouseButton.LeftButton)
    assert column.sizes()[0] == 320


def test_a_rebuilt_column_has_its_grip_where_the_planner_put_it(qtbot, words, look, made):
    column, _ = made
    column.moveSplitter(450, 1)
    rebuilt, _ = make_column(qtbot, words, look, 700)
    rebuilt.take_place_of(column)
    assert rebuilt.sizes() == column.sizes()
