"""A practice in the planner's hand: exact figures for every place the mouse passes.

When it is grabbed, the practice is thought away: second-nearest labels step in. From each
new place a search runs only as far as it beats what is there without the practice; no
shorter way can lead through a node where it does not, so the outcome is exact although
only the practice's own surroundings are visited.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numba import njit
from numpy.typing import NDArray

from models.allocation.evaluator import Evaluator, SquareArrays
from models.allocation.figures import PracticeValues, copy_of
from models.allocation.ground import Hanging, cost_along_edge, cost_of_square
from models.allocation.nearest import Labels, Sites, label_squares, sites_of, squares_at
from models.allocation.prepare import JOIN_LIMIT_M
from models.allocation.reach import reach_of
from models.allocation.redistribute import is_choice, open_to
from models.allocation.result import Result
from models.allocation.state import State
from models.domain.place import Place
from models.domain.practice import Practice, ProviderNumber
from models.network.network import Arcs, Joint
from models.network.search import INFINITE, pop, push, seeds_of_joint

Int32 = NDArray[np.int32]


class Drag:
    """One practice's main address being moved about; the evaluator itself stays as it is.

    Attributes
    ----------
    practice : Practice
        As it stood when it was grabbed.
    result : Result
        For the place given last; own distances of the practice, and the areas' means to
        the own practice, are NaN until it is dropped.
    n_settled : int
        Nodes the last search of nearest practices settled.
    """

    def __init__(self, evaluator: Evaluator, number: ProviderNumber) -> None:
        self._evaluator = evaluator
        self._state = evaluator.result.state
        self.practice: Practice = self._state.practices[number]
        self._at = evaluator.roster.position[number]
        self._satellites = evaluator.distances.joints(self.practice)[1:]
        self._base = self._without_practice()
        self._is_choice = is_choice(self._state, self.practice)
        self._own = {
            other: cost for other, cost in evaluator.own_costs().items() if other != number
        }
        self.n_settled = 0
        self.result: Result = evaluator.result

    def _without_practice(self) -> SquareArrays:
        """Return the squares as they would be without the practice; own distances unknown."""
        evaluator = self._evaluator
        squares = evaluator.squares
        base = SquareArrays(
            cost=squares.cost.copy(),
            nearest=squares.nearest.copy(),
            choices=squares.choices.copy(),
            own_distance=np.zeros_like(squares.own_distance),
            own_persons=np.zeros_like(squares.own_persons),
            listed=squares.listed,
            unplaced=squares.unplaced,
        )
        label_squares(
            evaluator.distances.ground.hanging,
            evaluator.field.labels,
            evaluator.sites,
            evaluator.roster.rank,
            np.flatnonzero(squares.nearest == self._at).astype(np.int32),
            self._at,
            base.cost,
            base.nearest,
        )
        counted = evaluator.counted.get(self.practice.provider_number)
        if counted is not None:
            base.choices[counted.squares] -= 1
        return base

    def to(self, place: Place) -> Result:
        """Return every figure as it would be with the practice at `place` (EPSG:25832, m)."""
        evaluator = self._evaluator
        moved = replace(self.practice, place=place)
        joint = evaluator.distances.index.join(place, JOIN_LIMIT_M)
        joints = (joint, *self._satellites)
        squares = replace(
            self._base,
            cost=self._base.cost.copy(),
            nearest=self._base.nearest.copy(),
            choices=self._base.choices.copy(),
        )
        if self.practice.has_doctor:
            self._put_nearest(squares, joints)
        if self._is_choice:
            self._put_choices(squares, joints)
        number = self.practice.provider_number
        state = State(
            {**self._state.practices, number: moved},
            self._state.lists,
            self._state.unplaced,
            self._state.rules,
        )
        self.result = evaluator.assemble(state, squares, self._practices_at(place), self._own)
        return self.result

    def _put_nearest(self, squares: SquareArrays, joints: tuple[Joint, ...]) -> None:
        """Label the squares for which the practice would be nearest."""
        evaluator = self._evaluator
        ground, work = evaluator.distances.ground, evaluator.distances.workspace
        seeds = [seeds_of_joint(ground.network, joint) for joint in joints]
        self.n_settled = _search(
            ground.into,
            np.array([node for nodes, _ in seeds for node in nodes], dtype=np.int32),
            np.array([cost for _, costs in seeds for cost in costs], dtype=np.int32),
            evaluator.field.labels,
            evaluator.roster.rank,
            self._at,
            work.cost,
            work.reached,
            work.heap,
        )
        reached = work.reached[: self.n_settled]
        sites = sites_of([(self._at, joint) for joint in joints])
        touched = squares_at(ground.hanging, reached, sites.edge, work.seen)
        _take_over(
            ground.hanging,
            touched,
            work.cost,
            sites,
            evaluator.roster.rank,
            self._at,
            squares.cost,
            squares.nearest,
        )
        work.cost[reached] = INFINITE

    def _put_choices(self, squares: SquareArrays, joints: tuple[Joint, ...]) -> None:
        """Count the practice where it would be a choice."""
        evaluator = self._evaluator
        reach = reach_of(
            evaluator.distances.ground,
            evaluator.distances.workspace,
            joints,
            evaluator.longest_limit_m,
        )
        allowed = open_to(evaluator.distances, self.practice)
        squares.choices[evaluator.within_limits(reach, allowed)] += 1

    def _practices_at(self, place: Place) -> PracticeValues:
        practices = copy_of(self._evaluator.practices)
        region = self._evaluator.distances.region
        practices.area[self._at] = region.municipalities.locate_one(place)
        return practices


@njit(cache=True, nogil=True)
def _search(
    into: Arcs,
    seed_nodes: Int32,
    seed_costs: Int32,
    labels: Labels,
    rank: Int32,
    practice: int,
    cost: Int32,
    reached: Int32,
    heap: NDArray[np.int64],
) -> int:
    """Search from the practice's seeds wherever it beats the best of the others."""
    size = 0
    n_reached = 0
    for i in range(len(seed_nodes)):
        node, here = seed_nodes[i], np.int64(seed_costs[i])
        if here < cost[node] and _wins(labels, rank, node, here, practice):
            if cost[node] == INFINITE:
                reached[n_reached] = node
                n_reached += 1
            cost[node] = here
            size = push(heap, size, (here << 32) | np.int64(node))
    while size > 0:
        entry = heap[0]
        size = pop(heap, size)
        node, here = entry & 0xFFFFFFFF, entry >> 32
        if here > cost[node]:
            continue
        for arc in range(into.start[node], into.start[node + 1]):
            there = here + into.cost[arc]
            other = into.node[arc]
            if there < cost[other] and _wins(labels, rank, other, there, practice):
                if cost[other] == INFINITE:
                    reached[n_reached] = other
                    n_reached += 1
                cost[other] = there
                size = push(heap, size, (there << 32) | np.int64(other))
    return n_reached


@njit(cache=True, nogil=True)
def _wins(labels: Labels, rank: Int32, node: int, cost: int, practice: int) -> bool:
    """Whether the practice would be nearest at a node, judged against all others."""
    best, nearest = labels.cost1[node], labels.practice1[node]
    if nearest == practice:
        best, nearest = labels.cost2[node], labels.practice2[node]
    if nearest < 0 or cost < best:
        return True
    return bool(cost == best and rank[practice] < rank[nearest])


@njit(cache=True, nogil=True)
def _take_over(
    hanging: Hanging,
    touched: Int32,
    cost_of_node: Int32,
    sites: Sites,
    rank: Int32,
    practice: int,
    cost: Int32,
    nearest: Int32,
) -> None:
    """Give the practice each touched square it is nearest to."""
    for i in range(len(touched)):
        square = touched[i]
        there = cost_of_square(hanging, square, cost_of_node)
        for at in range(len(sites.edge)):
            if sites.edge[at] == hanging.on_edge[square]:
                along = cost_along_edge(hanging, square, sites.offset[at], sites.access[at])
                there = min(there, along)
        if there == INFINITE:
            continue
        if there < cost[square] or (
            there == cost[square] and rank[practice] < rank[nearest[square]]
        ):
            cost[square] = there
            nearest[square] = practice
