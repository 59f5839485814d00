"""The commands new and check: a whole project and its report, or a sentence and no file."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from app.__main__ import main
from app.session import Session
from models.storage.project import ProjectFile
from tests.models.importers.world import write_world


@pytest.fixture
def words(tmp_path: Path) -> list[str]:
    """Give the command line that makes a project of the small world."""
    files = tmp_path / "filer"
    files.mkdir()
    inputs = write_world(files)
    options = {
        "--areas": inputs.areas,
        "--practices": inputs.practices,
        "--roads": inputs.roads,
        "--squares": inputs.squares,
        "--parishes": inputs.parishes,
        "--postcodes": inputs.postcodes,
        "--lists": inputs.lists,
        "--region": inputs.region,
        "--date": inputs.reference_date,
    }
    return ["new", str(tmp_path / "p.praksis"), *(str(w) for pair in options.items() for w in pair)]


def test_new_makes_a_project_and_tells_what_became_of_the_data(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 0
    said = capsys.readouterr()
    assert "2.100 personer" in said.out
    assert "2 praksis" in said.out
    assert "Beregner afstande" in said.err
    with ProjectFile.open(Path(words[1])) as project:
        assert project.load_region().name == "Region Prøve"
        assert project.scenarios() == ()


def test_new_tells_files_apart_by_what_stands_in_them(words: list[str], tmp_path: Path) -> None:
    """The same project as with options, from files in any order."""
    main(words)
    other = tmp_path / "q.praksis"
    files = sorted(str(path) for path in (tmp_path / "filer").iterdir())
    assert main(["new", str(other), *files, "--region", "Region Prøve", "--date", words[-1]]) == 0
    with ProjectFile.open(other) as project, ProjectFile.open(Path(words[1])) as named:
        assert project.load_region().practices == named.load_region().practices
        assert project.load_report() == named.load_report()


def test_a_file_that_is_nothing_known_is_refused_by_name(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "brev.txt"
    letter.write_text("Kære alle")
    assert main([words[0], words[1], str(letter), *words[2:]]) == 2
    assert "brev.txt" in capsys.readouterr().err
    assert not Path(words[1]).exists()


def test_check_writes_the_report_as_a_spreadsheet(words: list[str], tmp_path: Path) -> None:
    main(words)
    out = tmp_path / "kontrol.xlsx"
    assert main(["check", words[1], "--xlsx", str(out)]) == 0
    workbook = CalamineWorkbook.from_path(str(out))
    assert workbook.sheet_names == ["Oversigt", "Fund"]
    overview = workbook.get_sheet_by_name("Oversigt").to_python()
    assert ["Personer", 2200, 2100, 100] in overview
    assert ["Kapaciteter", 2.5, 2.5, 0] in overview
    with ProjectFile.open(Path(words[1])) as project:
        report = project.load_report()
    findings = workbook.get_sheet_by_name("Fund").to_python()[1:]
    assert sorted(row[6] for row in findings) == sorted(f.text.da for f in report.findings)


def test_a_project_is_not_replaced_by_its_own_report(words: list[str]) -> None:
    main(words)
    before = Path(words[1]).read_bytes()
    assert main(["check", words[1], "--xlsx", words[1]]) == 2
    assert Path(words[1]).read_bytes() == before


def test_a_spreadsheet_that_cannot_be_written_is_refused_and_leaves_nothing(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(words)
    assert main(["check", words[1], "--xlsx", str(tmp_path / "væk" / "k.xlsx")]) == 2
    assert "kan ikke skrives" in capsys.readouterr().err


def test_check_tells_the_stored_report(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(words)
    capsys.readouterr()
    assert main(["check", words[1]]) == 0
    said = capsys.readouterr().out
    assert "p.praksis: Region Prøve" in said
    assert "  register.csv: 2 af 2 rækker er læst som praksis." in said


def test_check_gives_the_whole_report_as_json(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(words)
    capsys.readouterr()
    assert main(["check", words[1], "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["region"] == "Region Prøve"
    assert report["totals"]["persons"] == 2100
    assert {finding["kind"] for finding in report["findings"]} >= {"read"}
    assert all(finding["text"]["en"] for finding in report["findings"])


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("--areas", "findes-ikke.gpkg", "findes-ikke.gpkg« findes ikke"),
        ("--practices", "findes-ikke.csv", "findes-ikke.csv« findes ikke"),
        ("--roads", "findes-ikke.pbf", "findes-ikke.pbf"),
        ("--region", "Region Ukendt", "Region Ukendt"),
    ],
)
def test_bad_input_gives_a_sentence_exit_code_2_and_no_file(
    words: list[str],
    capsys: pytest.CaptureFixture[str],
    option: str,
    value: str,
    sentence: str,
) -> None:
    words[words.index(option) + 1] = value
    assert main(words) == 2
    assert sentence in capsys.readouterr().err
    assert sorted(path.name for path in Path(words[1]).parent.iterdir()) == ["filer"]


def test_new_does_not_replace_a_project_unasked(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(words[1])
    path.write_bytes(b"mine")
    assert main(words) == 2
    assert "allerede en fil" in capsys.readouterr().err
    assert path.read_bytes() == b"mine"
    assert main([*words, "--overwrite"]) == 0


def test_check_of_what_is_no_project_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.praksis"
    path.write_text("hej")
    assert main(["check", str(path)]) == 2
    assert "er ikke et projekt" in capsys.readouterr().err


def test_check_names_the_links_out_of_use(
    project_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with ProjectFile.open(project_path) as project:
        session = Session(project)
        links = [laid.link for laid in session.region.network.links]
        idle = replace(links[0], in_use=False)
        session.relinked([idle, *links[1:]], lambda share: None)
    assert main(["check", str(project_path)]) == 0
    assert f"Ude af drift: {idle.name}" in capsys.readouterr().out
    assert main(["check", str(project_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["links_out_of_use"] == [idle.name]
