"""The map page: what it shows, and the wishes of who uses it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from models.domain.practice import ProviderNumber
from widgets.map.gestures import Gesture, Gestures, GestureWishes
from widgets.map.marks import FlowLine
from widgets.map.surface import MapSurface
from widgets.theme import LIGHT, Theme
from widgets.words import Words

DOUBLE_CLICK_ZOOM = 2.0

LEAST_CORNERS = 3
"""A line with fewer points encloses nothing."""


class MapView(MapSurface):
    """The map with mouse and keyboard; it reports wishes and changes nothing itself.

    Signals
    -------
    practiceHovered(str)
        The practice under the cursor; "" when it leaves.
    practiceClicked(str, bool)
        A practice, and whether it is to be added to the selection.
    selectionRequested(list)
        Provider numbers in a box drawn with Shift; with Ctrl those selected before too.
    dragStarted(str), dragMoved(str, float, float), dragDropped(str, float, float)
        A practice being dragged; easting and northing of its centre, EPSG:25832 metres.
    dragCancelled(str)
    placePicked(float, float), placingCancelled()
        The answer to `start_placing`.
    contextMenuRequested(str, QPoint, float, float)
        A practice or "", the global position for a menu, easting and northing.
    cursorMoved(float, float)
        Easting and northing under the cursor.
    viewChanged(object, float)
        The `Extent` shown and metres per pixel.
    areaDrawn(list), drawingCancelled()
        The answer to `start_drawing`: corners as easting and northing, at least three.
    groundClicked()
    flowClicked(str, str)
        The practices that a flow leads from and to.
    legendFolded(bool)
        The user folded the legend, or unfolded it.
    """

    practiceHovered = Signal(str)
    practiceClicked = Signal(str, bool)
    selectionRequested = Signal(list)
    dragStarted = Signal(str)
    dragMoved = Signal(str, float, float)
    dragDropped = Signal(str, float, float)
    dragCancelled = Signal(str)
    placePicked = Signal(float, float)
    placingCancelled = Signal()
    contextMenuRequested = Signal(str, QPoint, float, float)
    cursorMoved = Signal(float, float)
    areaDrawn = Signal(list)
    drawingCancelled = Signal()
    groundClicked = Signal()
    flowClicked = Signal(str, str)
    legendFolded = Signal(bool)

    def __init__(
        self, theme: Theme = LIGHT, words: Words | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, words or Words(), parent)
        self._is_placing = False
        self._is_drawing = False
        self._may_drag = True
        self._pressed_at = QPointF()
        self._is_on_flow = False
        self._gestures = Gestures(self, self._wishes())

    @property
    def dragged(self) -> ProviderNumber:
        """The practice being dragged, or ""."""
        return self._gestures.dragged

    def start_placing(self) -> None:
        """Let the next click pick a place; Esc gives up."""
        self._is_placing = True
        self._hover("")
        self._show_cursor()

    def stop_placing(self) -> None:
        """Let clicks be clicks again."""
        self._is_placing = False
        self._show_cursor()

    def start_drawing(self) -> None:
        """Let the next pull of the mouse draw a line around an area; Esc gives up."""
        self._is_drawing = True
        self._hover("")
        self._show_cursor()

    def stop_drawing(self) -> None:
        """Let the mouse pull the map again."""
        self._is_drawing = False
        self._show_cursor()

    def set_dragging_enabled(self, enabled: bool) -> None:
        """Say whether practices may be dragged; otherwise pulling one pulls the map."""
        self._may_drag = enabled

    # ------------------------------------------------ what gestures ask (GestureTarget)

    def practice_at(self, pixel: QPointF) -> ProviderNumber:
        """Return the practice under a pixel, or ""."""
        if self._is_on_legend(pixel):
            return ""
        return self.layers.practices.at(pixel.x(), pixel.y())

    def can_drag(self, number: ProviderNumber) -> bool:
        """Return whether a practice may be dragged."""
        mark = self.layers.practices.mark(number)
        return self._may_drag and mark is not None and not mark.is_gone

    def grip(self, number: ProviderNumber, pixel: QPointF) -> QPointF:
        """Return the way from a practice's centre to the pixel it is held at."""
        return pixel - self.layers.practices.symbol_box(number).center()

    def show_box(self, box: QRectF | None) -> None:
        """Show the box being drawn, or none."""
        self.layers.box.set_box(box)

    def show_lasso(self, points: Sequence[QPointF]) -> None:
        """Show the line being drawn around an area; without points none."""
        self.layers.box.set_line(points)

    # ------------------------------------------------------------------- events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture."""
        button, keys = event.button(), event.modifiers()
        self._pressed_at = event.position()
        if self._is_on_legend(event.position()) and button == Qt.MouseButton.LeftButton:
            self._turn_legend()
        elif button in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._gestures.press(
                event.position(),
                adds=bool(keys & Qt.KeyboardModifier.ControlModifier),
                boxes=bool(keys & Qt.KeyboardModifier.ShiftModifier),
                pans=button == Qt.MouseButton.MiddleButton,
                placing=self._is_placing,
                lassos=self._is_drawing,
            )
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow a gesture, or name what is under the cursor."""
        pixel = event.position()
        if self._gestures.gesture is Gesture.NONE:
            self._hover("" if self._is_busy else self.practice_at(pixel))
            self._explain(pixel)
        else:
            self._gestures.move(pixel)
        self._show_cursor()
        self.cursorMoved.emit(*self.camera.ground(pixel.x(), pixel.y()))
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a gesture."""
        if not event.buttons():
            self._gestures.release(event.position())
            self._show_cursor()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Come nearer on open ground; on a practice it is a second click."""
        is_ground = not self.practice_at(event.position())
        is_ground &= not self._is_busy and not self._is_on_legend(event.position())
        if is_ground and event.button() == Qt.MouseButton.LeftButton:
            self.zoom_by(DOUBLE_CLICK_ZOOM, event.position())
        else:
            self.mousePressEvent(event)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu at the mouse, or by the menu key at the practice selected."""
        number, pixel = self._menu_place(event)
        e, n = self.camera.ground(pixel.x(), pixel.y())
        self.contextMenuRequested.emit(number, self.mapToGlobal(pixel.toPoint()), e, n)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up a gesture or placing, L folds the legend; other keys move the map."""
        if event.key() == Qt.Key.Key_L:
            self._turn_legend()
        elif event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not self._gestures.cancel():
            self._give_up_placing(event)
        self._show_cursor()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Break off a drag when another window comes to the front."""
        if event.reason() == Qt.FocusReason.ActiveWindowFocusReason:
            self._gestures.cancel()
        super().focusOutEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Name nothing when the cursor leaves."""
        if self._gestures.gesture is Gesture.NONE:
            self._hover("")
        super().leaveEvent(event)

    # ------------------------------------------------------------------- wishes

    def _wishes(self) -> GestureWishes:
        return GestureWishes(
            clicked=self.practiceClicked.emit,
            ground_clicked=self._click_ground,
            place_picked=self._pick_place,
            drag_started=self._start_drag,
            drag_moved=lambda number, pixel: self._report(self.dragMoved, number, pixel),
            drag_dropped=self._drop,
            drag_cancelled=self._cancel_drag,
            boxed=self._select_box,
            lassoed=self._draw_area,
        )

    def flow_at(self, pixel: QPointF) -> FlowLine | None:
        """Return the flow under a pixel that can be asked about."""
        if not self.layers.shows("flows") or self._is_on_legend(pixel):
            return None
        flow = self.layers.flow_lines.at(pixel.x(), pixel.y())
        return flow if flow is not None and flow.source else None

    def _click_ground(self) -> None:
        flow = self.flow_at(self._pressed_at)
        if flow is None:
            self.groundClicked.emit()
        else:
            self.flowClicked.emit(flow.source, flow.target)

    def _report(self, signal: object, number: ProviderNumber, pixel: QPointF) -> None:
        signal.emit(number, *self.camera.ground(pixel.x(), pixel.y()))  # type: ignore[attr-defined]

    def _start_drag(self, number: ProviderNumber) -> None:
        self._hover(number)
        self.layers.practices.set_ghost(self.layers.practices.mark(number))
        self.dragStarted.emit(number)

    def _drop(self, number: ProviderNumber, pixel: QPointF) -> None:
        self.layers.practices.set_ghost(None)
        self._report(self.dragDropped, number, pixel)

    def _cancel_drag(self, number: ProviderNumber) -> None:
        self.layers.practices.set_ghost(None)
        self.dragCancelled.emit(number)

    def _pick_place(self, pixel: QPointF) -> None:
        self.stop_placing()
        self.placePicked.emit(*self.camera.ground(pixel.x(), pixel.y()))

    def _give_up_placing(self, event: QKeyEvent) -> None:
        if self._is_placing:
            self.stop_placing()
            self.placingCancelled.emit()
        elif self._is_drawing:
            self.stop_drawing()
            self.drawingCancelled.emit()
        else:
            event.ignore()

    @property
    def _is_busy(self) -> bool:
        """Whether the next click or pull has a meaning of its own."""
        return self._is_placing or self._is_drawing

    def _draw_area(self, line: Sequence[QPointF]) -> None:
        if len(line) < LEAST_CORNERS:
            return  # a click is no area: the planner may try again
        self.stop_drawing()
        self.areaDrawn.emit([self.camera.ground(pixel.x(), pixel.y()) for pixel in line])

    def _select_box(self, box: QRectF, adds: bool) -> None:
        practices = self.layers.practices
        before = practices.selection if adds else frozenset()
        self.selectionRequested.emit(sorted(before.union(practices.within(box))))

    def _hover(self, number: ProviderNumber) -> None:
        practices = self.layers.practices
        if number != practices.hovered:
            practices.set_hovered(number)
            self._update_plates()
            self.practiceHovered.emit(number)

    def _turn_legend(self) -> None:
        folded = not self.layers.legend.is_folded
        self.set_legend_folded(folded)
        self.legendFolded.emit(folded)

    def _explain(self, pixel: QPointF) -> None:
        """Offer a word on what a click would do: on the legend, on a flow."""
        words, text = self.style_used.words, ""
        hovers = self.layers.practices.hovered or self._is_placing
        flow = None if hovers else self.flow_at(pixel)
        self._is_on_flow = flow is not None
        if self._is_on_legend(pixel):
            is_folded = self.layers.legend.is_folded
            text = words("map.legend.unfold" if is_folded else "map.legend.fold")
        elif flow is not None:
            text = words("why.flow.tip", n=words.number(flow.persons))
        self.viewport().setToolTip(text)

    def _is_on_legend(self, pixel: QPointF) -> bool:
        return self.layers.legend.card.contains(pixel)

    def _menu_place(self, event: QContextMenuEvent) -> tuple[ProviderNumber, QPointF]:
        if event.reason() != QContextMenuEvent.Reason.Keyboard:
            pixel = QPointF(event.pos())
            return self.practice_at(pixel), pixel
        practices = self.layers.practices
        for number in sorted(practices.selection):
            return number, practices.symbol_box(number).center()
        return "", QPointF(self.camera.width / 2, self.camera.height / 2)

    def _show_cursor(self) -> None:
        shapes = {
            Gesture.PANNING: Qt.CursorShape.ClosedHandCursor,
            Gesture.DRAGGING: Qt.CursorShape.SizeAllCursor,
            Gesture.BOXING: Qt.CursorShape.CrossCursor,
            Gesture.LASSOING: Qt.CursorShape.CrossCursor,
        }
        resting = Qt.CursorShape.ArrowCursor
        if self._is_busy:
            resting = Qt.CursorShape.CrossCursor
        elif self.layers.practices.hovered or self._is_on_flow:
            resting = Qt.CursorShape.PointingHandCursor
        shape = shapes.get(self._gestures.gesture, resting)
        if shape != self.viewport().cursor().shape():
            self.viewport().setCursor(shape)
