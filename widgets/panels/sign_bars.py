"""The seven signs of threatened coverage in one area: name, value and points as a bar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.panels.rank_list import paint_bar
from widgets.style import Look


class SignBar(NamedTuple):
    """One sign: its name, its value as text, its points, and whether it counts at all."""

    title: str
    value: str
    points: float
    counts: bool = True


class SignBars(QWidget):
    """Signs below each other, painted in a place of fixed size."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._bars: tuple[SignBar, ...] = ()
        self._row = QFontMetrics(look.font()).height() + look.px(14)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def bars(self) -> tuple[SignBar, ...]:
        """What is shown."""
        return self._bars

    def show_bars(self, bars: Sequence[SignBar]) -> None:
        """Show these signs."""
        if len(bars) != len(self._bars):
            self.updateGeometry()
        self._bars = tuple(bars)
        self.setAccessibleName(", ".join(f"{bar.title} {bar.value}" for bar in bars))
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for every sign."""
        return QSize(self._look.px(200), self._row * len(self._bars))

    def minimumSizeHint(self) -> QSize:
        """Return the same: a sign is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint every sign."""
        painter = QPainter(self)
        painter.setFont(self._look.font())
        line = painter.fontMetrics().height()
        for at, bar in enumerate(self._bars):
            top = at * self._row
            row = QRectF(0, top, self.width(), line)
            painter.setPen(self._look.colour("ink" if bar.counts else "muted"))
            painter.drawText(row, Qt.AlignmentFlag.AlignLeft, bar.title)
            painter.drawText(row, Qt.AlignmentFlag.AlignRight, bar.value)
            area = QRectF(0, top + line + self._look.px(2), self.width(), self._look.px(5))
            tone = "accent" if bar.counts else "line"
            paint_bar(painter, area, bar.points / 100, self._look.colour(tone), self._look)
