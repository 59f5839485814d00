"""The nearest and second nearest practice of every node, from nothing.

Gives the very labels that inserting the practices in a `NearestField` gives, in half the
time. Nodes wait in buckets of nearly equal lengths, first those that need no ferry, then
those that need one, and so on; a label may be improved after it was passed on, and is then
passed on again. In the end no label can be improved, and only the true ones are like that.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from models.kernels.kernel import kernel
from models.network.network import FERRY_COST, Arcs
from models.network.search import INFINITE

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]

_LENGTH_BITS = 27
_LENGTH_MASK = FERRY_COST - 1
_BUCKET_SHIFT = 8
_N_BUCKETS = 1 << (_LENGTH_BITS - _BUCKET_SHIFT)
_N_CROSSINGS = 16
_END = -1
_LOW_BITS = 0xFFFFFFFF
NOBODY = (np.int64(INFINITE) << 32) | np.int64(INFINITE)
"""Key of a label where there is no practice; a key is the cost above the practice's rank."""


@kernel
def fill(into: Arcs, seed_nodes: Int32, seed_keys: Int64) -> Int64:
    """Return the two least keys of different practices at every node: int64 (n_node, 2).

    `seed_keys` (n_seed,) hold the cost at each of `seed_nodes` above the practice's rank.
    """
    start, from_node, arc_cost = into.start, into.node, into.cost
    keys = np.full((len(start) - 1, 2), NOBODY, dtype=np.int64)
    bucket = np.full(_N_BUCKETS, _END, dtype=np.int32)
    later = np.full(_N_CROSSINGS, _END, dtype=np.int32)
    chain = np.empty(4 * len(keys) + len(seed_nodes), dtype=np.int32)
    waiting = np.empty(len(chain), dtype=np.int32)
    waiting_key = np.empty(len(chain), dtype=np.int64)
    size = 0
    for i in range(len(seed_nodes)):
        if _offer(keys, seed_nodes[i], seed_keys[i]):
            crossings = seed_keys[i] >> (32 + _LENGTH_BITS)
            waiting[size], waiting_key[size] = seed_nodes[i], seed_keys[i]
            chain[size], later[crossings] = later[crossings], size
            size += 1
    for level in range(_N_CROSSINGS):
        last = -1
        at = later[level]
        while at != _END:
            following = chain[at]
            where = ((waiting_key[at] >> 32) & _LENGTH_MASK) >> _BUCKET_SHIFT
            chain[at], bucket[where] = bucket[where], at
            last = max(last, where)
            at = following
        where = 0
        while where <= last:
            at = bucket[where]
            if at == _END:
                where += 1
                continue
            bucket[where] = chain[at]
            node, key = waiting[at], waiting_key[at]
            if keys[node, 0] != key and keys[node, 1] != key:
                continue
            if size + start[node + 1] - start[node] > len(chain):
                chain = np.concatenate((chain, np.empty_like(chain)))
                waiting = np.concatenate((waiting, np.empty_like(waiting)))
                waiting_key = np.concatenate((waiting_key, np.empty_like(waiting_key)))
            for arc in range(start[node], start[node + 1]):
                there = key + (np.int64(arc_cost[arc]) << 32)
                other = from_node[arc]
                if there >= keys[other, 1] or not _offer(keys, other, there):
                    continue
                waiting[size], waiting_key[size] = other, there
                crossings = there >> (32 + _LENGTH_BITS)
                if crossings == level:
                    place = ((there >> 32) & _LENGTH_MASK) >> _BUCKET_SHIFT
                    chain[size], bucket[place] = bucket[place], size
                    last = max(last, place)
                else:
                    chain[size], later[crossings] = later[crossings], size
                size += 1
    return keys


@kernel
def write_labels(
    keys: Int64,
    rank: Int32,
    cost1: Int32,
    practice1: Int32,
    cost2: Int32,
    practice2: Int32,
) -> None:
    """Write keys as costs and practices, -1 for nobody; all (n_node,)."""
    practice_of_rank = np.empty(len(rank), dtype=np.int32)
    practice_of_rank[rank] = np.arange(len(rank))
    for node in range(len(keys)):
        first, second = keys[node, 0], keys[node, 1]
        cost1[node], cost2[node] = first >> 32, second >> 32
        practice1[node] = -1 if first == NOBODY else practice_of_rank[first & _LOW_BITS]
        practice2[node] = -1 if second == NOBODY else practice_of_rank[second & _LOW_BITS]


@kernel
def _offer(keys: Int64, node: int, key: int) -> bool:
    """Take a key in at a node if it is among the two best; return whether it was."""
    first, second = keys[node, 0], keys[node, 1]
    rank = key & _LOW_BITS
    if key < first:
        if rank != first & _LOW_BITS:
            keys[node, 1] = first
        keys[node, 0] = key
        return True
    if key < second and rank != first & _LOW_BITS:
        keys[node, 1] = key
        return True
    return False
