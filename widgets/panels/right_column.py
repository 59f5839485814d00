"""The right column: figures above, chart and table below, and a grip between them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from widgets.panels.distance_chart import DistanceChart
from widgets.panels.practice_table import PracticeTable
from widgets.style import Look
from widgets.words import Words

FIGURES_LEAST = 160
TABLE_LEAST = 64
"""The table's head and one row; nobody can lose it below the figures."""
TABLE_BESIDE_CHART = 140
"""A table lower than this has the place of the chart too."""


class RightColumn(QSplitter):
    """Figures have the height they need and the table has the rest, until the planner says else.

    A double click on the grip lets them share of themselves again.
    """

    def __init__(
        self,
        words: Words,
        look: Look,
        figures: tuple[QWidget, ...],
        chart: DistanceChart,
        table: PracticeTable,
    ) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.setProperty("grip", True)
        self.setHandleWidth(look.px(2))  # the style sheet adds a margin around the grip
        self.setChildrenCollapsible(False)
        self._look = look
        self._is_by_hand = False
        self._content = _stack(look, figures)
        self.upper = self._make_scroll()
        self.below = _Below(look, chart, table)
        self.addWidget(self.upper)
        self.addWidget(self.below)
        self.setStretchFactor(1, 1)
        self.handle(1).setToolTip(words("column.grip"))
        self.handle(1).installEventFilter(self)
        self._content.installEventFilter(self)
        self.splitterMoved.connect(self._on_splitter_moved)

    def share(self) -> None:
        """Give the figures the height they need and the table the rest."""
        self._is_by_hand = False
        self._settle()

    def take_place_of(self, other: RightColumn) -> None:
        """Have the grip where another column had it."""
        if other._is_by_hand:
            self._is_by_hand = True
            self.restoreState(other.saveState())

    def settle(self) -> None:
        """Lay out now what was changed, from the innermost part to the column itself.

        Left to Qt, each part asks the one around it only when its own turn in the events comes:
        the column is painted, laid out, and painted again.
        """
        lay_out(self._content)
        self._settle()
        self.below.table.settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what the figures need, and a double click on the grip."""
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self._settle()
        elif watched is self.handle(1) and event.type() == QEvent.Type.MouseButtonDblClick:
            self.share()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new height."""
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        if self._is_by_hand:
            return
        needed = _height_of(self._content, self.upper.viewport().width())
        left = self.height() - self.handle(1).sizeHint().height() - needed
        if self.sizes() != [needed, left]:
            self.setSizes([needed, max(left, self.below.minimumSizeHint().height())])

    def _make_scroll(self) -> QScrollArea:
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setMinimumHeight(self._look.px(FIGURES_LEAST))
        scroll.setWidget(self._content)
        return scroll

    def _on_splitter_moved(self) -> None:
        self._is_by_hand = True


class _Below(QWidget):
    """Chart and table; where there is too little room for both, the table alone."""

    def __init__(self, look: Look, chart: DistanceChart, table: PracticeTable) -> None:
        super().__init__()
        self._look = look
        self._chart = chart
        self.table = table
        table.setMinimumHeight(look.px(TABLE_LEAST))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(chart)
        column.addWidget(table, 1)

    def minimumSizeHint(self) -> QSize:
        """Return room for the table alone."""
        return QSize(0, self._look.px(TABLE_LEAST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the chart where there is room for it."""
        needed = self._chart.sizeHint().height() + self._look.px(8 + TABLE_BESIDE_CHART)
        has_room = event.size().height() >= needed
        if has_room == self._chart.isHidden():
            self._chart.setVisible(has_room)
            lay_out(self)  # at once: the places were shared out before this was known
        super().resizeEvent(event)


def lay_out(widget: QWidget) -> None:
    """Have a widget's parts take their places where any asks for another, the innermost first."""
    for child in widget.children():
        if isinstance(child, QWidget) and not child.isHidden():
            lay_out(child)
    layout = widget.layout()
    if layout is not None:
        layout.activate()


def _height_of(content: QWidget, width: int) -> int:
    """Return the height that the contents need at a width: sentences break over lines."""
    if content.hasHeightForWidth():
        return content.heightForWidth(width)
    return content.minimumSizeHint().height()


def _stack(look: Look, figures: tuple[QWidget, ...]) -> QWidget:
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.px(8))
    for panel in figures:
        column.addWidget(panel)
    column.addStretch(1)
    return content
