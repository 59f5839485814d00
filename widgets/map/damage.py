"""What of a view must be painted anew, in few rectangles."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QRegion

CHEAP_PX = 4_000
"""So many pixels are painted sooner than another rectangle is begun: 0.1 ms."""

_Part = tuple[int, int, int, int]
"""Left, top, right and bottom, whole pixels. Plain figures: a drop of thirty symbols compares
hundreds of them."""


class Damage:
    """Rectangles to be painted, those that lie close together joined.

    A symbol and its plate that move by two pixels leave four rectangles which a region would cut
    into seven bands; each is a way through all layers. Joined they are one.
    """

    def __init__(self) -> None:
        self._parts: list[_Part] = []

    def add(self, area: QRect) -> QRect:
        """Take an area; returns what is to be painted for it, other areas it was joined with."""
        left, top, width, height = area.x(), area.y(), area.width(), area.height()
        joined = (left, top, left + width, top + height)
        at = self._near(joined)
        while at is not None:
            joined = _together(self._parts.pop(at), joined)
            at = self._near(joined)
        self._parts.append(joined)
        return _rect(joined)

    def _near(self, part: _Part) -> int | None:
        """Return a part of which painting both at once is no more work than one by one."""
        left, top, right, bottom = part
        size = (right - left) * (bottom - top) + CHEAP_PX
        for at, (west, north, east, south) in enumerate(self._parts):
            width = (right if right > east else east) - (left if left < west else west)
            height = (bottom if bottom > south else south) - (top if top < north else north)
            if width * height <= size + (east - west) * (south - north):
                return at
        return None

    def taken(self) -> list[QRect]:
        """Return rectangles that cover all areas taken, and begin anew."""
        parts, self._parts = self._parts, []
        return [_rect(part) for part in parts]

    def parts_of(self, region: QRegion) -> list[QRect]:
        """Return rectangles that cover `region`, and begin anew.

        Where more is to be painted than was asked for here, as when a note over the view goes
        away, the rest comes as it is.
        """
        parts = self.taken()
        if region.rectCount() == 1:
            return [region.boundingRect()]
        rest = region
        for part in parts:
            rest = rest.subtracted(part)
        return [*parts, *(QRect(piece) for piece in rest)]  # type: ignore[attr-defined]


def _together(first: _Part, second: _Part) -> _Part:
    left, top, right, bottom = zip(first, second, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _rect(part: _Part) -> QRect:
    left, top, right, bottom = part
    return QRect(left, top, right - left, bottom - top)
