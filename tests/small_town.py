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

from models.allocation.region import Region
from models.domain.practice import Form, Intake, Practice
from models.domain.rules import DEFAULT_PACK_ID, shipped_rule_packs
from models.geography.areas import Areas
from models.geography.coverage import Coverage
from tests.line_town import E0, N0, at_km, line_town

LENGTH_KM = 22
HOMES = ((1, 800), (2, 1_000), (3, 200), (12, 600), (16, 400), (20, 1_000))
AGE_GROUPS = (1, 2, 4, 2, 3, 0)
"""The age group that everybody in a square belongs to."""

RULES = replace(
    next(pack for pack in shipped_rule_packs() if pack.id == DEFAULT_PACK_ID),
    age_weights=(0.8, 0.8, 1.0, 1.5, 2.0),
    group_weights=(1.0, 1.0, 1.0, 1.0, 1.0),
    norm_per_capacity=1_600,
    limit_m=15_000,
)

FIRST = Practice(
    "000001",
    "Praksis A",
    at_km(2),
    Form.PARTNERSHIP,
    2.0,
    doctors=2,
    doctors_born=(1960, 1980),
    wished_list=3_500,
)
SECOND = Practice(
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
LISTS = {"000001": {0: 800, 1: 1_000, 2: 100}, "000002": {3: 600, 4: 400, 5: 700}}


def small_town() -> Region:
    """Return the town with its two coverage areas."""
    region = line_town(HOMES, (FIRST, SECOND), LISTS, LENGTH_KM)
    by_age = np.zeros((len(HOMES), 5), dtype=np.int32)
    by_age[np.arange(len(HOMES)), AGE_GROUPS] = region.squares.persons
    areas = Areas(("1", "2"), ("Vest", "Øst"), np.array([_land(0, 8), _land(8, LENGTH_KM)]))
    return replace(
        region,
        squares=replace(region.squares, persons_by_age=by_age),
        coverage=Coverage(areas, np.array([0, 0, 0, 1, 1, 1], dtype=np.int32)),
    )


def _land(first_km: float, last_km: float) -> shapely.Geometry:
    return shapely.box(E0 + 1_000 * first_km, N0 - 1_000, E0 + 1_000 * last_km, N0 + 1_000)
