"""Lays a new link into a network that is there: from the nearest point of a road on either side.

Roads are parted at points of their shapes only, and in whole decimetres: whoever joins them or
drives over them has the same way as before.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from models.domain.errors import InputError
from models.domain.place import DM_PER_M, Place
from models.network.book import ferry_time_ds, offsets_along
from models.network.join import EdgeIndex
from models.network.links import Link
from models.network.network import (
    BOTH_WAYS,
    BRIDGE,
    FERRY,
    NO_EDGE,
    Int32,
    Joints,
    LaidLink,
    Network,
)

SHORE_LIMIT_M = 2_000
"""How far the ends of a link may lie from a road."""

BRIDGE_KMH = 54.0
"""As on the land network: 15 m a second."""

_DS_PER_DM = 36 / (BRIDGE_KMH * DM_PER_M)


class _Parted(NamedTuple):
    """An edge in two: what lay beyond `at_dm` of `edge` lies on `beyond` now."""

    edge: int
    at_dm: int
    beyond: int


class Laid(NamedTuple):
    """A network with another link, and what was joined to it, joined as before."""

    network: Network
    joints: Joints


def lay_link(network: Network, joints: Joints, link: Link) -> Laid:
    """Return the network with one more link, the last of its book and in use.

    A bridge is driven at BRIDGE_KMH.

    Raises
    ------
    InputError
        When an end has no road within SHORE_LIMIT_M, or both ends meet at the same point.
    """
    nodes = []
    for end in (link.start, link.end):
        network, joints, node = _node_at(network, joints, link, end)
        nodes.append(node)
    if nodes[0] == nodes[1]:
        raise InputError(
            f"»{link.name}«: begge ender ligger nærmest det samme sted på vejnettet. Sæt enderne "
            "på hver sin side af vandet.",
            f"'{link.name}': both ends lie nearest to the same place of the network. Put the ends "
            "on either side of the water.",
        )
    return Laid(_with_edge(network, link, nodes[0], nodes[1]), joints)


def _node_at(
    network: Network, joints: Joints, link: Link, end: Place
) -> tuple[Network, Joints, int]:
    """Return the network with a node where a link's end meets the road, and that node."""
    joint = EdgeIndex(network).join(end, SHORE_LIMIT_M)
    if joint.edge == NO_EDGE:
        raise InputError(
            f"»{link.name}«: der er ingen vej inden for {SHORE_LIMIT_M // 1000} km af stedet "
            f"{end.e:.0f}, {end.n:.0f}. Øer uden forbindelse er ikke med i vejnettet: "
            "deres færge eller bro skal være med i filerne, når projektet laves.",
            f"'{link.name}': there is no road within {SHORE_LIMIT_M // 1000} km of "
            f"{end.e:.0f}, {end.n:.0f}. Islands without any link are not in the "
            "network: their ferry or bridge must be in the files that the project is made from.",
        )
    edge = joint.edge
    first, last = int(network.shape_start[edge]), int(network.shape_start[edge + 1])
    offsets = network.shape_offset_dm[first:last]
    at = int(np.argmin(np.abs(offsets - joint.offset_dm)))
    is_link = any(laid.edge == edge for laid in network.links)
    if is_link:  # it must go out of use as one piece
        at = 0 if joint.offset_dm * 2 < offsets[-1] else len(offsets) - 1
    if at == 0 or offsets[at] == 0:
        return network, joints, int(network.edge_from[edge])
    if at == len(offsets) - 1 or offsets[at] == offsets[-1]:
        return network, joints, int(network.edge_to[edge])
    network, parted = _part(network, edge, at)
    return network, _joined_as_before(joints, parted), network.n_nodes - 1


def _part(network: Network, edge: int, at: int) -> tuple[Network, _Parted]:
    """Return the network with an edge parted at its shape's point number `at`."""
    first, last = int(network.shape_start[edge]), int(network.shape_start[edge + 1])
    middle = first + at
    offset_dm = int(network.shape_offset_dm[middle])
    length, time = int(network.edge_length_dm[edge]), int(network.edge_time_ds[edge])
    node, beyond = network.n_nodes, network.n_edges
    time_here = min(max(round(time * offset_dm / length), 1), max(time - 1, 1))

    def parted(shape: Int32, less: int = 0) -> Int32:
        there = shape[middle:last] - less
        return np.concatenate([shape[: middle + 1], shape[last:], there]).astype(np.int32)

    counts = np.append(np.diff(network.shape_start), last - middle)
    counts[edge] = at + 1
    edge_to, length_dm, time_ds = (
        array.copy() for array in (network.edge_to, network.edge_length_dm, network.edge_time_ds)
    )
    edge_to[edge], length_dm[edge], time_ds[edge] = node, offset_dm, time_here
    return (
        replace(
            network,
            node_e=_and(network.node_e, network.shape_e[middle]),
            node_n=_and(network.node_n, network.shape_n[middle]),
            edge_from=_and(network.edge_from, node),
            edge_to=_and(edge_to, network.edge_to[edge]),
            edge_length_dm=_and(length_dm, length - offset_dm),
            edge_time_ds=_and(time_ds, max(time - time_here, 1)),
            edge_flags=np.append(network.edge_flags, network.edge_flags[edge]),
            shape_start=_starts(counts),
            shape_e=parted(network.shape_e),
            shape_n=parted(network.shape_n),
            shape_offset_dm=parted(network.shape_offset_dm, offset_dm),
        ),
        _Parted(edge, offset_dm, beyond),
    )


def _joined_as_before(joints: Joints, parted: _Parted) -> Joints:
    is_beyond = (joints.edge == parted.edge) & (joints.offset_dm > parted.at_dm)
    edge, offset = joints.edge.copy(), joints.offset_dm.copy()
    edge[is_beyond] = parted.beyond
    offset[is_beyond] -= parted.at_dm
    return Joints(edge, offset, joints.access_dm)


def _with_edge(network: Network, link: Link, start: int, end: int) -> Network:
    """Return the network with an edge for the link between two nodes, over its own two ends."""
    corners = [link.start.in_dm(), link.end.in_dm()]
    e = np.array([network.node_e[start], *(c[0] for c in corners), network.node_e[end]], np.int32)
    n = np.array([network.node_n[start], *(c[1] for c in corners), network.node_n[end]], np.int32)
    offset = offsets_along(e, n)
    is_ferry = link.kind == "ferry"
    time = ferry_time_ds(link) if is_ferry else max(round(offset[-1] * _DS_PER_DM), 1)
    flags = BOTH_WAYS | (FERRY if is_ferry else BRIDGE)
    return replace(
        network,
        edge_from=_and(network.edge_from, start),
        edge_to=_and(network.edge_to, end),
        edge_length_dm=_and(network.edge_length_dm, offset[-1]),
        edge_time_ds=_and(network.edge_time_ds, time),
        edge_flags=np.append(network.edge_flags, np.uint8(flags)),
        shape_start=_and(network.shape_start, len(network.shape_e) + len(e)),
        shape_e=np.concatenate([network.shape_e, e]),
        shape_n=np.concatenate([network.shape_n, n]),
        shape_offset_dm=np.concatenate([network.shape_offset_dm, offset]),
        links=(*network.links, LaidLink(link, network.n_edges, flags)),
    )


def _and(array: Int32, value: int) -> Int32:
    return np.append(array, np.int32(value))


def _starts(counts: Int32) -> Int32:
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
