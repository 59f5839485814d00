"""What is imported when: by name, not by time, so that it holds on every machine."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kept import keep_first_result

HEAVY = (
    *("geopandas", "pandas", "pyogrio", "pyarrow", "scipy", "osmium", "matplotlib"),
    *("contextily", "numba", "llvmlite", "sqlalchemy", "pyqtgraph"),
)
"""Each costs a tenth of a second or more; none is needed to show that something happens."""

NEVER = (
    *("geopandas", "pandas", "pyogrio", "pyarrow", "osmium", "matplotlib", "contextily"),
    *("pyqtgraph", "scipy.sparse", "scipy.spatial", "scipy.linalg"),
    *("models.importers.build", "models.network.build", "models.network.land"),
)
"""Needed for imports of data only, so never to open a project and drag a practice."""

FIRST_FRAME = """
from PySide6.QtWidgets import QApplication
from app.settings import Settings
from app.start import Program
application = QApplication([])
program = Program(application, Settings())
program.jobs.run = lambda *_: None
program.open_project(Path("findes-ikke.praksis"))
application.processEvents()
"""

OPENED = """
from app.imports import import_plainly
import_plainly()
from PySide6.QtWidgets import QApplication
from app.settings import Settings
from app.start import Program
application = QApplication([])
program = Program(application, Settings())
program.open_project(Path(sys.argv[1]))
while program.window is None or program.jobs.is_busy:
    application.processEvents()
session = program.opened.session
practice = session.region.practices[0]
session.grab(practice.provider_number).to(practice.place)
program.stop()
import linecache
print(*("read:" + Path(name).stem for name in linecache.cache))
"""

FIGURES = """
import app.keeping
app.keeping.WAIT_MS = 600_000  # a slow machine needs more than three seconds until the figures
from PySide6.QtWidgets import QApplication
from app.settings import Settings
from app.start import Program
application = QApplication([])
program = Program(application, Settings(show_hints=False), beside=True)
program.jobs.release_beside = program.prepare = lambda: None
program.open_project(Path(sys.argv[1]))
while program.window is None:
    application.processEvents()
application.processEvents()
"""

ON_A_CLICK = (
    *("widgets.dialogs.", "widgets.paper.", "widgets.assistant", "models.importers"),
    *("models.plugins.access", "models.report.quality", "models.allocation.coverage_proposal"),
    *("widgets.panels.coverage", "widgets.panels.domino_page", "widgets.panels.report"),
    *("widgets.panels.threatened", "widgets.panels.update", "widgets.panels.why_page"),
    *("models.scenario.explain", "models.scenario.trail", "models.scenario.why_words"),
)
"""What a click opens or has worked out is imported by that click, not before the figures."""


SHOWN = """
from PySide6.QtWidgets import QApplication
from app.session import Session
from app.settings import Settings
from app.start import Program
Session.prepare = Session.warm_up = lambda session: None
application = QApplication([])
program = Program(application, Settings())
program.open_project(Path(sys.argv[1]))
while program.window is None or program.jobs.is_busy:
    application.processEvents()
program.window.frame.grab()
assert program.window.desk.result.region.persons
program.stop()
"""


def loaded(script: str, settings: Path, *words: str) -> set[str]:
    """Return the modules, top-level ones and ours, that a fresh Python has after a script."""
    head = f"import os, sys; os.environ['PRAKSISKORT_SETTINGS'] = {str(settings)!r}\n"
    tail = "\nprint(*{name.partition('.')[0] for name in sys.modules} | {*sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", f"{head}from pathlib import Path\n{script}{tail}", *words],
        cwd=Path(__file__).parents[1],
        check=True,
        capture_output=True,
        text=True,
    )
    return set(done.stdout.split())


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from models.domain.quality import QualityReport
    from models.storage.project import ProjectFile
    from tests.towns import make_region

    path = tmp_path_factory.mktemp("start") / "prøve.praksis"
    ProjectFile.create(path, make_region(11), QualityReport(findings=())).close()
    return path


def test_the_first_frame_is_shown_before_any_heavy_module_is_imported(tmp_path: Path) -> None:
    modules = loaded(FIRST_FRAME, tmp_path)
    assert "PySide6" in modules
    assert sorted(modules.intersection(HEAVY)) == []


def test_figures_that_were_kept_are_shown_before_the_engine_is_imported(
    tmp_path: Path, project: Path
) -> None:
    path = shutil.copyfile(project, tmp_path / "kept.praksis")
    keep_first_result(path)
    modules = loaded(FIGURES, tmp_path, str(path))
    assert "app.controllers.whys" in modules
    assert sorted(modules.intersection(("numba", "llvmlite", "scipy", "sqlalchemy"))) == []


def test_the_figures_are_shown_before_anything_is_imported_that_a_click_opens(
    tmp_path: Path, project: Path
) -> None:
    modules = loaded(FIGURES, tmp_path, str(project))
    assert "app.controllers.whys" in modules
    assert sorted(name for name in modules if name.startswith(ON_A_CLICK)) == []


def test_opening_and_dragging_need_nothing_that_only_imports_of_data_need(
    tmp_path: Path, project: Path
) -> None:
    modules = loaded(OPENED, tmp_path, str(project))
    assert "numba" in modules
    assert sorted(modules.intersection(NEVER)) == []
    # nor has PySide read the sources of what was imported after it
    assert not {"read:frame", "read:desk", "read:session"} & modules


@pytest.mark.parametrize("script", ["from app.__main__ import main", "import app"])
def test_asking_for_the_version_imports_no_window(script: str, tmp_path: Path) -> None:
    assert not loaded(script, tmp_path).intersection((*HEAVY, "PySide6", "numpy"))
