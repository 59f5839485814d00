"""A town along one straight road, so small that a planner can follow it on paper.

Every home and clinic stands at a kilometre stone, and distances are differences of kilometres.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import shapely

from models.allocation.prepare import prepare_distances
from models.allocation.region import PatientList, Region
from models.domain.place import Place
from models.domain.practice import Form, Practice
from models.geography.areas import Areas, TownLabel
from models.geography.coverage import NO_COVERAGE
from models.geography.squares import Squares
from models.network.network import BACKWARD, FERRY, FORWARD, Joints, Network

E0, N0 = 500_000, 6_200_000
LAST_KM = 40
BORDER_KM = 20.5
"""West of it lies Vest municipality, east of it Øst."""


class Home(NamedTuple):
    """A square with its inhabitants, all of them between 40 and 59 years old."""

    km: int
    persons: int
    name: str = ""


class Clinic(NamedTuple):
    """A practice, and how many of each home (by position) are on its list."""

    number: str
    name: str
    km: int
    capacities: float
    lists: Mapping[int, int]
    owner: str = ""


HOMES = (
    Home(2, 900, "Vestby"),
    Home(5, 600, "Broby"),
    Home(10, 500, "Kirkeby"),
    Home(18, 400, "Skovby"),
    Home(24, 700, "Engby"),
    Home(30, 900, "Østby"),
)
CLINICS = (
    Clinic("100001", "Vestby Lægehus", 2, 1, {0: 900, 1: 500}, "Holm"),
    Clinic("100002", "Midtby Lægehus", 12, 1, {1: 100, 2: 500, 3: 400}, "Holm"),
    Clinic("100003", "Østby Lægehus", 28, 2, {4: 700, 5: 900}),
)
VESTBY, MIDTBY, OESTBY = (clinic.number for clinic in CLINICS)


def at_km(km: float) -> Place:
    """Return the place of a kilometre stone."""
    return Place(E0 + km * 1000, float(N0))


def small_town(
    homes: Sequence[Home] = HOMES,
    clinics: Sequence[Clinic] = CLINICS,
    ferry_from_km: int | None = None,
) -> Region:
    """Return the town as a region; the kilometre from `ferry_from_km` on is a ferry."""
    network = _road(ferry_from_km)
    km = np.array([home.km for home in homes], dtype=np.int32)
    persons = np.array([home.persons for home in homes], dtype=np.int32)
    by_age = np.zeros((len(homes), 5), dtype=np.int32)
    by_age[:, 2] = persons
    municipalities = _municipalities()
    e, n = E0 + km * 1000, np.full(len(homes), N0, dtype=np.int32)
    area = municipalities.locate(e.astype(float), n.astype(float))
    squares = Squares(
        ids=tuple(f"q{at}" for at in range(len(homes))),
        size_m=250,
        e=e,
        n=n,
        persons_by_age=by_age,
        persons=persons,
        municipality=area,
        parish=np.full(len(homes), -1, dtype=np.int32),
        postal_area=area,
        group=np.zeros(len(homes), dtype=np.int32),
    )
    nothing = np.zeros(len(homes), dtype=np.int32)
    joints = Joints(km.astype(np.int32), nothing, nothing.copy())
    practices = tuple(_practice(clinic) for clinic in clinics)
    lists = {clinic.number: _listed(clinic) for clinic in clinics}
    within, own = prepare_distances(network, joints, practices, lists, lambda share: None)
    nowhere = Areas((), (), np.array([], dtype=object))
    return Region(
        name="Vejby",
        municipalities=municipalities,
        parishes=nowhere,
        postal_areas=municipalities,
        surroundings=nowhere,
        towns=tuple(TownLabel(home.name, at_km(home.km), home.persons) for home in homes),
        squares=squares,
        network=network,
        joints=joints,
        practices=practices,
        lists=lists,
        lists_estimated=False,
        within_limit=within,
        own=own,
        reference_date="2026-10-01",
        coverage=NO_COVERAGE,
    )


def _road(ferry_from_km: int | None) -> Network:
    """Return the road: an edge for every kilometre, in both directions."""
    stones = np.arange(LAST_KM + 1, dtype=np.int32)
    e, n = (E0 + stones * 1000) * 10, np.full(LAST_KM + 1, N0 * 10, dtype=np.int32)
    start, end = stones[:-1], stones[1:]
    flags = np.full(LAST_KM, FORWARD | BACKWARD, dtype=np.uint8)
    if ferry_from_km is not None:
        flags[ferry_from_km] |= FERRY
    length = np.full(LAST_KM, 10_000, dtype=np.int32)
    return Network(
        kind="road",
        source="test",
        node_e=e.astype(np.int32),
        node_n=n,
        edge_from=start.copy(),
        edge_to=end.copy(),
        edge_length_dm=length,
        edge_time_ds=length // 10,
        edge_flags=flags,
        shape_start=np.arange(0, 2 * LAST_KM + 1, 2, dtype=np.int32),
        shape_e=np.column_stack([e[start], e[end]]).ravel().astype(np.int32),
        shape_n=np.column_stack([n[start], n[end]]).ravel().astype(np.int32),
        shape_offset_dm=np.column_stack([np.zeros_like(length), length]).ravel().astype(np.int32),
    )


def _municipalities() -> Areas:
    west, middle, east = (E0 + km * 1000 for km in (-1, BORDER_KM, LAST_KM + 1))
    shapes = np.array(
        [
            shapely.box(west, N0 - 1000, middle, N0 + 1000),
            shapely.box(middle, N0 - 1000, east, N0 + 1000),
        ]
    )
    return Areas(("0001", "0002"), ("Vest", "Øst"), shapes)


def _practice(clinic: Clinic) -> Practice:
    return Practice(
        provider_number=clinic.number,
        name=clinic.name,
        place=at_km(clinic.km),
        form=Form.SOLO if clinic.capacities <= 1 else Form.PARTNERSHIP,
        capacities=clinic.capacities,
        doctors=round(clinic.capacities),
        owner=clinic.owner,
    )


def _listed(clinic: Clinic) -> PatientList:
    return PatientList(
        np.array(sorted(clinic.lists), dtype=np.int32),
        np.array([clinic.lists[at] for at in sorted(clinic.lists)], dtype=np.int32),
    )
