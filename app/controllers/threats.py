"""Threatened coverage areas on the map and on their page, and where there is room."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from app.controllers.indicators import AreaMeans, Indicators
from app.desk import Desk
from app.frame import Frame
from models.allocation.distances import is_estimate
from models.allocation.region import Region
from models.allocation.result import Result
from models.allocation.room import room_at
from models.domain.place import Place
from models.geography.areas import NO_AREA
from models.report.threatened import (
    USUAL_WEIGHING,
    WEIGHING_SETTING,
    Threat,
    Weighing,
    gross_list,
)
from widgets import panels
from widgets.painting.coverage import AreaShape, area_shapes
from widgets.style import Look

SEEN_AROUND = 0.15
"""How much of an area's own size is shown around it."""


class _Listed(NamedTuple):
    """The gross list of a result; by area, what the scenario does to practices and score.

    `furthers` says whether practices grow larger there, `before` the score today where that
    was another.
    """

    threats: tuple[Threat, ...]
    furthers: dict[int, bool]
    before: dict[int, float]


class Threats:
    """Keeps levels and room on the map, and the page where it is open.

    The list is worked out beside everything else when the result or the weights have changed,
    while the page or the layer is on show; a drag does not touch it.
    """

    def __init__(
        self,
        desk: Desk,
        frame: Frame,
        look: Look,
        indicators: Indicators,
        make_areas: Callable[[], None],
    ) -> None:
        self._desk = desk
        self._frame = frame
        self._look = look
        self._indicators = indicators
        self._make_areas = make_areas
        self._weighing = USUAL_WEIGHING
        self._listed: _Listed | None = None
        self._page: panels.threatened.ThreatenedPage | None = None
        self._cursor = Place(0.0, 0.0)
        actions = frame.actions_
        actions["threatened"].triggered.connect(self.show)
        actions["room"].toggled.connect(frame.layers.boxes["room"].setChecked)
        frame.layers.boxes["room"].toggled.connect(actions["room"].setChecked)
        frame.layers.layerToggled.connect(self._on_layer_toggled)
        frame.map.cursorMoved.connect(self._on_cursor_moved)
        frame.map.groundClicked.connect(self._on_ground_clicked)
        desk.edited.connect(self._on_edited)
        desk.relinked.connect(self._show_areas)
        desk.jobs.run(self._stored_weighing, self._on_weighing_read)
        self._show_areas()

    def show(self) -> None:
        """Open the page."""
        page = panels.threatened.ThreatenedPage(self._desk.words, self._look, self._weighing)
        page.areaChosen.connect(self._on_area_chosen)
        page.weighingChanged.connect(self._on_weighing_changed)
        page.makeRequested.connect(self._make_areas)
        page.closed.connect(self._on_page_closed)
        self._frame.right.open_page(page)
        self._page = page
        self._frame.layers.show_until("coverage", page.closed)
        self._frame.map.layers.coverage.set_filled(True)
        self._show_page()

    def _on_page_closed(self) -> None:
        self._page = None
        self._frame.map.layers.coverage.set_filled(False)
        self._frame.map.layers.coverage.set_chosen(None)

    # ------------------------------------------------------------------ weights

    def _stored_weighing(self) -> Weighing:
        return Weighing.from_json(self._desk.session.project.setting(WEIGHING_SETTING))

    def _on_weighing_read(self, weighing: Weighing) -> None:
        self._weighing = weighing
        if self._page is not None:
            self._page.show_weighing(weighing)
        self._work_out()

    def _on_weighing_changed(self, weighing: Weighing) -> None:
        self._weighing = weighing
        self._work_out()
        if not self._desk.is_read_only:
            project, values = self._desk.session.project, weighing.to_json()
            self._desk.jobs.run(
                lambda: project.set_setting(WEIGHING_SETTING, values),
                lambda _: None,
                topic="weighing",
            )

    # ---------------------------------------------------------------------- map

    def _show_areas(self) -> None:
        """Show the borders of the areas there are now."""
        areas = self._desk.session.region.coverage.areas
        self._desk.jobs.run(
            lambda: area_shapes(areas), self._on_shapes, topic="area shapes", beside=True
        )

    def _on_shapes(self, shapes: tuple[AreaShape, ...]) -> None:
        self._frame.map.set_coverage(shapes)
        self._listed = None
        self._work_out()

    def _on_edited(self) -> None:
        self._work_out()
        self._show_room()

    def _on_layer_toggled(self, layer: str, is_on: bool) -> None:
        if layer == "room":
            self._show_room()
        elif layer == "coverage" and is_on and self._listed is None:
            self._work_out()

    def _work_out(self) -> None:
        """Work the list out anew where somebody sees it, else leave it until somebody does."""
        self._listed = None
        if self._page is None and not self._frame.map.layers.shows("coverage"):
            return
        session, weighing = self._desk.session, self._weighing
        region, now, before = session.region, session.result, session.before
        if not len(region.coverage):
            self._show_listed(_Listed((), {}, {}))
            return

        def listed(found: _Listed) -> None:
            # hidden meanwhile, it may have been left behind by an edit
            if self._desk.session.result is now and self._weighing == weighing:
                self._show_listed(found)

        self._desk.jobs.run(
            lambda: _worked_out(region, now, before, weighing),
            listed,
            topic="gross list",
            beside=True,
        )

    def _show_listed(self, listed: _Listed) -> None:
        self._listed = listed
        by_area = sorted(listed.threats, key=lambda threat: threat.area)
        self._frame.map.set_levels([threat.level for threat in by_area])
        self._show_page()

    def _show_room(self) -> None:
        """Show where there is room, where that is wanted."""
        view = self._frame.map
        if not view.layers.shows("room"):
            return
        state = self._desk.session.result.state
        rooms = [(each.place, room_at(state, each)) for each in state.practices.values()]
        total = np.array([room.total for _, room in rooms], dtype=np.int32)
        view.set_room([place for place, _ in rooms], total, sum(room.wished for _, room in rooms))

    # --------------------------------------------------------------------- page

    def _show_page(self) -> None:
        page, listed, session = self._page, self._listed, self._desk.session
        if page is None or listed is None:
            return
        name = self._desk.words("today") if session.scenario is None else session.scenario.name
        names, invented = session.region.coverage.areas.names, session.region.is_invented
        estimated = is_estimate(session.region, session.result.state.rules)
        page.show_list(panels.threatened.GrossList(name, names, *listed, invented, estimated))
        self._frame.map.layers.coverage.set_chosen(page.chosen)
        if listed.threats:
            self._indicators.ask_means(self._on_means)

    def _on_means(self, means: AreaMeans) -> None:
        if self._page is not None:
            self._page.show_access(means)

    def _on_cursor_moved(self, e: float, n: float) -> None:
        self._cursor = Place(e, n)

    def _on_ground_clicked(self) -> None:
        """Explain the area that was clicked on the map."""
        if self._page is not None:
            at = self._desk.session.region.coverage.areas.locate_one(self._cursor)
            if at != NO_AREA:
                self._page.choose(at)
                self._frame.map.layers.coverage.set_chosen(at)

    def _on_area_chosen(self, area: int) -> None:
        layer = self._frame.map.layers.coverage
        layer.set_chosen(area)
        extent = layer.extent_of(area)
        width = max(extent.east - extent.west, extent.north - extent.south)
        self._frame.map.zoom_to(extent.grown(SEEN_AROUND * width))


def _worked_out(region: Region, now: Result, before: Result, weighing: Weighing) -> _Listed:
    furthers = {
        at: _per_practice(now, at) > _per_practice(before, at) for at in range(len(region.coverage))
    }
    threats = gross_list(region, now, weighing)
    if now is before:
        return _Listed(threats, furthers, {})
    today = {threat.area: threat.score for threat in gross_list(region, before, weighing)}
    changed = {t.area: today[t.area] for t in threats if today[t.area] != t.score}
    return _Listed(threats, furthers, changed)


def _per_practice(result: Result, area: int) -> float:
    """Return how many capacities a practice of the area has: larger units further the structure."""
    figures = result.areas[area]
    return figures.capacities / figures.practices if figures.practices else 0.0
