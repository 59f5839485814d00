"""One open project at work: the scenario in hand, its history, its result, and the file.

Knows no window: the command line and the main window drive the same session.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from models.allocation.distances import Distances
from models.allocation.drag import Drag
from models.allocation.evaluator import Evaluator
from models.allocation.kept import KeptLabels, kept_of, lay_ground, result_from
from models.allocation.region import Region
from models.allocation.relink import relinked
from models.allocation.result import Result
from models.allocation.state import State, baseline_state
from models.domain.errors import EditRefusedError, ProjectError
from models.domain.practice import Practice, ProviderNumber
from models.domain.rule_check import check_pack
from models.domain.rules import DEFAULT_PACK_ID, SHIPPED_IDS, RulePack
from models.geography.coverage import Coverage
from models.network.links import Link
from models.scenario.apply import apply_edit
from models.scenario.check import check_edit
from models.scenario.checks.run import checks_from_json, checks_to_json, run_checks
from models.scenario.checks.value import Case, Check
from models.scenario.edits import ClosePractice, Edit, SetCapacity, SetLimit
from models.scenario.history import History, Step
from models.scenario.settle import Settled, settle, settled
from models.storage.kept_rows import NOTHING_KEPT, KeptHere, told_rules
from models.storage.project import Loaded, ProjectFile
from models.storage.scenario_rows import ScenarioRow

BASELINE_RULES = "baseline_rules"
"""The project's setting that names the pack by which "I dag" is judged."""

if TYPE_CHECKING:
    from models.importers.update import Update


STEP_S = 2.0
"""Steps of a value that come within this time of each other are one edit."""


class _Stepped(NamedTuple):
    """Which value a step changes, where it stands in which scenario, and when it was made."""

    value: tuple[object, ...]
    scenario: int
    position: int
    at: float

    @classmethod
    def of(cls, edit: Edit, scenario: int, history: History) -> _Stepped | None:
        """Return the step that an edit is, None where it is none or would end a redo."""
        practice = history.state.practices.get(getattr(edit, "practice", ""))
        if practice is None or history.can_redo or not isinstance(edit, SetCapacity | SetLimit):
            return None
        value: tuple[object, ...] = (type(edit), edit.practice)
        if isinstance(edit, SetCapacity):
            changes = edit.capacities != practice.capacities, edit.vacant != practice.vacant
            value = (*value, *changes)
        return cls(value, scenario, history.position, monotonic())

    def goes_on_from(self, last: _Stepped | None) -> bool:
        """Whether this step changes the same value, right after the last."""
        return (
            last is not None
            and (self.value, self.scenario, self.position) == last[:3]
            and self.at - last.at < STEP_S
        )


class Session:
    """A project, the scenario chosen in it, and everything known of both.

    One thread at a time may call it. The file is written before a call returns; if that
    fails, `ProjectError` is raised and the session is as it was.

    Attributes
    ----------
    project : ProjectFile
    region : Region
    kept : KeptHere
        What the project keeps of the region's first result.
    scenario : ScenarioRow or None
        None is the baseline ("I dag"), which cannot be changed.
    history : History
    before : Result
        Of the baseline, judged by the scenario's rules: what every figure is held against.
    result : Result
        Of the scenario now.
    """

    def __init__(
        self, project: ProjectFile, loaded: Loaded | None = None, judged_by: str | None = None
    ) -> None:
        """Open a project at the baseline; `judged_by` names one rule pack for all scenarios.

        What the project keeps of its first result is taken as it is, and the engine made when it
        is needed: `prepare` does that. Where nothing is kept, both are worked out now.
        """
        self.project = project
        loaded = project.load() if loaded is None else loaded
        self.region: Region = loaded.region
        self.kept: KeptHere = loaded.kept
        self.distances = Distances(self.region)
        self._packs = {pack.id: pack for pack in project.rule_packs()}
        self._judged_by = judged_by
        self.scenario: ScenarioRow | None = None
        self._histories: dict[int, History] = {}
        self._stepped: _Stepped | None = None
        self._checks: dict[int, list[tuple[Check, ...] | None]] = {}
        self._engine: Evaluator | None = None
        self.before: Result = self._first_result(self.rules_of(None))
        self.result: Result = self.before
        self.history = History(self.distances, self.before.state)

    def _first_result(self, rules: RulePack) -> Result:
        """Return the baseline's result; nothing but rules it was not judged by keeps it waiting."""
        if self.kept.result is not None and self.kept.rules == told_rules(rules):
            return result_from(self.region, rules, self.kept.result)
        self._lay_kept_ground()
        self._engine = Evaluator(self.distances, baseline_state(self.region, rules))
        return self._engine.result

    @property
    def _evaluator(self) -> Evaluator:
        """What works out results; put together when first needed."""
        if self._engine is None:
            result, labels = self.kept.result, self._lay_kept_ground()
            known = None if result is None or labels is None else (result, labels)
            self._engine = Evaluator(self.distances, self.before.state, known)
        return self._engine

    def _lay_kept_ground(self) -> KeptLabels | None:
        """Take the folded roads from the file, if they are of this region; return the labels."""
        engine = None
        if self.kept.result is not None and self.kept.generation is not None:
            with suppress(ProjectError):  # the drive is gone: the roads are at hand
                engine = self.project.load_engine(self.kept.generation)
        if engine is None:
            return None
        lay_ground(self.region, engine.ground)
        return engine.labels

    def prepare(self) -> None:
        """Have the engine ready for drags and edits, down to the grid that places are found by."""
        self._evaluator.distances.index.grid  # noqa: B018  (made when first looked at)

    def keep_first_result(self) -> None:
        """Have the project keep what was worked out of it, if it keeps nothing that holds.

        For those who just made it and have no window, which sees to that by itself. If nothing
        can be written, that is no matter: the project is whole.
        """
        here, at_first = self.kept, self._evaluator.result is self.before
        if here.result is None and here.generation is not None and at_first:
            kept = kept_of(self._evaluator)
            if kept is not None:
                with suppress(ProjectError):
                    self.project.keep(kept, self.before.state.rules, here.generation)

    def rules_of(self, scenario: ScenarioRow | None) -> RulePack:
        """Return the rule pack a scenario is judged by."""
        if self._judged_by is not None:
            return self.pack(self._judged_by)
        if scenario is None:
            return self.pack(self.project.setting(BASELINE_RULES, DEFAULT_PACK_ID))
        return self.pack(scenario.rules_id)

    @property
    def packs(self) -> tuple[RulePack, ...]:
        """The project's rule packs in their order."""
        return tuple(self._packs.values())

    def pack(self, pack_id: str) -> RulePack:
        """Return a rule pack of the project; raises ProjectError where there is none."""
        if pack_id not in self._packs:
            known = ", ".join(self._packs)
            raise ProjectError(
                f"Regelsættet »{pack_id}« findes ikke i projektet. Der er: {known}.",
                f"The rule pack '{pack_id}' is not in the project. There are: {known}.",
            )
        return self._packs[pack_id]

    def judge_by(self, pack_id: str) -> Result:
        """Have the scenario in hand (or the baseline) judged by another pack; store it."""
        self.pack(pack_id)
        if self.scenario is None:
            self.project.set_setting(BASELINE_RULES, pack_id)
            return self.choose(None)
        return self.choose(self.project.set_scenario_rules(self.scenario.id, pack_id))

    def judge_scenario_by(self, scenario_id: int | None, pack_id: str) -> Result:
        """Take up a scenario (None is the baseline) and have it judged by a pack."""
        rows = {row.id: row for row in self.project.scenarios()}
        self.choose(rows.get(scenario_id) if scenario_id is not None else None)
        return self.judge_by(pack_id)

    def save_pack(self, pack: RulePack) -> Result:
        """Store a rule pack, new or changed, and judge anew what it judges.

        Raises EditRefusedError where its values cannot be.
        """
        if pack.id in SHIPPED_IDS:
            raise EditRefusedError(
                "Et regelsæt, der følger med programmet, ændres ikke. Lav en kopi og ret den.",
                "A rule pack that came with the program is not changed. Make a copy of it.",
            )
        check_pack(pack)
        self.project.save_rule_pack(pack)
        self._packs[pack.id] = pack
        return self.choose(self.scenario)

    def delete_pack(self, pack_id: str) -> None:
        """Delete a rule pack of the planner's own that judges nothing."""
        if pack_id in SHIPPED_IDS:
            raise EditRefusedError(
                "Et regelsæt, der følger med programmet, kan ikke slettes.",
                "A rule pack that came with the program cannot be deleted.",
            )
        if self.project.setting(BASELINE_RULES) == pack_id:
            raise EditRefusedError(
                "»I dag« bedømmes efter regelsættet. Vælg et andet dér først.",
                "'Today' is judged by the rule pack. Choose another one there first.",
            )
        self.project.delete_rule_pack(pack_id)
        del self._packs[pack_id]

    def choose(self, scenario: ScenarioRow | None) -> Result:
        """Take up a scenario (None is the baseline) and return its result."""
        history = self._history_of(scenario)
        if history.baseline.rules != self.before.state.rules:
            self.before = self._evaluator.update(history.baseline)
        self.scenario, self.history = scenario, history
        self.result = self._evaluator.update(history.state)
        return self.result

    def make(
        self,
        edit: Edit,
        *,
        by_steps: bool = False,
        worked_out: Callable[[Step], None] = lambda _: None,
    ) -> Step:
        """Make an edit, bring the result up to date, and store it.

        With `by_steps` it takes the place of the edit just made, where it only goes on with
        that one: a value that is stepped up three times is one edit, not three. It is stored
        at every step all the same.

        `worked_out` is told the step once the session tells of it: all that is left then is to
        wait for the disk.

        Raises EditRefusedError if it is refused, ProjectError if it cannot be stored; both
        leave everything as it was.
        """
        scenario = self._changeable()
        history, redo = self.history, self.history.mark()
        now = before = self.result
        kept = self._checks[scenario.id]
        stepped = _Stepped.of(edit, scenario.id, history) if by_steps else None
        goes_on = stepped is not None and stepped.goes_on_from(self._stepped)
        with ExitStack() as unless_stored:
            unless_stored.callback(self._put_back, now, scenario.id, list(kept))
            unless_stored.callback(history.restore, redo)
            if goes_on:
                before = self._evaluator.update(history.jump(history.position - 1))
            step = history.make(edit)
            after = self._evaluator.update(step.state)
            checks = run_checks(Case(self.distances, step.edit, before, after, step.effects))
            effects = checks_to_json(checks, before.state.rules, self.region)
            self.result = after
            kept[history.position - 1 :] = [checks]
            worked_out(step)
            self.project.append_edit(scenario.id, step.edit, effects, instead_of_last=goes_on)
            unless_stored.pop_all()
        self._stepped = None if stepped is None else stepped._replace(position=history.position)
        return step

    def _put_back(
        self, result: Result, scenario: int, checks: list[tuple[Check, ...] | None]
    ) -> None:
        """Have the result again that there was, with what is known of the scenario's edits."""
        self._checks[scenario] = checks
        self.result = result
        self._evaluator.update(result.state)

    def settle(self, edit: ClosePractice, progress: Callable[[float], None]) -> Settled:
        """Return an edit with its optimal distribution, and what is gained; nothing is made."""
        check_edit(self.distances, self.history.state, edit)
        return settle(self.distances, self.history.state, edit, progress)

    def preview(self, edit: Edit) -> tuple[Check, ...]:
        """Return what an edit would break and mend; nothing is changed or stored.

        Raises EditRefusedError where it would be refused.
        """
        before = self.result
        edit = settled(self.distances, before.state, edit)
        applied = apply_edit(self.distances, before.state, edit)
        try:
            after = self._evaluator.update(applied.state)
            return run_checks(Case(self.distances, edit, before, after, applied.effects))
        finally:
            self._evaluator.update(before.state)

    def checks_at(self, position: int) -> tuple[Check, ...]:
        """Return what the edit at a position (from 1) breaks and mends.

        As stored when it was made; worked out now where nothing is stored, or where it was
        judged by other rules.
        """
        steps = self.history.steps[position - 1 : position]
        # an edit may be asked about that was on show and could not be stored
        if self.scenario is None or not steps or steps[0].misfit is not None:
            return ()
        kept = self._checks[self.scenario.id]
        known = kept[position - 1]
        if known is None:
            known = kept[position - 1] = self._work_out_checks(position)
        return known

    def known_checks(self) -> tuple[tuple[Check, ...] | None, ...]:
        """Return the checks of every edit of the scenario, None where none are at hand."""
        return () if self.scenario is None else tuple(self._checks[self.scenario.id])

    def _work_out_checks(self, position: int) -> tuple[Check, ...]:
        step = self.history.steps[position - 1]
        old = self.history.steps[position - 2].state if position > 1 else self.history.baseline
        before = self._evaluator.update(old)
        after = self._evaluator.update(step.state)
        self._evaluator.update(self.result.state)
        return run_checks(Case(self.distances, step.edit, before, after, step.effects))

    def jump(self, position: int, worked_out: Callable[[Result], None] = lambda _: None) -> Result:
        """Undo or redo up to `position` edits, store where the scenario stands, and return.

        `worked_out` is told the result before it is stored, as in `make`.
        """
        scenario = self._changeable()
        with ExitStack() as unless_stored:
            checks = self._checks[scenario.id]
            unless_stored.callback(self._put_back, self.result, scenario.id, checks)
            unless_stored.callback(self.history.jump, self.history.position)
            self.result = self._evaluator.update(self.history.jump(position))
            worked_out(self.result)
            self.project.set_cursor(scenario.id, position)
            unless_stored.pop_all()
        return self.result

    def grab(self, number: ProviderNumber) -> Drag:
        """Take a practice in hand; nothing is changed or stored until an edit is made."""
        return Drag(self._evaluator, number)

    def warm_up(self) -> None:
        """Do once, for nothing, what edits and drags do: their kernels are loaded then.

        From a warm cache that is some tenths of a second, on the first start on a machine many
        seconds of compilation; neither is to happen under the planner's hand.
        """
        state = self.result.state
        for number, practice in state.practices.items():
            if practice.has_doctor:
                self.grab(number).to(practice.place)
                try:
                    closed = apply_edit(self.distances, state, ClosePractice(number, "distribute"))
                except EditRefusedError:
                    continue
                self._evaluator.update(closed.state)
                self._evaluator.update(state)
                return

    def distances_between(self, practice: Practice, others: Sequence[Practice]) -> list[float]:
        """Return how far it is by road from a practice to each of the others, metres.

        NaN where there is no road; ferries do not count.
        """
        return self.distances.between(practice, others)

    def relinked(self, links: Sequence[Link], progress: Callable[[float], None]) -> Session:
        """Store another book of bridges and ferries; return a session over what follows of it.

        The same scenario is in hand there, and this session is not to be used any more. If it
        cannot be stored, or `progress` (told the share done) raises, nothing is changed.
        """
        fresh = self._over(relinked(self.region, links, progress))
        self.project.save_links(fresh.region)
        return fresh

    def with_coverage(self, coverage: Coverage) -> Session:
        """Store other coverage areas; return a session over them.

        The same scenario is in hand there, and this session is not to be used any more. If it
        cannot be stored, nothing is changed.
        """
        fresh = self._over(replace(self.region, coverage=coverage))
        self.project.save_coverage(coverage)
        return fresh

    def updated(self, update: Update) -> tuple[Session, Path]:
        """Store a newer register; return a session over what follows of it, and the copy made.

        The same scenario is in hand there, and this session is not to be used any more. If it
        cannot be stored, nothing is changed.
        """
        fresh = self._over(update.region)
        return fresh, self.project.save_baseline(update.region, update.report)

    def anew(self) -> Session:
        """Return a session over the same region in which nothing is taken from what was kept.

        The same scenario is in hand there, and this session is not to be used any more.
        """
        return self._over(replace(self.region, derived={}))

    def _over(self, region: Region) -> Session:
        """Return a session over another region of this project, with the same scenario in hand."""
        fresh = Session(self.project, Loaded(region, NOTHING_KEPT), self._judged_by)
        if self.scenario is not None:
            wanted = self.scenario.id
            rows = self.project.scenarios()
            fresh.choose(next(row for row in rows if row.id == wanted))
        return fresh

    def rename(self, scenario_id: int, name: str) -> None:
        """Give a scenario another name; raises EditRefusedError where it is taken."""
        row = self.project.rename_scenario(scenario_id, name)
        if self.scenario is not None and self.scenario.id == scenario_id:
            self.scenario = row

    def delete(self, scenario_id: int) -> None:
        """Delete a scenario; if it was in hand, the baseline is taken up."""
        self.project.delete_scenario(scenario_id)
        if self.scenario is not None and self.scenario.id == scenario_id:
            self.choose(None)

    def restore(self, scenario_id: int) -> None:
        """Bring a deleted scenario back and take it up."""
        self.choose(self.project.restore_scenario(scenario_id))

    def _changeable(self) -> ScenarioRow:
        if self.scenario is None:
            raise EditRefusedError(
                "»I dag« er udgangspunktet og kan ikke ændres. Lav et scenarie først.",
                "'Today' is the baseline and cannot be changed. Make a scenario first.",
            )
        return self.scenario

    def _history_of(self, scenario: ScenarioRow | None) -> History:
        baseline: State = self._baseline(self.rules_of(scenario))
        if scenario is None:
            return History(self.distances, baseline)
        kept = self._histories.get(scenario.id)
        if kept is None or kept.baseline.rules != baseline.rules:
            rows = self.project.edits(scenario.id)
            edits = [row.edit for row in rows]
            kept = History.replay(self.distances, baseline, edits, scenario.n_applied)
            self._histories[scenario.id] = kept
            self._checks[scenario.id] = [
                checks_from_json(row.effects, baseline.rules, self.region) for row in rows
            ]
        return kept

    def _baseline(self, rules: RulePack) -> State:
        if rules == self.before.state.rules:
            return self.before.state
        return baseline_state(self.region, rules)
