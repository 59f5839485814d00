"""Compiles kernels beside the window that needs them: `python -m app.compiling PART`.

A part is what a planner does with the example: whatever kernels that takes are compiled, kept
on the disk, and noted with the types they were compiled for. What was compiled before it was
stopped need not be compiled again.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib.resources import as_file, files

from app.commands.distance import distance_json
from app.example import EXAMPLE_FILE
from app.session import Session
from models.allocation import stand_ins  # noqa: F401  (so that the example opens at once)
from models.allocation.distances import Distances
from models.allocation.drag import Drag
from models.allocation.evaluator import Evaluator
from models.allocation.kept import kept_of, lay_ground
from models.allocation.reach import own_costs
from models.domain.errors import EditRefusedError
from models.domain.place import Place
from models.kernels.kernel import kernels_by_name, use_compiled, use_plain
from models.kernels.store import save_signatures
from models.scenario.apply import apply_edit
from models.scenario.edits import ClosePractice, Edit, MergePractices, MovePractice
from models.storage.project import ProjectFile


def main(part: str) -> None:
    """Compile a part and note that it is done."""
    if hasattr(os, "nice"):  # Windows is told by who starts this
        os.nice(10)
    use_plain()
    with (
        as_file(files("data").joinpath(EXAMPLE_FILE)) as example,
        ProjectFile.open(example, read_only=True) as project,
    ):
        session = Session(project)
    use_compiled()
    WORK[part](session)
    save_signatures(
        part,
        {
            name: list(kernel.dispatcher.signatures)
            for name, kernel in kernels_by_name().items()
            if kernel.was_called
        },
    )


def _drag(session: Session) -> None:
    """Drag a practice, then open as a project does: from nothing, and from what it keeps."""
    state, (number, other) = session.result.state, _pair(session)
    place = state.practices[number].place
    session.grab(number).to(place)
    session.distances.between(state.practices[number], [state.practices[other]])
    session.region.derived.clear()
    evaluator = Evaluator(Distances(session.region), state)
    Drag(evaluator, number).to(place)
    kept = kept_of(evaluator)
    assert kept is not None  # the example measures by road
    lay_ground(session.region, kept.ground)
    engine = Evaluator(Distances(session.region), state, (kept.result, kept.labels))
    Drag(engine, number).to(place)


def _edits(session: Session) -> None:
    """Close, merge and move a practice, each time back and forth; ask the way."""
    state, (number, other) = session.result.state, _pair(session)
    evaluator = Evaluator(session.distances, state)
    place = state.practices[number].place
    edits: tuple[Edit, ...] = (
        ClosePractice(number, "distribute"),
        MergePractices((number, other), other),
        MovePractice(number, Place(place.e + 20.0, place.n)),
    )
    for edit in edits:
        with suppress(EditRefusedError):
            evaluator.update(apply_edit(session.distances, state, edit).state)
            evaluator.update(state)
    distances, listed = session.distances, state.lists[number]
    joints = distances.joints(state.practices[number])
    own_costs(distances.ground, distances.workspace, joints, listed.squares)
    distance_json(session.region, place, state.practices[other].place)


def _pair(session: Session) -> tuple[str, str]:
    """Return two practices that have doctors and patients."""
    state = session.result.state
    some = [
        number
        for number, practice in sorted(state.practices.items())
        if practice.has_doctor and state.totals[number]
    ]
    return some[0], some[1]


WORK: Mapping[str, Callable[[Session], None]] = {"drag": _drag, "edits": _edits}
"""What is compiled side by side: two cores are what any laptop has."""


if __name__ == "__main__":
    main(sys.argv[1])
