"""The command areas: the gross list as text and JSON, and areas proposed on the way."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.__main__ import main
from models.domain.quality import QualityReport
from models.geography.areas import TownLabel
from models.geography.coverage import NO_COVERAGE
from models.report.threatened import WEIGHING_SETTING, Weighing
from models.storage.project import ProjectFile
from tests.line_town import at_km
from tests.small_town import RULES, small_town


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the small town as a project."""
    path = tmp_path / "vejby.praksis"
    ProjectFile.create(path, small_town(), QualityReport(), [RULES]).close()
    return path


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Give the small town with two towns and no coverage areas."""
    towns = (TownLabel("Vestby", at_km(2), 2_000), TownLabel("Østby", at_km(16), 1_500))
    path = tmp_path / "bar.praksis"
    region = replace(small_town(), towns=towns, coverage=NO_COVERAGE)
    ProjectFile.create(path, region, QualityReport(), [RULES]).close()
    return path


def test_the_most_threatened_area_comes_first(path: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["areas", str(path)]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("  1 Øst  ")
    assert "Den eneste praksis er lukket for tilgang" in first
    assert second.startswith("  2 Vest ")


def test_json_has_the_planners_weights(path: Path, capsys: pytest.CaptureFixture) -> None:
    turned = Weighing({**Weighing().weights, "choice": 4}, red=80.0)
    with ProjectFile.open(path) as project:
        project.set_setting(WEIGHING_SETTING, turned.to_json())
    assert main(["areas", str(path), "--json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert values["weights"]["choice"] == 4
    assert [(row["name"], row["threatened"]) for row in values["areas"]] == [
        ("Øst", "yellow"),
        ("Vest", "yellow"),
    ]


def test_evaluate_says_the_same_of_each_area(path: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["evaluate", str(path), "--json"]) == 0
    values = json.loads(capsys.readouterr().out)
    west, east = values["areas"]
    assert (west["code"], west["name"], west["persons"]) == ("1", "Vest", 2_000)
    assert (east["threatened"], east["rank"], east["practices_closed"]) == ("red", 1, 1)
    assert [row["area"] for row in values["practices"]] == ["1", "2"]
    assert [row["room_wished"] for row in values["practices"]] == [300, 200]
    assert (values["region"]["room"], values["region"]["room_wished"]) == (1_300, 500)


def test_two_scenarios_are_compared_area_by_area(path: Path, capsys: pytest.CaptureFixture) -> None:
    with ProjectFile.open(path) as project:
        project.create_scenario("Uændret", None, RULES.id)
    assert main(["evaluate", str(path), "--against", "Uændret", "--json"]) == 0
    compared = json.loads(capsys.readouterr().out)["against"]
    assert compared["areas"][1]["change"]["score"] == 0


def test_a_project_without_areas_says_how_to_get_them(
    bare: Path, capsys: pytest.CaptureFixture
) -> None:
    assert main(["areas", str(bare)]) == 2
    assert "--propose" in capsys.readouterr().err


def test_proposed_areas_are_stored(bare: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["areas", str(bare), "--propose", "2"]) == 0
    assert "Vestby" in capsys.readouterr().out
    with ProjectFile.open(bare) as project:
        coverage = project.load_region().coverage
    assert coverage.areas.names == ("Vestby", "Østby")
    assert coverage.of_square.tolist() == [0, 0, 0, 1, 1, 1]


def test_no_areas_are_refused_and_nothing_is_changed(
    path: Path, capsys: pytest.CaptureFixture
) -> None:
    assert main(["areas", str(path), "--propose", "0"]) == 2
    assert "1 eller derover" in capsys.readouterr().err
    with ProjectFile.open(path) as project:
        assert project.load_region().coverage.areas.names == ("Vest", "Øst")


def test_access_stands_with_each_area(path: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["areas", str(path), "--json"]) == 0
    east = json.loads(capsys.readouterr().out)["areas"][0]
    assert east["access"]["praksiskort.access.two_step"] == 5.83
