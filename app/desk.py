"""What lies on the planner's desk: the session, what is selected, and the edits made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from app.fresh import make_in_scenario
from app.jobs import Jobs, Value
from app.session import Session
from models.allocation.drag import Drag
from models.allocation.result import Result
from models.allocation.state import State
from models.domain.errors import EditRefusedError, KnownError
from models.domain.practice import ProviderNumber
from models.domain.rules import RulePack
from models.geography.coverage import Coverage
from models.scenario.edits import Edit, subject_of, takes_out
from models.scenario.history import Step
from models.storage.scenario_rows import ScenarioRow
from widgets.painting.palettes import IndicatorPicture, SquareMode
from widgets.words import Words


@dataclass
class _Stored:
    """Something stored that is no edit of a scenario: what it was in words, and both ways.

    `edits_since` counts by scenario (None: today) the edits made after it that are in force.
    """

    named: str
    undo: Callable[[Session], object]
    redo: Callable[[Session], object] | None
    edits_since: Counter[int | None] = field(default_factory=Counter)


@dataclass
class _Wish:
    """An edit or a jump under way.

    `show` shows what it gives, `take_back` how the desk stood before; None while it is not on
    show. `is_over` says that it is stored and told of, or that it has failed.
    """

    show: Callable[[], None] = lambda: None
    take_back: Callable[[], None] | None = None
    is_over: bool = False


class Desk(QObject):
    """Carries out what the planner wishes, in the background, and says what came of it.

    Attributes
    ----------
    session : Session
    selection : tuple of provider numbers
    municipality : int or None
        The one whose figures are shown beside the region's.
    mode : "distance", "choices", "persons" or "indicator"
        What colours the squares.
    indicator : IndicatorPicture or None
        The plug-in indicator that does, where `mode` says so; `indicator_id` names it.
    step : Step or None
        The edit made last, while what it did is still to be told.
    saved_at : datetime or None
        When something was last stored since the project was opened.

    Signals
    -------
    resultChanged : Result
        Figures to show; during a drag with every place.
    edited
        The scenario in hand or its history is another now.
    shown
        All who show the scenario have been told of an edit: it may be laid out and painted.
    freshMade
        An edit of "I dag" made a scenario, which has no name of the planner's yet.
    scenariosChanged
        A scenario is new, renamed or gone.
    selectionChanged
    modeChanged
    noted : str
        A sentence to be shown on the map.
    refused : KnownError
        What was wished for came to nothing; `noted` says so on the map.
    relinked
        Bridges and ferries of the region are others now, and with them the session.
    saved
        Something was stored.
    """

    resultChanged = Signal(object)
    edited = Signal()
    shown = Signal()
    freshMade = Signal()
    scenariosChanged = Signal()
    selectionChanged = Signal()
    modeChanged = Signal()
    noted = Signal(str)
    refused = Signal(object)
    relinked = Signal()
    saved = Signal()
    _workedOut = Signal(object)

    def __init__(
        self, session: Session, jobs: Jobs, words: Words, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.jobs = jobs
        self.words = words
        self.selection: tuple[ProviderNumber, ...] = ()
        self.municipality: int | None = None
        self.mode: SquareMode = "distance"
        self.indicator: IndicatorPicture | None = None
        self.indicator_id = ""
        self.step: Step | None = None
        self.drag: Drag | None = None
        self.saved_at: datetime | None = None
        self._undo_scenario: list[_Stored] = []
        self._redo_scenario: list[_Stored] = []
        self._wish: _Wish | None = None
        self._workedOut.connect(self._on_worked_out)
        jobs.broken.connect(self._on_broken)

    def take_over(self, old: Desk) -> None:
        """Go on where a desk over the same session left off, in another language or look."""
        self.selection, self.municipality = old.selection, old.municipality
        self.mode, self.step, self.saved_at = old.mode, old.step, old.saved_at
        self.indicator, self.indicator_id = old.indicator, old.indicator_id
        self._undo_scenario, self._redo_scenario = old._undo_scenario, old._redo_scenario

    @property
    def result(self) -> Result:
        """The figures on show."""
        return self.session.result if self.drag is None else self.drag.result

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be stored."""
        return self.session.project.is_read_only

    def name_of(self, number: ProviderNumber) -> str:
        """Return a practice's name, wherever in the history it exists."""
        for state in (self.session.result.state, self.session.before.state, *self._past()):
            if number in state.practices:
                return state.practices[number].name
        return number

    def _past(self) -> list[State]:
        return [step.state for step in self.session.history.steps]

    def closing_step(self, number: ProviderNumber) -> Step | None:
        """Return the edit in force that took a practice out of the scenario."""
        history = self.session.history
        for step in reversed(history.steps[: history.position]):
            if step.misfit is None and takes_out(step.edit, number):
                return step
        return None

    def select(self, numbers: tuple[ProviderNumber, ...]) -> None:
        """Select practices; the municipality of the first becomes the one shown."""
        known = self.session.before.state.practices.keys() | self.result.state.practices.keys()
        self.selection = tuple(number for number in numbers if number in known)
        if self.step is not None and not set(self.selection) & set(subject_of(self.step.edit)):
            self.step = None
        if self.selection:
            table = self._table_with(self.selection[0])
            self.municipality = _or_none(table.practices.municipality_of(self.selection[0]))
        self.selectionChanged.emit()

    def show_municipality(self, municipality: int | None) -> None:
        """Show a municipality beside the region; nothing stays selected."""
        self.selection, self.municipality, self.step = (), municipality, None
        self.selectionChanged.emit()

    def _table_with(self, number: ProviderNumber) -> Result:
        return self.result if number in self.result.state.practices else self.session.before

    def set_mode(self, mode: SquareMode) -> None:
        """Colour the squares by something else."""
        self.mode = mode
        self.indicator, self.indicator_id = None, ""
        self.modeChanged.emit()

    def show_indicator(self, indicator_id: str, picture: IndicatorPicture) -> None:
        """Colour the squares by a plug-in's indicator."""
        self.mode, self.indicator, self.indicator_id = "indicator", picture, indicator_id
        self.modeChanged.emit()

    # ------------------------------------------------------------------- edits

    def make(self, edit: Edit, *, by_steps: bool = False) -> None:
        """Make and store an edit; in a new scenario where "I dag" was in hand.

        `by_steps` says that it may go on with the edit before (see `Session.make`).
        """
        fresh, was_today = self.words("app.scenario.fresh"), self.session.scenario is None

        def work(worked_out: Callable[[tuple[Step, int]], None]) -> tuple[Step, int]:
            before = self.session.history.position

            def counted(step: Step) -> tuple[Step, int]:
                return step, self.session.history.position - before

            return counted(
                make_in_scenario(
                    self.session,
                    edit,
                    fresh,
                    by_steps=by_steps,
                    worked_out=lambda step: worked_out(counted(step)),
                )
            )

        def done() -> None:
            if was_today and self.session.scenario is not None:
                name = self.session.scenario.name
                self.noted.emit(self.words("app.scenario.made", name=name))
                self.freshMade.emit()

        self._run_shown(work, lambda made: self._show_made(*made), done)

    def undo(self) -> None:
        """Undo the last thing: an edit, or what was done to scenarios, areas or links."""
        # what is under way is the last thing, and decides what there is to undo
        if not self._finish():
            return
        stored = self._stored_last
        if stored is not None:
            undo = stored.undo
            self._store(lambda: undo(self.session), is_undo=True)
        elif self.session.history.can_undo:
            self.jump(self.session.history.position - 1)

    def redo(self) -> None:
        """Redo the edit undone last."""
        if not self._finish():
            return
        if self._redo_scenario:
            undone = self._redo_scenario[-1]
            redo = undone.redo
            if redo is not None:
                self._store(
                    lambda: redo(self.session),
                    undone.undo,
                    undone.named,
                    redo=redo,
                    is_redo=True,
                )
        elif self.session.history.can_redo:
            self.jump(self.session.history.position + 1)

    @property
    def can_undo(self) -> bool:
        """Whether there is anything to undo."""
        return self._stored_last is not None or self.session.history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is anything to redo."""
        return bool(self._redo_scenario) or self.session.history.can_redo

    @property
    def scenario_undone_next(self) -> str:
        """What undo does to the scenarios, in words; "" where it undoes an edit."""
        stored = self._stored_last
        return "" if stored is None else stored.named

    @property
    def _stored_last(self) -> _Stored | None:
        """The last thing stored that is no edit, unless edits were made here since."""
        if not self._undo_scenario:
            return None
        stored, history = self._undo_scenario[-1], self.session.history
        is_before = stored.edits_since[self._in_hand] > 0 and history.can_undo
        return None if is_before else stored

    @property
    def _in_hand(self) -> int | None:
        scenario = self.session.scenario
        return None if scenario is None else scenario.id

    def _count_edits(self, count: int) -> None:
        """Note that so many edits were made since (fewer than none: undone)."""
        for stored in self._undo_scenario:
            now = stored.edits_since[self._in_hand] + count
            stored.edits_since[self._in_hand] = max(now, 0)

    def keep_stored(
        self, named: str, undo: Callable[[Session], object], redo: Callable[[Session], object]
    ) -> None:
        """Have undo and redo take back, and do again, what was stored just now."""
        self._redo_scenario.clear()
        self._undo_scenario.append(_Stored(named, undo, redo))

    @property
    def scenario_redone_next(self) -> str:
        """What redo does beside the edits, in words; "" where it redoes an edit."""
        return self._redo_scenario[-1].named if self._redo_scenario else ""

    def jump(self, position: int) -> None:
        """Undo or redo up to `position` edits; nothing happens where there are not so many."""
        self.jobs.finish()
        if position <= len(self.session.history.steps):
            more = position - self.session.history.position

            def show(_: Result) -> None:
                self._count_edits(more)
                self.step = None
                self.select(self.selection)
                self._show_everything()

            self._run_shown(
                lambda worked_out: self.session.jump(position, worked_out), show, lambda: None
            )

    def _finish(self) -> bool:
        """Wait for the work under way; return False if what was on show could not be stored.

        Then it is taken back, and who wished to take it back has what was wished for.
        """
        on_show = self._wish
        self.jobs.finish()
        return on_show is None or on_show.take_back is not None

    def _run(
        self,
        work: Callable[[], Value],
        done: Callable[[Value], None],
        failed: Callable[[KnownError], None],
        topic: str = "",
    ) -> None:
        """Do work that changes the session; not while a practice is in the planner's hand.

        A drag searches with the session's own buffers on the GUI thread: a key pressed in the
        middle of it must not set the job thread to work on them as well.
        """
        if self.drag is None:
            self.jobs.run(work, done, failed, topic)

    def _run_shown(
        self,
        work: Callable[[Callable[[Value], None]], Value],
        show: Callable[[Value], None],
        stored: Callable[[], None],
    ) -> None:
        """Do work that stores last of all, and show what it gives while the disk is waited for.

        `work` is handed whom to tell what it will return, before that is stored. It is said to be
        stored only when it is; if that fails, all is shown as it was.
        """
        wish = _Wish()

        def worked_out(value: Value) -> None:
            wish.show = lambda: show(value)
            self._workedOut.emit(wish)

        def watched() -> Value:
            try:
                return work(worked_out)
            except BaseException:
                wish.is_over = True  # should it not be on show yet, it never is
                raise

        def done(value: Value) -> None:
            wish.is_over, self._wish = True, None
            if wish.take_back is None:
                show(value)
            stored()
            self._say_saved()

        def failed(error: KnownError) -> None:
            self._take_back()
            self._on_refused(error)

        self._run(watched, done, failed)

    def _say_saved(self) -> None:
        self.saved_at = datetime.now()
        self.saved.emit()

    def _on_worked_out(self, wish: _Wish) -> None:
        """Show what will be stored, unless that is settled by now."""
        if not wish.is_over:
            self._wish, wish.take_back = wish, self._as_it_is()
            wish.show()

    def _as_it_is(self) -> Callable[[], None]:
        """Return what has the desk stand again as it does now."""
        chosen = self.selection, self.municipality, self.step
        counts = [(stored, stored.edits_since.copy()) for stored in self._undo_scenario]
        undone = list(self._redo_scenario)

        def put_back() -> None:
            self.selection, self.municipality, self.step = chosen
            self._redo_scenario[:] = undone
            for stored, edits_since in counts:
                stored.edits_since = edits_since
            self.selectionChanged.emit()

        return put_back

    def _take_back(self) -> None:
        """Have the desk stand as before the wish that is on show and is not stored."""
        wish, self._wish = self._wish, None
        if wish is not None and wish.take_back is not None:
            wish.take_back()
            wish.take_back = None

    def _on_broken(self, _: Exception) -> None:
        """Show what the session tells: a fault of ours may have kept what is on show unstored."""
        if self._wish is not None:
            self._take_back()
            self._show_everything()

    def _show_made(self, step: Step, count: int) -> None:
        self._count_edits(count)
        self._redo_scenario.clear()
        self.step = step
        subject = subject_of(step.edit)
        if subject:
            self.select(subject[:1])
        self._show_everything()

    def _on_refused(self, error: KnownError) -> None:
        self.noted.emit(self.words.of(error.text))
        self.refused.emit(error)
        self._show_everything()

    def _show_everything(self) -> None:
        self.resultChanged.emit(self.result)
        self.edited.emit()
        self.shown.emit()

    # --------------------------------------------------------------- scenarios

    def choose(self, scenario: ScenarioRow | None) -> None:
        """Take up a scenario; None is "I dag"."""
        self.step = None
        self._run(
            lambda: self.session.choose(scenario), self._on_chosen, self._on_refused, "choose"
        )

    def _on_chosen(self, _: Result) -> None:
        self.select(self.selection)
        self._show_everything()
        self._tell_misfits()

    def _tell_misfits(self) -> None:
        """Name the stored edits that no longer fit the region."""
        reasons = [step.misfit for step in self.session.history.misfits if step.misfit]
        if reasons:
            why = self.words.of(reasons[0])
            self.noted.emit(self.words("app.misfits", n=len(reasons), why=why))

    def take_up(self, session: Session) -> None:
        """Go on with another session over the same project: its links have changed."""
        self.session, self.step = session, None
        self.relinked.emit()
        self.select(self.selection)
        self._show_everything()
        self._say_saved()
        self._tell_misfits()

    def new_scenario(self, name: str, source: ScenarioRow | None) -> None:
        """Make a scenario from another (or from "I dag") and take it up."""
        rules = self.session.rules_of(source).id
        parent = None if source is None else source.id

        def work() -> Result:
            row = self.session.project.create_scenario(name, parent, rules)
            return self.session.choose(row)

        self._store(work)

    def rename_scenario(self, scenario_id: int, name: str) -> None:
        """Give a scenario another name; undo gives the old one back."""
        old = self._scenario_name(scenario_id)
        if old is not None:
            self._store(
                lambda: self.session.rename(scenario_id, name),
                undo=lambda session: session.rename(scenario_id, old),
                named=self.words("app.scenario.undo_rename", old=old, new=name),
            )

    def delete_scenario(self, scenario_id: int) -> None:
        """Delete a scenario; undo brings it back."""
        name = self._scenario_name(scenario_id)
        if name is not None:
            self._store(
                lambda: self.session.delete(scenario_id),
                undo=lambda session: session.restore(scenario_id),
                named=self.words("app.scenario.undo_delete", name=name),
                said=self.words("app.scenario.deleted", name=name),
            )

    # ------------------------------------------------------------------- rules

    def judge_by(self, pack_id: str) -> None:
        """Have the scenario in hand judged by another rule pack; undo has the old one back."""
        self.jobs.finish()
        session, words = self.session, self.words
        scenario, old = session.scenario, session.rules_of(session.scenario)
        name = words("today") if scenario is None else scenario.name
        scenario_id = None if scenario is None else scenario.id
        self.step = None
        self._store(
            lambda: session.judge_by(pack_id),
            undo=lambda later: later.judge_scenario_by(scenario_id, old.id),
            named=words("rules.undo.judge", scenario=name, title=words.of(old.title)),
            redo=lambda later: later.judge_scenario_by(scenario_id, pack_id),
        )

    def save_pack(self, pack: RulePack) -> None:
        """Store a rule pack of the planner's own, new or changed; undo has the old one back."""
        self.jobs.finish()
        old = next((known for known in self.session.packs if known.id == pack.id), None)
        title = self.words.of(pack.title)
        self.step = None
        if old is None:
            undo, named = (lambda later: later.delete_pack(pack.id)), "rules.undo.copy"
        else:
            undo, named = (lambda later: later.save_pack(old)), "rules.undo.save"
        self._store(
            lambda: self.session.save_pack(pack),
            undo=undo,
            named=self.words(named, title=title),
            redo=lambda later: later.save_pack(pack),
        )

    def delete_pack(self, pack_id: str) -> None:
        """Delete a rule pack of the planner's own that judges nothing; undo brings it back."""
        self.jobs.finish()
        old = self.session.pack(pack_id)
        self._store(
            lambda: self.session.delete_pack(pack_id),
            undo=lambda later: later.save_pack(old),
            named=self.words("rules.undo.delete", title=self.words.of(old.title)),
            redo=lambda later: later.delete_pack(pack_id),
        )

    def change_coverage(self, coverage: Coverage, named: str, said: str) -> None:
        """Store other coverage areas; undo brings back those before, redo these again."""
        old = self.session.region.coverage
        self._store(
            lambda: self.session.with_coverage(coverage),
            undo=lambda session: session.with_coverage(old),
            named=named,
            said=said,
            redo=lambda session: session.with_coverage(coverage),
        )

    def _scenario_name(self, scenario_id: int) -> str | None:
        """Return a scenario's name once all work on it is done, None where it is gone."""
        self.jobs.finish()
        rows = self.session.project.scenarios()
        return next((row.name for row in rows if row.id == scenario_id), None)

    def _store(
        self,
        work: Callable[[], object],
        undo: Callable[[Session], object] | None = None,
        named: str = "",
        said: str = "",
        is_undo: bool = False,
        redo: Callable[[Session], object] | None = None,
        is_redo: bool = False,
    ) -> None:
        """Do work that is no edit; once it is done it can be undone, and is told.

        What was undone is forgotten only when it is stored: it can be tried again where the
        disk was full. Work that gives another session has it taken up.
        """

        def done(value: object) -> None:
            if isinstance(value, Session):
                self.session, self.step = value, None
                self.relinked.emit()
            if is_undo:
                undone = self._undo_scenario.pop()
                if undone.redo is not None:
                    self._redo_scenario.append(undone)
            elif is_redo:
                self._redo_scenario.pop()
            else:
                self._redo_scenario.clear()
            if undo is not None:
                self._undo_scenario.append(_Stored(named, undo, redo))
            self.select(self.selection)
            self._show_everything()
            self.scenariosChanged.emit()
            self._say_saved()
            if said:
                self.noted.emit(said)

        def refused(error: KnownError) -> None:
            if is_undo and isinstance(error, EditRefusedError):
                self._undo_scenario.pop()
            self._on_refused(error)
            self.scenariosChanged.emit()

        self._run(work, done, refused)


def _or_none(municipality: int) -> int | None:
    return municipality if municipality >= 0 else None
