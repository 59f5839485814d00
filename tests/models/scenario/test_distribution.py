"""What holds of every distribution, in random towns and under random rules."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from models.allocation.distances import Distances
from models.allocation.redistribute import Assignment, assign_by_room
from models.allocation.region import Region
from models.allocation.state import State, baseline_state, without
from models.domain.practice import Intake
from models.domain.rules import Measure
from models.scenario.apply import apply_edit
from models.scenario.edits import ClosePractice
from tests.line_town import RULES
from tests.oracle.evaluation import SlowTwin
from tests.towns import make_region

seeds = st.integers(0, 2**32 - 1)
rules = st.builds(
    lambda measure, reach_m: replace(RULES, measure=measure, reach_m=reach_m),
    st.sampled_from(Measure),
    st.sampled_from([None, 5_000, 20_000]),
)
few = settings(max_examples=40, deadline=None)


def closed(seed: int, pack: object) -> tuple[Region, State, str, Assignment]:
    """Return a region, its state without a practice, that practice, and who was placed where."""
    region = make_region(seed)
    before = baseline_state(region, pack)  # type: ignore[arg-type]
    number = sorted(before.practices)[seed % len(before.practices)]
    rest = without(before, number)
    return region, rest, number, assign_by_room(Distances(region), rest, before.lists[number])


@few
@given(seeds, rules)
def test_nobody_is_placed_with_a_practice_that_was_closed_to_them_or_full(
    seed: int, pack: object
) -> None:
    region, rest, _, found = closed(seed, pack)
    twin = SlowTwin(region)
    took = np.bincount(found.candidate, found.persons, len(found.candidates))
    for practice, persons in zip(found.candidates, took.tolist(), strict=True):
        assert persons <= rest.room_of(practice)
    for at in np.flatnonzero(found.persons).tolist():
        square = int(found.homeless.squares[found.slot[at]])
        practice = found.candidates[found.candidate[at]]
        assert twin.is_open_to(rest, practice, square)
        assert twin.cost(rest, square, practice) <= twin.reach(rest, square)


@few
@given(seeds, rules)
def test_no_two_persons_would_both_gain_by_swapping_and_none_by_a_free_place(
    seed: int, pack: object
) -> None:
    _, _, _, found = closed(seed, pack)
    cost = np.full((len(found.left), len(found.candidates)), np.inf)
    cost[found.slot, found.candidate] = found.cost
    placed = [
        (int(found.slot[at]), int(found.candidate[at])) for at in np.flatnonzero(found.persons)
    ]
    for slot, own in placed:
        for other, theirs in placed:
            gains = cost[slot, theirs] < cost[slot, own] and cost[other, own] < cost[other, theirs]
            assert not gains
    free = found.room - np.bincount(found.candidate, found.persons, len(found.room))
    for candidate in np.flatnonzero(free > 0).tolist():
        for slot, own in placed:
            assert cost[slot, own] <= cost[slot, candidate]
        assert not np.isfinite(cost[found.left > 0, candidate]).any()


@few
@given(seeds, rules)
def test_the_order_of_practices_in_the_input_changes_nothing(seed: int, pack: object) -> None:
    region, _, number, _ = closed(seed, pack)
    shuffled = np.random.default_rng(seed).permutation(len(region.practices))
    practices = tuple(region.practices[at] for at in shuffled)
    lists = {p.provider_number: region.lists[p.provider_number] for p in practices}
    other = replace(region, practices=practices, lists=lists, derived={})
    edit = ClosePractice(number, "distribute")
    ours = apply_edit(Distances(region), baseline_state(region, pack), edit)  # type: ignore[arg-type]
    theirs = apply_edit(Distances(other), baseline_state(other, pack), edit)  # type: ignore[arg-type]
    assert ours.effects.flows == theirs.effects.flows
    for left, listed in ours.state.lists.items():
        assert np.array_equal(listed.persons, theirs.state.lists[left].persons)
        assert np.array_equal(listed.squares, theirs.state.lists[left].squares)
    assert np.array_equal(ours.state.unplaced.persons, theirs.state.unplaced.persons)


@few
@given(seeds, rules, st.integers(1, 80), st.booleans())
def test_opening_room_never_leaves_more_without_a_place(
    seed: int, pack: object, more: int, opens: bool
) -> None:
    region, rest, number, found = closed(seed, pack)
    rng = np.random.default_rng(seed)
    which = str(rng.choice(sorted(rest.practices)))
    practice = rest.practices[which]
    limit = practice.own_limit or rest.rules.norm_per_capacity
    wider = replace(practice, own_limit=limit + more, vacant=0.0)
    if opens:
        wider = replace(wider, intake=Intake.AUTOMATIC)
    roomier = replace(rest, practices={**rest.practices, which: wider})
    again = assign_by_room(Distances(region), roomier, found.homeless)
    assert (again.left <= found.left).all()
    assert number not in roomier.practices
