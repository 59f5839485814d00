"""Ferries out of use, in a region where some need one: the session, the file and the window."""

from dataclasses import replace
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from PySide6.QtWidgets import QProgressDialog, QPushButton

from app.controllers.linking import Linking
from app.desk import make_in_scenario
from app.session import Session
from app.start import Program, Window
from models.allocation.evaluator import evaluate
from models.domain.errors import CancelledError, ProjectError
from models.domain.place import Place
from models.domain.quality import QualityReport
from models.network.links import Link
from models.scenario.edits import ClosePractice, SetCapacity
from models.storage.project import ProjectFile
from tests.compare import assert_same_result
from tests.towns import make_region
from widgets.dialogs.link import LinkDialog, LinkDraft

NEEDS_FERRIES = 50
"""The seed of a region where some reach every practice by ferry only."""


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    path = tmp_path / "sund.praksis"
    ProjectFile.create(path, make_region(NEEDS_FERRIES), QualityReport(findings=())).close()
    return path


@pytest.fixture
def window(program: Program) -> Window:
    assert program.window is not None
    return program.window


def first(session: Session) -> str:
    return max(session.result.state.practices)


def settled(program: Program, qtbot) -> None:
    qtbot.waitUntil(lambda: not program.jobs.is_busy, timeout=30_000)


def linking_of(window: Window) -> Linking:
    return next(part for part in window.controllers if isinstance(part, Linking))


def legend_texts(window: Window) -> list[str]:
    return [row.text for section in window.frame.map.legend for row in section.rows]


def quiet(_share: float) -> None:
    """Report to nobody."""


def links_of(session: Session, in_use: bool) -> list[Link]:
    return [replace(laid.link, in_use=in_use) for laid in session.region.network.links]


def test_ferries_out_of_use_change_the_scenario_and_what_is_read_back(
    project_path: Path,
) -> None:
    with ProjectFile.open(project_path) as project:
        session = Session(project)
        make_in_scenario(session, ClosePractice(first(session), "distribute"), "Scenarie")
        session.make(SetCapacity(first(session), 3, 1))
        before = session.result
        assert before.region.persons_by_ferry_only > 0
        session = session.relinked(links_of(session, in_use=False), quiet)
        assert session.history.position == 2
        assert session.result.region.persons_by_ferry_only == 0
        assert session.result.region.persons == before.region.persons
        assert_same_result(session.result, evaluate(session.region, session.result.state))
        kept = session.result
    with ProjectFile.open(project_path) as project:
        session = Session(project)
        session.choose(project.scenarios()[0])
        assert_same_result(session.result, kept)
        assert not any(laid.link.in_use for laid in session.region.network.links)
        session = session.relinked(links_of(session, in_use=True), quiet)
        assert_same_result(session.result, before)


def test_a_book_that_cannot_be_stored_leaves_the_session_as_it_was(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = session.result

    def full(*_: object) -> None:
        raise ProjectError("Disken er fuld.", "The disk is full.")

    monkeypatch.setattr(session.project, "save_links", full)
    with pytest.raises(ProjectError):
        session.relinked(links_of(session, in_use=False), quiet)
    assert session.result is before
    assert all(link.in_use for link in session.project.links())


def test_calculating_anew_can_be_cancelled_and_nothing_is_stored(session: Session) -> None:
    def cancel(_share: float) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        session.relinked(links_of(session, in_use=False), cancel)
    assert all(link.in_use for link in session.project.links())


def test_a_ferry_out_of_use_is_followed_by_every_figure_map_and_legend(
    program: Program, window: Window, qtbot
) -> None:
    desk = window.desk
    make = ClosePractice(min(desk.result.state.practices), "distribute")
    desk.make(make)
    settled(program, qtbot)
    before = desk.result
    assert before.region.persons_by_ferry_only > 0
    book = [laid.link for laid in desk.session.region.network.links]
    linking = linking_of(window)
    linking.change([replace(link, in_use=False) for link in book])
    settled(program, qtbot)
    assert desk.result.region.persons_by_ferry_only == 0
    assert desk.result.region.persons == before.region.persons
    assert [step.edit for step in desk.session.history.steps] == [make]
    assert program.opened is not None
    assert program.opened.session is desk.session
    assert not any(crossing.in_use for crossing in program.opened.scene.crossings)
    assert "Ude af drift" in legend_texts(window)
    linking.change(book)
    settled(program, qtbot)
    assert_same_result(desk.result, before)
    assert "Ude af drift" not in legend_texts(window)


def test_calculating_ferries_anew_can_be_cancelled(program: Program, window: Window, qtbot) -> None:
    before = window.desk.session
    links = [replace(laid.link, in_use=False) for laid in before.region.network.links]
    linking = linking_of(window)
    go = Event()
    program.jobs.run(lambda: go.wait(20), lambda _: None)
    linking.change(links)
    (shown,) = [
        dialog
        for dialog in window.frame.findChildren(QProgressDialog)
        if dialog.windowTitle() == "Færger og broer"
    ]
    shown.findChild(QPushButton).click()
    go.set()
    settled(program, qtbot)
    assert window.desk.session is before
    assert all(link.in_use for link in before.project.links())


def across(session: Session) -> Link:
    """Return a ferry between two squares far from each other."""
    squares = session.region.squares
    order = np.lexsort((squares.n, squares.e))
    ends = [Place(float(squares.e[at]), float(squares.n[at])) for at in (order[0], order[-1])]
    return Link("Ny færge", "ferry", *ends, minutes=12.0)


def test_a_new_ferry_is_laid_stored_drawn_and_undone(
    program: Program, window: Window, qtbot
) -> None:
    desk = window.desk
    before, book = desk.result, tuple(laid.link for laid in desk.session.region.network.links)
    new = across(desk.session)
    linking_of(window).change([*book, new])
    settled(program, qtbot)
    assert desk.session.project.links() == (*book, new)
    assert desk.session.project.load_region().network.n_edges == desk.session.region.network.n_edges
    assert program.opened is not None
    assert "Ny færge" in [crossing.name for crossing in program.opened.scene.crossings]
    assert "færger og broer" in window.frame.actions_["undo"].toolTip()
    desk.undo()
    settled(program, qtbot)
    assert desk.session.project.links() == book
    assert_same_result(desk.result, before)
    assert not desk.can_undo


def test_edits_made_after_a_change_of_links_are_undone_before_it(
    program: Program, window: Window, qtbot
) -> None:
    desk = window.desk
    book = tuple(laid.link for laid in desk.session.region.network.links)
    linking_of(window).change(book[:-1])
    settled(program, qtbot)
    desk.make(ClosePractice(min(desk.result.state.practices), "distribute"))
    settled(program, qtbot)
    desk.undo()
    settled(program, qtbot)
    assert desk.session.history.position == 0
    assert desk.session.project.links() == book[:-1]
    desk.undo()
    settled(program, qtbot)
    assert desk.session.project.links() == book


def test_a_link_that_cannot_be_laid_is_shown_again_with_the_reason(
    program: Program, window: Window, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    linking, shown = linking_of(window), []
    monkeypatch.setattr(linking, "show_book", lambda links, said="": shown.append((links, said)))
    far = Link("Langt ude", "ferry", Place(300_000.0, 6_100_000.0), Place(1.0, 1.0), minutes=5.0)
    linking.change([far])
    settled(program, qtbot)
    assert shown[0][0] == (far,)
    assert "ingen vej" in shown[0][1]


def test_both_ends_are_pointed_out_on_the_map(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    linking, asked = linking_of(window), []
    monkeypatch.setattr(LinkDialog, "exec", lambda dialog: dialog._on_map_clicked() or 1)
    linking.ask(LinkDraft("Fur"), (), None)
    monkeypatch.setattr(linking, "ask", lambda *told: asked.append(told))
    window.frame.map.placePicked.emit(500_000.4, 6_200_000.0)
    assert asked == []
    window.frame.map.placePicked.emit(501_000.0, 6_200_000.0)
    (draft, links, at), *_ = asked
    assert (draft.start, draft.end) == (Place(500_000, 6_200_000), Place(501_000, 6_200_000))
    assert (draft.name, links, at) == ("Fur", (), None)


def test_esc_while_pointing_brings_the_link_back_as_it_was(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    linking, asked = linking_of(window), []
    monkeypatch.setattr(LinkDialog, "exec", lambda dialog: dialog._on_map_clicked() or 1)
    linking.ask(LinkDraft("Fur"), (), None)
    monkeypatch.setattr(linking, "ask", lambda *told: asked.append(told))
    window.frame.map.placePicked.emit(500_000.0, 6_200_000.0)
    window.frame.map.placingCancelled.emit()
    assert [draft.start for draft, _, _ in asked] == [None]
