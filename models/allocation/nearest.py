"""The nearest and second nearest practice of every node and square, kept exactly.

Labels are ordered by cost, then by the practices' rank (provider number), so that they are
unique. If a practice is among the two best at a node, it is among the two best at every
node on its shortest way there; a search may therefore stop wherever it does not improve a
label, and taking a practice out disturbs only the nodes that carry it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.allocation.fill import fill, write_labels
from models.allocation.ground import (
    Ground,
    Hanging,
    Workspace,
    cost_along_edge,
    cost_over_ends,
)
from models.kernels.kernel import kernel
from models.network.network import Arcs, Joint
from models.network.search import INFINITE, seeds_of_joint

Int32 = NDArray[np.int32]

NO_PRACTICE = -1
"""Label where no (further) practice can be reached."""


class Labels(NamedTuple):
    """Per node: cost and practice of the nearest, and of the second nearest.

    Four int32 arrays of shape (n_node,); INFINITE and -1 where there is none.
    """

    cost1: Int32
    practice1: Int32
    cost2: Int32
    practice2: Int32


class Sites(NamedTuple):
    """Clinic addresses by edge: `edge` ascending, with offset, access and practice. All int32."""

    edge: Int32
    offset: Int32
    access: Int32
    practice: Int32


class SquareLabels(NamedTuple):
    """Per square the nearest practice and its cost; int32 (n_square,), INFINITE and -1 if none."""

    cost: Int32
    practice: Int32


def sites_of(joints: Sequence[tuple[int, Joint]]) -> Sites:
    """Return `(practice, joint)` pairs as arrays sorted by edge; unjoined ones are left out."""
    rows = sorted(
        (joint.edge, joint.offset_dm, joint.access_dm, practice)
        for practice, joint in joints
        if joint.edge >= 0
    )
    table = np.array(rows, dtype=np.int32).reshape(len(rows), 4)
    return Sites(*(np.ascontiguousarray(table[:, column]) for column in range(4)))


def sites_with(sites: Sites, gone: Iterable[int], coming: Sequence[tuple[int, Joint]]) -> Sites:
    """Return the sites without those of some practices, and with others: as `sites_of` sorts them.

    A country has 2,000, which take 3 ms to sort in Python.
    """
    stays = ~np.isin(sites.practice, list(gone))
    fresh = sites_of(coming)
    table = [np.concatenate([old[stays], new]) for old, new in zip(sites, fresh, strict=True)]
    order = np.lexsort(table[::-1])
    return Sites(*(column[order] for column in table))


class Seeds(NamedTuple):
    """Where searches from clinics begin: node, cost there, and practice. All int32, (n_seed,)."""

    node: Int32
    cost: Int32
    practice: Int32


class NearestField:
    """Nearest and second nearest practice at every node; practices come and go.

    Practices are positions in a roster whose `rank` array (by provider number) settles
    ties. All searches work in the given workspace.

    Attributes
    ----------
    labels : Labels
    seeds : Seeds
        Where the searches of all its practices begin.
    """

    def __init__(self, ground: Ground, workspace: Workspace) -> None:
        n_nodes = ground.network.n_nodes
        self.ground = ground
        self.labels = Labels(
            np.full(n_nodes, INFINITE, dtype=np.int32),
            np.full(n_nodes, NO_PRACTICE, dtype=np.int32),
            np.full(n_nodes, INFINITE, dtype=np.int32),
            np.full(n_nodes, NO_PRACTICE, dtype=np.int32),
        )
        self.seeds = _seeds(ground, [])
        self._work = workspace
        self._touched = np.empty(2 * n_nodes, dtype=np.int32)

    def take_up(self, labels: Labels, seeds: Seeds) -> None:
        """Hold the practices of which these are the labels and seeds; the arrays are its own."""
        self.labels, self.seeds = labels, seeds

    def insert(self, joints: Sequence[tuple[int, Joint]], rank: Int32) -> Int32:
        """Add practices that are not in the field; return nodes whose labels changed, some twice.

        A practice with several addresses has several `(practice, joint)` pairs.
        """
        seeds = _seeds(self.ground, joints)
        if not len(self.seeds.node):
            return self._fill(seeds, rank)
        self.seeds = Seeds(*map(np.concatenate, zip(self.seeds, seeds, strict=True)))
        n_touched = _spread(
            self.ground.into,
            self.labels,
            rank,
            seeds,
            self._touched,
            self._work.heap,
            self._work.heap_node,
        )
        return self._touched[:n_touched].copy()

    def _fill(self, seeds: Seeds, rank: Int32) -> Int32:
        """Take the first practices in; every node may have changed."""
        self.seeds = seeds
        cost = seeds.cost.astype(np.int64)
        keys = fill(self.ground.into, seeds.node, (cost << 32) | rank[seeds.practice])
        write_labels(keys, rank, *self.labels)
        return np.arange(len(keys), dtype=np.int32)

    def remove(self, practice: int, rank: Int32) -> Int32:
        """Take a practice out; return the nodes whose labels changed."""
        mine = self.seeds.practice == practice
        nodes = self.seeds.node[mine]
        self.seeds = Seeds(*(column[~mine] for column in self.seeds))
        n_bare = _bare(self.ground.into, self.labels, practice, nodes, self._touched)
        bare = self._touched[:n_bare].copy()
        _repair(
            self.ground.into,
            self.ground.out,
            self.labels,
            rank,
            self.seeds,
            bare,
            self._touched,
            self._work.heap,
            self._work.heap_node,
        )
        return bare


def _seeds(ground: Ground, joints: Sequence[tuple[int, Joint]]) -> Seeds:
    rows = [
        (node, cost, practice)
        for practice, joint in joints
        for node, cost in zip(*seeds_of_joint(ground.network, joint), strict=True)
    ]
    table = np.array(rows, dtype=np.int32).reshape(len(rows), 3)
    return Seeds(*(np.ascontiguousarray(table[:, column]) for column in range(3)))


@kernel
def _push(heap: NDArray[np.int64], heap_node: Int32, size: int, entry: int, node: int) -> int:
    at = size
    while at > 0:
        parent = (at - 1) >> 1
        if heap[parent] <= entry:
            break
        heap[at] = heap[parent]
        heap_node[at] = heap_node[parent]
        at = parent
    heap[at] = entry
    heap_node[at] = node
    return size + 1


@kernel
def _pop(heap: NDArray[np.int64], heap_node: Int32, size: int) -> int:
    size -= 1
    entry, node = heap[size], heap_node[size]
    at = 0
    child = 1
    while child < size:
        if child + 1 < size and heap[child + 1] < heap[child]:
            child += 1
        if heap[child] >= entry:
            break
        heap[at] = heap[child]
        heap_node[at] = heap_node[child]
        at = child
        child = 2 * at + 1
    heap[at] = entry
    heap_node[at] = node
    return size


@kernel
def _improves(labels: Labels, rank: Int32, node: int, cost: int, practice: int) -> bool:
    """Whether a label is among the two best at a node and not there already."""
    if cost > labels.cost2[node]:
        return False
    if practice == labels.practice1[node] or practice == labels.practice2[node]:
        return False
    if cost == labels.cost2[node] and labels.practice2[node] >= 0:
        return bool(rank[practice] < rank[labels.practice2[node]])
    return True


@kernel
def _set(labels: Labels, rank: Int32, node: int, cost: int, practice: int) -> None:
    """Put an improving label in its place; the second best gives way."""
    first = labels.practice1[node]
    is_first = first < 0 or cost < labels.cost1[node]
    if not is_first and cost == labels.cost1[node]:
        is_first = rank[practice] < rank[first]
    if is_first:
        labels.cost2[node] = labels.cost1[node]
        labels.practice2[node] = first
        labels.cost1[node] = cost
        labels.practice1[node] = practice
    else:
        labels.cost2[node] = cost
        labels.practice2[node] = practice


@kernel
def _settle(
    into: Arcs,
    labels: Labels,
    rank: Int32,
    touched: Int32,
    heap: NDArray[np.int64],
    heap_node: Int32,
    size: int,
) -> int:
    """Run the search that the heap holds; return how many labels were set."""
    practice_of_rank = _invert(rank)
    n_touched = 0
    while size > 0:
        entry = heap[0]
        node = heap_node[0]
        size = _pop(heap, heap_node, size)
        here = entry >> 32
        practice = practice_of_rank[entry & 0xFFFFFFFF]
        if not _improves(labels, rank, node, here, practice):
            continue
        _set(labels, rank, node, here, practice)
        touched[n_touched] = node
        n_touched += 1
        for arc in range(into.start[node], into.start[node + 1]):
            there = here + into.cost[arc]
            other = into.node[arc]
            if _improves(labels, rank, other, there, practice):
                key = (np.int64(there) << 32) | np.int64(rank[practice])
                size = _push(heap, heap_node, size, key, other)
    return n_touched


@kernel
def _invert(rank: Int32) -> Int32:
    practice_of_rank = np.empty(len(rank), dtype=np.int32)
    for practice in range(len(rank)):
        practice_of_rank[rank[practice]] = practice
    return practice_of_rank


@kernel
def _push_seeds(
    labels: Labels,
    rank: Int32,
    seeds: Seeds,
    heap: NDArray[np.int64],
    heap_node: Int32,
    size: int,
) -> int:
    for i in range(len(seeds.node)):
        cost, practice = np.int64(seeds.cost[i]), seeds.practice[i]
        if _improves(labels, rank, seeds.node[i], cost, practice):
            key = (cost << 32) | np.int64(rank[practice])
            size = _push(heap, heap_node, size, key, seeds.node[i])
    return size


@kernel
def _spread(
    into: Arcs,
    labels: Labels,
    rank: Int32,
    seeds: Seeds,
    touched: Int32,
    heap: NDArray[np.int64],
    heap_node: Int32,
) -> int:
    """Search from the seeds of new practices; return how many labels were set."""
    size = _push_seeds(labels, rank, seeds, heap, heap_node, 0)
    return int(_settle(into, labels, rank, touched, heap, heap_node, size))


@kernel
def _strip(labels: Labels, node: int, practice: int) -> bool:
    """Take a practice off a node; return whether it was there."""
    if labels.practice1[node] == practice:
        labels.cost1[node] = labels.cost2[node]
        labels.practice1[node] = labels.practice2[node]
    elif labels.practice2[node] != practice:
        return False
    labels.cost2[node] = INFINITE
    labels.practice2[node] = NO_PRACTICE
    return True


@kernel
def _bare(into: Arcs, labels: Labels, practice: int, seed_nodes: Int32, bare: Int32) -> int:
    """Take a practice off all nodes that carry it, from its addresses outwards; count them."""
    n_bare = 0
    for i in range(len(seed_nodes)):
        if _strip(labels, seed_nodes[i], practice):
            bare[n_bare] = seed_nodes[i]
            n_bare += 1
    done = 0
    while done < n_bare:
        node = bare[done]
        done += 1
        for arc in range(into.start[node], into.start[node + 1]):
            other = into.node[arc]
            if _strip(labels, other, practice):
                bare[n_bare] = other
                n_bare += 1
    return n_bare


@kernel
def _repair(
    into: Arcs,
    out: Arcs,
    labels: Labels,
    rank: Int32,
    seeds: Seeds,
    bare: Int32,
    touched: Int32,
    heap: NDArray[np.int64],
    heap_node: Int32,
) -> int:
    """Give bare nodes their second label back, from neighbours and from clinics next to them."""
    size = _push_seeds(labels, rank, seeds, heap, heap_node, 0)
    for i in range(len(bare)):
        node = bare[i]
        for arc in range(out.start[node], out.start[node + 1]):
            other = out.node[arc]
            for which in range(2):
                practice = labels.practice1[other] if which == 0 else labels.practice2[other]
                if practice < 0:
                    continue
                cost = labels.cost1[other] if which == 0 else labels.cost2[other]
                there = np.int64(cost) + out.cost[arc]
                if _improves(labels, rank, node, there, practice):
                    key = (there << 32) | np.int64(rank[practice])
                    size = _push(heap, heap_node, size, key, node)
    return int(_settle(into, labels, rank, touched, heap, heap_node, size))


@kernel
def _first_site_on(site_edge: Int32, edge: int) -> int:
    low, high = 0, len(site_edge)
    while low < high:
        middle = (low + high) >> 1
        if site_edge[middle] < edge:
            low = middle + 1
        else:
            high = middle
    return low


@kernel
def label_squares(
    hanging: Hanging,
    labels: Labels,
    sites: Sites,
    rank: Int32,
    squares: Int32,
    without: int,
    cost: Int32,
    practice: Int32,
) -> None:
    """Write the nearest practice and its cost for each of `squares`, as if `without` were gone."""
    on_edge, offset, access = hanging.on_edge, hanging.offset, hanging.access
    ends, length, flags = (hanging.from_node, hanging.to_node), hanging.length, hanging.flags
    first, second = (labels.cost1, labels.practice1), (labels.cost2, labels.practice2)
    site_edge, site_offset, site_access = sites.edge, sites.offset, sites.access
    site_practice = sites.practice
    for square in squares:
        best, nearest = np.int64(INFINITE), np.int64(NO_PRACTICE)
        edge = on_edge[square]
        if edge >= 0:
            here = np.int64(offset[square])
            rest, leg = length[edge] - here, np.int64(access[square])
            for end in range(2):
                node = ends[end][edge]
                there, whose = np.int64(first[0][node]), np.int64(first[1][node])
                if whose == without:
                    there, whose = np.int64(second[0][node]), np.int64(second[1][node])
                if end == 0:
                    there = cost_over_ends(flags[edge], here, rest, leg, there, INFINITE)
                else:
                    there = cost_over_ends(flags[edge], here, rest, leg, INFINITE, there)
                if _is_nearer(there, whose, best, nearest, rank):
                    best, nearest = there, whose
            at = _first_site_on(site_edge, edge)
            while at < len(site_edge) and site_edge[at] == edge:
                legs = leg + site_access[at]
                there = cost_along_edge(flags[edge], site_offset[at] - here, legs)
                whose = np.int64(site_practice[at])
                if whose != without and _is_nearer(there, whose, best, nearest, rank):
                    best, nearest = there, whose
                at += 1
        cost[square] = best
        practice[square] = nearest


@kernel
def _is_nearer(cost: int, practice: int, best: int, nearest: int, rank: Int32) -> bool:
    if cost != best or cost == INFINITE:
        return cost < best
    return bool(rank[practice] < rank[nearest])


@kernel
def squares_at(hanging: Hanging, nodes: Int32, edges: Int32, seen: NDArray[np.bool_]) -> Int32:
    """Return the squares on every edge that ends at one of `nodes` or is one of `edges`.

    Nodes and edges may be named twice. `seen` (n_edge,) is False everywhere, and again after.
    """
    node_start, edge_at = hanging.node_start, hanging.edge
    edge_start, square_at = hanging.edge_start, hanging.square
    found = np.empty(len(square_at), dtype=np.int32)
    n_found = 0
    for is_seen in (True, False):
        for i in range(len(nodes) + len(edges)):
            low, high = 0, 1
            if i < len(nodes):
                low, high = node_start[nodes[i]], node_start[nodes[i] + 1]
            for k in range(low, high):
                edge = edge_at[k] if i < len(nodes) else edges[i - len(nodes)]
                if seen[edge] == is_seen:
                    continue
                seen[edge] = is_seen
                if is_seen:
                    for at in range(edge_start[edge], edge_start[edge + 1]):
                        found[n_found] = square_at[at]
                        n_found += 1
    return found[:n_found].copy()


@kernel
def take_over(
    squares: Int32,
    there: Int32,
    rank: Int32,
    practice: int,
    cost: Int32,
    nearest: Int32,
) -> Int32:
    """Give the practice each of `squares` to which it is nearest, `there` away; return those."""
    won = np.empty(len(squares), dtype=np.int32)
    n_won = 0
    for i in range(len(squares)):
        square = squares[i]
        if there[i] > cost[square] or there[i] == INFINITE:
            continue
        if there[i] == cost[square] and rank[practice] > rank[nearest[square]]:
            continue
        cost[square] = there[i]
        nearest[square] = practice
        won[n_won] = square
        n_won += 1
    return won[:n_won]


@take_over.stand_in
def _take_over_by_numpy(
    squares: Int32, there: Int32, rank: Int32, practice: int, cost: Int32, nearest: Int32
) -> Int32:
    had, whose = cost[squares], nearest[squares]
    is_nearer = (there < had) | ((there == had) & (rank[practice] <= rank[whose]))
    won: Int32 = squares[is_nearer & (there != INFINITE)]
    cost[won] = there[is_nearer & (there != INFINITE)]
    nearest[won] = practice
    return won
