"""Contracts chains of segments into edges between junctions."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.kernels.kernel import bulk_kernel
from models.network.curve import curve_order
from models.network.network import BACKWARD, BRIDGE, FERRY, FORWARD, Int32, UInt8
from models.network.segments import Segments

_DIRECTIONS = FORWARD | BACKWARD


class Chains(NamedTuple):
    """Edges as chains of segments, sorted by the node they start from.

    `node` int32 (n_node,): the point that each node is, in the order of the curve;
    `first`, `last` int32 (n_edge,): nodes; `flags` uint8 (n_edge,), as seen from `first`;
    `start` int32 (n_edge + 1,): where each edge's segments begin in `segment`; `segment`
    int32 (n,); `point` int32 (n + n_edge,): the points of each edge, ends included, so that
    edge i's begin at `start[i] + i`.
    """

    node: Int32
    first: Int32
    last: Int32
    flags: UInt8
    start: Int32
    segment: Int32
    point: Int32


class _Ends(NamedTuple):
    """The segments that end at each point: `start` (n_point + 1,), `segment` (2 n_segment,)."""

    start: Int32
    segment: Int32


def contracted(segments: Segments) -> Chains:
    """Return segments that hang together as edges between nodes.

    A point is no node where exactly two segments meet, both road, both ferry or both bridge,
    with the same directions of traffic: speeds may differ. A mere ring keeps the point that comes
    first on the curve. Parallel edges and loops are kept.
    """
    count = segments.n_points
    ends = _ends(segments.start, segments.end, count)
    is_node = _find_nodes(ends.start, ends.segment, segments.start, segments.end, segments.flags)
    used = np.diff(ends.start) > 0
    order = curve_order(segments.e, segments.n, np.flatnonzero(used).astype(np.int32))
    if not is_node.any():
        is_node[order[0]] = True
    rank = np.full(count, -1, dtype=np.int32)
    first, last, flags, start, segment, point = _walk(
        order, is_node, ends.start, ends.segment, segments.start, segments.end, segments.flags
    )
    node = order[is_node[order]]
    rank[node] = np.arange(len(node), dtype=np.int32)
    return Chains(node, rank[first], rank[last], flags, start, segment, point)


def _ends(start: Int32, end: Int32, n_points: int) -> _Ends:
    at = np.concatenate([start, end])
    order = np.argsort(at, kind="stable")
    offsets = np.zeros(n_points + 1, dtype=np.int32)
    np.cumsum(np.bincount(at, minlength=n_points), out=offsets[1:])
    segment = np.concatenate([np.arange(len(start), dtype=np.int32)] * 2)[order]
    return _Ends(offsets, segment)


@bulk_kernel
def _find_nodes(
    at: Int32, segment: Int32, start: Int32, end: Int32, flags: UInt8
) -> NDArray[np.bool_]:
    """Mark the points that must stay: junctions, dead ends, where traffic or ferry changes."""
    is_node = np.zeros(len(at) - 1, np.bool_)
    for point in range(len(at) - 1):
        degree = at[point + 1] - at[point]
        if degree == 0:
            continue
        if degree != 2:
            is_node[point] = True
            continue
        a, b = segment[at[point]], segment[at[point] + 1]
        towards = _seen_from(flags[a], end[a] == point)
        away = _seen_from(flags[b], start[b] == point)
        is_node[point] = a == b or towards != away
    return is_node


@bulk_kernel
def _seen_from(flags: int, is_ahead: bool) -> int:
    """Return a segment's flags as seen along its own direction, or against it."""
    if is_ahead:
        return flags
    turned = flags & (FERRY | BRIDGE)
    if flags & FORWARD:
        turned |= BACKWARD
    if flags & BACKWARD:
        turned |= FORWARD
    return turned


@bulk_kernel
def _walk(
    order: Int32,
    is_node: NDArray[np.bool_],
    at: Int32,
    segment: Int32,
    start: Int32,
    end: Int32,
    flags: UInt8,
) -> tuple[Int32, Int32, UInt8, Int32, Int32, Int32]:
    """Walk from each node along each chain to the next node."""
    n_segments = len(start)
    is_used = np.zeros(n_segments, np.bool_)
    first, last = np.empty(n_segments, np.int32), np.empty(n_segments, np.int32)
    edge_flags = np.empty(n_segments, np.uint8)
    edge_start = np.zeros(n_segments + 1, np.int32)
    chain, points = np.empty(n_segments, np.int32), np.empty(2 * n_segments, np.int32)
    n_edges = n_chain = n_points = 0
    for node in order:
        for k in range(at[node], at[node + 1]):
            step = segment[k]
            if is_used[step] or not is_node[node]:
                continue
            here = node
            edge_flags[n_edges] = _seen_from(flags[step], start[step] == here)
            points[n_points] = here
            n_points += 1
            while True:
                is_used[step] = True
                chain[n_chain] = step
                n_chain += 1
                here = end[step] if start[step] == here else start[step]
                points[n_points] = here
                n_points += 1
                if is_node[here]:
                    break
                one, other = segment[at[here]], segment[at[here] + 1]
                step = other if one == step else one
            first[n_edges], last[n_edges] = node, here
            n_edges += 1
            edge_start[n_edges] = n_chain
    return (
        first[:n_edges],
        last[:n_edges],
        edge_flags[:n_edges],
        edge_start[: n_edges + 1],
        chain[:n_chain],
        points[:n_points],
    )
