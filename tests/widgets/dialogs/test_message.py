"""Messages: one thing said, details folded away and copied with one click."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from widgets.dialogs.message import MessageDialog

DETAILS = 'Traceback (most recent call last):\n  File "a.py", line 1\nValueError: <b>x</b>'


@pytest.fixture
def fault(qtbot, words, look):
    dialog = MessageDialog(words, look, "Fejl i programmet", "Noget gik galt.", DETAILS)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_message_without_details_has_nothing_to_unfold(qtbot, words, look):
    dialog = MessageDialog(words, look, "Det gik ikke", "Filen <findes> ikke.")
    qtbot.addWidget(dialog)
    assert dialog.text.text() == "Filen <findes> ikke."
    assert dialog.findChild(QPlainTextEdit) is None


def test_details_are_folded_away_until_they_are_wanted(fault):
    assert not fault.details.isVisible()
    folded = fault.height()
    fault.fold.click()
    assert fault.details.isVisible()
    assert fault.height() > folded
    fault.fold.click()
    assert fault.height() == folded


def test_details_are_copied_whole_and_the_button_says_so(fault):
    fault.copy_button.click()
    assert QGuiApplication.clipboard().text() == DETAILS
    assert fault.copy_button.text() == "Kopieret"


def test_enter_closes_a_message_whatever_it_holds(qtbot, fault):
    qtbot.waitUntil(lambda: fault.focusWidget() is not None)
    assert fault.focusWidget().text() == "Luk"
    with qtbot.waitSignal(fault.accepted):
        qtbot.keyClick(fault, Qt.Key.Key_Return)
