"""Numbered badges beside practices: the order in which somebody tried them, and where from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from models.domain.place import Place
from widgets.map.layer import Layer
from widgets.map.marks import OrderMark
from widgets.painting.style import Style, Type, color

LABEL = Type(11, 700)
BADGE_PX = 18.0
HOME_PX = 9.0
BESIDE_PX = (11.0, -11.0)
"""From the middle of a practice's symbol to that of its badge."""


class OrderLayer(Layer):
    """Badges that count, and a target where the persons live."""

    def __init__(self, z: float, style: Style) -> None:
        super().__init__(z, style)
        self._marks: tuple[OrderMark, ...] = ()

    @property
    def marks(self) -> tuple[OrderMark, ...]:
        """The marks that are shown."""
        return self._marks

    def set_marks(self, marks: Sequence[OrderMark]) -> None:
        """Show these marks and no others; the first is painted on top."""
        self._marks = tuple(marks)
        self.update()

    def has_in(self, exposed: QRectF) -> bool:
        """Return whether there are any."""
        return bool(self._marks)

    def paint_layer(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint badges and home; there are few."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in reversed(self._marks):
            if mark.is_home:
                self._paint_home(painter, self._point(mark.place))
            else:
                self._paint_badge(painter, mark)

    def _paint_badge(self, painter: QPainter, mark: OrderMark) -> None:
        theme, px = self.style.theme, self.style.px
        middle = self._point(mark.place) + QPointF(px(BESIDE_PX[0]), px(BESIDE_PX[1]))
        width = max(px(BADGE_PX), self.style.text_width(mark.label, LABEL) + px(9))
        box = QRectF(0, 0, width, px(BADGE_PX))
        box.moveCenter(middle)
        ground = theme.flow if mark.is_hit else theme.card
        ink = theme.card if mark.is_hit else theme.ink
        painter.setPen(QPen(color(theme.flow), px(1.5)))
        painter.setBrush(color(ground))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setFont(self.style.font(LABEL))
        painter.setPen(color(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark.label)

    def _paint_home(self, painter: QPainter, middle: QPointF) -> None:
        """Paint a target: pale below, dark above, seen on every colour of the squares."""
        theme, px = self.style.theme, self.style.px
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for ink, width in ((theme.halo, 5.0), (theme.flow, 2.5)):
            painter.setPen(QPen(color(ink), px(width)))
            painter.drawEllipse(middle, px(HOME_PX), px(HOME_PX))
        painter.setPen(QPen(color(theme.halo), px(1.5)))
        painter.setBrush(color(theme.flow))
        painter.drawEllipse(middle, px(3.5), px(3.5))

    def _point(self, place: Place) -> QPointF:
        return QPointF(self.camera.x(place.e), self.camera.y(place.n))
