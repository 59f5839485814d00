"""The ground searches run on: arcs both ways, and which squares hang on which edge."""

from __future__ import annotations

from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.allocation.region import Region
from models.kernels.kernel import kernel
from models.network.fold import Folded, folded
from models.network.grid import counts_of, starts_of
from models.network.network import (
    BACKWARD,
    FORWARD,
    Arcs,
    Joints,
    Network,
    reversed_arcs,
)
from models.network.search import INFINITE

Int32 = NDArray[np.int32]


class Hanging(NamedTuple):
    """Squares on edges, and edges at nodes, as numba sees them.

    `edge_start` (n_edge + 1,) and `square` (n_joined,): the squares on each edge.
    `node_start` (n_node + 1,) and `edge`: the edges at each node that have any squares.
    `from_node`, `to_node`, `length`, `flags` (n_edge,); `on_edge`, `offset`, `access`
    (n_square,): where each square is joined, edge -1 where it is not. All int32.
    """

    edge_start: Int32
    square: Int32
    node_start: Int32
    edge: Int32
    from_node: Int32
    to_node: Int32
    length: Int32
    flags: Int32
    on_edge: Int32
    offset: Int32
    access: Int32


class Hung(NamedTuple):
    """In what order squares hang on edges, and those edges at nodes, in little room.

    `on_edge`, `at_node`: how many squares each edge has, and how many edges with squares each
    node, as unsigned numbers; `square`, `edge` as in `Hanging`.
    """

    on_edge: NDArray[Any]
    square: Int32
    at_node: NDArray[Any]
    edge: Int32


class Workspace(NamedTuple):
    """Buffers one search at a time may use; `cost` is INFINITE and `seen` False in between."""

    cost: Int32
    reached: Int32
    heap: NDArray[np.int64]
    heap_node: Int32
    seen: NDArray[np.bool_]
    wanted: NDArray[np.bool_]


class Ground:
    """A network with its squares, ready to be searched.

    Attributes
    ----------
    network : Network
    joints : Joints
    into, out : Arcs
        The network folded to the ends of edges that have squares, see `models.network.fold`:
        by which arcs each node can be reached, and where it leads. A search may begin
        anywhere, and gives every square its true cost; costs of other points do not follow
        from it. From a square, searched over `out`, it gives every point its true cost.
    is_left : ndarray of bool with shape (n_node,)
        Which nodes the folding left; squares drive over no others.
    hanging : Hanging
    """

    def __init__(
        self, network: Network, joints: Joints, known: tuple[Folded, Hung] | None = None
    ) -> None:
        """`known` is the folded network with its squares, where it need not be made anew."""
        self.network = network
        self.joints = joints
        hung = _hang(network, joints) if known is None else known[1]
        self.hanging = _hanging(network, joints, hung)
        fold = folded(network, _needed(network, self.hanging)) if known is None else known[0]
        self.into, self.out, self.is_left = fold

    @cached_property
    def every_arc(self) -> Arcs:
        """The whole reversed graph, for costs of points that are no squares."""
        return reversed_arcs(self.network)

    @property
    def n_squares(self) -> int:
        """The number of squares, joined or not."""
        return len(self.joints)

    def new_workspace(self) -> Workspace:
        """Return fresh buffers, so that another thread can search at the same time."""
        n_nodes = self.network.n_nodes
        # a repair pushes each arc's two labels once as seed and once in passing
        n_entries = 4 * len(self.into.node) + 64 * 1024
        return Workspace(
            cost=np.full(n_nodes, INFINITE, dtype=np.int32),
            reached=np.empty(n_nodes, dtype=np.int32),
            heap=np.empty(n_entries, dtype=np.int64),
            heap_node=np.empty(n_entries, dtype=np.int32),
            seen=np.zeros(self.network.n_edges, dtype=np.bool_),
            wanted=np.zeros(n_nodes, dtype=np.bool_),
        )


def ground_of(region: Region) -> Ground:
    """Return the region's ground, made once and kept with it."""
    ground = region.derived.get("ground")
    if not isinstance(ground, Ground):
        ground = Ground(region.network, region.joints)
        region.derived["ground"] = ground
    return ground


def hung_of(ground: Ground) -> Hung:
    """Return in what order the squares of a ground hang."""
    hanging = ground.hanging
    on_edge, at_node = counts_of(hanging.edge_start), counts_of(hanging.node_start)
    return Hung(on_edge, hanging.square, at_node, hanging.edge)


def _hang(network: Network, joints: Joints) -> Hung:
    joined = np.flatnonzero(joints.edge >= 0).astype(np.int32)
    on_edge = joints.edge[joined]
    order = joined[np.argsort(on_edge, kind="stable")]
    n_squares = np.bincount(on_edge, minlength=network.n_edges)
    carrying = np.flatnonzero(n_squares).astype(np.int32)
    ends = np.concatenate([network.edge_from[carrying], network.edge_to[carrying]])
    edges = np.tile(carrying, 2)
    by_node = np.argsort(ends, kind="stable")
    n_edges = np.bincount(ends, minlength=network.n_nodes)
    return Hung(n_squares, order, n_edges, edges[by_node])


def _hanging(network: Network, joints: Joints, hung: Hung) -> Hanging:
    return Hanging(
        edge_start=starts_of(hung.on_edge),
        square=hung.square,
        node_start=starts_of(hung.at_node),
        edge=hung.edge,
        from_node=network.edge_from,
        to_node=network.edge_to,
        length=network.edge_length_dm,
        flags=network.edge_flags.astype(np.int32),
        on_edge=joints.edge,
        offset=joints.offset_dm,
        access=joints.access_dm,
    )


def _needed(network: Network, hanging: Hanging) -> NDArray[np.bool_]:
    """Return which nodes squares drive over: bool with shape (n_node,).

    The end of a dead end is not among them, squares there or not: it leads nowhere, and a
    clinic in the same dead end is reached along the edge.
    """
    n_ends = np.bincount(network.edge_from, minlength=network.n_nodes)
    n_ends += np.bincount(network.edge_to, minlength=network.n_nodes)
    needed: NDArray[np.bool_] = (np.diff(hanging.node_start) > 0) & (n_ends > 1)
    return needed


@kernel
def cost_along_edge(flags: int, ahead: int, legs: int) -> int:
    """Return the cost from a square to a clinic `ahead` on its own edge, along that edge.

    `flags` are the edge's, `legs` both access legs. This and `cost_over_ends` take numbers
    only: taking an array from a tuple in a loop costs numba ten times the rest.
    """
    if ahead >= 0 and flags & FORWARD:
        return legs + ahead
    if ahead <= 0 and flags & BACKWARD:
        return legs - ahead
    return INFINITE


@kernel
def cost_over_ends(
    flags: int, offset: int, rest: int, access: int, cost_from: int, cost_to: int
) -> int:
    """Return a square's cost over the ends of its edge, given the costs at those ends.

    The square is joined `offset` from the edge's start and `rest` from its end.
    """
    best = INFINITE
    if flags & FORWARD and cost_to != INFINITE:
        best = cost_to + rest
    if flags & BACKWARD and cost_from != INFINITE:
        best = min(best, cost_from + offset)
    return best if best == INFINITE else best + access
