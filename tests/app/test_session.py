from pathlib import Path

import pytest

from app.fresh import make_in_scenario
from app.session import STEP_S, Session
from models.allocation.evaluator import evaluate
from models.domain.errors import EditRefusedError, ProjectError
from models.scenario.edits import ClosePractice, SetCapacity, SetLimit
from models.storage.project import ProjectFile
from tests.compare import assert_same_result


def first(session: Session) -> str:
    return min(session.result.state.practices)


def test_the_baseline_cannot_be_changed(session: Session) -> None:
    with pytest.raises(EditRefusedError):
        session.make(ClosePractice(first(session), "distribute"))


def test_an_edit_of_the_baseline_goes_into_a_new_scenario(session: Session) -> None:
    make_in_scenario(session, ClosePractice(first(session), "distribute"), "Scenarie")
    assert [row.name for row in session.project.scenarios()] == ["Scenarie 1"]
    session.choose(None)
    assert session.result is not None
    assert len(session.result.state.practices) == len(session.region.practices)


def test_a_refused_edit_of_the_baseline_leaves_no_scenario_behind(session: Session) -> None:
    with pytest.raises(EditRefusedError):
        make_in_scenario(session, SetCapacity(first(session), -1, 0), "Scenarie")
    assert session.project.scenarios() == ()
    assert session.scenario is None


def test_history_and_redo_survive_closing_the_project(project_path: Path) -> None:
    with ProjectFile.open(project_path) as project:
        session = Session(project)
        make_in_scenario(session, SetCapacity(first(session), 3, 1), "Scenarie")
        session.make(ClosePractice(first(session), "distribute"))
        session.jump(1)
        kept = session.result
    with ProjectFile.open(project_path) as project:
        session = Session(project)
        session.choose(project.scenarios()[0])
        assert session.history.position == 1
        assert len(session.history.steps) == 2
        assert_same_result(session.result, kept)
        session.jump(2)
        assert len(session.result.state.practices) == len(session.region.practices) - 1


def test_an_edit_that_cannot_be_stored_leaves_everything_as_it_was(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_in_scenario(session, SetCapacity(first(session), 3, 1), "Scenarie")
    session.make(SetCapacity(first(session), 4, 1))
    session.jump(1)
    before, steps = session.result, session.history.steps

    def full(*_: object, **__: object) -> None:
        raise ProjectError("Disken er fuld.", "The disk is full.")

    monkeypatch.setattr(session.project, "append_edit", full)
    with pytest.raises(ProjectError):
        session.make(ClosePractice(first(session), "distribute"))
    assert session.result is before
    assert session.history.steps == steps
    assert session.history.position == 1


def test_switching_between_scenarios_gives_what_evaluating_each_afresh_gives(
    session: Session,
) -> None:
    numbers = sorted(session.result.state.practices)
    make_in_scenario(session, ClosePractice(numbers[0], "distribute"), "Scenarie")
    session.choose(None)
    make_in_scenario(session, ClosePractice(numbers[1], "distribute"), "Scenarie")
    for row in (*session.project.scenarios(), None):
        result = session.choose(row)
        assert_same_result(result, evaluate(session.region, result.state))


def test_deleting_the_scenario_in_hand_goes_back_to_the_baseline(session: Session) -> None:
    make_in_scenario(session, ClosePractice(first(session), "distribute"), "Scenarie")
    scenario = session.scenario
    assert scenario is not None
    session.delete(scenario.id)
    assert session.scenario is None
    session.restore(scenario.id)
    assert session.scenario is not None
    assert session.history.position == 1


def test_a_stored_edit_that_no_longer_fits_keeps_its_place_and_does_nothing(
    session: Session,
) -> None:
    number = first(session)
    make_in_scenario(session, SetLimit(number, 1700), "Scenarie")
    scenario = session.scenario
    assert scenario is not None
    session.project.append_edit(scenario.id, ClosePractice("findes ikke", "distribute"))
    session.project.append_edit(scenario.id, SetCapacity(number, 3, 1))
    fresh = Session(session.project)
    fresh.choose(session.project.scenarios()[0])
    assert fresh.history.position == 3
    (misfit,) = fresh.history.misfits
    assert misfit.edit == ClosePractice("findes ikke", "distribute")
    assert misfit.misfit is not None
    assert "findes ikke i scenariet" in misfit.misfit.da
    practice = fresh.result.state.practices[number]
    assert (practice.own_limit, practice.capacities) == (1700, 3)
    fresh.jump(1)
    assert fresh.history.misfits == ()


def test_steps_of_one_value_are_one_edit_that_is_stored_at_every_step(session: Session) -> None:
    number = first(session)
    make_in_scenario(session, SetCapacity(number, 3, 1), "Scenarie")
    for capacities in (4, 5, 6):
        session.make(SetCapacity(number, capacities, 1), by_steps=True)
        stored = session.project.edits(session.scenario.id)
        assert [row.edit for row in stored] == [
            SetCapacity(number, 3, 1),
            SetCapacity(number, capacities, 1),
        ]
    assert session.history.position == 2
    session.jump(1)
    assert session.result.state.practices[number].capacities == 3
    assert_same_result(session.result, evaluate(session.region, session.result.state))


def test_steps_of_another_value_or_after_a_while_are_edits_of_their_own(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = first(session)
    clock = [0.0]
    monkeypatch.setattr("app.session.monotonic", lambda: clock[0])
    make_in_scenario(session, SetCapacity(number, 3, 0), "Scenarie")
    session.make(SetCapacity(number, 4, 0), by_steps=True)
    session.make(SetCapacity(number, 4, 1), by_steps=True)
    session.make(SetLimit(number, 1_700), by_steps=True)
    session.make(SetLimit(number, 1_750), by_steps=True)
    clock[0] = STEP_S
    session.make(SetLimit(number, 1_800), by_steps=True)
    assert [step.edit for step in session.history.steps][1:] == [
        SetCapacity(number, 4, 0),
        SetCapacity(number, 4, 1),
        SetLimit(number, 1_750),
        SetLimit(number, 1_800),
    ]


def test_a_step_that_cannot_be_stored_leaves_the_one_before(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = first(session)
    make_in_scenario(session, SetLimit(number, 1_700), "Scenarie", by_steps=True)
    before = session.result

    def full(*_: object, **__: object) -> None:
        raise ProjectError("Disken er fuld.", "The disk is full.")

    monkeypatch.setattr(session.project, "append_edit", full)
    with pytest.raises(ProjectError):
        session.make(SetLimit(number, 1_750), by_steps=True)
    assert [step.edit for step in session.history.steps] == [SetLimit(number, 1_700)]
    assert session.result is before
    assert_same_result(session._evaluator.update(before.state), before)


def test_a_project_just_made_is_whole_though_nothing_can_be_kept_in_it(
    project_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[object] = []

    def full(*found: object) -> bool:
        kept.append(found)
        raise ProjectError("Der er ikke plads på disken.", "The disk is full.")

    monkeypatch.setattr(ProjectFile, "keep", full)
    with ProjectFile.open(project_path) as project:
        Session(project).keep_first_result()
    assert len(kept) == 1
