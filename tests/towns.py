"""Small invented regions for tests: a street grid with one-way streets and a ferry."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import shapely

from models.allocation.prepare import prepare_distances
from models.allocation.region import PatientList, Region
from models.allocation.state import NOBODY
from models.domain.place import Place
from models.domain.practice import Form, Intake, Practice
from models.domain.rules import DEFAULT_PACK_ID, Measure, RulePack, shipped_rule_packs
from models.geography.areas import Areas
from models.geography.coverage import Coverage
from models.geography.squares import Squares
from models.network.book import with_links
from models.network.links import Link
from models.network.network import BACKWARD, FERRY, FORWARD, Joints, LaidLink, Network
from tests.regions import made_region

E0, N0 = 500_000, 6_200_000
BLOCK_M = 3_000


def make_network(rng: np.random.Generator, columns: int, rows: int) -> Network:
    """Return a jittered street grid; some streets are missing, one-way, doubled or a ferry."""
    ids = np.arange(columns * rows).reshape(rows, columns)
    e = (E0 + np.tile(np.arange(columns), rows) * BLOCK_M) * 10 + rng.integers(-900, 900, ids.size)
    n = (N0 + np.repeat(np.arange(rows), columns) * BLOCK_M) * 10 + rng.integers(
        -900, 900, ids.size
    )
    pairs = [(a, b) for a, b in zip(ids[:, :-1].flat, ids[:, 1:].flat, strict=True)]
    pairs += [(a, b) for a, b in zip(ids[:-1].flat, ids[1:].flat, strict=True)]
    pairs = sorted(pair for pair in pairs if rng.random() > 0.15)
    pairs += [pair for pair in pairs if rng.random() < 0.05]
    start, end = np.array(pairs, dtype=np.int32).reshape(-1, 2).T
    straight = np.hypot(e[start] - e[end], n[start] - n[end])
    flags = rng.choice(
        [FORWARD | BACKWARD, FORWARD, BACKWARD, FORWARD | BACKWARD | FERRY],
        size=len(pairs),
        p=[0.8, 0.06, 0.06, 0.08],
    ).astype(np.uint8)
    length = np.ceil(straight * rng.choice([1.0, 1.0, 1.5], size=len(pairs))).astype(np.int32)
    network = Network(
        kind="road",
        source="test",
        node_e=e.astype(np.int32),
        node_n=n.astype(np.int32),
        edge_from=np.ascontiguousarray(start),
        edge_to=np.ascontiguousarray(end),
        edge_length_dm=length,
        edge_time_ds=(length // 10).astype(np.int32),
        edge_flags=flags,
        shape_start=np.arange(0, 2 * len(pairs) + 1, 2, dtype=np.int32),
        shape_e=np.column_stack([e[start], e[end]]).ravel().astype(np.int32),
        shape_n=np.column_stack([n[start], n[end]]).ravel().astype(np.int32),
        shape_offset_dm=np.column_stack([np.zeros_like(length), length]).ravel().astype(np.int32),
        links=tuple(
            LaidLink(
                Link(
                    f"Færge {edge}",
                    "ferry",
                    Place(float(e[start[edge]]) / 10, float(n[start[edge]]) / 10),
                    Place(float(e[end[edge]]) / 10, float(n[end[edge]]) / 10),
                    minutes=10.0,
                ),
                int(edge),
                int(flags[edge]),
            )
            for edge in np.flatnonzero(flags & FERRY)
        ),
    )
    return with_links(network, [laid.link for laid in network.links])


def make_areas(columns: int, rows: int, prefix: str) -> Areas:
    """Return two areas, west and east, that cover the grid and a margin."""
    west, south = E0 - BLOCK_M, N0 - BLOCK_M
    east, north = E0 + columns * BLOCK_M, N0 + rows * BLOCK_M
    middle = (west + east) / 2
    shapes = np.array(
        [shapely.box(west, south, middle, north), shapely.box(middle, south, east, north)]
    )
    return Areas((f"{prefix}1", f"{prefix}2"), ("Vest", "Øst"), shapes)


def make_practice(rng: np.random.Generator, number: int, place: Place) -> Practice:
    """Return a practice with anything a register may say of one."""
    intake = rng.choice(list(Intake), p=[0.6, 0.1, 0.15, 0.15])
    capacities = float(rng.choice([1, 1, 1.5, 2, 4]))
    return Practice(
        provider_number=f"{number:06d}",
        name=f"Praksis {number}",
        place=place,
        form=Form.SHARED_POST if number % 5 == 0 else Form.SOLO,
        capacities=capacities,
        vacant=float(rng.choice([0, 0, 0, 1])),
        doctors=int(capacities),
        doctors_born=(1960, 1980)[: int(capacities)],
        own_limit=[None, None, 20, 60][rng.integers(4)],
        intake=Intake(intake),
        intake_by_register=bool(rng.integers(2)),
        postcodes=("P1",) if intake is Intake.SELECTIVE else (),
    )


def random_place(rng: np.random.Generator, columns: int, rows: int) -> Place:
    """Return a place inside the grid, to the metre."""
    e = E0 + rng.integers(0, (columns - 1) * BLOCK_M + 1)
    n = N0 + rng.integers(0, (rows - 1) * BLOCK_M + 1)
    return Place(float(e), float(n))


def make_lists(rng: np.random.Generator, persons: np.ndarray, numbers: list[str]) -> dict:
    """Return lists that leave some persons of each square unlisted."""
    shares = rng.multinomial(persons, np.full(len(numbers) + 1, 1 / (len(numbers) + 1)))
    lists = {}
    for column, number in enumerate(numbers):
        squares = np.flatnonzero(shares[:, column])
        listed = PatientList(squares.astype(np.int32), shares[squares, column].astype(np.int32))
        lists[number] = listed if len(squares) else NOBODY
    return lists


def make_region(
    seed: int, columns: int = 5, rows: int = 4, n_squares: int = 40, n_practices: int = 6
) -> Region:
    """Return a whole invented region, the same for the same seed."""
    rng = np.random.default_rng(seed)
    network = make_network(rng, columns, rows)
    by_age = rng.integers(0, 8, size=(n_squares, 5)).astype(np.int32)
    e = (E0 + rng.integers(0, (columns - 1) * BLOCK_M + 1, n_squares)).astype(np.int32)
    n = (N0 + rng.integers(0, (rows - 1) * BLOCK_M + 1, n_squares)).astype(np.int32)
    municipalities, postal = make_areas(columns, rows, "M"), make_areas(columns, rows, "P")
    at = municipalities.locate(e.astype(float), n.astype(float))
    squares = Squares(
        ids=tuple(f"q{i:04d}" for i in range(n_squares)),
        size_m=250,
        e=e,
        n=n,
        persons_by_age=by_age,
        persons=by_age.sum(axis=1, dtype=np.int32),
        municipality=at,
        parish=np.full(n_squares, -1, dtype=np.int32),
        postal_area=at,
        group=np.zeros(n_squares, dtype=np.int32),
    )
    joints = random_joints(rng, network, n_squares)
    places = [random_place(rng, columns, rows) for _ in range(n_practices)]
    if n_practices > 1 and rng.random() < 0.3:
        places[1] = places[0]
    numbers = np.sort(rng.choice(900_000, n_practices, replace=False) + 100_000)
    practices = tuple(
        make_practice(rng, int(number), place)
        for number, place in zip(numbers, places, strict=True)
    )
    lists = make_lists(rng, squares.persons, [p.provider_number for p in practices])
    prepared = prepare_distances(network, joints, practices, lists, lambda share: None)
    return made_region(
        "Prøveregion",
        municipalities,
        squares,
        (network, joints),
        practices,
        lists,
        prepared,
        postal_areas=postal,
        coverage=make_coverage(columns, rows, e, n),
    )


def make_rules(seed: int) -> RulePack:
    """Return a rule pack in which every value the engine reads may be anything."""
    rng = np.random.default_rng(seed)
    pack = next(pack for pack in shipped_rule_packs() if pack.id == DEFAULT_PACK_ID)
    return replace(
        pack,
        id=f"p{seed}",
        norm_per_capacity=int(rng.integers(10, 80)),
        norm_by_area={}
        if rng.random() < 0.5
        else {str(rng.choice(["M2", "L02"])): int(rng.integers(5, 120))},
        limit_m=int(rng.integers(1, 20)) * 1000,
        limit_m_by_municipality={} if rng.random() < 0.5 else {"M1": int(rng.integers(1, 9_000))},
        measure=Measure(rng.choice(list(Measure))),
        choices_needed=int(rng.integers(1, 5)),
        closed_take_entitled=bool(rng.integers(2)),
        shared_post_norm=None if rng.random() < 0.5 else int(rng.integers(5, 80)),
        clinic_doctors_are_permanent=bool(rng.integers(2)),
        reach_m=None if rng.random() < 0.5 else int(rng.integers(1, 20_000)),
    )


def make_coverage(columns: int, rows: int, e: np.ndarray, n: np.ndarray) -> Coverage:
    """Return three areas, south to north, that leave the eastern street to none."""
    west, south = E0 - BLOCK_M, N0 - BLOCK_M
    east, north = E0 + (columns - 1.5) * BLOCK_M, N0 + rows * BLOCK_M
    cuts = np.linspace(south, north, 4)
    shapes = np.array([shapely.box(west, low, east, high) for low, high in pairwise(cuts)])
    areas = Areas(("L01", "L02", "L03"), ("Syd", "Midt", "Nord"), shapes)
    return Coverage(areas, areas.locate(e.astype(float), n.astype(float)))


def random_joints(rng: np.random.Generator, network: Network, n: int) -> Joints:
    """Return joints anywhere on the streets; one square in twenty is joined to none."""
    streets = np.flatnonzero((network.edge_flags & FERRY) == 0)
    edge = rng.choice(streets, n).astype(np.int32)
    offset = (rng.random(n) * (network.edge_length_dm[edge] + 1)).astype(np.int32)
    access = rng.integers(0, 3_000, n).astype(np.int32)
    lost = rng.random(n) < 0.05
    return Joints(
        np.where(lost, -1, edge).astype(np.int32),
        np.where(lost, 0, offset).astype(np.int32),
        np.where(lost, 0, access).astype(np.int32),
    )
