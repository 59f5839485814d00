"""A small invented region on two islands of land, and practices on it."""

from __future__ import annotations

import numpy as np
import shapely

from models.domain.place import Place
from models.domain.practice import Status
from models.geography.areas import TownLabel
from widgets.map.marks import PracticeMark
from widgets.map.scene import Crossing, MapScene, SquareGrid
from widgets.painting.camera import Extent
from widgets.painting.land import land_level

WEST, SOUTH, SIDE = 500_000, 6_200_000, 20_000


def _box(column: int, row: int) -> shapely.Polygon:
    west, south = WEST + column * SIDE, SOUTH + row * SIDE
    return shapely.box(west, south, west + SIDE, south + SIDE)


def make_grid(n_columns: int = 30, n_rows: int = 20, size: int = 250) -> SquareGrid:
    """Return inhabited squares in the first municipality, two persons in each."""
    columns = np.tile(np.arange(n_columns), n_rows)
    rows = np.repeat(np.arange(n_rows), n_columns)
    return SquareGrid(
        size,
        (WEST + columns * size + size // 2).astype(np.int32),
        (SOUTH + rows * size + size // 2).astype(np.int32),
        np.full(len(columns), 2, dtype=np.int32),
    )


def make_scene(**changes: object) -> MapScene:
    """Return two municipalities side by side with a neighbour north of the first."""
    home = np.array([_box(0, 0), _box(1, 0)], dtype=object)
    other = np.array([_box(0, 1)], dtype=object)
    values: dict[str, object] = {
        "name": "Region Prøve",
        "extent": Extent(WEST, SOUTH, WEST + 2 * SIDE, SOUTH + SIDE),
        "home": home,
        "other": other,
        "coarse": land_level(home, other),
        "areas": (TownLabel("Vestkær", Place(WEST + 10_000, SOUTH + 10_000), 1_200),),
        "towns": (TownLabel("Østby", Place(WEST + 30_000, SOUTH + 10_000), 45_000),),
        "grid": make_grid(),
        "crossings": (
            Crossing(
                "Vestkær–Holmen",
                np.array([WEST + 1_000.0, WEST + 1_000.0]),
                np.array([SOUTH - 500.0, SOUTH - 9_000.0]),
            ),
        ),
    }
    return MapScene(**{**values, **changes})  # type: ignore[arg-type]


A = PracticeMark("000001", "Lægen i Vest", WEST + 8_000, SOUTH + 8_000, 3_000, Status.OPEN)
B = PracticeMark("000002", "Lægehuset", WEST + 20_000, SOUTH + 12_000, 6_000, Status.CLOSED)
C = PracticeMark("000003", "Klinikken", WEST + 34_000, SOUTH + 5_000, 1_500, Status.SELECTIVE)
MARKS = [A, B, C]
