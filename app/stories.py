"""What an edit did, as a sentence that can be read aloud in the meeting."""

from __future__ import annotations

from app.desk import Desk
from models.scenario.edits import ClosePractice, MergePractices, OpenPractice
from models.scenario.history import Step
from widgets.words.story import Piece, closing_story, merging_story, opening_story


def story_of(desk: Desk, step: Step) -> list[Piece]:
    """Return the pieces of the sentence; empty where the figures say it all."""
    match step.edit:
        case ClosePractice():
            return _closing(desk, step, step.edit)
        case MergePractices():
            return _merging(desk, step, step.edit)
        case OpenPractice():
            figures = desk.result.practices.get(step.edit.practice)
            persons = 0 if figures is None else figures.nearest_persons
            return opening_story(desk.words, step.edit.name, persons)
    return []


def _closing(desk: Desk, step: Step, edit: ClosePractice) -> list[Piece]:
    if edit.practice in step.state.practices:
        return []
    # persons who had no place before may have found one as well; they are another story
    flows = [flow for flow in step.effects.flows if flow.source == edit.practice]
    unplaced = step.effects.unplaced.total
    return closing_story(
        desk.words,
        desk.name_of(edit.practice),
        sum(flow.persons for flow in flows) + unplaced,
        [(desk.name_of(flow.target), flow.persons) for flow in flows],
        unplaced,
        (step.state.rules.reach_m or step.state.rules.limit_m) / 1000,
    )


def _merging(desk: Desk, step: Step, edit: MergePractices) -> list[Piece]:
    merged = step.state.practices[edit.into]
    total = step.state.totals[edit.into]
    limit = step.state.limit_of(merged)
    return merging_story(
        desk.words,
        [desk.name_of(number) for number in edit.practices],
        merged.name,
        total,
        merged.capacities,
        total / limit if limit else 1.0,
    )
