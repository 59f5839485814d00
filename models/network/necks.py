"""Joins parts of the lattice that lie on the same land but are kept apart by narrow necks."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra, minimum_spanning_tree
from scipy.spatial import cKDTree

from models.domain.place import DM_PER_M
from models.network.coast import Coast
from models.network.lattice import Lattice, lattice_parts, neighbours, whole_dm
from models.network.network import Int32, Int64

NECK_REACH = 6.0
"""Necks are looked for between points up to this many spacings apart."""

FINE = 10
"""Crooked necks are searched on a lattice this many times finer: 50 m wide ones are found."""

_FINE_STEPS = ((0, 1), (1, 0), (1, 1), (1, -1))


def with_necks(coast: Coast, lattice: Lattice, spacing_m: float) -> Lattice:
    """Return the lattice with its parts joined wherever a way over land does it.

    Straight lines first; for parts that no straight line joins, the shortest way on a finer
    lattice about the neck, straightened.
    """
    lattice = _with_straight_necks(coast, lattice, spacing_m)
    return _with_crooked_necks(coast, lattice, spacing_m)


def _with_straight_necks(coast: Coast, lattice: Lattice, spacing_m: float) -> Lattice:
    """Return the lattice with its parts joined wherever a straight line over land can.

    Of all such lines the shortest that are needed are taken (a minimum spanning tree).
    """
    part = lattice_parts(lattice)
    small = np.flatnonzero(part != np.argmax(np.bincount(part)))
    everywhere = cKDTree(np.stack([lattice.e, lattice.n], axis=1))
    few = cKDTree(np.stack([lattice.e[small], lattice.n[small]], axis=1))
    reach = NECK_REACH * spacing_m * DM_PER_M
    near = few.sparse_distance_matrix(everywhere, reach, output_type="coo_matrix")
    a, b = small[near.row].astype(np.int32), near.col.astype(np.int32)
    apart = part[a] != part[b]
    a, b, length = a[apart], b[apart], near.data[apart]
    stays = ~coast.crossed(lattice.e[a], lattice.n[a], lattice.e[b], lattice.n[b])
    chosen = _spanning_lines(part, a[stays], b[stays], length[stays])
    return lattice._replace(
        start=np.concatenate([lattice.start, a[stays][chosen]]),
        end=np.concatenate([lattice.end, b[stays][chosen]]),
    )


def _spanning_lines(
    part: Int32, a: Int32, b: Int32, length: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Return which lines join all parts that can be joined, at the least length."""
    low, high = np.minimum(part[a], part[b]), np.maximum(part[a], part[b])
    order = np.lexsort((b, a, length, high, low))
    is_first = np.any(np.diff([low[order], high[order]], axis=1, prepend=-1) != 0, axis=0)
    shortest = order[is_first]
    size = int(part.max()) + 1
    # ranks instead of lengths: no two alike, so the tree is the only one
    rank = np.empty(len(shortest), dtype=np.float64)
    rank[np.argsort(length[shortest], kind="stable")] = np.arange(1, len(shortest) + 1)
    graph = csr_array((rank, (low[shortest], high[shortest])), shape=(size, size))
    tree = minimum_spanning_tree(graph)
    return np.sort(shortest[np.isin(rank, tree.data)])


def _with_crooked_necks(coast: Coast, lattice: Lattice, spacing_m: float) -> Lattice:
    """Join each part to a larger one on the same land, where a way is found."""
    part = lattice_parts(lattice)
    _, first, size = np.unique(part, return_index=True, return_counts=True)
    land = _land_of(coast, lattice, first)
    for one in np.lexsort((first, size)):
        is_larger = (size > size[one]) | ((size == size[one]) & (first > first[one]))
        others = np.flatnonzero(((land == land[one]) & is_larger)[part])
        way = _way_over_land(coast, lattice, np.flatnonzero(part == one), others, spacing_m)
        lattice = _with_way(lattice, way)
    return lattice


def _land_of(coast: Coast, lattice: Lattice, points: Int64) -> Int64:
    """Return which piece of land each point is on."""
    lands = shapely.STRtree(shapely.get_parts(coast.land))
    places = shapely.points(lattice.e[points] / DM_PER_M, lattice.n[points] / DM_PER_M)
    found: Int64 = lands.nearest(places)
    return found


def _way_over_land(
    coast: Coast, lattice: Lattice, here: Int64, there: Int64, spacing_m: float
) -> list[tuple[int, int]]:
    """Return the corners (decimetres) of a short way between two parts; none if none is found.

    Only a window about the narrowest place between them is searched.
    """
    corners = np.stack([lattice.e, lattice.n], axis=1)
    if not len(there):
        return []
    distance, nearest = cKDTree(corners[there]).query(corners[here])
    best = int(np.argmin(distance))
    if distance[best] > NECK_REACH * spacing_m * DM_PER_M:
        return []
    middle = (corners[here[best]] + corners[there[nearest[best]]]) / 2
    reach = distance[best] / 2 + 2 * spacing_m * DM_PER_M
    low, high = middle - reach, middle + reach
    fine = _fine_lattice(coast, low / DM_PER_M, high / DM_PER_M, spacing_m / FINE)
    inside = np.all((corners >= low) & (corners <= high), axis=1)
    sources = _positions(fine, lattice, here[inside[here]])
    targets = _positions(fine, lattice, there[inside[there]])
    return _straightened(coast, fine, _shortest(fine, sources, targets))


def _fine_lattice(
    coast: Coast, low: NDArray[np.float64], high: NDArray[np.float64], step_m: float
) -> Lattice:
    """Return a lattice of eight neighbours over the land in a window (metres)."""
    first, last = np.floor(low / step_m), np.ceil(high / step_m)
    columns = np.arange(first[0], last[0] + 1) * step_m
    rows = np.arange(first[1], last[1] + 1) * step_m
    e, n = (axis.ravel() for axis in np.meshgrid(columns, rows))
    on_land = coast.on_land(e, n)
    numbers = np.where(on_land, np.cumsum(on_land) - 1, -1).astype(np.int32)
    number = numbers.reshape(len(rows), len(columns))
    start, end = np.concatenate([neighbours(number, *step) for step in _FINE_STEPS]).T
    e_dm, n_dm = whole_dm(e[on_land]), whole_dm(n[on_land])
    stays = ~coast.crossed(e_dm[start], n_dm[start], e_dm[end], n_dm[end])
    return Lattice(e_dm, n_dm, start[stays], end[stays])


def _positions(fine: Lattice, lattice: Lattice, points: Int64) -> list[int]:
    """Return where lattice points are in the finer lattice, which holds them."""
    at = {place: i for i, place in enumerate(zip(fine.e, fine.n, strict=True))}
    places = zip(lattice.e[points], lattice.n[points], strict=True)
    return [at[place] for place in places if place in at]


def _shortest(fine: Lattice, sources: list[int], targets: list[int]) -> list[int]:
    """Return the points of the shortest way from any source to any target, none if none is."""
    if not sources or not targets:
        return []
    size = len(fine.e)
    de, dn = fine.e[fine.start] - fine.e[fine.end], fine.n[fine.start] - fine.n[fine.end]
    graph = csr_array((np.hypot(de, dn), (fine.start, fine.end)), shape=(size, size))
    distance, before, _ = dijkstra(
        graph, directed=False, indices=sources, min_only=True, return_predecessors=True
    )
    point = targets[int(np.argmin(distance[targets]))]
    if not np.isfinite(distance[point]):
        return []
    way = [point]
    while before[way[-1]] >= 0:
        way.append(int(before[way[-1]]))
    return way


def _straightened(coast: Coast, fine: Lattice, way: list[int]) -> list[tuple[int, int]]:
    """Return the corners that are left when straight lines over land skip all they can."""
    e, n = fine.e[way], fine.n[way]
    kept = [0] if way else []
    while kept and kept[-1] < len(way) - 1:
        here = kept[-1]
        count = len(way) - here - 1
        same_e, same_n = np.full(count, e[here]), np.full(count, n[here])
        hidden = coast.crossed(same_e, same_n, e[here + 1 :], n[here + 1 :])
        kept.append(here + 1 + int(np.flatnonzero(~hidden)[-1]))
    return [(int(e[i]), int(n[i])) for i in kept]


def _with_way(lattice: Lattice, way: list[tuple[int, int]]) -> Lattice:
    """Return the lattice with a way added; its ends are lattice points, its corners new."""
    if not way:
        return lattice
    at = {place: i for i, place in enumerate(zip(lattice.e, lattice.n, strict=True))}
    new = way[1:-1]
    size = len(lattice.e)
    points = [at[way[0]], *range(size, size + len(new)), at[way[-1]]]
    corners = np.array(new, dtype=np.int32).reshape(-1, 2)
    return Lattice(
        e=np.concatenate([lattice.e, corners[:, 0]]),
        n=np.concatenate([lattice.n, corners[:, 1]]),
        start=np.concatenate([lattice.start, points[:-1]]).astype(np.int32),
        end=np.concatenate([lattice.end, points[1:]]).astype(np.int32),
    )
