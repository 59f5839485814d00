"""Exporting the map as a page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from widgets.dialogs.form import Dialog
from widgets.panels.parts import make_button
from widgets.style import Look
from widgets.words import Words

Paper = Literal["A4", "A3"]
PAPERS: tuple[Paper, ...] = ("A4", "A3")


@dataclass(frozen=True, slots=True)
class PdfChoice:
    """What page is wanted."""

    paper: Paper
    is_landscape: bool
    title: str
    path: Path


class PdfDialog(Dialog):
    """Asks for paper, orientation, heading and file; `choice` gives the answer."""

    def __init__(
        self, words: Words, look: Look, title: str, path: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(words, look, words("pdf.title"), parent=parent)
        self.setMinimumWidth(look.px(480))
        self.heading = QLineEdit(title)
        self.papers = {paper: QRadioButton(paper) for paper in PAPERS}
        self.portrait = QRadioButton(words("pdf.portrait"))
        self.landscape = QRadioButton(words("pdf.landscape"))
        self.file = QLineEdit(str(path))
        self.browse = make_button(look, words("pdf.choose"))
        rows = self.make_form()
        rows.addRow(words("pdf.heading"), self.heading)
        rows.addRow(words("pdf.paper"), self._side_by_side(*self.papers.values()))
        rows.addRow(words("pdf.direction"), self._side_by_side(self.portrait, self.landscape))
        rows.addRow(words("pdf.file"), self._make_file_row())
        self.add_accept_button(words("pdf.accept"))
        self.papers["A4"].setChecked(True)
        self.landscape.setChecked(True)
        self.browse.clicked.connect(self._on_browse_clicked)
        self.heading.setFocus()

    def choice(self) -> PdfChoice:
        """Return the page that is wanted; a file without an ending becomes a .pdf."""
        paper = next(name for name, button in self.papers.items() if button.isChecked())
        path = Path(self.file.text().strip())
        if path.suffix.lower() != ".pdf":
            path = path.with_name(path.name + ".pdf")
        return PdfChoice(paper, self.landscape.isChecked(), self.heading.text().strip(), path)

    def problem(self) -> str:
        """Return that the file is missing or its folder does not exist."""
        if not Path(self.file.text().strip()).name:
            return self._words("pdf.error.file")
        folder = self.choice().path.parent
        if not folder.is_dir():
            return self._words("pdf.error.folder", folder=folder)
        return ""

    def _side_by_side(self, *buttons: QRadioButton) -> QWidget:
        group = QButtonGroup(self)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self._look.px(16))
        for button in buttons:
            group.addButton(button)
            line.addWidget(button)
        line.addStretch(1)
        return row

    def _make_file_row(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self._look.px(8))
        line.addWidget(self.file, 1)
        line.addWidget(self.browse)
        return row

    def _on_browse_clicked(self) -> None:
        words = self._words
        path, _ = QFileDialog.getSaveFileName(
            self, words("pdf.title"), self.file.text(), words("pdf.filter")
        )
        if path:
            self.file.setText(path)
