"""Makes the land: GSHHG along the open sea, the drawing along the inner fjords.

GSHHG's sea coast lies within about a hundred metres of the truth, but its "lakes", which are
the Limfjord and the fjords of the west coast, lie one to three kilometres off, and it lacks
the inner Mariager Fjord and Randers Fjord. The drawing has them all to about 300 m.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
import shapely
from shapely import affinity

from data.example import gshhg
from data.example.ground import (
    FRAME,
    FRAME_DEGREES,
    NEAR,
    as_multipolygon,
    point_in_metres,
    polygons_of,
    read_table,
    to_metres,
)
from data.example.islands import read_islands

_BORDER_MARGIN_M = 3_000.0
"""The drawing is off by so much at the country's ends; Sweden is four kilometres away."""

_LEAST_ISLAND_M2 = 150_000
"""Smaller islets are left out; nobody lives on them."""
_LARGEST_REDRAWN_M2 = 30e6
_LEAST_HOLE_M2 = 500_000
_TOLERANCE_M = 25.0

_STADIL_FJORD = point_in_metres(56.168, 8.178)
"""GSHHG has its shape, three kilometres too far east; Trap Danmark has it west of Stadil."""
_STADIL_FJORD_KM2 = (19.0, 21.0)
"""By its area (Trap Danmark: 19 km²) it is found among GSHHG's lakes."""


class Shores(NamedTuple):
    """GSHHG's polygons in EPSG:25832: land in the sea, lakes and fjords, islands in those."""

    land: shapely.Geometry
    lakes: list[shapely.Polygon]
    islands: list[shapely.Polygon]


def read_coast(archive: Path) -> Shores:
    """Return GSHHG's shores around the region."""
    shores = gshhg.read_shores(archive, FRAME_DEGREES)
    land, lakes, islands = (
        [
            to_metres(polygon)
            for shape in gshhg.shore_polygons(shores, level, FRAME_DEGREES)
            for polygon in polygons_of(shape)
        ]
        for level in (gshhg.SEA_COAST, gshhg.LAKE, gshhg.ISLAND_IN_LAKE)
    )
    return Shores(shapely.union_all(land), lakes, islands)


def inner_waters() -> dict[str, tuple[shapely.Polygon, float]]:
    """Return, by name, where the drawing is followed and how far its shores are moved out.

    The drawing makes narrow fjords wider than they are.
    """
    corners: dict[str, list[tuple[float, float]]] = {}
    wider = {}
    for row in read_table("inner_waters.csv"):
        corners.setdefault(row["name"], []).append((float(row["lon"]), float(row["lat"])))
        wider[row["name"]] = float(row["wider_land_m"])
    return {
        name: (to_metres(shapely.segmentize(shapely.Polygon(ring), 0.05)), wider[name])
        for name, ring in corners.items()
    }


def make_land(
    shores: Shores, drawn: shapely.Geometry, danish: shapely.Geometry
) -> shapely.MultiPolygon:
    """Return the land in the map's frame, islands apart, simplified, in whole metres.

    Parameters
    ----------
    shores : Shores
    drawn : the drawn outline, placed on the earth
    danish : the drawn municipalities, placed; away from the region, land far from them is cut
    """
    land = shores.land
    for window, wider_m in inner_waters().values():
        land = land.difference(window).union(drawn.buffer(wider_m).intersection(window))
    redrawn = _redrawn_islands(shores.islands)
    land = shapely.union_all([_without_islands(land, redrawn), _spits(shores.land), *redrawn])
    land = land.union(_necks("land")).difference(_necks("water"))
    land = land.difference(_stadil_fjord(shores.lakes))
    wanted = danish.buffer(_BORDER_MARGIN_M, quad_segs=4).union(NEAR).intersection(FRAME)
    return _tidy(land.intersection(wanted))


def _spits(land: shapely.Geometry) -> shapely.Geometry:
    """Return the strips between sea and fjord, as wide as the table says."""
    strips = []
    for row in read_table("spits.csv"):
        (_, south), (_, north) = (
            point_in_metres(float(row[key]), 8.12) for key in ("south", "north")
        )
        piece = shapely.box(430_000, south, 460_000, north)
        shore = shapely.boundary(land).intersection(piece)
        strips.append(shore.buffer(float(row["width_m"])).intersection(land).intersection(piece))
    return shapely.union_all(strips)


def _necks(kind: str) -> shapely.Geometry:
    """Return the necks of land that the drawing breaks through, or the sounds it closes."""
    necks = []
    for row in read_table("necks.csv"):
        if row["kind"] != kind:
            continue
        ends = [
            point_in_metres(float(row[f"{end}_lat"]), float(row[f"{end}_lon"]))
            for end in ("from", "to")
        ]
        necks.append(shapely.LineString(ends).buffer(float(row["width_m"]) / 2))
    return shapely.union_all(necks)


def _redrawn_islands(islands: list[shapely.Polygon]) -> list[shapely.Polygon]:
    """Return the islands whose GSHHG outline is moved and scaled to known centre and area."""
    redrawn = []
    for island in read_islands():
        if island.is_redrawn:
            outline = min(islands, key=island.centre.distance)
            scale = float(np.sqrt(island.area_m2 / outline.area))
            redrawn.append(affinity.scale(_moved(outline, island.centre), scale, scale))
    return redrawn


def _without_islands(
    land: shapely.Geometry, redrawn: list[shapely.Polygon]
) -> shapely.MultiPolygon:
    """Return the land without the outlines that the drawing gives islands to be redrawn."""
    return shapely.MultiPolygon(
        [
            part
            for part in polygons_of(land)
            if part.area > _LARGEST_REDRAWN_M2
            or not any(part.intersects(island) for island in redrawn)
        ]
    )


def _stadil_fjord(lakes: list[shapely.Polygon]) -> shapely.Polygon:
    least, most = _STADIL_FJORD_KM2
    place = shapely.Point(_STADIL_FJORD)
    outline = min((lake for lake in lakes if least < lake.area / 1e6 < most), key=place.distance)
    return _moved(outline, place)


def _moved(outline: shapely.Polygon, centre: shapely.Point) -> shapely.Polygon:
    return affinity.translate(outline, centre.x - outline.centroid.x, centre.y - outline.centroid.y)


def _tidy(land: shapely.Geometry) -> shapely.MultiPolygon:
    """Return land without islets and puddles, simplified, rounded, largest part first."""
    simple = shapely.simplify(as_multipolygon(land), _TOLERANCE_M)
    rounded = shapely.set_precision(simple, 1.0)
    parts = []
    for part in polygons_of(rounded):
        holes = [hole for hole in part.interiors if shapely.Polygon(hole).area > _LEAST_HOLE_M2]
        if part.area > _LEAST_ISLAND_M2:
            parts.append(shapely.Polygon(part.exterior, holes))
    return shapely.normalize(shapely.MultiPolygon(parts))
