"""The lattice of the land network: points on land, and lines between them that stay there."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from models.domain.place import DM_PER_M
from models.network.coast import Coast
from models.network.network import Int32

STEPS = ((0, 1), (1, 0), (1, 1), (1, -1), (1, 2), (2, 1), (1, -2), (2, -1))
"""Half of the sixteen neighbours (rows up, columns right); the other half is the way back."""


class Lattice(NamedTuple):
    """Points (decimetres) and the lines between them: int32, shapes (n_point,), (n_line,)."""

    e: Int32
    n: Int32
    start: Int32
    end: Int32


def make_lattice(coast: Coast, spacing_m: float) -> Lattice:
    """Return a lattice of sixteen neighbours over land.

    Every piece of land that is too small to hold a lattice point gets one of its own.
    """
    return _with_small_islands(coast, _square_lattice(coast, spacing_m))


def _square_lattice(coast: Coast, spacing_m: float) -> Lattice:
    west, south, east, north = shapely.bounds(coast.land)
    columns = np.arange(np.floor(west / spacing_m), np.ceil(east / spacing_m) + 1) * spacing_m
    rows = np.arange(np.floor(south / spacing_m), np.ceil(north / spacing_m) + 1) * spacing_m
    e, n = (axis.ravel() for axis in np.meshgrid(columns, rows))
    on_land = coast.on_land(e, n)
    numbers = np.where(on_land, np.cumsum(on_land) - 1, -1).astype(np.int32)
    number = numbers.reshape(len(rows), len(columns))
    pairs = np.concatenate([neighbours(number, up, right) for up, right in STEPS])
    e_dm, n_dm = whole_dm(e[on_land]), whole_dm(n[on_land])
    start, end = pairs.T
    stays = ~coast.crossed(e_dm[start], n_dm[start], e_dm[end], n_dm[end])
    return Lattice(e_dm, n_dm, start[stays], end[stays])


def neighbours(number: Int32, up: int, right: int) -> Int32:
    """Return the pairs of points that are `up` rows and `right` columns apart, (n_pair, 2)."""
    n_rows, n_cols = number.shape
    here = number[: n_rows - up, max(-right, 0) : n_cols - max(right, 0)]
    there = number[up:, max(right, 0) : n_cols + min(right, 0)]
    both = (here >= 0) & (there >= 0)
    return np.stack([here[both], there[both]], axis=1)


def _with_small_islands(coast: Coast, lattice: Lattice) -> Lattice:
    """Return the lattice with a point on each piece of land that has none."""
    lands = shapely.get_parts(coast.land)
    empty = np.array([_is_empty(land, lattice) for land in lands], dtype=np.bool_)
    inner = shapely.get_coordinates(shapely.point_on_surface(lands[empty]))
    return lattice._replace(
        e=np.concatenate([lattice.e, whole_dm(inner[:, 0])]),
        n=np.concatenate([lattice.n, whole_dm(inner[:, 1])]),
    )


def _is_empty(land: shapely.Geometry, lattice: Lattice) -> bool:
    """Return whether a piece of land holds no lattice point."""
    west, south, east, north = shapely.bounds(land) * DM_PER_M
    near = (lattice.e >= west) & (lattice.e <= east) & (lattice.n >= south) & (lattice.n <= north)
    shapely.prepare(land)
    e, n = lattice.e[near] / DM_PER_M, lattice.n[near] / DM_PER_M
    return not np.any(shapely.contains_xy(land, e, n))


def lattice_parts(lattice: Lattice) -> Int32:
    """Return the connected part each point belongs to, int32 with shape (n_point,)."""
    size = len(lattice.e)
    graph = csr_array(
        (np.ones(len(lattice.start), np.int8), (lattice.start, lattice.end)), shape=(size, size)
    )
    _, part = connected_components(graph, directed=False)
    parts: Int32 = part
    return parts


def whole_dm(metres: NDArray[np.float64]) -> Int32:
    """Return metres in whole decimetres."""
    return np.rint(metres * DM_PER_M).astype(np.int32)
