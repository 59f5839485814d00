"""The main window: where map, panels, toolbar and status line stand. It decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.actions import Actions
from widgets.map.view import MapView
from widgets.panels.area import AreaPanel
from widgets.panels.checks_page import ChecksCard
from widgets.panels.distance_chart import DistanceChart
from widgets.panels.history import HistoryPanel
from widgets.panels.layers import LayerPanel
from widgets.panels.painted import FigureLabel
from widgets.panels.practice import PracticePanel
from widgets.panels.practice_table import PracticeTable
from widgets.panels.right_column import RightColumn
from widgets.panels.scenarios import ScenarioPanel
from widgets.panels.search import SearchField
from widgets.panels.side_page import SideColumn
from widgets.panels.status_line import StatusLine
from widgets.style import Look
from widgets.words import Words

LEFT_PX = 236


class Frame(QMainWindow):
    """The window's widgets by name, laid out.

    Signals
    -------
    closing
        The window is about to close.
    """

    closing = Signal()

    def __init__(self, words: Words, look: Look) -> None:
        super().__init__()
        self.setWindowTitle("Praksiskort")
        self.resize(1440, 900)
        self.setMinimumSize(look.px(900), look.px(560))
        self.actions_ = Actions(self, words, look)
        self.map = MapView(look.theme, words)
        self.map.set_scale(look.scale)
        self.search = SearchField(words, look)
        self.scenarios = ScenarioPanel(words, look)
        self.history = HistoryPanel(words, look)
        self.layers = LayerPanel(words, look)
        self.practice = PracticePanel(words, look)
        self.areas = AreaPanel(words, look)
        self.chart = DistanceChart(words, look)
        self.table = PracticeTable(words, look)
        self.checks = ChecksCard(words, look)
        panels = (self.practice, self.checks, self.areas)
        self.overview = RightColumn(words, look, panels, self.chart, self.table)
        self.right = SideColumn(look, self.overview)
        self.status_left = StatusLine(look)
        self.status_saved = FigureLabel(look)
        self.status_right = FigureLabel(look)
        self._lay_out(look)
        self.actions_.use_in(self.map, "close_practice", "fit")
        self.actions_.use_in(self.table, "close_practice")
        for name, column in (("left_column", self.left), ("right_column", self.right)):
            self.actions_[name].setChecked(True)
            self.actions_[name].toggled.connect(column.setVisible)
        self.right.overviewShown.connect(self.map.setFocus)
        self.right.pageOpened.connect(lambda: self.actions_["right_column"].setChecked(True))

    def settle(self) -> None:
        """Give map and columns their new sizes now rather than with the next event."""
        self._columns.activate()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the program put things away."""
        self.closing.emit()
        self.map.close()  # ends its worker, which must not paint for a map that is gone
        super().closeEvent(event)

    def take_place_of(self, other: Frame) -> None:
        """Stand where another window stood, with the same columns open."""
        self.setGeometry(other.geometry())
        self.setWindowState(other.windowState())
        self.overview.take_place_of(other.overview)
        for name in ("left_column", "right_column"):
            self.actions_[name].setChecked(other.actions_[name].isChecked())

    def _lay_out(self, look: Look) -> None:
        self._add_search(look)
        middle = QWidget()
        row = self._columns = QHBoxLayout(middle)
        gap = look.px(8)
        row.setContentsMargins(gap, gap, gap, gap)
        row.setSpacing(gap)
        self.left = self._left(look)
        row.addWidget(self.left)
        row.addWidget(self.map, 1)
        row.addWidget(self.right)
        self.setCentralWidget(middle)
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.addWidget(self.status_left, 1)
        bar.setContentsMargins(0, 0, look.px(8), 0)
        between = QWidget()
        between.setFixedWidth(look.px(8))
        for widget in (self.status_saved, between, self.status_right):
            bar.addPermanentWidget(widget)

    def _add_search(self, look: Look) -> None:
        spring = QWidget()
        spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.actions_.toolbar.addWidget(spring)
        self.search.setMaximumWidth(look.px(300))
        self.actions_.toolbar.addWidget(self.search)

    def _left(self, look: Look) -> QWidget:
        column = _column(look)
        box = QVBoxLayout(column)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.px(8))
        box.addWidget(self.scenarios, 2)
        box.addWidget(self.history, 3)
        box.addWidget(self.layers)
        column.setFixedWidth(look.px(LEFT_PX))
        return column


def _column(look: Look) -> QWidget:
    column = QWidget()
    column.setProperty("panel", True)
    return column
