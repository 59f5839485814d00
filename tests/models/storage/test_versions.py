"""Projects of every version open, or say kindly why they do not."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from models.domain.errors import ProjectError
from models.domain.place import Place
from models.scenario.edits import MovePractice, SetLimit
from models.storage.database import Database
from models.storage.migrations import MIGRATIONS, Migration, migrate
from models.storage.project import ProjectFile
from models.storage.version import SCHEMA_VERSION
from tests.models.storage.make_sample import SAMPLES
from tests.models.storage.test_project import assert_same
from tests.models.storage.tiny_region import tiny_region, tiny_report


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_the_sample_of_every_version_opens_and_is_whole(version: int, tmp_path: Path) -> None:
    name = f"version-{version}.praksis"
    with ProjectFile.open(Path(shutil.copy(SAMPLES / name, tmp_path))) as project:
        assert_same(project.load_region(), tiny_region())
        assert project.load_report() == tiny_report()
        (scenario,) = project.scenarios()
        assert (scenario.name, scenario.rules_id, scenario.n_applied) == ("Plan A", "2025", 1)
        edits = [stored.edit for stored in project.edits(scenario.id)]
        assert edits == [MovePractice("012345", Place(1, 2)), SetLimit("012345", 1800)]
        assert project.setting("view") == 1


def test_there_is_a_step_from_every_version_to_the_next() -> None:
    assert [step.version for step in MIGRATIONS] == list(range(1, SCHEMA_VERSION))


def test_a_newer_project_is_refused_kindly_and_not_touched(path: Path) -> None:
    set_version(path, SCHEMA_VERSION + 1)
    before = path.read_bytes()
    with pytest.raises(ProjectError) as refused:
        ProjectFile.open(path)
    assert "nyere udgave" in refused.value.text.da
    assert path.read_bytes() == before


def test_an_older_project_is_copied_beside_itself_and_then_migrated(path: Path) -> None:
    database = Database(path, "rw")
    copies = [migrate(database, SCHEMA_VERSION, [add_a_table]) for _ in range(2)]
    assert database.pragma("user_version") == SCHEMA_VERSION + 1
    database.close()
    assert [copy.name for copy in copies] == [
        f"{path.stem}.version-1.praksis",
        f"{path.stem}.version-1-2.praksis",
    ]
    with ProjectFile.open(copies[0]) as project:
        assert_same(project.load_region(), tiny_region())


def test_a_step_that_fails_leaves_the_project_as_it_was(path: Path) -> None:
    before = path.read_bytes()
    fails = Migration(SCHEMA_VERSION + 1, "Fails.", lambda c: c.rows("DROP TABLE no"))
    database = Database(path, "rw")
    with pytest.raises(ProjectError):
        migrate(database, SCHEMA_VERSION, [add_a_table, fails])
    database.close()
    assert path.read_bytes() == before


def test_an_older_project_that_cannot_be_written_is_not_opened_half(path: Path) -> None:
    set_version(path, 0)
    with pytest.raises(ProjectError) as refused:
        ProjectFile.open(path, read_only=True)
    assert "ældre udgave" in refused.value.text.da


add_a_table = Migration(
    SCHEMA_VERSION, "Adds a table.", lambda c: c.rows("CREATE TABLE IF NOT EXISTS x (y)")
)


def set_version(path: Path, version: int) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
