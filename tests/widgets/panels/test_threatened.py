"""The page of threatened areas tells which, why and how firmly, as a planner reads it."""

from __future__ import annotations

import dataclasses

import pytest

from models.allocation.evaluator import evaluate
from models.allocation.state import baseline_state
from models.report.threatened import SIGNS, USUAL_WEIGHING, Weighing, gross_list
from tests.small_town import RULES, small_town
from widgets.panels.threatened import GrossList, ThreatenedPage, sign_text, steadiness

TOWN = small_town()
EAST, WEST = 1, 0


def shown(weighing=USUAL_WEIGHING, **values):
    result = evaluate(TOWN, baseline_state(TOWN, RULES))
    threats = gross_list(TOWN, result, weighing)
    known = {"furthers": {}, "before": {}, **values}
    return GrossList("I dag", TOWN.coverage.areas.names, threats, **known)


@pytest.fixture
def page(qtbot, words, look):
    page = ThreatenedPage(words, look, USUAL_WEIGHING)
    qtbot.addWidget(page)
    page.resize(400, 900)
    page.show()
    return page


def test_the_most_threatened_area_is_explained_first(page):
    page.show_list(shown())
    assert page.lead.text().startswith("I dag: 1 af 2 områder er på listen, heraf 1 i rødt.")
    assert page.why.name.text() == "Øst"
    assert page.why.standing.text() == "Rødt område · nr. 1 af 2 · 71,9 point"
    assert page.why.why.text().startswith("Den eneste praksis er lukket for tilgang")


def test_another_area_is_chosen_by_its_row_and_wished_on_the_map(qtbot, page):
    page.show_list(shown())
    with qtbot.waitSignal(page.areaChosen) as told:
        page.list.setCurrentRow(1)
    assert told.args == [WEST]
    assert page.why.name.text() == "Vest"
    page.show_list(shown())
    assert page.chosen == WEST


def test_the_signs_stand_with_their_figures_and_points(page):
    page.show_list(shown())
    bars = {bar.title: bar for bar in page.why.bars.bars}
    assert bars["Ledige kapaciteter"].value == "1 af 2"
    assert bars["Ledige kapaciteter"].points == 100
    assert bars["Afstand til nærmeste praksis"].value == "4,0 km"
    assert bars["Behov over kapacitet"].value == "19 %"


def test_need_and_room_are_told_and_unplaced_is_quiet_where_there_is_none(page):
    page.show_list(shown())
    page.list.setCurrentRow(1)
    told = {key: figure.text for key, figure in page.why.figures.items()}
    assert told == {
        "persons": "2.000",
        "need": "2.020",
        "places": "3.200",
        "room": "1.300",
        "wished": "300",
        "unplaced": "0",
    }
    assert page.why.figures["unplaced"].tone == "ink"


def test_the_score_today_is_told_where_the_scenario_changes_it(page):
    page.show_list(shown(before={EAST: 52.34}))
    assert page.why.before.text() == "I dag: 52,3 point."
    assert page.why.before.isVisible()
    page.list.setCurrentRow(1)
    assert not page.why.before.isVisible()


def test_the_matrix_marks_the_row_of_area_and_project(page):
    page.show_list(shown(furthers={EAST: True}))
    assert page.instruments.marked == (True, True)
    assert "Bygning ja" in page.instruments.accessibleName()
    page.list.setCurrentRow(1)
    assert page.instruments.marked == (False, False)
    page.instruments.furthers.setChecked(True)
    assert page.instruments.marked == (True, False)
    assert "Tilskud nej" in page.instruments.accessibleName()


def test_a_weight_that_is_turned_is_told_once_with_its_word(qtbot, page):
    page.weights.fold.setChecked(True)
    with qtbot.waitSignal(page.weighingChanged) as told:
        page.weights.sliders["choice"].setValue(0)
    assert told.args[0].weights["choice"] == 0
    page.show_list(shown(told.args[0]))
    bars = {bar.title: bar.counts for bar in page.why.bars.bars}
    assert bars["Borgere uden to åbne valg"] is False
    assert sum(bars.values()) == len(SIGNS) - 1


def test_equal_weights_come_back_at_one_click(qtbot, page):
    page.show_weighing(Weighing({**USUAL_WEIGHING.weights, "closed": 4}))
    with qtbot.waitSignal(page.weighingChanged) as told:
        page.weights.even.click()
    assert told.args[0] == USUAL_WEIGHING
    assert page.weights.sliders["closed"].value() == 2


def test_without_areas_the_page_says_how_to_make_some(qtbot, page):
    page.show_list(GrossList("I dag", (), (), {}, {}))
    assert "ingen lægedækningsområder" in page.lead.text()
    assert not page.why.isVisible()
    with qtbot.waitSignal(page.makeRequested):
        page.make.click()


def test_how_firmly_an_area_stands_is_said_in_words(words):
    east, west = shown().threats
    never = dataclasses.replace(west, stays=0.0)
    assert steadiness(words, east, USUAL_WEIGHING).startswith("Står fast")
    assert steadiness(words, west, Weighing(yellow=40.0)).startswith("Ville komme på listen i")
    assert steadiness(words, never, USUAL_WEIGHING).startswith("Kommer ikke på listen")


def test_a_sign_without_ground_is_a_dash(words):
    east = shown().threats[0]
    nobody = dataclasses.replace(
        east.figures, practices_open=0, practices_closed=0, capacities=0.0, doctors=0
    )
    empty = dataclasses.replace(east, figures=nobody)
    told = [sign_text(words, sign, empty) for sign in ("closed", "vacant", "old_doctors")]
    assert told == ["–", "–", "–"]
