"""The practice panel shows what it is given and reports wishes, nothing else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from models.domain.place import Place
from models.domain.practice import Intake, Satellite, Status
from tests.widgets.samples import make_figures, make_practice
from widgets.panels.practice import PracticePanel

RULES = {"norm_per_capacity": 1600, "reference_year": 2026}


@pytest.fixture
def panel(qtbot, words, look):
    panel = PracticePanel(words, look)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def test_without_a_selection_it_says_what_to_do(panel):
    assert panel.nothing.isVisible()
    assert not panel.buttons.isVisible()


def test_shows_who_the_practice_is(panel, practice, figures):
    panel.show_practice(practice, figures, None, None, "Syddjurs", **RULES)
    head = panel.sheet.head
    assert head.title.text() == "Lægehuset Knebel"
    assert head.number.text() == "087331"
    assert head.number.toolTip() == "Ydernummer 087331"
    assert head.address.text() == "Kompagniskabspraksis · Stationsvej 79, 8420 Knebel"
    assert head.status.word == "Lukket"
    assert head.why.text() == "Listen er nået lukkegrænsen."


def test_names_satellites_with_their_days_where_there_are_any(panel, figures):
    satellites = (Satellite(Place(600_000, 6_230_000), 2), Satellite(Place(0, 0), 1))
    practice = make_practice(satellites=satellites)
    panel.show_practice(
        practice, figures, None, None, "", satellite_towns=["Ebeltoft", ""], **RULES
    )
    line = panel.sheet.head.satellites
    assert line.text() == "Satellit ved Ebeltoft, 2 dage om ugen · Satellit, 1 dag om ugen"
    assert line.isVisible()
    panel.show_practice(make_practice(), figures, None, None, "", **RULES)
    assert not line.isVisible()


def test_shows_figures_the_danish_way(panel, practice, figures):
    panel.show_practice(practice, figures, None, None, "Syddjurs", **RULES)
    sheet = panel.sheet
    assert sheet.listed.text == "4.012 af 4.000"
    assert sheet.load.text == "100 %"
    assert (sheet.doctors.text, sheet.doctors_note.text) == ("2", "1 på 60+")
    assert sheet.nearest.text == "4.816 personer"
    assert [value.text for value in sheet.distances.values] == [
        "5,2 km",
        "4,3 km",
        "11,2 km",
        "23,4 km",
    ]
    assert sheet.controls.limit.text() == "1.600"
    assert sheet.controls.limit_note.text == "normtal"


def test_says_what_was_before_only_where_it_differs(panel, practice, figures):
    before = make_figures(list=3728, status=Status.OPEN, mean_own_distance_m=4100)
    had = make_practice(capacities=2, vacant=0)
    panel.show_practice(practice, figures, had, before, "Syddjurs", **RULES)
    sheet = panel.sheet
    assert sheet.listed_note.text == "før 3.728"
    assert sheet.head.status_note.text == "før åben"
    assert sheet.controls.capacities_note.text == "før 2"
    notes = [note.text for note in sheet.distances.notes]
    assert notes == ["4,1 km", "4,3 km", "11,2 km", "23,4 km"]
    assert sheet.nearest_note.text == ""


def test_a_practice_that_is_new_has_no_line_of_earlier_distances(panel, practice, figures):
    panel.show_practice(practice, figures, practice, figures, "", **RULES)
    assert all(note.isVisible() for note in panel.sheet.distances.notes)
    panel.show_practice(practice, figures, None, None, "", **RULES)
    assert not any(note.isVisible() for note in panel.sheet.distances.notes)


def test_a_practice_without_an_address_is_named_with_its_municipality(panel, figures):
    new = make_practice(address="", postcode="", town="")
    panel.show_practice(new, figures, None, None, "Syddjurs", **RULES)
    assert panel.sheet.head.address.text() == "Kompagniskabspraksis · Syddjurs"


def test_a_limit_taken_back_says_what_it_was(panel, practice, figures):
    had = make_practice(own_limit=1800)
    panel.show_practice(practice, figures, had, figures, "", **RULES)
    assert panel.sheet.controls.limit_note.text == "før 1.800"


def test_distances_of_an_empty_list_are_dashes(panel, practice):
    nan = float("nan")
    empty = make_figures(list=0, load=nan, mean_own_distance_m=nan, max_own_distance_m=nan)
    panel.show_practice(practice, empty, None, None, "", **RULES)
    assert panel.sheet.distances.values[0].text == "–"
    assert panel.sheet.load.text == "–"


def test_showing_a_practice_reports_no_wish(qtbot, panel, practice, figures):
    wishes = []
    panel.capacityRequested.connect(lambda *wish: wishes.append(wish))
    panel.limitRequested.connect(lambda *wish: wishes.append(wish))
    panel.intakeRequested.connect(lambda *wish: wishes.append(wish))
    panel.show_practice(practice, figures, None, None, "", **RULES)
    other = make_practice(capacities=7, vacant=3, own_limit=1800, intake=Intake.CLOSED)
    panel.show_practice(other, figures, None, None, "", **RULES)
    assert wishes == []


def test_a_step_of_capacity_is_half_a_post(qtbot, panel, practice, figures):
    panel.show_practice(practice, figures, None, None, "", **RULES)
    with qtbot.waitSignal(panel.capacityRequested) as wish:
        panel.sheet.controls.capacities.stepUp()
    assert wish.args == ["087331", 3.0, 0.5]


def test_fewer_capacities_take_the_vacant_ones_along(qtbot, panel, figures):
    practice = make_practice(capacities=2, vacant=2)
    panel.show_practice(practice, figures, None, None, "", **RULES)
    with qtbot.waitSignal(panel.capacityRequested) as wish:
        panel.sheet.controls.capacities.stepDown()
    assert wish.args == ["087331", 1.5, 1.5]


def test_a_changed_vacancy_keeps_capacities_the_field_cannot_show(qtbot, panel, figures):
    practice = make_practice(capacities=1.125, vacant=0)
    panel.show_practice(practice, figures, None, None, "", **RULES)
    with qtbot.waitSignal(panel.capacityRequested) as wish:
        panel.sheet.controls.vacant.stepUp()
    assert wish.args == ["087331", 1.125, 0.5]


def test_there_are_never_more_vacant_capacities_than_capacities(panel, practice, figures):
    panel.show_practice(practice, figures, None, None, "", **RULES)
    assert panel.sheet.controls.vacant.maximum() == practice.capacities


def test_a_typed_limit_is_reported_once(qtbot, panel, practice, figures):
    panel.show_practice(practice, figures, None, None, "", **RULES)
    limit = panel.sheet.controls.limit
    wishes = []
    panel.limitRequested.connect(lambda *wish: wishes.append(wish))
    limit.selectAll()
    qtbot.keyClicks(limit, "1800")
    qtbot.keyClick(limit, Qt.Key.Key_Return)
    assert wishes == [("087331", 1800)]


def test_the_wheel_changes_no_number(qtbot, panel, practice, figures):
    panel.show_practice(practice, figures, None, None, "", **RULES)
    box = panel.sheet.controls.capacities
    box.setFocus()
    nowhere = QPointF(5, 5)
    turn = QWheelEvent(
        nowhere, box.mapToGlobal(nowhere), QPoint(), QPoint(0, 120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, turn)
    assert box.value() == 2.5


def test_intake_by_hand_is_reported(qtbot, panel, practice, figures):
    panel.show_practice(practice, figures, None, None, "", **RULES)
    intake = panel.sheet.controls.intake
    with qtbot.waitSignal(panel.intakeRequested) as wish:
        intake.activated.emit(intake.findData(Intake.CLOSED))
    assert wish.args == ["087331", Intake.CLOSED, ()]


def test_selective_intake_waits_for_its_postal_codes(qtbot, panel, practice, figures):
    panel.show_practice(practice, figures, None, None, "", **RULES)
    controls = panel.sheet.controls
    with qtbot.assertNotEmitted(panel.intakeRequested):
        controls.intake.activated.emit(controls.intake.findData(Intake.SELECTIVE))
    controls.postcodes.setText("8420, 8400 8420")
    with qtbot.waitSignal(panel.intakeRequested) as wish:
        controls.postcodes.editingFinished.emit()
    assert wish.args == ["087331", Intake.SELECTIVE, ("8420", "8400")]


def test_a_postal_code_of_three_digits_is_refused_in_place(qtbot, panel, practice, figures):
    panel.show_practice(practice, figures, None, None, "", **RULES)
    controls = panel.sheet.controls
    controls.intake.activated.emit(controls.intake.findData(Intake.SELECTIVE))
    controls.postcodes.setText("842")
    with qtbot.assertNotEmitted(panel.intakeRequested):
        controls.postcodes.editingFinished.emit()
    assert controls.error.isVisible()


@pytest.mark.parametrize(
    ("button", "signal", "args"),
    [
        ("close_button", "closeRequested", ["087331"]),
        ("satellite_button", "satelliteRequested", ["087331"]),
        ("merge_button", "mergeRequested", [["087331"]]),
    ],
)
def test_buttons_report_the_practice_that_is_shown(
    qtbot, panel, practice, figures, button, signal, args
):
    panel.show_practice(practice, figures, None, None, "", **RULES)
    with qtbot.waitSignal(getattr(panel, signal)) as wish:
        getattr(panel, button).click()
    assert wish.args == args


def test_a_practice_that_is_gone_tells_its_story_in_red(panel, practice, figures, look):
    story = [("100 tilmeldte: ", False), ("12 % uden plads <her>", True)]
    panel.show_gone(practice, figures, story)
    assert panel.gone.head.status.word == "Nedlagt"
    assert panel.gone.listed_note.text == "før 4.012"
    text = panel.gone.story.text()
    assert look.theme.bad in text
    assert "&lt;her&gt;" in text
    assert not panel.buttons.isVisible()


def test_a_story_is_told_as_long_as_there_is_one(panel, practice, figures):
    panel.show_practice(practice, figures, None, None, "", story=[("Samlet.", False)], **RULES)
    assert panel.sheet.story.isVisible()
    panel.show_practice(practice, figures, None, None, "", **RULES)
    assert not panel.sheet.story.isVisible()


def test_several_practices_show_their_sum_and_merge(qtbot, panel, practice, figures):
    other = make_practice(provider_number="051912", name="Lægen i Tirstrup")
    panel.show_selection([(practice, figures), (other, make_figures(list=1600))])
    assert panel.selection.total.text == "5.612"
    with qtbot.waitSignal(panel.mergeRequested) as wish:
        panel.selection.merge_button.click()
    assert wish.args == [["087331", "051912"]]


def test_a_project_that_cannot_be_written_is_only_looked_at(panel, practice, figures):
    panel.show_practice(practice, figures, None, None, "", **RULES)
    panel.set_editable(False)
    assert not panel.sheet.controls.capacities.isEnabled()
    assert not panel.close_button.isEnabled()
    panel.set_editable(True)
    assert panel.close_button.isEnabled()
