"""The legend on the map: a card in the corner that folds to its name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from widgets.painting.legend import TITLE, Legend, legend_size, paint_legend
from widgets.painting.style import Style, color

PADDING_PX = 12.0
FOLDED_PX = 30.0
CORNER_PX = 6.0
_ARROW_PX = 4.0


class LegendBox(QWidget):
    """Shows a legend; a click or the space bar folds and unfolds it."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._legend: Legend = ()
        self._width = 0.0
        self._is_folded = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._set_texts()

    @property
    def is_folded(self) -> bool:
        """Whether only the name is shown."""
        return self._is_folded

    @property
    def legend(self) -> Legend:
        """What the legend says."""
        return self._legend

    def set_folded(self, folded: bool) -> None:
        """Fold to the name, or unfold."""
        if folded != self._is_folded:
            self._is_folded = folded
            self._refit()

    def set_legend(self, legend: Legend) -> None:
        """Show another legend; while only its counts change it does not grow narrower."""
        if legend == self._legend:
            return
        if [section.title for section in legend] != [section.title for section in self._legend]:
            self._width = 0.0
        self._legend = legend
        self._refit()

    def set_style(self, style: Style) -> None:
        """Paint in another theme, language or scale."""
        self._style = style
        self._width = 0.0
        self._set_texts()
        self._refit()

    def sizeHint(self) -> QSize:
        """Return the size of the card."""
        px = self._style.px
        if self._is_folded:
            name = self._style.text_width(self._style.words("map.legend.show"), TITLE)
            return QSize(round(name + px(3 * PADDING_PX)), round(px(FOLDED_PX)))
        size = legend_size(self._legend, self._style)
        self._width = max(self._width, size.width())
        return QSize(
            round(self._width + px(2 * PADDING_PX)), round(size.height() + px(1.5 * PADDING_PX))
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, px = self._style.theme, self._style.px
        edge = theme.accent if self.hasFocus() else theme.line
        painter.setPen(QPen(color(edge), px(1.6 if self.hasFocus() else 1)))
        painter.setBrush(color(theme.card, 0.95))
        card = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(card, px(CORNER_PX), px(CORNER_PX))
        if self._is_folded:
            self._paint_name(painter, card)
        else:
            padding = px(PADDING_PX)
            inside = card.adjusted(padding, padding * 0.6, -padding, 0)
            paint_legend(painter, inside, self._legend, self._style)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold or unfold."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.set_folded(not self._is_folded)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold or unfold with space or return."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.set_folded(not self._is_folded)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus ring."""
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the focus ring."""
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Repaint when enabled or disabled."""
        self.update()
        super().changeEvent(event)

    def _paint_name(self, painter: QPainter, card: QRectF) -> None:
        px = self._style.px
        painter.setFont(self._style.font(TITLE))
        painter.setPen(color(self._style.theme.ink))
        left = card.adjusted(px(PADDING_PX), 0, 0, 0)
        painter.drawText(left, Qt.AlignmentFlag.AlignVCenter, self._style.words("map.legend.show"))
        arrow, tip = px(_ARROW_PX), QPointF(card.right() - px(PADDING_PX), card.center().y())
        painter.setPen(QPen(color(self._style.theme.muted), px(1.4)))
        painter.drawPolyline(
            [
                tip + QPointF(-arrow, arrow / 2),
                tip + QPointF(0, -arrow / 2),
                tip + QPointF(arrow, arrow / 2),
            ]
        )

    def _set_texts(self) -> None:
        words = self._style.words
        self.setAccessibleName(words("map.legend.show"))
        self.setToolTip(words("map.legend.fold"))

    def _refit(self) -> None:
        corner = self.geometry().bottomRight()
        self.resize(self.sizeHint())
        geometry = self.geometry()
        geometry.moveBottomRight(corner)
        self.setGeometry(geometry)
        self.update()
