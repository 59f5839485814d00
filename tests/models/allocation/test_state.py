"""A state counts its lists once, and one made of it only those that differ."""

from dataclasses import replace

import numpy as np
import pytest

from models.allocation.region import PatientList
from models.allocation.state import State, baseline_state
from models.domain.rules import shipped_rule_packs
from tests.towns import make_region


@pytest.fixture
def state() -> State:
    return baseline_state(make_region(7), shipped_rule_packs()[0])


def test_sizes_after_an_edit_are_those_counted_from_nothing(state: State) -> None:
    assert state.totals
    first, second, *_ = state.lists
    shorter = PatientList(state.lists[first].squares[1:], state.lists[first].persons[1:])
    lists = {number: listed for number, listed in state.lists.items() if number != second}
    later = replace(state, lists={**lists, first: shorter})
    counted = {number: listed.total for number, listed in later.lists.items()}
    assert later.totals == counted
    assert replace(later, lists=state.lists).totals == state.totals


def test_lists_that_are_the_same_are_not_counted_again(
    state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert state.totals
    asked: list[PatientList] = []
    monkeypatch.setattr(PatientList, "total", property(asked.append))
    other = PatientList(np.zeros(1, dtype=np.int32), np.ones(1, dtype=np.int32))
    later = replace(state, lists={**state.lists, next(iter(state.lists)): other})
    assert len(later.totals) == len(state.lists)
    assert asked == [other]
