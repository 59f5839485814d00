"""Dijkstra searches from a clinic over the reversed graph: bounded, pruned, or until all are met.

Plain functions of arrays for numba. Costs are int32: decimetres plus FERRY_COST for each
ferry (see `models.network.network`). A heap entry packs the cost above the node in one
int64, so that a single array is sifted. Entries are never decreased but outdated ones
skipped; a search pushes at most one entry per arc and seed, which bounds the heap.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from models.kernels.kernel import kernel
from models.network.network import BACKWARD, FORWARD, Arcs, Joint, Network

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]

INFINITE = 2**31 - 1
"""Cost of what has not been reached."""

_NODE_BITS = 32
_NODE_MASK = np.int64(2**32 - 1)
_BUCKET_SHIFT = 8
"""Buckets of 25.6 m; of half and twice that, both are slower on Danish roads."""
_END = -1


def seeds_of_joint(network: Network, joint: Joint) -> tuple[list[int], list[int]]:
    """Return the nodes from which a clinic at `joint` is driven to, and at what cost.

    The costs hold the way along the clinic's own edge and its access leg. A one-way edge
    gives one seed; a point that is not joined gives none.
    """
    if joint.edge < 0:
        return [], []
    edge = joint.edge
    flags = int(network.edge_flags[edge])
    nodes, costs = [], []
    if flags & FORWARD:
        nodes.append(int(network.edge_from[edge]))
        costs.append(joint.access_dm + joint.offset_dm)
    if flags & BACKWARD:
        nodes.append(int(network.edge_to[edge]))
        costs.append(joint.access_dm + int(network.edge_length_dm[edge]) - joint.offset_dm)
    return nodes, costs


@kernel
def push(heap: Int64, size: int, entry: int) -> int:
    """Add `entry` to a binary heap of `size` entries and return the new size."""
    at = size
    while at > 0:
        parent = (at - 1) >> 1
        if heap[parent] <= entry:
            break
        heap[at] = heap[parent]
        at = parent
    heap[at] = entry
    return size + 1


@kernel
def pop(heap: Int64, size: int) -> int:
    """Take the least entry out of a heap of `size` entries; it then holds one less.

    The caller reads `heap[0]` first; this only restores the order.
    """
    size -= 1
    entry = heap[size]
    at = 0
    child = 1
    while child < size:
        if child + 1 < size and heap[child + 1] < heap[child]:
            child += 1
        if heap[child] >= entry:
            break
        heap[at] = heap[child]
        at = child
        child = 2 * at + 1
    heap[at] = entry
    return size


@kernel
def search_within(
    into: Arcs,
    seed_nodes: Int32,
    seed_costs: Int32,
    limit: int,
    cost: Int32,
    reached: Int32,
    pool: Int64,
) -> int:
    """Find every node within `limit` of the seeds; return how many there are.

    `cost` must be INFINITE everywhere and holds the costs of the `reached` nodes afterwards;
    the caller clears those again. As the limit is known, nodes wait in buckets of nearly
    equal costs, chained in `pool`, instead of a heap: half the time. Within a bucket a node
    may be improved after it was looked at; it is then looked at again.
    """
    start, from_node, arc_cost = into.start, into.node, into.cost
    bucket = np.full((limit >> _BUCKET_SHIFT) + 1, _END, dtype=np.int32)
    size = 0
    n_reached = 0
    for i in range(len(seed_nodes)):
        node, here = seed_nodes[i], seed_costs[i]
        if here <= limit and here < cost[node]:
            if cost[node] == INFINITE:
                reached[n_reached] = node
                n_reached += 1
            cost[node] = here
            size = _put(bucket, pool, size, here, node)
    for at in range(len(bucket)):
        while bucket[at] != _END:
            entry = pool[bucket[at]]
            bucket[at] = entry >> _NODE_BITS
            node = np.int32(entry & _NODE_MASK)
            here = cost[node]
            if here >> _BUCKET_SHIFT != at:
                continue
            if size + start[node + 1] - start[node] > len(pool):
                pool = np.concatenate((pool, np.empty_like(pool)))
            for arc in range(start[node], start[node + 1]):
                there = here + arc_cost[arc]
                other = from_node[arc]
                if there <= limit and there < cost[other]:
                    if cost[other] == INFINITE:
                        reached[n_reached] = other
                        n_reached += 1
                    cost[other] = there
                    size = _put(bucket, pool, size, there, other)
    return n_reached


@kernel
def _put(bucket: Int32, pool: Int64, size: int, cost: int, node: int) -> int:
    """Chain a node into the bucket of its cost; return the new size of the pool."""
    at = cost >> _BUCKET_SHIFT
    pool[size] = (np.int64(bucket[at]) << _NODE_BITS) | np.int64(node)
    bucket[at] = size
    return size + 1


@kernel
def search_until(
    into: Arcs,
    seed_nodes: Int32,
    seed_costs: Int32,
    wanted: NDArray[np.bool_],
    n_wanted: int,
    cost: Int32,
    reached: Int32,
    heap: Int64,
) -> int:
    """Search until every node marked in `wanted` is settled; return how many were reached.

    `cost` must be INFINITE everywhere. Costs of wanted nodes are final; others that were
    reached may be too long by then. The caller clears `cost` again.
    """
    start, from_node, arc_cost = into.start, into.node, into.cost
    size = 0
    n_reached = 0
    for i in range(len(seed_nodes)):
        node = seed_nodes[i]
        if seed_costs[i] < cost[node]:
            if cost[node] == INFINITE:
                reached[n_reached] = node
                n_reached += 1
            cost[node] = seed_costs[i]
            size = push(heap, size, (np.int64(seed_costs[i]) << _NODE_BITS) | np.int64(node))
    while size > 0 and n_wanted > 0:
        entry = heap[0]
        size = pop(heap, size)
        node = np.int32(entry & _NODE_MASK)
        here = np.int32(entry >> _NODE_BITS)
        if here > cost[node]:
            continue
        if wanted[node]:
            n_wanted -= 1
        for arc in range(start[node], start[node + 1]):
            there = here + arc_cost[arc]
            other = from_node[arc]
            if there < cost[other]:
                if cost[other] == INFINITE:
                    reached[n_reached] = other
                    n_reached += 1
                cost[other] = there
                size = push(heap, size, (np.int64(there) << _NODE_BITS) | np.int64(other))
    return n_reached
