"""The search field finds practices, towns and numbers by any part of their name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from widgets.panels.search import MAX_RESULTS, SearchEntry, SearchField

ENTRIES = [
    SearchEntry("Lægehuset Knebel", "087331 · Knebel", "087331"),
    SearchEntry("Knebel", "by i Syddjurs", "town"),
    SearchEntry("Åbyhøj Lægehus", "051912 · Aabyhøj", "051912"),
]


@pytest.fixture
def field(qtbot, words, look):
    field = SearchField(words, look)
    qtbot.addWidget(field)
    field.set_entries(ENTRIES)
    field.show()
    return field


def found(field, text):
    return [entry.target for entry in field.matches(text)]


def test_what_begins_with_the_words_comes_first(field):
    assert found(field, "knebel") == ["town", "087331"]


@pytest.mark.parametrize("text", ["aabyhøj", "ÅBYHØJ", "51912"])
def test_case_and_double_a_make_no_difference(field, text):
    assert found(field, text) == ["051912"]


def test_nothing_typed_finds_nothing(field):
    assert found(field, "  ") == []


def test_the_list_stays_short(field):
    field.set_entries([SearchEntry(f"Lægehus {i}", "", i) for i in range(50)])
    assert len(field.matches("læge")) == MAX_RESULTS


def test_enter_takes_the_best_match_once(qtbot, field):
    chosen = []
    field.resultChosen.connect(chosen.append)
    qtbot.keyClicks(field, "kneb")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert chosen == ["town"]


def test_a_result_picked_from_the_list_is_reported_once(qtbot, field):
    chosen = []
    field.resultChosen.connect(chosen.append)
    qtbot.keyClicks(field, "kneb")
    popup = field.completer().popup()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert chosen == ["087331"]


def test_escape_empties_the_field(qtbot, field):
    field.setText("kneb")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_enter_in_the_list_without_a_mark_takes_the_best_match_once(qtbot, field):
    chosen = []
    field.resultChosen.connect(chosen.append)
    qtbot.keyClicks(field, "kneb")
    qtbot.keyClick(field.completer().popup(), Qt.Key.Key_Return)
    assert chosen == ["town"]
    assert not field.completer().popup().isVisible()


def test_a_search_that_starts_takes_the_place_of_the_last(qtbot, field):
    field.setText("Knebel · by i Syddjurs")
    field.start()
    qtbot.keyClicks(field, "åby")
    assert field.text() == "åby"
