"""What works before anything is compiled gives the very numbers of what is compiled."""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from models.allocation import stand_ins
from models.allocation.distances import Distances
from models.allocation.drag import Drag
from models.allocation.evaluator import Evaluator
from models.allocation.nearest import squares_at
from models.allocation.state import State, baseline_state
from models.domain.errors import EditRefusedError
from models.domain.place import Place
from models.domain.rules import DEFAULT_PACK_ID, shipped_rule_packs
from models.kernels.kernel import Kernel, use_compiled, use_plain
from models.network.route import find_route
from models.scenario.apply import apply_edit
from tests.compare import assert_same_result
from tests.models.scenario.test_edits import random_edit
from tests.towns import make_region, random_place

RULES = next(pack for pack in shipped_rule_packs() if pack.id == DEFAULT_PACK_ID)


@contextmanager
def plain() -> Iterator[None]:
    use_plain()
    try:
        yield
    finally:
        use_compiled()


def edited(distances: Distances, state: State, seed: int) -> list[State]:
    """Return the states that a few random edits lead through."""
    rng, states = np.random.default_rng(seed), [state]
    for _ in range(4):
        try:
            states.append(apply_edit(distances, states[-1], random_edit(rng, states[-1])).state)
        except EditRefusedError:
            continue
    return states


@settings(max_examples=25)
@given(st.integers(0, 2**32 - 1))
def test_edits_come_out_the_same_before_anything_is_compiled(seed: int) -> None:
    region = make_region(seed)
    start = baseline_state(region, RULES)
    there = edited(Distances(region), start, seed)
    region.derived.clear()
    with plain():
        distances = Distances(region)
        here = edited(distances, start, seed)
        evaluator = Evaluator(distances, start)
        plain_results = [evaluator.update(state) for state in [*here, *reversed(here)]]
    region.derived.clear()
    evaluator = Evaluator(Distances(region), start)
    for result, state in zip(plain_results, [*there, *reversed(there)], strict=True):
        assert_same_result(result, evaluator.update(state))


@settings(max_examples=25)
@given(st.integers(0, 2**32 - 1))
def test_a_drag_comes_out_the_same_and_may_change_over_in_the_middle(seed: int) -> None:
    region = make_region(seed)
    rng = np.random.default_rng(seed)
    start = baseline_state(region, RULES)
    number = str(rng.choice(sorted(start.practices)))
    places = [random_place(rng, 5, 4) for _ in range(4)]
    compiled = Drag(Evaluator(Distances(region), start), number)
    expected = [compiled.to(place) for place in places]
    region.derived.clear()
    with plain():
        drag = Drag(Evaluator(Distances(region), start), number)
        found = [drag.to(place) for place in places[:2]]
    found += [drag.to(place) for place in places[2:]]
    for result, other in zip(found, expected, strict=True):
        assert_same_result(result, other)


def test_ways_and_distances_between_practices_come_out_the_same() -> None:
    region = make_region(7)
    practices = list(region.practices)

    def asked() -> object:
        region.derived.clear()
        distances = Distances(region)
        joints = [distances.joints(practice)[0] for practice in practices[:2]]
        return distances.between(practices[0], practices), find_route(region.network, *joints)

    with plain():
        found = asked()
    assert repr(found) == repr(asked())  # the very types: a NumPy number is no number to JSON


def test_squares_at_all_nodes_are_the_same_squares_in_any_order() -> None:
    region = make_region(3)
    ground = Distances(region).ground
    seen = np.zeros(region.network.n_edges, dtype=np.bool_)
    nodes = np.arange(region.network.n_nodes, dtype=np.int32)
    edges = np.zeros(0, dtype=np.int32)
    found = stand_ins.squares_at_in_order(ground.hanging, nodes, edges, seen)
    assert sorted(found) == sorted(squares_at(ground.hanging, nodes, edges, seen))
    assert not seen.any()


def test_every_stand_in_is_used_while_nothing_is_compiled() -> None:
    replaced = [kernel for kernel in Kernel.every if kernel.plain is not kernel.function]
    assert len(replaced) >= 13
    with plain():
        assert not Kernel.is_compiled
    assert Kernel.is_compiled


def test_places_in_the_water_are_no_place_for_a_practice_either_way() -> None:
    region = make_region(5)
    far = Place(0.0, 0.0)
    with plain():
        found = Distances(region).index.join(far, 5_000)
    assert found == Distances(region).index.join(far, 5_000)
