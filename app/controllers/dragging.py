"""Dragging a practice: every place the mouse passes is worked out and shown at once."""

from __future__ import annotations

from app.desk import Desk
from models.domain.errors import EditRefusedError
from models.domain.place import Place
from models.domain.practice import ProviderNumber
from models.scenario.check import check_place
from models.scenario.edits import MovePractice
from widgets.map.view import MapView


class Dragging:
    """Carries a practice from the map's first move to the edit, or back where it was."""

    def __init__(self, desk: Desk, view: MapView) -> None:
        self._desk = desk
        self._map = view
        view.dragStarted.connect(self._on_drag_started)
        view.dragMoved.connect(self._on_drag_moved)
        view.dragDropped.connect(self._on_drag_dropped)
        view.dragCancelled.connect(self._on_drag_cancelled)

    def _on_drag_started(self, number: ProviderNumber) -> None:
        # an edit still under way (some tens of milliseconds) comes first
        self._desk.jobs.finish()
        if number not in self._desk.session.result.state.practices:
            return
        self._desk.drag = self._desk.session.grab(number)
        self._desk.select((number,))

    def _on_drag_moved(self, number: ProviderNumber, e: float, n: float) -> None:
        drag = self._desk.drag
        if drag is not None:
            self._map.move_practice_symbol(number, e, n)
            self._desk.resultChanged.emit(drag.to(Place(e, n)))

    def _on_drag_dropped(self, number: ProviderNumber, e: float, n: float) -> None:
        drag, self._desk.drag = self._desk.drag, None
        if drag is None:
            return
        # whole metres: what is stored is what is said
        place = Place(float(round(e)), float(round(n)))
        try:
            check_place(self._desk.session.distances, place)
        except EditRefusedError as error:
            self._put_back(number)
            self._desk.noted.emit(self._desk.words.of(error.text))
            return
        self._desk.make(MovePractice(number, place))

    def _on_drag_cancelled(self, number: ProviderNumber) -> None:
        if self._desk.drag is not None:
            self._desk.drag = None
            self._put_back(number)

    def _put_back(self, number: ProviderNumber) -> None:
        place = self._desk.session.result.state.practices[number].place
        self._map.move_practice_symbol(number, place.e, place.n)
        self._desk.select((number,))
        self._desk.resultChanged.emit(self._desk.result)
