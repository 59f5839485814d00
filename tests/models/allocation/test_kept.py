"""A result and an engine from what was kept are those worked out from nothing, to the bit."""

from __future__ import annotations

import importlib.metadata
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.allocation import kept as kept_module
from models.allocation.distances import Distances
from models.allocation.drag import Drag
from models.allocation.evaluator import Evaluator, evaluate
from models.allocation.kept import Kept, code_key, differing, lay_ground, result_from, worked_out
from models.allocation.region import Region
from models.allocation.state import baseline_state
from models.domain.errors import EditRefusedError
from models.domain.rules import Measure, RulePack
from models.kernels.kernel import use_compiled, use_plain
from models.scenario.apply import apply_edit
from tests.compare import assert_same_result, assert_same_values
from tests.models.scenario.test_edits import random_edit
from tests.towns import make_region, make_rules, random_place

seeds = st.integers(0, 2**32 - 1)


def kept_town(seed: int) -> tuple[Region, RulePack, Kept]:
    """Return a region, rules that measure by road, and what is kept of both."""
    region, rules = make_region(seed), replace(make_rules(seed), measure=Measure.ROAD)
    kept = worked_out(region, rules)
    assert kept is not None
    return region, rules, kept


def engine_from(region: Region, rules: RulePack, kept: Kept) -> Evaluator:
    """Return an engine put together from what was kept, as a session does."""
    fresh = replace(region, derived={})
    lay_ground(fresh, kept.ground)
    state = result_from(fresh, rules, kept.result).state
    return Evaluator(Distances(fresh), state, (kept.result, kept.labels))


@settings(max_examples=25, deadline=None)
@given(seed=seeds)
def test_the_result_from_what_was_kept_is_the_one_from_nothing(seed: int) -> None:
    region, rules, kept = kept_town(seed)
    result = result_from(region, rules, kept.result)
    assert_same_result(result, evaluate(region, baseline_state(region, rules)))
    assert result.state.totals == baseline_state(region, rules).totals
    for at, figures in enumerate(result.areas):
        assert_same_values(result.areas[at], figures)


@settings(max_examples=10, deadline=None)
@given(seed=seeds)
def test_an_engine_from_what_was_kept_goes_on_like_one_from_nothing(seed: int) -> None:
    region, rules, kept = kept_town(seed)
    engine, rng = engine_from(region, rules, kept), np.random.default_rng(seed)
    state = engine.result.state
    other = Evaluator(Distances(region), state)
    assert_same_result(engine.result, other.result)
    for _ in range(6):
        number = str(rng.choice(sorted(state.practices)))
        place = random_place(rng, 5, 4)
        assert_same_result(Drag(engine, number).to(place), Drag(other, number).to(place), number)
        if rng.random() < 0.3:
            state = replace(state, rules=make_rules(int(rng.integers(1000))))
        try:
            state = apply_edit(other.distances, state, random_edit(rng, state)).state
        except EditRefusedError:
            continue
        assert_same_result(engine.update(state), other.update(state))
        if not state.practices:
            return


@settings(max_examples=10, deadline=None)
@given(seed=seeds)
def test_an_engine_is_put_together_the_same_before_anything_is_compiled(seed: int) -> None:
    region, rules, kept = kept_town(seed)
    number, place = region.practices[0].provider_number, region.practices[-1].place
    expected = Drag(engine_from(region, rules, kept), number).to(place)
    use_plain()
    try:
        found = Drag(engine_from(region, rules, kept), number).to(place)
    finally:
        use_compiled()
    assert_same_result(found, expected)


def test_what_is_kept_is_the_same_each_time_and_differs_where_the_region_does() -> None:
    region, rules, kept = kept_town(3)
    again = worked_out(region, rules)
    assert again is not None
    assert differing(again, kept) == []
    moved = replace(region.practices[0], place=region.practices[-1].place)
    other = worked_out(replace(region, practices=(moved, *region.practices[1:])), rules)
    assert other is not None
    assert "labels.addresses" in differing(other, kept)


def test_nothing_is_kept_of_straight_lines() -> None:
    assert worked_out(make_region(3), replace(make_rules(3), measure=Measure.STRAIGHT_LINE)) is None


def test_the_code_is_known_by_its_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = code_key()
    assert len(ours) == 16
    monkeypatch.setattr(kept_module, "_CODE", ("domain",))
    code_key.cache_clear()
    assert code_key() != ours
    monkeypatch.setattr(kept_module, "_CODE", ())
    monkeypatch.setattr(importlib.metadata, "version", lambda _: "9.9")
    code_key.cache_clear()
    assert len(code_key()) == 16  # a packed program has none: its version stands for them
    code_key.cache_clear()
