"""Shows the desk's result on the map: only what changed is recoloured."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.desk import Desk
from app.presentation import flow_lines, practice_marks, state_before
from models.allocation.result import Result
from widgets.map.scene import MapScene, crossings_of
from widgets.map.view import MapView
from widgets.painting.palettes import (
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
        self._shown: tuple[SquareMode, float] | None = None
        self._classes: UInt8 = np.zeros(0, dtype=np.uint8)
        view.set_region(scene)
        desk.resultChanged.connect(self._on_result_changed)
        desk.edited.connect(self.show_edit)
        desk.modeChanged.connect(lambda: self._on_result_changed(desk.result))
        desk.selectionChanged.connect(lambda: view.set_selection(desk.selection))
        desk.noted.connect(view.show_note)
        desk.relinked.connect(self._on_relinked)

    def show_all(self) -> None:
        """Show everything anew."""
        self._on_result_changed(self._desk.result)
        self.show_edit()
        self._map.set_selection(self._desk.selection)

    def _on_result_changed(self, result: Result) -> None:
        mode, limit_m = self._desk.mode, float(result.state.rules.limit_m)
        classes = self._classes_of(mode, result, limit_m)
        if self._shown != (mode, limit_m) or len(classes) != len(self._classes):
            self._map.set_square_classes(mode, classes, limit_m)
            self._shown = (mode, limit_m)
        else:
            changed = np.flatnonzero(classes != self._classes)
            if len(changed):
                self._map.update_squares(changed, classes[changed])
        self._classes = classes

    def _classes_of(self, mode: SquareMode, result: Result, limit_m: float) -> UInt8:
        squares = self._desk.session.region.squares
        if mode == "distance":
            return distance_classes(result.distance_dm, result.by_ferry, limit_m)
        if mode == "choices":
            return choice_classes(result.choices)
        return person_classes(squares.persons, squares.size_m)

    def _on_relinked(self) -> None:
        self._map.set_crossings(crossings_of(self._desk.session.region.network))

    def show_edit(self) -> None:
        """Show practices, persons without a place, and the flows of the edit made last."""
        session = self._desk.session
        self._map.set_practices(practice_marks(session.result, session.before))
        self._map.set_unplaced(session.result.unplaced)
        step = self._desk.step
        if step is None:
            self._map.set_flows([])
        else:
            self._map.set_flows(flow_lines(step.effects, state_before(session.history), step.state))
