"""The islands that are known by name: where they lie, whose they are and who lives there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import shapely

from data.example.ground import point_in_metres, read_table

LARGEST_M2 = 150e6
"""What is smaller and has water all around is an island; Samsø is the largest of the region."""

_NEAR_M = 1_000.0
"""A crescent does not hold its own centre, but lies near it."""


class Island(NamedTuple):
    """An island of the typed table.

    `persons` is None where it is a municipality of its own or nobody counted; `is_redrawn`
    says that its outline is moved and scaled to `centre` and `area_m2`.
    """

    name: str
    municipality: str
    centre: shapely.Point
    area_m2: float
    persons: int | None
    is_redrawn: bool


def read_islands() -> list[Island]:
    """Return the islands of the table."""
    return [
        Island(
            row["name"],
            row["municipality"],
            shapely.Point(point_in_metres(float(row["lat"]), float(row["lon"]))),
            float(row["area_km2"]) * 1e6,
            int(row["persons"]) if row["persons"] else None,
            row["redrawn"] == "yes",
        )
        for row in read_table("islands.csv")
    ]


def known_islands(parts: Sequence[shapely.Polygon]) -> dict[int, Island]:
    """Return which of the land's parts are islands of the table, by their positions."""
    small = [(index, part) for index, part in enumerate(parts) if part.area < LARGEST_M2]
    found = {}
    for island in read_islands():
        near = [(part.distance(island.centre), index) for index, part in small]
        distance_m, index = min(near, default=(_NEAR_M, -1))
        if distance_m < _NEAR_M:
            found[index] = island
    return found
