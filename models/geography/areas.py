"""Areas on land: municipalities, parishes, postal areas, coverage areas."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock

import numpy as np
import shapely
from numpy.typing import NDArray

from models.domain.place import Place

NO_AREA = -1
"""Where a point lies in none of the areas."""


@dataclass(frozen=True)
class Areas:
    """A set of areas that do not overlap, sorted by code.

    Attributes
    ----------
    codes, names : tuple of str
        The official code and the name, in the order of `shapes`.
    shapes : ndarray of shapely (Multi)Polygons with shape (n_area,)
        Land only; EPSG:25832, metres.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    shapes: NDArray[np.object_]
    _asking: Lock = field(default_factory=Lock, init=False, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.codes)

    @cached_property
    def index_of_code(self) -> dict[str, int]:
        """The position of each code."""
        return {code: index for index, code in enumerate(self.codes)}

    @property
    def name_of_code(self) -> dict[str, str]:
        """The name of each code."""
        return dict(zip(self.codes, self.names, strict=True))

    @cached_property
    def tree(self) -> shapely.STRtree:
        """The shapes, to be searched by place."""
        return shapely.STRtree(self.shapes)

    @cached_property
    def _prepared(self) -> NDArray[np.object_]:
        """The shapes, indexed: copies, as no two threads may use an indexed shape at once.

        Not even to ask where a point is: GEOS indexes a shape when it is first asked. Hence
        `_asking`; the cursor asks on the GUI thread while a job does.
        """
        shapes: NDArray[np.object_] = shapely.from_wkb(shapely.to_wkb(self.shapes))
        shapely.prepare(shapes)
        return shapes

    @cached_property
    def _bounds(self) -> NDArray[np.float64]:
        """West, south, east and north of the shapes, shape (4, n_area); of no land, NaN."""
        return np.ascontiguousarray(shapely.bounds(self.shapes).reshape(-1, 4).T)

    def locate(self, e: NDArray[np.float64], n: NDArray[np.float64]) -> NDArray[np.int32]:
        """Return the area of each point: int32 with shape (n_point,), -1 outside all.

        `e`, `n` are EPSG:25832 metres. A point on a shared border belongs to the area that
        comes first.
        """
        found = np.full(len(e), len(self), dtype=np.int32)
        with self._asking:
            points, areas = self.tree.query(shapely.points(e, n))
            inside = shapely.intersects_xy(self._prepared[areas], e[points], n[points])
        np.minimum.at(found, points[inside], areas[inside].astype(np.int32))
        found[found == len(self)] = NO_AREA
        return found

    def locate_one(self, place: Place) -> int:
        """Return the index of the area that holds `place`, -1 where none does."""
        west, south, east, north = self._bounds
        e, n = place.e, place.n
        # for one point, asking all boxes is several times faster than asking the tree
        near = np.flatnonzero((west <= e) & (e <= east) & (south <= n) & (n <= north))
        with self._asking:
            inside = near[shapely.intersects_xy(self._prepared[near], e, n)]
        return int(inside[0]) if len(inside) else NO_AREA


@dataclass(frozen=True, slots=True)
class TownLabel:
    """A place name for the map: where it stands and how many persons it stands for."""

    name: str
    place: Place
    persons: int


def town_near(towns: Sequence[TownLabel], place: Place, within_m: float) -> str:
    """Return the name of the nearest town, "" where none lies within `within_m` metres."""
    near = [
        (math.hypot(town.place.e - place.e, town.place.n - place.n), town.name)
        for town in towns
        if abs(town.place.e - place.e) <= within_m
    ]
    distance, name = min(near, default=(math.inf, ""))
    return name if distance <= within_m else ""
