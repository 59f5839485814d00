"""What is kept from one result to the next is what would be made from nothing."""

from __future__ import annotations

from app.presentation import ShownMarks, ShownRows, practice_marks
from app.session import Session
from models.domain.place import Place
from models.domain.practice import Form
from models.scenario.edits import ClosePractice, MergePractices, MovePractice, OpenPractice


def test_marks_and_rows_kept_over_edits_are_those_made_from_nothing(session: Session) -> None:
    first, second, third, *_ = session.before.state.practices
    place = session.before.state.practices[first].place
    municipality = session.result.practices.municipality_of(first)
    shown, rows = ShownMarks(), ShownRows()

    def is_as_from_nothing() -> bool:
        now = session.result, session.before
        marks_are = shown.of(*now) == practice_marks(*now)
        places = (municipality, None)
        return marks_are and all(rows.of(*now, at) == ShownRows().of(*now, at) for at in places)

    assert is_as_from_nothing()
    session.choose(session.project.create_scenario("Ny", None, session.before.state.rules.id))
    for edit in (
        MovePractice(first, Place(place.e + 300, place.n)),
        ClosePractice(first, "distribute"),
        OpenPractice("0NY", "Ny praksis", place, Form.PARTNERSHIP, 2),
        MergePractices((second, third), third),
        ClosePractice("0NY", "distribute"),
    ):
        session.make(edit)
        assert is_as_from_nothing(), edit
    for position in (3, 0, 5):
        session.jump(position)
        assert is_as_from_nothing(), position
    session.judge_by("2025")
    assert is_as_from_nothing()
    session.choose(None)
    assert is_as_from_nothing()
