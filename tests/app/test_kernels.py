"""A window whose kernels are compiled beside it changes over when all is there."""

import gc
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app import kernels as module
from app.jobs import Jobs
from app.kernels import Kernels
from app.settings import Settings
from app.start import Program
from models.kernels.kernel import Kernel, use_compiled, use_plain


@pytest.fixture
def kernels(qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kernels]:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(module, "POLL_MS", 20)
    jobs = Jobs()
    kernels = Kernels(jobs)
    yield kernels
    kernels.stop()
    jobs.stop()
    use_compiled()


def starting(code: str) -> Callable[[str], subprocess.Popen[bytes]]:
    return lambda part: subprocess.Popen([sys.executable, "-c", code])


def test_nothing_compiled_means_stand_ins_until_both_parts_are_there(
    kernels: Kernels, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    kernels.choose()
    assert not Kernel.is_compiled
    monkeypatch.setattr(module, "_start", starting("pass"))
    monkeypatch.setattr(module, "load_compiled", lambda: True)
    kernels.follow_up()
    assert not Kernel.is_compiled
    qtbot.waitUntil(lambda: kernels.is_settled, timeout=20_000)
    assert Kernel.is_compiled


def test_where_compiling_fails_the_stand_ins_go_on(
    kernels: Kernels, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_plain()
    monkeypatch.setattr(module, "_start", starting("raise SystemExit(1)"))
    kernels.follow_up()
    qtbot.waitUntil(lambda: kernels.is_settled, timeout=20_000)
    assert not Kernel.is_compiled


def test_stopping_ends_what_is_compiling(kernels: Kernels, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    def start(part: str) -> subprocess.Popen[bytes]:
        started.append(starting("import time; time.sleep(60)")(part))
        return started[-1]

    use_plain()
    monkeypatch.setattr(module, "_start", start)
    kernels.follow_up()
    kernels.stop()
    assert len(started) == 2
    assert all(process.returncode is not None for process in started)


def test_what_was_compiled_before_runs_from_the_start(
    kernels: Kernels, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_are_compiled", lambda: True)
    monkeypatch.setattr(module, "load_compiled", lambda: True)
    kernels.choose()
    assert Kernel.is_compiled
    kernels.follow_up()
    qtbot.waitUntil(lambda: kernels.is_settled, timeout=20_000)
    assert Kernel.is_compiled


def test_each_part_has_its_work() -> None:
    from app.compiling import WORK

    assert tuple(WORK) == module.PARTS


def test_no_garbage_is_looked_for_until_the_window_is_there(
    qapp: QApplication, qtbot, project_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Kernels, "choose", lambda _: None)
    monkeypatch.setattr(Kernels, "follow_up", lambda _: None)
    program = Program(qapp, Settings(show_hints=False), beside=True)
    assert not gc.isenabled()
    program.open_project(project_path)
    qtbot.waitUntil(lambda: program.window is not None and not program.jobs.is_busy, timeout=60_000)
    window = program.window
    program.stop()
    assert gc.isenabled()
    assert window is not None
    window.frame.closing.disconnect()
    window.frame.close()
    window.frame.deleteLater()
