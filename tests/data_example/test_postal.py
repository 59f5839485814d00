"""Every town has its postal code, and every square the code of the town nearest to it."""

from __future__ import annotations

import numpy as np
import shapely

from data.example.people import Square
from data.example.postal import divide_by_post
from data.example.towns import Town

LAND = shapely.box(0, 0, 10_000, 4_000)
TOWNS = [Town("Vemb", 2_000, 2_000, 900, 900), Town("Ulfborg", 8_000, 2_000, 2_000, 2_000)]


def _square(e: int, n: int) -> Square:
    return Square(f"{e}_{n}", e, n, "0661", (1, 1, 1, 1, 1))


def test_a_square_has_the_postal_code_of_the_nearest_town() -> None:
    districts, of_square = divide_by_post(TOWNS, [_square(100, 100), _square(9_000, 100)], LAND)

    assert [districts.codes[i] for i in of_square] == ["7570", "6990"]


def test_towns_of_one_postal_code_share_a_district() -> None:
    towns = [*TOWNS, Town("Thorsminde", 9_500, 2_000, 300, 300)]

    districts, _ = divide_by_post(towns, [_square(100, 100)], LAND)

    assert districts.names == ("Ulfborg", "Vemb")


def test_districts_cover_the_land_once() -> None:
    districts, _ = divide_by_post(TOWNS, [_square(100, 100)], LAND)

    areas = [shape.area for shape in districts.shapes]
    assert np.isclose(sum(areas), LAND.area)
    assert np.isclose(shapely.union_all(districts.shapes).area, LAND.area)
