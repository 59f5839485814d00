"""Every panel fits its column in both languages, and no text in it is cut."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QVBoxLayout, QWidget

from tests.widgets.samples import make_area, make_figures, make_practice
from widgets.panels.area import Area, AreaPanel
from widgets.panels.distance_chart import DistanceChart
from widgets.panels.parts import ElidedLabel
from widgets.panels.practice import PracticePanel
from widgets.panels.practice_sheet import DISTANCES
from widgets.panels.scenarios import ScenarioPanel
from widgets.style import WORKSHOP_SCALE, apply_style
from widgets.theme import DARK, LIGHT
from widgets.words import Words

LEFT_WIDTH = 228
RIGHT_WIDTH = 334
"""What is left of the columns beside the map, less margins and scroll bar."""

OWN_DISTANCES = [name for _, name in DISTANCES]


def make_practice_panel(words, look):
    panel = PracticePanel(words, look)
    before = make_figures(list=3728, nearest_persons=4301, mean_own_distance_m=14_100)
    had = make_practice(capacities=12.5, vacant=1.5)
    panel.show_practice(
        make_practice(), make_figures(), had, before, "Ringkøbing-Skjern",
        norm_per_capacity=1600, reference_year=2026,
    )  # fmt: skip
    return panel


def make_panel_of_far_patients(words, look):
    panel, far = PracticePanel(words, look), dict.fromkeys(OWN_DISTANCES, 123_400.0)
    panel.set_estimated(True)
    panel.show_practice(
        make_practice(), make_figures(**far), make_practice(), make_figures(**far), "",
        norm_per_capacity=1600, reference_year=2026,
    )  # fmt: skip
    return panel


def make_area_panel(words, look):
    panel = AreaPanel(words, look)
    before = make_area(persons=1_330_498, load=0.2, listed=100_000, max_distance_m=99_000)
    here = Area("Ringkøbing-Skjern Kommune", make_area(), before)
    panel.show_areas(here, Area("Region Midtjylland", make_area(), before), 15)
    panel.set_expanded(True)
    return panel


PANELS = [
    (make_practice_panel, RIGHT_WIDTH),
    (make_panel_of_far_patients, RIGHT_WIDTH),
    (make_area_panel, RIGHT_WIDTH),
    (DistanceChart, RIGHT_WIDTH),
    (ScenarioPanel, LEFT_WIDTH),
]


def is_cut(widget):
    if isinstance(widget, ElidedLabel):  # ends in dots, with the whole as its tip
        return False
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() < widget.heightForWidth(widget.width())
    return widget.width() < widget.sizeHint().width()


@pytest.mark.parametrize("scale", [1.0, WORKSHOP_SCALE])
@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(("make", "width"), PANELS)
def test_a_panel_fits_its_column(qtbot, qapp: QApplication, make, width, language, scale):
    look = apply_style(qapp, LIGHT if scale == 1.0 else DARK, scale)
    panel = make(Words(language), look)
    column = QWidget()
    qtbot.addWidget(column)
    QVBoxLayout(column).addWidget(panel)
    column.layout().setContentsMargins(0, 0, 0, 0)
    column.setFixedWidth(look.px(width))
    column.show()
    qtbot.waitExposed(column)
    qapp.processEvents()
    assert panel.minimumSizeHint().width() <= column.width()
    texts = [*panel.findChildren(QLabel), *panel.findChildren(QAbstractButton)]
    cut = [widget.text() for widget in texts if widget.isVisible() and is_cut(widget)]
    assert cut == []
    apply_style(qapp, LIGHT)
