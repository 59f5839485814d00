"""How large a share of the residents have no farther than so: the curve, and a pointer to read it.

The only user of pyqtgraph; it is imported when the page of distances is first opened.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from models.domain.text import format_percent
from widgets.style import Look
from widgets.words import Words

Floats = NDArray[np.float64]

STEP_KM = 0.1
"""How finely the curve is read with the mouse."""

_KEY_STEP_KM = 0.5
_TICK_KM = 5
_TICK_PERCENT = 20
_MANY_TICKS = 9
_HEIGHT_PX = 216

_MARGIN = 1.5
"""What is seen beyond both ends of an axis, in per cent of it: half a line's width."""

TODAY_PX, NOW_PX = 4.5, 2.0
"""Today is a broad band below the scenario's line: where they meet, both are seen."""


class DistanceCurve(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """Two curves over kilometres; pointing at them, or arrow keys, read them.

    It neither zooms nor moves, so that nobody gets lost in it.

    Attributes
    ----------
    end_km : float
        How far the axis goes.
    cursor_km : float or None
        Where it is being read.

    Signals
    -------
    cursorMoved
        It is read elsewhere, or no longer.
    """

    cursorMoved = Signal()

    def __init__(self, words: Words, look: Look) -> None:
        axes: dict[str, _WrittenAxis] = {
            "bottom": _WrittenAxis(
                "bottom",
                look,
                _kilometre_ticks,
                lambda km: words("distances.axis.km", km=f"{km:g}"),
            ),
            "left": _WrittenAxis(
                "left", look, _percent_ticks, lambda p: format_percent(p / 100, words.language)
            ),
        }
        # a menu is costly to make, a third of the page; nobody is to see it
        view = pg.ViewBox(enableMenu=False, enableMouse=False, defaultPadding=0)
        super().__init__(background=look.theme.card, axisItems=axes, viewBox=view, enableMenu=False)
        self._look = look
        self.end_km = 0.0
        self.cursor_km: float | None = None
        self.setProperty("chart", True)
        self.setAccessibleName(words("distances.curve"))
        self.setFixedHeight(look.px(_HEIGHT_PX))
        # else everything behind, with its style sheets, is painted with every frame of a drag
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAntialiasing(True)
        plot = self.getPlotItem()
        plot.hideButtons()
        plot.layout.setContentsMargins(0, look.px(8), look.px(18), 0)
        self._today, self._now = self._add_curve(), self._add_curve()
        self._limits: dict[float, pg.InfiniteLine] = {}
        self._cursor = self._add_line()
        self._cursor.hide()
        self._set_pens()
        view.disableAutoRange()
        plot.setYRange(-_MARGIN, 100 + _MARGIN, padding=0)
        # A drag changes one curve: all others are kept as pictures, which halves its frame.
        self._today.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        for axis in axes.values():
            axis.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
            axis.setZValue(-1)  # its grid goes behind the curves

    def show_end(self, end_km: float) -> None:
        """Let the axis go so far."""
        if end_km != self.end_km:
            self.end_km = end_km
            margin = _MARGIN / 100 * end_km
            self.getPlotItem().setXRange(-margin, end_km + margin, padding=0)

    def show_today(self, km: Floats, percent: Floats) -> None:
        """Show today's shares at ascending kilometres; both of shape (n,)."""
        self._today.setPath(pg.arrayToQPath(km, percent, finiteCheck=False))

    def show_now(self, km: Floats, percent: Floats) -> None:
        """Show the scenario's shares; of shape (0,) for none."""
        self._now.setPath(pg.arrayToQPath(km, percent, finiteCheck=False))

    def show_limits(self, limits_km: Sequence[float]) -> None:
        """Show where the distance limits are."""
        for km in set(self._limits) - set(limits_km):
            self.removeItem(self._limits.pop(km))
        for km in limits_km:
            if km not in self._limits:
                line = self._limits[km] = self._add_line()
                line.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
                line.setValue(km)
        self._set_pens()

    def point_at(self, km: float | None) -> None:
        """Read the curve at a distance, or no longer."""
        if km is not None:
            km = round(min(max(km, 0.0), self.end_km) / STEP_KM) * STEP_KM
        if km != self.cursor_km:
            self.cursor_km = km
            self._cursor.setVisible(km is not None)
            if km is not None:
                self._cursor.setValue(km)
            self.cursorMoved.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the curve under the mouse."""
        place = self.mapToScene(event.position().toPoint())
        self.point_at(float(self.getPlotItem().getViewBox().mapSceneToView(place).x()))

    def leaveEvent(self, event: QEvent) -> None:
        """Read it no longer."""
        self.point_at(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go along the curve."""
        key, at = event.key(), self.cursor_km
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = _KEY_STEP_KM if key == Qt.Key.Key_Right else -_KEY_STEP_KM
            self.point_at(self._first_km() if at is None else at + step)
        elif key == Qt.Key.Key_Home:
            self.point_at(0.0)
        elif key == Qt.Key.Key_End:
            self.point_at(self.end_km)
        else:
            event.ignore()

    def _first_km(self) -> float:
        """Return where the keys begin to read: at the limit."""
        return max(self._limits, default=0.0)

    def event(self, event: QEvent) -> bool:
        """Have pens of the right width on the screen that it has come to."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.DevicePixelRatioChange):
            self._set_pens()
        return bool(super().event(event))

    def _add_curve(self) -> QGraphicsPathItem:
        """Add a curve; pyqtgraph's own takes three times as long to change and to paint."""
        curve = QGraphicsPathItem()
        self.addItem(curve, ignoreBounds=True)
        return curve

    def _add_line(self) -> pg.InfiniteLine:
        line = pg.InfiniteLine()
        self.addItem(line, ignoreBounds=True)
        return line

    def _set_pens(self) -> None:
        """Pens that no zoom widens are as many of the screen's own pixels wide."""
        solid, dashed = Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine
        self._today.setPen(self._pen("muted", TODAY_PX, solid))
        self._now.setPen(self._pen("accent", NOW_PX, solid))
        self._cursor.setPen(self._pen("ink", 1, solid))
        for line in self._limits.values():
            line.setPen(self._pen("bad", 1, dashed))

    def _pen(self, colour: str, pixels: float, style: Qt.PenStyle) -> QPen:
        width = pixels * self._look.scale * self.devicePixelRatioF()
        pen: QPen = pg.mkPen(self._look.colour(colour), width=width, style=style)
        return pen


class _WrittenAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """An axis with few ticks, written as the language writes them."""

    def __init__(
        self,
        side: str,
        look: Look,
        ticks: Callable[[float], list[float]],
        write: Callable[[float], str],
    ) -> None:
        is_left = side == "left"
        super().__init__(
            side,
            pen=look.colour("line"),
            textPen=look.colour("muted"),
            tickPen=look.colour("line" if is_left else "card"),
        )
        self._ticks = ticks
        self._write = write
        self._over = look.px(8)
        self.enableAutoSIPrefix(False)
        font = look.font("caption")
        self.setStyle(tickFont=font, tickLength=0, tickTextOffset=look.px(6))
        self.setGrid(255 if is_left else False)
        metrics = QFontMetrics(font)
        if is_left:
            self.setWidth(metrics.horizontalAdvance(write(100)) + look.px(8))
        else:
            self.setHeight(metrics.height() + look.px(8))

    def boundingRect(self) -> QRectF:
        """Return its room and what the text at either end needs beyond it.

        WORKAROUND: an axis leaves out text that is not wholly inside, and with a grid its own
        style for that (`hideOverlappingLabels`) is not looked at.
        https://github.com/pyqtgraph/pyqtgraph/blob/master/pyqtgraph/graphicsItems/AxisItem.py
        """
        over = self._over
        room: QRectF = super().boundingRect()
        if self.orientation == "left":
            return room.adjusted(0, -over, 0, over)
        return room.adjusted(-2 * over, 0, 2 * over, 0)

    def tickValues(
        self,
        minVal: float,  # noqa: N803  (pyqtgraph's name)
        maxVal: float,  # noqa: N803
        size: float,
    ) -> list[tuple[float, list[float]]]:
        """Return the round values up to the end."""
        return [(1.0, self._ticks(maxVal))]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """Return the values in words."""
        return [self._write(value) for value in values]


def _kilometre_ticks(end: float) -> list[float]:
    step = _TICK_KM
    while end / step > _MANY_TICKS:
        step *= 2
    return [float(km) for km in range(0, int(end) + 1, step)]


def _percent_ticks(end: float) -> list[float]:
    return [float(percent) for percent in range(0, 101, _TICK_PERCENT)]
