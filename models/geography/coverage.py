"""Coverage areas (lægedækningsområder): planning areas that share out the inhabited squares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from models.geography.areas import NO_AREA, Areas
from models.geography.squares import Squares

COAST_M = 1_000.0
"""A square whose centre lies outside all areas belongs to the nearest one within this distance:
coasts are drawn coarsely, and people live on the quay."""

Int32 = NDArray[np.int32]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Coverage:
    """A set of coverage areas, and which of them each square belongs to.

    Attributes
    ----------
    areas : Areas
        Sorted by code; they do not overlap.
    of_square : ndarray of int32 with shape (n_square,)
        Position of each square's area in `areas`, -1 where it belongs to none. Empty where
        there are no areas.
    """

    areas: Areas
    of_square: Int32

    def __len__(self) -> int:
        return len(self.areas)

    def squares_in(self, area: int) -> Bools:
        """Return which squares belong to an area (-1: to none); bool with shape (n_square,)."""
        inside: Bools = self.of_square == area
        return inside


NO_COVERAGE = Coverage(Areas((), (), np.empty(0, dtype=object)), np.zeros(0, dtype=np.int32))


def coverage_of(areas: Areas, squares: Squares) -> Coverage:
    """Return the areas with every square in the one that holds its centre; see `locate_near`."""
    centres = squares.e.astype(np.float64), squares.n.astype(np.float64)
    return Coverage(areas, locate_near(areas, *centres))


def locate_near(areas: Areas, e: NDArray[np.float64], n: NDArray[np.float64]) -> Int32:
    """Return the area of each point: int32 with shape (n_point,), -1 where there is none.

    `e`, `n` are EPSG:25832 metres. A point outside all areas counts with the nearest one
    within `COAST_M`, the first of those equally near.
    """
    found = areas.locate(e, n)
    outside = np.flatnonzero(found == NO_AREA)
    if len(outside) and len(areas):
        points, near = areas.tree.query_nearest(
            shapely.points(e[outside], n[outside]), max_distance=COAST_M, all_matches=True
        )
        first = np.full(len(outside), len(areas), dtype=np.int32)
        np.minimum.at(first, points, near.astype(np.int32))
        first[first == len(areas)] = NO_AREA
        found[outside] = first
    return found


def with_area(
    coverage: Coverage, name: str, shape: shapely.Geometry, members: Bools, code: str = ""
) -> Coverage:
    """Return the areas with one more, which takes its land and squares from the others.

    Without a `code` it gets the first free one. An area that is left without squares goes.
    """
    code = code or free_code(coverage.areas.codes)
    of_square = coverage.of_square
    if not len(coverage):
        of_square = np.full(len(members), NO_AREA, dtype=np.int32)
    old = coverage.areas.shapes
    rest = old.copy()
    rest[:] = shapely.difference(old, shape) if len(old) else old
    codes = (*coverage.areas.codes, code)
    shapes = np.empty(len(codes), dtype=object)
    shapes[:] = [*(_polygonal(part) for part in rest), _polygonal(shape)]
    of_square = np.where(members, len(codes) - 1, of_square).astype(np.int32)
    return _put_right(codes, (*coverage.areas.names, name), shapes, of_square)


def without_areas(coverage: Coverage, gone: Iterable[int]) -> Coverage:
    """Return the areas without some; their squares belong to none."""
    left_out = sorted(set(gone))
    of_square = np.where(np.isin(coverage.of_square, left_out), NO_AREA, coverage.of_square)
    areas = coverage.areas
    return _put_right(areas.codes, areas.names, areas.shapes, of_square.astype(np.int32))


def renamed(coverage: Coverage, area: int, name: str) -> Coverage:
    """Return the areas with another name for one of them."""
    areas = coverage.areas
    names = tuple(name if at == area else old for at, old in enumerate(areas.names))
    return Coverage(Areas(areas.codes, names, areas.shapes), coverage.of_square)


def joined(coverage: Coverage, parts: Iterable[int], name: str) -> Coverage:
    """Return the areas with some of them made one, which keeps the first one's code."""
    positions = sorted(set(parts))
    first = positions[0]
    areas = coverage.areas
    shape = shapely.union_all(areas.shapes[positions])
    members = np.isin(coverage.of_square, positions)
    left = without_areas(coverage, positions)
    return with_area(left, name, shape, members, areas.codes[first])


def free_code(taken: Iterable[str]) -> str:
    """Return the first code of the program's own making that is not taken: "L01" and on."""
    known = set(taken)
    number = 1
    while f"L{number:02d}" in known:
        number += 1
    return f"L{number:02d}"


def _put_right(
    codes: tuple[str, ...],
    names: tuple[str, ...],
    shapes: NDArray[np.object_],
    of_square: Int32,
) -> Coverage:
    """Return the areas that have squares, sorted by code."""
    has_squares = set(of_square[of_square >= 0].tolist())
    kept = sorted((code, at) for at, code in enumerate(codes) if at in has_squares)
    if not kept:
        return NO_COVERAGE
    order = [at for _, at in kept]
    position = np.full(len(codes) + 1, NO_AREA, dtype=np.int32)
    position[order] = np.arange(len(order), dtype=np.int32)
    areas = Areas(tuple(codes[at] for at in order), tuple(names[at] for at in order), shapes[order])
    return Coverage(areas, position[of_square])


def _polygonal(shape: shapely.Geometry) -> shapely.Geometry:
    """Return the areas of a shape without the lines and points that cutting leaves."""
    if shapely.get_type_id(shape) != shapely.GeometryType.GEOMETRYCOLLECTION:
        return shape
    parts = shapely.get_parts(shape)
    return shapely.union_all(parts[shapely.get_dimensions(parts) == 2])
