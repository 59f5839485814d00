"""Evaluation: from a state to every figure, in full or by what differs from the last state.

Both ways end in the same arrays, to the bit: distances are whole numbers, labels are unique,
sums are int64 and taken away as exactly as they were added.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.allocation.continuity import persons_without_permanent_doctor
from models.allocation.distances import Distances, limits_dm, longest_limit_m
from models.allocation.figures import (
    STATUSES,
    PracticeValues,
    copy_of,
    erase,
    no_practices,
    sum_practices,
)
from models.allocation.kept import KeptLabels, KeptResult, practice_values
from models.allocation.lines import LineField
from models.allocation.nearest import (
    NO_PRACTICE,
    Labels,
    NearestField,
    Seeds,
    Sites,
    label_squares,
    sites_of,
    sites_with,
    squares_at,
)
from models.allocation.redistribute import is_choice, open_to
from models.allocation.region import PatientList, Reach, Region
from models.allocation.result import Result
from models.allocation.roster import Roster
from models.allocation.snapshot import snapshot, ways_of
from models.allocation.state import State, changed_practices
from models.allocation.sums import SquareValues, Sums, Tally, tally_squares, tally_with
from models.domain.place import Place
from models.domain.practice import Intake, Practice, ProviderNumber
from models.domain.rules import Measure, RulePack
from models.kernels.kernel import kernel
from models.network.network import FERRY_COST, Joint
from models.network.search import INFINITE

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]

OLD_DOCTOR = 60
"""Doctors of this age and older may soon leave; the register counts them."""

_FEW = 1 / 8
"""Share of the squares that may differ for a tally to be made of the last one."""


def evaluate(region: Region, state: State) -> Result:
    """Return every figure of `state`, worked out from nothing but the region and the state."""
    return Evaluator(Distances(region), state).result


def by_other_measure(state: State) -> State:
    """Return a state judged by straight lines where it was judged by road, or the other way."""
    by_road = state.rules.measure is Measure.ROAD
    other = Measure.STRAIGHT_LINE if by_road else Measure.ROAD
    return replace(state, rules=replace(state.rules, measure=other))


@dataclass
class SquareArrays:
    """The engine's working arrays per square; see `SquareValues`."""

    cost: Int32
    nearest: Int32
    choices: Int32
    own_distance: Int64
    own_persons: Int64
    listed: Int32
    unplaced: Int32

    @classmethod
    def empty(cls, n: int) -> SquareArrays:
        """Return arrays for a region without practices."""
        return cls(
            cost=np.full(n, INFINITE, dtype=np.int32),
            nearest=np.full(n, NO_PRACTICE, dtype=np.int32),
            choices=np.zeros(n, dtype=np.int32),
            own_distance=np.zeros(n, dtype=np.int64),
            own_persons=np.zeros(n, dtype=np.int64),
            listed=np.zeros(n, dtype=np.int32),
            unplaced=np.zeros(n, dtype=np.int32),
        )


class Counted(NamedTuple):
    """Where a practice is counted as a choice, and all that decided so."""

    ground: tuple[object, ...]
    squares: Int32


class Evaluator:
    """Keeps the result of one state and brings it to another by what differs.

    Attributes
    ----------
    distances : Distances
    result : Result
        Of the state given last.
    values : SquareValues
    tally : Tally
        What the result was added up from; `sums_with` has others by what differs.
    inserted : dict of position in the roster to tuple of Joint
        Where the practices join the roads that are in `field` now.
    """

    values: SquareValues
    tally: Tally
    _kept_state: State

    def __init__(
        self,
        distances: Distances,
        state: State,
        kept: tuple[KeptResult, KeptLabels] | None = None,
    ) -> None:
        """Evaluate `state`, or take up what is `kept` of it; it is the baseline then."""
        self.distances = distances
        region = distances.region
        self.roster = Roster()
        self.field = NearestField(distances.ground, distances.workspace)
        self.squares = SquareArrays.empty(len(region.squares))
        self.joined = region.joints.edge >= 0
        self.sites: Sites = sites_of([])
        self.inserted: dict[int, tuple[Joint, ...]] = {}
        self._has_tally = False
        self.lines: LineField | None = None
        self._counted: dict[ProviderNumber, Counted] = {}
        self._uncounted: set[ProviderNumber] = set()
        self._take_rules(state.rules)
        self.practices = no_practices(0)
        self._own: dict[ProviderNumber, PatientList] = {}
        self._own_costs: dict[ProviderNumber, Int32] = {}
        self._state = State({}, {}, PatientList(_NONE, _NONE), state.rules)
        self.result = self.update(state) if kept is None else self._take_up(state, *kept)

    def _take_up(self, state: State, kept: KeptResult, labels: KeptLabels) -> Result:
        """Be as after `update(state)`; where practices are choices is found out when asked for."""
        self._state = self._kept_state = state
        self.roster.enrol(state.practices)
        self.practices = practice_values(kept)
        self.squares = SquareArrays(
            cost=kept.cost.copy(),
            nearest=kept.nearest.copy(),
            choices=kept.choices.copy(),
            own_distance=labels.own_distance.copy(),
            own_persons=labels.own_persons.copy(),
            listed=labels.listed.copy(),
            unplaced=np.zeros(len(kept.cost), dtype=np.int32),
        )
        rows = (row.copy() for row in labels.labels), (row.copy() for row in labels.seeds)
        self.field.take_up(Labels(*rows[0]), Seeds(*rows[1]))
        for at, *joint in labels.addresses.tolist():
            self.inserted[at] = (*self.inserted.get(at, ()), Joint(*joint))
        for at, joints in self.inserted.items():
            self.distances.know_joints(state.practices[self.roster.numbers[at]], joints)
        self.sites = sites_of([(at, each) for at, some in self.inserted.items() for each in some])
        known = self.distances.region.own
        for number, listed in state.lists.items():
            self._own[number] = listed
            self._own_costs[number] = known.get(number, _NONE)  # without a list there are none
        self._uncounted = set(state.practices)
        return self._assemble(state)

    def update(self, state: State) -> Result:
        """Return the result of `state`, reusing all that the last state shares with it."""
        before, self._state = self._state, state
        if self.roster.enrol(state.practices):
            self.practices = copy_of(self.practices, len(self.roster.numbers))
        if state.rules != before.rules:
            self._take_rules(state.rules)
        changed = changed_practices(before, state)
        self._update_practices(state, changed)
        self._update_nearest(state, changed)
        self._update_choices(state, changed)
        self._update_lists(before, state, changed)
        self.result = self._assemble(state)
        return self.result

    def _take_rules(self, rules: RulePack) -> None:
        """Keep how far residents of each square, and of any, may have to their choices.

        By other rules every practice is counted anew.
        """
        self.squares.choices[:] = 0
        self._counted.clear()
        self._uncounted.clear()
        self.limits = limits_dm(self.distances.region, rules)
        self.longest_limit_m = longest_limit_m(self.distances.region, rules)
        self.measure, self.choices_needed = rules.measure, rules.choices_needed
        if (self.measure is Measure.STRAIGHT_LINE) != (self.lines is not None):
            self._forget_nearest()

    def _forget_nearest(self) -> None:
        """Begin with no practice anywhere, measured as the rules have it now."""
        by_line = self.measure is Measure.STRAIGHT_LINE
        self.lines = LineField(self.distances.lines) if by_line else None
        self.field = NearestField(self.distances.ground, self.distances.workspace)
        self.sites, self.inserted = sites_of([]), {}
        self.squares.cost[:] = INFINITE
        self.squares.nearest[:] = NO_PRACTICE

    def own_costs_without(self, number: ProviderNumber) -> dict[ProviderNumber, Int32]:
        """Return the costs of every other practice's own patients, in the order of its list."""
        own = self._own_costs.copy()
        del own[number]
        return own

    def _assemble(self, state: State) -> Result:
        """Return a snapshot of the arrays; it shares none that the next update changes."""
        region = self.distances.region
        squares = replace(
            self.squares,
            cost=self.squares.cost.copy(),
            choices=self.squares.choices.copy(),
            unplaced=self.squares.unplaced.copy(),
        )
        if len(region.coverage):  # their figures are added up later, from these
            squares.own_distance = squares.own_distance.copy()
            squares.own_persons = squares.own_persons.copy()
            squares.listed = squares.listed.copy()
        values, practices = self.values_of(squares), copy_of(self.practices)
        self.tally, self.values, self._has_tally = self._tally_of(values), values, True
        return snapshot(
            region,
            self.roster,
            state,
            self.values,
            ways_of(squares.cost, squares.nearest),
            Sums(*self.tally.table.copy()),
            practices,
            sum_practices(practices, len(region.municipalities)),
            self._own_costs.copy(),
        )

    def _tally_of(self, values: SquareValues) -> Tally:
        """Return the tally of all squares, by what differs from the last where that is less."""
        tally: Tally
        if self._has_tally and self.values.limit is values.limit:
            before = self.values
            differs = (values.cost != before.cost) | (values.choices != before.choices)
            changed = np.flatnonzero(differs).astype(np.int32)
            if len(changed) + len(self.tally.strays) < _FEW * len(differs):
                tally = tally_with(self.tally, before, values, changed)
                return tally
        tally = tally_squares(values, len(self.distances.region.municipalities))
        return tally

    def values_of(self, squares: SquareArrays) -> SquareValues:
        """Return what is known of each square, with the given arrays."""
        region = self.distances.region
        return SquareValues(
            area=region.squares.municipality,
            persons=region.squares.persons,
            joined=self.joined,
            limit=self.limits,
            cost=squares.cost,
            choices=squares.choices,
            listed=squares.listed,
            unplaced=squares.unplaced,
            own_distance=squares.own_distance,
            own_persons=squares.own_persons,
            choices_needed=self.choices_needed,
        )

    def _update_practices(self, state: State, changed: Sequence[ProviderNumber]) -> None:
        """Write the rows of changed practices."""
        present = [number for number in changed if number in state.practices]
        areas = _areas_of(self.distances.region, [state.practices[n] for n in present])
        for number, area in zip(present, areas, strict=True):
            _write_row(
                self.practices, self.roster.position[number], state, number, area, self._age_date
            )
        for number in changed:
            if number not in state.practices:
                erase(self.practices, self.roster.position[number])

    @property
    def _age_date(self) -> int:
        return int(self.distances.region.reference_date[:4])

    def _update_nearest(self, state: State, changed: Sequence[ProviderNumber]) -> None:
        """Take out and put in the practices whose addresses changed; relabel their squares."""
        if self.lines is not None:
            addresses = {self.roster.position[n]: _places_now(state, n) for n in changed}
            cost, nearest = self.squares.cost, self.squares.nearest
            self.lines.update(addresses, self.roster.rank, cost, nearest)
            return
        nodes: list[Int32] = []
        edges: set[int] = set()
        gone: list[int] = []
        coming: list[tuple[int, Joint]] = []
        rank = self.roster.rank
        for number in changed:
            at = self.roster.position[number]
            old, new = self.inserted.get(at, ()), self._joints_now(state, number)
            if old == new:
                continue
            edges.update(joint.edge for joint in (*old, *new) if joint.edge >= 0)
            if old:
                nodes.append(self.field.remove(at, rank))
                gone.append(at)
                del self.inserted[at]
            if new:
                coming += [(at, joint) for joint in new]
                self.inserted[at] = new
        if coming:
            nodes.append(self.field.insert(coming, rank))
        if not edges and not nodes:
            return
        self.sites = sites_with(self.sites, gone, coming)
        self._relabel(np.concatenate([_NONE, *nodes]), np.array(sorted(edges), dtype=np.int32))

    def _joints_now(self, state: State, number: ProviderNumber) -> tuple[Joint, ...]:
        practice = state.practices.get(number)
        if practice is None or not practice.has_doctor:
            return ()
        return self.distances.joints(practice)

    def label_without(self, at: int, squares: SquareArrays) -> None:
        """Write what is nearest to the squares of one practice as if it were not there."""
        touched = np.flatnonzero(squares.nearest == at).astype(np.int32)
        rank, cost, nearest = self.roster.rank, squares.cost, squares.nearest
        if self.lines is not None:
            self.lines.relabel(touched, at, rank, cost, nearest)
            return
        hanging = self.distances.ground.hanging
        label_squares(hanging, self.field.labels, self.sites, rank, touched, at, cost, nearest)

    def _relabel(self, nodes: Int32, edges: Int32) -> None:
        hanging = self.distances.ground.hanging
        touched = squares_at(hanging, nodes, edges, self.distances.workspace.seen)
        label_squares(
            hanging,
            self.field.labels,
            self.sites,
            self.roster.rank,
            touched,
            -2,
            self.squares.cost,
            self.squares.nearest,
        )

    def _update_choices(self, state: State, changed: Sequence[ProviderNumber]) -> None:
        """Count each changed practice where it is a choice now, and no longer where it was."""
        for number in changed:
            practice = state.practices.get(number)
            ground = None if practice is None else self._choice_ground(state, practice)
            if ground is not None and self._counted_ground(number) == ground:
                continue
            before = self.counted(number)
            self._uncounted.discard(number)
            if before is not None:
                self.squares.choices[before.squares] -= 1
                self._counted.pop(number, None)
            if practice is not None and ground is not None:
                now = self.choice_squares(practice)
                self.squares.choices[now] += 1
                self._counted[number] = Counted(ground, now)

    def counted(self, number: ProviderNumber) -> Counted | None:
        """Return where a practice is counted as a choice now; None where it is nowhere.

        For one that was kept with the result this is found out each time: to keep it too would
        have memory grow for as long as other practices are taken in the hand.
        """
        if number not in self._uncounted:
            return self._counted.get(number)
        ground = self._counted_ground(number)
        if ground is None:
            return None
        return Counted(ground, self.choice_squares(self._kept_state.practices[number]))

    def _counted_ground(self, number: ProviderNumber) -> tuple[object, ...] | None:
        """Return all that decided where a practice is counted now; None where it is nowhere."""
        if number in self._uncounted:
            return self._choice_ground(self._kept_state, self._kept_state.practices[number])
        counted = self._counted.get(number)
        return None if counted is None else counted.ground

    def _choice_ground(self, state: State, practice: Practice) -> tuple[object, ...] | None:
        """Return all that decides where a practice is a choice; None where it is nowhere."""
        if not is_choice(state, practice):
            return None
        is_selective = practice.intake is Intake.SELECTIVE
        postcodes = practice.postcodes if is_selective else None
        return practice.places, postcodes, state.rules

    def choice_squares(self, practice: Practice) -> Int32:
        """Return the squares whose residents have an open practice as a choice; int32."""
        reach = self.distances.reach(practice, self.longest_limit_m, self.measure)
        return self.within_limits(reach, open_to(self.distances, practice))

    def within_limits(self, reach: Reach, allowed: NDArray[np.bool_]) -> Int32:
        """Return the squares of a reach within their limit, and `allowed` if that is not empty."""
        near = reach.cost <= self.limits[reach.squares]
        if len(allowed):
            near &= allowed[reach.squares]
        return reach.squares[near]

    def _update_lists(self, before: State, state: State, changed: Sequence[ProviderNumber]) -> None:
        """Replace the lists and own distances of changed practices, and the unplaced."""
        for number in changed:
            old = self._own.pop(number, None)
            if old is not None:
                self._count_list(old, self._own_costs.pop(number), sign=-1)
            if number in state.practices:
                listed = state.lists[number]
                cost = self.distances.own(state.practices[number], listed, self.measure)
                self._own[number], self._own_costs[number] = listed, cost
                self._count_list(listed, cost, sign=1)
        if state.unplaced is not before.unplaced:
            self.squares.unplaced[:] = 0
            self.squares.unplaced[state.unplaced.squares] = state.unplaced.persons

    def _count_list(self, listed: PatientList, cost: Int32, sign: int) -> None:
        """Add or take away a list and the own distances of its patients."""
        squares = self.squares
        _count(listed, cost, sign, squares.listed, squares.own_distance, squares.own_persons)


@kernel
def _count(
    listed: PatientList,
    cost: Int32,
    sign: int,
    listed_persons: Int32,
    own_distance: Int64,
    own_persons: Int64,
) -> None:
    for i in range(len(cost)):
        square, persons = listed.squares[i], sign * np.int64(listed.persons[i])
        listed_persons[square] += persons
        if cost[i] >= 0:
            own_distance[square] += persons * (cost[i] % FERRY_COST)
            own_persons[square] += persons


_NONE = np.zeros(0, dtype=np.int32)


def _places_now(state: State, number: ProviderNumber) -> tuple[Place, ...]:
    practice = state.practices.get(number)
    return practice.places if practice is not None and practice.has_doctor else ()


def _areas_of(region: Region, practices: Sequence[Practice]) -> Int32:
    e = np.array([practice.place.e for practice in practices], dtype=np.float64)
    n = np.array([practice.place.n for practice in practices], dtype=np.float64)
    return region.municipalities.locate(e, n)


def _write_row(
    values: PracticeValues, at: int, state: State, number: ProviderNumber, area: int, year: int
) -> None:
    practice, listed = state.practices[number], state.totals[number]
    values.area[at] = area
    values.status[at] = STATUSES.index(state.status_of(practice))
    values.capacities[at] = round(practice.capacities * 100)
    values.vacant[at] = round(practice.vacant * 100)
    values.listed[at] = listed
    values.limit[at] = state.limit_of(practice)
    values.doctors[at] = practice.doctors
    values.doctors_60_plus[at] = practice.doctors_of_age(OLD_DOCTOR, year)
    values.without_permanent[at] = persons_without_permanent_doctor(practice, listed, state.rules)
