"""A folded network costs what the whole one does, wherever it is searched from."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from models.kernels.kernel import use_compiled, use_plain
from models.network.fold import folded
from models.network.network import FERRY, Arcs, Network
from models.network.search import INFINITE, search_until
from tests.oracle.evaluation import costs_from, ways_out
from tests.towns import make_network

seeds = st.integers(0, 10_000)
needs = st.floats(0, 0.6)


def a_network(rng: np.random.Generator) -> Network:
    return make_network(rng, columns=7, rows=6)


def costs_to(into: Arcs, n_nodes: int, node: int) -> np.ndarray:
    """Return the cost from every node to one, INFINITE where there is no way."""
    cost = np.full(n_nodes, INFINITE, dtype=np.int32)
    reached, heap = np.empty(n_nodes, dtype=np.int32), np.empty(100_000, dtype=np.int64)
    nobody = np.zeros(n_nodes, dtype=np.bool_)
    seed, free = np.array([node], dtype=np.int32), np.zeros(1, dtype=np.int32)
    search_until(into, seed, free, nobody, 1, cost, reached, heap)
    return cost


@given(seeds, needs, st.booleans())
def test_costs_of_what_is_left_are_those_of_the_whole_network(
    seed: int, share: float, compiled: bool
) -> None:
    rng = np.random.default_rng(seed)
    network = a_network(rng)
    is_needed = rng.random(network.n_nodes) < share
    use_compiled() if compiled else use_plain()
    try:
        fold = folded(network, is_needed)
    finally:
        use_compiled()
    ways = ways_out(network)
    true = np.full((network.n_nodes, network.n_nodes), INFINITE)
    for home in range(network.n_nodes):
        for clinic, cost in costs_from(ways, home).items():
            true[home, clinic] = cost
    assert fold.is_left[is_needed].all()
    for clinic in range(network.n_nodes):
        found = costs_to(fold.into, network.n_nodes, clinic)
        assert np.array_equal(found[fold.is_left], true[fold.is_left, clinic])
        assert (found >= true[:, clinic]).all()


@given(seeds)
def test_arcs_out_are_the_arcs_in_seen_from_the_other_end(seed: int) -> None:
    rng = np.random.default_rng(seed)
    network = a_network(rng)
    fold = folded(network, rng.random(network.n_nodes) < 0.3)

    def pairs(arcs: Arcs) -> list[tuple[int, int, int]]:
        here = np.repeat(np.arange(network.n_nodes), np.diff(arcs.start))
        return list(zip(here.tolist(), arcs.node.tolist(), arcs.cost.tolist(), strict=True))

    assert sorted(pairs(fold.into)) == sorted((b, a, c) for a, b, c in pairs(fold.out))


def test_no_junction_left_leads_to_one_that_was_taken_out() -> None:
    rng = np.random.default_rng(3)
    network = a_network(rng)
    fold = folded(network, rng.random(network.n_nodes) < 0.3)
    here = np.repeat(np.arange(network.n_nodes), np.diff(fold.into.start))
    assert fold.is_left[fold.into.node[fold.is_left[here]]].all()
    assert 0 < fold.is_left.sum() < network.n_nodes


def test_ends_of_ferries_are_left_so_that_no_arc_crosses_twice() -> None:
    rng = np.random.default_rng(3)
    network = a_network(rng)
    ferries = (network.edge_flags & FERRY) > 0
    fold = folded(network, np.zeros(network.n_nodes, dtype=np.bool_))
    assert ferries.any()
    assert fold.is_left[network.edge_from[ferries]].all()
    assert fold.is_left[network.edge_to[ferries]].all()
