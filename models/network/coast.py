"""The coastline: which points are on land, and which straight lines stay there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from models.domain.place import DM_PER_M, Place
from models.kernels.kernel import bulk_kernel
from models.network.grid import CELL_DM, Grid, build_grid
from models.network.network import Int32

SLIVER_M = 20.0
"""Half the width of cracks that are closed. Municipalities simplified to 20 m each leave
slits of up to 40 m between them, which are no water; straits that narrow have a bridge."""

INLAND_M = 10.0
"""A place moved ashore is moved this far beyond the shoreline."""


@dataclass(frozen=True)
class Coast:
    """Land and its shoreline.

    Attributes
    ----------
    land : shapely (Multi)Polygon, prepared; EPSG:25832, metres
    shore : Grid
        The straight pieces of every shoreline, decimetres.
    """

    land: shapely.Geometry
    shore: Grid

    def on_land(self, e: NDArray[np.float64], n: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Return which points (EPSG:25832, metres) are on land."""
        inside: NDArray[np.bool_] = shapely.contains_xy(self.land, e, n)
        return inside

    def ashore(self, place: Place) -> Place:
        """Return the place itself if it is on land, else the land nearest to it."""
        point = shapely.Point(place)
        if self.land.contains(point):
            return place
        start, shore = shapely.get_coordinates(shapely.shortest_line(point, self.land))
        inland = shore + (shore - start) / np.hypot(*(shore - start)) * INLAND_M
        best = inland if self.land.contains(shapely.Point(inland)) else shore
        return Place(float(best[0]), float(best[1]))

    def crossed(self, e1: Int32, n1: Int32, e2: Int32, n2: Int32) -> NDArray[np.bool_]:
        """Return which straight lines (decimetres) touch the shoreline."""
        hits: NDArray[np.bool_] = _crossings(self.shore, e1, n1, e2, n2)
        return hits


def find_coast(shapes: Sequence[shapely.Geometry], within: shapely.Geometry | None) -> Coast:
    """Return the coast of land polygons (EPSG:25832, metres), cut to `within`.

    Polygons may touch or overlap; cracks between them are closed.
    """
    land = shapely.union_all(np.asarray(shapes, dtype=object))
    if within is not None:
        land = shapely.intersection(land, within)
    land = shapely.buffer(shapely.buffer(land, SLIVER_M, quad_segs=1), -SLIVER_M, quad_segs=1)
    shapely.prepare(land)
    return Coast(land, _shore(land))


def _shore(land: shapely.Geometry) -> Grid:
    """Return the straight pieces of the land's boundary in a grid."""
    lines = shapely.get_parts(shapely.get_rings(shapely.get_parts(land)))
    corners, line = shapely.get_coordinates(lines, return_index=True)
    whole = np.rint(corners * DM_PER_M).astype(np.int32)
    inside = line[1:] == line[:-1]
    start, end = whole[:-1][inside], whole[1:][inside]
    rank = np.zeros(len(start), dtype=np.int32)
    e1, n1, e2, n2 = np.ascontiguousarray(np.concatenate([start, end], axis=1).T)
    return build_grid(e1, n1, e2, n2, rank)


@bulk_kernel
def _crossings(shore: Grid, e1: Int32, n1: Int32, e2: Int32, n2: Int32) -> NDArray[np.bool_]:
    """Mark the lines that touch a piece of shore in a cell of their bounding box."""
    hits = np.zeros(len(e1), np.bool_)
    for i in range(len(e1)):
        col_1 = max((min(e1[i], e2[i]) - shore.west) // CELL_DM, 0)
        col_2 = min((max(e1[i], e2[i]) - shore.west) // CELL_DM, shore.n_cols - 1)
        row_1 = max((min(n1[i], n2[i]) - shore.south) // CELL_DM, 0)
        row_2 = min((max(n1[i], n2[i]) - shore.south) // CELL_DM, shore.n_rows - 1)
        for row in range(row_1, row_2 + 1):
            for col in range(col_1, col_2 + 1):
                cell = row * shore.n_cols + col
                for k in range(shore.start[cell], shore.start[cell + 1]):
                    piece = shore.item[k]
                    if not hits[i] and _touch(shore, piece, e1[i], n1[i], e2[i], n2[i]):
                        hits[i] = True
    return hits


@bulk_kernel
def _touch(shore: Grid, piece: int, e1: int, n1: int, e2: int, n2: int) -> bool:
    """Return whether a line touches a piece of shore; exact in whole numbers."""
    pe, pn, qe, qn = shore.e1[piece], shore.n1[piece], shore.e2[piece], shore.n2[piece]
    if max(pe, qe) < min(e1, e2) or min(pe, qe) > max(e1, e2):
        return False
    if max(pn, qn) < min(n1, n2) or min(pn, qn) > max(n1, n2):
        return False
    p, q = _side(e1, n1, e2, n2, pe, pn), _side(e1, n1, e2, n2, qe, qn)
    a, b = _side(pe, pn, qe, qn, e1, n1), _side(pe, pn, qe, qn, e2, n2)
    return bool(p * q <= 0 and a * b <= 0)


@bulk_kernel
def _side(e1: int, n1: int, e2: int, n2: int, e: int, n: int) -> int:
    """Return 1, 0 or -1: left of, on, or right of the line from the first to the second."""
    left = (np.int64(e2) - e1) * (np.int64(n) - n1)
    right = (np.int64(n2) - n1) * (np.int64(e) - e1)
    return int(left > right) - int(left < right)
