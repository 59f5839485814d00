"""Places on the ground."""

from __future__ import annotations

from typing import NamedTuple

CRS = "EPSG:25832"
"""Everything inside is ETRS89 / UTM zone 32N, in metres."""

DM_PER_M = 10
"""Lengths and coordinates inside the engine are whole decimetres."""


class Place(NamedTuple):
    """A point in EPSG:25832, metres."""

    e: float
    n: float

    def in_dm(self) -> tuple[int, int]:
        """Return easting and northing in whole decimetres."""
        return round(self.e * DM_PER_M), round(self.n * DM_PER_M)
