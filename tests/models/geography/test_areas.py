"""One point is located as many are, on shared borders and outside as well."""

from __future__ import annotations

import subprocess
import sys

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


TWO_THREADS = """
import sys
from dataclasses import replace
from threading import Barrier, Thread
import numpy as np, shapely
from models.domain.place import Place
from models.geography.areas import Areas

sys.setswitchinterval(1e-6)
codes = tuple(f"{at:02}" for at in range(50))
rounds = shapely.buffer(shapely.points(np.zeros(50), 0.0), 5 + np.arange(50) / 100, quad_segs=2_000)
areas = Areas(codes, codes, rounds)
found = []

def ask(areas, together):
    together.wait()
    found.extend(areas.locate_one(Place(at % 7 / 3, at % 5 / 3)) for at in range(20))

for _ in range(10):
    fresh, together = replace(areas), Barrier(2)
    fresh._prepared
    threads = [Thread(target=ask, args=(fresh, together)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
assert found == [0] * 400, found
"""


def test_two_threads_may_ask_at_once_where_a_point_is() -> None:
    """In a process of its own: where they may not, it crashes."""
    asked = subprocess.run([sys.executable, "-c", TWO_THREADS], capture_output=True, check=False)
    assert asked.returncode == 0, asked.stderr.decode()
