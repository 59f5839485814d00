"""Pictures that are kept are as they were painted."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter

from widgets.painting.pixmap import painted_pixmap


def dot(painter: QPainter) -> None:
    painter.setBrush(QColor("#d00000"))
    painter.drawEllipse(QRectF(2, 2, 16, 16))


def test_it_is_in_device_pixels_and_see_through_around_what_is_painted(qapp) -> None:
    picture = painted_pixmap(QSize(40, 40), 2.0, dot)
    assert picture.deviceIndependentSize().toSize() == QSize(20, 20)
    image = picture.toImage()
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(20, 20) == QColor("#d00000")
