"""The shortest way between two joints, for the planner to see and to check."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from typing import NamedTuple

import numpy as np

from models.domain.place import DM_PER_M, Place
from models.kernels.kernel import kernel
from models.network.join import place_on_edge
from models.network.network import (
    BACKWARD,
    FERRY,
    FORWARD,
    NO_EDGE,
    Int32,
    Int64,
    Joint,
    Network,
    UInt8,
)

ACCESS_KMH = 20.0
"""Speed between a place and the point where it joins the network."""

_UNREACHED = 1 << 62
_NODE_BITS = 31
_SECONDS_PER_DM = 3.6 / (ACCESS_KMH * DM_PER_M)


class Step(NamedTuple):
    """A stretch of one edge, travelled from one offset to another (decimetres)."""

    edge: int
    start_dm: int
    end_dm: int


@dataclass(frozen=True, slots=True)
class Route:
    """The shortest way from one joint to another.

    Attributes
    ----------
    distance_dm : int
        Whole length in decimetres, access legs and ferries (with their length) included.
    access_dm : int
        The part of it that is the two access legs.
    seconds : float
        Time on this way, waits for ferries included; access legs at ACCESS_KMH.
    ferries : tuple of str
        Names of the crossings, in order.
    steps : tuple of Step
        Empty where both ends join at the same point.
    """

    distance_dm: int
    access_dm: int
    seconds: float
    ferries: tuple[str, ...]
    steps: tuple[Step, ...]


class _Adjacency(NamedTuple):
    """The edges at each node, loops twice: `start` int32 (n_node + 1,), `edge` (2 n_edge,)."""

    start: Int32
    edge: Int32


class Router:
    """Finds ways in one network; keeps what is the same for every question.

    Attributes
    ----------
    network : Network
    """

    def __init__(self, network: Network) -> None:
        self.network = network

    @cached_property
    def _adjacency(self) -> _Adjacency:
        at = np.concatenate([self.network.edge_from, self.network.edge_to])
        edges = np.tile(np.arange(self.network.n_edges, dtype=np.int32), 2)
        start = np.zeros(self.network.n_nodes + 1, dtype=np.int32)
        np.cumsum(np.bincount(at, minlength=self.network.n_nodes), out=start[1:])
        return _Adjacency(start, edges[np.argsort(at, kind="stable")])

    def find(self, start: Joint, end: Joint, avoid_ferries: bool = False) -> Route | None:
        """Return the shortest way from `start` to `end`, None where there is none.

        Shortest in length, a ferry counting with its own; one-way streets are respected.
        `distance_dm` may thus be less than by the fewest crossings, which the search for
        the nearest practice prefers: ask again with `avoid_ferries` for the way by road.
        """
        if NO_EDGE in (start.edge, end.edge):
            return None
        direct = self._along_one_edge(start, end)
        limit = abs(direct.end_dm - direct.start_dm) if direct else _UNREACHED
        if steps := self._around(start, end, avoid_ferries, limit):
            return self._route(start, end, steps)
        return self._route(start, end, (direct,)) if direct else None

    def _along_one_edge(self, start: Joint, end: Joint) -> Step | None:
        """Return the way along the edge that both stand on, where traffic may go that way."""
        if start.edge != end.edge:
            return None
        needed = FORWARD if end.offset_dm >= start.offset_dm else BACKWARD
        same_place = end.offset_dm == start.offset_dm
        if not same_place and not self.network.edge_flags[start.edge] & needed:
            return None
        return Step(start.edge, start.offset_dm, end.offset_dm)

    def _around(
        self, start: Joint, end: Joint, avoid_ferries: bool, limit: int
    ) -> tuple[Step, ...]:
        """Return the shortest way over nodes if it is shorter than `limit`, else nothing."""
        network = self.network
        joints = np.array([start[:2], end[:2]], dtype=np.int64)
        way = _search_both_ways(
            *self._adjacency,
            network.edge_from,
            network.edge_to,
            network.edge_length_dm,
            network.edge_flags,
            joints,
            avoid_ferries,
            limit,
        )
        steps = []
        for index, code in enumerate(way.tolist()):
            edge, is_ahead = divmod(code, 2)
            length = int(network.edge_length_dm[edge])
            first, last = (0, length) if is_ahead else (length, 0)
            first = start.offset_dm if index == 0 else first
            last = end.offset_dm if index == len(way) - 1 else last
            steps.append(Step(edge, first, last))
        return tuple(steps)

    def _route(self, start: Joint, end: Joint, steps: tuple[Step, ...]) -> Route:
        network = self.network
        access_dm = start.access_dm + end.access_dm
        names = {ferry.edge: ferry.name for ferry in network.ferries}
        seconds = access_dm * _SECONDS_PER_DM
        for step in steps:
            share = abs(step.end_dm - step.start_dm) / int(network.edge_length_dm[step.edge])
            seconds += share * int(network.edge_time_ds[step.edge]) / 10
        return Route(
            distance_dm=access_dm + sum(abs(step.end_dm - step.start_dm) for step in steps),
            access_dm=access_dm,
            seconds=seconds,
            ferries=tuple(names[step.edge] for step in steps if step.edge in names),
            steps=tuple(step for step in steps if step.start_dm != step.end_dm),
        )


def find_route(
    network: Network, start: Joint, end: Joint, avoid_ferries: bool = False
) -> Route | None:
    """Return the shortest way between two joints, as `Router.find`, for a single question."""
    return Router(network).find(start, end, avoid_ferries)


def route_places(network: Network, route: Route) -> tuple[Place, ...]:
    """Return the corners of a route along the network (EPSG:25832, metres), in order.

    The access legs are not part of it: they are straight from the places asked for.
    """
    places: list[Place] = []
    for step in route.steps:
        first, last = network.shape_start[step.edge], network.shape_start[step.edge + 1]
        offsets = network.shape_offset_dm[first:last]
        low, high = min(step.start_dm, step.end_dm), max(step.start_dm, step.end_dm)
        inside = first + np.flatnonzero((offsets > low) & (offsets < high))
        corners = [
            Place(int(network.shape_e[i]) / DM_PER_M, int(network.shape_n[i]) / DM_PER_M)
            for i in (inside if step.start_dm < step.end_dm else inside[::-1])
        ]
        places.append(place_on_edge(network, step.edge, step.start_dm))
        places.extend(corners)
        places.append(place_on_edge(network, step.edge, step.end_dm))
    return tuple(dict.fromkeys(places))


@kernel
def _search_both_ways(
    node_start: Int32,
    node_edge: Int32,
    edge_from: Int32,
    edge_to: Int32,
    length_dm: Int32,
    flags: UInt8,
    joints: Int64,
    avoid_ferries: bool,
    limit: int,
) -> Int64:
    """Search from both ends at once (Dijkstra) until the two cannot meet any nearer.

    Row 0 of each array belongs to the search from the source, row 1 to that from the
    target, which goes against the traffic; `joints` holds edge and offset of both. Returns
    the edges of a way shorter than `limit`, in order, each as twice its number, plus 1
    where it is travelled ahead; empty where there is none.
    """
    n_nodes = len(node_start) - 1
    distance = np.full((2, n_nodes), _UNREACHED, np.int64)
    came_by = np.full((2, n_nodes), NO_EDGE, np.int64)
    queues = ([np.int64(0)], [np.int64(0)])
    best, meeting = limit, -1
    for side in range(2):
        queues[side].clear()
        edge, offset = joints[side]
        for is_to in range(2):
            # leaving the source ahead, or reaching the target against the traffic
            is_ahead = is_to != side
            if not flags[edge] & (FORWARD if is_ahead else BACKWARD):
                continue
            node = edge_to[edge] if is_to else edge_from[edge]
            cost = length_dm[edge] - offset if is_to else offset
            if cost < distance[side, node]:
                distance[side, node] = cost
                came_by[side, node] = 2 * edge + is_ahead
                heappush(queues[side], (np.int64(cost) << _NODE_BITS) + node)
                if distance[1 - side, node] + cost < best:
                    best, meeting = distance[1 - side, node] + cost, node
    while len(queues[0]) and len(queues[1]):
        if (queues[0][0] >> _NODE_BITS) + (queues[1][0] >> _NODE_BITS) >= best:
            break
        side = 0 if queues[0][0] <= queues[1][0] else 1
        key = heappop(queues[side])
        node, so_far = key & ((1 << _NODE_BITS) - 1), key >> _NODE_BITS
        if so_far > distance[side, node]:
            continue
        for k in range(node_start[node], node_start[node + 1]):
            edge = node_edge[k]
            if avoid_ferries and flags[edge] & FERRY:
                continue
            starts_here = edge_from[edge] == node
            is_ahead = starts_here == (side == 0)
            if not flags[edge] & (FORWARD if is_ahead else BACKWARD):
                continue
            other = edge_to[edge] if starts_here else edge_from[edge]
            cost = so_far + length_dm[edge]
            if cost < distance[side, other]:
                distance[side, other] = cost
                came_by[side, other] = 2 * edge + is_ahead
                heappush(queues[side], (cost << _NODE_BITS) + other)
                if distance[1 - side, other] + cost < best:
                    best, meeting = distance[1 - side, other] + cost, other
    way: Int64 = _unwound(came_by, edge_from, edge_to, joints, meeting)
    return way


@kernel
def _unwound(
    came_by: Int64, edge_from: Int32, edge_to: Int32, joints: Int64, meeting: int
) -> Int64:
    """Return the way through the meeting node as edges, back to the source, on to the target."""
    way = [np.int64(0)]
    way.clear()
    if meeting < 0:
        return np.array(way)
    for side in range(2):
        node = meeting
        while True:
            code = came_by[side, node]
            way.append(code)
            edge, is_ahead = code >> 1, code & 1
            if edge == joints[side, 0]:
                break
            node = edge_from[edge] if is_ahead != side else edge_to[edge]
        if side == 0:
            way.reverse()
    return np.array(way)
