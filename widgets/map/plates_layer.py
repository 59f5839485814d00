"""Name plates beside practices under the cursor or selected."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from widgets.map.layer import Layer, snapped
from widgets.map.marks import PracticeMark
from widgets.painting.camera import Camera
from widgets.painting.pixmap import painted_pixmap
from widgets.painting.style import Style, Type, color
from widgets.words import Words

NAME = Type(12, 600)
REST = Type(11, 400)
PADDING_PX = 8.0
LINE_PX = 16.0
GAP_PX = 4.0
CORNER_PX = 6.0
_EDGE_PX = 2
"""Room for the line around a card, pixels of the view."""
_INSET_PX = _EDGE_PX + 0.5
"""Where a card begins in its pixmap: lines of one pixel are sharp at halves."""

Lines = tuple[tuple[str, Type], ...]


class Plate(NamedTuple):
    """A name, a line under it, and the symbol (view pixels) it belongs to.

    `why` is a third line, on why intake is as it is; "" for none.
    """

    name: str
    rest: str
    symbol: QRectF
    why: str = ""

    @property
    def lines(self) -> Lines:
        """What stands on the plate, from above."""
        why = ((self.why, REST),) if self.why else ()
        return ((self.name, NAME), (self.rest, REST), *why)


def plate_of(mark: PracticeMark, symbol: QRectF, words: Words, why: str = "") -> Plate:
    """Return the plate of a practice: its name, list and intake, and why that is so."""
    if mark.is_gone:
        return Plate(mark.name, words("map.plate.gone"), symbol)
    status = words(f"map.status.{mark.status.value}" if mark.has_doctor else "map.status.no_doctor")
    listed = words("map.plate.listed", listed=words.number(mark.list))
    return Plate(mark.name, f"{listed} · {status}", symbol, why)


class PlatesLayer(Layer):
    """Cards with the names of a few practices, painted once each and kept as pixmaps."""

    def __init__(self, z: float, style: Style) -> None:
        super().__init__(z, style)
        self._plates: tuple[Plate, ...] = ()
        self._cards: tuple[QRectF, ...] = ()
        self._pixmaps: dict[Lines, QPixmap] = {}

    @property
    def plates(self) -> tuple[Plate, ...]:
        """The plates shown."""
        return self._plates

    def set_plates(self, plates: Sequence[Plate]) -> None:
        """Show these plates and no others."""
        fresh = tuple(plates)
        if fresh != self._plates:
            before, cards = self._cards, tuple(self.card(plate) for plate in fresh)
            self._plates, self._cards = fresh, cards
            shown = {plate.lines for plate in fresh}
            self._pixmaps = {key: kept for key, kept in self._pixmaps.items() if key in shown}
            self._update_cards(before, cards)

    def set_camera(self, camera: Camera) -> None:
        """Show other ground; plates keep clear of the view's edges."""
        super().set_camera(camera)
        self._cards = tuple(self.card(plate) for plate in self._plates)

    def set_style(self, style: Style) -> None:
        """Paint in another theme, language or scale."""
        super().set_style(style)
        self._pixmaps.clear()
        self._cards = tuple(self.card(plate) for plate in self._plates)

    def set_pixel_ratio(self, pixel_ratio: float) -> None:
        """Paint for a screen of another density."""
        self._pixmaps.clear()
        super().set_pixel_ratio(pixel_ratio)

    def card(self, plate: Plate) -> QRectF:
        """Return where a plate stands: right of its symbol, or where there is room in the view."""
        size, gap = self._size(plate.lines), self.style.px(GAP_PX)
        left = plate.symbol.right() + gap
        if left + size.width() > self.camera.width:
            left = max(plate.symbol.left() - gap - size.width(), 0.0)
        top = plate.symbol.center().y() - size.height() / 2
        top = min(max(top, 0.0), max(self.camera.height - size.height(), 0.0))
        corner = QPointF(round(left) + 0.5, round(top) + 0.5)
        return QRectF(corner, QSizeF(round(size.width()), round(size.height())))

    def paint_layer(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint the cards, the first on top."""
        for plate, card in zip(reversed(self._plates), reversed(self._cards), strict=True):
            if card.adjusted(-_EDGE_PX, -_EDGE_PX, _EDGE_PX, _EDGE_PX).intersects(exposed):
                lines, ratio = plate.lines, self.pixel_ratio
                if lines not in self._pixmaps:
                    self._pixmaps[lines] = self._painted(lines, card.size())
                corner = card.topLeft() - QPointF(_INSET_PX, _INSET_PX)
                place = QPointF(snapped(corner.x(), ratio), snapped(corner.y(), ratio))
                painter.drawPixmap(place, self._pixmaps[lines])

    def _size(self, lines: Lines) -> QSizeF:
        px = self.style.px
        width = max(self.style.text_width(*line) for line in lines) + px(2 * PADDING_PX)
        return QSizeF(width, px(len(lines) * LINE_PX + 1.5 * PADDING_PX))

    def _painted(self, lines: Lines, size: QSizeF) -> QPixmap:
        room = size + QSizeF(2 * _INSET_PX, 2 * _INSET_PX)
        card = QRectF(QPointF(_INSET_PX, _INSET_PX), size)
        return painted_pixmap(
            (room * self.pixel_ratio).toSize(),
            self.pixel_ratio,
            lambda painter: self._paint_card(painter, lines, card),
        )

    def _paint_card(self, painter: QPainter, lines: Lines, card: QRectF) -> None:
        theme, px = self.style.theme, self.style.px
        painter.setPen(QPen(color(theme.line), px(1)))
        painter.setBrush(color(theme.card, 0.96))
        painter.drawRoundedRect(card, px(CORNER_PX), px(CORNER_PX))
        first = card.topLeft() + QPointF(px(PADDING_PX), px(PADDING_PX * 0.75))
        line = QRectF(first.x(), first.y(), card.width(), px(LINE_PX))
        for text, kind in lines:
            painter.setFont(self.style.font(kind))
            painter.setPen(color(theme.ink if kind is NAME else theme.muted))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, text)
            line.translate(0, px(LINE_PX))

    def _update_cards(self, before: Sequence[QRectF], now: Sequence[QRectF]) -> None:
        """Have the cards painted where they were and where they are: a dragged one's at once."""
        for was, at in zip_longest(before, now, fillvalue=QRectF()):
            moved = was.united(at) if was.intersects(at) else None
            for area in (was, at) if moved is None else (moved,):
                self.update(area.adjusted(-_EDGE_PX, -_EDGE_PX, _EDGE_PX, _EDGE_PX))
