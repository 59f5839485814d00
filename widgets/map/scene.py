"""What the map shows of a region and no scenario changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from models.allocation.region import Region
from models.domain.place import DM_PER_M, Place
from models.geography.areas import Areas, TownLabel
from models.geography.outline import Shapes, coarse_land
from models.network.network import Network
from widgets.painting.camera import Extent
from widgets.painting.land import LandLevel, land_level


class Crossing(NamedTuple):
    """A ferry or bridge: its name, its way (EPSG:25832, metres), and whether it is in use."""

    name: str
    e: NDArray[np.float64]
    n: NDArray[np.float64]
    is_bridge: bool = False
    in_use: bool = True


class SquareGrid(NamedTuple):
    """The inhabited squares: side and centres in metres, persons; int32, shape (n_square,)."""

    size_m: int
    e: NDArray[np.int32]
    n: NDArray[np.int32]
    persons: NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class MapScene:
    """The ground of the map.

    Attributes
    ----------
    name : str
        The region's name.
    extent : Extent
        The region; what "fit" shows.
    home, other : ndarray of shapely polygons
        Municipalities of the region and of its surroundings; EPSG:25832, metres.
    coarse : LandLevel
        The same to `models.geography.outline.COARSE_M`, ready to be painted.
    areas : tuple of TownLabel
        Municipality names, where they stand, and the persons who live there.
    towns : tuple of TownLabel
    grid : SquareGrid
    crossings : tuple of Crossing
        Ferries and the bridges of the book.
    is_estimated : bool
        Distances are over the land network: the legend marks them "≈".
    is_invented : bool
        The practices are an example: the map says so.
    """

    name: str
    extent: Extent
    home: Shapes
    other: Shapes
    coarse: LandLevel
    areas: tuple[TownLabel, ...]
    towns: tuple[TownLabel, ...]
    grid: SquareGrid
    crossings: tuple[Crossing, ...]
    is_estimated: bool = False
    is_invented: bool = False


def scene_of(region: Region, coarse: Shapes | None = None) -> MapScene:
    """Return the ground of a region's map: call it off the GUI thread.

    `coarse` is what `coarse_land` gives, where it is known: it takes a few hundred ms to make.
    """
    home, other = region.municipalities.shapes, region.surroundings.shapes
    if coarse is None:
        coarse = coarse_land(region.municipalities, region.surroundings)
    squares = region.squares
    return MapScene(
        name=region.name,
        extent=Extent(*(float(metres) for metres in shapely.total_bounds(home))),
        home=home,
        other=other,
        coarse=land_level(coarse[: len(home)], coarse[len(home) :]),
        areas=area_names(region.municipalities, coarse[: len(home)], _residents(region)),
        towns=region.towns,
        grid=SquareGrid(squares.size_m, squares.e, squares.n, squares.persons),
        crossings=crossings_of(region.network),
        is_estimated=region.network.kind == "land",
        is_invented=region.is_invented,
    )


def area_names(areas: Areas, shapes: Shapes, persons: NDArray[np.int64]) -> tuple[TownLabel, ...]:
    """Return each area's name at the middle of the widest room in its `shapes`."""
    rooms = shapely.get_point(shapely.maximum_inscribed_circle(shapes, tolerance=500), 0)
    return tuple(
        TownLabel(name, Place(float(point.x), float(point.y)), int(count))
        for name, point, count in zip(areas.names, rooms, persons, strict=True)
    )


def crossings_of(network: Network) -> tuple[Crossing, ...]:
    """Return the ferries and bridges of a network's book."""
    found = []
    for link, edge, _ in network.links:
        points = slice(network.shape_start[edge], network.shape_start[edge + 1])
        e, n = network.shape_e[points] / DM_PER_M, network.shape_n[points] / DM_PER_M
        found.append(Crossing(link.name, e, n, link.kind == "bridge", link.in_use))
    return tuple(found)


def _residents(region: Region) -> NDArray[np.int64]:
    squares = region.squares
    inside = squares.municipality >= 0
    counts = np.zeros(len(region.municipalities), dtype=np.int64)
    np.add.at(counts, squares.municipality[inside], squares.persons[inside])
    return counts
