"""The fonts of printed pages: Inter whose figures have equal width and can be copied."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from PySide6.QtGui import QFontDatabase

FAMILY = "Inter Paper"

_STYLES = ("Regular", "Medium", "SemiBold", "Bold")


@cache
def load_paper_fonts() -> str:
    """Register the fonts of printed pages, once, and return their family.

    A QGuiApplication must exist. The window calls this on the GUI thread before it prints in
    a worker: registering a font tells every widget.
    """
    folder = files("resources").joinpath("fonts")
    for style in _STYLES:
        data = folder.joinpath(f"InterPaper-{style}.otf").read_bytes()
        QFontDatabase.addApplicationFontFromData(data)
    return FAMILY
