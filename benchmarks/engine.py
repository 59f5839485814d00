"""The engine alone, without a window: opening, evaluating, dragging, editing."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from app import memory
from app.presentation import practice_marks
from app.session import Session
from benchmarks.measure import Case
from benchmarks.picking import by_list, middling_practice, place_near
from benchmarks.sizes import copy_of, project_of
from models.allocation.distances import Distances
from models.allocation.drag import Drag
from models.allocation.evaluator import Evaluator
from models.allocation.state import baseline_state
from models.domain.place import Place
from models.domain.practice import ProviderNumber
from models.scenario.apply import apply_edit
from models.scenario.edits import ClosePractice, MergePractices, MovePractice
from models.storage.kept_rows import NOTHING_KEPT
from models.storage.project import Loaded, ProjectFile


class Opening(Case):
    """A project on a warm disk, in a process that has imported and loaded all it needs."""

    repeats = 10
    warm_ups = 3

    def setup(self) -> None:
        self.path = project_of(self.size)
        memory.wait_with_garbage()  # as the program does until its window is shown

    def time_figures(self) -> None:
        """Open a project: file to first figures."""
        with ProjectFile.open(self.path, read_only=True) as project:
            assert Session(project).result.region.persons

    def time_engine(self) -> None:
        """Open a project: file to an engine ready for drags."""
        with ProjectFile.open(self.path, read_only=True) as project:
            Session(project).prepare()

    def time_engine_from_nothing(self) -> None:
        """Open a project that keeps no result yet: file to an engine ready for drags."""
        with ProjectFile.open(self.path, read_only=True) as project:
            Session(project, Loaded(project.load_region(), NOTHING_KEPT)).prepare()


class Evaluation(Case):
    """A scenario evaluated from nothing."""

    repeats = 10

    def setup(self) -> None:
        self.session = _read_only_session(project_of(self.size))
        self.state = baseline_state(self.session.region, self.session.rules_of(None))

    def time_full(self) -> None:
        """Full evaluation of a loaded scenario."""
        Evaluator(Distances(self.session.region), self.state)

    def teardown(self) -> None:
        self.session.project.close()


class Comparing(Case):
    """A scenario held against the baseline: every figure and square of both."""

    def setup(self) -> None:
        self.session = _read_only_session(project_of(self.size))
        state, number = self.session.result.state, by_list(self.session)[-1]
        closed = apply_edit(
            self.session.distances, state, ClosePractice(number, "distribute")
        ).state
        self.after = Evaluator(self.session.distances, closed).result

    def time_against_baseline(self) -> None:
        """Compare a scenario with the baseline: all areas, squares and practices."""
        before, after = self.session.before, self.after
        for now, was in zip(after.municipalities, before.municipalities, strict=True):
            assert now.persons == was.persons
        np.flatnonzero(after.distance_dm != before.distance_dm)
        np.flatnonzero(after.choices != before.choices)
        assert any(mark.is_gone for mark in practice_marks(after, before))

    def teardown(self) -> None:
        self.session.project.close()


class Dragging(Case):
    """A practice in the hand, some steps of 50 m past its place and back."""

    repeats = 200

    def setup(self) -> None:
        self.session = _read_only_session(project_of(self.size))
        self.number = middling_practice(self.session)
        self.start = self.session.result.state.practices[self.number].place
        self.drag: Drag = self.session.grab(self.number)
        self.moves = 0

    def next_place(self) -> Place:
        """Return where the mouse is next."""
        self.moves += 1
        step = 50 * (self.moves % 60)
        return Place(self.start.e + step, self.start.n - 0.7 * step)

    def time_grab(self) -> None:
        """Grab a practice."""
        self.session.grab(self.number)

    def time_drag_nearest(self) -> None:
        """Drag, engine: nearest practice of every square."""
        self.drag.nearest_at(self.next_place())

    def time_drag_all_figures(self) -> None:
        """Drag, engine: nearest, choices and all figures."""
        result = self.drag.to(self.next_place())
        assert result.municipalities[0].persons >= 0

    def teardown(self) -> None:
        self.session.project.close()


class Editing(Case):
    """Edits in a scenario of a writable copy: worked out, stored, evaluated."""

    repeats = 15

    def setup(self) -> None:
        self.folder = TemporaryDirectory()
        self.session = Session(ProjectFile.open(copy_of(self.size, Path(self.folder.name))))
        self.scenario = self.session.project.create_scenario(
            "Måling", None, self.session.before.state.rules.id
        )
        self.session.choose(self.scenario)
        self.numbers = by_list(self.session)[-80:]
        self.at = 0
        memory.settle()  # as the program does once a project is open

    def _next(self) -> ProviderNumber:
        self.at += 1
        state = self.session.result.state
        here = [number for number in self.numbers if number in state.practices]
        return here[self.at % len(here)]

    def before_move(self) -> None:
        """Find where to put the next practice."""
        self.number = self._next()
        self.place = place_near(self.session, self.number, 2000.0)

    def time_move(self) -> None:
        """Drop a practice 2 km away: store and evaluate."""
        self.session.make(MovePractice(self.number, self.place))

    def time_close(self) -> None:
        """Close a large practice with domino: redistribute, store, evaluate."""
        self.session.make(ClosePractice(self._next(), "distribute"))

    def time_merge(self) -> None:
        """Merge two practices: store and evaluate."""
        first, second = self._next(), self._next()
        if first != second:
            self.session.make(MergePractices((first, second), first))

    def before_undo(self) -> None:
        """Close one that can be given back."""
        self.session.make(ClosePractice(self._next(), "distribute"))

    def time_undo(self) -> None:
        """Undo a closing."""
        self.session.jump(self.session.history.position - 1)

    def before_switch(self) -> None:
        """Be in the scenario, several edits away from the baseline."""
        self.session.choose(self.scenario)

    def time_switch(self) -> None:
        """Switch from the scenario to the baseline."""
        self.session.choose(None)

    def teardown(self) -> None:
        self.session.project.close()
        self.folder.cleanup()


def _read_only_session(path: Path) -> Session:
    return Session(ProjectFile.open(path, read_only=True))
