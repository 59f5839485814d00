"""The question that peers are asked: how far is every square from its nearest practice?

As a drag asks it, after a practice has moved. All peers get the same contracted graph, the
one a project stores, turned round so that it is searched from the practices: an arc from
each practice to the junctions its address is driven to from, then the roads against the
traffic. Their answer, costs of junctions, is held against ours square by square before
anything is timed, to the decimetre.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.session import Session
from benchmarks.picking import middling_practice, place_near
from benchmarks.sizes import Size, project_of
from models.allocation.nearest import sites_of
from models.allocation.reach import costs_of
from models.domain.place import Place
from models.network.network import FERRY_COST, NO_EDGE, Joint, reversed_arcs
from models.network.search import INFINITE, seeds_of_joint
from models.storage.project import ProjectFile

Int32 = NDArray[np.int32]
Float64 = NDArray[np.float64]

MOVE_M = 900.0


class WrongAnswerError(Exception):
    """A peer's distances are not ours."""


class Graph(NamedTuple):
    """Arcs of the turned graph, the cheapest of parallel ones: int32 (n_arc,), costs in dm.

    Junctions come first, then `n_practices` addresses of practices, each a node of its own;
    `e`, `n` (m) say where nodes are.
    """

    tail: Int32
    head: Int32
    cost: Int32
    n_junctions: int
    n_practices: int
    e: Float64
    n: Float64

    @property
    def n_nodes(self) -> int:
        """Junctions and practices."""
        return self.n_junctions + self.n_practices

    @property
    def practices(self) -> Int32:
        """The nodes that searches begin from."""
        return np.arange(self.n_junctions, self.n_nodes, dtype=np.int32)


class Question:
    """One practice moved, over the project of a size."""

    def __init__(self, size: Size) -> None:
        self.session = Session(ProjectFile.open(project_of(size), read_only=True))
        self.number = middling_practice(self.session)
        self.place: Place = place_near(self.session, self.number, MOVE_M)
        self.drag = self.session.grab(self.number)
        self.addresses = self._addresses()

    @property
    def ours(self) -> Int32:
        """Our cost of every square, INFINITE where there is no way."""
        return self.drag.nearest_at(self.place).cost

    def check(self, cost_of_junction: Float64, *, only_roads: bool = False) -> None:
        """Raise where a peer's costs (decimetres, infinite where no way) give other distances.

        `only_roads` leaves out squares that need a ferry, for peers whose numbers end there.
        """
        ground = self.session.distances.ground
        known = np.isfinite(cost_of_junction) & (cost_of_junction < INFINITE)
        cost = np.where(known, cost_of_junction, INFINITE).astype(np.int32)
        squares = np.arange(ground.n_squares, dtype=np.int32)
        sites = sites_of([(0, joint) for _, joint in self.addresses])
        theirs, ours = costs_of(ground.hanging, squares, cost, sites), self.ours
        counts = ours < FERRY_COST if only_roads else np.ones(len(ours), dtype=np.bool_)
        n_wrong = int((theirs != ours)[counts].sum())
        if n_wrong:
            raise WrongAnswerError(f"{n_wrong} of {len(ours)} squares differ")

    def _addresses(self) -> list[tuple[Place, Joint]]:
        """Return every address that joins a road and where, the moved practice's as it is now."""
        state = self.drag.to(self.place).state
        return [
            address
            for practice in state.practices.values()
            if practice.has_doctor
            for address in zip(
                practice.places, self.session.distances.joints(practice), strict=True
            )
            if address[1].edge != NO_EDGE
        ]

    def make_graph(self) -> Graph:
        """Return the arcs: what a peer's graph is made of, and part of its making."""
        network = self.session.region.network
        into = reversed_arcs(network)
        tails = [np.repeat(np.arange(network.n_nodes), np.diff(into.start))]
        heads, costs = [into.node], [into.cost]
        for at, (_, joint) in enumerate(self.addresses):
            nodes, seed_costs = seeds_of_joint(network, joint)
            tails.append(np.full(len(nodes), network.n_nodes + at))
            heads.append(np.array(nodes, dtype=np.int32))
            costs.append(np.array(seed_costs, dtype=np.int32))
        tail, head, cost = (np.concatenate(part) for part in (tails, heads, costs))
        order = np.lexsort((cost, head, tail))
        tail, head, cost = tail[order], head[order], cost[order]
        first = np.ones(len(tail), dtype=np.bool_)
        first[1:] = (tail[1:] != tail[:-1]) | (head[1:] != head[:-1])
        first &= tail != head
        places = [place for place, _ in self.addresses]
        return Graph(
            *(part[first].astype(np.int32) for part in (tail, head, cost)),
            network.n_nodes,
            len(places),
            np.concatenate([network.node_e / 10.0, [place.e for place in places]]),
            np.concatenate([network.node_n / 10.0, [place.n for place in places]]),
        )

    def close(self) -> None:
        """Put the project away."""
        self.session.project.close()
