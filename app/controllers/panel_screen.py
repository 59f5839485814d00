"""Shows the desk's result in the panels and the status line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.desk import Desk
from app.frame import Frame
from app.presentation import DistanceCounts, ShownRows
from app.stories import story_of
from models.allocation.distances import is_estimate
from models.allocation.result import Figures, PracticeFigures, Result
from models.domain.place import Place
from models.domain.practice import Practice, ProviderNumber
from models.domain.rules import RulePack
from models.geography.areas import NO_AREA, town_near
from models.scenario.checks.value import Check
from models.scenario.history import Step
from widgets.painting.camera import Extent
from widgets.panels.area import Area
from widgets.panels.checks_page import with_checks
from widgets.words.edits import edit_sentence

INCH_M = 0.0254
CATCH_UP_MS = 12
"""How long after the map, at the latest, each part of the panels follows when a practice is taken.

Less than a frame of the screen; a municipality's table and another practice's sheet at once made
that frame three times as long as the others.
"""
NEAR_TOWN_M = 4_000
"""A satellite is called by the nearest town within this distance."""


class _Entry(NamedTuple):
    """An edit of the history with its checks, and what is said of them."""

    step: Step
    checks: Sequence[Check] | None
    sentence: str


class PanelScreen:
    """Keeps panels and status line in step with the desk."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        self._desk = desk
        self._frame = frame
        self._words = desk.words
        self._cursor: Place | None = None
        self._m_per_px = 0.0
        self._just_shown: tuple[object, ...] = ()
        self._counts = DistanceCounts()
        self._rows = ShownRows()
        self._was: tuple[Result | None, int, Figures | None] = (None, NO_AREA, None)
        self._still: tuple[object, ...] = ()
        self._limited: tuple[RulePack | None, Sequence[str], float | None] = (None, (), None)
        self._scaled: tuple[tuple[float, int], str] = ((0.0, 0), "")
        self._behind: list[Callable[[], None]] = []
        self._catching_up = QTimer()
        self._catching_up.setSingleShot(True)
        self._catching_up.setInterval(CATCH_UP_MS)
        self._catching_up.timeout.connect(self._catch_up)
        self._history: list[_Entry] = []
        desk.resultChanged.connect(self._on_result_changed)
        desk.edited.connect(self._on_edited)
        desk.selectionChanged.connect(self._on_selection_changed)
        desk.saved.connect(self._show_status)
        frame.map.cursorMoved.connect(self._on_cursor_moved)
        frame.map.viewChanged.connect(self._on_view_changed)

    def show_all(self) -> None:
        """Show everything anew."""
        self._mark_estimates()
        self._on_selection_changed()
        self._on_edited()  # leaves out what has just been shown

    def _on_result_changed(self, result: Result) -> None:
        if self._desk.drag is not None:
            self._follow_drag(result)
        if self._is_shown() or self._is_unseen(self._frame.overview):
            return
        if self._show_selected not in self._behind:
            self._show_practice(result)
        if self._show_here not in self._behind:
            self._show_areas(result)

    def _is_unseen(self, panel: QWidget) -> bool:
        """Whether a panel need not follow a drag, for a page stands in its place.

        What ends the drag has it shown.
        """
        return self._desk.drag is not None and not panel.isVisible()

    def _on_edited(self) -> None:
        self._mark_estimates()
        self._show_history()
        self._show_actions()
        if not self._is_shown():
            self._show_table()
        self._show_status()
        self._show_title()

    def _on_selection_changed(self) -> None:
        self._behind = [self._show_selected, self._show_here, self._show_others]
        if self._desk.drag is not None:
            # the map comes first when a practice is taken, panels with the next three frames
            self._catching_up.start()
            return
        while self._behind:
            self._catch_up()
        # an edit selects its practice and has everything shown: once is enough
        self._just_shown = self._subject()
        QTimer.singleShot(0, self._on_shown)

    def _catch_up(self) -> None:
        """Show the next part of what is selected now."""
        self._behind.pop(0)()
        if self._behind:
            self._catching_up.start()
        else:
            self._catching_up.stop()

    def _show_selected(self) -> None:
        self._still = ()
        self._show_practice(self._desk.result)
        self._show_actions()

    def _show_here(self) -> None:
        self._show_areas(self._desk.result)

    def _show_others(self) -> None:
        self._show_table()
        selected = self._desk.selection
        self._frame.table.choose(selected[0] if len(selected) == 1 else "")

    def _on_shown(self) -> None:
        self._just_shown = ()

    def _subject(self) -> tuple[object, ...]:
        """Return what the panels speak of."""
        desk = self._desk
        return desk.result, desk.session, desk.selection, desk.municipality, desk.step

    def _is_shown(self) -> bool:
        """Whether the panels were filled from the very same within this turn of events."""
        then, now = self._just_shown, self._subject()
        return bool(then) and all(old is new for old, new in zip(then, now, strict=True))

    # ----------------------------------------------------------------- figures

    def _follow_drag(self, result: Result) -> None:
        """Show the municipality that the practice in hand has come to."""
        drag = self._desk.drag
        if drag is not None:
            at = result.practices.municipality_of(drag.practice.provider_number)
            if at != NO_AREA:
                self._desk.municipality = at

    def _show_practice(self, result: Result) -> None:
        panel, selected = self._frame.practice, self._desk.selection
        there = [number for number in selected if number in result.state.practices]
        if len(there) > 1:
            panel.show_selection(
                [(result.state.practices[number], result.practices[number]) for number in there]
            )
        elif there:
            self._show_or_follow(result, there[0])
        elif selected:
            self._show_gone(selected[0])
        else:
            panel.show_nothing()

    def _show_or_follow(self, result: Result, number: ProviderNumber) -> None:
        """Show a practice; while it is dragged, only what its place changes."""
        drag, table = self._desk.drag, result.practices
        norm = result.state.norm_of(result.state.practices[number])
        # who is in its list, and so how many it may have, no place changes
        now = (drag, number, table.status_of(number), norm)
        is_still = now == self._still
        self._still = () if drag is None else now
        if is_still:
            before = self._desk.session.before.practices.get(number)
            self._frame.practice.follow(
                result.state.practices[number],
                self._municipality_name(table.municipality_of(number)),
                table.nearest_persons_of(number),
                None if before is None else before.nearest_persons,
            )
        else:
            self._show_one(result, number, table[number])

    def _show_one(self, result: Result, number: ProviderNumber, figures: PracticeFigures) -> None:
        before, step = self._desk.session.before, self._desk.step
        self._frame.practice.show_practice(
            result.state.practices[number],
            figures,
            before.state.practices.get(number),
            before.practices.get(number),
            self._municipality_name(figures.municipality),
            norm_per_capacity=result.state.norm_of(result.state.practices[number]).per_capacity,
            reference_year=int(self._desk.session.region.reference_date[:4]),
            satellite_towns=self._satellite_towns(result.state.practices[number]),
            story=() if step is None else story_of(self._desk, step),
        )

    def _satellite_towns(self, practice: Practice) -> list[str]:
        towns = self._desk.session.region.towns
        return [town_near(towns, each.place, NEAR_TOWN_M) for each in practice.satellites]

    def _show_gone(self, number: ProviderNumber) -> None:
        before = self._desk.session.before
        if number not in before.state.practices:
            self._frame.practice.show_nothing()
            return
        figures = before.practices[number]
        step = self._desk.closing_step(number)
        self._frame.practice.show_gone(
            before.state.practices[number],
            figures,
            () if step is None else story_of(self._desk, step),
            self._municipality_name(figures.municipality),
        )

    def _show_areas(self, result: Result) -> None:
        session, at = self._desk.session, self._desk.municipality
        before, frame = session.before, self._frame
        rules = result.state.rules
        limit_km = rules.limit_m / 1000
        region = Area(session.region.name, result.region, before.region)
        municipality = None
        if at is not None:
            name = self._words("app.area.municipality", name=self._municipality_name(at))
            if self._was[0] is not before or self._was[1] != at:
                self._was = (before, at, before.municipalities[at])  # each frame asks
            municipality = Area(name, result.municipalities[at], self._was[2])
        estimated = is_estimate(session.region, rules)
        one_limit = self._one_limit_km(rules)
        frame.areas.show_areas(municipality, region, one_limit, rules.choices_needed, estimated)
        if not self._is_unseen(frame.chart):
            counts = self._counts.of(session.region.squares, at, result, before)
            frame.chart.show_counts(*counts, limit_km)

    def _one_limit_km(self, rules: RulePack) -> float | None:
        """Return the distance limit of all municipalities, None where they have different ones."""
        codes = self._desk.session.region.municipalities.codes
        if self._limited[0] is not rules or self._limited[1] is not codes:  # each frame asks
            limits = {rules.limit_in(code) for code in codes}
            self._limited = (rules, codes, limits.pop() / 1000 if len(limits) == 1 else None)
        return self._limited[2]

    def _show_table(self) -> None:
        session = self._desk.session
        self._frame.table.show_rows(
            self._rows.of(session.result, session.before, self._desk.municipality)
        )

    def _municipality_name(self, at: int) -> str:
        return "" if at == NO_AREA else self._desk.session.region.municipalities.names[at]

    # --------------------------------------------------------- history, actions

    def _show_history(self) -> None:
        session = self._desk.session
        history, known = session.history, session.known_checks()
        steps = history.steps
        # an edit that is being made is in the history before its checks are known
        told = list(zip_longest(steps, known[: len(steps)]))
        n_same = 0
        for (step, checks), entry in zip(told, self._history, strict=False):
            if step is not entry.step or checks is not entry.checks:
                break
            n_same += 1
        fresh = [_Entry(step, checks, self._tell(step, checks)) for step, checks in told[n_same:]]
        self._history[n_same:] = fresh
        self._frame.history.show_history([e.sentence for e in self._history], history.position)

    def _tell(self, step: Step, checks: Sequence[Check] | None) -> str:
        sentence = self._sentence(step.edit)
        if step.misfit is not None:
            return self._words("app.misfit", edit=sentence)
        return with_checks(self._words, sentence, checks or ())

    def _sentence(self, edit: object) -> str:
        return edit_sentence(self._words, edit, self._desk.name_of)  # type: ignore[arg-type]

    def _show_actions(self) -> None:
        desk, actions = self._desk, self._frame.actions_
        history, may = desk.session.history, not desk.is_read_only
        here = [n for n in desk.selection if n in desk.session.result.state.practices]
        actions["undo"].setEnabled(may and desk.can_undo)
        actions["redo"].setEnabled(may and desk.can_redo)
        actions["new_practice"].setEnabled(may)
        actions["new_scenario"].setEnabled(may)
        actions["merge"].setEnabled(may and bool(here))
        actions["close_practice"].setEnabled(may and len(here) == 1)
        actions["satellite"].setEnabled(may and len(here) == 1)
        actions["optimal"].setEnabled(may and len(here) == 1)
        steps = history.steps
        named = history.position
        undone = self._sentence(steps[named - 1].edit) if history.can_undo else ""
        self._name("undo", desk.scenario_undone_next or undone)
        redone = self._sentence(steps[named].edit) if history.can_redo else ""
        self._name("redo", desk.scenario_redone_next or redone)

    def _name(self, action: str, edit: str) -> None:
        """Say in the tool tip what would be undone; the button keeps its one word."""
        words = self._words
        tip = words(f"app.{action}.named", edit=edit) if edit else words(f"app.action.{action}")
        self._frame.actions_.set_tip(action, tip)

    # -------------------------------------------------------------- status line

    def _on_cursor_moved(self, e: float, n: float) -> None:
        self._cursor = Place(e, n)
        self._show_place()

    def _on_view_changed(self, _: Extent, m_per_px: float) -> None:
        self._m_per_px = m_per_px
        self._show_place()

    def scenario_name(self) -> str:
        """Return the name of the scenario in hand."""
        scenario = self._desk.session.scenario
        return self._words("today") if scenario is None else scenario.name

    def _show_status(self) -> None:
        session, words = self._desk.session, self._words
        region = session.region
        kind, date = region.network.kind, region.reference_date
        network = f"app.status.network.{kind}"
        name, title = self.scenario_name(), words.of(session.result.state.rules.title)
        parts = [
            words("app.status.scenario", name=name),
            words("app.status.rules", title=title),
            words(network, source=region.network.source),
            words("app.status.register", date=words.date(date)),
        ]
        short = [
            name,
            title,
            words(f"{network}.short", source=region.network.source),
            words("app.status.register", date=words.short_date(date)),
        ]
        for is_so, key in (
            (region.lists_estimated, "app.status.estimated"),
            (region.is_invented, "app.status.invented"),
        ):
            parts += [words(key)] if is_so else []
            short += [words(f"{key}.short")] if is_so else []
        self._frame.status_left.set_parts(parts, short)
        saved = ""
        if self._desk.is_read_only:
            saved = words("app.status.read_only")
        elif self._desk.saved_at is not None:
            saved = words("app.status.saved", time=words.time(self._desk.saved_at))
        self._frame.status_saved.set_text(saved, "muted")

    def _show_place(self) -> None:
        parts = []
        if self._cursor is not None:
            e, n = (self._words.number(value) for value in self._cursor)
            parts.append(
                self._words("app.status.place", area=self._area_at(self._cursor), e=e, n=n)
            )
        if self._m_per_px:
            parts.append(self._scale_text())
        self._frame.status_right.set_text("     ".join(parts), "muted")

    def _scale_text(self) -> str:
        """Return the scale of the map on this screen; written anew when either is another."""
        seen = (self._m_per_px, self._frame.map.logicalDpiX())
        if seen != self._scaled[0]:
            scale = float(f"{seen[0] * max(1, seen[1]) / INCH_M:.2g}")
            text = self._words("app.status.scale", scale=self._words.number(scale))
            self._scaled = (seen, text)
        return self._scaled[1]

    def _area_at(self, place: Place) -> str:
        region = self._desk.session.region
        at = region.municipalities.locate_one(place)
        if at != NO_AREA:
            return region.municipalities.names[at]
        is_land = region.surroundings.locate_one(place) != NO_AREA
        return self._words("app.status.outside" if is_land else "app.status.sea")

    def _mark_estimates(self) -> None:
        """Mark what rests on estimated distances; rules in a straight line need none."""
        session, frame = self._desk.session, self._frame
        estimated = is_estimate(session.region, session.result.state.rules)
        for panel in (frame.practice, frame.chart, frame.checks):
            panel.set_estimated(estimated)

    def _show_title(self) -> None:
        project = self._desk.session.project.path.stem
        self._frame.setWindowTitle(
            self._words("app.title.scenario", scenario=self.scenario_name(), project=project)
        )
