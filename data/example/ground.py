"""Geometry in EPSG:25832: from degrees to metres, frames, and rounding to whole metres."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pyproj
import shapely

FOLDER = Path(__file__).parent

FRAME_DEGREES = (6.5, 54.3, 13.4, 58.0)
"""West, south, east, north of what is read; wider than the map, so that no cut shows."""

FRAME = shapely.box(425_000, 6_060_000, 735_000, 6_410_000)
"""The map: Region Midtjylland and the rest of the country, so that no edge shows around it."""

NEAR = shapely.box(430_000, 6_140_000, 690_000, 6_330_000)
"""The region and about 30 km around it: here every island counts, elsewhere only Danish land."""


@cache
def _to_utm() -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(4326, 25832, always_xy=True)


def to_metres(shape: shapely.Geometry) -> shapely.Geometry:
    """Return a shape given in longitude and latitude in EPSG:25832, metres."""
    return shapely.transform(
        shape, lambda xy: np.column_stack(_to_utm().transform(xy[:, 0], xy[:, 1]))
    )


def point_in_metres(lat: float, lon: float) -> tuple[int, int]:
    """Return easting and northing in whole metres."""
    e, n = _to_utm().transform(lon, lat)
    return round(e), round(n)


def read_table(name: str) -> list[dict[str, str]]:
    """Return the rows of one of the typed tables beside this module."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def polygons_of(shape: shapely.Geometry) -> Iterator[shapely.Polygon]:
    """Yield the polygons in a shape, however deep they are nested."""
    for part in shapely.get_parts(shape):
        if isinstance(part, shapely.Polygon):
            yield part
        elif hasattr(part, "geoms"):
            yield from polygons_of(part)


def as_multipolygon(shape: shapely.Geometry) -> shapely.MultiPolygon:
    """Return the polygons of a shape as one MultiPolygon, lines and points left out."""
    return shapely.MultiPolygon([part for part in polygons_of(shape) if not part.is_empty])
