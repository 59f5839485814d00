"""The table of ferries and bridges: what can be changed in it, and what it refuses."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from models.domain.place import Place
from models.network.links import Link
from widgets.dialogs.links import DAYS, IN_USE, MINUTES, NAME, WAIT, LinkRow, LinksDialog
from widgets.words import Words

FUR = Link(
    "Branden–Fur", "ferry", Place(501_580.0, 6_295_110.0), Place(501_240.0, 6_295_600.0), 5.25, 10.0
)
DAM = Link(
    "Jegindødæmningen", "bridge", Place(475_260.0, 6_277_310.0), Place(475_340.0, 6_277_320.0)
)
ROWS = [LinkRow(FUR, "Branden", "Fur"), LinkRow(DAM, "Hvidbjerg", "475.340 Ø 6.277.320 N")]


@pytest.fixture
def dialog(qtbot, words, look):
    dialog = LinksDialog(words, look, ROWS)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def put(dialog: LinksDialog, row: int, column: int, text: str) -> None:
    dialog.table.item(row, column).setText(text)


def can_be_written(dialog: LinksDialog, row: int, column: int) -> bool:
    return bool(dialog.table.item(row, column).flags() & Qt.ItemFlag.ItemIsEditable)


def test_what_is_left_alone_comes_back_as_it_was(dialog):
    assert dialog.links() == (FUR, DAM)
    assert dialog.problem() == ""


def test_ferries_stand_first_and_links_come_back_in_their_order(qtbot, words, look):
    dialog = LinksDialog(words, look, ROWS[::-1])
    qtbot.addWidget(dialog)
    assert dialog.table.item(0, NAME).text() == "Branden–Fur"
    dialog.table.item(0, IN_USE).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.links() == (DAM, replace(FUR, in_use=False))


def test_use_minutes_and_days_can_be_changed(dialog):
    dialog.table.item(0, IN_USE).setCheckState(Qt.CheckState.Unchecked)
    put(dialog, 0, MINUTES, "7,5")
    put(dialog, 0, WAIT, "12")
    put(dialog, 0, DAYS, " hverdage ")
    dialog.table.item(1, IN_USE).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.links() == (
        replace(FUR, in_use=False, minutes=7.5, wait_minutes=12.0, days="hverdage"),
        replace(DAM, in_use=False),
    )


def test_names_cannot_be_written_nor_minutes_of_a_bridge(dialog):
    assert not can_be_written(dialog, 0, NAME)
    assert not can_be_written(dialog, 1, MINUTES)
    assert can_be_written(dialog, 0, MINUTES)


@pytest.mark.parametrize("text", ["", "fem", "-1", "601", "nan"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_minutes_that_are_none_are_named_and_the_dialog_stays(qtbot, look, text, language):
    dialog = LinksDialog(Words(language), look, ROWS)
    qtbot.addWidget(dialog)
    dialog.show()
    put(dialog, 0, WAIT, text)
    dialog.accept()
    assert dialog.isVisible()
    assert "Branden–Fur" in dialog.error.text()
    assert {"da": "Ventetid", "en": "Wait"}[language] in dialog.error.text()
    put(dialog, 0, WAIT, "600")
    dialog.accept()
    assert not dialog.isVisible()


def test_a_read_only_project_shows_the_table_greyed(qtbot, words, look):
    dialog = LinksDialog(words, look, ROWS, is_read_only=True)
    qtbot.addWidget(dialog)
    assert dialog.table.rowCount() == 2
    assert not dialog.table.isEnabled()
    assert not hasattr(dialog, "accept_button")


def test_a_network_without_links_says_so(qtbot, words, look):
    dialog = LinksDialog(words, look, [])
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.table.isVisible()
    assert dialog.links() == ()
