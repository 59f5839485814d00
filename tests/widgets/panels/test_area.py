"""The area panel: figures the Danish way, differences with the right sign and colour."""

from __future__ import annotations

from dataclasses import fields

import pytest

from models.allocation.result import Figures
from tests.widgets.samples import make_area
from widgets.panels.area import HERE, REGION, Area, AreaPanel
from widgets.panels.area_rows import CARDS, ROWS
from widgets.panels.painted import ChangedFigure

MEAN, BEYOND, SHORT, OPEN = (row.key for row in CARDS)


@pytest.fixture
def panel(qtbot, words, look):
    panel = AreaPanel(words, look)
    qtbot.addWidget(panel)
    return panel


def show(panel, now, before=None, limit_km=15, title="Syddjurs Kommune"):
    """Show the same figures of a municipality and of the region."""
    region = Area("Region Midtjylland", now, before)
    panel.show_areas(Area(title, now, before), region, limit_km)


def key_figure(panel, key, column=HERE):
    return panel.keys.rows[key].figures[column]


def other_figure(panel, key, column=HERE):
    panel.set_expanded(True)
    return panel.others.rows[key].figures[column]


def test_key_figures_carry_their_units(panel):
    show(panel, make_area())
    assert [title.text() for title in panel.titles] == ["Syddjurs Kommune", "Region Midtjylland"]
    for column in (HERE, REGION):
        shown = [key_figure(panel, row.key, column).value for row in CARDS]
        assert shown == ["4,6 km", "2.576", "9.120", "5 af 19"]


def test_each_area_has_its_own_column(panel):
    here = Area("Syddjurs Kommune", make_area(persons_beyond_limit=28), None)
    panel.show_areas(here, Area("Region Midtjylland", make_area(), None), 15)
    assert key_figure(panel, BEYOND, HERE).value == "28"
    assert key_figure(panel, BEYOND, REGION).value == "2.576"


def test_without_a_municipality_the_region_stands_alone(panel):
    panel.show()
    panel.show_areas(None, Area("Region Midtjylland", make_area(), None), 15)
    assert not panel.titles[HERE].isVisible()
    assert not key_figure(panel, MEAN, HERE).isVisible()
    assert key_figure(panel, MEAN, REGION).isVisible()
    show(panel, make_area())
    assert key_figure(panel, MEAN, HERE).isVisible()


def test_without_a_baseline_there_are_no_differences(panel):
    show(panel, make_area())
    panel.set_expanded(True)
    rows = (*panel.keys.rows.values(), *panel.others.rows.values())
    assert {figure.change for row in rows for figure in row.figures} == {""}


def test_differences_are_signed_and_coloured_by_what_is_worse(panel):
    before = make_area(mean_distance_m=3500, persons_beyond_limit=2600, practices_open=7)
    show(panel, make_area(), before)
    changes = {
        row.key: (key_figure(panel, row.key).change, key_figure(panel, row.key).change_tone)
        for row in CARDS
    }
    assert changes == {
        MEAN: ("+1,1 km", "worse"),
        BEYOND: ("−24", "better"),
        SHORT: ("uændret", "muted"),
        OPEN: ("−2", "worse"),
    }


@pytest.mark.parametrize(
    ("metres", "text", "tone"),
    [
        (0, "uændret", "muted"),
        (0.3, "±0,0 km", "muted"),
        (2, "+0,002 km", "worse"),
        (12, "+0,01 km", "worse"),
        (-70, "−0,1 km", "better"),
    ],
)
def test_a_small_difference_has_more_decimals_and_the_same_unit(panel, metres, text, tone):
    show(panel, make_area(median_distance_m=3300 + metres), make_area(median_distance_m=3300))
    figure = other_figure(panel, "area.median")
    assert (figure.change, figure.change_tone) == (text, tone)


def test_persons_without_a_place_are_red_and_a_key_figure_where_there_are_any(panel):
    panel.show()
    show(panel, make_area(unplaced=0))
    assert not panel.keys.rows["area.unplaced"].name.isVisible()
    assert other_figure(panel, "area.unplaced").value_tone == "ink"
    show(panel, make_area(unplaced=1))
    assert panel.keys.rows["area.unplaced"].name.isVisible()
    assert key_figure(panel, "area.unplaced").value_tone == "bad"
    assert other_figure(panel, "area.unplaced").value_tone == "bad"


def test_load_differs_in_percentage_points(panel):
    show(panel, make_area(load=0.97), make_area(load=0.93))
    figure = other_figure(panel, "area.load")
    assert (figure.value, figure.change) == ("97 %", "+4 pct.point")


def test_what_cannot_be_measured_is_a_dash(panel):
    nan = float("nan")
    show(panel, make_area(mean_distance_m=nan, load=nan), make_area())
    assert key_figure(panel, MEAN).value == "–"
    assert key_figure(panel, MEAN).change == ""
    assert other_figure(panel, "area.load").value == "–"


def test_the_limit_in_force_is_named(panel):
    show(panel, make_area(), limit_km=5)
    assert panel.keys.rows[BEYOND].name.text() == "Over 5 km"


def test_every_figure_of_an_area_is_shown_somewhere():
    shown = {row.value.__reduce__()[1][0] for row in (*CARDS, *ROWS)}
    assert {field.name for field in fields(Figures)} <= shown


def test_all_figures_fold_away_and_out(panel):
    panel.show()
    show(panel, make_area())
    assert not panel.others.isVisible()
    panel.fold.click()
    assert panel.others.isVisible()
    assert panel.others.rows["area.persons"].figures[REGION].value == "42.978"


def test_figures_unfolded_follow_the_next_result(panel):
    panel.set_expanded(True)
    show(panel, make_area())
    show(panel, make_area(persons=1))
    assert panel.others.rows["area.persons"].figures[HERE].value == "1"


@pytest.mark.parametrize("expanded", [False, True])
def test_an_update_in_a_drag_paints_only_the_figures_that_differ(panel, monkeypatch, expanded):
    panel.set_expanded(expanded)
    before = make_area()
    show(panel, make_area(), before)
    painted = []
    monkeypatch.setattr(ChangedFigure, "update", lambda figure: painted.append(figure))
    show(panel, make_area(mean_distance_m=5_300), before)
    assert set(painted) == {key_figure(panel, MEAN, column) for column in (HERE, REGION)}


def test_where_limits_differ_no_distance_is_named(panel):
    show(panel, make_area(), limit_km=None)
    assert panel.keys.rows["area.beyond"].name.text() == "Over afstandsgrænsen"


@pytest.mark.parametrize(
    ("needed", "name"), [(1, "Uden åbent valg"), (2, "Uden to åbne valg"), (3, "Uden 3 åbne valg")]
)
def test_the_choices_that_the_rules_ask_for_are_named(panel, needed, name):
    panel.show_areas(None, Area("Region Midtjylland", make_area(), None), 15, needed)
    assert panel.keys.rows["area.short"].name.text() == name


def test_estimated_distances_mark_what_rests_on_them_and_nothing_else(panel):
    region = Area("Region Midtjylland", make_area(), None)
    panel.show_areas(None, region, 15, is_estimated=True)
    marked = {key for key, row in panel.keys.rows.items() if row.name.text().startswith("≈ ")}
    assert marked == {MEAN, BEYOND, SHORT}
    panel.show_areas(None, region, 15, is_estimated=False)
    assert not any(row.name.text().startswith("≈") for row in panel.keys.rows.values())
