"""A town that can be worked out on paper: one straight road, six squares, two practices.

The same town stands in the manual (docs/manual/omraader.md). Along the road, in kilometres:

    square   km  persons  age      list             coverage area
    q1        1      800  20-39    A                Vest
    q2        2    1,000  40-59    A                Vest
    q3        3      200  80+      A 100, nobody    Vest
    q4       12      600  40-59    B                Øst
    q5       16      400  60-79    B                Øst
    q6       20    1,000  0-19     B 700, nobody    Øst

Practice A at km 2: two doctors born 1960 and 1980, open, asked for 3,500 in the hearing.
Practice B at km 16: two capacities, one vacant, one doctor born 1956, closed by hand, asked for
1,900. The norm is 1,600, the limit 15 km.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import shapely

from models.allocation.prepare import prepare_distances
from models.allocation.region import PatientList, Region
from models.domain.place import Place
from models.domain.practice import Form, Intake, Practice
from models.domain.rules import DEFAULT_PACK_ID, shipped_rule_packs
from models.geography.areas import Areas
from models.geography.coverage import Coverage
from models.geography.squares import Squares
from models.network.network import BACKWARD, FORWARD, Joints, Network

E0, N0 = 500_000, 6_200_000
LENGTH_KM = 22
KM = (1, 2, 3, 12, 16, 20)
PERSONS_BY_AGE = (
    (0, 800, 0, 0, 0),
    (0, 0, 1_000, 0, 0),
    (0, 0, 0, 0, 200),
    (0, 0, 600, 0, 0),
    (0, 0, 0, 400, 0),
    (1_000, 0, 0, 0, 0),
)

RULES = replace(
    next(pack for pack in shipped_rule_packs() if pack.id == DEFAULT_PACK_ID),
    age_weights=(0.8, 0.8, 1.0, 1.5, 2.0),
    group_weights=(1.0, 1.0, 1.0, 1.0, 1.0),
    norm_per_capacity=1_600,
    limit_m=15_000,
)


def at_km(km: float) -> Place:
    return Place(E0 + 1_000.0 * km, float(N0))


def box(first_km: float, last_km: float) -> shapely.Geometry:
    return shapely.box(E0 + 1_000 * first_km, N0 - 1_000, E0 + 1_000 * last_km, N0 + 1_000)


def small_town() -> Region:
    """Return the town with its two coverage areas."""
    network = _straight_road()
    kms = np.array(KM, dtype=np.int32)
    zeros = np.zeros(len(KM), dtype=np.int32)
    joints = Joints(kms, zeros, zeros)
    by_age = np.array(PERSONS_BY_AGE, dtype=np.int32)
    nowhere = Areas((), (), np.empty(0, dtype=object))
    shapes = np.array([box(0, 8), box(8, LENGTH_KM)])
    practices = _practices()
    lists = {
        "000001": PatientList(_ints(0, 1, 2), _ints(800, 1_000, 100)),
        "000002": PatientList(_ints(3, 4, 5), _ints(600, 400, 700)),
    }
    within, own = prepare_distances(network, joints, practices, lists, lambda share: None)
    return Region(
        name="Vejby",
        municipalities=Areas(("0001",), ("Vejby",), np.array([box(0, LENGTH_KM)])),
        parishes=nowhere,
        postal_areas=nowhere,
        surroundings=nowhere,
        towns=(),
        squares=Squares(
            ids=tuple(f"q{at}" for at in range(1, len(KM) + 1)),
            size_m=250,
            e=(E0 + kms * 1_000).astype(np.int32),
            n=np.full(len(KM), N0, dtype=np.int32),
            persons_by_age=by_age,
            persons=by_age.sum(axis=1, dtype=np.int32),
            municipality=zeros,
            parish=zeros - 1,
            postal_area=zeros - 1,
            group=zeros,
        ),
        network=network,
        joints=joints,
        practices=practices,
        lists=lists,
        lists_estimated=False,
        within_limit=within,
        own=own,
        reference_date="2026-10-01",
        coverage=Coverage(Areas(("1", "2"), ("Vest", "Øst"), shapes), _ints(0, 0, 0, 1, 1, 1)),
    )


def _practices() -> tuple[Practice, ...]:
    first = Practice(
        "000001",
        "Praksis A",
        at_km(2),
        Form.PARTNERSHIP,
        2.0,
        doctors=2,
        doctors_born=(1960, 1980),
        wished_list=3_500,
    )
    second = Practice(
        "000002",
        "Praksis B",
        at_km(16),
        Form.PARTNERSHIP,
        2.0,
        vacant=1.0,
        doctors=1,
        doctors_born=(1956,),
        intake=Intake.CLOSED,
        wished_list=1_900,
    )
    return first, second


def _straight_road() -> Network:
    """Return a road with a node at every kilometre; edge k begins at km k."""
    nodes = np.arange(LENGTH_KM + 1, dtype=np.int32)
    n_edges = LENGTH_KM
    length = np.full(n_edges, 10_000, dtype=np.int32)
    e = (E0 + nodes * 1_000) * 10
    return Network(
        kind="road",
        source="prøvevej",
        node_e=e.astype(np.int32),
        node_n=np.full(len(nodes), N0 * 10, dtype=np.int32),
        edge_from=nodes[:-1],
        edge_to=nodes[1:],
        edge_length_dm=length,
        edge_time_ds=(length // 20).astype(np.int32),
        edge_flags=np.full(n_edges, FORWARD | BACKWARD, dtype=np.uint8),
        shape_start=np.arange(0, 2 * n_edges + 1, 2, dtype=np.int32),
        shape_e=np.column_stack([e[:-1], e[1:]]).ravel().astype(np.int32),
        shape_n=np.full(2 * n_edges, N0 * 10, dtype=np.int32),
        shape_offset_dm=np.tile([0, 10_000], n_edges).astype(np.int32),
        links=(),
    )


def _ints(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int32)
