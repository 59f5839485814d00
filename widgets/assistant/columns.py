"""The second step: real rows of each file, and above each column what it is read as."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models.importers.columns import GEOMETRY_E, GEOMETRY_N
from models.importers.kinds import AREA_KINDS, SourceKind
from models.importers.layout import Format
from models.importers.recognise import problem_of
from models.importers.relaid import DELIMITERS, ENCODINGS, relaid
from models.importers.sources import Source
from widgets.assistant.sources_page import SourcesPage
from widgets.assistant.told import ENCODING_TITLES
from widgets.panels.parts import CalmSpinBox, make_label, set_text
from widgets.style import Look
from widgets.words import Words

SHOWN_ROWS = 20
"""Rows of the preview; more would only be scrolled past."""

_NARROW_PX, _WIDE_PX = 132, 220


class ColumnsPage(SourcesPage):
    """Format and rows of the chosen file."""

    def __init__(self, words: Words, look: Look) -> None:
        super().__init__(words, look, words("import.columns.lead"))
        self.right.addLayout(self._make_facts())
        self.remark = make_label(look, wraps=True)
        self.right.addWidget(self.remark)
        self.table = QTableWidget()
        self._set_up_table()
        self.right.addWidget(self.table, 1)

    def is_shown(self, source: Source) -> bool:
        """Whether there is anything to match in a source."""
        is_used = source.kind not in (SourceKind.UNKNOWN, SourceKind.ROADS, SourceKind.LAND)
        return is_used and bool(source.headings)

    def show_problem_first(self) -> None:
        """Choose the first file that lacks a column."""
        for row, at in enumerate(self._at):
            if problem_of(self._sources[at]) is not None:
                self.files.setCurrentRow(row)
                return

    def _make_facts(self) -> QVBoxLayout:
        """Return how the file is laid out, in two lines: one would not fit a small screen."""
        words, look = self._words, self._look
        lines = [QHBoxLayout(), QHBoxLayout()]
        facts = QVBoxLayout()
        facts.setSpacing(look.px(4))
        for line in lines:
            line.setSpacing(look.px(8))
            facts.addLayout(line)
        self._texts: list[QWidget] = []
        self.delimiter, self.encoding = QComboBox(), QComboBox()
        for sign in DELIMITERS:
            self.delimiter.addItem(words(f"import.delimiter.{sign}"), sign)
        for encoding in ENCODINGS:
            self.encoding.addItem(ENCODING_TITLES[encoding], encoding)
        self.header_row = CalmSpinBox(words.language)
        self.header_row.setRange(1, 99)
        self.header_row.setKeyboardTracking(False)
        for name, field, line in (
            ("delimiter", self.delimiter, lines[0]),
            ("encoding", self.encoding, lines[0]),
            ("header_row", self.header_row, lines[1]),
        ):
            label = make_label(look, words(f"import.{name}"), tone="muted")
            label.setBuddy(field)
            line.addWidget(label)
            line.addWidget(field)
            line.addSpacing(look.px(8))
            self._texts += [label, field]
        self.decimal = make_label(look, tone="muted")
        lines[1].addWidget(self.decimal)
        for line in lines:
            line.addStretch(1)
        self.delimiter.activated.connect(self._on_layout_changed)
        self.encoding.activated.connect(self._on_layout_changed)
        self.header_row.valueChanged.connect(self._on_layout_changed)
        return facts

    def _set_up_table(self) -> None:
        table = self.table
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setShowGrid(False)
        table.setWordWrap(False)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)

    # ------------------------------------------------------------------ chosen

    def show_chosen(self, _row: int = -1) -> None:
        """Show how the chosen file is laid out, and its rows."""
        at = self.chosen
        self.table.setVisible(at >= 0)
        if at < 0:
            set_text(self.remark, self._words("import.columns.none"))
            self._show_facts(None)
            return
        source = self._sources[at]
        self._show_facts(source)
        problem = problem_of(source)
        fine = self._words("import.columns.fine")
        set_text(self.remark, fine if problem is None else self._words.of(problem))
        self.remark.setProperty("tone", "muted" if problem is None else "bad")
        self.remark.style().polish(self.remark)
        self._show_rows(at, source)

    def _show_facts(self, source: Source | None) -> None:
        is_text = source is not None and source.layout.format is Format.TEXT
        is_sheet = source is not None and source.layout.format is Format.SHEET
        for widget in self._texts:
            widget.setVisible(is_text)
        for widget in self._texts[-2:]:
            widget.setVisible(is_text or is_sheet)
        if source is None:
            set_text(self.decimal, "")
            return
        layout, words = source.layout, self._words
        for box, value in ((self.delimiter, layout.delimiter), (self.encoding, layout.encoding)):
            if value and box.findData(value) < 0:
                box.addItem(ENCODING_TITLES.get(value, value), value)
            box.setCurrentIndex(box.findData(value))
        self.header_row.blockSignals(True)
        self.header_row.setValue(layout.header_row)
        self.header_row.blockSignals(False)
        parts = []
        if source.n_parts > 1:
            parts.append(words("import.sheet", part=layout.part))
        if is_text or is_sheet:
            sign = words(f"import.decimal.{layout.decimal}")
            parts.append(words("import.decimal", sign=sign))
        set_text(self.decimal, "   ".join(parts))

    def _on_layout_changed(self) -> None:
        at = self.chosen
        if at >= 0:
            source = self._sources[at]
            layout = replace(
                source.layout,
                delimiter=self.delimiter.currentData() or "",
                encoding=self.encoding.currentData() or "",
                header_row=self.header_row.value(),
            )
            self.changed.emit(at, relaid(source, layout))

    # -------------------------------------------------------------------- rows

    def _show_rows(self, at: int, source: Source) -> None:
        table, rows = self.table, source.preview[:SHOWN_ROWS]
        table.clear()
        table.setColumnCount(len(source.headings))
        table.setRowCount(1 + len(rows))
        table.setHorizontalHeaderLabels(list(source.headings))
        table.setVerticalHeaderLabels(["", *map(str, source.preview_rows[:SHOWN_ROWS])])
        for column, heading in enumerate(source.headings):
            table.setCellWidget(0, column, self._field_box(at, source, heading))
            is_middle = source.kind in AREA_KINDS and heading in (GEOMETRY_E, GEOMETRY_N)
            table.setColumnHidden(column, is_middle)
        used = set(source.match.columns.values())
        muted = self._look.colour("muted")
        for row, cells in enumerate(rows, start=1):
            for column, cell in enumerate(cells):
                item = QTableWidgetItem(cell)
                if source.headings[column] not in used:
                    item.setForeground(muted)
                table.setItem(row, column, item)
        self._size_columns()

    def _size_columns(self) -> None:
        px, table = self._look.px, self.table
        table.resizeColumnsToContents()
        for column in range(table.columnCount()):
            box = table.cellWidget(0, column)
            wanted = max(table.columnWidth(column), box.sizeHint().width() + px(8))
            table.setColumnWidth(column, min(max(wanted, px(_NARROW_PX)), px(_WIDE_PX)))
        table.setRowHeight(0, px(38))

    def _field_box(self, at: int, source: Source, heading: str) -> QComboBox:
        words = self._words
        box = QComboBox()
        box.setAccessibleName(words("import.columns.column", heading=heading))
        box.addItem(words("import.columns.unused"), None)
        for choice in source.fields():
            title = words.of(choice.title)
            needs = choice.is_needed and choice.heading is None
            box.addItem(
                words("import.columns.needed", field=title) if needs else title, choice.field
            )
        field = next((f for f, h in source.match.columns.items() if h == heading), None)
        box.setCurrentIndex(max(0, box.findData(field)))
        box.activated.connect(lambda index: self._on_field(at, heading, box.itemData(index)))
        return box

    def _on_field(self, at: int, heading: str, field: str | None) -> None:
        source = self._sources[at]
        had = next((f for f, h in source.match.columns.items() if h == heading), None)
        if field is not None:
            self.changed.emit(at, source.with_column(field, heading))
        elif had is not None:
            self.changed.emit(at, source.with_column(had, None))
