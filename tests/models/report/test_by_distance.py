"""Persons by distance are those that plain loops find, and everybody is counted once."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from models.allocation.distances import Distances
from models.allocation.drag import Drag
from models.allocation.evaluator import Evaluator, evaluate
from models.allocation.region import Region
from models.allocation.result import Result
from models.allocation.state import baseline_state
from models.domain.errors import EditRefusedError
from models.report.by_distance import LONGEST_M, STEP_M, ByDistance, DistanceCount, limits_of
from models.scenario.apply import apply_edit
from tests.models.scenario.test_edits import random_edit
from tests.small_town import RULES, small_town
from tests.towns import make_region, make_rules, random_place


def counted_by_loop(region: Region, result: Result, at: int | None, metres: int) -> list[int]:
    """Return persons within, all by road, by ferry, without a way, not joined: one by one."""
    within = by_road = by_ferry = no_way = not_joined = 0
    for square, persons in enumerate(region.squares.persons.tolist()):
        if at is not None and region.squares.municipality[square] != at:
            continue
        if region.joints.edge[square] < 0:
            not_joined += persons
        elif result.distance_dm[square] < 0:
            no_way += persons
        elif result.by_ferry[square]:
            by_ferry += persons
        else:
            by_road += persons
            within += persons * (result.distance_dm[square] / 10 <= metres)
    return [within, by_road, by_ferry, no_way, not_joined]


def said(counted: ByDistance, metres: int) -> list[int]:
    return [counted.within_m(metres), *counted[2:]]


@settings(max_examples=15)
@given(st.integers(0, 2**32 - 1), st.sampled_from([None, 0, 1]))
def test_persons_are_those_of_a_plain_loop_whatever_was_counted_first(seed, at) -> None:
    region, rules = make_region(seed), make_rules(seed)
    rng = np.random.default_rng(seed)
    state = baseline_state(region, rules)
    distances, today = Distances(region), evaluate(region, state)
    limits = limits_of(region, rules, at)
    count = DistanceCount(region, today, at, limits)
    results = [today]
    for _ in range(3):
        try:
            state = apply_edit(distances, state, random_edit(rng, state)).state
        except EditRefusedError:
            continue
        results.append(evaluate(region, state))
    asked = [*limits, 0, STEP_M, 5_000, STEP_M * int(rng.integers(1, 400)), LONGEST_M]
    for result in results:
        counted = count.of(result)
        for metres in asked:
            assert said(counted, metres) == counted_by_loop(region, result, at, metres)
        inside = np.ones(len(region.squares)) if at is None else region.squares.municipality == at
        assert counted.persons == int(region.squares.persons[inside.astype(bool)].sum())


@settings(max_examples=15)
@given(st.integers(0, 2**32 - 1))
def test_a_drag_is_counted_by_what_differs(seed) -> None:
    region, rules = make_region(seed), make_rules(seed)
    rng = np.random.default_rng(seed)
    state = baseline_state(region, rules)
    evaluator = Evaluator(Distances(region), state)
    count = DistanceCount(region, evaluator.result, None, ())
    drag = Drag(evaluator, str(rng.choice(sorted(state.practices))))
    for _ in range(5):
        result = drag.to(random_place(rng, 5, 4))
        assert said(count.of(result), 7_300) == counted_by_loop(region, result, None, 7_300)


@settings(max_examples=10)
@given(st.integers(0, 2**32 - 1), st.sampled_from([0, 1]))
def test_the_figures_of_an_area_say_the_same(seed, at) -> None:
    region, rules = make_region(seed), make_rules(seed)
    result = evaluate(region, baseline_state(region, rules))
    (limit_m,) = limits_of(region, rules, at)
    counted = DistanceCount(region, result, at, (limit_m,)).of(result)
    figures = result.municipalities[at]
    assert counted.persons == figures.persons
    assert counted.by_ferry == figures.persons_by_ferry_only
    assert counted.not_joined == figures.persons_not_joined
    nearer = counted.within_m(limit_m) + counted.not_joined
    assert counted.persons - nearer == figures.persons_beyond_limit


def test_vejby_is_counted_by_hand() -> None:
    """As in docs/manual/omraader.md: A at km 2, B at km 16, squares at 1, 2, 3, 12, 16, 20."""
    town = small_town()
    today = evaluate(town, baseline_state(town, RULES))
    counted = DistanceCount(town, today, None, limits_of(town, RULES, None)).of(today)
    within = [counted.within_m(metres) for metres in (0, 999, 1_000, 3_999, 4_000)]
    assert within == [1_400, 1_400, 2_400, 2_400, 4_000]
    assert counted.stops_m[:3].tolist() == [0, 100, 200]


def test_every_limit_in_force_is_told_from_the_round_distances() -> None:
    region, rules = make_region(3), make_rules(5)
    assert limits_of(region, rules, 0) == (rules.limit_in("M1"),)
    both = {rules.limit_in("M1"), rules.limit_in("M2")}
    assert limits_of(region, rules, None) == tuple(sorted(both))
