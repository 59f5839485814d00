"""The words of the status line: shortened where there is no room, never cut unseen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.style import Look

GAP = 20
LEAST = 48
"""No part is made shorter than this: some letters and the dots."""


class StatusLine(QWidget):
    """Short sentences side by side; the longest are shortened first, the tip has them all."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.parts: tuple[str, ...] = ()
        self.setFont(look.font())
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_parts(self, parts: Sequence[str]) -> None:
        """Show these sentences."""
        if tuple(parts) != self.parts:
            self.parts = tuple(parts)
            self.setToolTip("\n".join(parts))
            self.setAccessibleName(", ".join(parts))
            self.update()

    def shown(self) -> list[str]:
        """Return the sentences as there is room for them."""
        metrics = self.fontMetrics()
        widths = [metrics.horizontalAdvance(part) for part in self.parts]
        gaps = self._look.px(GAP) * len(widths)
        room = widest(widths, self.width() - gaps, self._look.px(LEAST))
        dots = Qt.TextElideMode.ElideRight
        return [metrics.elidedText(part, dots, room + 1) for part in self.parts]

    def sizeHint(self) -> QSize:
        """Return the height of a line; the width is whatever is left."""
        return QSize(1, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sentences from the left."""
        painter = QPainter(self)
        painter.setPen(self._look.colour("muted"))
        x = self._look.px(8)
        for text in self.shown():
            rect = QRect(x, 0, self.width() - x, self.height())
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, text)
            x += self.fontMetrics().horizontalAdvance(text) + self._look.px(GAP)


def widest(widths: Sequence[int], room: int, least: int) -> int:
    """Return how wide one of several texts may be so that all of them fit in `room`."""
    left, texts = room, sorted(widths)
    for at, width in enumerate(texts):
        share = left // (len(texts) - at)
        if width > share:
            return max(share, least)
        left -= width
    return max([*texts, least])
