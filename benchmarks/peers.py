"""What a planner's analyst would use instead, on the same graph, to the same answer.

See `benchmarks.question` for what is asked. A peer's build is a row of its own: the making of
its graph from our edges. Its search is timed without the step from junctions to squares.
A peer that is not installed, or answers something else, is a row that says so.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import Any, ClassVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from app import memory
from app.session import Session
from benchmarks.measure import Case, NotMeasuredError
from benchmarks.picking import middling_practice, place_near
from benchmarks.question import MOVE_M, Graph, Question, WrongAnswerError
from benchmarks.sizes import project_of
from models.allocation.distances import Distances
from models.allocation.drag import Drag
from models.allocation.evaluator import Evaluator
from models.allocation.state import baseline_state
from models.domain.rules import Measure
from models.storage.project import ProjectFile

Float64 = NDArray[np.float64]


class Peer(Case):
    """A library that finds the same distances; subclasses say how.

    `package` is what is imported; `is_slow_to_build` where its graph takes minutes to make:
    it is then made once, and beyond a region only if `--slow-peers` is given.
    """

    repeats = 5
    warm_ups = 0
    package: ClassVar[str]
    is_slow_to_build: ClassVar[bool] = False
    only_roads: ClassVar[bool] = False

    def setup(self) -> None:
        try:
            self.module: Any = import_module(self.package)
        except ImportError as error:
            raise NotMeasuredError(f"not installed ({error})") from error
        if self.is_slow_to_build and self.size.is_large and not self.size.slow_peers:
            raise NotMeasuredError("its graph takes minutes to build here; see --slow-peers")
        self.question = Question(self.size)
        memory.wait_with_garbage()  # as our own opening does

    @property
    def session(self) -> Session:
        """The session that is asked too."""
        return self.question.session

    def build(self) -> None:
        """Make the peer's graph."""
        raise NotImplementedError

    def search(self) -> Any:
        """Search it; return whatever the peer gives."""
        raise NotImplementedError

    def costs(self, found: Any) -> Float64:
        """Return what was found as a cost of every junction, infinite where there is no way."""
        raise NotImplementedError

    def time_build(self) -> None:
        """{}: its graph from the project's roads and addresses."""
        self.graph: Graph = self.question.make_graph()
        self.build()
        self.is_built = True

    def before_drag_nearest(self) -> None:
        """Hold the first answer against ours."""
        if not self.is_built:
            self.time_build()
        if not self.is_checked:
            try:
                self.question.check(self.costs(self.search()), only_roads=self.only_roads)
            except WrongAnswerError as error:
                raise NotMeasuredError(f"another answer: {error}") from error
            self.is_checked = True

    is_built = is_checked = False

    def time_drag_nearest(self) -> None:
        """{}: nearest practice after a move, full search."""
        self.search()

    def teardown(self) -> None:
        self.question.close()


class SciPy(Peer):
    """`scipy.sparse.csgraph.dijkstra` from all practices at once, `min_only=True`."""

    package = "scipy"

    def build(self) -> None:
        graph, n = self.graph, self.graph.n_nodes
        self.matrix = csr_array(
            (graph.cost.astype(np.float64), (graph.tail, graph.head)), shape=(n, n)
        )

    def search(self) -> Float64:
        found: Float64 = dijkstra(self.matrix, indices=self.graph.practices, min_only=True)
        return found

    def costs(self, found: Float64) -> Float64:
        return found[: self.graph.n_junctions]


class NetworkX(Peer):
    """`networkx.multi_source_dijkstra_path_length`: Python throughout."""

    package = "networkx"
    repeats = 1

    def build(self) -> None:
        graph = self.graph
        self.digraph = self.module.DiGraph()
        self.digraph.add_weighted_edges_from(
            zip(graph.tail.tolist(), graph.head.tolist(), graph.cost.tolist(), strict=True)
        )

    def search(self) -> dict[int, int]:
        search = self.module.multi_source_dijkstra_path_length
        found: dict[int, int] = search(self.digraph, self.graph.practices.tolist())
        return found

    def costs(self, found: dict[int, int]) -> Float64:
        return _spread(self.graph, np.array(list(found)), np.array(list(found.values())))


class IGraph(Peer):
    """`igraph.Graph.distances` from one node before all practices: it has no search from many."""

    package = "igraph"

    def build(self) -> None:
        graph = self.graph
        tail, head, cost = _with_one_source(graph)
        arcs = np.column_stack([tail, head])
        self.digraph = self.module.Graph(n=graph.n_nodes + 1, edges=arcs, directed=True)
        self.digraph.es["cost"] = cost.tolist()

    def search(self) -> list[list[float]]:
        found: list[list[float]] = self.digraph.distances(
            source=[self.graph.n_nodes], weights="cost", mode="out"
        )
        return found

    def costs(self, found: list[list[float]]) -> Float64:
        return np.array(found[0][: self.graph.n_junctions])


class RustworkX(Peer):
    """`rustworkx.dijkstra_shortest_path_lengths` from one node before all practices."""

    package = "rustworkx"

    def build(self) -> None:
        graph = self.graph
        parts = [part.tolist() for part in _with_one_source(graph)]
        self.digraph = self.module.PyDiGraph(multigraph=False)
        self.digraph.add_nodes_from(range(graph.n_nodes + 1))
        self.digraph.add_edges_from(list(zip(*parts, strict=True)))

    def search(self) -> Any:
        return self.module.dijkstra_shortest_path_lengths(
            self.digraph, self.graph.n_nodes, edge_cost_fn=float
        )

    def costs(self, found: Any) -> Float64:
        return _spread(self.graph, np.array(list(found.keys())), np.array(list(found.values())))


class Pandana(Peer):
    """`pandana.Network.nearest_pois` over its contraction hierarchy.

    Its lengths are whole thousandths of what it is given, and come back in single precision,
    too coarse for the costs of ferries: squares that need one are not compared. The moved
    practice's new address is in its graph from the start; only the points of interest are set
    anew for a move, or the hierarchy would have to be.
    """

    package = "pandana"
    is_slow_to_build = True
    only_roads = True

    def build(self) -> None:
        graph = self.graph
        nodes = pd.RangeIndex(graph.n_nodes)
        self.network = self.module.Network(
            pd.Series(graph.e, index=nodes),
            pd.Series(graph.n, index=nodes),
            pd.Series(graph.head),
            pd.Series(graph.tail),
            # it cuts thousandths off: a quarter more keeps whole decimetres whole
            pd.DataFrame({"km": (graph.cost + 0.25) / 1000.0}),
            twoway=False,
        )

    def search(self) -> Any:
        # addresses are found by their coordinates: each practice stands at its own node
        practices = self.graph.practices
        self.network.set_pois("practice", 10_000.0, 1, self.at_e, self.at_n)
        assert len(practices) == len(self.at_e)
        return self.network.nearest_pois(10_000.0, "practice", num_pois=1)

    @property
    def at_e(self) -> Any:
        return pd.Series(self.graph.e[self.graph.practices])

    @property
    def at_n(self) -> Any:
        return pd.Series(self.graph.n[self.graph.practices])

    def costs(self, found: Any) -> Float64:
        km = found[1].to_numpy(dtype=np.float64)[: self.graph.n_junctions]
        return np.where(km < 10_000.0, np.round(km * 1000.0), np.inf)


class RoutingKit(Peer):
    """`routingkit_cch`: customizable contraction hierarchies, all practices in one query."""

    package = "routingkit_cch"
    is_slow_to_build = True

    def build(self) -> None:
        graph, kit = self.graph, self.module
        tail, head = graph.head.tolist(), graph.tail.tolist()
        order = kit.compute_order_inertial(
            graph.n_nodes, tail, head, (graph.n / 1e5).tolist(), (graph.e / 1e5).tolist()
        )
        self.metric = kit.CCHMetric(kit.CCH(order, tail, head, False), graph.cost.tolist())
        hanging = self.session.distances.ground.hanging
        on_edge = hanging.on_edge[hanging.on_edge >= 0]
        ends = np.concatenate([hanging.from_node[on_edge], hanging.to_node[on_edge]])
        self.ends = np.unique(ends)
        self.from_ends = kit.CCHManyToOne(self.metric, self.ends.tolist())

    def search(self) -> list[int | None]:
        nodes = [(int(node), 0) for node in self.graph.practices]
        found: list[int | None] = self.from_ends.distances_to_multi(nodes)
        return found

    def costs(self, found: list[int | None]) -> Float64:
        known = np.array([np.inf if cost is None else cost for cost in found])
        return _spread(self.graph, self.ends, known)


class Valhalla(Peer):
    """Valhalla's matrix: named, not measured."""

    package = "valhalla"

    def setup(self) -> None:
        raise NotMeasuredError(
            "takes no graph but its own tiles and costs, so gives other distances"
        )

    def time_drag_nearest(self) -> None:
        """{}: nearest practice after a move."""


class GeoPandas(Case):
    """`geopandas.sjoin_nearest` against our straight lines: no roads, both to the decimetre."""

    repeats = 5
    package = "geopandas"

    def setup(self) -> None:
        import geopandas as gpd

        project = ProjectFile.open(project_of(self.size), read_only=True)
        self.session = Session(project)
        region, rules = self.session.region, self.session.before.state.rules
        lines = replace(rules, measure=Measure.STRAIGHT_LINE)
        evaluator = Evaluator(Distances(region), baseline_state(region, lines))
        number = middling_practice(self.session)
        self.place = place_near(self.session, number, MOVE_M)
        self.drag = Drag(evaluator, number)
        squares = region.squares
        self.squares = gpd.GeoDataFrame(
            geometry=gpd.points_from_xy(squares.e, squares.n, crs="EPSG:25832")
        )
        practices = self.drag.to(self.place).state.practices.values()
        places = [place for each in practices if each.has_doctor for place in each.places]
        self.addresses = gpd.GeoDataFrame(
            geometry=gpd.points_from_xy(
                [place.e for place in places], [place.n for place in places], crs="EPSG:25832"
            )
        )
        self._check()

    def time_ours(self) -> None:
        """Drag by straight lines: nearest practice of every square."""
        self.drag.nearest_at(self.place)

    def time_drag_nearest(self) -> None:
        """GeoPandas: nearest practice by straight line after a move, sjoin_nearest."""
        self.squares.sjoin_nearest(self.addresses, distance_col="m")

    def _check(self) -> None:
        found = self.squares.sjoin_nearest(self.addresses, distance_col="m")
        theirs = found[~found.index.duplicated()]["m"].to_numpy() * 10.0
        ours = self.drag.nearest_at(self.place).cost
        joined = self.session.region.joints.edge >= 0
        n_wrong = int((np.abs(theirs - ours) > 1.0)[joined].sum())
        if n_wrong:
            raise NotMeasuredError(f"another answer: {n_wrong} squares differ")

    def teardown(self) -> None:
        self.session.project.close()


def _with_one_source(graph: Graph) -> tuple[NDArray[np.int32], ...]:
    """Return the arcs, and arcs that cost nothing from one more node to every practice."""
    source = np.full(graph.n_practices, graph.n_nodes, dtype=np.int32)
    free = np.zeros(graph.n_practices, dtype=np.int32)
    return (
        np.concatenate([graph.tail, source]),
        np.concatenate([graph.head, graph.practices]),
        np.concatenate([graph.cost, free]),
    )


def _spread(graph: Graph, nodes: NDArray[np.int64], found: NDArray[Any]) -> Float64:
    cost = np.full(graph.n_nodes + 1, np.inf)
    cost[nodes] = found
    return cost[: graph.n_junctions]


PEERS: tuple[type[Case], ...] = (
    *(SciPy, NetworkX, IGraph, RustworkX, Pandana, RoutingKit, Valhalla, GeoPandas),
)
