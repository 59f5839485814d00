"""Indicators of plug-ins in the window: a colour of the squares, means of areas, a broken one."""

from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path

import numpy as np
import pytest

import app.controllers.indicators as indicators_module
from app.start import Program, Window
from models.domain.quality import QualityReport
from models.plugins.registry import GROUP, Plugins, discover
from models.scenario.edits import SetCapacity
from models.storage.project import ProjectFile
from tests.small_town import RULES, small_town
from widgets.painting.palettes import WITHOUT_VALUE, indicator_classes
from widgets.panels.threatened import ThreatenedPage

TWO_STEP = "praksiskort.access.two_step"
OWN = EntryPoint("access", "models.plugins.access:plugin.json", GROUP)


@pytest.fixture
def project_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "vejby.praksis"
    ProjectFile.create(path, small_town(), QualityReport(), [RULES]).close()
    monkeypatch.setattr(indicators_module, "discover", lambda: discover([OWN]))
    return path


@pytest.fixture
def window(program: Program) -> Window:
    assert program.window is not None
    return program.window


def settled(program: Program, qtbot) -> None:
    qtbot.waitUntil(lambda: not program.jobs.is_busy, timeout=30_000)


def choose(program: Program, qtbot, mode: str) -> None:
    assert program.window is not None
    modes = program.window.frame.layers.modes
    modes.setCurrentIndex(modes.findData(mode))
    modes.activated.emit(modes.currentIndex())
    settled(program, qtbot)


def legend(window: Window) -> dict[str, int | None]:
    return {row.text: row.number for row in window.frame.map.legend[0].rows}


def test_the_squares_take_an_indicators_colours_and_the_legend_counts_them(
    program: Program, window, qtbot
) -> None:
    choose(program, qtbot, TWO_STEP)
    assert window.desk.mode == "indicator"
    # 10,000·(2/3,000 + 1/4,000) = 9.2 for q1 to q5, 2.5 for q6
    assert window.frame.map.legend[0].title.startswith("Kapaciteter pr. 10.000")
    assert legend(window) == {
        "Under 2,0": 0,
        "2,0 – 4,0": 1_000,
        "4,0 – 5,0": 0,
        "5,0 – 6,0": 0,
        "6,0 – 8,0": 0,
        "8,0 og derover": 3_000,
        "Ingen at nå": 0,
    }


def test_an_edit_is_followed_and_another_mode_ends_it(program: Program, window, qtbot) -> None:
    choose(program, qtbot, TWO_STEP)
    window.desk.make(SetCapacity("000001", 1.0, 0.0))
    settled(program, qtbot)
    assert legend(window)["5,0 – 6,0"] == 3_000  # 10,000·(1/3,000 + 1/4,000) = 5.8
    choose(program, qtbot, "distance")
    assert window.desk.indicator is None
    window.desk.undo()
    settled(program, qtbot)
    assert window.desk.mode == "distance"


def test_another_language_shows_the_same_indicator_in_its_words(
    program: Program, window, qtbot
) -> None:
    choose(program, qtbot, TWO_STEP)
    program.change_settings(replace(program.settings, language="en"))
    qtbot.waitUntil(lambda: program.window is not None and program.window is not window)
    settled(program, qtbot)
    assert program.window is not None
    assert program.window.frame.map.legend[0].title.startswith("Capacities per")
    assert program.window.frame.layers.modes.currentData() == TWO_STEP


def test_every_indicators_mean_stands_on_the_page_of_an_area(
    program: Program, window, qtbot
) -> None:
    window.frame.actions_["threatened"].trigger()
    settled(program, qtbot)
    page = window.frame.right.page
    assert isinstance(page, ThreatenedPage)
    told = {title.text(): figure.text for title, figure in page.why.access}
    # Øst: 1,000 of 2,000 with 9.2, the others with 2.5
    assert told["Kapaciteter pr. 10.000, 2SFCA"] == "5,8"
    assert told["Tilmeldte pr. kapacitet nær"] == "1.450"


def test_a_plugin_that_fails_is_told_and_the_map_stays_as_it_was(
    program: Program, window, qtbot, monkeypatch
) -> None:
    known = discover([OWN])
    broken = replace(known.manifests[0].contributions[0], run="nowhere.at:all")
    manifest = replace(known.manifests[0], contributions=(broken,))
    controller = next(
        part for part in window.controllers if isinstance(part, indicators_module.Indicators)
    )
    controller._on_discovered(Plugins((manifest,), ()))
    told: list[str] = []
    window.desk.noted.connect(told.append)
    choose(program, qtbot, TWO_STEP)
    assert "kan ikke bruges" in told[-1]
    assert window.desk.mode == "distance"
    assert window.frame.layers.modes.currentData() == "distance"


def test_the_worst_class_comes_first_whichever_end_is_good() -> None:
    values, breaks = np.array([0.5, 1.0, 9.0, np.nan]), (1.0, 2.0, 3.0, 4.0, 5.0)
    high = indicator_classes(values, breaks, is_high_good=True)
    low = indicator_classes(values, breaks, is_high_good=False)
    assert high.tolist() == [0, 1, 5, WITHOUT_VALUE]
    assert low.tolist() == [5, 4, 0, WITHOUT_VALUE]
