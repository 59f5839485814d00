"""How long the map takes from a change to a painted frame, for a region and for a country.

Run `python -m benchmarks.map_frames`. The ground is invented: as many municipalities, coast
points, squares and practices as Region Midtjylland and Denmark have. Times are those of the
GUI thread from the call to the painted viewport, 1280 by 800 pixels, painted off screen.
"Work" is what
the thread itself did: on a machine that does other things too, it is the figure to compare.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import shapely
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from models.domain.place import Place
from models.domain.practice import Status
from models.geography.areas import TownLabel
from models.geography.outline import COARSE_M, simplified
from widgets.fonts import load_fonts
from widgets.map.marks import PracticeMark
from widgets.map.scene import MapScene, SquareGrid
from widgets.map.view import MapView
from widgets.painting.camera import Extent
from widgets.painting.land import land_level

WEST, SOUTH = 450_000, 6_150_000
N_FRAMES = 60
N_RECOLOURED = 2_000


class Size(NamedTuple):
    """How much there is on a map, and the milliseconds a frame may take."""

    name: str
    municipalities: int
    squares: int
    practices: int
    towns: int
    drag_ms: float
    move_ms: float


REGION = Size("region", 19, 35_726, 437, 966, 8.0, 16.0)
NATION = Size("nation", 98, 136_957, 1_958, 5_693, 16.0, 16.0)


class MapFrames:
    """Frames of one map."""

    def __init__(self, size: Size) -> None:
        self.size = size

    def setup(self) -> None:
        """Show the map and wait until its land is painted."""
        rng = np.random.default_rng(1)
        scene = invented_scene(self.size, rng)
        self.marks = invented_marks(self.size, scene.extent, rng)
        self.view = MapView()
        self.view.resize(1280, 800)
        self.view.set_region(scene)
        self.view.set_practices(self.marks)
        classes = rng.integers(0, 6, self.size.squares).astype(np.uint8)
        self.view.set_square_classes("distance", classes)
        self.view.show()
        wait_until(lambda: self.view.is_settled)
        self.rng, self.frame = rng, 0
        grid, dragged = scene.grid, self.marks[0]
        away = np.hypot(grid.e - dragged.e, grid.n - dragged.n)
        self.around = np.argsort(away)[: 3 * N_RECOLOURED]

    def time_drag(self) -> None:
        """A drag's frame: 2,000 squares recoloured, the symbol moved, three others changed."""
        self.frame += 1
        mark = self.marks[0]
        status = Status.OPEN if self.frame % 2 else Status.CLOSED
        changed = [other._replace(status=status) for other in self.marks[1:4]]
        here = mark._replace(e=mark.e + 80 * self.frame, n=mark.n + 50 * self.frame)
        some = self.rng.choice(self.around, N_RECOLOURED, replace=False)
        self.view.set_practices([here, *changed, *self.marks[4:]])
        self.view.update_squares(some, self.rng.integers(0, 6, N_RECOLOURED).astype(np.uint8))
        QApplication.processEvents()

    def time_pan(self) -> None:
        """A frame while the map is pulled."""
        self.frame += 1
        self.view.pan(QPointF(9 if self.frame % 40 < 20 else -9, 4))
        QApplication.processEvents()

    def time_zoom(self) -> None:
        """A frame while the wheel turns."""
        self.frame += 1
        self.view.zoom_by(1.2 if self.frame % 16 < 8 else 1 / 1.2, QPointF(500, 300))
        QApplication.processEvents()

    def teardown(self) -> None:
        """Close the map."""
        self.view.close()


def invented_scene(size: Size, rng: np.random.Generator) -> MapScene:
    """Return a block of municipalities with wiggly borders."""
    across = int(np.ceil(np.sqrt(size.municipalities)))
    side = 40_000
    home = np.array(
        [wiggly_box(k % across, k // across, side, rng) for k in range(size.municipalities)],
        dtype=object,
    )
    other = np.array([], dtype=object)
    bounds = Extent(*(float(metres) for metres in shapely.total_bounds(home)))
    coarse = simplified(home, COARSE_M)
    middles = shapely.get_coordinates(shapely.centroid(home))
    areas = tuple(
        TownLabel(f"Kommune {k}", Place(float(e), float(n)), 60_000)
        for k, (e, n) in enumerate(middles)
    )
    return MapScene(
        size.name,
        bounds,
        home,
        other,
        land_level(coarse, other),
        areas,
        invented_towns(size, bounds, rng),
        invented_squares(size, bounds, rng),
        (),
    )


def wiggly_box(column: int, row: int, side: float, rng: np.random.Generator) -> shapely.Polygon:
    """Return a box whose four sides have about 800 points together, as municipalities have."""
    box = shapely.segmentize(shapely.box(0, 0, side, side), side / 200)
    points = shapely.get_coordinates(box)[:-1] + rng.normal(0, 60, (800, 2))
    corner = np.array([WEST + column * side, SOUTH + row * side])
    return shapely.make_valid(shapely.Polygon(points + corner))


def invented_towns(size: Size, extent: Extent, rng: np.random.Generator) -> tuple[TownLabel, ...]:
    """Return towns, most populous first."""
    persons = np.sort((300_000 / (1 + np.arange(size.towns)) ** 0.9).astype(int))[::-1]
    return tuple(
        TownLabel(f"Bynavn {k}", random_place(extent, rng), int(count))
        for k, count in enumerate(persons)
    )


def invented_squares(size: Size, extent: Extent, rng: np.random.Generator) -> SquareGrid:
    """Return inhabited squares scattered over the extent."""
    columns = int((extent.east - extent.west) // 250)
    rows = int((extent.north - extent.south) // 250)
    cells = np.sort(rng.choice(columns * rows, size.squares, replace=False))
    return SquareGrid(
        250,
        (extent.west + cells % columns * 250 + 125).astype(np.int32),
        (extent.south + cells // columns * 250 + 125).astype(np.int32),
        rng.integers(1, 200, size.squares).astype(np.int32),
    )


def invented_marks(size: Size, extent: Extent, rng: np.random.Generator) -> list[PracticeMark]:
    """Return practices scattered over the extent."""
    status = list(Status)
    places = [random_place(extent, rng) for _ in range(size.practices)]
    return [
        PracticeMark(
            f"{k:06d}", f"Praksis {k}", *place, int(rng.integers(800, 9_000)), status[k % 3]
        )
        for k, place in enumerate(places)
    ]


def random_place(extent: Extent, rng: np.random.Generator) -> Place:
    """Return a point of the extent."""
    return Place(
        float(rng.uniform(extent.west, extent.east)), float(rng.uniform(extent.south, extent.north))
    )


def wait_until(is_so: Callable[[], bool]) -> None:
    """Handle events until something is so."""
    while not is_so():
        QApplication.processEvents()
        time.sleep(0.002)


def measured(call: Callable[[], None]) -> np.ndarray:
    """Return the milliseconds of each of many calls: by the clock, and at work on a core."""
    taken = []
    for _ in range(N_FRAMES):
        start = time.perf_counter(), time.thread_time()
        call()
        taken.append((time.perf_counter() - start[0], time.thread_time() - start[1]))
    return np.array(taken) * 1000


def rows(size: Size) -> Iterator[str]:
    """Yield a line of the table for each kind of frame."""
    frames = MapFrames(size)
    frames.setup()
    for name, call, allowed in (
        ("drag", frames.time_drag, size.drag_ms),
        ("pan", frames.time_pan, size.move_ms),
        ("zoom", frames.time_zoom, size.move_ms),
    ):
        clock, work = measured(call).T
        figures = (*np.percentile(clock, [50, 95]), *np.percentile(work, [50, 95]), allowed)
        yield f"{size.name:8} {name:5}" + "".join(f"{figure:9.1f}" for figure in figures)
    frames.teardown()


def main() -> None:
    """Print the table."""
    app = QApplication([])
    load_fonts()
    heads = ("median", "95 %", "work", "95 %", "budget")
    print(f"{'ms':8} {'frame':5}" + "".join(f"{head:>9}" for head in heads))
    for size in (REGION, NATION):
        for row in rows(size):
            print(row)
    app.quit()


if __name__ == "__main__":
    main()
