"""Stand-ins of NumPy and SciPy for the network's kernels, while nothing is compiled."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from models.network.grid import CELL_DM, list_by_cell
from models.network.network import Arcs
from models.network.search import INFINITE, search_until, search_within

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]


def ranges(start: Int32, end: Int32) -> Int64:
    """Return all whole numbers from each start up to its end, one range after the other."""
    count = (end - start).astype(np.int64)
    first = np.cumsum(count) - count
    numbers: Int64 = np.arange(count.sum()) + np.repeat(start - first, count)
    return numbers


@list_by_cell.stand_in
def list_by_cell_sorted(
    west: int,
    south: int,
    n_cols: int,
    e1: Int32,
    n1: Int32,
    e2: Int32,
    n2: Int32,
    rank: Int32,
    start: Int32,
) -> Int32:
    """Sort all pairs of cell and segment."""
    segment = np.flatnonzero(rank >= 0).astype(np.int32)
    e1, n1, e2, n2 = (column[segment] for column in (e1, n1, e2, n2))
    col, row = (np.minimum(e1, e2) - west) // CELL_DM, (np.minimum(n1, n2) - south) // CELL_DM
    n_across = (np.maximum(e1, e2) - west) // CELL_DM - col + 1
    n_cells = n_across * ((np.maximum(n1, n2) - south) // CELL_DM - row + 1)
    first = row * n_cols + col
    # most lie in one cell; only the others need to be counted out
    alone, over = np.flatnonzero(n_cells == 1), np.flatnonzero(n_cells > 1)
    many = np.repeat(over, n_cells[over])
    up, across = np.divmod(ranges(np.zeros_like(over), n_cells[over]), n_across[many])
    at = np.concatenate([alone, many])
    cell = np.concatenate([first[alone], first[many] + up * n_cols + across])
    np.cumsum(np.bincount(cell, minlength=len(start) - 1), out=start[1:])
    item: Int32 = segment[at[np.argsort(cell * len(segment) + at)]]
    return item


def search_graph(into: Arcs, weight: NDArray[np.float64]) -> object:
    """Return arcs as SciPy's sparse matrix; float64 holds every whole number that occurs."""
    from scipy.sparse import csr_matrix

    n_nodes = len(into.start) - 1
    return csr_matrix((weight, into.node, into.start), shape=(n_nodes, n_nodes))


class _Kept:
    """The graph searched last: a drag searches the same one with every frame."""

    into: Arcs | None = None
    graph: object = None


def _graph_of(into: Arcs) -> object:
    if _Kept.into is None or _Kept.into.start is not into.start:
        _Kept.into, _Kept.graph = into, search_graph(into, into.cost.astype(np.float64))
    return _Kept.graph


def forget_graph() -> None:
    """Let go of the graph that the stand-ins keep."""
    _Kept.into = _Kept.graph = None


@search_within.stand_in
def search_within_by_scipy(
    into: Arcs,
    seed_nodes: Int32,
    seed_costs: Int32,
    limit: int,
    cost: Int32,
    reached: Int32,
    pool: Int64,
) -> int:
    """Search from each seed by itself; the nearest counts."""
    from scipy.sparse.csgraph import dijkstra

    if not len(seed_nodes):
        return 0
    found = dijkstra(_graph_of(into), indices=seed_nodes, limit=float(limit))
    found += seed_costs[:, None]
    best = found.min(axis=0)
    nodes = np.flatnonzero(best <= min(limit, INFINITE - 1)).astype(np.int32)
    cost[nodes] = best[nodes]
    reached[: len(nodes)] = nodes
    return len(nodes)


@search_until.stand_in
def search_all_by_scipy(
    into: Arcs,
    seed_nodes: Int32,
    seed_costs: Int32,
    wanted: NDArray[np.bool_],
    n_wanted: int,
    cost: Int32,
    reached: Int32,
    heap: Int64,
) -> int:
    """Search everything from each seed by itself; the nearest counts."""
    from scipy.sparse.csgraph import dijkstra

    if not len(seed_nodes) or not n_wanted:
        return 0
    best = (dijkstra(_graph_of(into), indices=seed_nodes) + seed_costs[:, None]).min(axis=0)
    nodes = np.flatnonzero(np.isfinite(best)).astype(np.int32)
    cost[nodes] = best[nodes]
    reached[: len(nodes)] = nodes
    return len(nodes)
