"""How much work things take, counted, not timed: the same on every machine."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.start import LEASE_TICK_MS
from models.allocation.distances import Distances
from models.allocation.drag import Drag
from models.allocation.evaluator import Evaluator
from models.allocation.nearest import squares_at
from models.allocation.region import Region
from models.allocation.state import State, baseline_state
from models.domain.place import Place
from models.domain.practice import Intake
from models.domain.rules import shipped_rule_packs
from models.storage.lease import RENEW_S
from tests.towns import BLOCK_M, E0, N0, make_region

RULES = shipped_rule_packs()[0]
SMALL, LARGE = 30, 60
"""Sides of the two maps in blocks; the larger has four times as much of everything."""


def town(side: int) -> Region:
    """Return a town with as much on every square kilometre whatever its side."""
    share = (side / LARGE) ** 2
    return make_region(
        7, columns=side, rows=side, n_squares=int(5000 * share), n_practices=int(80 * share)
    )


def evaluated(region: Region) -> Evaluator:
    """Return an evaluator of the town, every practice open."""
    state = baseline_state(region, RULES)
    practices = {
        number: replace(practice, intake=Intake.OPEN, vacant=0.0)
        for number, practice in state.practices.items()
    }
    return Evaluator(Distances(region), State(practices, state.lists, state.unplaced, RULES))


@pytest.fixture(scope="module")
def small() -> Evaluator:
    return evaluated(town(SMALL))


@pytest.fixture(scope="module")
def large() -> Evaluator:
    return evaluated(town(LARGE))


def mean_settled(evaluator: Evaluator) -> float:
    """Return the nodes that a drag of a practice by some blocks settles, over all practices."""
    settled = []
    for number, practice in evaluator.result.state.practices.items():
        drag = Drag(evaluator, number)
        for blocks in (0, 1, 2):
            place = practice.place
            drag.to(Place(place.e + 0.4 * blocks * BLOCK_M, place.n))
            settled.append(drag.n_settled)
    return float(np.mean(settled))


def test_a_drag_settles_no_more_nodes_when_the_map_around_grows(
    small: Evaluator, large: Evaluator
) -> None:
    in_small, in_large = mean_settled(small), mean_settled(large)
    n_nodes = large.distances.ground.network.n_nodes
    assert in_large < 1.5 * in_small
    assert in_large < n_nodes / 20


def test_a_drag_touches_only_squares_it_wins_or_is_a_choice_for(large: Evaluator) -> None:
    state = large.result.state
    middle = Place(E0 + LARGE * BLOCK_M / 2, N0 + LARGE * BLOCK_M / 2)
    number = min(
        state.practices,
        key=lambda n: (
            abs(state.practices[n].place.e - middle.e) + abs(state.practices[n].place.n - middle.n)
        ),
    )
    drag = Drag(large, number)
    there = drag.to(state.practices[number].place)
    away = drag.to(
        Place(state.practices[number].place.e + BLOCK_M, state.practices[number].place.n)
    )
    changed = (there.distance_dm != away.distance_dm) | (there.choices != away.choices)
    assert 0 < changed.sum() < len(changed) / 10


def test_squares_are_looked_up_only_at_edges_that_carry_any(large: Evaluator) -> None:
    hanging = large.distances.ground.hanging
    carrying = set(hanging.on_edge[hanging.on_edge >= 0].tolist())
    assert set(hanging.edge.tolist()) == carrying
    assert len(hanging.edge) == 2 * len(carrying)


def test_marks_of_a_look_up_are_wiped_again(large: Evaluator) -> None:
    work, hanging = large.distances.workspace, large.distances.ground.hanging
    nodes = np.arange(large.distances.ground.network.n_nodes, dtype=np.int32)
    found = squares_at(hanging, np.tile(nodes, 2), hanging.on_edge[:0], work.seen)
    assert len(found) == len(set(found.tolist())) == len(hanging.square)
    assert not work.seen.any()


def test_removing_a_practice_bares_only_where_it_was_among_the_two_nearest(
    large: Evaluator,
) -> None:
    state = large.result.state
    number = next(iter(state.practices))
    at = large.roster.position[number]
    labels = large.field.labels
    carried = int(((labels.practice1 == at) | (labels.practice2 == at)).sum())
    bare = large.field.remove(at, large.roster.rank)
    try:
        assert len(bare) == carried
        assert carried < len(labels.practice1) / 4
    finally:
        joints = [(at, joint) for joint in large.distances.joints(state.practices[number])]
        large.field.insert(joints, large.roster.rank)


def test_the_window_renews_its_lease_as_often_as_the_file_asks() -> None:
    assert LEASE_TICK_MS == RENEW_S * 1000
