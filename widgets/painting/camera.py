"""From ground to picture and back: where the map is looked at from, and how closely."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

Coordinate = TypeVar("Coordinate", float, NDArray[np.float64])


class Extent(NamedTuple):
    """An upright rectangle on the ground; EPSG:25832, metres."""

    west: float
    south: float
    east: float
    north: float

    def grown(self, metres: float) -> Extent:
        """Return the extent with `metres` added on every side."""
        return Extent(
            self.west - metres, self.south - metres, self.east + metres, self.north + metres
        )

    def overlaps(self, other: Extent) -> bool:
        """Return whether the two share a point."""
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )

    def contains(self, other: Extent) -> bool:
        """Return whether `other` lies inside."""
        return (
            self.west <= other.west
            and self.south <= other.south
            and other.east <= self.east
            and other.north <= self.north
        )


class Camera(NamedTuple):
    """A picture of `width` by `height` pixels (y down) centred on a point of the ground.

    Attributes
    ----------
    e, n : float
        The centre; EPSG:25832, metres.
    metres_per_pixel : float
    width, height : float
        Pixels: logical ones on screen, painter units on paper.
    """

    e: float
    n: float
    metres_per_pixel: float
    width: float
    height: float

    def x(self, e: Coordinate) -> Coordinate:
        """Return the pixel column of an easting, or of an array of them."""
        return (e - self.e) / self.metres_per_pixel + self.width / 2

    def y(self, n: Coordinate) -> Coordinate:
        """Return the pixel row of a northing, or of an array of them."""
        return (self.n - n) / self.metres_per_pixel + self.height / 2

    def ground(self, x: float, y: float) -> tuple[float, float]:
        """Return easting and northing (metres) under a pixel."""
        return (
            self.e + (x - self.width / 2) * self.metres_per_pixel,
            self.n - (y - self.height / 2) * self.metres_per_pixel,
        )

    @property
    def extent(self) -> Extent:
        """The ground in the picture."""
        half_e = self.width / 2 * self.metres_per_pixel
        half_n = self.height / 2 * self.metres_per_pixel
        return Extent(self.e - half_e, self.n - half_n, self.e + half_e, self.n + half_n)

    def panned(self, dx: float, dy: float) -> Camera:
        """Return the camera after the picture was pulled `dx` right and `dy` down."""
        metres = self.metres_per_pixel
        return self._replace(e=self.e - dx * metres, n=self.n + dy * metres)

    def zoomed(self, metres_per_pixel: float, x: float, y: float) -> Camera:
        """Return the camera at another zoom with the same ground under pixel (`x`, `y`)."""
        e, n = self.ground(x, y)
        return self._replace(
            e=e - (x - self.width / 2) * metres_per_pixel,
            n=n + (y - self.height / 2) * metres_per_pixel,
            metres_per_pixel=metres_per_pixel,
        )

    def resized(self, width: float, height: float) -> Camera:
        """Return the camera for a picture of another size with the same centre and zoom."""
        return self._replace(width=width, height=height)


def camera_on(extent: Extent, width: float, height: float, margin: float = 0.0) -> Camera:
    """Return the camera that just shows `extent` with `margin` pixels free on every side."""
    across = max(extent.east - extent.west, 1.0) / max(width - 2 * margin, 1.0)
    down = max(extent.north - extent.south, 1.0) / max(height - 2 * margin, 1.0)
    return Camera(
        (extent.west + extent.east) / 2,
        (extent.south + extent.north) / 2,
        max(across, down),
        width,
        height,
    )
