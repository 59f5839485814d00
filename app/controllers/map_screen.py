"""Shows the desk's result on the map: only what changed is recoloured."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.desk import Desk
from app.presentation import ShownMarks, flow_lines, state_before
from models.allocation.result import Result
from models.domain.practice import ProviderNumber
from widgets.map.scene import MapScene, crossings_of
from widgets.map.view import MapView
from widgets.painting.palettes import (
    IndicatorPicture,
    SquareMode,
    choice_classes,
    distance_classes,
    person_classes,
)

UInt8 = NDArray[np.uint8]


class MapScreen:
    """Keeps the map in step with the desk."""

    def __init__(self, desk: Desk, view: MapView, scene: MapScene) -> None:
        self._desk = desk
        self._map = view
        self._shown: tuple[SquareMode, float, IndicatorPicture | None] | None = None
        self._result: Result | None = None
        self._marks = ShownMarks()
        self._why: tuple[tuple[object, ...], str] = ((), "")
        self._classes: UInt8 = np.zeros(0, dtype=np.uint8)
        view.set_region(scene)
        view.set_whys(self._why_of)
        desk.resultChanged.connect(self._on_result_changed)
        desk.edited.connect(self.show_edit)
        desk.modeChanged.connect(lambda: self._on_result_changed(desk.result))
        desk.selectionChanged.connect(lambda: view.set_selection(desk.selection))
        desk.noted.connect(view.show_note)
        desk.relinked.connect(self._on_relinked)

    def _why_of(self, number: ProviderNumber) -> str:
        """Say why a practice's intake is as it is; nothing of one that is gone."""
        result = self._desk.result
        if number not in result.state.practices:
            return ""
        # of a practice in the hand only the norm can be another, where its place has one
        asked = (self._desk.drag, number, result.state.norm_of(result.state.practices[number]))
        if self._desk.drag is None or asked != self._why[0]:
            headline = result.practices.reason_of(number).headline
            self._why = (asked, self._desk.words.of(headline))
        return self._why[1]

    def show_all(self) -> None:
        """Show everything anew."""
        self._on_result_changed(self._desk.result)
        self.show_edit()
        self._map.set_selection(self._desk.selection)

    def _on_result_changed(self, result: Result) -> None:
        mode, limit_m = self._desk.mode, float(result.state.rules.limit_m)
        before, self._result = self._result, result
        n_squares = len(result.distance_dm)
        shown = (mode, limit_m, self._desk.indicator)
        if self._shown != shown or before is None or n_squares != len(self._classes):
            self._shown = shown
            self._classes = self._classes_of(result, slice(None))
            self._map.set_square_classes(mode, self._classes, limit_m, self._desk.indicator)
            return
        # classing all squares of the nation takes a millisecond, telling which differ a tenth
        changed = self._changed(before, result)
        classes = self._classes_of(result, changed)
        is_other = classes != self._classes[changed]
        if is_other.any():
            self._classes[changed] = classes
            self._map.update_squares(changed[is_other], classes[is_other])

    def _changed(self, before: Result, result: Result) -> NDArray[np.intp]:
        """Return the squares whose value in the mode shown differs."""
        if self._desk.mode == "distance":
            is_other = before.distance_dm != result.distance_dm
            return np.flatnonzero(is_other | (before.by_ferry != result.by_ferry))
        if self._desk.mode == "choices":
            return np.flatnonzero(before.choices != result.choices)
        return np.zeros(0, dtype=np.intp)

    def _classes_of(self, result: Result, some: NDArray[np.intp] | slice) -> UInt8:
        mode = self._desk.mode
        if mode == "distance":
            limit_m = float(result.state.rules.limit_m)
            return distance_classes(result.distance_dm[some], result.by_ferry[some], limit_m)
        if mode == "choices":
            return choice_classes(result.choices[some])
        if mode == "indicator" and self._desk.indicator is not None:
            return self._desk.indicator.classes[some]
        squares = self._desk.session.region.squares
        return person_classes(squares.persons[some], squares.size_m)

    def _on_relinked(self) -> None:
        self._map.set_crossings(crossings_of(self._desk.session.region.network))

    def show_edit(self) -> None:
        """Show practices, persons without a place, and the flows of the edit made last."""
        session = self._desk.session
        self._map.set_practices(self._marks.of(session.result, session.before))
        self._map.set_unplaced(session.result.unplaced)
        step = self._desk.step
        if step is None:
            self._map.set_flows([])
        else:
            self._map.set_flows(flow_lines(step.effects, state_before(session.history), step.state))
