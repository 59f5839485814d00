"""Repairs of a road file: pieces cut off by gaps, dams it leaves out, ferries beside the road."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import dist
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from models.domain.place import DM_PER_M, Place
from models.network.grid import NOTHING, Grid, Hits, build_grid, count_near, nearest_segments
from models.network.links import Link
from models.network.network import BOTH_WAYS, BRIDGE, FERRY, Int32, Int64
from models.network.segments import ROAD, Pieces, Segments, road_pieces

GAP_DM = 100
"""The widest gap (10 m) at which a piece of road is joined to a longer one.

Within the width of a road, two ends belong together. Wider gaps may be cuts between two
municipalities' files or real ones, a ford or a barrier, which the file does not tell: such
pieces are left out and named, and whoever lives there joins the nearest road of the rest.
On the road file of Midtjylland 88 of 610 pieces (52 km) are joined. At 50 m it would be 426
pieces (272 km), and the mean distance of Silkeborg would rise by 3.7 %, that of Odder fall
by 1.5 %: too much to be decided by a guess. Each piece gets one connector to one longer
piece, so no way between two points of the same piece changes.
"""

FERRY_REACH_DM = 10_000
"""A ferry is joined to roads, or a misplaced one moved, within this distance (1 km)."""

QUAY_PIECE_DM = 10_000
"""Road pieces shorter than this (1 km) are quays: a ferry must reach a longer one."""

STRANDED_PIECE_DM = 20_000
"""Road pieces at least this long (2 km) may be an island whose ferry is misplaced."""

BRIDGE_REACH_DM = 2_500
"""A known bridge joins pieces of road whose nearest points lie within 250 m of its ends."""

BRIDGED_PIECE_DM = 10_000
"""Road pieces shorter than this (1 km) are not what a known bridge leads to."""

CONNECTOR_KMH = 20.0

NEAR_MISS_DM = 20
"""A dead end this close (2 m) to a road it does not touch is counted, and left as it is."""


class Repairs(NamedTuple):
    """What was mended: pieces joined over gaps and their length, ferries joined and moved.

    `bridges` are the known bridges that were laid because the file leaves them out.

    `near_misses` counts the dead ends within NEAR_MISS_DM of another road. They are not
    joined: that would change ways between places the file joins otherwise, and whether
    such an end is a mistake or a bollard cannot be told from the file.
    """

    pieces_joined: int
    joined_dm: int
    ferries_joined: tuple[str, ...]
    ferries_moved: tuple[str, ...]
    near_misses: int
    bridges: tuple[Link, ...] = ()


def repaired(segments: Segments, links: Sequence[Link] = ()) -> tuple[Segments, Repairs]:
    """Return the segments with gaps closed and ferries joined, and what was done.

    A bridge of `links` whose ends lie at different pieces of road is laid between them: that
    there is a bridge is known, how the file came to leave it out need not be.
    """
    segments, pieces_joined, joined_dm = _close_gaps(segments)
    segments, bridges = _lay_bridges(segments, [link for link in links if link.kind == "bridge"])
    segments, joined = _join_ferries(segments)
    segments, moved = _move_ferries(segments)
    near_misses = _count_near_misses(segments)
    return segments, Repairs(pieces_joined, joined_dm, joined, moved, near_misses, bridges)


def road_grid(segments: Segments, pieces: Pieces) -> Grid:
    """Return a grid over the roads, ranked by their piece; ferries are left out."""
    e1, n1 = segments.e[segments.start], segments.n[segments.start]
    e2, n2 = segments.e[segments.end], segments.n[segments.end]
    rank = np.where(segments.is_road, pieces.of_point[segments.start], -1).astype(np.int32)
    return build_grid(e1, n1, e2, n2, rank)


def _close_gaps(segments: Segments) -> tuple[Segments, int, int]:
    """Join every piece to the nearest longer one within GAP_DM, at its narrowest gap."""
    pieces = road_pieces(segments)
    points = np.flatnonzero((pieces.of_point > 0) & (pieces.length_dm[pieces.of_point] > 0))
    hits = _nearest(segments, road_grid(segments, pieces), points, GAP_DM, pieces.of_point[points])
    best = _narrowest(points, hits, pieces)
    joined_dm = int(pieces.length_dm[pieces.of_point[points[best]]].sum())
    return _connected(segments, points[best], _picked(hits, best)), len(best), joined_dm


def _lay_bridges(segments: Segments, bridges: Sequence[Link]) -> tuple[Segments, tuple[Link, ...]]:
    """Lay the bridges between whose ends the file has none, and return which."""
    laid = []
    for bridge in bridges:
        bridged = _bridged(segments, bridge)
        if bridged is not None:
            segments = bridged
            laid.append(bridge)
    return segments, tuple(laid)


def _bridged(segments: Segments, bridge: Link) -> Segments | None:
    """Return the segments with a bridge at the narrowest gap, None where there is nothing to do."""
    pieces = road_pieces(segments)
    is_long = pieces.length_dm[pieces.of_point] >= BRIDGED_PIECE_DM
    sides = [_points_near(segments, place, is_long) for place in (bridge.start, bridge.end)]
    if not all(len(side) for side in sides):
        return None
    one, other = (int(pieces.of_point[side[0]]) for side in sides)
    if one == other:
        return None
    shorter, longer = max(one, other), min(one, other)
    points = np.unique(np.concatenate(sides))
    points = points[pieces.of_point[points] == shorter]
    on_longer = segments.kept(pieces.of_point[segments.start] == longer)
    below = np.full(len(points), shorter, np.int32)
    grid = road_grid(on_longer, pieces)
    hits = _nearest(on_longer, grid, points, 2 * BRIDGE_REACH_DM + _length_dm(bridge), below)
    best = _narrowest(points, hits, pieces)
    if not len(best):
        return None
    kept = np.flatnonzero(pieces.of_point[segments.start] == longer).astype(np.int32)
    picked = _picked(hits, best)
    return _connected(segments, points[best], picked._replace(segment=kept[picked.segment]), BRIDGE)


def _points_near(segments: Segments, place: Place, wanted: NDArray[np.bool_]) -> Int64:
    """Return the points of roads within BRIDGE_REACH_DM of a place, the nearest first."""
    e, n = place.in_dm()
    distance = np.hypot(segments.e.astype(np.float64) - e, segments.n.astype(np.float64) - n)
    near = np.flatnonzero(wanted & (distance <= BRIDGE_REACH_DM))
    nearest: Int64 = near[np.lexsort((near, distance[near]))]
    return nearest


def _length_dm(bridge: Link) -> int:
    return round(dist(bridge.start, bridge.end) * DM_PER_M)


def _join_ferries(segments: Segments) -> tuple[Segments, tuple[str, ...]]:
    """Join ferry ends that stand beside the road, or on a quay, to the nearest longer road."""
    pieces = road_pieces(segments)
    ends = _loose_ends(segments)
    ends = ends[pieces.length_dm[pieces.of_point[ends]] < QUAY_PIECE_DM]
    below = np.full(len(ends), np.sum(pieces.length_dm >= QUAY_PIECE_DM), np.int32)
    hits = _nearest(segments, road_grid(segments, pieces), ends, FERRY_REACH_DM, below)
    found = np.flatnonzero(hits.segment != NOTHING)
    shore = pieces.of_point[segments.start[hits.segment[found]]]
    is_other = [
        piece not in pieces.of_point[_far_ends(segments, end)]
        for end, piece in zip(ends[found], shore, strict=True)
    ]
    found = found[np.array(is_other, dtype=np.bool_)]
    at_end = np.isin(segments.start, ends[found]) | np.isin(segments.end, ends[found])
    ferries = np.unique(segments.ferry[at_end & ~segments.is_road])
    names = tuple(segments.ferries[i].name for i in ferries)
    return _connected(segments, ends[found], _picked(hits, found)), names


def _loose_ends(segments: Segments) -> Int64:
    """Return the points where ferries land: not those where one way of a crossing meets the next.

    Two ways of the same name that meet away from any road are one crossing.
    """
    landed = set(_ferry_ends(segments).tolist())
    ferries = segments.kept(~segments.is_road)
    names: dict[int, list[str]] = {}
    for points in (ferries.start, ferries.end):
        for point, ferry in zip(points.tolist(), ferries.ferry.tolist(), strict=True):
            names.setdefault(point, []).append(segments.ferries[ferry].name)
    landed |= {point for point, some in names.items() if len(set(some)) == len(some)}
    roads = segments.is_road
    on_road = np.isin(list(names), np.concatenate([segments.start[roads], segments.end[roads]]))
    landed |= set(np.array(list(names), dtype=np.int64)[on_road].tolist())
    return np.array(sorted(landed), dtype=np.int64)


def _far_ends(segments: Segments, end: int) -> Int64:
    """Return the other ends of the ferries that land at a point.

    A ferry leads to another shore: its quay is not joined to the one it leaves for.
    """
    touches = ~segments.is_road & ((segments.start == end) | (segments.end == end))
    ferries = segments.kept(np.isin(segments.ferry, segments.ferry[touches]))
    ends = _ferry_ends(ferries)
    far: Int64 = ends[ends != end]
    return far


def _move_ferries(segments: Segments) -> tuple[Segments, tuple[str, ...]]:
    """Move ferries that go nowhere to the island beside them that has none.

    A ferry goes nowhere where all its ends lie on the same piece of road. Where it touches
    a piece that nothing else reaches, or ends within FERRY_REACH_DM of one, it was drawn
    beside the water it crosses (in the road file of Midtjylland those to Fur and Venø), and
    is laid over the narrowest strait between the piece and a longer one instead.
    """
    moved: list[str] = []
    while True:
        changed, name = _move_one_ferry(segments)
        if changed is segments:
            return segments, tuple(moved)
        segments = changed
        moved.append(name)


def _move_one_ferry(segments: Segments) -> tuple[Segments, str]:
    """Return the segments with one ferry moved, the same segments where none has to be."""
    pieces = road_pieces(segments)
    for piece in _stranded(segments, pieces):
        points = np.flatnonzero(pieces.of_point == piece)
        ferry = _idle_ferry(segments, pieces, points)
        if ferry == ROAD:
            continue
        others = segments.kept(segments.ferry != ferry)
        below = np.full(len(points), piece, np.int32)
        hits = _nearest(others, road_grid(others, pieces), points, FERRY_REACH_DM, below)
        best = _narrowest(points, hits, pieces)
        if len(best):
            moved = _connected(others, points[best], _picked(hits, best), FERRY, ferry)
            return moved, segments.ferries[ferry].name
    return segments, ""


def _stranded(segments: Segments, pieces: Pieces) -> list[int]:
    """Return the long pieces that neither road nor ferry joins to the longest."""
    ferry = ~segments.is_road
    size = len(pieces.length_dm)
    come, go = pieces.of_point[segments.start[ferry]], pieces.of_point[segments.end[ferry]]
    graph = csr_array((np.ones(len(come), np.int8), (come, go)), shape=(size, size))
    _, label = connected_components(graph, directed=False)
    long = np.flatnonzero((label != label[0]) & (pieces.length_dm >= STRANDED_PIECE_DM))
    return [int(piece) for piece in long]


def _idle_ferry(segments: Segments, pieces: Pieces, island: Int64) -> int:
    """Return the ferry that goes nowhere nearest to an island's points, -1 if none is near."""
    best, best_distance = ROAD, float(FERRY_REACH_DM)
    ferries = segments.kept(~segments.is_road)
    for ferry in np.unique(ferries.ferry):
        ends = _ferry_ends(ferries.kept(ferries.ferry == ferry))
        if len(np.unique(pieces.of_point[ends])) != 1:
            continue
        de = np.subtract.outer(segments.e[ends], segments.e[island]).astype(np.float64)
        dn = np.subtract.outer(segments.n[ends], segments.n[island]).astype(np.float64)
        distance = float(np.hypot(de, dn).min())
        if distance < best_distance:
            best, best_distance = int(ferry), distance
    return best


def _ferry_ends(segments: Segments) -> Int64:
    """Return the points where exactly one ferry segment ends."""
    ferry = ~segments.is_road
    touched = np.concatenate([segments.start[ferry], segments.end[ferry]])
    points, count = np.unique(touched, return_counts=True)
    ends: Int64 = points[count == 1].astype(np.int64)
    return ends


def _nearest(segments: Segments, grid: Grid, points: Int64, limit_dm: int, below: Int32) -> Hits:
    hits: Hits = nearest_segments(grid, segments.e[points], segments.n[points], limit_dm, below)
    return hits


def _narrowest(points: Int64, hits: Hits, pieces: Pieces) -> Int64:
    """Return, for each piece that was hit, the position in `points` of its narrowest gap."""
    found = np.flatnonzero(hits.segment != NOTHING)
    piece = pieces.of_point[points[found]]
    order = np.lexsort((found, hits.distance_2[found], piece))
    _, first = np.unique(piece[order], return_index=True)
    return found[order[first]]


def _picked(hits: Hits, index: Int64) -> Hits:
    return Hits(hits.segment[index], hits.along[index], hits.distance_2[index])


def _connected(
    segments: Segments, points: Int64, hits: Hits, kind: int = 0, ferry: int = ROAD
) -> Segments:
    """Return the segments with each point joined to where it hit.

    By road, or by what `kind` says: BRIDGE, or FERRY and then by which.
    """
    segments, feet = _split(segments, hits)
    flags = BOTH_WAYS | kind
    return segments.extended(points.astype(np.int32), feet, CONNECTOR_KMH, flags, ferry)


def _split(segments: Segments, hits: Hits) -> tuple[Segments, Int32]:
    """Return the segments cut where they were hit, and the point at each cut.

    The part before the first cut keeps the segment's place; later parts go to the end.
    """
    start, end = segments.start.copy(), segments.end.copy()
    e, n = list[int](), list[int]()
    feet = np.empty(len(hits.segment), np.int32)
    parts: list[tuple[int, int, int]] = []
    last_part: dict[int, int] = {}
    for i in np.lexsort((-hits.along, hits.segment)):
        segment, along = int(hits.segment[i]), float(hits.along[i])
        if along in (0.0, 1.0):
            feet[i] = segments.start[segment] if along == 0.0 else segments.end[segment]
            continue
        a, b = segments.start[segment], segments.end[segment]
        feet[i] = segments.n_points + len(e)
        e.append(round(int(segments.e[a]) + along * (int(segments.e[b]) - int(segments.e[a]))))
        n.append(round(int(segments.n[a]) + along * (int(segments.n[b]) - int(segments.n[a]))))
        parts.append((segment, int(feet[i]), last_part.get(segment, int(b))))
        last_part[segment] = int(feet[i])
    for segment, foot in last_part.items():
        end[segment] = foot
    of = np.array([segment for segment, _, _ in parts], np.int64)
    new_start = np.array([a for _, a, _ in parts], np.int32)
    new_end = np.array([b for _, _, b in parts], np.int32)
    split = replace(
        segments,
        e=np.concatenate([segments.e, np.array(e, np.int32)]),
        n=np.concatenate([segments.n, np.array(n, np.int32)]),
        start=np.concatenate([start, new_start]),
        end=np.concatenate([end, new_end]),
        speed_kmh=np.concatenate([segments.speed_kmh, segments.speed_kmh[of]]),
        flags=np.concatenate([segments.flags, segments.flags[of]]),
        ferry=np.concatenate([segments.ferry, segments.ferry[of]]),
    )
    return split, feet


def _count_near_misses(segments: Segments) -> int:
    roads = segments.kept(segments.is_road)
    degree = np.bincount(np.concatenate([roads.start, roads.end]), minlength=roads.n_points)
    dead_ends = np.flatnonzero(degree == 1).astype(np.int32)
    everything = Pieces(np.zeros(roads.n_points, np.int32), np.zeros(1, np.int64))
    grid = road_grid(roads, everything)
    e, n = roads.e[dead_ends], roads.n[dead_ends]
    return int(count_near(grid, e, n, NEAR_MISS_DM))
