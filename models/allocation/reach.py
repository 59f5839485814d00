"""Which squares lie within the limit of a practice, and how far its own patients have to it.

Both depend only on where the practice's addresses are, so they are kept by place: the
baseline's come with the project, those of moved and new practices are searched once.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from models.allocation.ground import (
    Ground,
    Hanging,
    Workspace,
    cost_along_edge,
    cost_over_ends,
)
from models.allocation.nearest import Sites, sites_of, squares_at
from models.allocation.region import PatientList, Reach
from models.domain.place import DM_PER_M
from models.kernels.kernel import kernel
from models.network.network import BACKWARD, FORWARD, Joint, Network
from models.network.search import INFINITE, search_until, search_within, seeds_of_joint

Int32 = NDArray[np.int32]
Key = TypeVar("Key")
Value = TypeVar("Value")


def reach_of(
    ground: Ground,
    workspace: Workspace,
    joints: Sequence[Joint],
    limit_m: int,
    in_order: bool = True,
) -> Reach:
    """Return every square within `limit_m` by road of any of the addresses, and its cost.

    A ferry costs more than any limit, so only roads count. Squares ascend, unless
    `in_order` is False, which is faster.
    """
    limit = limit_m * DM_PER_M
    nodes, costs = seeds_of(ground.network, joints)
    n_reached = search_within(
        ground.into,
        nodes,
        costs,
        limit,
        workspace.cost,
        workspace.reached,
        workspace.heap,
    )
    reached = workspace.reached[:n_reached]
    sites = sites_of([(0, joint) for joint in joints])
    squares = squares_at(ground.hanging, reached, sites.edge, workspace.seen)
    if in_order:
        squares.sort()
    cost: Int32 = costs_of(ground.hanging, squares, workspace.cost, sites)
    workspace.cost[reached] = INFINITE
    near = cost <= limit
    return Reach(squares[near], cost[near])


def own_costs(
    ground: Ground, workspace: Workspace, joints: Sequence[Joint], squares: Int32
) -> Int32:
    """Return the cost from each of `squares` to the nearest address, -1 where there is no way.

    One search that ends when the last of them is reached; int32 with shape (n_entry,).
    """
    nodes, costs = seeds_of(ground.network, joints)
    wanted = _mark_ends(ground.hanging, squares, ground.is_left, workspace.wanted)
    n_reached = search_until(
        ground.into,
        nodes,
        costs,
        workspace.wanted,
        len(wanted),
        workspace.cost,
        workspace.reached,
        workspace.heap,
    )
    sites = sites_of([(0, joint) for joint in joints])
    cost: Int32 = costs_of(ground.hanging, squares, workspace.cost, sites)
    workspace.cost[workspace.reached[:n_reached]] = INFINITE
    workspace.wanted[wanted] = False
    cost[cost == INFINITE] = -1
    return cost


def costs_between(
    ground: Ground,
    workspace: Workspace,
    homes: Sequence[Joint],
    joints: Sequence[Joint],
    limit_m: int,
) -> Int32:
    """Return the cost from each of `homes` to the nearest of `joints`, by road.

    Int32 with shape (n_home,); INFINITE beyond `limit_m`.
    """
    nodes, costs = seeds_of(ground.network, joints)
    n_reached = search_within(
        ground.every_arc,
        nodes,
        costs,
        limit_m * DM_PER_M,
        workspace.cost,
        workspace.reached,
        workspace.heap,
    )
    table = np.array([tuple(home) for home in homes], dtype=np.int32).reshape(len(homes), 3)
    edge, offset, access = (np.ascontiguousarray(column) for column in table.T)
    hanging = ground.hanging._replace(on_edge=edge, offset=offset, access=access)
    sites = sites_of([(0, joint) for joint in joints])
    cost: Int32 = costs_of(hanging, np.arange(len(homes), dtype=np.int32), workspace.cost, sites)
    workspace.cost[workspace.reached[:n_reached]] = INFINITE
    return cost


def costs_from(
    ground: Ground, workspace: Workspace, home: Joint, practices: Sequence[Sequence[Joint]]
) -> Int32:
    """Return the cost from one home to the nearest address of each practice; int32.

    `home` is one that a square has. One search as driven, that ends when every address is
    reached: the same costs as many searches from the practices would give, ferries included.
    -1 where there is no way.
    """
    joints = [joint for addresses in practices for joint in addresses]
    table = np.array(joints, dtype=np.int32).reshape(len(joints), 3)
    edge, offset, access = (np.ascontiguousarray(column) for column in table.T)
    # a home that is driven from is a clinic that is driven to with all streets turned round
    hanging = ground.hanging._replace(
        on_edge=edge, offset=offset, access=access, flags=_turned_round(ground.hanging.flags)
    )
    nodes, costs = _seeds_from(ground.network, home)
    places = np.arange(len(joints), dtype=np.int32)
    wanted = _mark_ends(hanging, places, _EVERY_NODE, workspace.wanted)
    n_reached = search_until(
        ground.out,
        nodes,
        costs,
        workspace.wanted,
        len(wanted),
        workspace.cost,
        workspace.reached,
        workspace.heap,
    )
    cost = costs_of(hanging, places, workspace.cost, sites_of([(0, home)]))
    workspace.cost[workspace.reached[:n_reached]] = INFINITE
    workspace.wanted[wanted] = False
    starts = np.cumsum([0, *(len(addresses) for addresses in practices)])
    nearest = [int(cost[a:b].min(initial=INFINITE)) for a, b in pairwise(starts.tolist())]
    return np.array([-1 if c == INFINITE else c for c in nearest], dtype=np.int32)


def _turned_round(flags: Int32) -> Int32:
    """Return edges' flags with both directions exchanged."""
    ways = np.where(flags & FORWARD, BACKWARD, 0) | np.where(flags & BACKWARD, FORWARD, 0)
    turned: Int32 = ((flags & ~(FORWARD | BACKWARD)) | ways).astype(np.int32)
    return turned


def _seeds_from(network: Network, home: Joint) -> tuple[Int32, Int32]:
    """Return the nodes to which a home drives first, and at what cost."""
    if home.edge < 0:
        return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32)
    flags = int(network.edge_flags[home.edge])
    nodes, costs = [], []
    if flags & FORWARD:
        nodes.append(int(network.edge_to[home.edge]))
        costs.append(home.access_dm + int(network.edge_length_dm[home.edge]) - home.offset_dm)
    if flags & BACKWARD:
        nodes.append(int(network.edge_from[home.edge]))
        costs.append(home.access_dm + home.offset_dm)
    return np.array(nodes, dtype=np.int32), np.array(costs, dtype=np.int32)


class Cache(OrderedDict[Key, Value]):
    """The values last used, at most `size` of them."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size

    def get_or_make(self, key: Key, make: Callable[[], Value]) -> Value:
        """Return the kept value of `key`, or make and keep it."""
        if key in self:
            self.move_to_end(key)
            return self[key]
        value = self[key] = make()
        if len(self) > self._size:
            self.popitem(last=False)
        return value


def seeds_of(network: Network, joints: Sequence[Joint]) -> tuple[Int32, Int32]:
    """Return the nodes from which any of the addresses is driven to, and at what cost."""
    nodes: list[int] = []
    costs: list[int] = []
    for joint in joints:
        seed_nodes, seed_costs = seeds_of_joint(network, joint)
        nodes += seed_nodes
        costs += seed_costs
    return np.array(nodes, dtype=np.int32), np.array(costs, dtype=np.int32)


@kernel
def costs_of(hanging: Hanging, squares: Int32, cost: Int32, sites: Sites) -> Int32:
    """Return each square's cost over its edge's ends or along its own edge; int32.

    `cost` (n_node,) holds the costs of one practice's search, `sites` its addresses.
    """
    on_edge, offset, access = hanging.on_edge, hanging.offset, hanging.access
    from_node, to_node = hanging.from_node, hanging.to_node
    length, flags = hanging.length, hanging.flags
    site_edge, site_offset, site_access = sites.edge, sites.offset, sites.access
    found = np.empty(len(squares), dtype=np.int32)
    for i in range(len(squares)):
        square = squares[i]
        edge = on_edge[square]
        found[i] = INFINITE
        if edge < 0:
            continue
        here, leg = np.int64(offset[square]), np.int64(access[square])
        ends = np.int64(cost[from_node[edge]]), np.int64(cost[to_node[edge]])
        rest = length[edge] - here
        found[i] = cost_over_ends(flags[edge], here, rest, leg, ends[0], ends[1])
        for at in range(len(site_edge)):
            if site_edge[at] == edge:
                legs = leg + site_access[at]
                along = cost_along_edge(flags[edge], site_offset[at] - here, legs)
                found[i] = min(np.int64(found[i]), along)
    return found


_EVERY_NODE = np.zeros(0, dtype=np.bool_)


@kernel
def _mark_ends(
    hanging: Hanging, squares: Int32, is_left: NDArray[np.bool_], wanted: NDArray[np.bool_]
) -> Int32:
    """Mark the nodes over which `squares` may drive; return them.

    Only those of `is_left`, where that is not empty: a search for squares meets no others.
    """
    nodes = np.empty(2 * len(squares), dtype=np.int32)
    n_nodes = 0
    for i in range(len(squares)):
        edge = hanging.on_edge[squares[i]]
        if edge < 0:
            continue
        flags = hanging.flags[edge]
        for end in range(2):
            node = hanging.to_node[edge] if end == 0 else hanging.from_node[edge]
            usable = flags & (FORWARD if end == 0 else BACKWARD)
            if usable and not wanted[node] and (len(is_left) == 0 or is_left[node]):
                wanted[node] = True
                nodes[n_nodes] = node
                n_nodes += 1
    return nodes[:n_nodes]


def entry_costs(reach: Reach, listed: PatientList) -> Int32:
    """Return the reach's cost for each square of a list, INFINITE where it is not within it."""
    at = np.searchsorted(reach.squares, listed.squares)
    inside = at < len(reach.squares)
    inside[inside] = reach.squares[at[inside]] == listed.squares[inside]
    cost = np.full(len(listed.squares), INFINITE, dtype=np.int32)
    cost[inside] = reach.cost[at[inside]]
    return cost
