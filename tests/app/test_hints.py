"""First-start hints: one after another, gone when done, and never again when not wanted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from app.hints import Hints
from app.settings import Settings, load_settings
from app.start import Program, Window
from models.domain.place import Place
from models.scenario.edits import ClosePractice, MovePractice, SetLimit
from widgets.hints import HintCard
from widgets.style import WORKSHOP_SCALE, apply_style
from widgets.theme import LIGHT
from widgets.words import Words


def hints_of(window: Window) -> Hints | None:
    return next((part for part in window.controllers if isinstance(part, Hints)), None)


@pytest.fixture
def window(program: Program, qtbot) -> Window:
    assert program.window is not None
    frame = program.window.frame
    frame.resize(1280, 800)
    qtbot.waitUntil(lambda: frame.map.is_settled, timeout=20_000)
    return program.window


@pytest.fixture
def hints(window: Window) -> Hints:
    found = hints_of(window)
    assert found is not None
    return found


def settled(program: Program, qtbot) -> None:
    qtbot.waitUntil(lambda: not program.jobs.is_busy, timeout=30_000)


def test_each_hint_goes_when_the_planner_has_done_it(
    program: Program, window: Window, hints: Hints, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("widgets.dialogs.pdf.PdfDialog.exec", lambda dialog: 0)
    desk = window.desk
    first, second = sorted(desk.result.state.practices)[:2]
    place = desk.result.state.practices[first].place
    assert hints.shown == "drag"
    desk.make(MovePractice(first, Place(place.e + 40, place.n)))
    settled(program, qtbot)
    assert hints.shown == "close"
    desk.make(ClosePractice(second, "distribute"))
    settled(program, qtbot)
    assert hints.shown == "undo"
    desk.undo()
    settled(program, qtbot)
    assert hints.shown == "print"
    window.frame.actions_["export_pdf"].trigger()
    assert hints.shown is None
    assert not hints.card.isVisible()
    assert not load_settings().show_hints


def test_an_undo_is_told_from_a_scenario_taken_up_with_fewer_edits(
    program: Program, window: Window, hints: Hints, qtbot
) -> None:
    desk = window.desk
    number = min(desk.result.state.practices)
    for limit in (1700, 1800):
        desk.make(SetLimit(number, limit))
    settled(program, qtbot)
    longer = desk.session.scenario
    desk.choose(None)
    desk.make(SetLimit(number, 1700))
    settled(program, qtbot)
    shorter = desk.session.scenario
    assert shorter is not None
    desk.choose(longer)
    desk.choose(shorter)
    settled(program, qtbot)
    desk.rename_scenario(shorter.id, "Kort")
    settled(program, qtbot)
    assert "undo" in hints._left
    desk.choose(longer)
    settled(program, qtbot)
    desk.jump(1)
    settled(program, qtbot)
    assert "undo" not in hints._left


def test_what_was_done_before_its_hint_came_is_not_hinted_at(
    program: Program, window: Window, hints: Hints, qtbot
) -> None:
    window.desk.make(ClosePractice(sorted(window.desk.result.state.practices)[0], "distribute"))
    settled(program, qtbot)
    assert hints.shown == "drag"
    hints.card.next_button.click()
    assert hints.shown == "undo"


def test_hints_can_be_read_one_after_another(hints: Hints) -> None:
    seen = []
    while hints.shown is not None:
        seen.append(hints.card.heading.text())
        hints.card.next_button.click()
    assert seen == ["Flyt en praksis", "Nedlæg en praksis", "Fortryd", "Udskriv kortet"]


def test_hints_not_wanted_stay_away_from_the_next_window_too(
    program: Program, window: Window, hints: Hints, qtbot
) -> None:
    frame = window.frame
    hints.card.end_button.click()
    assert not load_settings().show_hints
    assert program.window is window
    stale = replace(Settings(), language="en", last_project=program.settings.last_project)
    program.change_settings(stale)
    qtbot.waitUntil(lambda: program.window is not None and program.window.frame is not frame)
    assert program.window is not None
    assert hints_of(program.window) is None
    assert not load_settings().show_hints


def test_the_middle_of_the_map_stays_free(window: Window, hints: Hints) -> None:
    host = window.frame.map
    for size in ((1280, 800), (900, 560), (1920, 1080)):
        window.frame.resize(*size)
        QApplication.processEvents()
        card = hints.card.geometry()
        assert not card.contains(host.rect().center())
        assert host.rect().contains(card) or not hints.card.isVisible()


def test_hints_not_wanted_stay_away_when_the_map_takes_another_size(
    window: Window, hints: Hints
) -> None:
    assert hints.card.isVisible()
    hints.card.end_button.click()
    for size in ((1180, 760), (1440, 900)):  # as a page opening in the right column does
        window.frame.resize(*size)
        QApplication.processEvents()
        assert not hints.card.isVisible()


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("scale", [1.0, WORKSHOP_SCALE])
def test_no_hint_is_cut(window: Window, qapp: QApplication, language, scale) -> None:
    host = window.frame.map
    card = HintCard(Words(language), apply_style(qapp, LIGHT, scale), host)
    for name in ("drag", "close", "undo", "print"):
        card.show_hint(name, 1, 4)
        assert card.text.height() >= card.text.heightForWidth(card.text.width())
        assert card.end_button.width() >= card.end_button.sizeHint().width()
        assert card.minimumSizeHint().width() <= card.width()
    card.hide()
    card.deleteLater()
    apply_style(qapp, LIGHT)
