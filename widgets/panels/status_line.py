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
    """Short sentences side by side; where there is no room for them, shorter ones.

    If these are too long as well, the longest are cut first. The tip has all in full.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.parts: tuple[str, ...] = ()
        self._short: tuple[str, ...] = ()
        self.setFont(look.font())
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_parts(self, parts: Sequence[str], short: Sequence[str] = ()) -> None:
        """Show these sentences; `short` says each of them in fewer words."""
        if (tuple(parts), tuple(short)) != (self.parts, self._short):
            self.parts, self._short = tuple(parts), tuple(short)
            self.setToolTip("\n".join(parts))
            self.setAccessibleName(", ".join(parts))
            self.update()

    def shown(self) -> list[str]:
        """Return the sentences as there is room for them."""
        room = self.width() - self._look.px(GAP) * len(self.parts)
        parts = self.parts
        if self._short and sum(self._widths(parts)) > room:
            parts = self._short
        most = widest(self._widths(parts), room, self._look.px(LEAST))
        dots = Qt.TextElideMode.ElideRight
        return [self.fontMetrics().elidedText(part, dots, most + 1) for part in parts]

    def _widths(self, parts: Sequence[str]) -> list[int]:
        return [self.fontMetrics().horizontalAdvance(part) for part in parts]

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
