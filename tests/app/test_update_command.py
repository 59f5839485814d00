"""The command update: what changes is told, scenarios stay, and nothing changes in a trial."""

import json
from pathlib import Path

import pytest

from app.__main__ import main
from app.session import Session
from app.updating import prepare
from models.allocation.evaluator import evaluate
from models.domain.text import Text
from models.importers.build import build_region
from models.importers.update import NewerFiles
from models.scenario.edits import ClosePractice, SetCapacity
from models.storage.project import ProjectFile
from tests.compare import assert_same_result
from tests.models.importers import world

VEST, ØST = world.REGISTER_ROWS


def quietly(_what: Text, _share: float) -> None:
    """Report to nobody."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a project with a scenario of two edits, as bytes."""
    folder = tmp_path_factory.mktemp("lavet")
    region, report = build_region(world.write_world(folder), quietly)
    with ProjectFile.create(folder / "p.praksis", region, report) as project:
        session = Session(project)
        session.choose(project.create_scenario("Plan A", None, "2015-2024"))
        session.make(SetCapacity("087331", 3, 0))
        session.make(ClosePractice("051912", "distribute"))
    return (folder / "p.praksis").read_bytes()


@pytest.fixture
def path(tmp_path: Path, made: bytes) -> Path:
    path = tmp_path / "p.praksis"
    path.write_bytes(made)
    return path


@pytest.fixture
def words(tmp_path: Path, path: Path) -> list[str]:
    """Return the command line that takes in a register without Vestby, Østby grown."""
    rows = [ØST.replace("1.350", "1.360").replace(";1,5;0;", ";2;0;")]
    register = world.write_text(
        tmp_path / "nyt.csv", world.REGISTER_HEADER, *rows, encoding="cp1252"
    )
    return ["update", str(path), "--practices", str(register), "--date", "2026-01-01"]


def test_what_changes_is_told_and_taken_in(
    words: list[str], path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 0
    said = capsys.readouterr().out
    assert "Lægen i Vestby (051912): 1 kapacitet, 500 tilmeldte" in said
    assert "Lægehuset Østby (087331): 1,5 kapaciteter → 2 kapaciteter" in said
    assert "Plan A: Lægen i Vestby nedlagt, patienter fordelt." in said
    assert "p.2025-01-01.praksis" in said
    with ProjectFile.open(path) as project:
        assert [practice.provider_number for practice in project.load_region().practices] == [
            "087331"
        ]


def test_a_register_in_several_files_is_taken_in_as_one(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [
        str(world.write_text(tmp_path / name, world.REGISTER_HEADER, row, encoding="cp1252"))
        for name, row in (("vest.csv", VEST), ("øst.csv", ØST.replace(";1,5;0;", ";2;0;")))
    ]
    words = ["update", str(path), "--practices", *files, "--date", "2026-01-01", "--json"]
    assert main(words) == 0
    changes = json.loads(capsys.readouterr().out)["changes"]
    assert [(change["kind"], change["provider_number"]) for change in changes] == [
        ("capacity", "087331")
    ]
    with ProjectFile.open(path) as project:
        region = project.load_region()
    assert [practice.provider_number for practice in region.practices] == ["051912", "087331"]
    assert any("(vest.csv, øst.csv)" in source for source in region.sources)


def test_scenarios_go_on_from_the_new_register(words: list[str], path: Path) -> None:
    main(words)
    with ProjectFile.open(path) as project:
        session = Session(project)
        session.choose(project.scenario_named("Plan A"))
        fits = [step.misfit is None for step in session.history.steps]
        assert fits == [True, False]
        assert session.result.state.practices["087331"].capacities == 3
        assert_same_result(session.result, evaluate(session.region, session.result.state))


def test_a_trial_changes_nothing(
    words: list[str], path: Path, made: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--dry-run"]) == 0
    assert "Intet er ændret." in capsys.readouterr().out
    assert path.read_bytes() == made
    assert [other.name for other in path.parent.glob("*.praksis")] == ["p.praksis"]


def test_the_changes_as_json(
    words: list[str], path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["copy"] == "p.2025-01-01.praksis"
    assert [(change["kind"], change["provider_number"]) for change in told["changes"]] == [
        ("gone", "051912"),
        ("capacity", "087331"),
        ("list", "087331"),
    ]
    assert told["changes"][1]["after"]["capacities"] == 2
    assert [(misfit["scenario"], misfit["edit"]["edit"]) for misfit in told["misfits"]] == [
        ("Plan A", "close")
    ]
    assert told["totals"]["practices"] == 1


def test_a_file_that_is_no_register_changes_nothing(
    words: list[str], path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(words[3]).write_text("Navn;Alder\nA;1\n", "utf-8")
    assert main(words) == 2
    assert "nyt.csv" in capsys.readouterr().err
    with ProjectFile.open(path) as project:
        assert len(project.load_region().practices) == 2
    assert [other.name for other in path.parent.glob("*.praksis")] == ["p.praksis"]


def test_the_session_goes_on_with_the_scenario_in_hand(words: list[str], path: Path) -> None:
    with ProjectFile.open(path) as project:
        session = Session(project)
        session.choose(project.scenario_named("Plan A"))
        rules = session.rules_of(None)
        newer = NewerFiles(Path(words[3]), None, "2026-01-01")
        prepared = prepare(project, session.region, newer, rules, quietly)
        fresh, copy = session.updated(prepared.update)
        assert fresh.scenario is not None
        assert fresh.scenario.name == "Plan A"
        assert_same_result(fresh.result, evaluate(fresh.region, fresh.result.state))
        assert copy.exists()
        assert fresh.region.reference_date == "2026-01-01"
