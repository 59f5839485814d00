"""Mouse, wheel and eyes for tests of the map: real events, and pixels as they are seen."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QWheelEvent,
)
from PySide6.QtTest import QTest

from widgets.map.marks import PracticeMark
from widgets.map.view import MapView

LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
OPEN_GROUND = QPoint(60, 60)


def pixel(view: MapView, mark: PracticeMark) -> QPoint:
    return QPointF(view.camera.x(mark.e), view.camera.y(mark.n)).toPoint()


def pull(view: MapView, start: QPoint, way: QPoint, keys: Qt.KeyboardModifier = NO_KEY) -> None:
    """Press, move in steps, and keep holding."""
    QTest.mousePress(view.viewport(), LEFT, keys, start)
    for step in range(1, 11):
        QTest.mouseMove(view.viewport(), start + way * step / 10)


def let_go(view: MapView, at: QPoint, keys: Qt.KeyboardModifier = NO_KEY) -> None:
    QTest.mouseRelease(view.viewport(), LEFT, keys, at)


def turn_wheel(view: MapView, at: QPoint, notches: int) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(view.viewport().mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        NO_KEY,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QGuiApplication.sendEvent(view.viewport(), event)


def seen(view: MapView) -> QImage:
    return view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


# ------------------------------------------------------------------ looking
