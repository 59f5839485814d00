"""The data check: shows the project's report beside the map."""

from __future__ import annotations

from app.controllers.pointing import Pointing
from app.desk import Desk
from app.frame import Frame
from models.domain.quality import QualityReport
from widgets.panels.report import ReportPage
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
        page = ReportPage(self._desk.words, self._look, report)
        page.placeRequested.connect(self._pointing.point_out)
        self._pointing.serve(page)
        self._frame.right.open_page(page)
