"""The area panel: figures the Danish way, differences with the right sign and colour."""

from __future__ import annotations

import time
from dataclasses import fields

import pytest

from models.allocation.result import Figures
from tests.widgets.samples import make_area
from widgets.panels.area import AreaPanel
from widgets.panels.area_rows import CARDS, ROWS

MEAN, BEYOND, SHORT, OPEN = range(4)


@pytest.fixture
def panel(qtbot, words, look):
    panel = AreaPanel(words, look)
    qtbot.addWidget(panel)
    return panel


def test_key_figures_carry_their_units(panel):
    panel.show_figures("Syddjurs Kommune", make_area(), None, 15)
    assert panel.title.text() == "Syddjurs Kommune"
    assert [card.value.text for card in panel.cards] == ["4,6 km", "2.576", "9.120", "5 af 19"]


def test_without_a_baseline_there_are_no_differences(panel):
    panel.show_figures("", make_area(), None, 15)
    assert {card.change.text for card in panel.cards} == {""}
    assert {change.text for _, change in panel.table.values.values()} == {""}


def test_differences_are_signed_and_coloured_by_what_is_worse(panel):
    before = make_area(mean_distance_m=3500, persons_beyond_limit=2600, practices_open=7)
    panel.show_figures("", make_area(), before, 15)
    changes = [(card.change.text, card.change.tone) for card in panel.cards]
    assert changes[MEAN] == ("+1,1 km", "worse")
    assert changes[BEYOND] == ("−24", "better")
    assert changes[SHORT] == ("uændret", "muted")
    assert changes[OPEN] == ("−2", "worse")


@pytest.mark.parametrize(
    ("metres", "text", "tone"),
    [
        (0, "±0,0 km", "muted"),
        (0.3, "±0,0 km", "muted"),
        (12, "+12 m", "worse"),
        (-70, "−0,1 km", "better"),
    ],
)
def test_a_small_difference_is_told_in_metres(panel, metres, text, tone):
    now = make_area(median_distance_m=3300 + metres)
    panel.show_figures("", now, make_area(median_distance_m=3300), 15)
    _, change = panel.table.values["area.median"]
    assert (change.text, change.tone) == (text, tone)


def test_only_what_is_equal_is_called_unchanged(panel):
    panel.show_figures("", make_area(mean_distance_m=4600.2), make_area(mean_distance_m=4600), 15)
    assert panel.cards[MEAN].change.text == "±0,0 km"


def test_persons_without_a_place_are_red(panel):
    panel.show_figures("", make_area(unplaced=0), None, 15)
    value, _ = panel.table.values["area.unplaced"]
    assert value.tone == "ink"
    panel.show_figures("", make_area(unplaced=1), None, 15)
    assert value.tone == "bad"


def test_load_differs_in_percentage_points(panel):
    panel.show_figures("", make_area(load=0.97), make_area(load=0.93), 15)
    value, change = panel.table.values["area.load"]
    assert value.text == "97 %"
    assert change.text == "+4 pct.point"


def test_what_cannot_be_measured_is_a_dash(panel):
    nan = float("nan")
    panel.show_figures("", make_area(mean_distance_m=nan, load=nan), make_area(), 15)
    assert panel.cards[MEAN].value.text == "–"
    assert panel.cards[MEAN].change.text == ""
    assert panel.table.values["area.load"][0].text == "–"


def test_the_limit_in_force_is_named(panel):
    panel.show_figures("", make_area(), None, 5)
    assert panel.cards[BEYOND].name.text() == "Over 5 km"


def test_every_figure_of_an_area_is_shown_somewhere():
    shown = {row.value.__reduce__()[1][0] for row in (*CARDS, *ROWS)}
    assert {field.name for field in fields(Figures)} <= shown


def test_all_figures_fold_away_and_out(qtbot, panel):
    panel.show()
    assert not panel.table.isVisible()
    with qtbot.waitSignal(panel.expandedChanged) as change:
        panel.fold.click()
    assert change.args == [True]
    assert panel.table.isVisible()


def test_an_update_in_a_drag_takes_less_than_two_milliseconds(panel):
    panel.set_expanded(True)
    panel.show()
    before = make_area()
    steps = [make_area(mean_distance_m=4600 + 60 * i, listed=41_500 - i) for i in range(60)]
    panel.show_figures("Syddjurs", steps[0], before, 15)
    durations = []
    for step in steps[1:]:
        start = time.perf_counter()
        panel.show_figures("Syddjurs", step, before, 15)
        durations.append(time.perf_counter() - start)
    assert sorted(durations)[len(durations) // 2] < 0.002
