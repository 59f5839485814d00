"""The table of key figures."""

from dataclasses import replace

import pytest

from models.allocation.result import Figures
from tests.widgets.paper.conftest import MakePage
from widgets.paper.figures import FigureRow, figure_rows
from widgets.words import Words

DA, EN = Words("da"), Words("en")


@pytest.fixture
def figures(make_page: MakePage) -> Figures:
    return replace(
        make_page().now.region,
        persons=1_330_498,
        mean_distance_m=3_257.4,
        load=0.9646,
        capacities=838.5,
        persons_by_ferry_only=0,
        unplaced=0,
        median_distance_m=float("nan"),
    )


def rows(
    words: Words, now: Figures, before: Figures | None, *, is_estimated: bool = False
) -> dict[str, FigureRow]:
    found = figure_rows(words, now, before, 15_000, is_estimated=is_estimated)
    return {row.label: row for row in found}


def test_figures_are_written_as_each_language_does(figures: Figures) -> None:
    assert rows(DA, figures, figures)["Personer"].now == "1.330.498"
    assert rows(DA, figures, figures)["Belastning"].now == "96,5 %"
    assert rows(EN, figures, figures)["Load"].now == "96.5%"
    assert rows(DA, figures, figures)["Kapaciteter"].now == "838,5"


def test_a_difference_is_that_of_the_figures_as_printed(figures: Figures) -> None:
    now = replace(figures, mean_distance_m=3_293.6, load=0.9666)
    found = rows(DA, now, figures)
    mean, load = found["Gennemsnit til nærmeste"], found["Belastning"]
    assert (mean.before, mean.now, mean.change) == ("3,26 km", "3,29 km", "+0,03 km")
    assert (load.before, load.now, load.change) == ("96,5 %", "96,7 %", "+0,2 pct.point")


def test_worse_and_better_are_told_apart(figures: Figures) -> None:
    now = replace(figures, unplaced=12, mean_distance_m=3_000.0)
    found = rows(DA, now, figures)
    assert found["Uden plads"].tone == "worse"
    assert found["Uden plads"].is_alarm
    assert found["Gennemsnit til nærmeste"].tone == "better"
    assert found["Personer"].tone == "muted"


def test_a_figure_that_does_not_exist_is_a_dash_without_a_difference(figures: Figures) -> None:
    median = rows(DA, figures, figures)["Median til nærmeste"]
    assert (median.before, median.now, median.change) == ("–", "–", "")


def test_without_a_comparison_only_what_is_now_is_given(figures: Figures) -> None:
    row = rows(DA, figures, None)["Personer"]
    assert (row.before, row.now, row.change) == ("", "1.330.498", "")


def test_ferries_are_only_spoken_of_where_somebody_needs_one(figures: Figures) -> None:
    assert "Kun med færge" not in rows(DA, figures, figures)
    assert "Kun med færge" in rows(DA, figures, replace(figures, persons_by_ferry_only=3))


def test_what_rests_on_estimated_distances_is_marked_and_nothing_else(figures: Figures) -> None:
    found = rows(DA, figures, figures, is_estimated=True)
    marked = {label for label in found if label.startswith("≈")}
    assert "≈ Over 15 km" in marked
    assert "≈ Uden to åbne valg" in marked
    assert {"Personer", "Kapaciteter", "Belastning"} <= found.keys() - marked


def test_persons_add_up_on_the_page(make_page: MakePage) -> None:
    now = make_page().now.region
    found = rows(DA, now, None)
    parts = ("Tilmeldte", "Uden plads", "Ikke tilmeldte")
    assert sum(int(found[part].now) for part in parts) == int(found["Personer"].now)
