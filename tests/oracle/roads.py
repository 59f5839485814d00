"""Road distances another way: every road point a node, SciPy's Dijkstra, nothing contracted.

Independent of the program's own reading, repairing, joining and searching: only the library
that unpacks the file is the same.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
import osmium
import pyproj
import scipy.sparse as sparse
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import cKDTree

FERRY_M = 1e7
"""Added for each crossing, so that whoever can drive is not sent over water."""


QUAY_M = 1000.0
"""A quay is shorter than this, and no farther from its road."""


class Roads(NamedTuple):
    """Points in EPSG:25832 metres with shape (n, 2), and segments between them with lengths."""

    points: np.ndarray
    start: np.ndarray
    end: np.ndarray
    length: np.ndarray
    is_ferry: np.ndarray


def read_roads(path: Path) -> Roads:
    """Read all segments of ways with `highway` and of ferries."""
    ids: list[int] = []
    lonlat: list[tuple[float, float]] = []
    starts: list[int] = []
    ends: list[int] = []
    ferry: list[bool] = []
    for way in osmium.FileProcessor(str(path)).with_locations():
        if not way.is_way():
            continue
        is_ferry = way.tags.get("route") == "ferry"
        if not is_ferry and "highway" not in way.tags:
            continue
        refs = [node.ref for node in way.nodes]
        ids += refs
        lonlat += [(node.lon, node.lat) for node in way.nodes]
        starts += refs[:-1]
        ends += refs[1:]
        ferry += [is_ferry] * (len(refs) - 1)
    unique, first = np.unique(np.array(ids), return_index=True)
    project = pyproj.Transformer.from_crs(4326, 25832, always_xy=True)
    points = np.column_stack(project.transform(*np.array(lonlat)[first].T))
    start, end = np.searchsorted(unique, starts), np.searchsorted(unique, ends)
    length = np.hypot(*(points[start] - points[end]).T)
    return Roads(points, start, end, length, np.array(ferry))


def with_quays(roads: Roads) -> Roads:
    """Return the roads with ferry ends that stand on a mere quay joined to the nearest road.

    In the file of Midtjylland the quay at Hou hangs on nothing: without this its islands
    would be reached by way of Zealand.
    """
    land = ~roads.is_ferry
    piece = pieces(roads._replace(start=roads.start[land], end=roads.end[land]))
    metres = np.bincount(piece[roads.start[land]], roads.length[land], minlength=piece.max() + 1)
    is_road = metres[piece] >= QUAY_M
    ends = np.unique([roads.start[~land], roads.end[~land]])
    loose, shore = ends[~is_road[ends]], np.flatnonzero(is_road)
    gap, nearest = cKDTree(roads.points[shore]).query(roads.points[loose])
    near = gap <= QUAY_M
    return Roads(
        roads.points,
        np.concatenate([roads.start, loose[near]]),
        np.concatenate([roads.end, shore[nearest[near]]]),
        np.concatenate([roads.length, gap[near]]),
        np.concatenate([roads.is_ferry, np.zeros(near.sum(), dtype=bool)]),
    )


def largest_piece(roads: Roads) -> np.ndarray:
    """Return which points belong to the largest piece of the net, ferries included."""
    piece = pieces(roads)
    return piece == np.bincount(piece).argmax()


def pieces(roads: Roads) -> np.ndarray:
    """Return the number of the piece that each point belongs to."""
    n = len(roads.points)
    graph = sparse.coo_matrix((np.ones(len(roads.start)), (roads.start, roads.end)), shape=(n, n))
    return connected_components(graph, directed=False)[1]


class Joined(NamedTuple):
    """Where places join: segment, share of its length from its start, metres of access."""

    segment: np.ndarray
    share: np.ndarray
    access: np.ndarray


def join(roads: Roads, places: np.ndarray) -> Joined:
    """Join places to the nearest point of the nearest road segment of the largest piece."""
    main = largest_piece(roads)
    usable = np.flatnonzero(main[roads.start] & ~roads.is_ferry)
    a, b = roads.points[roads.start[usable]], roads.points[roads.end[usable]]
    counts = np.maximum(1, np.ceil(roads.length[usable] / 50)).astype(int)
    owner = np.repeat(np.arange(len(usable)), counts)
    step = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    along = (step + 0.5) / counts[owner]
    tree = cKDTree(a[owner] + (b - a)[owner] * along[:, None])
    near = owner[tree.query(places, k=12)[1]]
    way = (b - a)[near]
    square = np.maximum((way**2).sum(axis=2), 1e-12)
    share = np.clip(((places[:, None] - a[near]) * way).sum(axis=2) / square, 0, 1)
    access = np.linalg.norm(places[:, None] - a[near] - share[..., None] * way, axis=2)
    best = access.argmin(axis=1)
    row = np.arange(len(places))
    return Joined(usable[near[row, best]], share[row, best], access[row, best])


def nearest_m(roads: Roads, homes: Joined, clinics: Joined) -> np.ndarray:
    """Return each home's distance to its nearest clinic, metres, by one search over all."""
    n = len(roads.points)
    new = n + np.arange(len(clinics.segment))
    length = roads.length[clinics.segment]
    start = np.concatenate([roads.start, new, new])
    end = np.concatenate([roads.end, roads.start[clinics.segment], roads.end[clinics.segment]])
    cost = np.concatenate(
        [
            roads.length + FERRY_M * roads.is_ferry,
            clinics.access + clinics.share * length,
            clinics.access + (1 - clinics.share) * length,
        ]
    )
    order = np.lexsort((cost, end, start))
    first = np.ones(len(order), dtype=bool)
    first[1:] = (np.diff(start[order]) != 0) | (np.diff(end[order]) != 0)
    keep = order[first]
    size = n + len(new)
    graph = sparse.coo_matrix((cost[keep] + 1e-9, (start[keep], end[keep])), shape=(size, size))
    reached = dijkstra(graph.tocsr(), directed=False, indices=new, min_only=True)
    over_start = reached[roads.start[homes.segment]] + homes.share * roads.length[homes.segment]
    over_end = reached[roads.end[homes.segment]] + (1 - homes.share) * roads.length[homes.segment]
    return (homes.access + np.minimum(over_start, over_end)) % FERRY_M
