"""Questions about coverage areas are answered in full, or the dialog says what is missing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from widgets.dialogs.areas import NameDialog, Part, PickDialog

PARTS = [
    Part("municipality", 0, "Skive Kommune"),
    Part("parish", 3, "Agri Sogn"),
    Part("parish", 4, "Knebel Sogn"),
]


@pytest.fixture
def pick(qtbot, words, look):
    dialog = PickDialog(words, look, PARTS, ["Mols"])
    qtbot.addWidget(dialog)
    return dialog


def test_a_name_in_use_is_refused_whatever_its_capitals(qtbot, words, look):
    dialog = NameDialog(words, look, "MOLS", ["Mols"])
    qtbot.addWidget(dialog)
    assert "Et andet område" in dialog.problem()
    dialog.name.setText("  Mols   bjerge ")
    assert dialog.problem() == ""
    assert dialog.area_name() == "Mols bjerge"


def test_an_area_needs_a_name_and_a_part(pick):
    assert pick.problem() != ""
    pick.name.setText("Sydmols")
    assert "mindst én" in pick.problem()
    pick.list.item(2).setCheckState(Qt.CheckState.Checked)
    assert pick.problem() == ""
    assert pick.chosen_parts() == [PARTS[2]]


def test_what_is_ticked_stays_in_sight_when_the_list_is_narrowed(pick):
    pick.list.item(1).setCheckState(Qt.CheckState.Checked)
    pick.filter.setText("knebel")
    assert [pick.list.item(row).isHidden() for row in range(3)] == [True, False, False]
