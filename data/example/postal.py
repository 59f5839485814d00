"""Postal districts: every place belongs to the district of the town nearest to it.

The towns' postal codes are facts; the borders between them are schematic.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from data.example.ground import read_table
from data.example.people import Square
from data.example.towns import Town
from models.geography.areas import Areas

_SIMPLIFIED_M = 100.0
"""No map draws the districts: coarse coasts keep the file small."""


def postcode_of_town() -> dict[str, str]:
    """Return the postal code of each town by its name."""
    return {row["town"]: row["postcode"] for row in read_table("postcodes.csv")}


def divide_by_post(
    towns: Sequence[Town], squares: Sequence[Square], land: shapely.Geometry
) -> tuple[Areas, NDArray[np.int32]]:
    """Return the postal districts of towns on `land`, and each square's position among them.

    The positions are int32 with shape (n_square,). Of two towns equally near the first counts.
    """
    district = {row["postcode"]: row["district"] for row in read_table("postcodes.csv")}
    postcodes = postcode_of_town()
    of_town = [postcodes[town.name] for town in towns]
    codes = sorted(set(of_town))
    rank = np.array([codes.index(code) for code in of_town], dtype=np.int32)
    shapes = np.array(_shapes(towns, of_town, codes, land), dtype=object)
    names = tuple(district[code] for code in codes)
    return Areas(tuple(codes), names, shapes), rank[_nearest(towns, squares)]


def _nearest(towns: Sequence[Town], squares: Sequence[Square]) -> NDArray[np.intp]:
    e, n = (np.array(values) for values in zip(*((s.e, s.n) for s in squares), strict=True))
    squared = [(e - town.e) ** 2 + (n - town.n) ** 2 for town in towns]
    return np.argmin(np.array(squared), axis=0)


def _shapes(
    towns: Sequence[Town], of_town: Sequence[str], codes: Sequence[str], land: shapely.Geometry
) -> list[shapely.Geometry]:
    """Return the towns' Voronoi cells on land, joined by postal code."""
    points = shapely.MultiPoint([(town.e, town.n) for town in towns])
    cells = shapely.voronoi_polygons(points, extend_to=land, ordered=True).geoms
    coarse = shapely.make_valid(shapely.simplify(land, _SIMPLIFIED_M))
    shapes = []
    for code in codes:
        joined = shapely.union_all([c for c, of in zip(cells, of_town, strict=True) if of == code])
        shapes.append(_polygons(shapely.intersection(joined, coarse, grid_size=1.0)))
    return shapes


def _polygons(shape: shapely.Geometry) -> shapely.MultiPolygon:
    parts = [p for p in shapely.get_parts(shape) if isinstance(p, shapely.Polygon)]
    return shapely.normalize(shapely.MultiPolygon(parts))
