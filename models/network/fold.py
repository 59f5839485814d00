"""A network folded to the junctions that are asked about: searches visit a third of the nodes.

At most junctions no square hangs. Those are taken out one by one, the ones with fewest
roads first, and every way through one is kept as an arc between its neighbours, so that all
costs between the junctions left are what they were. A junction that was taken out keeps the
arcs it had at that moment. They lead to junctions taken out later or left, so a search may
still begin at any junction; it only never comes back to one that was taken out.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.kernels.kernel import kernel
from models.network.network import BACKWARD, FERRY, FORWARD, Arcs, Network, arcs_between
from models.network.search import INFINITE

Int32 = NDArray[np.int32]
UInt8 = NDArray[np.uint8]
Bools = NDArray[np.bool_]

_MOST_ROADS = 4
"""Junctions with more roads stay: more arcs would come than go.

Of 183,545 nodes and 519,036 arcs of Midtjylland, 51,429 and 215,158 are left. Five roads would
leave a tenth fewer nodes, but only 4 % fewer arcs.
"""

_NONE = -1
_OTHER, _INTO, _OUT, _NEXT = range(4)


class Folded(NamedTuple):
    """The arcs of a folded network, numbered as in the whole one.

    Attributes
    ----------
    into : Arcs
        By which arcs each node can be reached: searched from a clinic, it gives the true
        costs of all nodes where `is_left`. Costs of others are those of some way, or none.
    out : Arcs
        The same arcs the other way: where each node leads.
    is_left : ndarray of bool with shape (n_node,)
    """

    into: Arcs
    out: Arcs
    is_left: Bools


def folded(network: Network, is_needed: Bools) -> Folded:
    """Return the network without the nodes that are not needed, as far as that saves arcs.

    Parameters
    ----------
    network : Network
    is_needed : ndarray of bool with shape (n_node,)
        Nodes that must be left. The ends of ferries are left too, so that no arc has more
        than one ferry.
    """
    must_stay = is_needed.copy()
    ferries = (network.edge_flags & FERRY) > 0
    must_stay[network.edge_from[ferries]] = True
    must_stay[network.edge_to[ferries]] = True
    # copies, as numba compiles once for arrays that may be written and once for those of a file
    ends = np.array(network.edge_from), np.array(network.edge_to)
    into, out, is_left = _fold(*ends, network.edge_costs, np.array(network.edge_flags), must_stay)
    return Folded(Arcs(*into), Arcs(*out), is_left)


def folded_from(into: Arcs, is_left: Bools) -> Folded:
    """Return a folded network of which the arcs into each node are known."""
    return Folded(into, Arcs(*_turned(*into)), is_left)


@kernel
def _fold(edge_from, edge_to, edge_cost, edge_flags, must_stay):  # type: ignore[no-untyped-def]
    """Return the arcs into and out of each node, and which nodes are left.

    Each node has a chain of roads in `road`, one for each neighbour: the neighbour, the cost
    from it, the cost to it, and the next road of the chain.
    """
    n_nodes, n_edges = len(must_stay), len(edge_from)
    road = np.empty((2 * n_edges + 8 * n_nodes, 4), dtype=np.int32)
    first = np.full(n_nodes + 1, _NONE, dtype=np.int32)  # the last chain: free places in `road`
    n_roads = np.zeros(n_nodes, dtype=np.int32)
    size = 0
    for edge in range(n_edges):
        ahead = edge_cost[edge] if edge_flags[edge] & FORWARD else INFINITE
        back = edge_cost[edge] if edge_flags[edge] & BACKWARD else INFINITE
        size = _join(road, first, n_roads, size, edge_from[edge], edge_to[edge], ahead, back)
    is_left = np.ones(n_nodes, dtype=np.bool_)
    queue = np.empty(n_nodes, dtype=np.int32)
    waits = np.zeros(n_nodes, dtype=np.bool_)
    for most in range(1, _MOST_ROADS + 1):
        begin, waiting = 0, 0
        for node in range(n_nodes):
            if is_left[node] and not must_stay[node] and n_roads[node] <= most:
                queue[waiting] = node
                waits[node] = True
                waiting += 1
        while waiting > 0:
            node = queue[begin]
            begin = (begin + 1) % n_nodes
            waiting -= 1
            waits[node] = False
            if n_roads[node] > most:
                continue
            is_left[node] = False
            size = _take_out(road, first, n_roads, size, node)
            at = first[node]
            while at != _NONE:
                other = road[at, _OTHER]
                if n_roads[other] <= most and not must_stay[other] and not waits[other]:
                    queue[(begin + waiting) % n_nodes] = other
                    waits[other] = True
                    waiting += 1
                at = road[at, _NEXT]
    into = _arcs_into(road, first)
    return into, _turned(*into), is_left


@_fold.stand_in
def _unfolded(
    edge_from: Int32, edge_to: Int32, edge_cost: Int32, edge_flags: UInt8, must_stay: Bools
) -> tuple[tuple[Int32, ...], tuple[Int32, ...], Bools]:
    """Take nothing out: searches visit more, and every cost is the same."""
    ahead, back = (edge_flags & FORWARD) > 0, (edge_flags & BACKWARD) > 0
    start = np.concatenate([edge_from[ahead], edge_to[back]])
    end = np.concatenate([edge_to[ahead], edge_from[back]])
    cost = np.concatenate([edge_cost[ahead], edge_cost[back]])
    into = arcs_between(end, start, cost, len(must_stay))
    out = arcs_between(start, end, cost, len(must_stay))
    return tuple(into), tuple(out), np.ones(len(must_stay), dtype=np.bool_)


@kernel
def _join(road, first, n_roads, size, start, end, ahead, back):  # type: ignore[no-untyped-def]
    """Keep a way between two nodes if it is the cheapest; return how many roads there are."""
    if start == end or (ahead == INFINITE and back == INFINITE):
        return size
    for side in range(2):
        here, there = (start, end) if side == 0 else (end, start)
        into, out = (back, ahead) if side == 0 else (ahead, back)
        at = first[here]
        while at != _NONE and road[at, _OTHER] != there:
            at = road[at, _NEXT]
        if at == _NONE:
            at = first[-1]
            if at == _NONE:
                at = size
                size += 1
            else:
                first[-1] = road[at, _NEXT]
            road[at, _OTHER], road[at, _INTO], road[at, _OUT] = there, INFINITE, INFINITE
            road[at, _NEXT] = first[here]
            first[here] = at
            n_roads[here] += 1
        road[at, _INTO] = min(road[at, _INTO], into)
        road[at, _OUT] = min(road[at, _OUT], out)
    return size


@kernel
def _take_out(road, first, n_roads, size, node):  # type: ignore[no-untyped-def]
    """Join the neighbours of a node past it and let them forget it; return the roads' number."""
    at = first[node]
    while at != _NONE:
        other = road[at, _OTHER]
        before, mine = _NONE, first[other]
        while road[mine, _OTHER] != node:
            before, mine = mine, road[mine, _NEXT]
        if before == _NONE:
            first[other] = road[mine, _NEXT]
        else:
            road[before, _NEXT] = road[mine, _NEXT]
        road[mine, _NEXT] = first[-1]
        first[-1] = mine
        n_roads[other] -= 1
        at = road[at, _NEXT]
    one = first[node]
    while one != _NONE:
        another = road[one, _NEXT]
        while another != _NONE:
            ahead, back = INFINITE, INFINITE
            if road[one, _INTO] != INFINITE and road[another, _OUT] != INFINITE:
                ahead = road[one, _INTO] + road[another, _OUT]
            if road[another, _INTO] != INFINITE and road[one, _OUT] != INFINITE:
                back = road[another, _INTO] + road[one, _OUT]
            ends = road[one, _OTHER], road[another, _OTHER]
            size = _join(road, first, n_roads, size, ends[0], ends[1], ahead, back)
            another = road[another, _NEXT]
        one = road[one, _NEXT]
    return size


@kernel
def _arcs_into(road, first):  # type: ignore[no-untyped-def]
    """Return the arcs into every node as its chain has them: start, node and cost."""
    n_nodes = len(first) - 1
    start = np.zeros(n_nodes + 1, dtype=np.int32)
    node_of, cost_of = np.empty((2, len(road)), dtype=np.int32)
    size = 0
    for node in range(n_nodes):
        at = first[node]
        while at != _NONE:
            if road[at, _INTO] != INFINITE:
                node_of[size], cost_of[size] = road[at, _OTHER], road[at, _INTO]
                size += 1
            at = road[at, _NEXT]
        start[node + 1] = size
    return start, node_of[:size].copy(), cost_of[:size].copy()


@kernel
def _turned(start, node, cost):  # type: ignore[no-untyped-def]
    """Return the same arcs from their other ends."""
    n_nodes = len(start) - 1
    place = np.zeros(n_nodes + 2, dtype=np.int32)
    for other in node:
        place[other + 2] += 1
    for at in range(n_nodes):
        place[at + 2] += place[at + 1]
    node_of, cost_of = np.empty_like(node), np.empty_like(cost)
    for here in range(n_nodes):
        for arc in range(start[here], start[here + 1]):
            at = place[node[arc] + 1]
            node_of[at], cost_of[at] = here, cost[arc]
            place[node[arc] + 1] += 1
    return place[:-1], node_of, cost_of


@_turned.stand_in
def _turned_by_numpy(start: Int32, node: Int32, cost: Int32) -> tuple[Int32, ...]:
    here = np.repeat(np.arange(len(start) - 1, dtype=np.int32), np.diff(start))
    return tuple(arcs_between(node, here, cost, len(start) - 1))
