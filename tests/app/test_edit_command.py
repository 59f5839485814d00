"""The commands edit, evaluate and distance: a file is applied whole, or nothing is."""

import json
from pathlib import Path

import pytest

from app.__main__ import main
from models.storage.project import ProjectFile
from tests.towns import E0, N0


@pytest.fixture
def numbers(project_path: Path) -> list[str]:
    with ProjectFile.open(project_path, read_only=True) as project:
        return [practice.provider_number for practice in project.load_region().practices]


def lines(*edits: dict) -> str:
    return "\n".join(json.dumps(edit, ensure_ascii=False) for edit in edits)


def edit(project: Path, text: str, *options: str, encoding: str = "utf-8") -> int:
    file = project.with_name("ændringer.jsonl")
    file.write_bytes(text.encode(encoding))
    return main(["edit", str(project), "--scenario", "Prøve", *options, str(file)])


def edits_of(project: Path, name: str = "Prøve") -> list[str]:
    with ProjectFile.open(project, read_only=True) as opened:
        scenario = opened.scenario_named(name)
        return [] if scenario is None else [row.json for row in opened.edits(scenario.id)]


def test_every_edit_of_the_contract_is_taken(project_path: Path, numbers: list[str]) -> None:
    place = [E0 + 3000, N0 + 3000]
    first, second, third, fourth, fifth, sixth = numbers
    edits = [
        {"edit": "move", "practice": first, "to": place, "note": "Fra mødet i Ærøskøbing"},
        {"edit": "capacity", "practice": first, "capacities": 4, "vacant": 1},
        {"edit": "limit", "practice": first, "per_capacity": 1800},
        {"edit": "intake", "practice": first, "status": "selective", "postcodes": ["P1"]},
        {"edit": "intake", "practice": first, "status": "automatic"},
        {"edit": "open", "practice": "NEW1", "name": "Ny", "at": place}
        | {"form": "partnership", "capacities": 3},
        {"edit": "satellite", "of": "NEW1", "at": place, "days": 2},
        {"edit": "merge", "practices": [first, second], "into": second, "at": place},
        {"edit": "merge", "practices": [second, third], "into": third},
        {"edit": "close", "practice": fourth, "patients": "tender"},
        {"edit": "close", "practice": fifth, "patients": "satellite", "to": sixth},
        {"edit": "close", "practice": sixth, "patients": "distribute"},
        {"edit": "close", "practice": "NEW1", "patients": "successor", "to": third},
        {"edit": "close", "practice": third, "patients": "regional"},
    ]
    assert edit(project_path, lines(*edits)) == 0
    assert [json.loads(stored) for stored in edits_of(project_path)] == edits


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_byte_order_mark_line_ends_and_empty_lines_do_not_matter(
    project_path: Path, numbers: list[str], encoding: str, end: str
) -> None:
    limit = {"edit": "limit", "practice": numbers[0], "per_capacity": 1800, "note": "a\u2028b"}
    text = f"{end}{lines(limit)}{end}{end}{lines(limit)}{end}"
    assert edit(project_path, text, encoding=encoding) == 0
    assert len(edits_of(project_path)) == 2


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('{"edit": "close", "practice": "999999", "patients": "distribute"}', "999999"),
        ('{"edit": "capacity", "practice": "{0}", "capacities": -1, "vacant": 0}', "mellem 0 og"),
        ('{"edit": "move", "practice": "{0}", "to": [NaN, 1]}', "øst, nord"),
        ('{"edit": "limit", "practice": "{0}"}', "per_capacity"),
        ("[" * 100_000, "ikke JSON"),
        ("{", "ikke JSON"),
    ],
)
def test_one_refused_edit_names_its_line_and_nothing_is_applied(
    project_path: Path,
    numbers: list[str],
    capsys: pytest.CaptureFixture[str],
    wrong: str,
    said: str,
) -> None:
    before = project_path.read_bytes()
    good = lines({"edit": "limit", "practice": numbers[0], "per_capacity": 1800})
    assert edit(project_path, f"{good}\n\n{wrong.replace('{0}', numbers[0])}\n{good}") == 2
    told = capsys.readouterr()
    assert "linje 3:" in told.err
    assert said in told.err
    assert told.out == ""
    assert edits_of(project_path) == []
    assert len(project_path.read_bytes()) == len(before)


def test_a_new_scenario_starts_from_the_one_named(project_path: Path, numbers: list[str]) -> None:
    limit = {"edit": "limit", "practice": numbers[0], "per_capacity": 1800}
    close = {"edit": "close", "practice": numbers[1], "patients": "distribute"}
    edit(project_path, lines(limit))
    file = project_path.with_name("mere.jsonl")
    file.write_text(lines(close), "utf-8")
    words = ["edit", str(project_path), "--scenario", "Anden", "--from", "prøve", str(file)]
    assert main(words) == 0
    assert [json.loads(stored) for stored in edits_of(project_path, "Anden")] == [limit, close]


@pytest.mark.parametrize("name", ["I dag", "Today", " ", "x" * 200])
def test_a_name_that_no_scenario_can_have_is_refused(
    project_path: Path, numbers: list[str], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = project_path.with_name("ændringer.jsonl")
    file.write_text(lines({"edit": "limit", "practice": numbers[0], "per_capacity": 1800}))
    assert main(["edit", str(project_path), "--scenario", name, str(file)]) == 2
    assert capsys.readouterr().err
    with ProjectFile.open(project_path, read_only=True) as project:
        assert project.scenarios(with_deleted=True) == ()


def test_evaluate_gives_the_same_bytes_twice(
    project_path: Path, numbers: list[str], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    edit(project_path, lines({"edit": "close", "practice": numbers[0], "patients": "distribute"}))
    words = ["evaluate", str(project_path), "--scenario", "Prøve", "--against", "I dag", "--json"]
    capsysbinary.readouterr()
    said = []
    for _ in range(2):
        assert main(words) == 0
        said.append(capsysbinary.readouterr().out)
    assert said[0] == said[1]
    assert b"\r" not in said[0]
    values = json.loads(said[0].decode("utf-8"))
    assert values["scenario"] == "Prøve"
    assert values["against"]["scenario"] == "I dag"


def test_distance_has_the_keys_of_the_contract(
    project_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = [f"{E0},{N0}", f"{E0 + 6000},{N0 + 3000}"]
    words = ["distance", str(project_path), "--from", where[0], "--to", where[1], "--json"]
    assert main(words) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer.keys() >= {"distance_m", "seconds", "access_m", "ferries", "straight_line_m"}
    assert answer["distance_m"] >= answer["straight_line_m"] > 0


@pytest.mark.parametrize("place", ["nan,1", "1e300,1", "inf,-inf", "1", "1,2,3", "a,b"])
def test_a_place_that_is_none_is_refused_like_any_wrong_argument(
    project_path: Path, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["distance", str(project_path), "--from", place, "--to", "1,1"])
    assert ended.value.code == 2
    assert "EPSG:25832" in capsys.readouterr().err
