"""The map recolours what differs, and ends as if it had been coloured from nothing."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import MagicMock

import numpy as np
import pytest
from PySide6.QtCore import Signal

from app.controllers.map_screen import MapScreen
from app.desk import Desk
from models.allocation.distances import Distances
from models.allocation.drag import Drag
from models.allocation.evaluator import Evaluator
from models.allocation.state import baseline_state
from models.domain.place import Place
from models.domain.practice import Intake
from models.domain.rules import shipped_rule_packs
from tests.towns import BLOCK_M, make_region
from widgets.map.view import MapView
from widgets.painting.palettes import choice_classes, distance_classes, person_classes
from widgets.words import Words

RULES = shipped_rule_packs()[0]


class Painted:
    """A view that keeps the colours it is told, and counts those told anew."""

    def __init__(self) -> None:
        self.classes = np.zeros(0, dtype=np.uint8)
        self.n_told = 0
        self.view = MagicMock(spec=MapView)
        self.view.set_square_classes.side_effect = self._take_all
        self.view.update_squares.side_effect = self._take_some

    def _take_all(self, mode: str, classes: np.ndarray, *what_for: object) -> None:
        self.classes = classes.copy()

    def _take_some(self, indices: np.ndarray, classes: np.ndarray) -> None:
        assert (self.classes[indices] != classes).all()
        self.classes[indices] = classes
        self.n_told += len(indices)


@pytest.mark.parametrize("mode", ["distance", "choices", "persons"])
def test_after_a_drag_every_square_has_the_class_it_has_from_nothing(mode: str) -> None:
    region = make_region(5, columns=12, rows=12, n_squares=400, n_practices=12)
    state = baseline_state(region, RULES)
    practices = {
        number: replace(practice, intake=Intake.OPEN, vacant=0.0)
        for number, practice in state.practices.items()
    }
    evaluator = Evaluator(Distances(region), replace(state, practices=practices))
    session = MagicMock(region=region)
    desk = MagicMock(spec=Desk, mode=mode, session=session, indicator=None)
    for name, value in vars(Desk).items():  # a signal is a class's until the desk is made
        if isinstance(value, Signal):
            setattr(desk, name, MagicMock())
    painted = Painted()
    screen = MapScreen(desk, painted.view, MagicMock())
    number = next(iter(practices))
    start, drag = practices[number].place, Drag(evaluator, number)
    squares = region.squares
    for blocks in range(6):
        result = drag.to(Place(start.e + blocks * BLOCK_M, start.n))
        screen._on_result_changed(result)
        of_mode = {
            "distance": distance_classes(result.distance_dm, result.by_ferry, RULES.limit_m),
            "choices": choice_classes(result.choices),
            "persons": person_classes(squares.persons, squares.size_m),
        }
        assert np.array_equal(painted.classes, of_mode[mode])
    assert (painted.n_told > 0) == (mode != "persons")


def test_why_a_practice_stands_as_it_does_is_told_of_each_while_one_is_in_the_hand() -> None:
    region = make_region(5, columns=6, rows=6, n_squares=100, n_practices=4)
    evaluator = Evaluator(Distances(region), baseline_state(region, RULES))
    words = Words("da")
    desk = MagicMock(spec=Desk, mode="distance", session=MagicMock(region=region), indicator=None)
    for name, value in vars(Desk).items():
        if isinstance(value, Signal):
            setattr(desk, name, MagicMock())
    desk.words, desk.result = words, evaluator.result
    screen = MapScreen(desk, Painted().view, MagicMock())
    numbers = sorted(desk.result.state.practices)
    desk.drag = Drag(evaluator, numbers[0])
    headlines = [desk.result.practices.reason_of(number).headline for number in numbers]
    told = [words.of(headline) for headline in headlines]
    assert len(set(told)) > 1
    assert [screen._why_of(number) for number in numbers * 2] == told * 2
