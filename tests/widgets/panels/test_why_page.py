"""The pages that answer "why?" and step through the domino."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.domain.practice import Intake
from models.scenario.edits import ClosePractice
from models.scenario.explain import explain
from models.scenario.why import Why
from tests.line_town import history_of, line_town, practice
from widgets.panels.domino_page import DominoPage, RoundView
from widgets.panels.tried_list import ROW_ROLE, TriedRow
from widgets.panels.why_page import WhyPage
from widgets.style import Look
from widgets.words import Words


@pytest.fixture
def why() -> Why:
    town = line_town(
        homes=[(9, 30)],
        practices=[
            practice("A", 10, 200),
            practice("B", 12, 10),
            practice("C", 7, 500, intake=Intake.CLOSED),
            practice("E", 4, 25),
        ],
        lists={"A": {0: 30}},
    )
    distances, history = history_of(town)
    history.make(ClosePractice("A", "distribute"))
    return explain(distances, history, "A", "q0")


@pytest.fixture
def page(qtbot, why: Why) -> WhyPage:
    page = WhyPage(Words("da"), Look())
    qtbot.addWidget(page)
    page.show_why(why, "Praksis A")
    return page


def rows_of(page: WhyPage) -> list[TriedRow]:
    model = page.tried.model()
    return [model.index(row, 0).data(ROW_ROLE) for row in range(model.rowCount())]


def test_the_page_lists_the_practices_in_the_order_they_were_tried(page: WhyPage) -> None:
    assert [(row.badge, row.number, row.distance, row.reason) for row in rows_of(page)] == [
        ("1", "C", "2,0 km", "Lukket for tilgang"),
        ("2", "B", "3,0 km", "Tog 10, så fuld"),
        ("3", "E", "5,0 km", "Tog 20 · plads til 25"),
    ]
    assert page.paragraphs[0].text().startswith("Praksis A er nedlagt. 30 personer i kvadratet q0")
    assert page.domino.isHidden()


def test_a_row_under_the_mouse_points_out_its_practice(qtbot, page: WhyPage) -> None:
    with qtbot.waitSignal(page.practicePointed) as pointed:
        page.tried.setCurrentIndex(page.tried.model().index(1, 0))
    assert pointed.args == ["B"]
    with qtbot.waitSignal(page.practiceChosen) as chosen:
        page.tried.clicked.emit(page.tried.model().index(2, 0))
    assert chosen.args == ["E"]


def test_the_arrow_keys_step_through_the_rounds_and_stop_at_both_ends(qtbot) -> None:
    views = [RoundView(f"Runde {n}", 10 * n, 20 - 10 * n, ()) for n in range(3)]
    page = DominoPage(Words("da"), Look(), "Praksis A", views)
    qtbot.addWidget(page)
    shown: list[int] = []
    page.roundShown.connect(shown.append)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(page, key)
    assert shown == [1, 2]
    assert (page.placed.text, page.waiting.text) == ("20", "0")
    assert not page.next.isEnabled()
    page.before.click()
    assert shown == [1, 2, 1]
    assert page.sentence.text() == "Runde 1"
