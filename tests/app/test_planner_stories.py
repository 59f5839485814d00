"""What a planner does in a meeting, from end to end, in the real window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from app.commands.edit import read_edits
from app.controllers.editing import Editing
from app.controllers.filing import free_path
from app.settings import Settings, load_settings
from app.start import Program, Window
from models.domain.errors import InputError
from models.domain.place import Place
from models.domain.practice import Intake
from models.geography.areas import TownLabel
from models.scenario.edits import ClosePractice, MovePractice, SetLimit
from tests.app.test_window import lonely, pixel, settled, window
from tests.towns import BLOCK_M, E0, N0
from widgets.map.surface import FOLD_BELOW_PX
from widgets.panels.search import SearchEntry

__all__ = ["window"]

LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SEA = Place(E0 + 2 * BLOCK_M, N0 - 3 * BLOCK_M)
LAND = Place(E0 + 1.5 * BLOCK_M, N0 + 1.5 * BLOCK_M)


def rebuilt(program: Program, qtbot, **changes: object) -> Window:
    """Change the settings and return the window that is built for them."""
    old = program.window
    program.change_settings(replace(program.settings, **changes))
    qtbot.waitUntil(lambda: program.window is not old)
    assert program.window is not None
    return program.window


# --------------------------------------------------------- another look, same work


def test_workshop_view_keeps_what_the_room_is_looking_at(
    program: Program, window: Window, qtbot
) -> None:
    number = lonely(window)
    window.desk.make(ClosePractice(number, "distribute"))
    settled(program, qtbot)
    window.desk.set_mode("choices")
    window.frame.layers.boxes["towns"].setChecked(False)
    window.frame.areas.set_expanded(True)
    window.frame.map.zoom_by(1.7)
    seen = window.frame.map.camera
    new = rebuilt(program, qtbot, workshop=True)
    assert new.desk.selection == (number,)
    assert new.desk.step is window.desk.step
    assert new.frame.status_saved.text.startswith("Gemt ")
    assert new.desk.mode == "choices"
    assert new.frame.layers.modes.currentData() == "choices"
    assert not new.frame.map.layers.shows("towns")
    assert new.frame.areas.fold.isChecked()
    now = new.frame.map.camera
    assert (now.e, now.n, now.metres_per_pixel) == (seen.e, seen.n, seen.metres_per_pixel)


def test_a_fitted_map_is_fitted_again_in_the_new_window(
    program: Program, window: Window, qtbot
) -> None:
    window.frame.map.fit_region()
    assert rebuilt(program, qtbot, theme="dark").frame.map.is_fitted


def test_a_deleted_scenario_comes_back_even_in_a_new_window(
    program: Program, window: Window, qtbot
) -> None:
    window.desk.new_scenario("Møde", None)
    settled(program, qtbot)
    scenario = window.desk.session.scenario
    assert scenario is not None
    window.desk.delete_scenario(scenario.id)
    settled(program, qtbot)
    new = rebuilt(program, qtbot, language="en")
    new.desk.undo()
    settled(program, qtbot)
    assert [row.name for row in new.desk.session.project.scenarios()] == ["Møde"]


def test_the_window_stands_where_it_was_left(qapp: QApplication, qtbot, project_path: Path) -> None:
    first = Program(qapp, Settings())
    first.open_project(project_path)
    qtbot.waitUntil(lambda: first.window is not None and not first.jobs.is_busy, timeout=60_000)
    assert first.window is not None
    first.window.frame.resize(1010, 700)
    first.window.frame.close()
    assert load_settings().geometry
    second = Program(qapp, load_settings())
    second.open_project(project_path)
    qtbot.waitUntil(lambda: second.window is not None and not second.jobs.is_busy, timeout=60_000)
    assert second.window is not None
    height = second.window.frame.height()
    second.window.frame.close()
    # the offscreen screen is narrower than the window: the height alone is free
    assert height == 700


# ------------------------------------------------------------------------- legend


def test_the_legend_folds_on_a_small_map_until_the_planner_wants_it(
    program: Program, window: Window, qtbot
) -> None:
    legend, view = window.frame.map.layers.legend, window.frame.map
    assert view.width() < FOLD_BELOW_PX.width()
    assert legend.is_folded
    window.frame.resize(1600, 900)
    assert not legend.is_folded
    window.frame.resize(1280, 800)
    assert legend.is_folded
    QTest.mouseClick(view.viewport(), LEFT, NO_KEY, legend.card.center().toPoint())
    assert not legend.is_folded
    assert load_settings().legend == "open"
    new = rebuilt(program, qtbot, theme="dark")
    assert not new.frame.map.layers.legend.is_folded


def test_settings_changed_later_do_not_forget_the_legend(
    program: Program, window: Window, qtbot
) -> None:
    QTest.keyClick(window.frame.map, Qt.Key.Key_L)
    assert load_settings().legend == "open"
    window.frame.actions_["workshop"].trigger()
    qtbot.waitUntil(lambda: program.window is not window)
    assert load_settings().workshop
    assert load_settings().legend == "open"


# ------------------------------------------------------------------------ placing


def test_a_click_in_the_water_asks_again_instead_of_giving_up(
    program: Program, window: Window, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    asked: list[Place] = []
    editing = next(part for part in window.controllers if isinstance(part, Editing))
    monkeypatch.setattr(editing, "_open_at", asked.append)
    window.desk.noted.connect(said.append)
    window.frame.actions_["new_practice"].trigger()
    viewport = window.frame.map.viewport()
    QTest.mouseClick(viewport, LEFT, NO_KEY, pixel(window, SEA))
    assert said[-1] == "Stedet ligger i vandet. Vælg et sted på land."
    assert asked == []
    QTest.mouseClick(viewport, LEFT, NO_KEY, pixel(window, LAND))
    assert len(asked) == 1
    assert said[-1] == ""
    QTest.mouseClick(viewport, LEFT, NO_KEY, pixel(window, LAND))
    assert len(asked) == 1


def test_escape_while_placing_takes_the_question_off_the_map(
    program: Program, window: Window, qtbot
) -> None:
    said: list[str] = []
    window.desk.noted.connect(said.append)
    window.frame.actions_["new_practice"].trigger()
    QTest.keyClick(window.frame.map, Qt.Key.Key_Escape)
    assert said == ["Klik, hvor den nye praksis skal ligge. Esc fortryder.", ""]


# ---------------------------------------------------------------- fields and undo


def test_selective_intake_given_up_shows_what_is_in_force(
    program: Program, window: Window, qtbot
) -> None:
    window.desk.select((lonely(window),))
    controls = window.frame.practice.sheet.controls
    in_force = controls.intake.currentData()
    selective = controls.intake.findData(Intake.SELECTIVE)
    controls.intake.setCurrentIndex(selective)
    controls.intake.activated.emit(selective)
    assert controls.postcodes.isVisibleTo(window.frame)
    controls.postcodes.editingFinished.emit()
    assert controls.intake.currentData() == in_force
    assert not controls.postcodes.isVisibleTo(window.frame)
    assert not controls.error.isVisibleTo(window.frame)


@pytest.mark.parametrize("field", ["capacities", "limit"])
def test_undo_in_a_number_field_undoes_the_edit(
    program: Program, window: Window, qtbot, field: str
) -> None:
    number = lonely(window)
    before = window.desk.result.state.practices[number]
    window.desk.select((number,))
    box = getattr(window.frame.practice.sheet.controls, field)
    window.frame.activateWindow()
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Up)
    settled(program, qtbot)
    assert window.desk.result.state.practices[number] != before
    QTest.keyClick(box, Qt.Key.Key_Z, CONTROL)
    settled(program, qtbot)
    assert window.desk.result.state.practices[number] == before
    QTest.keyClick(box, Qt.Key.Key_Y, CONTROL)
    settled(program, qtbot)
    assert window.desk.result.state.practices[number] != before


def test_undo_in_the_search_field_is_the_fields_own_only_where_something_was_typed(
    program: Program, window: Window, qtbot
) -> None:
    number = lonely(window)
    window.desk.make(MovePractice(number, LAND))
    settled(program, qtbot)
    search = window.frame.search
    window.frame.activateWindow()
    search.setFocus()
    QTest.keyClicks(search, "by")
    QTest.keyClick(search, Qt.Key.Key_Z, CONTROL)
    assert window.desk.session.history.position == 1
    search.clear()
    QTest.keyClick(search, Qt.Key.Key_Z, CONTROL)
    settled(program, qtbot)
    assert window.desk.session.history.position == 0


def test_a_search_without_result_says_so(window: Window) -> None:
    search = window.frame.search
    QTest.keyClicks(search, "qqq")
    popup = search.completer().popup()
    assert popup is not None
    index = popup.model().index(0, 0)
    assert index.data() == "Intet fundet"
    assert not index.flags() & Qt.ItemFlag.ItemIsSelectable
    popup.hide()


def test_the_undo_button_names_the_scenario_it_brings_back(
    program: Program, window: Window, qtbot
) -> None:
    window.desk.new_scenario("Møde", None)
    settled(program, qtbot)
    scenario = window.desk.session.scenario
    assert scenario is not None
    undo = window.frame.actions_["undo"]
    window.desk.rename_scenario(scenario.id, "Møde i Skive")
    settled(program, qtbot)
    assert undo.toolTip() == "Fortryd: kald scenariet »Møde i Skive« for »Møde« igen (Ctrl+Z)"
    window.desk.delete_scenario(scenario.id)
    settled(program, qtbot)
    assert undo.toolTip() == "Fortryd: hent scenariet »Møde i Skive« tilbage (Ctrl+Z)"


# -------------------------------------------------------------------------- files


def test_a_pdf_never_takes_the_name_of_one_that_is_there(tmp_path: Path) -> None:
    path = tmp_path / "Region, I dag.pdf"
    assert free_path(path) == path
    path.touch()
    (tmp_path / "Region, I dag (2).pdf").touch()
    assert free_path(path) == tmp_path / "Region, I dag (3).pdf"


def test_a_project_that_cannot_be_opened_leaves_no_word_of_opening_it(
    program: Program, window: Window, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(program, "refuse", lambda error: told.append(error.text.da))
    said: list[str] = []
    window.desk.noted.connect(said.append)
    program.open_project(tmp_path / "findes-ikke.praksis")
    settled(program, qtbot)
    assert len(told) == 1
    assert said[-1] == ""
    assert program.window is window


def test_a_file_of_edits_that_is_not_there_is_called_missing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="findes ikke"):
        read_edits(tmp_path / "findes-ikke.jsonl")


def test_a_file_of_edits_in_another_encoding_is_called_so(tmp_path: Path) -> None:
    path = tmp_path / "edits.jsonl"
    path.write_bytes("æøå".encode("cp1252"))
    with pytest.raises(InputError, match="UTF-8"):
        read_edits(path)


def test_a_town_that_is_found_brings_the_map_there_and_is_told(window: Window, qtbot) -> None:
    town = TownLabel("Kolind", window.desk.session.region.practices[0].place, 900)
    window.frame.search.set_entries([SearchEntry(town.name, "by", town)])
    QTest.keyClicks(window.frame.search, "koli")
    with qtbot.waitSignal(window.desk.noted) as told:
        QTest.keyClick(window.frame.search, Qt.Key.Key_Return)
    assert told.args == ["Kortet viser Kolind."]
    camera = window.frame.map.camera
    assert (camera.e, camera.n) == (town.place.e, town.place.n)


def test_enter_on_a_practice_selects_it_and_brings_the_map_there(window: Window) -> None:
    practice = window.desk.session.region.practices[1]
    QTest.keyClicks(window.frame.search, practice.provider_number)
    QTest.keyClick(window.frame.search, Qt.Key.Key_Return)
    assert window.desk.selection == (practice.provider_number,)
    camera = window.frame.map.camera
    assert (camera.e, camera.n) == (practice.place.e, practice.place.n)


def name_editor(window: Window) -> QLineEdit | None:
    return window.frame.scenarios.tree.findChild(QLineEdit)


def in_front(window: Window, qtbot) -> None:
    window.frame.activateWindow()
    window.frame.map.setFocus()
    qtbot.waitUntil(window.frame.map.hasFocus)


def test_the_first_edit_of_today_leaves_the_new_scenarios_name_to_be_typed_over(
    program: Program, window: Window, qtbot
) -> None:
    in_front(window, qtbot)
    window.desk.make(SetLimit(lonely(window), 1_700))
    settled(program, qtbot)
    editor = name_editor(window)
    assert editor is not None
    assert editor.selectedText() == "Scenarie 1"
    QTest.keyClicks(editor, "Mols")
    with qtbot.waitSignal(window.desk.scenariosChanged, timeout=30_000):
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert [row.name for row in window.desk.session.project.scenarios()] == ["Mols"]


def test_undo_and_redo_work_though_the_name_is_ready_to_be_typed_over(
    program: Program, window: Window, qtbot
) -> None:
    in_front(window, qtbot)
    number = lonely(window)
    window.desk.make(SetLimit(number, 1_700))
    settled(program, qtbot)
    editor = name_editor(window)
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_Z, CONTROL)
    settled(program, qtbot)
    assert window.desk.session.history.position == 0
    QTest.keyClick(editor, Qt.Key.Key_Y, CONTROL)
    settled(program, qtbot)
    assert window.desk.session.history.position == 1


def test_the_line_for_a_name_is_seen_whole_though_its_row_is_the_lowest_in_sight(
    program: Program, window: Window, qtbot
) -> None:
    in_front(window, qtbot)
    tree = window.frame.scenarios.tree
    rows_px = 2 * tree.visualItemRect(tree.topLevelItem(0)).height()  # "I dag" and the new one
    tree.setFixedHeight(rows_px + tree.height() - tree.viewport().height())
    qtbot.waitUntil(lambda: tree.viewport().height() == rows_px)
    window.desk.make(SetLimit(lonely(window), 1_700))
    settled(program, qtbot)
    editor = name_editor(window)
    assert editor is not None
    assert tree.viewport().rect().contains(editor.geometry())


def test_a_name_is_not_asked_for_where_figures_are_being_typed(
    program: Program, window: Window, qtbot
) -> None:
    in_front(window, qtbot)
    window.frame.search.setFocus()
    window.desk.make(SetLimit(lonely(window), 1_700))
    settled(program, qtbot)
    assert name_editor(window) is None
