"""The window by keyboard alone: what keys mean depends on where the focus is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.start import Program, Window
from widgets.dialogs.close import CloseDialog


@pytest.fixture
def window(program: Program, qtbot) -> Window:
    assert program.window is not None
    frame = program.window.frame
    frame.resize(1280, 800)
    qtbot.waitUntil(lambda: frame.map.is_settled, timeout=20_000)
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow)
    desk = program.window.desk
    desk.select((sorted(desk.result.state.practices)[0],))
    return program.window


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[CloseDialog]:
    """The dialogs that asked what happens to a list; each was cancelled."""
    dialogs: list[CloseDialog] = []

    def cancel(dialog: CloseDialog) -> int:
        dialogs.append(dialog)
        return 0

    monkeypatch.setattr(CloseDialog, "exec", cancel)
    return dialogs


def press(widget: QWidget, key: Qt.Key) -> None:
    widget.setFocus()
    QTest.keyClick(widget, key)


def test_delete_asks_about_the_selected_practice_on_the_map_and_in_the_table(
    window: Window, asked: list[CloseDialog]
) -> None:
    press(window.frame.map, Qt.Key.Key_Delete)
    assert len(asked) == 1
    press(window.frame.table, Qt.Key.Key_Delete)
    assert len(asked) == 2


def test_delete_in_the_search_field_edits_its_text(
    window: Window, asked: list[CloseDialog]
) -> None:
    search = window.frame.search
    search.setText("Knebel")
    search.setCursorPosition(0)
    press(search, Qt.Key.Key_Delete)
    assert search.text() == "nebel"
    assert asked == []


def test_delete_in_a_field_of_the_practice_edits_the_number(
    window: Window, asked: list[CloseDialog]
) -> None:
    limit = window.frame.practice.sheet.controls.limit
    limit.setFocus()
    limit.selectAll()
    QTest.keyClick(limit, Qt.Key.Key_Delete)
    assert limit.text() == ""
    assert asked == []


def test_delete_on_a_scenario_closes_no_practice(window: Window, asked: list[CloseDialog]) -> None:
    press(window.frame.scenarios.tree, Qt.Key.Key_Delete)
    assert asked == []


def test_home_in_the_table_goes_to_its_first_row_and_leaves_the_map(window: Window) -> None:
    frame = window.frame
    frame.map.zoom_by(4)
    shown = frame.map.camera
    table = frame.table
    table.setCurrentIndex(table.rows.index(table.rows.rowCount() - 1, 0))
    press(table, Qt.Key.Key_Home)
    assert frame.map.camera == shown
    press(frame.map, Qt.Key.Key_Home)
    assert frame.map.camera != shown


def test_undo_takes_back_a_number_that_was_entered_and_the_field_follows(
    program: Program, window: Window, qtbot
) -> None:
    capacities = window.frame.practice.sheet.controls.capacities
    number, had = window.desk.selection[0], capacities.value()
    capacities.setFocus()
    capacities.selectAll()
    QTest.keyClicks(capacities, "7")
    QTest.keyClick(capacities, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not program.jobs.is_busy)
    assert window.desk.result.state.practices[number].capacities == 7
    QTest.keyClick(capacities, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not program.jobs.is_busy)
    assert window.desk.result.state.practices[number].capacities == had
    assert capacities.value() == had


def test_undo_in_a_field_takes_back_what_was_typed_first(window: Window) -> None:
    capacities = window.frame.practice.sheet.controls.capacities
    had = capacities.text()
    capacities.setFocus()
    capacities.selectAll()
    QTest.keyClicks(capacities, "7")
    QTest.keyClick(capacities, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert capacities.text() == had
    assert not window.desk.can_undo


def test_tab_reaches_every_part_of_the_window(window: Window) -> None:
    frame = window.frame
    wanted = {
        frame.search,
        frame.scenarios.tree,
        frame.scenarios.new_button,
        frame.history.entries,
        frame.layers.modes,
        frame.layers.boxes["ferries"],
        frame.map,
        frame.practice.sheet.controls.capacities,
        frame.practice.close_button,
        frame.areas.fold,
        frame.table,
    }
    frame.search.setFocus()
    reached: set[QWidget] = set()
    while (widget := QApplication.focusWidget()) is not None and widget not in reached:
        reached.add(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    assert wanted <= reached


def test_columns_fold_away_for_the_map_and_stay_so_in_a_rebuilt_window(
    program: Program, window: Window, qtbot
) -> None:
    frame, width = window.frame, window.frame.map.width()
    QTest.keyClick(frame, Qt.Key.Key_F9)
    assert not frame.left.isVisible()
    qtbot.waitUntil(lambda: frame.map.width() > width)
    program.change_settings(replace(program.settings, theme="dark"))
    qtbot.waitUntil(lambda: program.window is not None and program.window.frame is not frame)
    assert program.window is not None
    assert not program.window.frame.left.isVisible()
    assert program.window.frame.right.isVisible()


def test_tips_name_the_key(window: Window) -> None:
    actions = window.frame.actions_
    assert actions["close_practice"].toolTip() == "Nedlæg (Del)"
    assert actions["undo"].toolTip() == "Fortryd (Ctrl+Z)"
    assert actions["satellite"].toolTip() == "Satellit"
