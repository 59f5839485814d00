"""Dialogs that make an edit give back what was chosen, and say in place what is missing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from models.domain.place import Place
from models.domain.practice import Form, Status
from models.scenario.edits import AddSatellite, ClosePractice, MergePractices, OpenPractice
from tests.widgets.samples import KNEBEL, make_practice
from widgets.dialogs.chooser import Candidate
from widgets.dialogs.close import DESTINATIONS, CloseDialog
from widgets.dialogs.merge import MergeDialog
from widgets.dialogs.open import OpenDialog
from widgets.dialogs.satellite import SatelliteDialog

HERE = Place(592_000, 6_231_000)
TIRSTRUP = make_practice(provider_number="051912", name="Lægen i Tirstrup", capacities=1, doctors=1)
CANDIDATES = [
    Candidate("2", "Lægehuset Rønde", "Rønde", 14_100, Status.OPEN, 320),
    Candidate("3", "Lægen på Anholt", "Anholt", float("nan"), Status.OPEN, 900),
    Candidate("1", "Ebeltoft Lægehus", "Ebeltoft", 8_400, Status.CLOSED, -20),
]


@pytest.fixture
def closing(qtbot, words, look):
    dialog = CloseDialog(words, look, KNEBEL, 3728, CANDIDATES)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def rows_of(chooser):
    table = chooser.table
    return [
        [table.item(row, column).text() for column in range(3)] for row in range(table.rowCount())
    ]


def test_a_list_is_distributed_unless_something_else_is_chosen(closing):
    assert closing.edit() == ClosePractice("087331", "distribute")
    assert not closing.chooser.isVisible()


@pytest.mark.parametrize("destination", ["tender", "regional"])
def test_a_clinic_needs_no_other_practice(closing, destination):
    closing.choices[destination].setChecked(True)
    assert not closing.chooser.isVisible()
    assert closing.edit() == ClosePractice("087331", destination)


def test_every_fate_of_a_list_can_be_chosen(closing):
    assert tuple(closing.choices) == DESTINATIONS
    assert len(DESTINATIONS) == 6


def test_what_names_one_practice_marks_it_and_what_names_none_marks_none(closing, qtbot):
    closing.choices["successor"].setChecked(True)
    assert closing.chooser.chosen() is None
    qtbot.keyClicks(closing.chooser.search, "l")
    assert closing.chooser.chosen() is None
    qtbot.keyClicks(closing.chooser.search, "ægehuset r")
    assert closing.edit() == ClosePractice("087331", "successor", "2")
    closing.chooser.search.setText("Anholt")
    assert closing.chooser.chosen() == "3"
    closing.chooser.search.setText("findes ikke")
    assert closing.chooser.chosen() is None
    assert closing.problem()


def test_candidates_stand_nearest_first_with_distance_and_room(closing):
    assert rows_of(closing.chooser) == [
        ["Ebeltoft Lægehus", "ingen plads", "8,4 km"],
        ["Lægehuset Rønde", "plads til 320", "14,1 km"],
        ["Lægen på Anholt", "plads til 900", "–"],
    ]


def test_typing_narrows_the_candidates(qtbot, closing):
    closing.choices["successor"].setChecked(True)
    qtbot.keyClicks(closing.chooser.search, "rønde")
    assert [row[0] for row in rows_of(closing.chooser)] == ["Lægehuset Rønde"]
    qtbot.keyClick(closing.chooser.search, Qt.Key.Key_Down)
    assert closing.edit() == ClosePractice("087331", "successor", "2")


def test_without_a_successor_the_dialog_says_so_and_stays(closing):
    closing.choices["successor"].setChecked(True)
    closing.accept()
    assert closing.isVisible()
    assert closing.error.text() == "Vælg den praksis, der skal overtage listen."
    closing.chooser.choose("1")
    assert not closing.error.isVisible()
    closing.accept()
    assert not closing.isVisible()


@pytest.fixture
def merging(qtbot, words, look):
    dialog = MergeDialog(words, look, [(TIRSTRUP, 1600), (KNEBEL, 3728)])
    qtbot.addWidget(dialog)
    return dialog


def test_the_largest_list_is_proposed_to_remain(merging):
    assert merging.edit() == MergePractices(("051912", "087331"), "087331")


def test_another_practice_can_remain_at_a_new_address(merging):
    merging.choices["051912"].setChecked(True)
    merging.new_place.setChecked(True)
    assert merging.wants_new_place()
    assert merging.edit() == MergePractices(("051912", "087331"), "051912")


def test_a_merger_shows_what_it_sums_to(merging):
    assert [figure.text for figure in merging.sums] == ["5.328", "3,5", "3"]


@pytest.fixture
def opening(qtbot, words, look):
    dialog = OpenDialog(words, look, HERE, {"NEW1", "NEW3"}, "Knebel")
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_new_practice_has_a_name_and_a_free_number_proposed(opening):
    assert opening.edit() == OpenPractice("NEW2", "Lægerne i Knebel", HERE, Form.PARTNERSHIP, 2.0)


def test_a_number_in_use_is_refused_with_a_free_one(opening):
    opening.number.setText("NEW3")
    opening.accept()
    assert opening.isVisible()
    assert "NEW2" in opening.error.text()


@pytest.mark.parametrize("field", ["name", "number"])
def test_name_and_number_must_be_there(opening, field):
    getattr(opening, field).setText("  ")
    opening.accept()
    assert opening.isVisible()
    assert "mangler" in opening.error.text()


def test_a_satellite_has_its_days(qtbot, words, look):
    dialog = SatelliteDialog(words, look, KNEBEL, HERE)
    qtbot.addWidget(dialog)
    dialog.days.setValue(1.5)
    assert dialog.edit() == AddSatellite("087331", HERE, 1.5)


def test_a_satellite_at_the_old_address_has_its_days_a_week(closing):
    closing.choices["satellite"].setChecked(True)
    closing.chooser.choose("1")
    assert closing.edit() == ClosePractice("087331", "satellite", "1", days=2.0)
    closing.days.setValue(3.5)
    assert closing.edit().days == 3.5
    closing.choices["successor"].setChecked(True)
    assert not closing.days.isVisible()
    assert closing.edit().days is None
