"""Outlines lose detail but not their common borders, and come back from their bytes."""

from __future__ import annotations

import numpy as np
import shapely

from models.geography.areas import Areas
from models.geography.outline import COARSE_M, Shapes, coarse_land, packed, simplified, unpacked

SIDE = 10_000.0
WIGGLE = [(SIDE + 40 * (i % 2), i * SIDE / 50) for i in range(51)]
WEST = shapely.Polygon([(0, 0), *WIGGLE, (0, SIDE)])
EAST = shapely.Polygon([(2 * SIDE, 0), (2 * SIDE, SIDE), *reversed(WIGGLE)])
ISLET = shapely.box(30_000, 0, 30_050, 50)


def shapes(*polygons: shapely.Geometry) -> Shapes:
    return np.array(polygons, dtype=object)


def areas(*polygons: shapely.Geometry) -> Areas:
    codes = tuple(str(number) for number in range(len(polygons)))
    return Areas(codes, codes, shapes(*polygons))


def test_shared_borders_stay_shared_when_simplified() -> None:
    west, east = simplified(shapes(WEST, EAST), COARSE_M)
    assert shapely.get_num_coordinates([west, east]).sum() < 20
    assert abs(shapely.intersection(west, east).length - SIDE) < 0.02 * SIDE
    assert shapely.intersection(west, east).area == 0


def test_islets_too_small_to_see_are_left_out() -> None:
    simple = simplified(shapes(shapely.MultiPolygon([shapely.box(0, 0, SIDE, SIDE), ISLET])), 400)
    assert len(shapely.get_parts(simple)) == 1


def test_without_tolerance_nothing_is_simplified() -> None:
    whole = shapes(WEST)
    assert simplified(whole, 0) is whole


def test_coarse_land_comes_back_from_its_bytes_in_order() -> None:
    coarse = coarse_land(areas(WEST), areas(EAST))
    again = unpacked(packed(coarse), 2)
    assert again is not None
    assert shapely.to_wkb(again).tolist() == shapely.to_wkb(coarse).tolist()
    none = unpacked(packed(shapes()), 0)
    assert none is not None
    assert len(none) == 0


def test_bytes_that_are_no_such_land_give_none() -> None:
    stored = packed(shapes(WEST, EAST))
    assert unpacked(stored, 3) is None
    assert unpacked(stored[:-7], 2) is None
    assert unpacked(stored[:0], 0) is None
