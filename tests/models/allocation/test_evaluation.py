import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.allocation.distances import Distances
from models.allocation.drag import Drag
from models.allocation.evaluator import Evaluator, evaluate
from models.allocation.nearest import NearestField
from models.allocation.result import NO_WAY, Result
from models.allocation.state import baseline_state
from models.domain.practice import Form
from models.domain.rules import DEFAULT_PACK_ID, Measure, RulePack, shipped_rule_packs
from models.kernels.kernel import use_compiled, use_plain
from models.network.network import FERRY_COST
from models.scenario.apply import apply_edit
from models.scenario.edits import OpenPractice
from tests.compare import assert_same_result
from tests.oracle.evaluation import FAR, SlowTwin
from tests.towns import make_region, make_rules, random_place

RULES = next(pack for pack in shipped_rule_packs() if pack.id == DEFAULT_PACK_ID)
seeds = st.integers(0, 2**32 - 1)


def rules_for(seed: int) -> RulePack:
    """Return the usual rules in two cases of five, else any."""
    return RULES if seed % 5 < 2 else make_rules(seed)


def judged(seed: int):
    region = make_region(seed)
    state = baseline_state(region, rules_for(seed))
    return region, state, evaluate(region, state), SlowTwin(region)


@given(seeds)
def test_nearest_practice_is_the_one_a_look_at_all_of_them_finds(seed: int) -> None:
    region, state, result, twin = judged(seed)
    for square in range(len(region.squares)):
        cost, number = twin.nearest(state, square)
        if number is None:
            assert result.distance_dm[square] == NO_WAY
            assert result.nearest[square] == -1
        else:
            assert result.distance_dm[square] == cost % FERRY_COST
            assert result.by_ferry[square] == (cost >= FERRY_COST)
            assert result.roster[result.nearest[square]] == number


@given(seeds)
def test_choices_count_open_practices_within_the_limit(seed: int) -> None:
    region, state, result, twin = judged(seed)
    expected = [twin.choices(state, square) for square in range(len(region.squares))]
    assert result.choices.tolist() == expected


@given(seeds)
def test_figures_add_up_from_single_squares(seed: int) -> None:
    region, state, result, twin = judged(seed)
    everywhere = np.zeros(len(region.squares))
    for area_of_square, area, figures in [
        *((region.squares.municipality, *row) for row in enumerate(result.municipalities)),
        *((region.coverage.of_square, *row) for row in enumerate(result.areas)),
        (everywhere, 0, result.region),
    ]:
        squares = np.flatnonzero(area_of_square == area).tolist()
        persons = {square: int(region.squares.persons[square]) for square in squares}
        ways = [(twin.nearest(state, square)[0], persons[square], square) for square in squares]
        known = [(cost % FERRY_COST, count) for cost, count, _ in ways if cost < FAR]
        joined = [row for row in ways if region.joints.edge[row[2]] >= 0]
        assert figures.persons == sum(persons.values())
        assert figures.persons_beyond_limit == sum(
            count for cost, count, square in joined if cost > twin.limit(state, square)
        )
        assert figures.persons_by_ferry_only == sum(
            count for cost, count, _ in ways if FERRY_COST <= cost < FAR
        )
        assert figures.persons_not_joined == figures.persons - sum(c for _, c, _ in joined)
        assert figures.persons_without_choice == sum(
            count for _, count, square in joined if twin.choices(state, square) == 0
        )
        assert figures.persons_with_one_choice == sum(
            count for _, count, square in joined if twin.choices(state, square) == 1
        )
        assert figures.persons_short_of_choice == sum(
            count
            for _, count, square in joined
            if twin.choices(state, square) < state.rules.choices_needed
        )
        total = sum(count for _, count in known)
        if total:
            mean = sum(cost * count for cost, count in known) / total / 10
            assert figures.mean_distance_m == pytest.approx(mean)
            assert figures.median_distance_m == twin.quantile(known, 5) / 10
            assert figures.p90_distance_m == twin.quantile(known, 9) / 10
            assert figures.max_distance_m == max(cost for cost, count in known if count) / 10
        else:
            assert math.isnan(figures.mean_distance_m)


@given(seeds)
def test_own_distances_follow_the_list(seed: int) -> None:
    _region, state, result, twin = judged(seed)
    for number, practice in state.practices.items():
        listed = state.lists[number]
        ways = [
            (twin.cost(state, square, practice), persons)
            for square, persons in zip(
                listed.squares.tolist(), listed.persons.tolist(), strict=True
            )
        ]
        known = [(cost % FERRY_COST, persons) for cost, persons in ways if cost < FAR]
        figures = result.practices[number]
        if known:
            mean = sum(cost * persons for cost, persons in known) / sum(p for _, p in known) / 10
            assert figures.mean_own_distance_m == pytest.approx(mean)
            assert figures.p90_own_distance_m == twin.quantile(known, 9) / 10


@given(seeds)
def test_persons_are_listed_unplaced_or_unlisted(seed: int) -> None:
    _, _, result, _ = judged(seed)
    for figures in [*result.municipalities, result.region]:
        assert figures.unlisted >= 0
        assert figures.listed + figures.unplaced + figures.unlisted == figures.persons


@given(seeds, st.lists(seeds, min_size=1, max_size=4))
def test_every_place_of_a_drag_equals_the_full_evaluation_there(
    seed: int, places: list[int]
) -> None:
    region = make_region(seed)
    state = baseline_state(region, rules_for(seed))
    evaluator = Evaluator(Distances(region), state)
    number = sorted(state.practices)[seed % len(state.practices)]
    before = evaluator.result
    drag = Drag(evaluator, number)
    for place_seed in places:
        place = random_place(np.random.default_rng(place_seed), 5, 4)
        dragged = drag.to(place)
        assert_same_result(dragged, evaluate(region, dragged.state), without_own_of=number)
    assert_same_result(evaluator.update(state), before)


def test_a_result_is_a_snapshot_that_later_updates_leave_alone() -> None:
    region = make_region(7)
    state = baseline_state(region, RULES)
    evaluator = Evaluator(Distances(region), state)
    before: Result = evaluator.result
    choices, distances = before.choices.copy(), before.distance_dm.copy()
    gone = sorted(state.practices)[0]
    practices = {number: p for number, p in state.practices.items() if number != gone}
    lists = {number: x for number, x in state.lists.items() if number != gone}
    evaluator.update(type(state)(practices, lists, state.unplaced, state.rules))
    assert np.array_equal(before.choices, choices)
    assert np.array_equal(before.distance_dm, distances)
    assert gone in before.practices


@given(seeds)
def test_labels_filled_at_once_are_those_of_practices_coming_one_by_one(seed: int) -> None:
    region = make_region(seed)
    distances = Distances(region)
    rank = np.arange(len(region.practices), dtype=np.int32)[::-1].copy()
    joints = [
        (at, joint)
        for at, practice in enumerate(region.practices)
        for joint in distances.joints(practice)
    ]
    at_once = NearestField(distances.ground, distances.workspace)
    at_once.insert(joints, rank)
    one_by_one = NearestField(distances.ground, distances.workspace)
    for at in range(len(region.practices)):
        one_by_one.insert([(whose, joint) for whose, joint in joints if whose == at], rank)
    for filled, grown in zip(at_once.labels, one_by_one.labels, strict=True):
        assert np.array_equal(filled, grown)


@given(seeds, seeds)
def test_other_rules_give_what_a_full_evaluation_by_them_gives(seed: int, other: int) -> None:
    region = make_region(seed)
    state = baseline_state(region, RULES)
    evaluator = Evaluator(Distances(region), state)
    for rules in (make_rules(seed), make_rules(other), RULES):
        judged_anew = replace(state, rules=rules)
        assert_same_result(evaluator.update(judged_anew), evaluate(region, judged_anew))


@given(seeds)
def test_uncompiled_lines_are_those_of_the_compiled_kernels(seed: int) -> None:
    region = make_region(seed)
    state = baseline_state(region, replace(RULES, measure=Measure.STRAIGHT_LINE))
    compiled = evaluate(region, state)
    use_plain()
    try:
        assert_same_result(evaluate(region, state), compiled)
    finally:
        use_compiled()


@given(seeds)
def test_practices_by_municipality_are_all_of_them_once(seed: int) -> None:
    region = make_region(seed)
    table = evaluate(region, baseline_state(region, RULES)).practices
    here = [table.numbers_in(at) for at in range(-1, len(region.municipalities))]
    assert sorted(number for numbers in here for number in numbers) == sorted(table)
    for at, numbers in enumerate(here, start=-1):
        assert all(table.municipality_of(number) == at for number in numbers)


def test_an_older_result_knows_nothing_of_a_practice_opened_after_it() -> None:
    region = make_region(3)
    state, distances = baseline_state(region, RULES), Distances(region)
    evaluator = Evaluator(distances, state)
    before = evaluator.result
    edit = OpenPractice("NY1", "Ny", region.practices[0].place, Form.SOLO, 1.0)
    after = evaluator.update(apply_edit(distances, state, edit).state)
    assert after.practices["NY1"].provider_number == "NY1"
    assert "NY1" not in before.practices
    assert before.practices.get("NY1") is None
