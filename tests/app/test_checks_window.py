"""Rules and checks in the real window: chosen, undone, shown after and before an edit."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog

from app.controllers.checking import Checking
from app.controllers.editing import Editing
from app.controllers.ruling import Ruling
from app.start import Program, Window
from models.allocation.evaluator import by_other_measure, evaluate
from models.scenario.edits import ClosePractice
from tests.app.test_window import lonely, settled, window
from widgets.dialogs.close import CloseDialog
from widgets.dialogs.merge import MergeDialog
from widgets.panels.checks_page import ChecksPage

__all__ = ["window"]


def controller(window: Window, kind: type):
    return next(c for c in window.controllers if isinstance(c, kind))


def closed(program: Program, window: Window, qtbot) -> str:
    number = lonely(window)
    window.desk.make(ClosePractice(number, "distribute"))
    settled(program, qtbot)
    return number


def test_an_edit_is_followed_by_its_checks_on_a_card_and_in_the_history(
    program: Program, window: Window, qtbot
) -> None:
    closed(program, window, qtbot)
    checks = window.desk.session.checks_at(1)
    shown = window.frame.checks.list.sentences()
    assert shown == [check.sentence.da for check in checks[: len(shown)]] != []
    entry = window.frame.history.entries.item(1).text()
    assert ("alvorlig" in entry) == any(check.severity == "serious" for check in checks)
    window.desk.select(())
    assert window.frame.checks.isHidden()


def test_the_page_follows_undo_and_redo(program: Program, window: Window, qtbot) -> None:
    closed(program, window, qtbot)
    window.frame.actions_["checks"].trigger()
    settled(program, qtbot)
    page = window.frame.right.page
    assert isinstance(page, ChecksPage)
    count = sum(len(listed.rows) for _, listed in page.groups.values())
    assert count == len(window.desk.session.checks_at(1))
    window.desk.undo()
    settled(program, qtbot)
    assert page.nothing.text().startswith("Scenariet har ingen ændringer")
    window.desk.redo()
    settled(program, qtbot)
    assert sum(len(listed.rows) for _, listed in page.groups.values()) == count
    window.frame.right.close_page()
    assert controller(window, Checking).page is None


def test_the_close_dialog_tells_what_it_would_break_before_it_is_done(
    program: Program, window: Window, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, seen = lonely(window), []

    def look(dialog: QDialog) -> int:
        settled(program, qtbot)
        assert isinstance(dialog, CloseDialog)
        seen.append(dialog.preview.list.sentences())
        dialog.choices["tender"].setChecked(True)
        settled(program, qtbot)
        seen.append(dialog.preview.list.sentences())
        return 0

    monkeypatch.setattr(CloseDialog, "exec", look)
    session = window.desk.session
    expected = [
        [check.sentence.da for check in session.preview(ClosePractice(number, way))]
        for way in ("distribute", "tender")
    ]
    controller(window, Editing).close(number)
    assert [len(told) > 0 for told in seen] == [len(told) > 0 for told in expected]
    for told, whole in zip(seen, expected, strict=True):
        assert told == whole[: len(told)]
    assert session.scenario is None


def test_the_merge_dialog_tells_it_too(
    program: Program, window: Window, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers, seen = sorted(window.desk.result.state.practices)[:2], []

    def look(dialog: QDialog) -> int:
        settled(program, qtbot)
        assert isinstance(dialog, MergeDialog)
        seen.append(dialog.preview.list.sentences())
        dialog.new_place.setChecked(True)
        settled(program, qtbot)
        assert dialog.preview.list.rows == []
        return 0

    monkeypatch.setattr(MergeDialog, "exec", look)
    controller(window, Editing).merge(numbers)
    assert seen[0] != []


def test_a_scenario_is_judged_by_a_copied_pack_and_undo_has_the_old_one_back(
    program: Program, window: Window, qtbot
) -> None:
    closed(program, window, qtbot)
    dialog = controller(window, Ruling).make_dialog()
    dialog.copy.click()
    settled(program, qtbot)
    assert dialog.name.text() == "Kopi af Overenskomst 2015–2024"
    dialog.rows["limit_m"].field.box.setValue(2)
    settled(program, qtbot)
    dialog.judge.click()
    settled(program, qtbot)
    session = window.desk.session
    assert session.result.state.rules.limit_m == session.before.state.rules.limit_m == 2_000
    assert not dialog.judge.isEnabled()
    dialog.accept()
    assert "Kopi af Overenskomst 2015–2024" in window.frame.status_left.accessibleName()
    window.desk.undo()
    settled(program, qtbot)
    assert session.result.state.rules.id == "2015-2024"
    assert session.project.scenarios()[0].rules_id == "2015-2024"
    window.desk.undo()
    window.desk.undo()
    settled(program, qtbot)
    assert [pack.id for pack in session.packs] == ["2008", "2015-2024", "2025"]


def test_a_value_that_cannot_be_is_refused_in_the_dialog(
    program: Program, window: Window, qtbot
) -> None:
    dialog = controller(window, Ruling).make_dialog()
    dialog.copy.click()
    settled(program, qtbot)
    dialog.rows["choices_needed"].field.box.setValue(12)
    settled(program, qtbot)
    assert "mellem 1 og 9" in dialog.error.text()
    assert dialog.rows["choices_needed"].field.box.value() == 2
    dialog.reject()


def test_what_the_other_measure_says_stands_below_all_figures(
    program: Program, window: Window, qtbot
) -> None:
    panel = window.frame.areas
    assert not panel.other_measure.isVisible()
    panel.fold.click()
    settled(program, qtbot)
    session = window.desk.session
    other = evaluate(session.region, by_other_measure(session.result.state)).region
    assert panel.other_measure.text().startswith("Målt i luftlinje i stedet for ad vej:")
    assert f"{other.persons_beyond_limit} over grænsen" in panel.other_measure.text()
    closed(program, window, qtbot)
    settled(program, qtbot)
    other = evaluate(session.region, by_other_measure(session.result.state)).region
    assert f"{other.persons_short_of_choice} uden valg nok" in panel.other_measure.text()
