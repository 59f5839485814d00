"""Two programs on one project: the first writes, the second looks on."""

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from models.domain.errors import ProjectError
from models.storage.lease import STALE_S
from models.storage.project import ProjectFile

RULES = "2015-2024"


def test_the_second_program_looks_on_and_is_told_who_has_the_project(path: Path) -> None:
    with ProjectFile.open(path) as first, ProjectFile.open(path) as second:
        assert not first.is_read_only
        assert second.read_only_reason is not None
        assert "er åben hos" in second.read_only_reason.da
        first.create_scenario("Plan A", None, RULES)
        assert [row.name for row in second.scenarios()] == ["Plan A"]
        with pytest.raises(ProjectError):
            second.create_scenario("Plan B", None, RULES)


def test_closing_gives_the_project_to_the_next(path: Path) -> None:
    ProjectFile.open(path).close()
    with ProjectFile.open(path) as project:
        assert not project.is_read_only


def test_a_program_on_another_machine_holds_the_project_while_it_is_seen(path: Path) -> None:
    write_lease(path, host="en-anden", pid=1, seen=time.time() - STALE_S / 2)
    with ProjectFile.open(path) as project:
        assert project.read_only_reason is not None
        assert "Bodil på en-anden" in project.read_only_reason.da


def test_a_lease_that_nobody_renewed_is_nobodys(path: Path) -> None:
    write_lease(path, host="en-anden", pid=1, seen=time.time() - STALE_S - 1)
    with ProjectFile.open(path) as project:
        assert not project.is_read_only


def test_after_a_crash_on_this_machine_nobody_has_to_wait(path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    write_lease(path, host=os.uname().nodename, pid=ended.pid, seen=time.time())
    with ProjectFile.open(path) as project:
        assert not project.is_read_only


def test_a_program_whose_lease_was_taken_writes_no_more(path: Path) -> None:
    with ProjectFile.open(path) as sleeper:
        write_lease(path, host="en-anden", pid=1, seen=time.time())
        with pytest.raises(ProjectError) as refused:
            sleeper.create_scenario("Plan A", None, RULES)
        assert "et andet program" in refused.value.text.da
        assert sleeper.is_read_only
        assert sleeper.scenarios() == ()


def test_keeping_alive_renews_the_lease_until_it_is_lost(path: Path) -> None:
    with ProjectFile.open(path) as project:
        set_seen(path, 0.0)
        assert project.keep_alive()
        assert time.time() - seen(path) < 60
        write_lease(path, host="en-anden", pid=1, seen=time.time())
        assert not project.keep_alive()


def write_lease(path: Path, host: str, pid: int, seen: float) -> None:
    execute(path, "DELETE FROM lease")
    values = (1, "other", host, "Bodil", pid, seen)
    execute(path, "INSERT INTO lease VALUES (?, ?, ?, ?, ?, ?)", values)


def set_seen(path: Path, seconds: float) -> None:
    execute(path, "UPDATE lease SET seen = ?", (seconds,))


def seen(path: Path) -> float:
    connection = sqlite3.connect(path)
    try:
        return float(connection.execute("SELECT seen FROM lease").fetchone()[0])
    finally:
        connection.close()


def execute(path: Path, statement: str, values: tuple[object, ...] = ()) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement, values)
    connection.commit()
    connection.close()
