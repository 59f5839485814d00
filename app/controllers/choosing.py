"""Selecting practices, scenarios, layers and colours; finding things by name."""

from __future__ import annotations

from collections.abc import Iterable

from app.desk import Desk
from app.frame import Frame
from models.allocation.region import Region
from models.allocation.state import State, changed_practices
from models.domain.place import Place
from models.domain.practice import Practice, ProviderNumber
from models.geography.areas import TownLabel
from models.storage.scenario_rows import ScenarioRow
from widgets import dialogs
from widgets.map.layer_stack import LAYER_NAMES
from widgets.painting.camera import Extent
from widgets.painting.palettes import SquareMode
from widgets.panels.layers import LayerItem
from widgets.panels.scenarios import ScenarioItem
from widgets.panels.search import SearchEntry
from widgets.style import Look

MODES: tuple[SquareMode, ...] = ("distance", "choices", "persons")
CLOSE_UP_M = 8_000
"""How far around a place found by name the map shows."""

Target = ProviderNumber | TownLabel


class Choosing:
    """Turns clicks and names into what the desk has selected and the map shows."""

    def __init__(self, desk: Desk, frame: Frame, look: Look) -> None:
        self._desk = desk
        self._frame = frame
        self._look = look
        self._cursor = Place(0.0, 0.0)
        self._shown_in_hand: ScenarioRow | None = None
        self._towns_of: Region | None = None
        self._towns: list[SearchEntry] = []
        self._searched: State | None = None
        self._practices: dict[ProviderNumber, SearchEntry] = {}
        self._connect_map()
        self._connect_panels()
        desk.scenariosChanged.connect(self.show_scenarios)
        desk.edited.connect(self._on_edited)
        desk.edited.connect(self._show_search)
        desk.freshMade.connect(self._on_fresh_made)
        self.show_all()

    def _connect_map(self) -> None:
        view = self._frame.map
        view.practiceClicked.connect(self._on_practice_clicked)
        view.selectionRequested.connect(lambda numbers: self._desk.select(tuple(numbers)))
        view.groundClicked.connect(self._on_ground_clicked)
        view.cursorMoved.connect(self._on_cursor_moved)

    def _connect_panels(self) -> None:
        frame, actions = self._frame, self._frame.actions_
        frame.table.practiceChosen.connect(self._on_practice_chosen)
        frame.search.resultChosen.connect(self._on_result_chosen)
        frame.layers.layerToggled.connect(frame.map.set_layer_visible)
        frame.layers.colourModeRequested.connect(self._on_mode_requested)
        frame.scenarios.scenarioChosen.connect(self._on_scenario_chosen)
        frame.scenarios.newRequested.connect(self._on_new_requested)
        frame.scenarios.renameRequested.connect(self._desk.rename_scenario)
        frame.scenarios.deleteRequested.connect(self._desk.delete_scenario)
        actions["new_scenario"].triggered.connect(
            lambda: self._on_new_requested(frame.scenarios.current())
        )
        actions["fit"].triggered.connect(frame.map.fit_region)
        actions["zoom_in"].triggered.connect(lambda: frame.map.zoom_by(1.5))
        actions["zoom_out"].triggered.connect(lambda: frame.map.zoom_by(1 / 1.5))
        actions["find"].triggered.connect(frame.search.start)

    def show_all(self) -> None:
        """Fill the choosers."""
        words, frame = self._desk.words, self._frame
        frame.layers.show_layers(
            [
                LayerItem(name, words(f"app.layer.{name}"), frame.map.layers.shows(name))
                for name in LAYER_NAMES
            ]
        )
        frame.layers.show_colour_modes(
            [(mode, words(f"app.mode.{mode}")) for mode in MODES], self._desk.mode
        )
        self.show_scenarios()
        self._show_search()

    def _on_edited(self) -> None:
        """Show the scenarios anew only where the edit came with another one in hand."""
        if self._desk.session.scenario is not self._shown_in_hand:
            self.show_scenarios()

    def _on_fresh_made(self) -> None:
        """Have the new scenario's name typed over, unless the planner is at a field of figures."""
        if self._frame.map.hasFocus() and self._frame.left.isVisible():
            self._frame.scenarios.rename_current()

    def show_scenarios(self) -> None:
        """Show the project's scenarios and which is in hand."""
        rows = self._desk.session.project.scenarios()
        scenario = self._shown_in_hand = self._desk.session.scenario
        self._frame.scenarios.show_scenarios(
            [ScenarioItem(row.id, row.name, row.parent_id) for row in rows],
            None if scenario is None else scenario.id,
        )

    def _show_search(self) -> None:
        """Offer what can be found, anew where practices came, went or have another name."""
        session = self._desk.session
        state, offered = session.result.state, self._practices
        changed: Iterable[ProviderNumber] = state.practices
        if self._searched is None or self._towns_of is not session.region:
            self._take_towns(session.region)
            offered = {}
        else:
            changed = changed_practices(self._searched, state)
        self._searched = state
        there = [number for number in changed if number in state.practices]
        now = {n: entry for n, entry in offered.items() if n in state.practices}
        now |= {number: _entry(state.practices[number]) for number in there}
        if now != offered:
            self._practices = dict(sorted(now.items()))
            self._frame.search.set_entries([*self._practices.values(), *self._towns])

    def _take_towns(self, region: Region) -> None:
        word = self._desk.words("app.town")
        self._towns_of = region
        self._towns = [SearchEntry(town.name, word, town) for town in region.towns]

    # ----------------------------------------------------------------- answers

    def _on_mode_requested(self, mode: str) -> None:
        for known in MODES:  # what plug-ins add is taken up by `Indicators`
            if mode == known:
                self._desk.set_mode(known)

    def _on_practice_clicked(self, number: ProviderNumber, adds: bool) -> None:
        selected = self._desk.selection
        if not adds:
            self._desk.select((number,))
        elif number in selected:
            self._desk.select(tuple(other for other in selected if other != number))
        else:
            self._desk.select((*selected, number))

    def _on_cursor_moved(self, e: float, n: float) -> None:
        self._cursor = Place(e, n)

    def _on_ground_clicked(self) -> None:
        at = self._desk.session.region.municipalities.locate_one(self._cursor)
        self._desk.show_municipality(at if at >= 0 else None)

    def _on_practice_chosen(self, number: ProviderNumber) -> None:
        if (number,) != self._desk.selection:
            self._desk.select((number,))

    def _on_result_chosen(self, target: Target) -> None:
        if isinstance(target, TownLabel):
            place = target.place
            self._desk.noted.emit(self._desk.words("search.town", name=target.name))
        else:
            self._desk.select((target,))
            place = self._desk.session.result.state.practices[target].place
        self._frame.map.zoom_to(
            Extent(
                place.e - CLOSE_UP_M,
                place.n - CLOSE_UP_M,
                place.e + CLOSE_UP_M,
                place.n + CLOSE_UP_M,
            )
        )
        self._frame.map.setFocus()

    def _row(self, scenario_id: int | None) -> ScenarioRow | None:
        rows = self._desk.session.project.scenarios()
        return next((row for row in rows if row.id == scenario_id), None)

    def _on_scenario_chosen(self, scenario_id: int | None) -> None:
        self._desk.choose(self._row(scenario_id))

    def _on_new_requested(self, from_id: int | None) -> None:
        rows = self._desk.session.project.scenarios()
        items = [ScenarioItem(row.id, row.name, row.parent_id) for row in rows]
        dialog = dialogs.new_scenario.NewScenarioDialog(
            self._desk.words, self._look, items, from_id, self._frame
        )
        if dialog.exec():
            self._desk.new_scenario(dialog.name.text().strip(), self._row(dialog.from_id()))


def _entry(practice: Practice) -> SearchEntry:
    number = practice.provider_number
    return SearchEntry(practice.name, " · ".join(filter(None, (number, practice.town))), number)
