"""Divides the land among the municipalities, so that every spot lies in exactly one.

The drawing shows neighbours about 1.2 km apart: the border is taken midway. It is right to
about half a kilometre, hence "skematiske grænser".
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import numpy as np
import shapely

from data.example.ground import FRAME, as_multipolygon, point_in_metres, read_table
from data.example.islands import LARGEST_M2, known_islands

_SPACING_M = 300.0
_TOLERANCE_M = 120.0


class Municipality(NamedTuple):
    """A municipality: its official code, its name and its land in EPSG:25832."""

    code: str
    name: str
    shape: shapely.MultiPolygon


def divide_land(
    land: shapely.MultiPolygon, drawn: dict[str, tuple[str, shapely.Geometry]]
) -> list[Municipality]:
    """Return the municipalities that have land in the map's frame, sorted by code.

    Parameters
    ----------
    land : MultiPolygon in whole metres
    drawn : name and shape on the earth of each municipality, by code
    """
    in_frame = {
        code: (name, shape) for code, (name, shape) in drawn.items() if shape.intersects(FRAME)
    }
    codes, provinces = _provinces({code: shape for code, (_, shape) in in_frame.items()})
    owners = _owners_of_islands(land, codes, provinces)
    faces = _faces(land, provinces)
    pieces = defaultdict(list)
    for face, code in zip(faces, _codes_of(faces, land, owners, codes, provinces), strict=True):
        pieces[code].append(face)
    return [Municipality(code, in_frame[code][0], _joined(pieces[code])) for code in sorted(pieces)]


def _provinces(
    shapes: dict[str, shapely.Geometry],
) -> tuple[list[str], np.ndarray]:
    """Return codes and, for each, everything in the frame that is nearest to its shape."""
    points, owner = [], []
    codes = sorted(shapes)
    for index, code in enumerate(codes):
        boundary = shapely.segmentize(shapely.boundary(shapes[code]), _SPACING_M)
        found = np.unique(np.round(shapely.get_coordinates(boundary)), axis=0)
        points.append(found)
        owner.append(np.full(len(found), index))
    cells = shapely.get_parts(
        shapely.voronoi_polygons(
            shapely.MultiPoint(np.vstack(points)), extend_to=FRAME, ordered=True
        )
    )
    owners = np.concatenate(owner)
    joined = [
        as_multipolygon(shapely.coverage_union_all(cells[owners == index]))
        for index in range(len(codes))
    ]
    simple = shapely.coverage_simplify(np.array(joined), _TOLERANCE_M)
    return codes, _with_held_areas(codes, simple)


def _with_held_areas(codes: list[str], provinces: np.ndarray) -> np.ndarray:
    """Return the provinces after the areas that the table gives to a municipality.

    The drawing leaves out the long spits of the west coast or gives them to a neighbour.
    """
    corners: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for row in read_table("held.csv"):
        corner = point_in_metres(float(row["lat"]), float(row["lon"]))
        corners[row["municipality"], row["area"]].append(corner)
    for (owner, _), ring in corners.items():
        area = shapely.Polygon(ring)
        for index, code in enumerate(codes):
            shape = provinces[index]
            provinces[index] = shape.union(area) if code == owner else shape.difference(area)
    return provinces


def _owners_of_islands(
    land: shapely.MultiPolygon, codes: list[str], provinces: np.ndarray
) -> dict[int, str]:
    """Return the municipality of each island, which is whole whatever the borders drawn."""
    named = known_islands(list(land.geoms))
    owners = {}
    for index, part in enumerate(land.geoms):
        if index in named:
            owners[index] = named[index].municipality
        elif part.area < LARGEST_M2:
            shares = shapely.area(shapely.intersection(provinces, part))
            owners[index] = codes[int(np.argmax(shares))]
    return owners


def _faces(land: shapely.MultiPolygon, provinces: np.ndarray) -> np.ndarray:
    """Return the pieces that coast and borders cut the land into, sharing every corner."""
    lines = shapely.union_all(
        [shapely.boundary(land), *shapely.intersection(shapely.boundary(provinces), land)],
        grid_size=1.0,
    )
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    inside = shapely.contains(land.buffer(0.5), shapely.point_on_surface(faces))
    kept: np.ndarray = faces[inside]
    return kept


def _codes_of(
    faces: np.ndarray,
    land: shapely.MultiPolygon,
    owners: dict[int, str],
    codes: list[str],
    provinces: np.ndarray,
) -> list[str]:
    """Return the municipality of each face: its island's, else the province it lies in."""
    spots = shapely.point_on_surface(faces)
    part_of = shapely.STRtree(shapely.get_parts(land)).nearest(spots)
    province_of = shapely.STRtree(provinces).nearest(spots)
    return [
        owners.get(int(part), codes[int(province)])
        for part, province in zip(part_of, province_of, strict=True)
    ]


def _joined(faces: list[shapely.Polygon]) -> shapely.MultiPolygon:
    joined = shapely.coverage_union_all(faces)
    parts = [joined] if isinstance(joined, shapely.Polygon) else list(joined.geoms)
    return shapely.normalize(shapely.MultiPolygon(parts))
