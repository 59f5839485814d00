"""Small towns along one straight road, whose figures can be worked out on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import shapely

from models.allocation.distances import Distances
from models.allocation.prepare import prepare_distances
from models.allocation.region import PatientList, Region
from models.allocation.state import NOBODY, State, baseline_state
from models.domain.place import Place
from models.domain.practice import Form, Practice
from models.domain.rules import DEFAULT_PACK_ID, RulePack, shipped_rule_packs
from models.geography.areas import Areas
from models.geography.squares import Squares
from models.network.network import BACKWARD, FORWARD, Joints, Network
from models.scenario.history import History
from tests.regions import made_region

E0, N0 = 500_000, 6_200_000
RULES = next(pack for pack in shipped_rule_packs() if pack.id == DEFAULT_PACK_ID)


def at_km(km: float) -> Place:
    """Return the place so many kilometres along the road."""
    return Place(float(E0 + round(km * 1000)), float(N0))


def practice(number: str, km: float, limit: int, **values: object) -> Practice:
    """Return a practice of one capacity at a kilometre of the road, with its closing limit."""
    return replace(
        Practice(number, f"Praksis {number}", at_km(km), Form.SOLO, 1.0, doctors=1),
        own_limit=limit,
        **values,  # type: ignore[arg-type]
    )


def line_town(
    homes: Sequence[tuple[float, int]],
    practices: Sequence[Practice],
    lists: Mapping[str, Mapping[int, int]],
    length_km: int = 40,
) -> Region:
    """Return a town on a road that runs east.

    `homes` are kilometre and persons of each square (ids q0, q1 …); `lists` tell for each
    practice how many of which square. Postal area P1 is the first half of the road, P2 the rest.
    """
    network = _road(length_km)
    places = np.array([E0 + round(km * 1000) for km, _ in homes])
    persons = np.array([count for _, count in homes], dtype=np.int32)
    by_age = np.zeros((len(homes), 5), dtype=np.int32)
    by_age[:, 2] = persons
    areas, postal = _halves(length_km, "M"), _halves(length_km, "P")
    north = np.full(len(homes), N0, dtype=np.int32)
    at = postal.locate(places.astype(float), north.astype(float))
    squares = Squares(
        ids=tuple(f"q{i}" for i in range(len(homes))),
        size_m=250,
        e=places.astype(np.int32),
        n=north,
        persons_by_age=by_age,
        persons=persons,
        municipality=at,
        parish=np.full(len(homes), -1, dtype=np.int32),
        postal_area=at,
        group=np.zeros(len(homes), dtype=np.int32),
    )
    metres = places - E0
    edge = np.minimum(metres // 1000, length_km - 1).astype(np.int32)
    joints = Joints(
        edge,
        ((metres - edge * 1000) * 10).astype(np.int32),
        np.zeros(len(homes), dtype=np.int32),
    )
    by_number = {p.provider_number: _listed(lists.get(p.provider_number, {})) for p in practices}
    practices = tuple(sorted(practices, key=lambda p: p.provider_number))
    prepared = prepare_distances(network, joints, practices, by_number, lambda share: None)
    return made_region(
        "Vejby",
        areas,
        squares,
        (network, joints),
        practices,
        by_number,
        prepared,
        postal_areas=postal,
    )


def history_of(region: Region, rules: RulePack = RULES) -> tuple[Distances, History]:
    """Return distances and an empty history over a region."""
    distances = Distances(region)
    return distances, History(distances, baseline_state(region, rules))


def persons_in(state: State, number: str) -> dict[str, int]:
    """Return how many persons of which square are on a practice's list."""
    listed = state.lists[number]
    return {
        f"q{square}": persons
        for square, persons in zip(listed.squares.tolist(), listed.persons.tolist(), strict=True)
    }


def _listed(persons: Mapping[int, int]) -> PatientList:
    if not persons:
        return NOBODY
    squares = np.array(sorted(persons), dtype=np.int32)
    return PatientList(squares, np.array([persons[at] for at in squares], dtype=np.int32))


def _road(length_km: int) -> Network:
    e = (E0 + np.arange(length_km + 1) * 1000) * 10
    n = np.full(length_km + 1, N0 * 10)
    start = np.arange(length_km, dtype=np.int32)
    length = np.full(length_km, 10_000, dtype=np.int32)
    return Network(
        kind="road",
        source="test",
        node_e=e.astype(np.int32),
        node_n=n.astype(np.int32),
        edge_from=start,
        edge_to=start + 1,
        edge_length_dm=length,
        edge_time_ds=length // 10,
        edge_flags=np.full(length_km, FORWARD | BACKWARD, dtype=np.uint8),
        shape_start=np.arange(0, 2 * length_km + 1, 2, dtype=np.int32),
        shape_e=np.column_stack([e[:-1], e[1:]]).ravel().astype(np.int32),
        shape_n=np.full(2 * length_km, N0 * 10, dtype=np.int32),
        shape_offset_dm=np.column_stack([np.zeros_like(length), length]).ravel().astype(np.int32),
    )


def _halves(length_km: int, prefix: str) -> Areas:
    middle, end = E0 + length_km * 500, E0 + (length_km + 5) * 1000
    shapes = np.array(
        [
            shapely.box(E0 - 5000, N0 - 5000, middle, N0 + 5000),
            shapely.box(middle, N0 - 5000, end, N0 + 5000),
        ]
    )
    return Areas((f"{prefix}1", f"{prefix}2"), ("Vest", "Øst"), shapes)
