"""The network as arrays: contracted edges, their shapes, and the reversed adjacency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.network.links import Link

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
UInt8 = NDArray[np.uint8]

FORWARD = 1
"""Edge flag: may be travelled from `edge_from` to `edge_to`."""
BACKWARD = 2
"""Edge flag: may be travelled from `edge_to` to `edge_from`."""
FERRY = 4
"""Edge flag: a crossing by ferry."""
BRIDGE = 8
"""Edge flag: a bridge or dam of the book, an edge of its own that can be put out of use."""
BOTH_WAYS = FORWARD | BACKWARD
"""What an edge loses when its link is put out of use."""

FERRY_COST = 1 << 27
"""Added to a search cost for each ferry, so that fewest crossings come first.

A ferry is not a road: somebody who can drive is never sent over water because the crow
flies shorter there. `cost % FERRY_COST` is the length in decimetres, `cost // FERRY_COST`
the number of crossings. 2**27 dm is 13,400 km, so lengths never reach it, and int32 holds
fifteen crossings.
"""

NO_EDGE = -1
"""Where a point could not be joined to the network."""


class Ferry(NamedTuple):
    """A crossing: its name, its edge, and the minutes it takes (wait included in edge time)."""

    name: str
    edge: int
    minutes: float
    wait_minutes: float


class LaidLink(NamedTuple):
    """A link of the book, its edge, and the edge's flags while the link is in use."""

    link: Link
    edge: int
    flags: int


class Joint(NamedTuple):
    """Where one point joins the network.

    `edge` is -1 where it cannot; `offset_dm` is measured along the edge from its start;
    `access_dm` is the straight access leg.
    """

    edge: int
    offset_dm: int
    access_dm: int


@dataclass(frozen=True, slots=True)
class Joints:
    """Where many points join the network: three int32 arrays of shape (n_point,), see `Joint`."""

    edge: Int32
    offset_dm: Int32
    access_dm: Int32

    def __len__(self) -> int:
        return len(self.edge)

    def __getitem__(self, index: int) -> Joint:
        return Joint(int(self.edge[index]), int(self.offset_dm[index]), int(self.access_dm[index]))


@dataclass(frozen=True, slots=True)
class Network:
    """A contracted network; nodes sorted along a space-filling curve.

    Only the main component (ferries included) is kept. Nodes of degree two are contracted
    into edges; parallel edges and loops stay, because points may hang on them.

    Attributes
    ----------
    kind : "road" or "land"
        A land network's lengths are estimates and are marked "≈" wherever shown.
    source : str
        Name and date of the file it was read from, for the page footer.
    node_e, node_n : ndarray of int32 with shape (n_node,)
        EPSG:25832, decimetres.
    edge_from, edge_to : ndarray of int32 with shape (n_edge,)
    edge_length_dm : ndarray of int32 with shape (n_edge,)
        Sum of the whole-decimetre lengths of the edge's segments.
    edge_time_ds : ndarray of int32 with shape (n_edge,)
        Tenths of a second; for a ferry crossing and wait.
    edge_flags : ndarray of uint8 with shape (n_edge,)
        FORWARD, BACKWARD, FERRY, BRIDGE. A link out of use has neither direction.
    shape_start : ndarray of int32 with shape (n_edge + 1,)
        Edge i's points are `shape_start[i]` to `shape_start[i + 1]`, ends included.
    shape_e, shape_n : ndarray of int32 with shape (n_shape,)
        EPSG:25832, decimetres.
    shape_offset_dm : ndarray of int32 with shape (n_shape,)
        Distance along the edge from its start; the last one is the edge's length.
    links : tuple of LaidLink
        The book of bridges and ferries: each has one edge, by the number of which they stand.
    """

    kind: Literal["road", "land"]
    source: str
    node_e: Int32
    node_n: Int32
    edge_from: Int32
    edge_to: Int32
    edge_length_dm: Int32
    edge_time_ds: Int32
    edge_flags: UInt8
    shape_start: Int32
    shape_e: Int32
    shape_n: Int32
    shape_offset_dm: Int32
    links: tuple[LaidLink, ...] = ()

    @property
    def ferries(self) -> tuple[Ferry, ...]:
        """The crossings by ferry, in use or not."""
        return tuple(
            Ferry(link.name, edge, link.minutes, link.wait_minutes)
            for link, edge, _ in self.links
            if link.kind == "ferry"
        )

    @property
    def edge_costs(self) -> Int32:
        """What a search pays for each edge: its length, and FERRY_COST on ferries; int32."""
        crossing = np.where(self.edge_flags & FERRY, FERRY_COST, 0).astype(np.int32)
        cost: Int32 = self.edge_length_dm + crossing
        return cost

    @property
    def n_nodes(self) -> int:
        """The number of nodes."""
        return len(self.node_e)

    @property
    def n_edges(self) -> int:
        """The number of edges."""
        return len(self.edge_from)


class Arcs(NamedTuple):
    """The reversed graph: for each node, the arcs by which it can be reached.

    Searching it from a clinic gives the way from home to clinic, one-way streets respected.

    `start` int32 (n_node + 1,); `node` int32 (n_arc,) the node one comes from; `cost` int32
    (n_arc,) length in decimetres plus FERRY_COST on ferries.
    """

    start: Int32
    node: Int32
    cost: Int32


def reversed_arcs(network: Network) -> Arcs:
    """Return the arcs by which each node can be reached, sorted by node."""
    ahead, back = (network.edge_flags & FORWARD) > 0, (network.edge_flags & BACKWARD) > 0
    at = np.concatenate([network.edge_to[ahead], network.edge_from[back]])
    other = np.concatenate([network.edge_from[ahead], network.edge_to[back]])
    cost = np.concatenate([network.edge_costs[ahead], network.edge_costs[back]])
    return arcs_between(at, other, cost, network.n_nodes)


def arcs_between(at: Int32, other: Int32, cost: Int32, n_nodes: int) -> Arcs:
    """Return arcs kept `at` one of their ends; all int32 with shape (n_arc,)."""
    order = np.argsort(at, kind="stable")
    start = np.zeros(n_nodes + 1, dtype=np.int32)
    np.cumsum(np.bincount(at, minlength=n_nodes), out=start[1:])
    return Arcs(start, other[order].astype(np.int32), cost[order].astype(np.int32))
