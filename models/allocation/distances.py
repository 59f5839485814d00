"""Distances of practices wherever a scenario puts them: stored for the baseline, else searched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from models.allocation.cells import Cells
from models.allocation.ground import Ground, Workspace, ground_of
from models.allocation.lines import Lines, lines_of
from models.allocation.prepare import joints_of
from models.allocation.reach import Cache, costs_between, costs_from, own_costs, reach_of
from models.allocation.region import REACH_M, PatientList, Reach, Region
from models.domain.place import DM_PER_M, Place
from models.domain.practice import Practice
from models.domain.rules import Measure, RulePack
from models.network.join import EdgeIndex
from models.network.network import NO_EDGE, Joint
from models.network.search import INFINITE

FAR_M = 100_000
"""Practices farther apart than this are not offered distances to each other."""

_N_MOVED = 128
"""Places that practices were moved to whose distances are kept, for undoing and switching; up to
0.1 MB each in a whole country."""

_N_SERVED = 64
"""Sets of postal areas that a practice takes patients from, whose squares are kept; as many bytes
each as there are squares."""

Int32 = NDArray[np.int32]
Places = tuple[Place, ...]


class Distances:
    """Answers where a practice joins the network, what it reaches, and how far its own have.

    One thread at a time; `fork` gives another thread its own. What is made of the roads is
    made when it is first needed.
    """

    def __init__(self, region: Region) -> None:
        self.region = region
        self._cells_near: dict[str, int] = {}
        self._baseline = {practice.provider_number: practice for practice in region.practices}
        self._joints: Cache[Places, tuple[Joint, ...]] = Cache(16_384)
        self._reaches: Cache[tuple[Places, int], Reach] = Cache(_N_MOVED)
        self._served: Cache[tuple[str, ...], NDArray[np.bool_]] = Cache(_N_SERVED)
        self._own: Cache[tuple[Places, int], tuple[PatientList, Int32]] = Cache(_N_MOVED)

    def fork(self) -> Distances:
        """Return the same with buffers and caches of its own, for another thread."""
        return Distances(self.region)

    @cached_property
    def ground(self) -> Ground:
        """The ground searches run on."""
        return ground_of(self.region)

    @cached_property
    def workspace(self) -> Workspace:
        """Buffers for one search at a time."""
        return self.ground.new_workspace()

    @cached_property
    def index(self) -> EdgeIndex:
        """Where places join the network."""
        return _index_of(self.region)

    @cached_property
    def lines(self) -> Lines:
        """Distances as the crow flies."""
        return lines_of(self.region)

    @cached_property
    def _cells(self) -> Cells:
        return _cells_of(self.region)

    def know_joints(self, practice: Practice, joints: tuple[Joint, ...]) -> None:
        """Take it from elsewhere where a practice joins the network."""
        self._joints.get_or_make(practice.places, lambda: joints)

    def joints(self, practice: Practice) -> tuple[Joint, ...]:
        """Return where the practice's addresses join the network, the main one first."""
        return self._joints.get_or_make(practice.places, lambda: joints_of(self.index, practice))

    def reach(
        self, practice: Practice, limit_m: int = REACH_M, measure: Measure = Measure.ROAD
    ) -> Reach:
        """Return the squares within `limit_m` of any of the practice's addresses."""
        if measure is Measure.STRAIGHT_LINE:
            return self.lines.reach(practice.places, limit_m)
        number = practice.provider_number
        before = self._baseline.get(number)
        stored = self.region.within_limit.get(number)
        if stored is not None and before is not None and before.places == practice.places:
            if limit_m == REACH_M:
                return stored
            if limit_m < REACH_M:
                near = stored.cost <= limit_m * DM_PER_M
                return Reach(stored.squares[near], stored.cost[near])
        return self._reaches.get_or_make(
            (practice.places, limit_m),
            lambda: reach_of(self.ground, self.workspace, self.joints(practice), limit_m),
        )

    def near(self, practices: Iterable[Practice], squares: Int32, limit_m: int) -> list[Practice]:
        """Return the practices within `limit_m` by road of any of the squares, and some more.

        Those left out surely reach none of them; to find that out of most practices of a
        country costs less than to ask one of the rest.
        """
        wanted, baseline = self._cells.of(squares), self._baseline
        # a country has 2,000: those whose cells are known are looked up here, without a call
        known = self._cells_near if limit_m <= REACH_M else {}
        near = []
        for practice in practices:
            number = practice.provider_number
            cells = known.get(number) if baseline.get(number) is practice else None
            if (self._cells_of(practice, limit_m) if cells is None else cells) & wanted:
                near.append(practice)
        return near

    def _cells_of(self, practice: Practice, limit_m: int) -> int:
        """Return the cells of the squares that a practice reaches; for the baseline, kept."""
        number = practice.provider_number
        is_kept = limit_m <= REACH_M and self._baseline.get(number) is practice
        known = self._cells_near.get(number) if is_kept else None
        if known is None:
            known = self._cells.of(self.reach(practice, REACH_M if is_kept else limit_m).squares)
            if is_kept:
                self._cells_near[number] = known
        return known

    def between(self, practice: Practice, others: Sequence[Practice]) -> list[float]:
        """Return how far it is by road from each of `others` to a practice, metres.

        Between main addresses; NaN where there is no road within FAR_M.
        """
        homes = [self.joints(other)[0] for other in others]
        joints = self.joints(practice)[:1]
        cost = costs_between(self.ground, self.workspace, homes, joints, FAR_M)
        return [float("nan") if c == INFINITE else c / DM_PER_M for c in cost.tolist()]

    def from_square(
        self, square: int, practices: Sequence[Practice], measure: Measure = Measure.ROAD
    ) -> Int32:
        """Return the cost from a square to each practice, ferries included, -1 where no way."""
        if self.region.joints.edge[square] == NO_EDGE:
            return np.full(len(practices), -1, dtype=np.int32)
        if measure is Measure.STRAIGHT_LINE:
            here = np.array([square], dtype=np.int32)
            costs = [int(self.lines.costs(practice.places, here)[0]) for practice in practices]
            return np.array(costs, dtype=np.int32)
        home = self.region.joints[square]
        places = [self.joints(practice) for practice in practices]
        return costs_from(self.ground, self.workspace, home, places)

    def served(self, postcodes: tuple[str, ...]) -> NDArray[np.bool_]:
        """Return which squares lie in the named postal areas: bool with shape (n_square,)."""
        return self._served.get_or_make(postcodes, lambda: self._search_served(postcodes))

    def _search_served(self, postcodes: tuple[str, ...]) -> NDArray[np.bool_]:
        known = self.region.postal_areas.index_of_code
        areas = np.array([known[code] for code in postcodes if code in known], dtype=np.int32)
        served: NDArray[np.bool_] = np.isin(self.region.squares.postal_area, areas)
        return served

    def own(
        self, practice: Practice, listed: PatientList, measure: Measure = Measure.ROAD
    ) -> Int32:
        """Return the cost from each square of a practice's list to it, -1 where no way."""
        if measure is Measure.STRAIGHT_LINE:
            return self.lines.own(practice.places, listed)
        number = practice.provider_number
        before = self._baseline.get(number)
        is_baseline = before is not None and before.places == practice.places
        if is_baseline and listed is self.region.lists.get(number) and number in self.region.own:
            return self.region.own[number]
        # the list is kept beside the value, so that its id cannot be given to another one
        _, cost = self._own.get_or_make(
            (practice.places, id(listed)), lambda: (listed, self._search_own(practice, listed))
        )
        return cost

    def _search_own(self, practice: Practice, listed: PatientList) -> Int32:
        """Return own costs, taking from the stored ones what they hold."""
        number = practice.provider_number
        cost = np.full(len(listed.squares), -2, dtype=np.int32)
        before = self._baseline.get(number)
        if before is not None and before.places == practice.places and number in self.region.own:
            _take(cost, listed.squares, self.region.lists[number].squares, self.region.own[number])
            if number in self.region.within_limit:
                reach = self.region.within_limit[number]
                _take(cost, listed.squares, reach.squares, reach.cost)
        missing = cost == -2
        if missing.any():
            cost[missing] = own_costs(
                self.ground, self.workspace, self.joints(practice), listed.squares[missing]
            )
        return cost


def _take(cost: Int32, squares: Int32, known: Int32, known_cost: Int32) -> None:
    """Fill `cost` where `squares` are among the ascending `known` ones."""
    if not len(known):
        return
    # an edit of a country asks a hundred times: methods, which take half of what functions do
    at = known.searchsorted(squares)
    found = known.take(at, mode="clip") == squares
    np.copyto(cost, known_cost.take(at, mode="clip"), where=found)


def _index_of(region: Region) -> EdgeIndex:
    index = region.derived.get("edge index")
    if not isinstance(index, EdgeIndex):
        index = EdgeIndex(region.network)
        region.derived["edge index"] = index
    return index


def _cells_of(region: Region) -> Cells:
    cells = region.derived.get("cells")
    if not isinstance(cells, Cells):
        cells = region.derived["cells"] = Cells(region.squares.e, region.squares.n)
    return cells


def is_estimate(region: Region, rules: RulePack) -> bool:
    """Whether distances are estimates, to be marked "≈": over a land network, and no lines."""
    return region.network.kind == "land" and rules.measure is Measure.ROAD


def limits_dm(region: Region, rules: RulePack) -> Int32:
    """Return the distance limit of each square's residents: int32 (n_square,), decimetres."""
    return _by_square(region, rules.limit_in, rules.limit_m)


def reaches_dm(region: Region, rules: RulePack) -> Int32:
    """Return how far each square's residents are sent: int32 (n_square,), decimetres."""
    elsewhere = rules.limit_m if rules.reach_m is None else rules.reach_m
    return _by_square(region, rules.reach_in, elsewhere)


def _by_square(region: Region, metres_in: Callable[[str], int], elsewhere_m: int) -> Int32:
    by_area = [metres_in(code) * DM_PER_M for code in region.municipalities.codes]
    table = np.array([*by_area, elsewhere_m * DM_PER_M], dtype=np.int32)
    return table[region.squares.municipality]


def longest_limit_m(region: Region, rules: RulePack) -> int:
    """Return the longest distance limit that holds anywhere in the region, metres."""
    return max([rules.limit_m, *(rules.limit_in(code) for code in region.municipalities.codes)])
