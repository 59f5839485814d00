"""The program's own font, with figures of equal width."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from PySide6.QtGui import QFont, QFontDatabase

FAMILY = "Inter"

_FILES = ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf", "Inter-Bold.otf")


@cache
def load_fonts() -> str:
    """Register the shipped fonts, once, and return their family.

    A QApplication must exist. Qt brings no font of its own, and a town hall's laptop may
    have none with both æøå and tabular figures.
    """
    folder = files("resources").joinpath("fonts")
    for name in _FILES:
        QFontDatabase.addApplicationFontFromData(folder.joinpath(name).read_bytes())
    return FAMILY


def make_font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the program's font; its figures are tabular, so that columns line up."""
    font = QFont(FAMILY)
    font.setPixelSize(pixels)
    font.setWeight(weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
