"""Checks on screen: the gravest on a card, all on a page, a preview in the dialogs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.domain.place import Place
from models.domain.text import Text
from models.scenario.checks.value import Check, Severity
from widgets.panels.checks_page import ChecksCard, ChecksPage, ChecksPreview, with_checks

HERE = Place(592_000, 6_231_000)
LOST = Check("unplaced", Severity.SERIOUS, Text("3 uden plads.", "3 unplaced."), 3, HERE)
FULL = Check("intake", Severity.WARNING, Text("Lukker: Knebel.", "Closes: Knebel."))
KNOWN = Check("access", Severity.NOTE, Text("Spørg om adgang.", "Ask of access."))
NEARER = Check("most", Severity.GOOD, Text("900 kortere.", "900 nearer."), 900)
ALL = (LOST, FULL, KNOWN, NEARER)


@pytest.fixture
def card(qtbot, words, look):
    card = ChecksCard(words, look)
    qtbot.addWidget(card)
    return card


@pytest.fixture
def page(qtbot, words, look):
    page = ChecksPage(words, look)
    qtbot.addWidget(page)
    page.show()
    return page


def test_the_card_shows_the_gravest_and_offers_all(card, qtbot):
    card.show_checks(ALL)
    assert card.list.sentences() == ["3 uden plads.", "Lukker: Knebel."]
    assert card.all.text() == "Se alle 4"
    with qtbot.waitSignal(card.allRequested):
        card.all.click()


def test_checks_that_are_shown_already_are_left_as_they_are(card):
    card.show_checks(ALL)
    rows = list(card.list.rows)
    card.show_checks(list(ALL))
    assert card.list.rows == rows
    card.show_checks((FULL,))
    assert card.list.sentences() == ["Lukker: Knebel."]


def test_without_checks_there_is_no_card(card):
    card.show_checks(ALL)
    assert not card.isHidden()
    card.show_checks(())
    assert card.isHidden()


def test_the_page_has_every_check_under_its_weight(page):
    page.show_checks("Knebel nedlagt", "Overenskomst 2015–2024", ALL)
    shown = {weight: listed.sentences() for weight, (_, listed) in page.groups.items()}
    assert shown == {
        Severity.SERIOUS: ["3 uden plads."],
        Severity.WARNING: ["Lukker: Knebel."],
        Severity.NOTE: ["Spørg om adgang."],
        Severity.GOOD: ["900 kortere."],
    }
    assert page.judged.text() == "Bedømt efter: Overenskomst 2015–2024"
    page.show_checks("Knebel nedlagt", "Overenskomst 2015–2024", (KNOWN,))
    assert [weight for weight, (box, _) in page.groups.items() if box.isVisible()] == [
        Severity.NOTE
    ]


def test_the_page_says_so_where_there_is_nothing_to_tell(page):
    page.show_checks("Knebel: lukkegrænse 1.800", "Overenskomst 2015–2024", ())
    assert page.nothing.text().startswith("Ingen af reglerne")
    page.show_checks("", "", ())
    assert page.nothing.text().startswith("Scenariet har ingen ændringer")
    assert not page.edit.isVisible()


@pytest.mark.parametrize("key", [None, Qt.Key.Key_Return])
def test_a_check_with_a_place_is_shown_on_the_map_by_click_or_key(page, qtbot, key):
    page.show_checks("Knebel nedlagt", "Overenskomst", ALL)
    (row,) = page.groups[Severity.SERIOUS][1].rows
    with qtbot.waitSignal(page.placeRequested) as asked:
        if key is None:
            QTest.mouseClick(row, Qt.MouseButton.LeftButton)
        else:
            QTest.keyClick(row, key)
    assert asked.args == [HERE]


def test_a_check_without_a_place_asks_for_none(page, qtbot):
    page.show_checks("Knebel nedlagt", "Overenskomst", ALL)
    (row,) = page.groups[Severity.WARNING][1].rows
    with qtbot.assertNotEmitted(page.placeRequested):
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)


def test_a_reader_hears_the_weight_before_the_sentence(page):
    page.show_checks("Knebel nedlagt", "Overenskomst", ALL)
    (row,) = page.groups[Severity.SERIOUS][1].rows
    assert row.accessibleName() == "Alvorligt: 3 uden plads."


def test_a_preview_says_what_it_waits_for_and_then_tells(qtbot, words, look):
    preview = ChecksPreview(words, look)
    qtbot.addWidget(preview)
    preview.show_working()
    assert preview.state.text() == "Beregner …"
    preview.show_checks([replace(LOST, persons=n) for n in range(7)])
    assert len(preview.list.rows) == 5
    assert preview.state.isHidden()
    preview.show_refusal("Praksis findes ikke.")
    assert preview.list.rows == []
    assert preview.state.text() == "Praksis findes ikke."


def test_the_history_counts_what_is_serious(words):
    assert with_checks(words, "Knebel nedlagt", ALL) == "Knebel nedlagt · 1 alvorlig"
    assert with_checks(words, "Knebel nedlagt", (LOST, LOST)) == "Knebel nedlagt · 2 alvorlige"
    assert with_checks(words, "Knebel nedlagt", (FULL,)) == "Knebel nedlagt"
