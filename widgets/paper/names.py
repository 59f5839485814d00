"""Names on the printed map: all of them whole, inside the frame and clear of what stands there."""

from __future__ import annotations

from collections.abc import Sequence

import shapely

from models.domain.place import Place
from models.geography.areas import TownLabel
from widgets.painting.boxes import Box
from widgets.painting.camera import Camera, Extent
from widgets.painting.labels import PlacedLabel, place_labels
from widgets.painting.names import name_wishes
from widgets.painting.style import Style
from widgets.paper.page import MapPage

_ROOM_PX = 40.0
"""How far from the frame a municipality's middle must lie to be written where it is."""
_LEAST_SHARE = 0.02
"""Share of the map that must be a municipality's for its name to be moved into view."""
_COARSE_M = 250.0
"""How exactly the middle of what is seen of a municipality is found."""


def placed_names(
    page: MapPage, camera: Camera, style: Style, taken: Sequence[Box], shunned: Sequence[Box]
) -> list[PlacedLabel]:
    """Return the names that do not touch each other or the boxes `taken`.

    They keep off the boxes `shunned` where they can.
    """
    areas = areas_in_view(page, camera, style) if page.shown.area_names else ()
    towns = page.scene.towns if page.shown.town_names else ()
    wishes = [
        wish
        for wish in name_wishes(areas, towns, camera, style)
        if 0 <= wish.x <= camera.width and 0 <= wish.y <= camera.height
    ]
    return place_labels(wishes, style, taken, shunned)


def areas_in_view(page: MapPage, camera: Camera, style: Style) -> list[TownLabel]:
    """Return municipality names where they can be read: in the part of each that is seen."""
    room = camera.extent.grown(-style.px(_ROOM_PX) * camera.metres_per_pixel)
    found = []
    for area, shape in zip(page.scene.areas, page.scene.home, strict=True):
        if _holds(room, area.place):
            found.append(area)
        else:
            found.extend(_moved(area, shape, room))
    return found


def _moved(area: TownLabel, shape: shapely.Geometry, room: Extent) -> list[TownLabel]:
    seen = shapely.simplify(shapely.clip_by_rect(shape, *room), _COARSE_M)
    whole = (room.east - room.west) * (room.north - room.south)
    if shapely.area(seen) < _LEAST_SHARE * whole:
        return []
    middle = shapely.get_point(shapely.maximum_inscribed_circle(seen, tolerance=_COARSE_M), 0)
    return [TownLabel(area.name, Place(float(middle.x), float(middle.y)), area.persons)]


def _holds(extent: Extent, place: Place) -> bool:
    return extent.west < place.e < extent.east and extent.south < place.n < extent.north


def edges(camera: Camera, style: Style) -> list[Box]:
    """Return strips along the frame, outside it, that no text may reach into."""
    width, height, deep = camera.width, camera.height, style.px(120)
    return [
        Box(-deep, -deep, 0, height + deep),
        Box(width, -deep, width + deep, height + deep),
        Box(0, -deep, width, 0),
        Box(0, height, width, height + deep),
    ]
