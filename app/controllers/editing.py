"""Edits by button, key and dialog: close, merge, open, satellite, capacities, limits, intake."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from app.controllers.waiting import Progress, wait_for
from app.desk import Desk
from app.frame import Frame
from models.domain.errors import EditRefusedError, KnownError
from models.domain.place import Place
from models.domain.practice import Intake, Practice, ProviderNumber
from models.geography.areas import town_near
from models.scenario.check import check_place
from models.scenario.checks.value import Check
from models.scenario.edits import ClosePractice, SetCapacity, SetIntake, SetLimit
from models.scenario.settle import Settled, is_unsettled
from widgets import dialogs
from widgets.style import Look

NEAR_TOWN_M = 4_000


class Editing:
    """Asks what is needed for an edit and hands it to the desk.

    Attributes
    ----------
    add_to_ground_menu : list of functions
        Each adds its entries to the menu of a place on open ground.
    """

    def __init__(self, desk: Desk, frame: Frame, look: Look) -> None:
        self._desk = desk
        self._frame = frame
        self._look = look
        self._on_place: Callable[[Place], None] | None = None
        self.add_to_ground_menu: list[Callable[[QMenu, Place], None]] = []
        self._connect_actions()
        self._connect_panel()
        frame.map.placePicked.connect(self._on_place_picked)
        frame.map.placingCancelled.connect(self._on_placing_cancelled)
        frame.map.contextMenuRequested.connect(self._on_context_menu_requested)

    def _connect_actions(self) -> None:
        actions = self._frame.actions_
        actions["new_practice"].triggered.connect(self.open_practice)
        actions["merge"].triggered.connect(lambda: self.merge(list(self._desk.selection)))
        actions["close_practice"].triggered.connect(lambda: self._with_selected(self.close))
        actions["satellite"].triggered.connect(lambda: self._with_selected(self.add_satellite))
        actions["optimal"].triggered.connect(lambda: self._with_selected(self.distribute_optimally))
        actions["undo"].triggered.connect(self._desk.undo)
        actions["redo"].triggered.connect(self._desk.redo)
        self._frame.history.jumpRequested.connect(self._desk.jump)

    def _connect_panel(self) -> None:
        panel, desk = self._frame.practice, self._desk
        panel.closeRequested.connect(self.close)
        panel.satelliteRequested.connect(self.add_satellite)
        panel.mergeRequested.connect(self.merge)
        panel.capacityRequested.connect(
            lambda number, capacities, vacant: desk.make(
                SetCapacity(number, capacities, vacant), by_steps=True
            )
        )
        panel.limitRequested.connect(
            lambda number, per_capacity: desk.make(SetLimit(number, per_capacity), by_steps=True)
        )
        panel.intakeRequested.connect(self._on_intake_requested)

    def _on_intake_requested(
        self, number: ProviderNumber, intake: Intake, postcodes: tuple[str, ...]
    ) -> None:
        self._desk.make(SetIntake(number, intake, tuple(postcodes)))

    def _with_selected(self, act: Callable[[ProviderNumber], None]) -> None:
        there = self._desk.session.result.state.practices
        if len(self._desk.selection) == 1 and self._desk.selection[0] in there:
            act(self._desk.selection[0])

    # ------------------------------------------------------------------- edits

    def close(self, number: ProviderNumber) -> None:
        """Ask what happens to a practice's list, and close it."""
        # the list of candidates needs the engine, so an edit under way comes first
        self._desk.jobs.finish()
        state = self._desk.session.result.state
        practice = state.practices.get(number)
        if practice is None:  # that edit took it out, or opened it and could not be stored
            return
        dialog = dialogs.close.CloseDialog(
            self._desk.words,
            self._look,
            practice,
            state.totals[number],
            self._candidates(practice),
            self._frame,
        )
        self._preview(dialog)
        if dialog.exec():
            edit = dialog.edit()
            if is_unsettled(edit):
                self.distribute_optimally(edit.practice)
            else:
                self._desk.make(edit)

    def distribute_optimally(self, number: ProviderNumber) -> None:
        """Work out the optimal distribution, show what it gains, and make it if wanted."""
        desk, edit = self._desk, ClosePractice(number, "optimal")
        session = desk.session

        def work(progress: Progress) -> Settled:
            return session.settle(edit, progress.share)

        def ask(settled: Settled) -> None:
            name = session.result.state.practices[number].name
            dialog = dialogs.optimal.OptimalDialog(
                desk.words, self._look, name, settled, self._frame
            )
            if dialog.exec():
                desk.make(settled.edit)

        wait_for(
            desk.jobs,
            desk.words,
            self._frame,
            desk.words("optimal.title"),
            desk.words("optimal.working"),
            work,
            ask,
        )

    def merge(self, numbers: list[ProviderNumber]) -> None:
        """Ask into which practice the others are merged, and where it is to stand."""
        state = self._desk.session.result.state
        there = [number for number in numbers if number in state.practices]
        if len(there) < 2:
            self._desk.noted.emit(self._desk.words("app.merge.more"))
            return
        parts = [(state.practices[number], state.totals[number]) for number in there]
        dialog = dialogs.merge.MergeDialog(self._desk.words, self._look, parts, self._frame)
        self._preview(dialog)
        if not dialog.exec():
            return
        edit = dialog.edit()
        if dialog.new_place.isChecked():
            self._ask_place(
                "app.place.merge", lambda place: self._desk.make(replace(edit, at=place))
            )
        else:
            self._desk.make(edit)

    def _preview(self, dialog: dialogs.close.CloseDialog | dialogs.merge.MergeDialog) -> None:
        """Have a dialog show what the edit chosen in it would break and mend."""
        desk, preview = self._desk, dialog.preview
        session = desk.session
        is_over = False

        def end() -> None:
            nonlocal is_over
            is_over = True

        def ask() -> None:
            edit = dialog.edit_to_preview()
            desk.jobs.run(
                lambda: None if edit is None else session.preview(edit), shown, refused, "preview"
            )

        def shown(checks: tuple[Check, ...] | None) -> None:
            if is_over:
                return
            if checks is not None:
                preview.show_checks(checks)
            dialog.fit()

        def refused(error: KnownError) -> None:
            if not is_over:
                preview.show_refusal(desk.words.of(error.text))
                dialog.fit()

        dialog.finished.connect(end)
        dialog.editChanged.connect(ask)
        ask()

    def open_practice(self) -> None:
        """Ask where and what a new practice is."""
        self._ask_place("app.place.practice", self._open_at)

    def _open_at(self, place: Place) -> None:
        session = self._desk.session
        taken = {p.provider_number for p in session.region.practices}
        taken |= session.result.state.practices.keys()
        town = self._town_near(place)
        dialog = dialogs.open.OpenDialog(
            self._desk.words, self._look, place, taken, town, self._frame
        )
        if dialog.exec():
            self._desk.make(dialog.edit())

    def add_satellite(self, number: ProviderNumber) -> None:
        """Ask where a practice's satellite is to be, and on how many days."""
        self._ask_place("app.place.satellite", lambda place: self._add_at(number, place))

    def _add_at(self, number: ProviderNumber, place: Place) -> None:
        practice = self._desk.session.result.state.practices[number]
        dialog = dialogs.satellite.SatelliteDialog(
            self._desk.words, self._look, practice, place, self._frame
        )
        if dialog.exec():
            self._desk.make(dialog.edit())

    # ------------------------------------------------------------------ places

    def _ask_place(self, key: str, then: Callable[[Place], None]) -> None:
        """Let the next click on the map say where; `then` is called if it is on land."""
        self._on_place = then
        self._desk.noted.emit(self._desk.words(key))
        self._frame.map.start_placing()
        self._frame.map.setFocus()

    def _on_place_picked(self, e: float, n: float) -> None:
        if self._on_place is None:
            return  # somebody else asked
        place = Place(float(round(e)), float(round(n)))
        try:
            check_place(self._desk.session.distances, place)
        except EditRefusedError as error:
            # what was answered before is not asked again: the next click may be on land
            self._desk.noted.emit(self._desk.words.of(error.text))
            self._frame.map.start_placing()
            return
        then, self._on_place = self._on_place, None
        self._desk.noted.emit("")
        if then is not None:
            then(place)

    def _on_placing_cancelled(self) -> None:
        self._on_place = None
        self._desk.noted.emit("")

    def _town_near(self, place: Place) -> str:
        return town_near(self._desk.session.region.towns, place, NEAR_TOWN_M)

    def _candidates(self, practice: Practice) -> list[dialogs.chooser.Candidate]:
        """Return the other practices, the nearest by road first."""
        session = self._desk.session
        state = session.result.state
        others = [p for n, p in sorted(state.practices.items()) if n != practice.provider_number]
        away = session.distances_between(practice, others)
        found = [
            dialogs.chooser.Candidate(
                provider_number=other.provider_number,
                name=other.name,
                town=other.town,
                distance_m=metres,
                status=session.result.practices.status_of(other.provider_number),
                room=state.room_of(other),
            )
            for other, metres in zip(others, away, strict=True)
        ]
        return sorted(found, key=lambda c: (np.isnan(c.distance_m), c.distance_m))

    # -------------------------------------------------------------------- menu

    def _on_context_menu_requested(
        self, number: ProviderNumber, at: QPoint, e: float, n: float
    ) -> None:
        if number in self._desk.session.result.state.practices:
            if number not in self._desk.selection:
                self._desk.select((number,))
            self._practice_menu().exec(at)
        elif not number:
            self._ground_menu(Place(float(round(e)), float(round(n)))).exec(at)

    def _practice_menu(self) -> QMenu:
        menu = QMenu(self._frame)
        for action in ("why", "close_practice", "merge", "satellite"):
            menu.addAction(self._frame.actions_[action])
        return menu

    def _ground_menu(self, place: Place) -> QMenu:
        menu = QMenu(self._frame)
        new = self._frame.actions_["new_practice"]
        here = menu.addAction(new.icon(), new.text())
        here.setEnabled(new.isEnabled())

        def open_here() -> None:
            self._on_place = self._open_at
            self._on_place_picked(place.e, place.n)

        here.triggered.connect(open_here)
        for add in self.add_to_ground_menu:
            add(menu, place)
        menu.addAction(self._frame.actions_["fit"])
        return menu
