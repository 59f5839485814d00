"""The page of coverage areas reports wishes about those that are chosen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage

from widgets.panels.coverage import CoveragePage, CoverageRow
from widgets.panels.row_delegates import FIGURE_ROLE

ROWS = [CoverageRow(1, "Mols", 4_012), CoverageRow(0, "Rønde", 8_300)]


@pytest.fixture
def page(qtbot, words, look):
    page = CoveragePage(words, look)
    qtbot.addWidget(page)
    page.show()
    return page


def test_areas_stand_with_their_residents_and_who_is_outside(page):
    page.show_areas(ROWS, 1_208)
    first = page.list.item(0)
    assert (first.text(), first.data(FIGURE_ROLE)) == ("Mols", "4.012")
    assert first.data(Qt.ItemDataRole.AccessibleTextRole) == "Mols, 4.012 indbyggere"
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


def test_figures_end_at_the_same_edge_and_a_long_name_is_cut(page):
    page.show_areas([CoverageRow(0, "Vest", 7), CoverageRow(1, "Østby og omegn " * 9, 123_456)], 0)
    page.resize(344, 600)
    view = page.list.viewport()
    picture = QImage(view.size(), QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    view.render(picture)
    ink = [rightmost_ink(picture, page.list.visualItemRect(page.list.item(at))) for at in (0, 1)]
    assert abs(ink[0] - ink[1]) <= 2
    assert ink[0] < picture.width() - 4


def rightmost_ink(picture: QImage, row: QRect) -> int:
    ground = picture.pixelColor(row.right() - 1, row.center().y()).lightness()
    return max(
        x
        for x in range(row.left(), row.right())
        for y in range(row.top() + 4, row.bottom() - 4)
        if abs(picture.pixelColor(x, y).lightness() - ground) > 90
    )


def test_without_areas_the_ways_to_make_some_stand_below_the_sentence(page):
    page.show_areas([], 0)
    page.resize(344, 800)
    make = page.propose.parentWidget()
    assert make.height() <= make.sizeHint().height() + 4
    assert make.y() < 120
