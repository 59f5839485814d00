"""The page of distances: opened when asked for, and kept in step with edits and drags."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTimer

from app.desk import Desk
from app.frame import Frame
from models.allocation.distances import is_estimate
from models.allocation.result import Result
from models.domain.rules import Measure
from models.report.by_distance import ByDistance, DistanceCount, limits_of
from widgets.panels.distance_table import Distances
from widgets.style import Look

if TYPE_CHECKING:
    from widgets.panels.distances_page import DistancesPage

DRAG_TICK_MS = 100
"""How often a drag is shown; every place it passes would be more than the eye follows."""


class _Counted(NamedTuple):
    """The persons of today, and what counts those of other results."""

    before: Result
    municipality: int | None
    counter: DistanceCount
    today: ByDistance
    limits_m: tuple[int, ...]


class DistanceScreen:
    """Opens the page, and fills it for the region or for the municipality that is shown.

    While the page is closed nothing is counted.
    """

    def __init__(self, desk: Desk, frame: Frame, look: Look) -> None:
        self._desk = desk
        self._frame = frame
        self._look = look
        self._page: DistancesPage | None = None
        self._counted: _Counted | None = None
        self._shown: tuple[object, ...] = ()
        self._wants_municipality = False
        self._tick = QTimer(frame)
        self._tick.setSingleShot(True)
        self._tick.setInterval(DRAG_TICK_MS)
        self._tick.timeout.connect(self._on_tick)
        frame.actions_["distances"].triggered.connect(self.show)
        desk.resultChanged.connect(self._on_result_changed)
        desk.selectionChanged.connect(self._on_selection_changed)

    def show(self) -> None:
        """Open the page; pyqtgraph, a quarter of a second of imports, comes with the first."""
        from widgets.panels.distances_page import DistancesPage

        page = DistancesPage(self._desk.words, self._look)
        page.placeChosen.connect(self._on_place_chosen)
        page.closed.connect(self._on_page_closed)
        self._frame.right.open_page(page)  # closes the one that may be open
        self._page = page
        self._show()

    def _on_page_closed(self) -> None:
        self._page, self._counted, self._shown = None, None, ()
        self._tick.stop()

    def _on_place_chosen(self, is_municipality: bool) -> None:
        self._wants_municipality = is_municipality
        self._show()

    def _on_selection_changed(self) -> None:
        if self._desk.drag is None:
            self._show()

    def _on_result_changed(self, _: Result) -> None:
        """Show it now, or with what follows at the next tick of a drag."""
        if self._page is None:
            return
        if self._desk.drag is None:
            self._show()
        elif not self._tick.isActive():
            self._tick.start()

    def _on_tick(self) -> None:
        drag, counted = self._desk.drag, self._counted
        # a drag that has ended is shown by what ended it
        if drag is not None and self._page is not None:
            now = self._count()
            self._show_names(self._page)
            shown = self._distances(now, drag.result)
            if now is counted:
                self._page.follow_drag(shown)
            else:
                self._page.show_distances(shown)
            self._shown = ()  # to keep what is shown would cost the drag a copy of its arrays

    def _show(self) -> None:
        """Show the result there is, unless it is shown already."""
        page, session = self._page, self._desk.session
        if page is None:
            return
        self._show_names(page)
        counted = self._count()
        now = None if session.scenario is None else session.result
        shown, self._shown = self._shown, (counted, now)
        if not shown or any(a is not b for a, b in zip(shown, self._shown, strict=True)):
            page.show_distances(self._distances(counted, now))

    def _show_names(self, page: DistancesPage) -> None:
        desk, words = self._desk, self._desk.words
        region, scenario = desk.session.region, desk.session.scenario
        name = None
        if desk.municipality is not None:
            municipality = region.municipalities.names[desk.municipality]
            name = words("app.area.municipality", name=municipality)
        page.show_place(region.name, name, self._municipality is not None)
        page.show_scenario(words("distances.dragged") if scenario is None else scenario.name)

    @property
    def _municipality(self) -> int | None:
        """The municipality that the page is about, None for the region."""
        return self._desk.municipality if self._wants_municipality else None

    def _count(self) -> _Counted:
        """Return today's persons of the area, counted when it or today is another."""
        session, counted, at = self._desk.session, self._counted, self._municipality
        before = session.before
        if counted is None or counted.before is not before or counted.municipality != at:
            limits_m = limits_of(session.region, before.state.rules, at)
            count = DistanceCount(session.region, before, at, limits_m)
            counted = _Counted(before, at, count, count.of(before), limits_m)
            self._counted = counted
        return counted

    def _distances(self, counted: _Counted, now: Result | None) -> Distances:
        """Return what the page shows of a result beside today."""
        rules = counted.before.state.rules
        return Distances(
            today=counted.today,
            now=None if now is None else counted.counter.of(now),
            limits_m=counted.limits_m,
            is_estimated=is_estimate(self._desk.session.region, rules),
            is_by_line=rules.measure is Measure.STRAIGHT_LINE,
        )
