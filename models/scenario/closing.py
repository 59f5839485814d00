"""The edit that closed a practice, and what became of its patients, made again."""

from __future__ import annotations

from typing import NamedTuple

from models.allocation.distances import Distances
from models.allocation.redistribute import Assignment
from models.allocation.state import State
from models.domain.practice import ProviderNumber
from models.scenario.apply import distribution_of
from models.scenario.edits import DISTRIBUTED, ClosePractice, takes_out
from models.scenario.history import History, Step


class Closing(NamedTuple):
    """The edit that took a practice out, and the state it was made on."""

    step: Step
    before: State


def closing_of(history: History, number: ProviderNumber) -> Closing | None:
    """Return the edit in force that took a practice out of the scenario."""
    for at in range(history.position - 1, -1, -1):
        step = history.steps[at]
        if step.misfit is None and takes_out(step.edit, number):
            return Closing(step, history.steps[at - 1].state if at else history.baseline)
    return None


def is_distributed(closing: Closing) -> bool:
    """Whether the patients of a closed practice were distributed, in one way or another."""
    edit = closing.step.edit
    return isinstance(edit, ClosePractice) and edit.patients in DISTRIBUTED


def has_rounds(closing: Closing) -> bool:
    """Whether the patients were distributed the nearest first, so that there is a domino."""
    edit = closing.step.edit
    return isinstance(edit, ClosePractice) and edit.patients == "distribute"


def replay(distances: Distances, closing: Closing) -> Assignment:
    """Return how the patients of a closed practice were placed, pair by pair."""
    edit = closing.step.edit
    if not isinstance(edit, ClosePractice):
        raise TypeError(type(edit).__name__)
    return distribution_of(distances, closing.before, edit)
