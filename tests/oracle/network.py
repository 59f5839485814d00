"""Slow twins of the network's kernels: plain loops, compared with the fast ones in tests."""

from __future__ import annotations

import heapq
import math
from itertools import pairwise

from models.network.network import BACKWARD, FERRY, FORWARD, Joint, Network


def join_slowly(network: Network, e: int, n: int, limit_dm: int) -> Joint:
    """Look at every segment of every edge that is no ferry; decimetres."""
    best = (float(limit_dm) ** 2, -1, 0)
    for edge in range(network.n_edges):
        if network.edge_flags[edge] & FERRY:
            continue
        for i in range(network.shape_start[edge], network.shape_start[edge + 1] - 1):
            ae, an = float(network.shape_e[i]), float(network.shape_n[i])
            de, dn = float(network.shape_e[i + 1]) - ae, float(network.shape_n[i + 1]) - an
            length_2 = de * de + dn * dn
            along = ((e - ae) * de + (n - an) * dn) / length_2 if length_2 else 0.0
            along = min(max(along, 0.0), 1.0)
            xe, xn = e - (ae + along * de), n - (an + along * dn)
            step = int(network.shape_offset_dm[i + 1]) - int(network.shape_offset_dm[i])
            offset = int(network.shape_offset_dm[i]) + round(along * step)
            distance_2 = xe * xe + xn * xn
            if distance_2 < best[0] or (distance_2 == best[0] and best[1] < 0):
                best = (distance_2, edge, offset)
    if best[1] < 0:
        return Joint(-1, 0, 0)
    return Joint(best[1], best[2], round(math.sqrt(best[0])))


def way_slowly(network: Network, start: Joint, end: Joint, avoid_ferries: bool) -> int | None:
    """Return the length (dm) of the shortest way between two joints by Dijkstra over a dict."""
    graph: dict[object, list[tuple[object, int]]] = {}

    def road(a: object, b: object, length: int, flags: int) -> None:
        if avoid_ferries and flags & FERRY:
            return
        if flags & FORWARD:
            graph.setdefault(a, []).append((b, length))
        if flags & BACKWARD:
            graph.setdefault(b, []).append((a, length))

    extra = start.access_dm + end.access_dm
    if (start.edge, start.offset_dm) == (end.edge, end.offset_dm):
        return extra
    for edge in range(network.n_edges):
        joints = ((start, "start"), (end, "end"))
        inner = sorted((joint.offset_dm, name) for joint, name in joints if joint.edge == edge)
        first: tuple[int, object] = (0, int(network.edge_from[edge]))
        last: tuple[int, object] = (int(network.edge_length_dm[edge]), int(network.edge_to[edge]))
        for (at, a), (to, b) in pairwise((first, *inner, last)):
            road(a, b, to - at, int(network.edge_flags[edge]))
    return _dijkstra(graph, "start", "end", extra)


def _dijkstra(
    graph: dict[object, list[tuple[object, int]]], start: object, end: object, extra: int
) -> int | None:
    best: dict[object, int] = {start: extra}
    queue: list[tuple[int, int, object]] = [(extra, 0, start)]
    count = 0
    while queue:
        length, _, node = heapq.heappop(queue)
        if node == end:
            return length
        for to, step in graph.get(node, []):
            if length + step < best.get(to, 1 << 62):
                best[to] = length + step
                count += 1
                heapq.heappush(queue, (length + step, count, to))
    return None
