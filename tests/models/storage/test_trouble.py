"""When the world is in the way the project is as it was, and a sentence says why."""

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.domain.errors import ProjectError
from models.domain.place import Place
from models.scenario.edits import MovePractice
from models.storage import database as database_module
from models.storage.project import ProjectFile
from tests.models.storage.test_project import assert_same
from tests.models.storage.tiny_region import tiny_region, tiny_report

RULES = "2015-2024"
MOVE = MovePractice("012345", Place(1, 2), "x" * 4000)


def test_a_missing_project_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProjectError) as refused:
        ProjectFile.open(tmp_path / "væk.praksis")
    assert "væk.praksis" in refused.value.text.da
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"", b"hej", b"SQLite format 3\0", b"SQLite format 3\0" + b"\xff" * 9000]
)
def test_a_file_that_is_something_else_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "andet.praksis"
    path.write_bytes(content)
    with pytest.raises(ProjectError) as refused:
        ProjectFile.open(path)
    assert "er ikke et projekt" in refused.value.text.da
    assert path.read_bytes() == content


def test_a_folder_is_not_a_project(tmp_path: Path) -> None:
    with pytest.raises(ProjectError):
        ProjectFile.open(tmp_path)


def test_another_programs_database_is_not_a_project(tmp_path: Path) -> None:
    path = tmp_path / "andet.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE x (y)")
    connection.close()
    with pytest.raises(ProjectError) as refused:
        ProjectFile.open(path)
    assert "er ikke et projekt" in refused.value.text.da


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM arrays WHERE name = 'squares.e'",
        "UPDATE arrays SET data = 7 WHERE name = 'squares.e'",
        "UPDATE arrays SET data = x'00' WHERE name = 'network.shape_e'",
        "UPDATE arrays SET packing = 'raw', data = x'FF' WHERE name = 'squares.ids'",
        "UPDATE practices SET postcodes = '[], []'",
        "UPDATE practices SET form = 'nonsens'",
        "UPDATE areas SET shape = x'00'",
    ],
)
def test_a_project_whose_contents_are_damaged_is_called_so(path: Path, damage: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(damage)
    connection.commit()
    connection.close()
    with ProjectFile.open(path) as project, pytest.raises(ProjectError) as refused:
        project.load_region()
    assert "beskadiget" in refused.value.text.da


def test_a_project_cut_short_is_called_damaged_or_refused(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(ProjectError), ProjectFile.open(path) as project:
        project.load_region()


def test_a_full_disk_while_saving_changes_nothing(project: ProjectFile) -> None:
    scenario = project.create_scenario("Plan A", None, RULES)
    with project._database.reading() as connection:
        ((pages,),) = connection.rows("PRAGMA page_count")
        connection.rows(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(ProjectError) as refused:
        append_moves(project, scenario.id, 20)
    assert "ikke plads på disken" in refused.value.text.da
    n_kept = len(project.edits(scenario.id))
    assert project.scenarios()[0].n_applied == n_kept < 20
    assert_same(project.load_region(), tiny_region())


def append_moves(project: ProjectFile, scenario_id: int, n: int) -> None:
    for _ in range(n):
        project.append_edit(scenario_id, MOVE)


def test_a_full_disk_while_making_a_project_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = database_module._connect

    def connect_to_a_small_disk(path: Path, mode: database_module.Mode) -> sqlite3.Connection:
        connection = connect(path, mode)
        connection.execute("PRAGMA max_page_count = 5")
        return connection

    monkeypatch.setattr(database_module, "_connect", connect_to_a_small_disk)
    with pytest.raises(ProjectError) as refused:
        ProjectFile.create(tmp_path / "p.praksis", tiny_region(), tiny_report())
    assert "»p.praksis«" in refused.value.text.da
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_access_is_named_when_a_copy_is_saved(
    open_folder: Path, request: pytest.FixtureRequest
) -> None:
    own = open_folder / "p.praksis"
    ProjectFile.create(own, tiny_region(), tiny_report()).close()
    open_folder.chmod(0o555)
    request.getfixturevalue("ordinary_user")
    with ProjectFile.open(own, read_only=True) as project, pytest.raises(ProjectError) as refused:
        project.save_copy(open_folder / "kopi.praksis")
    assert "ikke adgang til mappen" in refused.value.text.da


def test_a_project_opened_to_look_at_refuses_changes(path: Path) -> None:
    before = path.read_bytes()
    with ProjectFile.open(path, read_only=True) as project:
        assert project.is_read_only
        assert not project.keep_alive()
        assert_same(project.load_region(), tiny_region())
        with pytest.raises(ProjectError) as refused:
            project.create_scenario("Plan A", None, RULES)
    assert "skrivebeskyttet" in refused.value.text.da
    assert path.read_bytes() == before


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Give a folder that an ordinary user can get at; pytest's own are the owner's alone."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def ordinary_user() -> Iterator[None]:
    """Run as somebody who is stopped by write protection; root is not."""
    if not hasattr(os, "geteuid"):
        pytest.skip("write protection is tested where there are user ids")
    was = os.geteuid()
    if was == 0:
        os.seteuid(65534)
    yield
    if was == 0:
        os.seteuid(0)


@pytest.mark.parametrize("protected", ["file", "folder"])
def test_a_write_protected_project_opens_to_look_at(
    protected: str, open_folder: Path, request: pytest.FixtureRequest
) -> None:
    path = open_folder / "p.praksis"
    ProjectFile.create(path, tiny_region(), tiny_report()).close()
    path.chmod(0o444 if protected == "file" else 0o666)
    open_folder.chmod(0o777 if protected == "file" else 0o555)
    request.getfixturevalue("ordinary_user")
    with ProjectFile.open(path) as project:
        assert project.read_only_reason is not None
        assert "skrivebeskyttet" in project.read_only_reason.da
        assert_same(project.load_region(), tiny_region())


def test_a_project_that_another_program_is_writing_is_said_to_be_busy(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "BUSY_MS", 50)
    other = sqlite3.connect(path, isolation_level=None)
    with ProjectFile.open(path) as project:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ProjectError) as refused:
            project.create_scenario("Plan A", None, RULES)
        assert "optaget" in refused.value.text.da
        other.execute("ROLLBACK")
        other.execute("BEGIN IMMEDIATE")
        with ProjectFile.open(path) as late:
            assert late.read_only_reason is not None
            assert "optaget" in late.read_only_reason.da
        other.execute("ROLLBACK")
        project.create_scenario("Plan A", None, RULES)
    other.close()


WRITES_FOR_EVER = """
import sys
from pathlib import Path
from models.domain.place import Place
from models.scenario.edits import MovePractice
from models.storage.project import ProjectFile

project = ProjectFile.open(Path(sys.argv[1]))
scenario = project.create_scenario("Plan A", None, "2025")
while True:
    stored = project.append_edit(scenario.id, MovePractice("012345", Place(1, 2), "x" * 20000))
    print(stored.seq, flush=True)
"""


def test_a_killed_process_loses_at_most_the_edit_in_hand(path: Path) -> None:
    command = [sys.executable, "-c", WRITES_FOR_EVER, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(5):
            process.stdout.readline()
        time.sleep(0.013)  # anywhere within a transaction
        process.send_signal(signal.SIGKILL)
        told = 5 + len(process.stdout.read().splitlines())
    with ProjectFile.open(path) as project:
        assert not project.is_read_only
        (scenario,) = project.scenarios()
        edits = project.edits(scenario.id)
        assert [stored.seq for stored in edits] == list(range(1, len(edits) + 1))
        assert scenario.n_applied == len(edits)
        assert told <= len(edits) <= told + 1
        assert_same(project.load_region(), tiny_region())
