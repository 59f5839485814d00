"""Files and preferences: opening projects, PDF pages, the data check, settings, about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from app import __version__
from app.desk import Desk
from app.frame import Frame
from app.settings import Settings
from models.domain.quality import QualityReport
from widgets.dialogs.about import AboutDialog
from widgets.dialogs.data_report import DataReportDialog, FindingRow
from widgets.dialogs.pdf import PdfDialog
from widgets.dialogs.settings import Preferences, SettingsDialog
from widgets.style import Look


class Filing:
    """What the File menu asks for; the program itself opens projects and changes its look."""

    def __init__(
        self,
        desk: Desk,
        frame: Frame,
        look: Look,
        settings: Settings,
        open_project: Callable[[Path], None],
        change_settings: Callable[[Settings], None],
    ) -> None:
        self._desk = desk
        self._frame = frame
        self._look = look
        self._settings = settings
        self._open_project = open_project
        self._change_settings = change_settings
        actions = frame.actions_
        actions["open_project"].triggered.connect(self._on_open_triggered)
        actions["export_pdf"].triggered.connect(self._on_pdf_triggered)
        actions["data_report"].triggered.connect(self._on_report_triggered)
        actions["settings"].triggered.connect(self._on_settings_triggered)
        actions["about"].triggered.connect(self._on_about_triggered)
        actions["quit"].triggered.connect(frame.close)
        actions["workshop"].setChecked(settings.workshop)
        actions["workshop"].toggled.connect(
            lambda on: change_settings(replace(settings, workshop=on))
        )

    def _on_open_triggered(self) -> None:
        words = self._desk.words
        folder = str(self._desk.session.project.path.parent)
        name, _ = QFileDialog.getOpenFileName(
            self._frame, words("app.open.title"), folder, words("app.open.filter")
        )
        if name:
            self._open_project(Path(name))

    def _on_report_triggered(self) -> None:
        project = self._desk.session.project
        self._desk.jobs.run(project.load_report, self._show_report)

    def _show_report(self, report: QualityReport) -> None:
        words = self._desk.words
        rows = [
            FindingRow(
                kind=finding.kind.value,
                text=words.of(finding.text),
                file=finding.file,
                row=finding.row,
            )
            for finding in report.findings
        ]
        DataReportDialog(words, self._look, rows, self._frame).exec()

    def _on_settings_triggered(self) -> None:
        current = self._settings
        dialog = SettingsDialog(
            self._desk.words,
            self._look,
            Preferences(current.language, current.theme, current.workshop),
            self._frame,
        )
        if dialog.exec():
            chosen = dialog.preferences()
            self._change_settings(
                replace(
                    current,
                    language=chosen.language,
                    theme=chosen.theme,
                    workshop=chosen.is_workshop,
                )
            )

    def _on_about_triggered(self) -> None:
        sources = self._desk.session.region.sources
        AboutDialog(self._desk.words, self._look, __version__, sources, self._frame).exec()

    def _on_pdf_triggered(self) -> None:
        session, words = self._desk.session, self._desk.words
        scenario = words("today") if session.scenario is None else session.scenario.name
        title = f"{session.region.name}: {scenario}"
        path = session.project.path.with_name(f"{scenario}.pdf")
        dialog = PdfDialog(words, self._look, title, path, self._frame)
        if dialog.exec():
            raise AssertionError(dialog.choice())
