"""The command line tells why, as sentences and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.__main__ import EXIT_REFUSED, main
from models.domain.quality import QualityReport
from models.storage.project import ProjectFile
from tests.line_town import line_town, practice


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """Return a project with a scenario in which practice A has closed; B has room for 60."""
    town = line_town(
        homes=[(9, 30), (11, 50)],
        practices=[practice("A", 10, 200), practice("B", 12, 60), practice("C", 5, 100)],
        lists={"A": {0: 30, 1: 50}},
    )
    path, edits = tmp_path / "vejby.praksis", tmp_path / "luk.jsonl"
    ProjectFile.create(path, town, QualityReport(findings=())).close()
    edits.write_text('{"edit": "close", "practice": "A", "patients": "distribute"}')
    assert main(["edit", str(path), "--scenario", "Luk", str(edits)]) == 0
    return path


def test_a_square_of_a_closed_practice_is_explained_as_json(
    closed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    words = ["explain", str(closed), "--scenario", "Luk", "--square", "q0", "--practice", "A"]
    assert main([*words, "--json"]) == 0
    first = capsys.readouterr().out
    values = json.loads(first)
    assert (values["scenario"], values["persons"], values["unplaced"]) == ("Luk", 30, 0)
    assert [
        (t["provider_number"], t["distance_m"], t["room"], t["took"], t["ruling"])
        for t in values["tried"]
    ] == [("B", 3000, 10, 10, "full"), ("C", 4000, 100, 20, "took")]
    assert main([*words, "--json"]) == 0
    assert capsys.readouterr().out == first


def test_a_practice_alone_is_explained_in_rounds_and_in_words(
    closed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    words = ["explain", str(closed), "--scenario", "Luk", "--practice", "A"]
    assert main([*words, "--json"]) == 0
    rounds = json.loads(capsys.readouterr().out)["rounds"]
    assert [(r["closes"], r["placed"], r["waiting"]) for r in rounds] == [
        ("B", 60, 20),
        (None, 80, 0),
    ]
    assert main(words) == 0
    assert "Praksis A er nedlagt. 80 personer" in capsys.readouterr().out


@pytest.mark.parametrize(
    "question", [[], ["--practice", "Z"], ["--square", "q9"]], ids=["nothing", "practice", "square"]
)
def test_what_is_not_there_cannot_be_explained(
    closed: Path, question: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", str(closed), "--scenario", "Luk", *question]) == EXIT_REFUSED
    assert capsys.readouterr().err.rstrip().endswith(".")


def test_a_script_may_leave_the_optimal_distribution_to_be_worked_out(
    closed: Path, tmp_path: Path
) -> None:
    edits = tmp_path / "optimalt.jsonl"
    edits.write_text('{"edit": "close", "practice": "A", "patients": "optimal"}')
    assert main(["edit", str(closed), "--scenario", "Optimalt", str(edits)]) == 0
    with ProjectFile.open(closed, read_only=True) as project:
        scenario = project.scenario_named("Optimalt")
        assert scenario is not None
        (row,) = project.edits(scenario.id)
    assert json.loads(row.json)["placed"] == {"B": {"q0": 10, "q1": 50}, "C": {"q0": 20}}
