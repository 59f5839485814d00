"""Coverage areas: proposed, read from a file, gathered, drawn, renamed, joined, deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import shapely
from PySide6.QtWidgets import QFileDialog

from app.controllers.waiting import Progress, wait_for
from app.desk import Desk
from app.frame import Frame
from models.allocation.distances import Distances
from models.allocation.region import Region
from models.domain.text import Text, in_order
from models.geography.areas import Areas
from models.geography.coverage import (
    Bools,
    Coverage,
    joined,
    renamed,
    with_area,
    without_areas,
)
from widgets import dialogs, panels
from widgets.style import Look

PATTERNS = "*.gpkg *.geojson *.json *.shp"
PROPOSING = Text("Finder nærmeste by for hvert kvadrat", "Finding the town nearest to each square")


class PlanningAreas:
    """Opens the page of coverage areas and carries out what is wished there."""

    def __init__(self, desk: Desk, frame: Frame, look: Look) -> None:
        self._desk = desk
        self._frame = frame
        self._look = look
        self._page: panels.coverage.CoveragePage | None = None
        frame.actions_["coverage"].triggered.connect(self.show)
        frame.map.areaDrawn.connect(self._on_drawn)
        desk.relinked.connect(self._show_areas)
        desk.edited.connect(self._show_editable)

    def show(self) -> None:
        """Open the page."""
        page = panels.coverage.CoveragePage(self._desk.words, self._look)
        page.proposeRequested.connect(self._on_propose_requested)
        page.importRequested.connect(self._on_import_requested)
        page.pickRequested.connect(self._on_pick_requested)
        page.drawRequested.connect(self._on_draw_requested)
        page.renameRequested.connect(self._on_rename_requested)
        page.joinRequested.connect(self._on_join_requested)
        page.deleteRequested.connect(self._on_delete_requested)
        page.areaChosen.connect(self._frame.map.layers.coverage.set_chosen)
        page.closed.connect(self._on_page_closed)
        self._frame.right.open_page(page)
        self._page = page
        self._frame.layers.show_until("coverage", page.closed)
        self._show_areas()
        self._show_editable()

    def _on_page_closed(self) -> None:
        self._page = None
        self._frame.map.stop_drawing()
        self._frame.map.layers.coverage.set_chosen(None)

    def _show_areas(self) -> None:
        if self._page is None:
            return
        region = self._region
        coverage, persons = region.coverage, region.squares.persons
        rows = [
            panels.coverage.CoverageRow(at, name, int(persons[coverage.squares_in(at)].sum()))
            for at, name in enumerate(coverage.areas.names)
        ]
        outside = int(persons[coverage.squares_in(-1)].sum()) if len(coverage) else 0
        self._page.show_areas(sorted(rows, key=lambda row: in_order(row.name)), outside)

    def _show_editable(self) -> None:
        if self._page is not None:
            self._page.set_editable(not self._desk.is_read_only)

    @property
    def _region(self) -> Region:
        return self._desk.session.region

    @property
    def _coverage(self) -> Coverage:
        return self._region.coverage

    def _store(self, coverage: Coverage, key: str, **values: object) -> None:
        words = self._desk.words
        self._desk.change_coverage(coverage, words("areas.undo"), words(key, **values))

    # --------------------------------------------------------------- new areas

    def _on_propose_requested(self) -> None:
        dialog = dialogs.areas.ProposeDialog(self._desk.words, self._look, self._frame)
        if not dialog.exec():
            return
        region, wanted = self._region, dialog.number.value()

        def work(progress: Progress) -> Coverage:
            from models.allocation.coverage_proposal import propose_coverage

            progress(PROPOSING, 0.0)
            return propose_coverage(Distances(region), wanted)

        self._wait_for(work, "areas.changed.proposed")

    def _on_import_requested(self) -> None:
        words = self._desk.words
        folder = str(self._desk.session.project.path.parent)
        kinds = words("areas.file.filter", patterns=PATTERNS)
        name, _ = QFileDialog.getOpenFileName(self._frame, words("areas.file"), folder, kinds)
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Read coverage areas from a file, in place of those there are."""
        squares = self._region.squares

        def work(progress: Progress) -> Coverage:
            # importers bring libraries that a start must not wait for
            from models.importers.coverage import read_coverage
            from models.importers.findings import Findings

            return read_coverage(path, squares, Findings())

        self._wait_for(work, "areas.changed.imported")

    def _wait_for(self, work: Callable[[Progress], Coverage], key: str) -> None:
        desk, words = self._desk, self._desk.words
        wait_for(
            desk.jobs,
            words,
            self._frame,
            words("areas.coverage.title"),
            words("areas.working"),
            work,
            lambda coverage: self._store(coverage, key, n=len(coverage)),
        )

    def _on_pick_requested(self) -> None:
        words, region = self._desk.words, self._region
        kinds: list[tuple[str, Areas]] = [
            ("municipality", region.municipalities),
            ("parish", region.parishes),
        ]
        parts = [
            dialogs.areas.Part(kind, at, words(f"areas.pick.{kind}", name=name))
            for kind, areas in kinds
            for at, name in sorted(enumerate(areas.names), key=lambda area: in_order(area[1]))
        ]
        taken = self._coverage.areas.names
        dialog = dialogs.areas.PickDialog(words, self._look, parts, taken, self._frame)
        if dialog.exec():
            shape, members = _gathered(region, dialog.chosen_parts())
            self._make(dialog.area_name(), shape, members)

    def _on_draw_requested(self) -> None:
        self._frame.map.start_drawing()
        self._frame.map.setFocus()
        self._desk.noted.emit(self._desk.words("areas.draw.how"))

    def _on_drawn(self, corners: Sequence[tuple[float, float]]) -> None:
        shape, members = _enclosed(self._region, corners)
        if not members.any():
            self._desk.noted.emit(self._desk.words("areas.made.empty"))
            return
        taken = self._coverage.areas.names
        dialog = dialogs.areas.NameDialog(self._desk.words, self._look, "", taken, self._frame)
        if dialog.exec():
            self._make(dialog.area_name(), shape, members)

    def _make(self, name: str, shape: shapely.Geometry, members: Bools) -> None:
        if not members.any():
            self._desk.noted.emit(self._desk.words("areas.made.empty"))
            return
        coverage = with_area(self._coverage, name, shape, members)
        self._store(coverage, "areas.changed.made", name=name)

    # ----------------------------------------------------------- changed areas

    def _on_rename_requested(self, area: int) -> None:
        old = self._coverage.areas.names[area]
        taken = [name for name in self._coverage.areas.names if name != old]
        dialog = dialogs.areas.NameDialog(self._desk.words, self._look, old, taken, self._frame)
        if dialog.exec() and dialog.area_name() != old:
            name = dialog.area_name()
            self._store(
                renamed(self._coverage, area, name), "areas.changed.renamed", old=old, name=name
            )

    def _on_join_requested(self, parts: list[int]) -> None:
        names = self._coverage.areas.names
        persons = [
            int(self._region.squares.persons[self._coverage.squares_in(p)].sum()) for p in parts
        ]
        largest = parts[int(np.argmax(persons))]
        taken = [name for at, name in enumerate(names) if at not in parts]
        dialog = dialogs.areas.NameDialog(
            self._desk.words, self._look, names[largest], taken, self._frame
        )
        if dialog.exec():
            name = dialog.area_name()
            self._store(
                joined(self._coverage, parts, name), "areas.changed.joined", n=len(parts), name=name
            )

    def _on_delete_requested(self, gone: list[int]) -> None:
        self._store(without_areas(self._coverage, gone), "areas.changed.deleted", n=len(gone))


def _gathered(
    region: Region, parts: Sequence[dialogs.areas.Part]
) -> tuple[shapely.Geometry, Bools]:
    """Return the land and the squares of chosen municipalities and parishes."""
    squares = region.squares
    shapes: list[shapely.Geometry] = []
    members = np.zeros(len(squares), dtype=np.bool_)
    for kind, areas, of_square in (
        ("municipality", region.municipalities, squares.municipality),
        ("parish", region.parishes, squares.parish),
    ):
        chosen = [part.at for part in parts if part.kind == kind]
        shapes += [areas.shapes[at] for at in chosen]
        members |= np.isin(of_square, chosen)
    return shapely.union_all(shapes), members


def _enclosed(
    region: Region, corners: Sequence[tuple[float, float]]
) -> tuple[shapely.Geometry, Bools]:
    """Return the land within a drawn line, and the squares whose centre lies there."""
    drawn = shapely.make_valid(shapely.Polygon(corners))
    land = shapely.intersection(drawn, shapely.union_all(region.municipalities.shapes))
    squares = region.squares
    shapely.prepare(drawn)
    members: Bools = shapely.intersects_xy(drawn, squares.e, squares.n)
    return land, members
