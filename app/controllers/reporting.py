"""The data check: shows the project's report beside the map."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from app.controllers.filing import as_file_name, free_path
from app.controllers.pointing import Pointing
from app.desk import Desk
from app.frame import Frame
from models.domain.quality import QualityReport
from widgets import panels
from widgets.style import Look


class Reporting:
    """Opens the page of findings, and shows on the map what it points at."""

    def __init__(self, desk: Desk, frame: Frame, look: Look) -> None:
        self._desk = desk
        self._frame = frame
        self._look = look
        self._pointing = Pointing(frame)
        frame.actions_["data_report"].triggered.connect(self.show)

    def show(self) -> None:
        """Read the project's report and open its page."""
        self._desk.jobs.run(self._desk.session.project.load_report, self._open)

    def _open(self, report: QualityReport) -> None:
        page = panels.report.ReportPage(self._desk.words, self._look, report)
        page.placeRequested.connect(self._pointing.point_out)
        page.saveClicked.connect(lambda: self._on_save(report))
        self._pointing.serve(page)
        self._frame.right.open_page(page)

    def _on_save(self, report: QualityReport) -> None:
        """Ask where the report is to be saved, and save it in the background."""
        desk, words = self._desk, self._desk.words
        project = desk.session.project.path
        name = as_file_name(words("report.save.file", project=project.stem))
        path = free_path(project.with_name(f"{name}.xlsx"))
        chosen, _ = QFileDialog.getSaveFileName(
            self._frame, words("report.save"), str(path), words("report.save.filter")
        )
        if chosen:
            self.save(report, Path(chosen))

    def save(self, report: QualityReport, path: Path) -> None:
        """Save the report as a spreadsheet, and say where it is."""
        desk = self._desk
        project, region, words = desk.session.project, desk.session.region, desk.words
        said = words("report.saved", path=path)

        def work() -> None:
            from models.report.quality_sheet import write_quality_sheet

            write_quality_sheet(path, project.path.name, region.name, report, words.language)

        desk.jobs.run(work, lambda _: desk.noted.emit(said), beside=True)
