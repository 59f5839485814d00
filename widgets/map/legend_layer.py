"""The legend on the map: a card in the corner that folds to its name."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from widgets.map.layer import Layer
from widgets.painting.legend import (
    TITLE,
    Legend,
    changed_counts,
    legend_size,
    paint_legend_counts,
    paint_legend_keys,
)
from widgets.painting.pixmap import painted_pixmap
from widgets.painting.style import Style, color

MARGIN_PX = 14.0
PADDING_PX = 12.0
FOLDED_PX = 30.0
CORNER_PX = 6.0
_ARROW_PX = 4.0


class LegendLayer(Layer):
    """A card that is kept as a pixmap; only its counts are painted anew.

    It is a layer rather than a widget over the view: a see-through widget would have all
    layers painted under it once more whenever a count changes.
    """

    def __init__(self, z: float, style: Style) -> None:
        super().__init__(z, style)
        self._legend: Legend = ()
        self._size = QSizeF()
        self._is_folded = False
        self._pixmap: QPixmap | None = None

    @property
    def is_folded(self) -> bool:
        """Whether only the name is shown."""
        return self._is_folded

    @property
    def legend(self) -> Legend:
        """What the legend says."""
        return self._legend

    @property
    def card(self) -> QRectF:
        """Where the card stands in the view; empty where there is nothing to say."""
        if not self._legend or not self.is_visible:
            return QRectF()
        margin = self.style.px(MARGIN_PX)
        right, bottom = self.camera.width - margin, self.camera.height - margin
        left, top = right - self._size.width(), bottom - self._size.height()
        return QRectF(round(left), round(top), self._size.width(), self._size.height())

    def set_folded(self, folded: bool) -> None:
        """Fold to the name, or unfold."""
        if folded != self._is_folded:
            self.update(self.card)
            self._is_folded = folded
            self._size, self._pixmap = QSizeF(), None
            self._change(self._legend)

    def set_legend(self, legend: Legend) -> None:
        """Show another legend; while only its counts change it does not grow narrower."""
        if legend != self._legend:
            self._change(legend)

    def set_style(self, style: Style) -> None:
        """Paint in another theme, language or scale."""
        super().set_style(style)
        self._size, self._pixmap = QSizeF(), None
        self._change(self._legend)

    def set_pixel_ratio(self, pixel_ratio: float) -> None:
        """Paint for a screen of another density."""
        self._pixmap = None
        super().set_pixel_ratio(pixel_ratio)

    def has_in(self, exposed: QRectF) -> bool:
        """Return whether some of the card is exposed."""
        return self.card.intersects(exposed)

    def paint_layer(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint the card."""
        card = self.card
        if self._pixmap is None:
            self._pixmap = self._painted(card.size())
        painter.drawPixmap(card.topLeft(), self._pixmap)
        if not self._is_folded:
            paint_legend_counts(painter, self._inside(card), self._legend, self.style, exposed)

    def _change(self, legend: Legend) -> None:
        before, was_at = self._legend, self.card
        only_counts = _without_counts(legend) == _without_counts(before)
        widest = self._size.width() if only_counts and not self._is_folded else 0.0
        self._legend = legend
        size = self._wanted_size(widest)
        if only_counts and size == self._size and self._pixmap is not None:
            self._update_counts(before)
            return
        self._size, self._pixmap = size, None
        self.update(was_at)
        self.update(self.card)

    def _update_counts(self, before: Legend) -> None:
        """Have only those counts painted anew that are others now."""
        if not self._is_folded:
            inside = self._inside(self.card)
            for place in changed_counts(inside, before, self._legend, self.style):
                self.update(place)

    def _wanted_size(self, widest: float) -> QSizeF:
        px = self.style.px
        if self._is_folded:
            name = self.style.text_width(self.style.words("map.legend.show"), TITLE)
            return QSizeF(math.ceil(name + px(3.5 * PADDING_PX)), math.ceil(px(FOLDED_PX)))
        size = legend_size(self._legend, self.style)
        width = max(widest, math.ceil(size.width() + px(2 * PADDING_PX)))
        return QSizeF(width, math.ceil(size.height() + px(1.5 * PADDING_PX)))

    def _painted(self, size: QSizeF) -> QPixmap:
        ratio = self.pixel_ratio
        pixels = QSize(math.ceil(size.width() * ratio), math.ceil(size.height() * ratio))
        return painted_pixmap(pixels, ratio, lambda painter: self._paint(painter, size))

    def _paint(self, painter: QPainter, size: QSizeF) -> None:
        theme, px = self.style.theme, self.style.px
        card = QRectF(QPointF(0, 0), size).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(color(theme.line), px(1)))
        painter.setBrush(color(theme.card, 0.96))
        painter.drawRoundedRect(card, px(CORNER_PX), px(CORNER_PX))
        if self._is_folded:
            self._paint_name(painter, card)
        else:
            whole = QRectF(QPointF(0, 0), size)
            paint_legend_keys(painter, self._inside(whole), self._legend, self.style)

    def _inside(self, card: QRectF) -> QRectF:
        padding = self.style.px(PADDING_PX)
        return card.adjusted(padding, padding * 0.6, -padding, 0)

    def _paint_name(self, painter: QPainter, card: QRectF) -> None:
        px = self.style.px
        painter.setFont(self.style.font(TITLE))
        painter.setPen(color(self.style.theme.ink))
        left = card.adjusted(px(PADDING_PX), 0, 0, 0)
        painter.drawText(left, Qt.AlignmentFlag.AlignVCenter, self.style.words("map.legend.show"))
        arrow, tip = px(_ARROW_PX), QPointF(card.right() - px(PADDING_PX), card.center().y())
        painter.setPen(QPen(color(self.style.theme.muted), px(1.4)))
        ends = (QPointF(-arrow, arrow / 2), QPointF(0, -arrow / 2), QPointF(arrow, arrow / 2))
        painter.drawPolyline([tip + end for end in ends])


def _without_counts(legend: Legend) -> list[tuple[object, ...]]:
    return [(section.title, *((row.key, row.text) for row in section.rows)) for section in legend]
