"""One point is located as many are, on shared borders and outside as well."""

from __future__ import annotations

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from models.domain.place import Place
from models.geography.areas import Areas, TownLabel, town_near

SQUARES = [shapely.box(e, n, e + 10, n + 10) for n in (0, 10) for e in (0, 10, 20)]
AREAS = Areas(tuple("abcdef"), tuple("ABCDEF"), np.array(SQUARES, dtype=object))
METRES = st.integers(-2, 32).map(float)


@given(st.lists(st.tuples(METRES, METRES), max_size=20))
def test_one_point_is_located_as_many_are(points: list[tuple[float, float]]) -> None:
    table = np.array(points, dtype=np.float64).reshape(-1, 2)
    assert AREAS.locate(table[:, 0], table[:, 1]).tolist() == [
        AREAS.locate_one(Place(e, n)) for e, n in points
    ]


def test_on_a_border_the_first_area_holds_a_point() -> None:
    assert AREAS.locate_one(Place(10, 10)) == 0
    assert AREAS.locate_one(Place(15, 5)) == 1
    assert AREAS.locate_one(Place(-1, 5)) == -1


def test_the_nearest_town_is_named_within_a_distance() -> None:
    towns = (TownLabel("Nær", Place(3_000, 4_000), 10), TownLabel("Fjern", Place(6_000, 0), 9_000))
    assert town_near(towns, Place(0, 0), 5_000) == "Nær"
    assert town_near(towns, Place(0, 0), 4_999) == ""
    assert town_near((), Place(0, 0), 5_000) == ""
