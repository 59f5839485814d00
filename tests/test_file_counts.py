"""How much of a project's file is read and written, counted: the same on every machine."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from app.example import EXAMPLE_FILE
from app.reading import open_session
from app.session import Session
from models.domain.place import Place
from models.scenario.edits import MovePractice
from tests.kept import keep_first_result

IO = Path("/proc/thread-self/io")
"""What one thread has read and written: what others do meanwhile is not in it."""

FEW_BYTES = 100_000
"""Some pages of a file, and no table of squares or roads."""

pytestmark = pytest.mark.skipif(
    not IO.exists(), reason="only Linux counts what a thread reads and writes"
)


class Bytes:
    """Counts the bytes that this thread has read or written since it was last asked."""

    def __init__(self) -> None:
        self._before = self._so_far()

    def since(self) -> tuple[int, int]:
        """Return the bytes read and those written."""
        before, self._before = self._before, self._so_far()
        return self._before[0] - before[0], self._before[1] - before[1]

    def _so_far(self) -> tuple[int, int]:
        said = dict(line.split(": ") for line in IO.read_text().splitlines())
        return int(said["rchar"]), int(said["wchar"])


@pytest.fixture(scope="module")
def warm_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example that has been opened and edited in this process.

    Modules that are imported on the way are read by then, and kernels are compiled, which
    writes some hundred kilobytes.
    """
    path = tmp_path_factory.mktemp("warm") / "copy.praksis"
    with as_file(files("data").joinpath(EXAMPLE_FILE)) as example:
        shutil.copyfile(example, path)
    for keep in (False, True):
        if keep:
            keep_first_result(path)
        session = open_session(path).session
        session.prepare()
        move_in_scenario(session)
        session.project.close()
    return path


@pytest.fixture
def kept_path(warm_path: Path, tmp_path: Path) -> Path:
    """A project that keeps its first result."""
    return Path(shutil.copyfile(warm_path, tmp_path / "kept.praksis"))


@pytest.fixture
def bare_path(kept_path: Path) -> Path:
    """The same project keeping nothing, as one that was made just now."""
    with closing(sqlite3.connect(kept_path)) as other:
        with other:
            other.execute("DELETE FROM kept")
            other.execute("UPDATE kept_key SET made_at = NULL")
        other.execute("VACUUM")
    return kept_path


def move_in_scenario(session: Session) -> None:
    """Take up a new scenario and move a practice in it by 20 m."""
    name = f"Nummer {len(session.project.scenarios())}"
    scenario = session.project.create_scenario(name, None, session.before.state.rules.id)
    session.choose(scenario)
    move(session, 20)


def move(session: Session, metres: int) -> None:
    """Move the first practice east."""
    number, practice = next(iter(session.result.state.practices.items()))
    session.make(MovePractice(number, Place(practice.place.e + metres, practice.place.n)))


def stored(path: Path, table: str, like: str = "%") -> int:
    """Return the bytes of a table's arrays as they lie in the file."""
    with closing(sqlite3.connect(path)) as other:
        query = f"SELECT sum(length(data)) FROM {table} WHERE name LIKE ?"
        ((size,),) = other.execute(query, (like,))
    return int(size or 0)


def test_opening_a_project_that_keeps_nothing_reads_the_file_once(bare_path: Path) -> None:
    region = stored(bare_path, "arrays")
    assert stored(bare_path, "kept") == 0
    counted = Bytes()
    session = open_session(bare_path).session
    read, _ = counted.since()
    assert region < read < 1.1 * bare_path.stat().st_size
    session.prepare()
    assert counted.since()[0] < FEW_BYTES
    session.project.close()


def test_opening_a_project_that_keeps_its_first_result_leaves_the_engine_for_later(
    kept_path: Path,
) -> None:
    region, result = stored(kept_path, "arrays"), stored(kept_path, "kept", "result.%")
    engine = stored(kept_path, "kept") - result
    assert 0 < result < engine
    counted = Bytes()
    session = open_session(kept_path).session
    until_shown, _ = counted.since()
    assert region + result < until_shown < 1.1 * (kept_path.stat().st_size - engine)
    session.prepare()
    assert engine < counted.since()[0] < 1.02 * engine
    session.prepare()
    move_in_scenario(session)
    assert counted.since()[0] < FEW_BYTES
    session.project.close()


def test_an_edit_reads_next_to_nothing_and_writes_a_few_pages(bare_path: Path) -> None:
    session = open_session(bare_path).session
    move_in_scenario(session)
    counted = Bytes()
    for metres in (40, 60, 80):
        move(session, metres)
        read, written = counted.since()
        assert read < FEW_BYTES / 10
        assert 0 < written < FEW_BYTES
    session.project.close()
