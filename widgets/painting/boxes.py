"""Boxes on the map that must not overlap, in a grid that finds neighbours fast."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple


class Box(NamedTuple):
    """An upright rectangle, y down."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Return whether the two share some area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def grown(self, margin: float) -> Box:
        """Return the box with `margin` added on every side."""
        return Box(self.left - margin, self.top - margin, self.right + margin, self.bottom + margin)


class BoxIndex:
    """The boxes taken so far. `cell` should be about the size of a typical box."""

    def __init__(self, cell: float = 64.0) -> None:
        self._cell = cell
        self._boxes: defaultdict[tuple[int, int], list[Box]] = defaultdict(list)

    def is_free(self, box: Box) -> bool:
        """Return whether `box` overlaps none of those taken."""
        boxes = self._boxes
        return not any(
            box.overlaps(taken) for key in self._cells(box) if key in boxes for taken in boxes[key]
        )

    def take(self, box: Box) -> None:
        """Mark `box` as taken."""
        for key in self._cells(box):
            self._boxes[key].append(box)

    def _cells(self, box: Box) -> Iterator[tuple[int, int]]:
        cell = self._cell
        for column in range(int(box.left // cell), int(box.right // cell) + 1):
            for row in range(int(box.top // cell), int(box.bottom // cell) + 1):
                yield column, row
