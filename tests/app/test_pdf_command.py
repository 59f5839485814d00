"""The command pdf: one map page of a scenario, or a sentence and no file."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

import pytest

from app.__main__ import main
from app.commands.pdf import extent
from app.map_page import PageWishes, compared_with, map_page, page_flows
from app.session import Session
from models.domain.rules import DEFAULT_PACK_ID
from models.scenario.edits import ClosePractice, MovePractice
from models.storage.project import ProjectFile
from tests.towns import E0, N0
from tests.widgets.paper.pdf import size_mm, text_of, words_of
from widgets.map.scene import scene_of
from widgets.painting.camera import Extent

CLOSED, CLOSED_AND_MOVED, OTHER = "Én nedlagt", "Nedlagt og flyttet", "Noget andet"


@pytest.fixture
def project_path(project_path: Path) -> Path:
    """The project with three scenarios; the second was made from the first."""
    with ProjectFile.open(project_path) as project:
        session = Session(project)
        numbers = sorted(
            session.region.lists, key=lambda number: -session.region.lists[number].total
        )
        largest, second, *_ = numbers
        baseline = project.create_scenario(CLOSED, None, DEFAULT_PACK_ID)
        session.choose(baseline)
        session.make(ClosePractice(largest, "distribute"))
        session.choose(project.create_scenario(CLOSED_AND_MOVED, baseline.id, DEFAULT_PACK_ID))
        place = session.region.practices[0].place
        session.make(MovePractice(second, place))
        session.choose(project.create_scenario(OTHER, None, DEFAULT_PACK_ID))
        session.make(ClosePractice(second, "distribute"))
    return project_path


def run(project: Path, *options: str) -> int:
    return main(["pdf", str(project), *options])


def test_pdf_writes_the_page_of_a_scenario(qapp, project_path: Path, tmp_path: Path) -> None:
    out = tmp_path / "kort.pdf"
    assert run(project_path, "--scenario", CLOSED, "--out", str(out)) == 0
    text = words_of(out.read_bytes())
    assert f"Scenarie: {CLOSED}, sammenlignet med I dag" in text
    assert "Nedlagt" in text


def test_every_option_of_the_page_is_heeded(qapp, project_path: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.pdf"
    corners = f"{E0 + 4000},{N0 + 3000},{E0},{N0}"
    options = ["--scenario", CLOSED, "--against", OTHER, "--out", str(out), "--paper", "A3"]
    options += ["--orientation", "portrait", "--extent", corners, "--title", "Mødet på Ærø"]
    assert run(project_path, *options, "--color", "choices", "--language", "en") == 0
    content = out.read_bytes()
    assert size_mm(content) == pytest.approx((297, 420), abs=0.4)
    text = words_of(content)
    assert "Mødet på Ærø" in text
    assert f"compared with {OTHER}" in text
    assert "Open practices within 15 km" in text
    assert "1:15,000" in text


def test_the_baseline_is_printed_without_a_comparison(
    qapp, project_path: Path, tmp_path: Path
) -> None:
    out = tmp_path / "kort.pdf"
    assert run(project_path, "--scenario", "I dag", "--out", str(out)) == 0
    assert "sammenlignet" not in text_of(out.read_bytes())


def test_an_unknown_scenario_is_named_and_nothing_written(
    qapp, project_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "kort.pdf"
    assert run(project_path, "--scenario", "Ukendt", "--out", str(out)) == 2
    assert "»Ukendt«" in capsys.readouterr().err
    assert not out.exists()


def test_a_file_that_cannot_be_written_is_named(
    qapp, project_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "væk" / "kort.pdf"
    assert run(project_path, "--scenario", CLOSED, "--out", str(out)) == 2
    assert "kan ikke skrives" in capsys.readouterr().err


def test_the_command_needs_no_screen(project_path: Path, tmp_path: Path) -> None:
    out = tmp_path / "kort.pdf"
    command = [sys.executable, "-m", "app", "pdf", str(project_path), "--scenario", CLOSED]
    settings = {"PRAKSISKORT_SETTINGS": str(tmp_path), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [*command, "--out", str(out)],
        env=settings,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert out.read_bytes().startswith(b"%PDF")


def test_an_extent_is_any_two_opposite_corners() -> None:
    assert extent("10,400,900,20") == Extent(10, 20, 900, 400)


@pytest.mark.parametrize("text", ["", "1,2,3", "a,b,c,d", "0,0,50,5000", "0,0,nan,9000"])
def test_what_is_no_extent_is_refused(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="EPSG:25832"):
        extent(text)


def page_of(session: Session, name: str, against: str | None = None):
    other = session.project.scenario_named(against) if against else None
    compared = compared_with(session, other) if against else None
    session.choose(session.project.scenario_named(name))
    return map_page(session, scene_of(session.region), PageWishes(), compared)


def test_flows_are_those_of_the_edits_in_force(project_path: Path) -> None:
    with ProjectFile.open(project_path) as project:
        session = Session(project)
        page = page_of(session, CLOSED)
        moved = session.history.steps[0].effects
        assert sum(flow.persons for flow in page.flows) == sum(f.persons for f in moved.flows) > 0
        session.jump(0)
        assert page_flows(session.history) == ()


def test_against_the_scenario_it_grew_from_only_later_edits_are_shown(project_path: Path) -> None:
    with ProjectFile.open(project_path) as project:
        page = page_of(Session(project), CLOSED_AND_MOVED, CLOSED)
    assert page.flows == ()
    assert sum(mark.moved_from is not None for mark in page.marks) == 1
    assert not any(mark.is_gone for mark in page.marks)


def test_between_scenarios_that_grew_apart_nobody_moved(project_path: Path) -> None:
    with ProjectFile.open(project_path) as project:
        page = page_of(Session(project), CLOSED, OTHER)
    assert page.flows == ()
    assert sum(mark.is_gone for mark in page.marks) == 1
    assert sum(mark.is_new for mark in page.marks) == 1


def test_comparing_leaves_the_chosen_scenario_as_it_was(project_path: Path) -> None:
    with ProjectFile.open(project_path) as project:
        session = Session(project)
        session.choose(project.scenario_named(CLOSED))
        result = session.result.region
        compared_with(session, project.scenario_named(OTHER))
        assert session.scenario == project.scenario_named(CLOSED)
        assert session.result.region == result
