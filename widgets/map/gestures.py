"""What the mouse does on the map: pan, click, drag a practice, draw a box, pick a place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF

THRESHOLD_PX = 4.0
"""How far the mouse must move before a press is a drag; less is a shaky click."""


class Gesture(Enum):
    """What the pressed mouse is doing."""

    NONE = auto()
    PRESSED = auto()
    PANNING = auto()
    DRAGGING = auto()
    BOXING = auto()
    LASSOING = auto()
    CANCELLED = auto()


class GestureTarget(Protocol):
    """What gestures need to know of the map, and what they tell it."""

    def practice_at(self, pixel: QPointF) -> str:
        """Return the practice under a pixel, or ""."""

    def can_drag(self, number: str) -> bool:
        """Return whether a practice may be dragged."""

    def grip(self, number: str, pixel: QPointF) -> QPointF:
        """Return the way from a practice's centre to the pixel it is held at."""

    def pan(self, way: QPointF) -> None:
        """Pull the map."""

    def show_box(self, box: QRectF | None) -> None:
        """Show the box being drawn, or none."""

    def show_lasso(self, points: Sequence[QPointF]) -> None:
        """Show the line being drawn around an area; without points none."""


@dataclass(frozen=True, slots=True)
class GestureWishes:
    """What to call when a gesture has a meaning; pixels of the view."""

    clicked: Callable[[str, bool], None]
    ground_clicked: Callable[[], None]
    place_picked: Callable[[QPointF], None]
    drag_started: Callable[[str], None]
    drag_moved: Callable[[str, QPointF], None]
    drag_dropped: Callable[[str, QPointF], None]
    drag_cancelled: Callable[[str], None]
    boxed: Callable[[QRectF, bool], None]
    lassoed: Callable[[Sequence[QPointF]], None]


class Gestures:
    """Turns presses, moves and releases into wishes."""

    def __init__(self, target: GestureTarget, wishes: GestureWishes) -> None:
        self._target = target
        self._wishes = wishes
        self._gesture = Gesture.NONE
        self._number = ""
        self._adds = False
        self._is_placing = False
        self._start = self._last = self._grip = QPointF()
        self._line: list[QPointF] = []

    @property
    def gesture(self) -> Gesture:
        """What the mouse is doing."""
        return self._gesture

    @property
    def dragged(self) -> str:
        """The practice being dragged, or ""."""
        return self._number if self._gesture is Gesture.DRAGGING else ""

    def press(
        self,
        pixel: QPointF,
        *,
        adds: bool,
        boxes: bool,
        pans: bool,
        placing: bool,
        lassos: bool = False,
    ) -> None:
        """Begin: `pans` for the middle button, `boxes` with Shift, `adds` with Ctrl.

        While an area is to be drawn (`lassos`) the mouse does nothing but that, and pans.
        """
        self._start = self._last = pixel
        self._adds, self._is_placing = adds, placing
        is_plain = not (pans or boxes or placing or lassos)
        self._number = self._target.practice_at(pixel) if is_plain else ""
        if pans:
            self._gesture = Gesture.PANNING
        elif lassos:
            self._gesture = Gesture.LASSOING
            self._line = [pixel]
        elif boxes and not placing:
            self._gesture = Gesture.BOXING
        else:
            self._gesture = Gesture.PRESSED
        if self._number:
            self._grip = self._target.grip(self._number, pixel)

    def move(self, pixel: QPointF) -> None:
        """Follow the mouse while a button is held."""
        way = pixel - self._start
        if self._gesture is Gesture.PRESSED and way.manhattanLength() > THRESHOLD_PX:
            self._begin_moving()
        match self._gesture:
            case Gesture.PANNING:
                self._target.pan(pixel - self._last)
            case Gesture.DRAGGING:
                self._wishes.drag_moved(self._number, pixel - self._grip)
            case Gesture.BOXING:
                self._target.show_box(QRectF(self._start, pixel).normalized())
            case Gesture.LASSOING if (pixel - self._line[-1]).manhattanLength() >= THRESHOLD_PX:
                self._line.append(pixel)
                self._target.show_lasso(self._line)
        self._last = pixel

    def release(self, pixel: QPointF) -> None:
        """End: the gesture gets its meaning."""
        gesture, self._gesture = self._gesture, Gesture.NONE
        match gesture:
            case Gesture.PRESSED:
                self._click(pixel)
            case Gesture.DRAGGING:
                self._wishes.drag_dropped(self._number, pixel - self._grip)
            case Gesture.BOXING:
                self._target.show_box(None)
                self._wishes.boxed(QRectF(self._start, pixel).normalized(), self._adds)
            case Gesture.LASSOING:
                self._target.show_lasso(())
                self._wishes.lassoed(self._line)

    def cancel(self) -> bool:
        """Break off; returns whether there was anything to break off."""
        gesture = self._gesture
        if gesture in (Gesture.NONE, Gesture.CANCELLED):
            return False
        self._gesture = Gesture.CANCELLED
        if gesture is Gesture.DRAGGING:
            self._wishes.drag_cancelled(self._number)
        elif gesture is Gesture.BOXING:
            self._target.show_box(None)
        elif gesture is Gesture.LASSOING:
            self._target.show_lasso(())
        return True

    def _begin_moving(self) -> None:
        if self._number and self._target.can_drag(self._number):
            self._gesture = Gesture.DRAGGING
            self._wishes.drag_started(self._number)
        else:
            self._gesture = Gesture.PANNING

    def _click(self, pixel: QPointF) -> None:
        if self._is_placing:
            self._wishes.place_picked(pixel)
        elif self._number:
            self._wishes.clicked(self._number, self._adds)
        else:
            self._wishes.ground_clicked()
