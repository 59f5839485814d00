"""The data check: findings in groups, found again by words and files, shown on the map."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from models.domain.place import Place
from models.domain.quality import Finding, FindingKind, QualityReport, Severity
from models.domain.text import Text
from widgets.panels.grouped_list import MOST_ROWS, Group, GroupedList, GroupRow
from widgets.panels.report import ReportPage, groups_of

HERE = Place(592_000, 6_231_000)


def finding(kind, severity, said, file="r.csv", row=None, place=None):
    return Finding(kind, severity, Text(said, said), file, row, place=place)


FINDINGS = (
    finding(FindingKind.READ, Severity.INFO, "437 praksis er læst."),
    finding(FindingKind.READ, Severity.WARNING, "Usædvanligt mange tilmeldte.", place=HERE),
    finding(FindingKind.REFUSED, Severity.WARNING, "Et stykke vej.", "veje.pbf"),
    finding(FindingKind.REFUSED, Severity.ERROR, "Kapaciteten er negativ.", row=1014),
)


@pytest.fixture
def page(qtbot, words, look):
    page = ReportPage(words, look, QualityReport(FINDINGS, {"persons": 1200, "practices": 437}))
    qtbot.addWidget(page)
    page.resize(420, 600)
    page.show()
    return page


def titles(page):
    return [page.list.topLevelItem(i).text(0) for i in range(page.list.topLevelItemCount())]


def test_what_was_left_out_comes_first_and_errors_first_of_it(page):
    assert titles(page) == ["Ikke taget med", "Bør ses efter", "Læst"]
    first = page.list.rows()[0]
    assert (first.text, first.detail) == ("Kapaciteten er negativ.", "r.csv, række 1.014")
    assert first.is_bad
    assert "1.200 personer · 437 praksis" in page.lead.text()


def test_findings_are_found_by_a_word_of_theirs(page):
    page.filter.setText("NEGATIV")
    assert [row.text for row in page.list.rows()] == ["Kapaciteten er negativ."]
    page.filter.setText("findes ikke")
    assert page.list.rows() == []
    assert page.nothing.isVisible()


def test_findings_of_one_file(page):
    page.files.setCurrentIndex(page.files.findData("veje.pbf"))
    assert [row.text for row in page.list.rows()] == ["Et stykke vej."]


def test_a_finding_with_a_place_is_shown_on_the_map(page, qtbot):
    group = page.list.topLevelItem(1)
    with qtbot.waitSignal(page.placeRequested) as asked:
        at = page.list.visualItemRect(group.child(0)).center()
        qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert asked.args == [HERE]


def test_the_keyboard_shows_places_and_folds_groups(page, qtbot):
    group = page.list.topLevelItem(1)
    page.list.setCurrentItem(group)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert not group.isExpanded()
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    page.list.setCurrentItem(group.child(0))
    with qtbot.waitSignal(page.placeRequested):
        qtbot.keyClick(page.list, Qt.Key.Key_Return)


def test_a_report_without_findings_says_so(qtbot, words, look):
    page = ReportPage(words, look, QualityReport())
    qtbot.addWidget(page)
    page.show()
    assert page.nothing.isVisible()
    assert not page.filter.isVisible()


def test_every_kind_and_severity_has_a_group(words):
    every = [finding(kind, severity, "x") for kind in FindingKind for severity in Severity]
    assert sum(len(group.rows) for group in groups_of(words, every)) == len(every)


def test_long_sentences_are_wrapped_not_cut(qtbot, words, look):
    listed = GroupedList(words, look)
    qtbot.addWidget(listed)
    listed.resize(300, 400)
    listed.show_groups([Group("Læst", (GroupRow("kort"), GroupRow("meget lang " * 30)))])
    listed.show()
    short, long = (listed.visualItemRect(listed.topLevelItem(0).child(i)) for i in range(2))
    assert long.height() > 4 * short.height()


@pytest.fixture
def long_list(qtbot, words, look):
    listed = GroupedList(words, look)
    qtbot.addWidget(listed)
    listed.resize(300, 400)
    rows = tuple(GroupRow(f"Række {n}") for n in range(2 * MOST_ROWS + 100))
    listed.show_groups([Group("Afvist", rows)])
    listed.show()
    return listed


def texts(group):
    return [group.child(at).text(0) for at in range(group.childCount())]


def test_a_very_long_group_shows_its_beginning_and_says_how_many_more(long_list):
    shown = texts(long_list.topLevelItem(0))
    assert shown[MOST_ROWS - 1 :] == [f"Række {MOST_ROWS - 1}", "Vis flere – der er 200 til"]
    assert len(long_list.rows()) == 2 * MOST_ROWS + 100


def test_the_rest_of_a_long_group_comes_in_portions(long_list, qtbot):
    group = long_list.topLevelItem(0)
    more = group.child(MOST_ROWS)
    long_list.scrollToItem(more)
    at = long_list.visualItemRect(more).center()
    qtbot.mouseClick(long_list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert texts(group)[MOST_ROWS:][:2] == [f"Række {MOST_ROWS}", f"Række {MOST_ROWS + 1}"]
    assert texts(group)[-1] == "Vis flere – der er 100 til"
    assert long_list.currentItem().text(0) == f"Række {MOST_ROWS}"
    long_list.setCurrentItem(group.child(group.childCount() - 1))
    qtbot.keyClick(long_list, Qt.Key.Key_Return)
    assert texts(group) == [row.text for row in long_list.rows()]
