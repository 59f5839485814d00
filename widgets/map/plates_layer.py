"""Name plates beside practices under the cursor or selected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from widgets.map.layer import Layer
from widgets.map.marks import PracticeMark
from widgets.painting.style import Style, Type, color
from widgets.words import Words

NAME = Type(12, 600)
REST = Type(11, 400)
PADDING_PX = 8.0
LINE_PX = 16.0
GAP_PX = 4.0
CORNER_PX = 6.0


class Plate(NamedTuple):
    """A name, a line under it, and the symbol (view pixels) it belongs to.

    `why` is a third line, on why intake is as it is; "" for none.
    """

    name: str
    rest: str
    symbol: QRectF
    why: str = ""

    @property
    def lines(self) -> list[tuple[str, Type]]:
        """What stands on the plate, from above."""
        why = [(self.why, REST)] if self.why else []
        return [(self.name, NAME), (self.rest, REST), *why]


def plate_of(mark: PracticeMark, symbol: QRectF, words: Words, why: str = "") -> Plate:
    """Return the plate of a practice: its name, list and intake, and why that is so."""
    if mark.is_gone:
        return Plate(mark.name, words("map.plate.gone"), symbol)
    status = words(f"map.status.{mark.status.value}" if mark.has_doctor else "map.status.no_doctor")
    listed = words("map.plate.listed", listed=words.number(mark.list))
    return Plate(mark.name, f"{listed} · {status}", symbol, why)


class PlatesLayer(Layer):
    """Cards with the names of a few practices."""

    def __init__(self, z: float, style: Style) -> None:
        super().__init__(z, style)
        self._plates: tuple[Plate, ...] = ()

    @property
    def plates(self) -> tuple[Plate, ...]:
        """The plates shown."""
        return self._plates

    def set_plates(self, plates: Sequence[Plate]) -> None:
        """Show these plates and no others."""
        fresh = tuple(plates)
        if fresh != self._plates:
            self._update_cards()
            self._plates = fresh
            self._update_cards()

    def card(self, plate: Plate) -> QRectF:
        """Return where a plate stands: right of its symbol, or where there is room in the view."""
        px = self.style.px
        lines = plate.lines
        width = max(self.style.text_width(*line) for line in lines) + px(2 * PADDING_PX)
        height = px(len(lines) * LINE_PX + 1.5 * PADDING_PX)
        left = plate.symbol.right() + px(GAP_PX)
        if left + width > self.camera.width:
            left = max(plate.symbol.left() - px(GAP_PX) - width, 0.0)
        top = plate.symbol.center().y() - height / 2
        top = min(max(top, 0.0), max(self.camera.height - height, 0.0))
        return QRectF(round(left) + 0.5, round(top) + 0.5, round(width), round(height))

    def paint_layer(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint the cards, the first on top."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for plate in reversed(self._plates):
            self._paint_plate(painter, plate)

    def _paint_plate(self, painter: QPainter, plate: Plate) -> None:
        theme, px = self.style.theme, self.style.px
        card = self.card(plate)
        painter.setPen(QPen(color(theme.line), px(1)))
        painter.setBrush(color(theme.card, 0.96))
        painter.drawRoundedRect(card, px(CORNER_PX), px(CORNER_PX))
        first = card.topLeft() + QPointF(px(PADDING_PX), px(PADDING_PX * 0.75))
        line = QRectF(first.x(), first.y(), card.width(), px(LINE_PX))
        for text, kind in plate.lines:
            painter.setFont(self.style.font(kind))
            painter.setPen(color(theme.ink if kind is NAME else theme.muted))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, text)
            line.translate(0, px(LINE_PX))

    def _update_cards(self) -> None:
        for plate in self._plates:
            self.update(self.card(plate).adjusted(-2, -2, 2, 2))
