"""The data check in the window: its page, its places, and its spreadsheet."""

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from app.controllers.reporting import Reporting
from app.start import Program, Window
from models.domain.place import Place
from models.domain.quality import Finding, FindingKind, QualityReport, Severity
from models.domain.text import Text
from models.storage.project import ProjectFile
from tests.towns import E0, N0, make_region
from widgets.panels.report import ReportPage

HERE = Place(E0 + 3_000.0, N0 + 3_000.0)
REPORT = QualityReport(
    (
        Finding(
            FindingKind.REFUSED,
            Severity.ERROR,
            Text("Række 14 er ikke taget med.", "Row 14 was left out."),
            "register.csv",
            14,
            place=HERE,
        ),
    ),
    {"persons": 40},
)


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    path = tmp_path / "prøve.praksis"
    ProjectFile.create(path, make_region(11), REPORT).close()
    return path


@pytest.fixture
def window(program: Program) -> Window:
    assert program.window is not None
    return program.window


def test_the_data_check_opens_beside_the_map(program: Program, window: Window, qtbot) -> None:
    window.frame.actions_["data_report"].trigger()
    qtbot.waitUntil(lambda: isinstance(window.frame.right.page, ReportPage))
    page = window.frame.right.page
    page.placeRequested.emit(HERE)
    assert window.frame.map.layers.pointer.place == HERE
    assert abs(window.frame.map.camera.e - HERE.e) < 1
    window.frame.right.close_page()
    assert window.frame.map.layers.pointer.place is None


def test_the_report_is_saved_as_a_spreadsheet(
    program: Program, window: Window, tmp_path: Path, qtbot
) -> None:
    reporting = next(part for part in window.controllers if isinstance(part, Reporting))
    path = tmp_path / "kontrol.xlsx"
    reporting.save(REPORT, path)
    qtbot.waitUntil(lambda: not program.jobs.is_busy)
    book = CalamineWorkbook.from_path(path)
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    assert any("Række 14 er ikke taget med." in row for row in rows)
