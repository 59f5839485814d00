"""What of a view must be painted anew, in few rectangles."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QRegion

CHEAP_PX = 4_000
"""So many pixels are painted sooner than another rectangle is begun: 0.1 ms."""


class Damage:
    """Rectangles to be painted, those that lie close together joined.

    A symbol and its plate that move by two pixels leave four rectangles which a region would cut
    into seven bands; each is a way through all layers. Joined they are one.
    """

    def __init__(self) -> None:
        self._parts: list[QRect] = []

    def add(self, area: QRect) -> QRect:
        """Take an area; returns what is to be painted for it, other areas it was joined with."""
        joined = area
        while True:
            near = next((part for part in self._parts if _are_near(part, joined)), None)
            if near is None:
                self._parts.append(joined)
                return joined
            self._parts.remove(near)
            joined = joined.united(near)

    def parts_of(self, region: QRegion) -> list[QRect]:
        """Return rectangles that cover `region`, and begin anew.

        Where more is to be painted than was asked for here, as when a note over the view goes
        away, the rest comes as it is.
        """
        parts, self._parts = self._parts, []
        if region.rectCount() == 1:
            return [region.boundingRect()]
        rest = region
        for part in parts:
            rest = rest.subtracted(part)
        return [*parts, *(QRect(piece) for piece in rest)]  # type: ignore[attr-defined]


def _are_near(first: QRect, second: QRect) -> bool:
    """Whether painting both at once is no more work than one after the other."""
    together = first.united(second)
    return _size(together) <= _size(first) + _size(second) + CHEAP_PX


def _size(area: QRect) -> int:
    return area.width() * area.height()
