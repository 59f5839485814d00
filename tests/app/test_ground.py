"""What paints its own ground looks as if it stood on the one behind it."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget

from app.settings import Settings
from app.start import Program, Window
from tests.widgets.images import pixels
from tests.widgets.samples import make_practice
from widgets.dialogs.merge import MergeDialog
from widgets.panels.painted import OnGround
from widgets.style import Look, apply_style
from widgets.theme import DARK, LIGHT
from widgets.words import Words


@pytest.fixture
def settings() -> Settings:
    return Settings(show_hints=False)


@pytest.fixture
def window(program: Program) -> Window:
    """The window with all figures that change in a drag on show."""
    window = program.window
    assert window is not None
    window.frame.resize(1280, 1200)
    window.desk.select((sorted(window.desk.result.state.practices)[0],))
    handle_events()
    return window


def handle_events() -> None:
    for _ in range(5):  # a layout goes up through its parents, one at a time
        QApplication.processEvents()


def assert_ground_is_that_behind(shown: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compare with the same widgets, see-through as others are."""
    own = [each for each in shown.findChildren(OnGround) if each.isVisible()]
    assert own
    grounded = pixels(shown.grab().toImage())

    def see_through(widget: OnGround, exposed: QRect) -> QPainter:
        return QPainter(widget)

    monkeypatch.setattr(OnGround, "painter", see_through)
    for widget in own:
        widget.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, False)
    assert np.array_equal(grounded, pixels(shown.grab().toImage()))


def test_in_the_window(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    assert window.frame.chart.isVisible()
    assert_ground_is_that_behind(window.frame, monkeypatch)


def test_below_the_fold(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    window.frame.areas.set_expanded(True)
    handle_events()
    assert_ground_is_that_behind(window.frame, monkeypatch)


@pytest.mark.parametrize("action", ["distances", "threatened"])
def test_on_a_page(window: Window, action: str, monkeypatch: pytest.MonkeyPatch) -> None:
    window.frame.actions_[action].trigger()
    handle_events()
    assert_ground_is_that_behind(window.frame, monkeypatch)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_in_a_dialog(qapp: QApplication, qtbot, theme, monkeypatch: pytest.MonkeyPatch) -> None:
    look: Look = apply_style(qapp, theme)
    entries = [(make_practice(provider_number=number), 1_618) for number in ("1", "2")]
    dialog = MergeDialog(Words("da"), look, entries)
    qtbot.addWidget(dialog)
    dialog.show()
    assert_ground_is_that_behind(dialog, monkeypatch)
    apply_style(qapp, LIGHT)
