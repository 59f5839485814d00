"""Shows on the map the place that a page speaks of."""

from __future__ import annotations

from app.frame import Frame
from models.domain.place import Place
from widgets.painting.camera import Extent
from widgets.panels.side_page import SidePage

CLOSE_UP_M = 6_000
"""How far around a place that is pointed out the map shows."""


class Pointing:
    """Rings a place and brings the map there; the ring goes with the page that asked."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._map = frame.map

    def serve(self, page: SidePage) -> None:
        """Take the ring away when `page` is closed."""
        page.closed.connect(lambda: self._map.layers.pointer.set_place(None))

    def bring_in_sight(self, place: Place) -> None:
        """Bring the map to a place that it does not show; the planner's view is kept otherwise."""
        self._frame.settle()  # a page that opens beside the map may have made it narrower
        self._map.bring_in_sight(place.e, place.n)

    def point_out(self, place: Place) -> None:
        """Ring a place, and come near unless the map is nearer still."""
        camera = self._map.camera
        half = min(CLOSE_UP_M, camera.metres_per_pixel * min(camera.width, camera.height) / 2)
        self._map.zoom_to(Extent(place.e - half, place.n - half, place.e + half, place.n + half))
        self._map.layers.pointer.set_place(place)
