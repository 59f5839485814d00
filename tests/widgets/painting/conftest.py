"""A style for painters; Qt is started once for fonts."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from widgets.fonts import load_fonts
from widgets.painting.style import Style
from widgets.theme import LIGHT
from widgets.words import Words


@pytest.fixture
def style(qapp: QApplication) -> Style:
    load_fonts()
    return Style(LIGHT, Words())
