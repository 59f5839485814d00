"""Pages of a small invented region, before and after a practice has closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from app.presentation import practice_marks
from models.allocation.distances import Distances
from models.allocation.evaluator import Evaluator
from models.allocation.region import Region
from models.allocation.result import Result
from models.allocation.state import baseline_state
from models.domain.place import Place
from models.domain.rules import DEFAULT_PACK_ID, shipped_rule_packs
from models.geography.areas import TownLabel
from models.scenario.edits import ClosePractice
from models.scenario.history import History
from tests.towns import E0, N0, make_region
from widgets.map.marks import FlowLine
from widgets.map.scene import scene_of
from widgets.painting.camera import Extent
from widgets.paper.fonts import load_paper_fonts
from widgets.paper.page import MapPage, Sources

TOWNS = (
    TownLabel("Ærøby", Place(E0 + 3_000, N0 + 4_000), 40_000),
    TownLabel("Østerå", Place(E0 + 8_000, N0 + 6_000), 30_000),
)
QUARTER = Extent(E0, N0, E0 + 4_000, N0 + 3_000)

MakePage = Callable[..., MapPage]


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> str:
    """The fonts of printed pages, registered."""
    return load_paper_fonts()


@pytest.fixture
def make_page() -> MakePage:
    """Give a function that makes a page; anything of it can be set by name."""

    def make(**changes: Any) -> MapPage:
        return replace(_page(), **changes)

    return make


@cache
def _page() -> MapPage:
    region = replace(make_region(11), towns=TOWNS)
    before, now = _results(region)
    marks = practice_marks(now, before)
    gone = next(mark for mark in marks if mark.is_gone)
    target = next(mark for mark in marks if not mark.is_gone)
    return MapPage(
        scene=scene_of(region),
        now=now,
        before=before,
        title="",
        scenario="Ærøby nedlagt",
        compared_with="I dag",
        extent=scene_of(region).extent,
        marks=tuple(marks),
        flows=(FlowLine(Place(gone.e, gone.n), Place(target.e, target.n), 20),),
        sources=Sources(("Kommuner 2021", "Register"), "Vejnettet 2023", "2026-10-01"),
        program="Praksiskort 1.2.3",
        date="2026-11-22",
    )


def _results(region: Region) -> tuple[Result, Result]:
    rules = next(pack for pack in shipped_rule_packs() if pack.id == DEFAULT_PACK_ID)
    distances = Distances(region)
    baseline = baseline_state(region, rules)
    evaluator = Evaluator(distances, baseline)
    before = evaluator.result
    history = History(distances, baseline)
    largest = max(baseline.lists, key=lambda number: baseline.lists[number].total)
    history.make(ClosePractice(largest, "distribute"))
    return before, evaluator.update(history.state)
