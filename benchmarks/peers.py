"""What a planner's analyst would use instead, on the same contracted graph, to the same answer.

The question is the one a drag asks: the nearest practice of every square and its distance,
exactly, after a practice has moved. Only the peer's own search is timed, not the making of
its graph (a row of its own) nor the step from junctions to squares. Before anything is
timed, the answer is held against ours: the same decimetres for every square.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from benchmarks.engine import Dragging
from benchmarks.measure import Case
from models.allocation.nearest import NO_PRACTICE, Labels, label_squares
from models.domain.place import Place
from models.network.search import INFINITE, seeds_of_joint

Int32 = NDArray[np.int32]


class SciPy(Case):
    """`scipy.sparse.csgraph.dijkstra` from all practices at once, `min_only=True`."""

    repeats = 5
    warm_ups = 1

    def setup(self) -> None:
        self.ours = Dragging(self.size)
        self.ours.setup()
        self.session = self.ours.session
        start = self.ours.start
        self.place = Place(start.e + 700.0, start.n - 500.0)
        self.graph = self._graph()
        self._check()

    def time_build(self) -> None:
        """SciPy: its graph from our arrays."""
        self._graph()

    def time_drag_nearest(self) -> None:
        """SciPy: nearest practice after a move, full search."""
        self._search(self.graph)

    def _search(self, graph: csr_array) -> NDArray[np.float64]:
        n_nodes = self.session.region.network.n_nodes
        sources = np.arange(n_nodes, graph.shape[0])
        cost: NDArray[np.float64] = dijkstra(graph, indices=sources, min_only=True)
        return cost

    def _graph(self) -> csr_array:
        """Return the reversed graph; each practice is a node with arcs to its junctions."""
        ground = self.session.distances.ground
        n_nodes = ground.network.n_nodes
        into = ground.into
        rows = [np.repeat(np.arange(n_nodes), np.diff(into.start))]
        columns, costs = [into.node], [into.cost]
        practices = self._practices()
        for at, joints in enumerate(practices):
            for joint in joints:
                nodes, seed_costs = seeds_of_joint(ground.network, joint)
                rows.append(np.full(len(nodes), n_nodes + at))
                columns.append(np.array(nodes, dtype=np.int32))
                costs.append(np.array(seed_costs, dtype=np.int32))
        return _least_of_parallel(
            *(np.concatenate(parts) for parts in (rows, columns, costs)),
            n_nodes + len(practices),
        )

    def _practices(self) -> list[tuple]:
        """Return where every practice with a doctor joins, the dragged one at its new place."""
        distances, drag = self.session.distances, self.ours.drag
        state = drag.to(self.place).state
        return [
            distances.joints(practice)
            for practice in state.practices.values()
            if practice.has_doctor
        ]

    def _check(self) -> None:
        """Hold the peer's answer against ours."""
        distances = self.session.distances
        n_nodes, n_squares = distances.ground.network.n_nodes, len(self.session.region.squares)
        found = self._search(self.graph)[:n_nodes]
        cost = np.where(np.isfinite(found), found, INFINITE).astype(np.int32)
        nobody = np.full(n_nodes, NO_PRACTICE, dtype=np.int32)
        someone = np.where(cost < INFINITE, 0, NO_PRACTICE).astype(np.int32)
        labels = Labels(cost, someone, np.full(n_nodes, INFINITE, dtype=np.int32), nobody)
        sites = _sites(self._practices())
        theirs, nearest = np.empty((2, n_squares), dtype=np.int32)
        label_squares(
            distances.ground.hanging,
            labels,
            sites,
            np.zeros(1, dtype=np.int32),
            np.arange(n_squares, dtype=np.int32),
            -2,
            theirs,
            nearest,
        )
        ours = self.ours.drag.nearest_at(self.place).cost
        if not np.array_equal(theirs, ours):
            raise AssertionError(f"{int((theirs != ours).sum())} squares differ from SciPy's")

    def teardown(self) -> None:
        self.ours.teardown()


def _sites(practices: list[tuple]):  # type: ignore[no-untyped-def]
    from models.allocation.nearest import sites_of

    return sites_of([(0, joint) for joints in practices for joint in joints])


def _least_of_parallel(row: Int32, column: Int32, cost: Int32, n: int) -> csr_array:
    """Return the matrix with the cheapest of parallel arcs; SciPy would add them up."""
    order = np.lexsort((cost, column, row))
    row, column, cost = row[order], column[order], cost[order]
    first = np.ones(len(row), dtype=np.bool_)
    first[1:] = (row[1:] != row[:-1]) | (column[1:] != column[:-1])
    return csr_array((cost[first].astype(np.float64), (row[first], column[first])), shape=(n, n))
