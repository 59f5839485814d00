"""What an edit makes window and file do, counted, not timed: the same on every machine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.start import Program, Window
from models.domain.place import Place
from models.scenario.edits import ClosePractice, MovePractice, SetLimit
from widgets.map.practice_symbols import PracticeSymbols
from widgets.map.practices_layer import PracticesLayer
from widgets.panels.check_list import CheckRow


class Paints(QObject):
    """Counts the paints of every widget, the pixels they painted, and how often it was resized."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: Counter[QObject] = Counter()
        self.pixels: Counter[QObject] = Counter()
        self.resizes: Counter[QObject] = Counter()

    def clear(self) -> None:
        """Count from now on."""
        self.counts.clear()
        self.pixels.clear()
        self.resizes.clear()

    def eventFilter(self, watched: QObject, happened: QEvent) -> bool:
        if isinstance(happened, QPaintEvent):
            self.counts[watched] += 1
            self.pixels[watched] += sum(r.width() * r.height() for r in happened.region())
        self.resizes[watched] += happened.type() == QEvent.Type.Resize
        return False


@pytest.fixture
def window(program: Program, qtbot) -> Window:
    """The window in a scenario with one edit, with nothing left to paint."""
    window = program.window
    assert window is not None
    numbers = list(window.desk.session.before.state.practices)
    window.desk.make(SetLimit(numbers[0], 1800))
    settle(program, qtbot)
    qtbot.waitUntil(lambda: window.frame.map.is_settled, timeout=30_000)
    window.frame.map.show_note("")  # it goes away by itself, and the map is painted under it
    QApplication.processEvents()
    return window


def settle(program: Program, qtbot) -> None:
    qtbot.waitUntil(lambda: not program.jobs.is_busy, timeout=30_000)
    QApplication.processEvents()


@pytest.fixture
def paints(window: Window) -> Iterator[Paints]:
    """Paint events from now on."""
    paints, viewport = Paints(), window.frame.map.viewport()
    viewport.installEventFilter(paints)
    yield paints
    viewport.removeEventFilter(paints)


def test_the_map_is_painted_once_for_an_edit_and_once_for_undoing_it(
    program: Program, window: Window, paints: Paints, qtbot
) -> None:
    viewport, number = window.frame.map.viewport(), a_practice(window)
    for wish in (
        lambda: window.desk.make(ClosePractice(number, "distribute")),
        window.desk.undo,
    ):
        paints.clear()
        wish()
        settle(program, qtbot)
        assert paints.counts[viewport] == 1


def test_a_move_repaints_the_map_around_the_practice_only(
    program: Program, window: Window, paints: Paints, qtbot
) -> None:
    number, viewport = a_practice(window), window.frame.map.viewport()
    place = window.desk.session.result.state.practices[number].place
    window.desk.make(MovePractice(number, Place(place.e + 300, place.n)))
    settle(program, qtbot)
    paints.clear()
    window.desk.make(MovePractice(number, Place(place.e + 600, place.n)))
    settle(program, qtbot)
    assert 0 < paints.pixels[viewport] < viewport.width() * viewport.height() / 10


def test_the_figures_are_laid_out_before_they_are_painted_and_not_again(
    program: Program, window: Window, qtbot
) -> None:
    number, paints = a_practice(window), Paints()
    column = window.frame.overview.upper
    window.desk.shown.connect(paints.clear)  # laid out by now
    QApplication.instance().installEventFilter(paints)
    for wish in (
        lambda: window.desk.make(ClosePractice(number, "distribute")),
        window.desk.undo,
    ):
        wish()
        settle(program, qtbot)
        QApplication.processEvents()
        parts = column.findChildren(QWidget)
        assert sum(paints.counts[part] > 0 for part in parts) > 20
        assert [part for part in parts if paints.counts[part] > 1] == []
        assert [part for part in parts if paints.resizes[part]] == []
    QApplication.instance().removeEventFilter(paints)


def test_an_edit_makes_only_the_symbols_anew_that_differ(
    program: Program, window: Window, qtbot
) -> None:
    number = a_practice(window)
    place = window.desk.session.result.state.practices[number].place
    with (
        patch.object(PracticeSymbols, "set_marks") as all_anew,
        patch.object(
            PracticesLayer, "_change", autospec=True, side_effect=PracticesLayer._change
        ) as some,
    ):
        window.desk.make(MovePractice(number, Place(place.e + 300, place.n)))
        settle(program, qtbot)
    assert not all_anew.called
    assert sum(len(call.args[1]) for call in some.call_args_list) == 1


def test_what_can_be_found_is_offered_anew_only_where_practices_come_or_go(
    program: Program, window: Window, qtbot
) -> None:
    number, search = a_practice(window), window.frame.search
    with patch.object(search, "set_entries") as offered:
        window.desk.make(SetLimit(number, 1700))
        settle(program, qtbot)
        assert offered.call_count == 0
        window.desk.make(ClosePractice(number, "distribute"))
        settle(program, qtbot)
        assert offered.call_count == 1
        (entries,) = offered.call_args.args
    assert number not in [entry.target for entry in entries]


def test_the_table_tells_of_the_rows_that_differ_and_is_not_filled_anew(
    program: Program, window: Window, qtbot
) -> None:
    window.desk.show_municipality(None)
    settle(program, qtbot)
    rows, number = window.frame.table.rows, a_practice(window)
    told: list[int] = []
    window.desk.select((number,))
    settle(program, qtbot)
    shown = {rows.row_at(at).provider_number for at in range(rows.rowCount())}
    rows.dataChanged.connect(lambda first, last: told.extend(range(first.row(), last.row() + 1)))
    rows.modelReset.connect(lambda: pytest.fail("the table was filled anew"))
    limit = window.desk.session.result.state.limit_of(
        window.desk.session.result.state.practices[number]
    )
    window.desk.make(SetLimit(number, limit + 500))
    settle(program, qtbot)
    assert number in shown
    assert [rows.row_at(at).provider_number for at in told] == [number]


def test_checks_of_one_edit_after_the_other_stand_in_the_same_rows(
    program: Program, window: Window, qtbot
) -> None:
    first, second, *_ = window.desk.session.result.state.practices
    window.desk.make(ClosePractice(first, "distribute"))
    settle(program, qtbot)
    known = window.frame.checks.findChildren(CheckRow)
    assert window.frame.checks.list.rows
    window.desk.make(ClosePractice(second, "distribute"))
    settle(program, qtbot)
    assert window.frame.checks.findChildren(CheckRow) == known


def test_an_edit_takes_one_transaction_of_few_statements(
    program: Program, window: Window, qtbot
) -> None:
    told: list[str] = []
    number, driver = a_practice(window), window.desk.session.project._database._connection._driver
    driver.set_trace_callback(lambda statement: told.append(statement.split()[0]))
    window.desk.make(ClosePractice(number, "distribute"))
    settle(program, qtbot)
    driver.set_trace_callback(None)
    assert told == ["BEGIN", "SELECT", "SELECT", "DELETE", "INSERT", "UPDATE", "COMMIT"]


def a_practice(window: Window) -> str:
    """Return a practice with a list, other than the first."""
    state = window.desk.session.result.state
    return next(n for n in list(state.practices)[1:] if state.totals[n])
