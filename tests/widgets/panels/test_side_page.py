"""The right side shows the overview, or one page that is closed by itself or by the next."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from widgets.panels.side_page import WIDTH_PX, SideColumn, SidePage


@pytest.fixture
def side(qtbot, look):
    column = SideColumn(look, QWidget())
    qtbot.addWidget(column)
    column.show()
    return column


def test_a_page_stands_in_the_place_of_the_overview(side, words, look):
    page = SidePage(words, look, "Hvorfor?")
    side.open_page(page)
    assert side.currentWidget() is page


def test_a_page_asks_to_be_seen(qtbot, side, words, look):
    with qtbot.waitSignal(side.pageOpened):
        side.open_page(SidePage(words, look, "Hvorfor?"))


def test_esc_goes_back_to_the_overview(qtbot, side, words, look):
    page = SidePage(words, look, "Hvorfor?")
    side.open_page(page)
    with qtbot.waitSignal(page.closed):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert side.page is None
    assert side.currentIndex() == 0


def test_the_next_page_closes_the_one_before(qtbot, side, words, look):
    first = SidePage(words, look, "Hvorfor?")
    side.open_page(first)
    with qtbot.waitSignal(first.closed):
        side.open_page(SidePage(words, look, "Truede områder"))
    assert side.count() == 2


def test_a_wide_page_has_its_width_only_while_it_is_open(side, words, look):
    page = SidePage(words, look, "Kontrol af data")
    page.width_px = 460
    side.open_page(page)
    assert side.width() == 460
    side.close_page()
    assert side.width() == WIDTH_PX


def test_back_at_the_overview_it_is_said_so(qtbot, side, words, look):
    side.open_page(SidePage(words, look, "Hvorfor?"))
    with qtbot.waitSignal(side.overviewShown):
        side.close_page()
