"""How many persons have how far: bars by kilometre, the baseline as a line above them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from models.domain.text import marked
from widgets.panels.painted import FigureLabel, OnGround
from widgets.panels.parts import Card, make_label, set_text
from widgets.style import Look
from widgets.theme import DISTANCE_BREAKS_M
from widgets.words import Words

N_BINS = 26
"""One bin a kilometre up to 25 km, and one for everybody beyond."""

_TICKS_KM = (5, 10, 15, 20)
NOWHERE = -1


def count_by_km(distance_dm: NDArray[np.int32], persons: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return persons by whole kilometres to the nearest practice: int64 with shape (26,).

    `distance_dm` and `persons` have shape (n_square,); squares with a negative distance
    have no way and are left out. The last bin holds everybody beyond 25 km.
    """
    measured = distance_dm >= 0
    bins = np.minimum(distance_dm[measured] // 10_000, N_BINS - 1)
    # Weights are doubles, exact far beyond any population.
    return np.bincount(bins, weights=persons[measured], minlength=N_BINS).astype(np.int64)


class DistanceChart(Card):
    """A histogram of persons by road distance; pointing at a bar tells its number."""

    def __init__(self, words: Words, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._words = words
        self.bars = DistanceBars(words, look)
        self.readout = FigureLabel(look, "caption")
        head = QHBoxLayout()
        self.title = make_label(look, words("chart.title"))
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.readout)
        self.column.addLayout(head)
        self.column.addWidget(self.bars)
        self.bars.binHovered.connect(self._on_bin_hovered)

    def set_estimated(self, is_estimated: bool) -> None:
        """Mark the chart where distances are estimated."""
        set_text(self.title, marked(self._words("chart.title"), is_estimated))

    def show_counts(
        self, counts_now: Sequence[int], counts_before: Sequence[int] | None, limit_km: float
    ) -> None:
        """Show persons by kilometre (see `count_by_km`), the baseline and the limit."""
        now = tuple(int(count) for count in counts_now)
        before = None if counts_before is None else tuple(int(count) for count in counts_before)
        self.bars.show_counts(now, before, limit_km)
        self._on_bin_hovered(self.bars.hovered)

    def _on_bin_hovered(self, at: int) -> None:
        words, bars = self._words, self.bars
        if at == NOWHERE:
            self.readout.set_text("" if bars.before is None else words("chart.baseline"), "muted")
            return
        key = "chart.bin.last" if at == len(bars.now) - 1 else "chart.bin"
        text = words(key, from_km=at, to_km=at + 1, persons=words.number(bars.now[at]))
        if bars.before is not None and bars.before[at] != bars.now[at]:
            text = words("chart.bin.before", bin=text, before=words.number(bars.before[at]))
        self.readout.set_text(text)


class DistanceBars(OnGround):
    """The painted bars.

    Signals
    -------
    binHovered : int
        The bin under the pointer, -1 for none.
    """

    binHovered = Signal(int)

    def __init__(self, words: Words, look: Look) -> None:
        super().__init__(look)
        self._words = words
        self._limit_km = 15.0
        self.now: tuple[int, ...] = ()
        self.before: tuple[int, ...] | None = None
        self.hovered = NOWHERE
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(
        self, now: tuple[int, ...], before: tuple[int, ...] | None, limit_km: float
    ) -> None:
        """Repaint where anything changed."""
        if (now, before, limit_km) == (self.now, self.before, self._limit_km):
            return
        self.now, self.before, self._limit_km = now, before, limit_km
        self.hovered = min(self.hovered, len(now) - 1)
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the bars and their axis."""
        return QSize(self._look.px(200), self._look.px(88))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Report the bin under the pointer."""
        self._hover(int(event.position().x() / self._bin_width()) if self.now else NOWHERE)

    def leaveEvent(self, event: QEvent) -> None:
        """Report that the pointer left."""
        self._hover(NOWHERE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint bars, baseline, limit and axis."""
        painter = self.painter(event.rect())
        plot = self._plot()
        if self.now:
            self._paint_bars(painter, plot)
            self._paint_baseline(painter, plot)
        self._paint_axis(painter, plot)
        self._paint_limit(painter, plot)

    def _hover(self, at: int) -> None:
        at = max(NOWHERE, min(at, len(self.now) - 1))
        if at != self.hovered:
            self.hovered = at
            self.update()
            self.binHovered.emit(at)

    def _plot(self) -> QRectF:
        axis = self._look.px(18)
        return QRectF(0, 1, self.width(), self.height() - axis)

    def _bin_width(self) -> float:
        return self.width() / max(len(self.now), N_BINS)

    def _height(self, count: int, plot: QRectF) -> float:
        tallest = max(max(self.now), max(self.before or (0,)), 1)
        # A single family beyond the limit must still be seen beside a whole town.
        least = self._look.px(2) if count else 0.0
        return max(least, count / tallest * plot.height())

    def _paint_bars(self, painter: QPainter, plot: QRectF) -> None:
        width = self._bin_width()
        for at, count in enumerate(self.now):
            height = self._height(count, plot)
            bar = QRectF(at * width, plot.bottom() - height, width - 1, height)
            painter.fillRect(bar, self._band_colour(at))
            if at == self.hovered:
                painter.setPen(self._look.colour("ink"))
                painter.drawRect(bar)

    def _band_colour(self, km: int) -> QColor:
        band = sum(km * 1000 >= limit for limit in DISTANCE_BREAKS_M)
        return QColor(self._look.theme.distance_bands[band])

    def _paint_baseline(self, painter: QPainter, plot: QRectF) -> None:
        if self.before is None:
            return
        width = self._bin_width()
        steps = QPolygonF()
        for at, count in enumerate(self.before):
            top = plot.bottom() - self._height(count, plot)
            steps.append(QPointF(at * width, top))
            steps.append(QPointF((at + 1) * width - 1, top))
        painter.setPen(QPen(self._look.colour("ink"), self._look.px(1)))
        painter.drawPolyline(steps)

    def _paint_axis(self, painter: QPainter, plot: QRectF) -> None:
        painter.setPen(self._look.colour("line"))
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        painter.setFont(self._look.font("caption"))
        painter.setPen(self._look.colour("muted"))
        below = QRectF(0, plot.bottom() + 1, self.width(), self.height() - plot.bottom() - 1)
        middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        width = self._bin_width()
        for km in _TICKS_KM:
            tick = QRectF(km * width - 20, below.top(), 40, below.height())
            painter.drawText(tick, middle, self._words.number(km))
        last = self._words("chart.last", km=N_BINS - 1)
        painter.drawText(below, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, last)

    def _paint_limit(self, painter: QPainter, plot: QRectF) -> None:
        at = self._limit_km * self._bin_width() - 0.5
        painter.setPen(QPen(self._look.colour("bad"), self._look.px(1), Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(at, plot.top()), QPointF(at, plot.bottom()))
