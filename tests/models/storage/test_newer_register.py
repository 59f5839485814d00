"""A newer baseline is stored whole or not at all, and the project of before lies beside it."""

import dataclasses
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from models.allocation.region import PatientList, Region
from models.domain.errors import ProjectError
from models.domain.quality import QualityReport
from models.storage import project as project_module
from models.storage.project import ProjectFile
from tests.models.storage.test_project import MOVE, RULES, assert_same
from tests.models.storage.tiny_region import ints, tiny_region, tiny_report


def newer_region() -> Region:
    """Return the tiny region a year on: one practice gone, the other with more patients."""
    region = tiny_region()
    (stays, *_gone) = region.practices
    number = stays.provider_number
    return dataclasses.replace(
        region,
        practices=(dataclasses.replace(stays, capacities=9.5, name="Nyt navn"),),
        lists={number: PatientList(ints(0, 2), ints(3, 4))},
        within_limit={number: region.within_limit[number]},
        own={number: ints(7, 8)},
        reference_date="2031-01-01",
        sources=("Praksisregister (nyt.csv)",),
    )


NEWER_REPORT = QualityReport((), {"practices": 1})


def copies_of(path: Path) -> list[Path]:
    return sorted(other for other in path.parent.iterdir() if other != path)


def test_a_newer_baseline_comes_back_as_it_was_and_scenarios_stay(path: Path) -> None:
    with ProjectFile.open(path) as project:
        scenario = project.create_scenario("Plan A", None, RULES)
        project.append_edit(scenario.id, MOVE)
        copy = project.save_baseline(newer_region(), NEWER_REPORT)
    with ProjectFile.open(path) as project:
        assert_same(project.load_region(), newer_region())
        assert project.load_report() == NEWER_REPORT
        (kept,) = project.scenarios()
        assert [stored.edit for stored in project.edits(kept.id)] == [MOVE]
    assert copy.name == f"{path.stem}.{tiny_region().reference_date}.praksis"
    with ProjectFile.open(copy) as before:
        assert not before.is_read_only
        assert_same(before.load_region(), tiny_region())
        assert before.load_report() == tiny_report()
        assert [row.name for row in before.scenarios()] == ["Plan A"]


def test_a_second_update_of_the_same_day_keeps_both_copies(project: ProjectFile) -> None:
    first = project.save_baseline(tiny_region(), tiny_report())
    second = project.save_baseline(tiny_region(), tiny_report())
    assert first != second
    assert copies_of(project.path) == sorted([first, second])


def test_a_full_disk_while_updating_changes_nothing(
    project: ProjectFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    with project._database.reading() as connection:
        ((pages,),) = connection.rows("PRAGMA page_count")
        connection.rows(f"PRAGMA max_page_count = {pages}")
    roomy = dataclasses.replace(newer_region(), sources=("x" * 100_000,))
    with pytest.raises(ProjectError) as refused:
        project.save_baseline(roomy, NEWER_REPORT)
    assert "ikke plads på disken" in refused.value.text.da
    assert_same(project.load_region(), tiny_region())
    assert project.load_report() == tiny_report()
    assert copies_of(project.path) == []


@pytest.mark.parametrize("step", ["rewrite_baseline", "report_row"])
def test_a_fault_in_the_middle_changes_nothing(
    project: ProjectFile, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = getattr(project_module, step)

    def broken(*arguments: object) -> None:
        done(*arguments)
        raise RuntimeError("midt i det hele")

    monkeypatch.setattr(project_module, step, broken)
    with pytest.raises(RuntimeError):
        project.save_baseline(newer_region(), NEWER_REPORT)
    assert_same(project.load_region(), tiny_region())
    assert project.load_report() == tiny_report()
    assert copies_of(project.path) == []


def test_a_copy_that_cannot_be_written_stops_the_update(
    project: ProjectFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(project_module.shutil, "copyfile", full)
    with pytest.raises(ProjectError):
        project.save_baseline(newer_region(), NEWER_REPORT)
    assert_same(project.load_region(), tiny_region())
    assert copies_of(project.path) == []


def test_a_project_opened_to_look_at_is_not_updated(path: Path) -> None:
    with ProjectFile.open(path, read_only=True) as project, pytest.raises(ProjectError):
        project.save_baseline(newer_region(), NEWER_REPORT)
    assert copies_of(path) == []


UPDATES_FOR_EVER = """
import sys
from pathlib import Path
from models.storage.project import ProjectFile
from tests.models.storage.test_newer_register import NEWER_REPORT, newer_region
from tests.models.storage.tiny_region import tiny_region, tiny_report

project = ProjectFile.open(Path(sys.argv[1]))
while True:
    project.save_baseline(newer_region(), NEWER_REPORT).unlink()
    project.save_baseline(tiny_region(), tiny_report()).unlink()
    print("twice", flush=True)
"""


@pytest.mark.parametrize("wait_s", [0.0, 0.006, 0.011])
def test_a_process_killed_while_updating_leaves_one_register_or_the_other(
    path: Path, wait_s: float
) -> None:
    command = [sys.executable, "-c", UPDATES_FOR_EVER, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(wait_s)  # anywhere: while copying, within the transaction, between them
        os.kill(process.pid, signal.SIGKILL)
    with ProjectFile.open(path) as project:
        assert not project.is_read_only
        region, report = project.load_region(), project.load_report()
    is_newer = report == NEWER_REPORT
    assert_same(region, newer_region() if is_newer else tiny_region())
    assert is_newer or report == tiny_report()
