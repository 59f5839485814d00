"""A map view with a small region, closed properly after each test."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.widgets.map.scenes import MARKS, make_scene
from widgets.fonts import load_fonts
from widgets.map.view import MapView
from widgets.painting.style import Style
from widgets.theme import LIGHT
from widgets.words import Words


@pytest.fixture
def style(qapp: object) -> Style:
    load_fonts()
    return Style(LIGHT, Words())


@pytest.fixture
def view(qtbot: QtBot, style: Style) -> Iterator[MapView]:
    """A shown view of 800 by 600 whose land has been painted."""
    made = MapView()
    qtbot.addWidget(made)
    made.resize(800, 600)
    scene = make_scene()
    made.set_region(scene)
    made.set_practices(MARKS)
    made.set_square_classes("distance", np.zeros(len(scene.grid.e), dtype=np.uint8))
    made.show()
    qtbot.waitExposed(made)
    settle(qtbot, made)
    yield made
    made.close()


def settle(qtbot: QtBot, view: MapView) -> None:
    """Wait until nothing is being painted beside the GUI thread."""
    qtbot.waitUntil(lambda: view.is_settled, timeout=10_000)
