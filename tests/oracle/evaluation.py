"""Evaluation the slow way: every square against every practice, one plain search each."""

from __future__ import annotations

import heapq
import math
from dataclasses import replace

import numpy as np
from shapely import Point

from models.allocation.distances import Distances
from models.allocation.intake import Norm, room_of, status_of
from models.allocation.redistribute import add_persons
from models.allocation.region import PatientList, Region
from models.allocation.state import State
from models.domain.place import Place
from models.domain.practice import Form, Practice, Status
from models.domain.rules import Measure
from models.geography.coverage import COAST_M
from models.network.network import BACKWARD, FERRY, FERRY_COST, FORWARD, Joint, Network

FAR = math.inf


def ways_out(network: Network) -> dict[int, list[tuple[int, int]]]:
    """Return where each node leads, and at what cost."""
    ways: dict[int, list[tuple[int, int]]] = {node: [] for node in range(network.n_nodes)}
    for edge in range(network.n_edges):
        flags = network.edge_flags[edge]
        start, end = int(network.edge_from[edge]), int(network.edge_to[edge])
        cost = int(network.edge_length_dm[edge]) + (FERRY_COST if flags & FERRY else 0)
        if flags & FORWARD:
            ways[start].append((end, cost))
        if flags & BACKWARD:
            ways[end].append((start, cost))
    return ways


def costs_from(ways: dict[int, list[tuple[int, int]]], node: int) -> dict[int, int]:
    """Dijkstra as in the textbook, in the direction of travel."""
    done: dict[int, int] = {}
    heap = [(0, node)]
    while heap:
        cost, here = heapq.heappop(heap)
        if here not in done:
            done[here] = cost
            for there, more in ways[here]:
                heapq.heappush(heap, (cost + more, there))
    return done


class Costs:
    """Costs between any two joints of one network."""

    def __init__(self, network: Network) -> None:
        self.network = network
        ways = ways_out(network)
        self.between = [costs_from(ways, node) for node in range(network.n_nodes)]

    def of(self, home: Joint, clinic: Joint) -> float:
        if home.edge < 0 or clinic.edge < 0:
            return FAR
        legs = home.access_dm + clinic.access_dm
        ways = [FAR]
        for out, a in self._leave(home):
            for b, into in self._arrive(clinic):
                ways.append(a + self.between[out].get(b, FAR) + into + legs)
        if home.edge == clinic.edge:
            ahead = clinic.offset_dm - home.offset_dm
            flags = self.network.edge_flags[home.edge]
            if (ahead >= 0 and flags & FORWARD) or (ahead <= 0 and flags & BACKWARD):
                ways.append(abs(ahead) + legs)
        return min(ways)

    def _leave(self, joint: Joint) -> list[tuple[int, int]]:
        network, edge = self.network, joint.edge
        length = int(network.edge_length_dm[edge])
        ways = []
        if network.edge_flags[edge] & FORWARD:
            ways.append((int(network.edge_to[edge]), length - joint.offset_dm))
        if network.edge_flags[edge] & BACKWARD:
            ways.append((int(network.edge_from[edge]), joint.offset_dm))
        return ways

    def _arrive(self, joint: Joint) -> list[tuple[int, int]]:
        network, edge = self.network, joint.edge
        length = int(network.edge_length_dm[edge])
        ways = []
        if network.edge_flags[edge] & FORWARD:
            ways.append((int(network.edge_from[edge]), joint.offset_dm))
        if network.edge_flags[edge] & BACKWARD:
            ways.append((int(network.edge_to[edge]), length - joint.offset_dm))
        return ways


class SlowTwin:
    """All that `Evaluator` says, worked out by looking at everything."""

    def __init__(self, region: Region) -> None:
        self.region = region
        self.costs = Costs(region.network)
        self.distances = Distances(region)
        self._known: dict[tuple[int, tuple[Place, ...]], float] = {}

    def cost(self, state: State, square: int, practice: Practice) -> float:
        if state.rules.measure is Measure.STRAIGHT_LINE:
            return self.line(square, practice)
        key = (square, practice.places)
        if key not in self._known:
            home = self.region.joints[square]
            joints = self.distances.joints(practice)
            self._known[key] = min(self.costs.of(home, joint) for joint in joints)
        return self._known[key]

    def line(self, square: int, practice: Practice) -> float:
        if self.region.joints.edge[square] < 0:
            return FAR
        here = (int(self.region.squares.e[square]) * 10, int(self.region.squares.n[square]) * 10)
        return min(round(math.dist(here, place.in_dm())) for place in practice.places)

    def nearest(self, state: State, square: int) -> tuple[float, str | None]:
        ways = [
            (self.cost(state, square, practice), number)
            for number, practice in state.practices.items()
            if practice.has_doctor
        ]
        cost, number = min(ways, default=(FAR, None))
        return (cost, number) if cost < FAR else (FAR, None)

    def is_open_to(self, state: State, practice: Practice, square: int) -> bool:
        status = self.status(state, practice)
        if not practice.has_doctor or status is Status.CLOSED:
            return False
        postal = self.region.postal_areas.codes[self.region.squares.postal_area[square]]
        return status is Status.OPEN or postal in practice.postcodes

    def norm(self, state: State, practice: Practice) -> Norm:
        shared = state.rules.shared_post_norm
        if practice.form is Form.SHARED_POST and shared is not None:
            return Norm(shared, is_shared_post=True)
        leave = state.rules.norm_by_area
        here = Point(practice.place)
        for areas, within_m in (
            (self.region.coverage.areas, COAST_M),
            (self.region.municipalities, 0),
        ):
            # a shared border belongs to the area that comes first
            away = [(shape.distance(here), at) for at, shape in enumerate(areas.shapes)]
            distance, at = min(away, default=(FAR, -1))
            if distance <= within_m and areas.codes[at] in leave:
                return Norm(leave[areas.codes[at]], True)
        return Norm(state.rules.norm_per_capacity)

    def status(self, state: State, practice: Practice) -> Status:
        listed = state.lists[practice.provider_number].total
        return status_of(practice, listed, self.norm(state, practice))

    def limit(self, state: State, square: int) -> int:
        area = self.region.squares.municipality[square]
        return state.rules.limit_in(self.region.municipalities.codes[area]) * 10

    def reach(self, state: State, square: int) -> int:
        area = self.region.squares.municipality[square]
        return state.rules.reach_in(self.region.municipalities.codes[area]) * 10

    def choices(self, state: State, square: int) -> int:
        return sum(
            self.is_open_to(state, practice, square)
            and self.cost(state, square, practice) <= self.limit(state, square)
            for practice in state.practices.values()
        )

    def distribute(
        self, state: State, homeless: dict[int, int]
    ) -> dict[str | None, dict[int, int]]:
        """Return who takes how many from which square; None is nobody."""
        room = {
            number: room_of(practice, state.lists[number].total, self.norm(state, practice))
            for number, practice in state.practices.items()
        }
        pairs = sorted(
            (self.cost(state, square, practice), number, square)
            for square in homeless
            for number, practice in state.practices.items()
            if self.is_open_to(state, practice, square)
        )
        left = dict(homeless)
        taken: dict[str | None, dict[int, int]] = {}
        for cost, number, square in pairs:
            persons = min(left[square], room[number])
            if cost <= self.reach(state, square) and persons:
                taken.setdefault(number, {})[square] = persons
                left[square] -= persons
                room[number] -= persons
        if state.rules.closed_take_entitled:
            self._give_what_is_due(state, left, taken)
        taken[None] = {square: persons for square, persons in left.items() if persons}
        return taken

    def _give_what_is_due(
        self, state: State, left: dict[int, int], taken: dict[str | None, dict[int, int]]
    ) -> None:
        """Let the nearest practice with a doctor take whoever has too few open choices left."""
        lists = dict(state.lists)
        for number, persons in taken.items():
            if number is not None:
                listed = PatientList(np.array([0]), np.array([sum(persons.values())]))
                lists[number] = add_persons(lists[number], listed)  # only the total counts
        after = replace(state, lists=lists)
        for square, persons in left.items():
            ways = sorted(
                (self.cost(state, square, practice), number)
                for number, practice in state.practices.items()
                if practice.has_doctor
            )
            is_due = self.choices(after, square) < state.rules.choices_needed
            if persons and is_due and ways and ways[0][0] <= self.reach(state, square):
                mine = taken.setdefault(ways[0][1], {})
                mine[square] = mine.get(square, 0) + persons
                left[square] = 0

    def quantile(self, values: list[tuple[float, int]], share_of_ten: int) -> float:
        """Return the shortest distance within which at least that many tenths live."""
        total = sum(persons for _, persons in values)
        reached = 0
        for distance, persons in sorted(values):
            reached += persons
            if reached * 10 >= total * share_of_ten:
                return distance
        return math.nan
