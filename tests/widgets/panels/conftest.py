"""A look, words and two invented practices for the tests of panels."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.widgets.samples import make_figures, make_practice
from widgets.style import Look, apply_style
from widgets.theme import LIGHT
from widgets.words import Words


@pytest.fixture
def words() -> Words:
    return Words("da")


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> Look:
    return apply_style(qapp, LIGHT)


@pytest.fixture
def practice():
    return make_practice()


@pytest.fixture
def figures():
    return make_figures()
