"""Rule packs in a project: chosen by scenario, copied, changed, deleted, named everywhere."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.__main__ import main
from app.fresh import make_in_scenario
from app.session import Session
from models.allocation.evaluator import evaluate
from models.domain.errors import EditRefusedError, ProjectError
from models.domain.rules import VALUES, Measure, RulePack
from models.report.rules import NAMES, value_lines
from models.scenario.edits import ClosePractice, SetLimit
from models.storage.project import ProjectFile
from tests.compare import assert_same_result


def own_pack(session: Session, **changes: object) -> RulePack:
    pack = replace(session.pack("2008"), id="vores", **changes)  # type: ignore[arg-type]
    session.save_pack(pack)
    return pack


def first(session: Session) -> str:
    return min(session.result.state.practices)


def test_a_scenario_is_judged_by_another_pack_and_so_is_today_beside_it(session: Session) -> None:
    make_in_scenario(session, ClosePractice(first(session), "distribute"), "Plan")
    pack = own_pack(session, limit_m=4_000, norm_per_capacity=30, measure=Measure.STRAIGHT_LINE)
    session.judge_by("vores")
    assert session.result.state.rules == session.before.state.rules == pack
    assert_same_result(session.result, evaluate(session.region, session.history.state))
    session.choose(None)
    assert session.result.state.rules.id == "2015-2024"


def test_the_choice_is_stored_with_the_scenario(project_path: Path) -> None:
    with ProjectFile.open(project_path) as project:
        session = Session(project)
        make_in_scenario(session, ClosePractice(first(session), "distribute"), "Plan")
        session.judge_by("2025")
    with ProjectFile.open(project_path) as project:
        session = Session(project)
        session.choose(project.scenarios()[0])
        assert session.result.state.rules.id == "2025"


def test_today_can_be_judged_by_another_pack_and_new_scenarios_follow(session: Session) -> None:
    session.judge_by("2025")
    make_in_scenario(session, ClosePractice(first(session), "distribute"), "Plan")
    assert session.scenario is not None
    assert session.scenario.rules_id == "2025"


def test_a_changed_pack_judges_anew_what_it_judges(session: Session) -> None:
    own_pack(session)
    session.judge_by("vores")
    wide = session.result.region.persons_beyond_limit
    own_pack(session, limit_m=1_000)
    assert session.result.state.rules.limit_m == 1_000
    assert session.result.region.persons_beyond_limit > wide


def test_a_pack_that_came_with_the_program_is_neither_changed_nor_deleted(
    session: Session,
) -> None:
    with pytest.raises(EditRefusedError, match="kopi"):
        session.save_pack(replace(session.pack("2025"), norm_per_capacity=1450))
    with pytest.raises(EditRefusedError):
        session.delete_pack("2025")


def test_a_pack_in_use_is_not_deleted_and_one_that_is_not_goes(session: Session) -> None:
    own_pack(session)
    make_in_scenario(session, ClosePractice(first(session), "distribute"), "Plan")
    session.judge_by("vores")
    with pytest.raises(EditRefusedError, match="Plan"):
        session.delete_pack("vores")
    session.judge_by("2008")
    session.delete_pack("vores")
    assert [pack.id for pack in session.packs] == ["2008", "2015-2024", "2025"]
    assert session.packs == session.project.rule_packs()


def test_a_pack_by_which_today_is_judged_is_not_deleted(session: Session) -> None:
    own_pack(session)
    session.judge_by("vores")
    with pytest.raises(EditRefusedError, match="I dag"):
        session.delete_pack("vores")


@pytest.mark.parametrize(
    "changes",
    [
        {"norm_per_capacity": 0},
        {"norm_per_capacity": 2_600},
        {"norm_by_area": {"M1": 2_600}},
        {"limit_m": 0},
        {"limit_m_by_municipality": {"M1": -1}},
        {"reach_m": 0},
        {"choices_needed": 0},
        {"numbers_per_owner": 0},
        {"unit_persons_least": 9_000, "unit_persons_most": 8_000},
        {"age_weights": (1.0, 1.0)},
        {"group_weights": (1.0, 1.0, 1.0, 1.0, -1.0)},
    ],
    ids=str,
)
def test_values_that_cannot_be_are_refused_and_nothing_is_stored(
    session: Session, changes: dict[str, object]
) -> None:
    with pytest.raises(EditRefusedError) as refused:
        own_pack(session, **changes)
    assert refused.value.text.en.endswith(".")
    assert len(session.project.rule_packs()) == 3


def test_the_ceiling_refuses_a_higher_limit_and_says_which_rules_have_it(
    session: Session,
) -> None:
    session.judge_by("2008")
    make_in_scenario(session, SetLimit(first(session), 2_542), "Plan")
    with pytest.raises(EditRefusedError, match="Perspektivplan 2008"):
        session.make(SetLimit(first(session), 2_543))


def test_an_edit_above_another_packs_ceiling_is_passed_over_and_comes_back(
    session: Session,
) -> None:
    make_in_scenario(session, SetLimit(first(session), 2_700), "Plan")
    session.judge_by("2008")
    assert len(session.history.misfits) == 1
    session.judge_by("2015-2024")
    assert session.history.misfits == ()
    assert session.result.state.practices[first(session)].own_limit == 2_700


def test_every_value_has_a_name_and_a_line_in_both_languages(session: Session) -> None:
    assert set(NAMES) == set(VALUES)
    for language in ("da", "en"):
        lines = list(value_lines(session.pack("2025"), language))  # type: ignore[arg-type]
        assert len(lines) == len(VALUES)
    assert "Afstandsgrænse: 15 km" in "\n".join(value_lines(session.pack("2008"), "da"))


def test_the_command_prints_every_pack_and_what_it_judges(
    project_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", str(project_path), "--json"]) == 0
    packs = {pack["id"]: pack for pack in json.loads(capsys.readouterr().out)}
    assert packs["2015-2024"]["judges"] == ["I dag"]
    norm = packs["2025"]["values"]["norm_per_capacity"]
    assert (norm["value"], norm["source"]["settled"]) == (1600, False)
    assert main(["rules", str(project_path)]) == 0
    said = capsys.readouterr().out
    assert "Normtal pr. kapacitet" in said
    assert "Dragør: 5 km" in said


def test_packs_name_the_projects_own_areas(session: Session) -> None:
    areas = session.region.municipalities
    municipalities, coverage = session.project.area_names()
    assert municipalities == dict(zip(areas.codes, areas.names, strict=True))
    assert coverage == session.region.coverage.areas.name_of_code


def test_the_command_evaluate_can_judge_by_another_pack(
    project_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", str(project_path), "--rules", "2008", "--json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert values["rules"] == "2008"
    assert main(["evaluate", str(project_path), "--rules", "1899", "--json"]) == 2
    assert "1899" in capsys.readouterr().err


def test_the_command_edit_can_name_the_pack_of_the_scenario(project_path: Path) -> None:
    edits = project_path.with_name("e.jsonl")
    with ProjectFile.open(project_path, read_only=True) as project:
        number = project.load_region().practices[0].provider_number
    edits.write_text(json.dumps({"edit": "limit", "practice": number, "per_capacity": 1800}))
    command = ["edit", str(project_path), "--scenario", "Plan"]
    assert main([*command, "--rules", "2008", str(edits)]) == 0
    assert rules_of(project_path) == "2008"
    assert main([*command, "--rules", "2025", str(edits)]) == 0
    assert rules_of(project_path) == "2025"
    edits.write_text(json.dumps({"edit": "limit", "practice": number, "per_capacity": 2600}))
    assert main([*command, "--rules", "2008", str(edits)]) == 2
    assert rules_of(project_path) == "2025"
    with pytest.raises(ProjectError), ProjectFile.open(project_path) as project:
        Session(project, judged_by="1899")


def rules_of(path: Path) -> str:
    with ProjectFile.open(path, read_only=True) as project:
        (scenario,) = project.scenarios()
        return scenario.rules_id


def test_an_edits_checks_are_stored_with_it_and_come_back(project_path: Path) -> None:
    with ProjectFile.open(project_path) as project:
        session = Session(project)
        edit = ClosePractice(first(session), "distribute")
        expected = session.preview(edit)
        assert session.scenario is None
        make_in_scenario(session, edit, "Plan")
        assert session.checks_at(1) == expected != ()
        assert_same_result(session.result, evaluate(session.region, session.history.state))
    with ProjectFile.open(project_path) as project:
        session = Session(project)
        session.choose(project.scenarios()[0])
        assert session.known_checks() == (expected,)


def test_checks_by_other_rules_are_made_anew(session: Session) -> None:
    make_in_scenario(session, ClosePractice(first(session), "distribute"), "Plan")
    by_first = session.checks_at(1)
    own_pack(session, limit_m=1_000, choices_needed=1)
    session.judge_by("vores")
    assert session.known_checks() == (None,)
    assert session.checks_at(1) != by_first
    assert_same_result(session.result, evaluate(session.region, session.history.state))
    session.judge_by("2015-2024")
    assert session.checks_at(1) == by_first


def test_checks_of_an_edit_that_cannot_be_stored_are_not_kept(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_in_scenario(session, SetLimit(first(session), 1_700), "Plan")
    before = session.result

    def full(*_: object, **__: object) -> None:
        raise ProjectError("Disken er fuld.", "The disk is full.")

    monkeypatch.setattr(session.project, "append_edit", full)
    with pytest.raises(ProjectError):
        session.make(ClosePractice(first(session), "distribute"))
    assert len(session.known_checks()) == 1
    assert_same_result(session.result, before)
    session.jump(0)
    session.jump(1)
    assert_same_result(session.result, before)


def test_the_command_evaluate_tells_the_checks_of_every_edit(
    project_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with ProjectFile.open(project_path) as project:
        session = Session(project)
        make_in_scenario(session, ClosePractice(first(session), "distribute"), "Plan")
        expected = [check.to_json() for check in session.checks_at(1)]
    assert main(["evaluate", str(project_path), "--scenario", "Plan 1", "--json"]) == 0
    (edit,) = json.loads(capsys.readouterr().out)["edits"]
    assert edit["edit"]["edit"] == "close"
    assert edit["checks"] == expected
