"""The edits of one scenario in order, with the states they lead through; any point is near."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.allocation.distances import Distances
from models.allocation.state import State
from models.domain.errors import EditRefusedError
from models.domain.text import Text
from models.scenario.apply import apply_edit
from models.scenario.edits import Edit
from models.scenario.effects import Effects
from models.scenario.settle import settled


@dataclass(frozen=True)
class Step:
    """One edit that was made, the state it led to, and what it did.

    `misfit` says why a stored edit no longer fits; it then did nothing.
    """

    edit: Edit
    state: State
    effects: Effects
    misfit: Text | None = None


class History:
    """Edits made one after another; some of the last may be undone and wait to be redone.

    Knows no window and no file. States share what edits left alone, so that keeping all of
    them is cheap and going back is taking up an old one.

    Attributes
    ----------
    baseline : State
    position : int
        How many of the edits hold now.
    """

    def __init__(self, distances: Distances, baseline: State) -> None:
        self._distances = distances
        self.baseline = baseline
        self._steps: list[Step] = []
        self.position = 0

    @classmethod
    def replay(
        cls, distances: Distances, baseline: State, edits: Sequence[Edit], position: int
    ) -> History:
        """Return the history that stored edits give; the undone ones wait to be redone.

        An edit that no longer fits keeps its place and does nothing (`Step.misfit`).
        """
        history = cls(distances, baseline)
        for edit in edits:
            try:
                history.make(edit)
            except EditRefusedError as error:
                history._steps.append(Step(edit, history.state, Effects(), error.text))
                history.position += 1
        history.jump(position)
        return history

    @property
    def state(self) -> State:
        """The state at the current position."""
        return self._steps[self.position - 1].state if self.position else self.baseline

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every edit, undone ones included."""
        return tuple(self._steps)

    @property
    def misfits(self) -> tuple[Step, ...]:
        """The edits in force that no longer fit."""
        return tuple(step for step in self._steps[: self.position] if step.misfit is not None)

    @property
    def can_undo(self) -> bool:
        """Whether any edit holds."""
        return self.position > 0

    @property
    def can_redo(self) -> bool:
        """Whether an undone edit waits."""
        return self.position < len(self._steps)

    def make(self, edit: Edit) -> Step:
        """Apply an edit after the current position; undone edits are dropped.

        An optimal distribution that is still to be worked out is worked out first: the step's
        edit holds it.

        Raises EditRefusedError and leaves everything as it was if the edit is refused.
        """
        edit = settled(self._distances, self.state, edit)
        state, effects = apply_edit(self._distances, self.state, edit)
        step = Step(edit, state, effects)
        self._steps[self.position :] = [step]
        self.position += 1
        return step

    def mark(self) -> tuple[tuple[Step, ...], int]:
        """Return what `restore` needs to come back to this very history, redo included."""
        return self.steps, self.position

    def restore(self, mark: tuple[tuple[Step, ...], int]) -> None:
        """Come back to the history that `mark` described."""
        self._steps, self.position = list(mark[0]), mark[1]

    def jump(self, position: int) -> State:
        """Go to the state after `position` edits, 0 being the baseline."""
        if not 0 <= position <= len(self._steps):
            raise IndexError(position)
        self.position = position
        return self.state
