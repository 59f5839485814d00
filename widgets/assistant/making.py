"""The last step: what the project becomes, where it is saved, and the making of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from models.importers.kinds import KIND_TITLES, SourceKind
from models.importers.sources import Source
from widgets.assistant.told import facts_of
from widgets.panels.parts import Card, clear_column, locale_of, make_button, make_label
from widgets.style import Look
from widgets.words import Words

FIELD_PX = 300

_ESTIMATED = (
    (SourceKind.ROADS, "import.need.roads.missing"),
    (SourceKind.LISTS, "import.need.lists.missing"),
    (SourceKind.POSTAL_AREAS, "import.need.postal_areas.missing"),
)


class MakingPage(QWidget):
    """Asks for region, date and file, all of them preset; shows how far the making is."""

    def __init__(self, words: Words, look: Look) -> None:
        super().__init__()
        self._words = words
        self._look = look
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        column.addWidget(make_label(look, words("import.making.lead"), tone="muted", wraps=True))
        self._form_widget = QWidget()
        self._add_form(QFormLayout(self._form_widget))
        column.addWidget(self._form_widget)
        card = Card(look)
        self._summary = QVBoxLayout()
        self._summary.setSpacing(look.px(4))
        card.column.addLayout(self._summary)
        column.addWidget(card)
        column.addStretch(1)
        self.what = make_label(look)
        self.progress = QProgressBar()
        self.progress.setRange(0, 100)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(look.px(8))
        column.addWidget(self.what)
        column.addWidget(self.progress)
        self.set_working(False)

    def _add_form(self, form: QFormLayout) -> None:
        words, look = self._words, self._look
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(look.px(16))
        form.setVerticalSpacing(look.px(8))
        self.region = QComboBox()
        self._has_chosen = False
        self.region.activated.connect(self._on_region_chosen)
        self.date = QDateEdit(QDate.currentDate())
        self.date.setLocale(locale_of(words.language))
        self.date.setDisplayFormat("d. MMMM yyyy" if words.language == "da" else "d MMMM yyyy")
        self.date.setCalendarPopup(True)
        self.file = QLineEdit()
        choose = make_button(look, words("pdf.choose"))
        choose.clicked.connect(self._on_choose)
        where = QHBoxLayout()
        where.setSpacing(look.px(8))
        where.addWidget(self.file, 1)
        where.addWidget(choose)
        form.addRow(words("import.making.region"), self.region)
        form.addRow(words("import.making.date"), self.date)
        form.addRow(words("import.making.file"), where)
        for field in (self.region, self.date):
            field.setMaximumWidth(look.px(FIELD_PX))

    def show_plan(self, sources: Sequence[Source]) -> None:
        """Show what the project is made from."""
        self._show_summary(sources)

    def show_regions(self, regions: Sequence[str], likeliest: str | None) -> None:
        """Offer the regions there are; what the planner chose stays, if it is among them."""
        chosen = self.region.currentData() if self._has_chosen else likeliest
        self.region.clear()
        for name in regions:
            self.region.addItem(name, name)
        self.region.addItem(self._words("import.making.everywhere"), None)
        at = self.region.findData(chosen)
        self.region.setCurrentIndex(at if at >= 0 else self.region.findData(likeliest))

    def forget_regions(self) -> None:
        """Offer no regions until they are known: other files were chosen."""
        self.region.clear()

    def set_date(self, iso: str) -> None:
        """Preset the register's date."""
        self.date.setDate(QDate.fromString(iso, Qt.DateFormat.ISODate))

    def set_path(self, path: Path) -> None:
        """Preset where the project is saved."""
        self.file.setText(str(path))

    def path(self) -> Path:
        """Return where the project is to be saved, with its ending."""
        path = Path(self.file.text().strip()).expanduser()
        return path if path.suffix == ".praksis" else path.with_name(f"{path.name}.praksis")

    def reference_date(self) -> str:
        """Return the register's date, ISO."""
        return self.date.date().toString(Qt.DateFormat.ISODate)

    def problem(self) -> str:
        """Return what is not known yet, or wrong with the file's name; empty where nothing is."""
        words = self._words
        if not self.region.count():
            return words("import.reading")
        if not self.file.text().strip():
            return words("import.making.no_file")
        if self.path().exists():
            return words("import.making.exists")
        if not self.path().parent.is_dir():
            return words("import.making.no_folder", folder=self.path().parent)
        return ""

    def set_working(self, is_working: bool) -> None:
        """Show the progress, and take the choices away meanwhile."""
        self._form_widget.setEnabled(not is_working)
        self.progress.setVisible(is_working)
        self.what.setVisible(is_working)
        if is_working:
            self.show_progress(self._words("import.making.working"), 0)

    def show_progress(self, what: str, per_cent: int) -> None:
        """Show what is being done, and how far it is."""
        self.what.setText(what)
        self.progress.setValue(per_cent)

    def _show_summary(self, sources: Sequence[Source]) -> None:
        words, look = self._words, self._look
        clear_column(self._summary)
        self._summary.addWidget(make_label(look, words("import.making.becomes"), "strong"))
        used = [source for source in sources if source.kind is not SourceKind.UNKNOWN]
        for source in sorted(used, key=lambda source: list(SourceKind).index(source.kind)):
            kind = words.of(KIND_TITLES[source.kind])
            self._summary.addWidget(self._line(f"{kind}: {source.title}", facts_of(words, source)))
        kinds = {source.kind for source in used}
        missing = [words(key) for kind, key in _ESTIMATED if kind not in kinds]
        if missing:
            self._summary.addSpacing(look.px(6))
            self._summary.addWidget(make_label(look, words("import.making.estimates"), "strong"))
        for said in missing:
            self._summary.addWidget(make_label(look, said, tone="muted", wraps=True))

    def _line(self, text: str, facts: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(make_label(self._look, text), 1)
        row.addWidget(make_label(self._look, facts, "caption", "muted"))
        return line

    def _on_region_chosen(self) -> None:
        self._has_chosen = True

    def _on_choose(self) -> None:
        words = self._words
        name, _ = QFileDialog.getSaveFileName(
            self, words("import.making.file"), self.file.text(), words("import.making.filter")
        )
        if name:
            self.set_path(Path(name))
