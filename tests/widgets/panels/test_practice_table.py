"""The practice table: sorting and choosing, also among a nation's practices."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from models.domain.practice import Status
from widgets.panels.practice_model import CHANGE, INTAKE, LISTED, LOAD, PracticeRow
from widgets.panels.practice_table import PracticeTable

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder

ROWS = [
    PracticeRow("1", "Ødum Lægehus", 1_600, 1.0, Status.CLOSED, 0),
    PracticeRow("2", "Aarhus Lægehus", 9_644, 1.02, Status.CLOSED, 2_020),
    PracticeRow("3", "Bording Lægehus", 900, 0.5, Status.OPEN, -12),
    PracticeRow("4", "Lægen i Kolind", 0, float("nan"), None, -1_602),
    PracticeRow("5", "Æbeltoft Lægehus", 1_700, 0.9, Status.SELECTIVE, None),
]


@pytest.fixture
def table(qtbot, words, look):
    table = PracticeTable(words, look)
    qtbot.addWidget(table)
    table.show_rows(ROWS)
    return table


def order(table):
    return [table.rows.row_at(at).provider_number for at in range(table.rows.rowCount())]


def text(table, row, column):
    return table.rows.index(row, column).data()


def test_names_are_sorted_the_danish_way(table):
    assert order(table) == ["3", "4", "5", "1", "2"]


@pytest.mark.parametrize(
    ("column", "direction", "first"),
    [(LISTED, DOWN, "2"), (LOAD, UP, "4"), (INTAKE, UP, "3"), (CHANGE, DOWN, "2")],
)
def test_any_column_sorts(table, column, direction, first):
    table.sortByColumn(column, direction)
    assert order(table)[0] == first


def test_numbers_are_danish_and_on_the_right(table):
    row = table.rows.position_of("2")
    assert text(table, row, LISTED) == "9.644"
    assert text(table, row, LOAD) == "102 %"
    assert text(table, row, CHANGE) == "+2.020"
    alignment = table.rows.index(row, LISTED).data(Qt.ItemDataRole.TextAlignmentRole)
    assert alignment & Qt.AlignmentFlag.AlignRight


def test_status_is_said_in_a_word(table):
    words = [text(table, table.rows.position_of(n), INTAKE) for n in "3524"]
    assert words == ["Åben", "Selektiv", "Lukket", "Nedlagt"]


def test_choosing_a_row_reports_the_practice(qtbot, table):
    with qtbot.waitSignal(table.practiceChosen) as chosen:
        table.selectRow(table.rows.position_of("5"))
    assert chosen.args == ["5"]


def test_being_told_what_is_chosen_reports_nothing(qtbot, table):
    with qtbot.assertNotEmitted(table.practiceChosen):
        table.choose("5")
    assert table.chosen() == "5"
    with qtbot.assertNotEmitted(table.practiceChosen):
        table.choose(None)
    assert table.chosen() is None


def test_the_chosen_practice_stays_chosen_through_new_figures_and_sorting(qtbot, table):
    table.choose("5")
    with qtbot.assertNotEmitted(table.practiceChosen):
        table.show_rows([row for row in ROWS if row.provider_number != "3"])
        table.sortByColumn(LISTED, DOWN)
    assert table.chosen() == "5"


def test_a_practice_that_left_is_no_longer_chosen(table):
    table.choose("3")
    table.show_rows(ROWS[:2])
    assert table.chosen() is None


def test_the_difference_has_a_column_of_its_own_where_there_is_room(qtbot, table):
    table.resize(330, 200)
    table.show()
    assert table.isColumnHidden(CHANGE)
    table.resize(600, 200)
    qtbot.waitUntil(lambda: not table.isColumnHidden(CHANGE))


def test_a_figure_that_changed_touches_only_its_row(qtbot, table):
    rows = [
        PracticeRow(f"{i:06}", f"Lægehus {i * 7919 % 2000}", i, i / 1000, Status.OPEN, i % 13)
        for i in range(1_958)
    ]
    table.show_rows(rows)
    touched = []
    table.rows.dataChanged.connect(lambda first, last: touched.append((first.row(), last.row())))
    table.rows.modelReset.connect(lambda: touched.append("reset"))
    table.show_rows([replace(rows[0], list=7), *rows[1:]])
    assert len(touched) == 1
    assert table.rows.row_at(touched[0][0]).list == 7


@pytest.mark.parametrize("is_chosen_first", [True, False])
def test_the_chosen_row_stays_in_sight_where_the_table_gets_lower(
    qtbot, words, look, is_chosen_first
):
    table = PracticeTable(words, look)
    qtbot.addWidget(table)
    table.show_rows(ROWS)
    table.resize(340, 300)
    if is_chosen_first:
        table.choose("2")  # the lowest
    table.show()
    if not is_chosen_first:
        table.choose("2")
    table.resize(340, 120)
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()))


def test_a_table_that_was_scrolled_away_from_the_chosen_row_stays_there(table):
    table.resize(340, 120)
    table.show()
    table.choose("2")  # the lowest
    table.scrollToTop()
    table.resize(340, 110)
    assert table.verticalScrollBar().value() == 0
