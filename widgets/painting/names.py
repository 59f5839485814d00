"""Which names stand on the map at a zoom, and where."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from models.geography.areas import TownLabel
from widgets.painting.camera import Camera
from widgets.painting.labels import (
    AREA_LOOK,
    LabelWish,
    PlacedLabel,
    least_persons,
    place_labels,
    town_look,
)
from widgets.painting.style import Style

AREA_PRIORITY = 30_000
"""Municipality names come after the cities and before the other towns."""
FARTHEST_AREA_M = 480.0
NEAREST_AREA_M = 12.0
"""Metres a pixel between which municipality names are shown: seen from further off they cover
the map, seen from nearer their middle is mostly out of sight."""


def name_wishes(
    areas: Iterable[TownLabel], towns: Iterable[TownLabel], camera: Camera, style: Style
) -> list[LabelWish]:
    """Return the names wanted at the camera's zoom, where they lie in its picture.

    `towns` must come most populous first.
    """
    metres = camera.metres_per_pixel * style.scale
    wishes = []
    if NEAREST_AREA_M <= metres <= FARTHEST_AREA_M:
        wishes = [
            LabelWish(
                area.name.upper(),
                camera.x(area.place.e),
                camera.y(area.place.n),
                AREA_LOOK,
                AREA_PRIORITY + area.persons * 1e-9,
            )
            for area in areas
        ]
    least = least_persons(metres)
    for town in takewhile(lambda town: town.persons >= least, towns):
        x, y = camera.x(town.place.e), camera.y(town.place.n)
        wishes.append(LabelWish(town.name, x, y, town_look(town.persons), town.persons))
    return wishes


def placed_names(
    areas: Iterable[TownLabel], towns: Iterable[TownLabel], camera: Camera, style: Style
) -> list[PlacedLabel]:
    """Return the names that find a place, most important first."""
    return place_labels(name_wishes(areas, towns, camera, style), style)
