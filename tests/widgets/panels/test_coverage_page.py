"""The page of coverage areas reports wishes about those that are chosen."""

from __future__ import annotations

import pytest

from widgets.panels.coverage import CoveragePage, CoverageRow

ROWS = [CoverageRow(1, "Mols", 4_012), CoverageRow(0, "Rønde", 8_300)]


@pytest.fixture
def page(qtbot, words, look):
    page = CoveragePage(words, look)
    qtbot.addWidget(page)
    page.show()
    return page


def test_areas_stand_with_their_residents_and_who_is_outside(page):
    page.show_areas(ROWS, 1_208)
    assert page.list.item(0).text() == "Mols  ·  4.012 indbyggere"
    assert page.outside.text() == "1.208 indbyggere bor uden for alle områder."
    assert page.outside.isVisible()


def test_without_areas_only_the_ways_to_make_some_are_offered(page):
    page.show_areas([], 0)
    assert not page.card.isVisible()
    assert not page.outside.isVisible()
    assert page.propose.isEnabled()


def test_one_area_can_be_renamed_and_several_joined(qtbot, page):
    page.show_areas(ROWS, 0)
    page.list.item(0).setSelected(True)
    with qtbot.waitSignal(page.renameRequested) as told:
        page.rename.click()
    assert told.args == [1]
    assert not page.join.isEnabled()
    page.list.item(1).setSelected(True)
    with qtbot.waitSignal(page.joinRequested) as told:
        page.join.click()
    assert told.args == [[0, 1]]
    assert not page.rename.isEnabled()


def test_nothing_is_offered_where_nothing_can_be_stored(page):
    page.show_areas(ROWS, 0)
    page.list.item(0).setSelected(True)
    page.set_editable(False)
    buttons = (page.propose, page.import_, page.pick, page.draw, page.rename, page.delete)
    assert not any(button.isEnabled() for button in buttons)
