"""Access scores: by hand, by plain loops, and by the library made for them."""

import importlib.util
import warnings
from dataclasses import replace
from importlib.metadata import EntryPoint

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.allocation.distances import Distances
from models.allocation.evaluator import evaluate
from models.allocation.region import Region
from models.allocation.state import baseline_state
from models.domain.rules import RulePack
from models.plugins.access.scores import (
    ZONE_WEIGHTS,
    enhanced_two_step,
    patients_per_capacity,
    two_step,
)
from models.plugins.indicator import Grounds, mean_by_area, values_of
from models.plugins.registry import GROUP, PluginError, discover
from tests.oracle.evaluation import SlowTwin
from tests.small_town import RULES, small_town
from tests.towns import make_region

TOWN = small_town()
seeds = st.integers(0, 2**32 - 1)


def grounds(region: Region = TOWN, rules: RulePack = RULES) -> Grounds:
    return Grounds(region, evaluate(region, baseline_state(region, rules)), Distances(region))


# A (2 capacities, km 2) is within 15 km of q1 to q5, B (1 occupied, km 16) of all six
FOR_A = 800 + 1_000 + 200 + 600 + 400
FOR_B = FOR_A + 1_000


def test_two_step_of_the_small_town_is_what_the_paper_says() -> None:
    a, b = 10_000 * 2 / FOR_A, 10_000 * 1 / FOR_B
    assert two_step(grounds()) == pytest.approx([a + b] * 5 + [b])


def test_enhanced_two_step_counts_those_farther_off_for_less() -> None:
    # thirds of 15 km; q4 is 10 km from A: still the middle third
    near, middle, far = ZONE_WEIGHTS
    for_a = near * (800 + 1_000 + 200) + middle * 600 + far * 400
    for_b = far * (800 + 1_000 + 200) + near * (600 + 400 + 1_000)
    a, b = 10_000 * 2 / for_a, 10_000 * 1 / for_b
    west = near * a + far * b
    expected = [west, west, west, middle * a + near * b, far * a + near * b, near * b]
    assert enhanced_two_step(grounds()) == pytest.approx(expected)


def test_practices_are_added_up_in_the_order_of_their_numbers() -> None:
    usual = grounds()
    turned = dict(reversed(usual.result.state.practices.items()))
    result = replace(usual.result, state=replace(usual.result.state, practices=turned))
    numbers = Grounds(TOWN, result, usual.distances).reach.numbers
    assert numbers == ("000001", "000002")


def test_patients_per_capacity_is_over_the_practices_within_reach() -> None:
    both, b = (1_900 + 1_700) / 3, 1_700 / 1
    assert patients_per_capacity(grounds()) == pytest.approx([both] * 5 + [b])


def test_an_areas_score_is_the_mean_of_its_residents() -> None:
    a, b = 10_000 * 2 / FOR_A, 10_000 * 1 / FOR_B
    means = mean_by_area(two_step(grounds()), TOWN)
    assert means == pytest.approx([a + b, b + a * 1_000 / 2_000])


def test_who_reaches_nobody_has_nothing_and_no_area_mean() -> None:
    near = replace(RULES, limit_m=1_000)
    assert two_step(grounds(rules=near)).tolist()[3] == 0
    crowded = patients_per_capacity(grounds(rules=near))
    assert np.isnan(crowded[3])
    means = mean_by_area(np.array([np.nan] * 3 + [1.0, np.nan, 3.0]), TOWN)
    assert np.isnan(means[0])
    assert means[1] == pytest.approx((600 * 1 + 1_000 * 3) / 1_600)


def test_capacities_are_all_given_out_to_the_people_who_reach_them() -> None:
    persons = TOWN.squares.persons
    for score in (two_step, enhanced_two_step):
        assert (score(grounds()) * persons).sum() / 10_000 == pytest.approx(3)


@given(seeds)
def test_scores_equal_plain_loops(seed: int) -> None:
    region = make_region(seed)
    state, twin = baseline_state(region, RULES), SlowTwin(region)
    squares = range(len(region.squares))
    doctors = [p for p in state.practices.values() if p.has_doctor]
    weights = {}
    for practice in doctors:
        for square in squares:
            cost, limit = twin.cost(state, square, practice), twin.limit(state, square)
            if cost <= limit:
                third = 0 if cost * 3 <= limit else 1 if cost * 3 <= 2 * limit else 2
                weights[practice.provider_number, square] = (1.0, ZONE_WEIGHTS[third])
    for at, score in enumerate((two_step, enhanced_two_step)):
        expected = []
        for square in squares:
            total = 0.0
            for practice in doctors:
                number = practice.provider_number
                if (number, square) in weights:
                    demand = sum(
                        weights[number, other][at] * int(region.squares.persons[other])
                        for other in squares
                        if (number, other) in weights
                    )
                    if demand:
                        supply = practice.capacities - practice.vacant
                        total += weights[number, square][at] * supply / demand
            expected.append(10_000 * total)
        assert score(grounds(region)) == pytest.approx(expected)


@pytest.mark.skipif(importlib.util.find_spec("access") is None, reason="PySAL access not there")
def test_scores_equal_those_of_pysal() -> None:
    region = make_region(21)
    ground = grounds(region)
    table = ground.reach
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the library and what it imports
        ours = two_step(ground), enhanced_two_step(ground)
        theirs = by_library(ground)
    reached = np.unique(table.square)
    assert len(reached) > 10
    for mine, other in zip(ours, theirs, strict=True):
        assert mine[reached] == pytest.approx(10_000 * other[reached])


def by_library(ground: Grounds) -> tuple[np.ndarray, np.ndarray]:
    """Return 2SFCA and E2SFCA as the library works them out."""
    import pandas as pd
    from access import Access, weights

    table, squares = ground.reach, ground.region.squares
    practices = ground.result.state.practices
    supply = [practices[n].capacities - practices[n].vacant for n in table.numbers]
    limit = int(table.limit_dm.max())
    frames = Access(
        demand_df=pd.DataFrame({"id": range(len(squares)), "persons": squares.persons}),
        demand_index="id",
        demand_value="persons",
        supply_df=pd.DataFrame({"id": range(len(supply)), "capacities": supply}),
        supply_index="id",
        supply_value="capacities",
        cost_df=pd.DataFrame(
            {"origin": table.square, "dest": table.practice, "cost": table.cost_dm}
        ),
        cost_origin="origin",
        cost_dest="dest",
        cost_name="cost",
    )
    zones = dict(zip((limit / 3, 2 * limit / 3, limit), ZONE_WEIGHTS, strict=True))
    plain = frames.two_stage_fca(name="plain", max_cost=limit)
    graded = frames.enhanced_two_stage_fca(name="graded", weight_fn=weights.step_fn(zones))
    both = plain.join(graded).reindex(range(len(squares)))
    return both["plain_capacities"].to_numpy(), both["graded_capacities"].to_numpy()


def test_an_indicator_that_returns_something_else_is_named() -> None:
    own = EntryPoint("access", "models.plugins.access:plugin.json", GROUP)
    indicator = discover([own]).indicators["praksiskort.access.two_step"]
    assert values_of(indicator, grounds()) == pytest.approx(two_step(grounds()))
    wrong = replace(indicator, run="builtins:str")
    with pytest.raises(PluginError) as refused:
        values_of(wrong, grounds())
    assert "expected an array of 6 numbers" in refused.value.text.en
