"""All practices in one layer: symbols, rings, ghosts, and which one is under the cursor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from models.domain.place import Place
from models.domain.practice import ProviderNumber
from widgets.map.layer import Layer, snapped
from widgets.map.marks import PracticeMark
from widgets.map.practice_symbols import PracticeSymbols
from widgets.map.still_picture import StillPicture
from widgets.map.symbol_cache import RING_PX, Ring, Sprite
from widgets.painting.camera import Camera
from widgets.painting.style import Style
from widgets.painting.symbols import (
    SymbolLook,
    paint_move,
    paint_satellite,
    symbol_diameter,
    symbol_reach,
)

GRAB_PX = 5.0
"""How far beside a symbol the cursor still takes hold of it."""

_MOST_CHANGES = 200
"""So many practices are changed by themselves, 20 µs each; more are taken all anew, 10 ms."""

_GHOST_OPACITY = 0.4


class _Placed(NamedTuple):
    """Where symbols lie in the pixels of a camera, in the order they are painted.

    `x`, `y` are their centres and `left`, `top` their corners, with shape (n_mark,).
    """

    camera: Camera
    mark: NDArray[np.intp]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    reach: NDArray[np.float64]
    left: NDArray[np.float64]
    top: NDArray[np.float64]


class PracticesLayer(Layer):
    """Practice symbols, larger ones lower, so that none is hidden behind another."""

    def __init__(self, z: float, style: Style) -> None:
        super().__init__(z, style)
        self._marks: list[PracticeMark] = []
        self._index: dict[ProviderNumber, int] = {}
        self._e: NDArray[np.float64] = np.zeros(0)
        self._n: NDArray[np.float64] = np.zeros(0)
        self._symbols = PracticeSymbols(style)
        self._placed: _Placed | None = None
        self._selection: frozenset[ProviderNumber] = frozenset()
        self._hovered: ProviderNumber = ""
        self._ghost: PracticeMark | None = None
        self._lined: set[int] = set()
        self._picture = StillPicture(self, self._paint_symbols)

    @property
    def hovered(self) -> ProviderNumber:
        """The practice under the cursor, or ""."""
        return self._hovered

    @property
    def selection(self) -> frozenset[ProviderNumber]:
        """The selected practices."""
        return self._selection

    @property
    def marks(self) -> Sequence[PracticeMark]:
        """The practices shown."""
        return self._marks

    @property
    def counts(self) -> Mapping[SymbolLook, int]:
        """How many practices have each look."""
        return self._symbols.counts

    @property
    def n_satellites(self) -> int:
        """How many satellites the practices have."""
        return sum(len(self._marks[at].satellites) for at in self._lined)

    def mark(self, number: ProviderNumber) -> PracticeMark | None:
        """Return one practice as it is shown, None where it is not."""
        index = self._index.get(number)
        return None if index is None else self._marks[index]

    def set_pixel_ratio(self, pixel_ratio: float) -> None:
        """Paint for a screen of another density."""
        self._symbols.set_style(self.style, pixel_ratio)
        self._placed = None
        super().set_pixel_ratio(pixel_ratio)

    def set_style(self, style: Style) -> None:
        """Paint with another theme or scale."""
        self._symbols.set_style(style, self.pixel_ratio)
        self._placed = None
        super().set_style(style)

    def set_camera(self, camera: Camera) -> None:
        """Show other ground; symbols change size with the zoom."""
        is_zoomed = camera.metres_per_pixel != self.camera.metres_per_pixel
        super().set_camera(camera)
        if is_zoomed:
            self._symbols.set_zoom(camera.metres_per_pixel)
            self._placed = None

    def set_marks(self, marks: Iterable[PracticeMark]) -> None:
        """Show these practices; where only some changed, only those are repainted."""
        fresh = list(marks)
        numbers = [mark.number for mark in fresh]
        if numbers == [mark.number for mark in self._marks]:
            pairs = enumerate(zip(self._marks, fresh, strict=True))
            changed = {at: new for at, (old, new) in pairs if old is not new and old != new}
            if len(changed) <= _MOST_CHANGES:
                self._change(changed)
                return
        self._marks = fresh
        self._index = {number: index for index, number in enumerate(numbers)}
        self._e = np.array([mark.e for mark in fresh], dtype=np.float64)
        self._n = np.array([mark.n for mark in fresh], dtype=np.float64)
        self._lined = {index for index, mark in enumerate(fresh) if _has_lines(mark)}
        self._symbols.set_marks(fresh)
        self._placed = None
        self._picture.forget()
        self.update()

    def update_mark(self, mark: PracticeMark) -> None:
        """Show one practice differently."""
        self._change({self._index[mark.number]: mark})

    def _change(self, changed: Mapping[int, PracticeMark]) -> None:
        """Show some practices differently, and repaint where they were and where they are."""
        old = {index: self._footprint(index) for index in changed}
        for index, mark in changed.items():
            self._repaint(index)
            self._marks[index] = mark
            self._e[index], self._n[index] = mark.e, mark.n
            if _has_lines(mark):
                self._lined.add(index)
            else:
                self._lined.discard(index)
        self._symbols.set_some(changed)
        self._placed = None
        for index in changed:
            if self._footprint(index) != old[index]:
                self._repaint(index)

    def _footprint(self, index: int) -> tuple[object, ...]:
        """Return what decides which pixels a practice has."""
        mark = self._marks[index]
        return mark.e, mark.n, mark.moved_from, mark.satellites, float(self._symbols.halves[index])

    def move(self, number: ProviderNumber, e: float, n: float) -> None:
        """Show one practice at another place."""
        index = self._index[number]
        mark = self._marks[index]._replace(e=e, n=n)
        if index != self._held:
            self.update_mark(mark)
            return
        # nothing but its place differs, and no kept picture has it: a third of the way above
        before = self._area_of(index)
        self._marks[index] = mark
        self._e[index], self._n[index] = e, n
        self._placed = None
        self.update(before.united(self._area_of(index)))

    def set_selection(self, numbers: Iterable[ProviderNumber]) -> None:
        """Ring these practices."""
        fresh = frozenset(numbers)
        for number in fresh ^ self._selection:
            self._update_one(number)
        self._selection = fresh

    def set_hovered(self, number: ProviderNumber) -> None:
        """Highlight one practice, or none with ""."""
        if number != self._hovered:
            self._update_one(self._hovered)
            self._hovered = number
            self._update_one(number)

    def set_ghost(self, mark: PracticeMark | None) -> None:
        """Leave a pale symbol where a practice is being dragged from; None once it is dropped.

        The one in the hand is no part of the kept picture, which then need not be repaired
        wherever it passes: with a country in view there are hundreds of symbols around it.
        """
        before, self._ghost = self._ghost, mark
        for ghost in (before, mark):
            if ghost is not None:
                self.update(self._area_between(ghost))
                self._forget_picture_of(ghost.number)

    def at(self, x: float, y: float) -> ProviderNumber:
        """Return the practice under a pixel: the nearest one within reach, "" where none is.

        All are looked at: for 2,000 practices that takes 20 µs, less than keeping an index.
        """
        if not self._marks or not self.is_visible:
            return ""
        dx = self.camera.x(self._e) - x
        dy = self.camera.y(self._n) - y
        beyond = np.hypot(dx, dy) - self.style.px(1) * self._symbols.diameters / 2
        index = int(np.argmin(beyond))
        return self._marks[index].number if beyond[index] <= self.style.px(GRAB_PX) else ""

    def within(self, area: QRectF) -> list[ProviderNumber]:
        """Return the practices whose centres lie in `area`; those that are gone stay out."""
        x, y = self.camera.x(self._e), self.camera.y(self._n)
        inside = (area.left() <= x) & (x <= area.right()) & (area.top() <= y) & (y <= area.bottom())
        found = [self._marks[index] for index in np.flatnonzero(inside)]
        return [mark.number for mark in found if not mark.is_gone]

    def symbol_box(self, number: ProviderNumber) -> QRectF:
        """Return where a practice's symbol is painted; empty where it is not shown."""
        index = self._index.get(number)
        if index is None:
            return QRectF()
        half = self.style.px(symbol_reach(float(self._symbols.diameters[index])))
        centre = self._centre(self._marks[index])
        return QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half)

    def paint_layer(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint lines from old places and to satellites, then rings, then symbols."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        seen = self._striking_in(exposed)
        self._paint_moves(painter, seen)
        self._paint_satellites(painter, seen)
        held = self._held
        if held in seen:
            self._paint_ghost(painter)
        self._paint_rings(painter, seen)
        self._picture.paint(painter, exposed)
        if held is not None and held in seen:
            self._paint_sprite(painter, held)

    def has_hovered_in(self, exposed: QRectF) -> bool:
        """Return whether the practice under the cursor is painted in `exposed`."""
        index = self._index.get(self._hovered)
        if index is None:
            return False
        reach = float(self._symbols.halves[index]) + 1.0
        return _around(self._centre(self._marks[index]), reach).intersects(exposed)

    def paint_hovered(self, painter: QPainter) -> None:
        """Paint the practice under the cursor once more, for a layer over the names."""
        self._paint_sprite(painter, self._index[self._hovered])

    def _paint_sprite(self, painter: QPainter, index: int) -> None:
        self._paint_around(painter, index, self._symbols.sprites[index])

    def _paint_ring(self, painter: QPainter, index: int, ring: Ring) -> None:
        diameter = float(self._symbols.diameters[index])
        self._paint_around(painter, index, self._symbols.ring(ring, diameter))

    def _paint_around(self, painter: QPainter, index: int, sprite: Sprite) -> None:
        ratio = self.pixel_ratio
        corner = self._centre(self._marks[index]) - QPointF(sprite.half, sprite.half)
        place = QPointF(snapped(corner.x(), ratio), snapped(corner.y(), ratio))
        painter.drawPixmap(place, sprite.pixmap)

    def _paint_symbols(self, painter: QPainter, part: QRectF, camera: Camera) -> None:
        if not self._marks:
            return
        at = self._placed_in(camera)
        seen = (at.x > part.left() - at.reach) & (at.x < part.right() + at.reach)
        seen &= (at.y > part.top() - at.reach) & (at.y < part.bottom() + at.reach)
        held = self._held
        if held is not None:
            seen &= at.mark != held
        across, down = at.left[seen].tolist(), at.top[seen].tolist()
        sprites = self._symbols.sprites
        for index, left, top in zip(at.mark[seen].tolist(), across, down, strict=True):
            painter.drawPixmap(QPointF(left, top), sprites[index].pixmap)

    def _placed_in(self, camera: Camera) -> _Placed:
        """Return where all symbols lie; worked out once for all the spots of an edit."""
        placed = self._placed
        if placed is None or placed.camera != camera:
            # everything that can be done for all at once is: a country has 2,000 practices
            order, ratio = self._symbols.order, self.pixel_ratio
            half = self._symbols.halves[order]
            x, y = camera.x(self._e[order]), camera.y(self._n[order])
            left, top = (np.floor((middle - half) * ratio + 0.5) / ratio for middle in (x, y))
            placed = self._placed = _Placed(camera, order, x, y, half + 1.0, left, top)
        return placed

    def _paint_rings(self, painter: QPainter, seen: Sequence[int]) -> None:
        for index in seen:
            if self._marks[index].number in self._selection:
                self._paint_ring(painter, index, "selected")
        index = self._index.get(self._hovered, -1)
        if index in seen and self._hovered not in self._selection:
            self._paint_ring(painter, index, "hovered")

    def _paint_moves(self, painter: QPainter, seen: Sequence[int]) -> None:
        for mark in [self._marks[index] for index in seen]:
            if mark.moved_from is not None and not mark.is_gone:
                old = self._point(mark.moved_from)
                paint_move(painter, old, self._centre(mark), self.style)

    def _paint_satellites(self, painter: QPainter, seen: Sequence[int]) -> None:
        for mark in [self._marks[index] for index in seen]:
            for place in mark.satellites:
                here, kind = self._point(place), mark.look.kind
                paint_satellite(painter, here, self._centre(mark), kind, self.style)

    def _paint_ghost(self, painter: QPainter) -> None:
        ghost = self._ghost
        if ghost is None:
            return
        current = self.mark(ghost.number)
        if current is not None:
            paint_move(painter, self._centre(ghost), self._centre(current), self.style)
        diameter = symbol_diameter(ghost.list, self.camera.metres_per_pixel)
        sprite = self._symbols.sprite(ghost.look, diameter)
        painter.setOpacity(_GHOST_OPACITY)
        painter.drawPixmap(self._centre(ghost) - QPointF(sprite.half, sprite.half), sprite.pixmap)
        painter.setOpacity(1.0)

    def _point(self, place: Place) -> QPointF:
        return QPointF(self.camera.x(place.e), self.camera.y(place.n))

    def _centre(self, mark: PracticeMark) -> QPointF:
        return QPointF(self.camera.x(mark.e), self.camera.y(mark.n))

    def _update_one(self, number: ProviderNumber) -> None:
        if number in self._index:
            self.update(self._area_of(self._index[number]))

    @property
    def _held(self) -> int | None:
        """The position of the practice in the hand, None where there is none."""
        return None if self._ghost is None else self._index.get(self._ghost.number)

    def _striking_in(self, exposed: QRectF) -> list[int]:
        """Return the positions of those in `exposed` that have more than a symbol: rings, lines."""
        ringed = {self._index.get(number) for number in (*self._selection, self._hovered)}
        striking = {index for index in ringed | {self._held} if index is not None} | self._lined
        return [index for index in sorted(striking) if self._area_of(index).intersects(exposed)]

    def _repaint(self, index: int) -> None:
        if index != self._held:
            self._forget_picture_of(self._marks[index].number)
        self.update(self._area_of(index))

    def _forget_picture_of(self, number: ProviderNumber) -> None:
        index = self._index.get(number)
        if index is not None:
            mark, half = self._marks[index], float(self._symbols.halves[index])
            self._picture.forget_around(mark.e, mark.n, half + 1.0)

    def _area_of(self, index: int) -> QRectF:
        """Return all that changes when a practice changes, its lines included."""
        mark = self._marks[index]
        reach = self._reach(float(self._symbols.diameters[index]))
        area = _around(self._centre(mark), reach)
        if mark.moved_from is not None:
            area = area.united(_around(self._point(mark.moved_from), reach))
        for place in mark.satellites:
            area = area.united(_around(self._point(place), reach))
        if self._ghost is not None and self._ghost.number == mark.number:
            area = area.united(_around(self._centre(self._ghost), reach))
        return area

    def _reach(self, diameter: float) -> float:
        return self.style.px(symbol_reach(diameter) + RING_PX)

    def _area_between(self, ghost: PracticeMark) -> QRectF:
        diameter = symbol_diameter(ghost.list, self.camera.metres_per_pixel)
        area = _around(self._centre(ghost), self._reach(diameter))
        index = self._index.get(ghost.number)
        return area if index is None else area.united(self._area_of(index))


def _has_lines(mark: PracticeMark) -> bool:
    return mark.moved_from is not None or bool(mark.satellites)


def _around(point: QPointF, reach: float) -> QRectF:
    return QRectF(point.x() - reach, point.y() - reach, 2 * reach, 2 * reach)
