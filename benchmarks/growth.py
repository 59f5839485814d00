"""How cost grows with the map: invented countries of up to ten times the nation.

Each has as much on every square kilometre as the nation has: roads with bends, squares,
practices, municipalities. A drag should grow with the practice's surroundings only; what
must look at everything (a full evaluation) grows with the map. How many junctions a drag
settles and how many squares lie within the limit is told too: no machine changes that.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
import shapely
from numpy.typing import NDArray

from benchmarks.measure import Case
from models.allocation.distances import Distances
from models.allocation.drag import Drag
from models.allocation.evaluator import Evaluator
from models.allocation.prepare import prepare_distances
from models.allocation.region import PatientList, Region
from models.allocation.state import baseline_state
from models.domain.place import Place
from models.domain.practice import Form, Intake, Practice
from models.domain.rules import shipped_rule_packs
from models.geography.areas import Areas
from models.geography.squares import Squares
from models.network.curve import curve_order
from models.network.network import BACKWARD, FORWARD, Joints, Network
from tests.regions import made_region

Int32 = NDArray[np.int32]

BLOCK_M = 320
"""Between junctions: then as many lie on a square kilometre as in Denmark."""
CROSS_STREETS = 0.36
"""Share of the junctions with a street north: 2.7 roads at a junction, as in Denmark."""
BENDS = 2
SQUARES_OF_JUNCTIONS = 0.372
PRACTICES_OF_SQUARES = 1958 / 136_957
MUNICIPALITIES_OF_SQUARES = 98 / 136_957
OWN_DM = 30_000
N_DRAGGED = 3
RULES = shipped_rule_packs()[0]


def country(n_junctions: int) -> Region:
    """Return an invented country with about so many junctions, the same every time."""
    rng = np.random.default_rng(10)
    side = round(n_junctions**0.5)
    network = _network(rng, side)
    n_squares = round(side * side * SQUARES_OF_JUNCTIONS)
    joints, e, n = _homes(rng, network, n_squares)
    municipalities = _municipalities(side, round(n_squares * MUNICIPALITIES_OF_SQUARES))
    by_age = rng.integers(0, 18, size=(n_squares, 5)).astype(np.int32)
    unknown = np.full(n_squares, -1, dtype=np.int32)
    squares = Squares(
        ids=tuple(map(str, range(n_squares))),
        size_m=250,
        e=e,
        n=n,
        persons_by_age=by_age,
        persons=by_age.sum(axis=1, dtype=np.int32),
        municipality=municipalities.locate(e.astype(np.float64), n.astype(np.float64)),
        parish=unknown,
        postal_area=unknown,
        group=np.zeros(n_squares, dtype=np.int32),
    )
    at = rng.choice(n_squares, round(n_squares * PRACTICES_OF_SQUARES), replace=False)
    practices = tuple(
        _practice(number, Place(float(e[square]), float(n[square])))
        for number, square in enumerate(np.sort(at).tolist(), start=100_000)
    )
    within, _ = prepare_distances(network, joints, practices, {}, lambda share: None)
    lists, own = {}, {}
    for number, reach in within.items():
        near = reach.cost < OWN_DM
        lists[number] = PatientList(reach.squares[near], np.ones(near.sum(), dtype=np.int32))
        own[number] = reach.cost[near]
    return made_region(
        "Opfundet land",
        municipalities,
        squares,
        (network, joints),
        practices,
        lists,
        (within, own),
        lists_estimated=True,
        is_invented=True,
    )


def _network(rng: np.random.Generator, side: int) -> Network:
    """Return streets from west to east, with some from south to north between them."""
    e = (np.tile(np.arange(side), side) * BLOCK_M * 10).astype(np.int32)
    n = (np.repeat(np.arange(side), side) * BLOCK_M * 10).astype(np.int32)
    e += rng.integers(-600, 600, side * side, dtype=np.int32)
    n += rng.integers(-600, 600, side * side, dtype=np.int32)
    order = curve_order(e, n, np.arange(side * side, dtype=np.int32))
    place = np.empty(side * side, dtype=np.int32)
    place[order] = np.arange(side * side, dtype=np.int32)
    ids = place.reshape(side, side)
    e, n = e[order], n[order]
    goes_north = rng.random((side - 1, side)) < CROSS_STREETS
    start = np.concatenate([ids[:, :-1].ravel(), ids[:-1][goes_north]])
    end = np.concatenate([ids[:, 1:].ravel(), ids[1:][goes_north]])
    by_start = np.argsort(start, kind="stable")
    start, end = start[by_start], end[by_start]
    share = np.linspace(0, 1, BENDS + 2)
    points = [
        np.rint(axis[start, np.newaxis] + share * (axis[end] - axis[start])[:, np.newaxis])
        for axis in (e, n)
    ]
    for axis in points:
        axis[:, 1:-1] += rng.integers(-200, 200, (len(start), BENDS))
    steps = np.rint(np.hypot(np.diff(points[0]), np.diff(points[1])))
    offset = np.zeros((len(start), BENDS + 2), dtype=np.int32)
    np.cumsum(steps, axis=1, out=offset[:, 1:])
    length = np.ascontiguousarray(offset[:, -1])
    return Network(
        kind="road",
        source="invented",
        node_e=e,
        node_n=n,
        edge_from=start,
        edge_to=end,
        edge_length_dm=length,
        edge_time_ds=length // 15,
        edge_flags=np.full(len(start), FORWARD | BACKWARD, dtype=np.uint8),
        shape_start=np.arange(0, (BENDS + 2) * len(start) + 1, BENDS + 2, dtype=np.int32),
        shape_e=points[0].astype(np.int32).ravel(),
        shape_n=points[1].astype(np.int32).ravel(),
        shape_offset_dm=offset.ravel(),
    )


def _homes(
    rng: np.random.Generator, network: Network, n_squares: int
) -> tuple[Joints, Int32, Int32]:
    """Return where squares join the roads and where they are, metres."""
    edge = np.sort(rng.choice(network.n_edges, n_squares, replace=False)).astype(np.int32)
    middle = network.shape_start[edge] + 1
    access = rng.integers(100, 1500, n_squares).astype(np.int32)
    joints = Joints(edge, network.shape_offset_dm[middle], access)
    return joints, network.shape_e[middle] // 10, network.shape_n[middle] // 10


def _municipalities(side: int, count: int) -> Areas:
    """Return about so many rectangles that cover the country."""
    across = max(round(count**0.5), 1)
    cuts = np.linspace(-BLOCK_M, (side + 1) * BLOCK_M, across + 1)
    west, south = (axis.ravel() for axis in np.meshgrid(cuts[:-1], cuts[:-1]))
    width = cuts[1] - cuts[0]
    codes = tuple(f"{at:04d}" for at in range(across * across))
    return Areas(codes, codes, shapely.box(west, south, west + width, south + width))


def _practice(number: int, place: Place) -> Practice:
    return Practice(
        provider_number=str(number),
        name=str(number),
        place=place,
        form=Form.PARTNERSHIP,
        capacities=2.0,
        vacant=0.0,
        doctors=2,
        doctors_born=(1970, 1980),
        own_limit=None,
        intake=Intake.OPEN,
        intake_by_register=False,
        postcodes=(),
    )


class Growth(Case):
    """A country of so many junctions; with bends there are 3.7 times as many road nodes."""

    n_junctions: ClassVar[int]
    repeats = 150
    repeats_of: ClassVar[Mapping[str, int]] = {"time_full": 2}

    def setup(self) -> None:
        self.region = country(self.n_junctions)
        self.state = baseline_state(self.region, RULES)
        self.distances = Distances(self.region)
        self.evaluator = Evaluator(self.distances, self.state)
        # those in the middle of a country have the same surroundings whatever its size
        middle = BLOCK_M * self.n_junctions**0.5 / 2
        self.practices = sorted(
            self.region.practices,
            key=lambda each: max(abs(each.place.e - middle), abs(each.place.n - middle)),
        )[:N_DRAGGED]
        self.drags = [Drag(self.evaluator, each.provider_number) for each in self.practices]
        self.moves = 0
        self.settled: list[int] = []

    def _move(self) -> tuple[Drag, Place]:
        """Return which of the practices is moved next, and where to."""
        self.moves += 1
        step, at = divmod(self.moves, N_DRAGGED)
        start, away = self.practices[at].place, 50.0 * (step % 20)
        return self.drags[at], Place(start.e + away, start.n - 0.7 * away)

    def time_full(self) -> None:
        """Full evaluation."""
        Evaluator(self.distances, self.state)

    def time_grab(self) -> None:
        """Grab a practice."""
        self.moves += 1
        Drag(self.evaluator, self.practices[self.moves % N_DRAGGED].provider_number)

    def time_drag_nearest(self) -> None:
        """Drag: nearest practice of every square."""
        drag, place = self._move()
        drag.nearest_at(place)
        self.settled.append(drag.n_settled)

    def time_drag_all_figures(self) -> None:
        """Drag: nearest, choices and all figures."""
        drag, place = self._move()
        drag.to(place)

    def note(self) -> str:
        """Return what no machine changes: the size, and the work of a drag."""
        region, reach = self.region, self.distances.reach(self.practices[0])
        n_road_nodes = region.network.n_nodes + BENDS * region.network.n_edges
        settled = f"{np.mean(self.settled):.0f}" if self.settled else ""
        return (
            f"{n_road_nodes:,}|{len(region.squares):,}|{len(region.practices):,}"
            f"|{settled}|{len(reach.squares):,}"
        )


class GrowthOne(Growth):
    """As many squares as the nation has."""

    n_junctions = 368_000


class GrowthThree(Growth):
    """Three times as many."""

    n_junctions = 1_104_000


class GrowthTen(Growth):
    """Ten million road nodes and a million squares."""

    n_junctions = 2_690_000


GROWTH: tuple[type[Growth], ...] = (GrowthOne, GrowthThree, GrowthTen)
