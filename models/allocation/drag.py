"""A practice in the planner's hand: exact figures for every place the mouse passes.

When it is grabbed, the practice is thought away: second-nearest labels step in. From each
new place a search runs only as far as it beats what is there without the practice; no
shorter way can lead through a node where it does not, so the outcome is exact although
only the practice's own surroundings are visited.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from models.allocation.evaluator import Evaluator, SquareArrays
from models.allocation.figures import (
    STATUSES,
    PracticeValues,
    copy_of,
    sums_with_one,
    sums_without,
)
from models.allocation.nearest import (
    Labels,
    SquareLabels,
    sites_of,
    squares_at,
    take_over,
)
from models.allocation.one_changed import OneChanged
from models.allocation.prepare import JOIN_LIMIT_M
from models.allocation.reach import costs_of, reach_of, seeds_of
from models.allocation.recycle import Recycler
from models.allocation.redistribute import is_choice, open_to
from models.allocation.region import Reach
from models.allocation.result import Result
from models.allocation.snapshot import Ways, snapshot, write_ways
from models.allocation.sums import Sums, sums_with
from models.domain.place import Place
from models.domain.practice import Practice, ProviderNumber
from models.kernels.kernel import kernel
from models.network.network import Arcs, Joint
from models.network.search import INFINITE, pop, push

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]


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
        self._region = evaluator.distances.region
        self._state = evaluator.result.state
        self.practice: Practice = self._state.practices[number]
        self._at = evaluator.roster.position[number]
        self._satellites = evaluator.distances.joints(self.practice)[1:]
        self._tally, self._tallied = evaluator.tally, evaluator.values
        base, self._left = self._without_practice()
        self._nearest = base.nearest
        self._values = evaluator.values_of(base)
        self._is_left = np.zeros(len(base.cost), dtype=np.bool_)
        self._is_left[self._left] = True
        result = evaluator.result
        ways = Ways(result.distance_dm.copy(), result.by_ferry.copy(), result.nearest.copy())
        write_ways(ways, self._left, base.cost, base.nearest)
        # of the squares without the practice; their figures by coverage area need the costs too
        self._pages = Recycler([*ways, base.choices, base.cost])
        # with the practice where it was last; only what it won there is put back in between
        self._now = SquareLabels(base.cost.copy(), base.nearest.copy())
        self._won = _NONE
        self._practices = copy_of(evaluator.practices)
        self._allowed = open_to(evaluator.distances, self.practice)
        self._practice_sums = sums_without(
            evaluator.practices, self._at, len(self._region.municipalities)
        )
        self._own = evaluator.own_costs_without(number)
        self.n_settled = 0
        self.result: Result = result

    def _without_practice(self) -> tuple[SquareArrays, Int32]:
        """Return the squares as they would be without the practice, and those it left.

        Own distances are unknown. The evaluator's snapshot is shared where nothing differs.
        """
        evaluator, tallied = self._evaluator, self._tallied
        is_left = evaluator.squares.nearest == self._at
        base = SquareArrays(
            cost=tallied.cost.copy(),
            nearest=evaluator.squares.nearest.copy(),
            choices=tallied.choices.copy(),
            own_distance=np.zeros(len(is_left), dtype=np.int64),
            own_persons=np.zeros(len(is_left), dtype=np.int64),
            listed=tallied.listed,
            unplaced=tallied.unplaced,
        )
        evaluator.label_without(self._at, base)
        counted = evaluator.counted(self.practice.provider_number)
        if counted is not None:
            base.choices[counted.squares] -= 1
            is_left[counted.squares] = True
        return base, np.flatnonzero(is_left).astype(np.int32)

    @property
    def n_copied(self) -> int:
        """How often all squares were copied for a frame's result; see `Recycler`."""
        return self._pages.n_copied

    def to(self, place: Place) -> Result:
        """Return every figure as it would be with the practice at `place` (EPSG:25832, m)."""
        moved = replace(self.practice, place=place)
        joints = self._joints_of(moved)
        cost, nearest = self._nearest_from(moved, joints)
        won, counted = self._won, self._choices_from(moved, joints)
        *ways, choices, costs = self._pages.take(np.concatenate([won, counted]))
        write_ways(Ways(*ways), won, cost, nearest)
        choices[counted] += 1
        costs[won] = cost[won]
        values = self._values._replace(cost=costs, choices=choices)
        sums = self._sums_of(cost, choices, counted)
        number = self.practice.provider_number
        state = replace(self._state, practices=OneChanged(self._state.practices, number, moved))
        practices = self._practices_with(moved)
        self.result = snapshot(
            self._region,
            self._evaluator.roster,
            state,
            values,
            Ways(*ways),
            sums,
            practices,
            sums_with_one(self._practice_sums, practices, self._at),
            self._own,
        )
        return self.result

    def _sums_of(self, cost: Int32, choices: Int32, counted: Int32) -> Sums[Int64]:
        """Return the sums, by what differs from the state that the practice was taken from."""
        won = self._won[choices[self._won] == self._values.choices[self._won]]
        come = np.concatenate([counted, won])
        changed = np.concatenate([self._left, come[~self._is_left[come]]])
        sums = Sums(*sums_with(self._tally, self._tallied, cost, choices, changed))
        unknown = np.zeros_like(sums.own_persons)
        return sums._replace(own_distance=unknown, own_persons=unknown)

    def nearest_at(self, place: Place) -> SquareLabels:
        """Return only the nearest practice of every square, with the practice at `place`.

        The arrays are the drag's own: they hold until it is moved on.
        """
        moved = replace(self.practice, place=place)
        return self._nearest_from(moved, self._joints_of(moved))

    def _joints_of(self, moved: Practice) -> tuple[Joint, ...]:
        """Return where the practice joins the roads; nowhere where lines are measured."""
        if self._evaluator.lines is not None:
            return ()
        main = self._evaluator.distances.index.join(moved.place, JOIN_LIMIT_M)
        return (main, *self._satellites)

    def _nearest_from(self, moved: Practice, joints: tuple[Joint, ...]) -> SquareLabels:
        """Return each square's cost and nearest practice; `_won` holds which it has won."""
        if not moved.has_doctor:
            return self._now
        by_line = self._evaluator.lines is not None
        touched, there = self._lines_from(moved) if by_line else self._roads_from(joints)
        cost, nearest = self._now
        cost[self._won] = self._values.cost[self._won]
        nearest[self._won] = self._nearest[self._won]
        rank = self._evaluator.roster.rank
        self._won = take_over(touched, there, rank, self._at, cost, nearest)
        return self._now

    def _lines_from(self, moved: Practice) -> tuple[Int32, Int32]:
        lines = self._evaluator.distances.lines
        return lines.joined, lines.costs(moved.places, lines.joined)

    def _roads_from(self, joints: tuple[Joint, ...]) -> tuple[Int32, Int32]:
        """Return the squares that the practice might win, and their costs to it."""
        evaluator = self._evaluator
        ground, work = evaluator.distances.ground, evaluator.distances.workspace
        self.n_settled = _search(
            ground.into,
            *seeds_of(ground.network, joints),
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
        there: Int32 = costs_of(ground.hanging, touched, work.cost, sites)
        work.cost[reached] = INFINITE
        return touched, there

    def _choices_from(self, moved: Practice, joints: tuple[Joint, ...]) -> Int32:
        """Return the squares that have the practice as a choice."""
        # where areas have leave for other limits, intake may change with the place
        if not is_choice(self._state, moved):
            return _NONE
        return self._evaluator.within_limits(self._reach_of(moved, joints), self._allowed)

    def _reach_of(self, moved: Practice, joints: tuple[Joint, ...]) -> Reach:
        evaluator = self._evaluator
        distances, limit_m = evaluator.distances, evaluator.longest_limit_m
        if evaluator.lines is not None:
            return distances.lines.reach(moved.places, limit_m)
        return reach_of(distances.ground, distances.workspace, joints, limit_m, in_order=False)

    def _practices_with(self, moved: Practice) -> PracticeValues:
        """Return what is known of every practice, of this one where it is now."""
        practices, at = self._practices, self._at
        area = practices.area.copy()
        area[at] = self._region.municipalities.locate_one(moved.place)
        practices = practices._replace(area=area)
        if not self._state.rules.norm_by_area:
            return practices
        status, limit = practices.status.copy(), practices.limit.copy()
        status[at] = STATUSES.index(self._state.status_of(moved))
        limit[at] = self._state.limit_of(moved)
        return practices._replace(status=status, limit=limit)


_NONE = np.zeros(0, dtype=np.int32)


@kernel
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


@kernel
def _wins(labels: Labels, rank: Int32, node: int, cost: int, practice: int) -> bool:
    """Whether the practice would be nearest at a node, judged against all others."""
    best, nearest = labels.cost1[node], labels.practice1[node]
    if nearest == practice:
        best, nearest = labels.cost2[node], labels.practice2[node]
    if nearest < 0 or cost < best:
        return True
    return bool(cost == best and rank[practice] < rank[nearest])
