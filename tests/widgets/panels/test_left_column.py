"""Scenarios, history and layers show what they are given and report wishes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from widgets.panels.history import HistoryPanel, two_lines
from widgets.panels.layers import LayerItem, LayerPanel
from widgets.panels.scenarios import ScenarioItem, ScenarioPanel

SCENARIOS = [
    ScenarioItem(3, "Knebel samles", parent=2),
    ScenarioItem(1, "Perspektivplan 2008"),
    ScenarioItem(2, "Mols, muligheder"),
]


@pytest.fixture
def scenarios(qtbot, words, look):
    panel = ScenarioPanel(words, look)
    qtbot.addWidget(panel)
    panel.show_scenarios(SCENARIOS, 3)
    panel.show()
    return panel


@pytest.fixture
def history(qtbot, words, look):
    panel = HistoryPanel(words, look)
    qtbot.addWidget(panel)
    panel.show()
    return panel


@pytest.fixture
def layers(qtbot, words, look):
    panel = LayerPanel(words, look)
    qtbot.addWidget(panel)
    panel.show_layers([LayerItem("practices", "Praksis", True), LayerItem("ferries", "F", False)])
    return panel


def test_today_is_on_top_and_scenarios_stand_under_their_parent(scenarios):
    today = scenarios.tree.topLevelItem(0)
    assert scenarios.tree.topLevelItemCount() == 1
    assert today.text(0) == "I dag"
    assert [today.child(i).text(0) for i in range(2)] == ["Perspektivplan 2008", "Mols, muligheder"]
    assert today.child(1).child(0).text(0) == "Knebel samles"
    assert scenarios.current() == 3


def test_a_scenario_whose_parent_is_gone_stands_under_today(scenarios):
    scenarios.show_scenarios([ScenarioItem(7, "Forældreløs", parent=99)], None)
    assert scenarios.tree.topLevelItem(0).child(0).text(0) == "Forældreløs"


def test_showing_scenarios_chooses_none(qtbot, scenarios):
    with qtbot.assertNotEmitted(scenarios.scenarioChosen):
        scenarios.show_scenarios(SCENARIOS, 1)


def test_choosing_a_scenario_is_a_wish(qtbot, scenarios):
    with qtbot.waitSignal(scenarios.scenarioChosen) as chosen:
        scenarios.tree.setCurrentItem(scenarios.tree.topLevelItem(0))
    assert chosen.args == [None]


def test_today_can_neither_be_renamed_nor_deleted(scenarios):
    scenarios.show_scenarios(SCENARIOS, None)
    assert not scenarios.rename_button.isEnabled()
    assert not scenarios.delete_button.isEnabled()


def test_a_new_scenario_starts_from_the_marked_one(qtbot, scenarios):
    with qtbot.waitSignal(scenarios.newRequested) as wish:
        scenarios.new_button.click()
    assert wish.args == [3]


def test_deleting_is_a_wish(qtbot, scenarios):
    with qtbot.waitSignal(scenarios.deleteRequested) as wish:
        scenarios.delete_button.click()
    assert wish.args == [3]


def test_a_name_typed_in_the_tree_is_a_wish_and_changes_nothing(qtbot, scenarios):
    scenarios.rename_button.click()
    editor = scenarios.tree.findChild(QLineEdit)
    editor.setText("  Knebel under ét tag ")
    with qtbot.waitSignal(scenarios.renameRequested) as wish:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert wish.args == [3, "Knebel under ét tag"]
    assert scenarios.tree.currentItem().text(0) == "Knebel samles"


def test_an_empty_name_is_no_wish(qtbot, scenarios):
    scenarios.rename_button.click()
    editor = scenarios.tree.findChild(QLineEdit)
    editor.setText(" ")
    with qtbot.assertNotEmitted(scenarios.renameRequested):
        qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_an_empty_history_says_what_will_stand_there(history):
    assert history.empty.isVisible()
    assert history.entries.item(0).text() == "I dag"


def test_the_present_edit_is_marked_and_undone_ones_are_grey(history, look):
    history.show_history(["Haderup nedlagt", "Knebel flyttet"], 1, first="Perspektivplan 2008")
    colours = [history.entries.item(i).foreground().color() for i in range(3)]
    assert history.entries.currentRow() == 1
    assert history.entries.item(0).text() == "Perspektivplan 2008"
    assert colours[:2] == [look.colour("ink")] * 2
    assert colours[2] == look.colour("muted")
    assert not history.empty.isVisible()


def test_clicking_an_edit_jumps_there(qtbot, history):
    history.show_history(["Haderup nedlagt", "Knebel flyttet"], 2)
    with qtbot.waitSignal(history.jumpRequested) as jump:
        history.entries.itemClicked.emit(history.entries.item(0))
    assert jump.args == [0]


def test_clicking_the_present_edit_does_nothing(qtbot, history):
    history.show_history(["Haderup nedlagt"], 1)
    with qtbot.assertNotEmitted(history.jumpRequested):
        history.entries.itemClicked.emit(history.entries.item(1))


LONG = "Lægehuset Knebel og Lægen i Tirstrup sammenlagt i Lægehuset Knebel, " * 2


def test_a_long_sentence_takes_two_lines_and_no_more(qtbot, history):
    history.resize(200, 300)
    history.show_history(["Knebel", "Lægehuset Knebel og Lægen i Tirstrup sammenlagt", LONG], 2)
    entries = history.entries
    heights = [entries.visualItemRect(entries.item(i)).height() for i in (1, 2, 3)]
    assert heights[1] > 1.5 * heights[0]
    assert heights[2] == heights[1]
    assert entries.item(3).toolTip() == LONG


def test_what_is_beyond_two_lines_is_dots(look):
    first, second = two_lines(LONG, look.font(), 180)
    assert LONG.startswith(first)
    assert second.endswith("…")
    assert two_lines("Knebel", look.font(), 180) == ["Knebel"]


def test_a_scenario_has_its_whole_name_as_a_tip(scenarios):
    scenarios.show_scenarios([ScenarioItem(1, LONG)], None)
    assert scenarios.tree.topLevelItem(0).child(0).toolTip(0) == LONG


def test_tab_goes_from_the_colours_through_the_layers(layers):
    modes = layers.modes
    assert modes.nextInFocusChain() is layers.boxes["practices"]
    assert layers.boxes["practices"].nextInFocusChain() is layers.boxes["ferries"]


def test_a_toggled_layer_is_a_wish(qtbot, layers):
    with qtbot.waitSignal(layers.layerToggled) as wish:
        layers.boxes["ferries"].click()
    assert wish.args == ["ferries", True]


def test_showing_layers_toggles_none(qtbot, layers):
    with qtbot.assertNotEmitted(layers.layerToggled):
        layers.show_layers([LayerItem("practices", "P", False), LayerItem("ferries", "F", True)])
    assert layers.boxes["ferries"].isChecked()


def test_other_layers_take_the_place_of_the_first(layers):
    layers.show_layers([LayerItem("towns", "Byer", True)])
    assert list(layers.boxes) == ["towns"]


def test_a_colour_mode_is_a_wish_only_when_a_planner_picks_it(qtbot, layers):
    with qtbot.assertNotEmitted(layers.colourModeRequested):
        layers.show_colour_modes([("distance", "Afstand"), ("choices", "Valg")], "choices")
    assert layers.modes.currentData() == "choices"
    with qtbot.waitSignal(layers.colourModeRequested) as wish:
        layers.modes.activated.emit(0)
    assert wish.args == ["distance"]


def test_scenarios_of_a_project_that_cannot_be_written_stay_as_they_are(qtbot, scenarios):
    scenarios.set_editable(False)
    buttons = (scenarios.new_button, scenarios.rename_button, scenarios.delete_button)
    assert not any(button.isEnabled() for button in buttons)
    with qtbot.waitSignal(scenarios.scenarioChosen):
        scenarios.tree.setCurrentItem(scenarios.tree.topLevelItem(0))
    assert not any(button.isEnabled() for button in buttons)


def test_the_line_for_a_name_is_seen_whole_in_the_lowest_row(scenarios):
    many = [ScenarioItem(at, f"Scenarie {at}") for at in range(1, 30)]
    scenarios.show_scenarios(many, 29)
    scenarios.rename_current()
    editor = scenarios.tree.findChild(QLineEdit)
    assert scenarios.tree.viewport().rect().contains(editor.geometry())
