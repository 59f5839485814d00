"""A look and words for the tests of dialogs."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from widgets.style import Look, apply_style
from widgets.theme import LIGHT
from widgets.words import Words


@pytest.fixture
def words() -> Words:
    return Words("da")


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return apply_style(qapp, LIGHT)
