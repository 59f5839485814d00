"""Figures, statuses and load bars that are painted rather than laid out.

A label that changes its text lays out its window again. During a drag some forty figures
change every frame, so they are painted in a place of fixed size instead.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.domain.practice import Status
from widgets.style import Look, Role
from widgets.theme import Theme

FigureTone = Literal["ink", "muted", "bad", "worse", "better"]
Ground = Literal["card", "panel"]

LOAD_SHOWN = 1.25
"""The load at which a load bar is full; the mark at 100 % stands at four fifths."""


class OnGround(QWidget):
    """What changes with every frame of a drag: it paints the ground it stands on too.

    Else all that lies behind it, up to the window, would be painted again by its style sheet: ten
    widgets for one figure.

    Parameters
    ----------
    look : Look
    ground : Ground
        What it stands on.
    """

    def __init__(self, look: Look, ground: Ground = "card") -> None:
        super().__init__()
        self._look = look
        self._ground = look.colour(ground)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def painter(self, exposed: QRect) -> QPainter:
        """Return a painter of this widget, with the ground painted where it is `exposed`."""
        painter = QPainter(self)
        painter.fillRect(exposed, self._ground)
        return painter


class PaintedText(OnGround):
    """Text in a place that has room for the longest so far; a change lays out nothing.

    Where the place is wider than what it asked for, as in most columns, it asks for no more
    before it has to: a column that is laid out anew has all around it painted anew.
    """

    def __init__(self, look: Look, font: QFont, ground: Ground = "card") -> None:
        super().__init__(look, ground)
        self._role_font, self._quiet_font = font, QFont(font)
        self._quiet_font.setWeight(QFont.Weight.Normal)  # what did not change is never heavy
        self._metrics = QFontMetrics(font)
        self._width = 0
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def need(self, width: int) -> None:
        """Have room for so many pixels from now on."""
        if width > self._width:
            self._width = width
            if width > self.width() or not self.isVisible():
                self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for room where less was given than is needed: it may not have been asked for."""
        if event.size().width() < self._width:
            self.updateGeometry()
        super().resizeEvent(event)

    def sizeHint(self) -> QSize:
        """Return room for the longest text so far."""
        return QSize(self._width, self._metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Return the same: a figure is never cut."""
        return self.sizeHint()


class FigureLabel(PaintedText):
    """One short text in a place of fixed size; a change repaints and lays out nothing.

    Parameters
    ----------
    look : Look
    role : Role
    sample : str
        The longest text expected; its width is kept free.
    align : Qt.AlignmentFlag
        Left for key figures, right in columns.
    ground : Ground
        What it stands on.
    """

    def __init__(
        self,
        look: Look,
        role: Role = "body",
        sample: str = "",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignRight,
        ground: Ground = "card",
    ) -> None:
        super().__init__(look, look.font(role), ground)
        self._align = align | Qt.AlignmentFlag.AlignVCenter
        self._text = ""
        self._tone: FigureTone = "ink"
        self.need(self._metrics.horizontalAdvance(sample))

    @property
    def text(self) -> str:
        """The text that is shown."""
        return self._text

    @property
    def tone(self) -> FigureTone:
        """What colour the text has."""
        return self._tone

    def set_text(self, text: str, tone: FigureTone = "ink") -> None:
        """Show `text`; does nothing where it is shown already."""
        if text == self._text and tone == self._tone:
            return
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
        self.need(self._metrics.horizontalAdvance(text))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text."""
        painter = self.painter(event.rect())
        painter.setFont(self._quiet_font if self._tone == "muted" else self._role_font)
        painter.setPen(self._look.colour(self._tone))
        painter.drawText(self.rect(), self._align, self._text)


class ChangedFigure(PaintedText):
    """A figure and behind it, on the same line, its signed difference.

    Parameters
    ----------
    look : Look
    role : Role
        Of the figure; the difference is smaller where the figure is large.
    """

    def __init__(self, look: Look, role: Role = "body") -> None:
        super().__init__(look, look.font(role))
        self._change_font, self._same_font = look.font("strong"), look.font()
        self._change_metrics = QFontMetrics(self._change_font)
        self.value = self.change = ""
        self.value_tone: FigureTone = "ink"
        self.change_tone: FigureTone = "ink"
        self._change_at = 0

    def set_figures(
        self,
        value: str,
        change: str,
        value_tone: FigureTone = "ink",
        change_tone: FigureTone = "muted",
    ) -> None:
        """Show a figure and its difference; does nothing where they are shown already."""
        shown = (self.value, self.change, self.value_tone, self.change_tone)
        if (value, change, value_tone, change_tone) == shown:
            return
        self.value, self.change = value, change
        self.value_tone, self.change_tone = value_tone, change_tone
        self.setAccessibleName(f"{value} {change}".strip())
        self._change_at = self._metrics.horizontalAdvance(value) + self._look.px(6)
        self.need(self._change_at + self._change_metrics.horizontalAdvance(change))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both on one base line."""
        painter = self.painter(event.rect())
        base = self._metrics.ascent()
        painter.setFont(self._role_font)
        painter.setPen(self._look.colour(self.value_tone))
        painter.drawText(0, base, self.value)
        quiet = self.change_tone == "muted"  # what did not change is never heavy
        painter.setFont(self._same_font if quiet else self._change_font)
        painter.setPen(self._look.colour(self.change_tone))
        painter.drawText(self._change_at, base, self.change)


class StatusLabel(QWidget):
    """Intake status as a coloured shape with its word."""

    def __init__(self, look: Look, role: Role = "body") -> None:
        super().__init__()
        self._look = look
        self._role_font = look.font(role)
        self._status: Status | None = None
        self._word = ""
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    @property
    def word(self) -> str:
        """The word beside the shape."""
        return self._word

    def set_status(self, status: Status | None, word: str) -> None:
        """Show a status; None stands for a practice that is gone."""
        if (status, word) == (self._status, self._word):
            return
        self._status, self._word = status, word
        self.setAccessibleName(word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for shape and word."""
        metrics = QFontMetrics(self._role_font)
        width = self._look.px(20) + metrics.horizontalAdvance(self._word)
        return QSize(width, max(metrics.height(), self._look.px(16)))

    def minimumSizeHint(self) -> QSize:
        """Return the same: the word is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint shape and word."""
        painter = QPainter(self)
        draw_status(painter, self.rect(), self._status, self._word, self._role_font, self._look)


class LoadBar(QWidget):
    """The list against the closing limit, with a mark where the practice is full."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._load = 0.0
        self._status: Status | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(look.px(16))
        self.setMinimumWidth(look.px(60))

    def set_load(self, load: float, status: Status | None) -> None:
        """Show a load (1.0 is the closing limit; NaN shows an empty bar)."""
        if (load, status) != (self._load, self._status):
            self._load, self._status = load, status
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar."""
        draw_load(QPainter(self), QRectF(self.rect()), self._load, self._status, self._look)


def status_colour(status: Status | None, theme: Theme) -> QColor:
    """Return the colour of an intake status; None stands for a practice that is gone."""
    return QColor(getattr(theme, "gone" if status is None else status.value))


def draw_status(
    painter: QPainter, rect: QRect, status: Status | None, word: str, font: QFont, look: Look
) -> None:
    """Draw a status as shape and word, left in `rect`, in its middle height."""
    middle = QPointF(rect.left() + look.px(7), rect.center().y() + 0.5)
    draw_shape(painter, middle, look.px(10), status, look.theme)
    painter.setFont(font)
    painter.setPen(look.colour("ink"))
    text = rect.adjusted(look.px(18), 0, 0, 0)
    painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, word)


def draw_shape(
    painter: QPainter, middle: QPointF, size: float, status: Status | None, theme: Theme
) -> None:
    """Draw the shape of a status: disc, diamond, rounded square, or a crossed ring for gone."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = size / 2
    square = QRectF(middle.x() - half, middle.y() - half, size, size)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(status_colour(status, theme))
    if status is Status.OPEN:
        painter.drawEllipse(square)
    elif status is Status.SELECTIVE:
        reach = half * 1.2
        corners = ((0, -reach), (reach, 0), (0, reach), (-reach, 0))
        painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in corners]))
    elif status is Status.CLOSED:
        painter.drawRoundedRect(square, size / 6, size / 6)
    else:
        _draw_gone(painter, middle, half, theme)
    painter.restore()


def _draw_gone(painter: QPainter, middle: QPointF, half: float, theme: Theme) -> None:
    painter.setPen(QPen(QColor(theme.gone), max(1.2, half / 4)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(middle, half, half)
    arm = half * 0.5
    painter.drawLine(middle + QPointF(-arm, -arm), middle + QPointF(arm, arm))
    painter.drawLine(middle + QPointF(-arm, arm), middle + QPointF(arm, -arm))


def draw_load(
    painter: QPainter, rect: QRectF, load: float, status: Status | None, look: Look
) -> None:
    """Draw a load bar across `rect`, with its mark at 100 %."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    height = look.px(8)
    track = QRectF(rect.left(), rect.center().y() - height / 2, rect.width(), height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("line"))
    painter.drawRoundedRect(track, height / 2, height / 2)
    if load > 0:  # false for NaN: without a limit there is nothing to fill
        filled = QRectF(track)
        filled.setWidth(max(height, track.width() * min(load / LOAD_SHOWN, 1.0)))
        painter.setBrush(status_colour(status, look.theme))
        painter.drawRoundedRect(filled, height / 2, height / 2)
    mark = track.left() + track.width() / LOAD_SHOWN
    painter.fillRect(
        QRectF(mark - look.px(1), track.top() - look.px(3), look.px(2), height + look.px(6)),
        look.colour("ink"),
    )
    painter.restore()
