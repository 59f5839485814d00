"""Outlines of areas with less detail, as a map shows them from afar."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.errors import GEOSException

from models.geography.areas import Areas

Shapes = NDArray[np.object_]

COARSE_M = 400.0
"""Detail of the overview that is shown while a sharper picture is being painted."""


def simplified(shapes: Shapes, tolerance_m: float) -> Shapes:
    """Return the shapes with details below `tolerance_m` gone; shared borders stay shared.

    Islets that would be smaller than a quarter of its square are left out.
    """
    if tolerance_m <= 0 or len(shapes) == 0:
        return shapes
    parts, shape = shapely.get_parts(
        shapely.coverage_simplify(shapes, tolerance_m), return_index=True
    )
    seen = shapely.area(parts) >= tolerance_m**2 / 4
    kept: Shapes = shapely.multipolygons(parts[seen], indices=shape[seen])
    return kept


def coarse_land(home: Areas, surroundings: Areas) -> Shapes:
    """Return the areas of a region, then those of its surroundings, to `COARSE_M`."""
    return simplified(np.concatenate([home.shapes, surroundings.shapes]), COARSE_M)


def packed(shapes: Shapes) -> NDArray[np.uint8]:
    """Return shapes as bytes that a file can hold: WKB of one collection."""
    return np.frombuffer(shapely.to_wkb(shapely.geometrycollections(shapes)), dtype=np.uint8)


def unpacked(stored: NDArray[np.uint8], count: int) -> Shapes | None:
    """Return the shapes that `packed` was given; None where the bytes are not of `count` shapes."""
    try:
        shapes: Shapes = shapely.get_parts(shapely.from_wkb(stored.tobytes()))
    except GEOSException:
        return None
    return shapes if len(shapes) == count else None
