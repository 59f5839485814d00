"""The comparison of images is itself compared."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from tests.widgets.images import FEW, assert_golden, share_of_different_pixels


def sheet(*boxes: QRect, ground: str = "#808080", box: str = "#FFFFFF") -> QImage:
    image = QImage(200, 100, QImage.Format.Format_ARGB32)
    image.fill(QColor(ground))
    painter = QPainter(image)
    for rect in boxes:
        painter.fillRect(rect, QColor(box))
    painter.end()
    return image


def test_the_same_image_is_the_same() -> None:
    assert share_of_different_pixels(sheet(QRect(5, 5, 9, 9)), sheet(QRect(5, 5, 9, 9))) == 0


@pytest.mark.parametrize("box", ["#FFFFFF", "#000000"])
def test_a_vanished_item_is_noticed_whether_lighter_or_darker(box: str) -> None:
    with_item = sheet(QRect(5, 5, 6, 6), box=box)
    assert share_of_different_pixels(with_item, sheet()) > FEW
    assert share_of_different_pixels(sheet(), with_item) > FEW


def test_a_moved_item_is_noticed() -> None:
    assert share_of_different_pixels(sheet(QRect(5, 5, 6, 6)), sheet(QRect(9, 5, 6, 6))) > FEW


def test_another_size_is_another_image() -> None:
    assert share_of_different_pixels(sheet(), sheet().scaled(100, 50)) == 1


def test_a_missing_golden_image_fails() -> None:
    with pytest.raises(AssertionError, match="differs"):
        assert_golden(sheet(), "no-such-image")
