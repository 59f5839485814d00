"""How much each sign counts on the gross list: a slider for each, folded until wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from models.report.threatened import HEAVIEST, SIGNS, USUAL_WEIGHING, Weighing
from widgets.icons import icon
from widgets.panels.parts import Card, make_label, make_quiet_button, set_text
from widgets.style import Look
from widgets.words import Words


class WeightsCard(Card):
    """Sliders for the weights.

    Signals
    -------
    weighingChanged : Weighing
    """

    weighingChanged = Signal(object)

    def __init__(self, words: Words, look: Look, weighing: Weighing) -> None:
        super().__init__(look)
        self._words = words
        self._look = look
        self._weighing = weighing
        self.fold = QToolButton()
        self.fold.setProperty("fold", True)
        self.fold.setCheckable(True)
        self.fold.setText(words("areas.weights"))
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.even = make_quiet_button(words("areas.weights.even"))
        head = QHBoxLayout()
        head.addWidget(self.fold)
        head.addStretch(1)
        head.addWidget(self.even)
        self.column.addLayout(head)
        self._body = QWidget()
        grid = QGridLayout(self._body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(8))
        grid.setVerticalSpacing(look.px(6))
        grid.setColumnStretch(0, 1)
        lead = make_label(look, words("areas.weights.lead"), tone="muted", wraps=True)
        grid.addWidget(lead, 0, 0, 1, 3)
        self.sliders: dict[str, QSlider] = {}
        self.titles: dict[str, QLabel] = {}
        self._told = {}
        for row, sign in enumerate(SIGNS, start=1):
            slider = _CalmSlider(Qt.Orientation.Horizontal)
            slider.setRange(0, HEAVIEST)
            slider.setPageStep(1)
            slider.setFixedWidth(look.px(96))
            slider.valueChanged.connect(partial(self._on_moved, sign.id))
            told = make_label(look, tone="muted")
            told.setMinimumWidth(
                max(
                    told.fontMetrics().horizontalAdvance(words(f"areas.weight.{value}"))
                    for value in range(HEAVIEST + 1)
                )
            )
            title = self.titles[sign.id] = make_label(look, wraps=True)
            grid.addWidget(title, row, 0)
            grid.addWidget(slider, row, 1)
            grid.addWidget(told, row, 2)
            self.sliders[sign.id], self._told[sign.id] = slider, told
        self.column.addWidget(self._body)
        self.fold.toggled.connect(self._on_folded)
        self.even.clicked.connect(lambda: self._change(USUAL_WEIGHING.weights))
        self._on_folded(False)
        self.show_weighing(weighing)

    def show_choices_needed(self, choices_needed: int) -> None:
        """Name the signs as they are where the rules ask for so many open practices."""
        for sign in SIGNS:
            title = self._words.of(sign.title_under(choices_needed))
            set_text(self.titles[sign.id], title)
            self.sliders[sign.id].setAccessibleName(title)

    def show_weighing(self, weighing: Weighing) -> None:
        """Show other weights; nothing is told of that."""
        self._weighing = weighing
        for sign, slider in self.sliders.items():
            with QSignalBlocker(slider):
                slider.setValue(weighing.weights[sign])
            self._told[sign].setText(self._words(f"areas.weight.{weighing.weights[sign]}"))

    def _on_moved(self, sign: str, value: int) -> None:
        self._change({**self._weighing.weights, sign: value})

    def _change(self, weights: Mapping[str, int]) -> None:
        weighing = replace(self._weighing, weights=dict(weights))
        if weighing != self._weighing:
            self.show_weighing(weighing)
            self.weighingChanged.emit(weighing)

    def _on_folded(self, is_open: bool) -> None:
        self._body.setVisible(is_open)
        self.even.setVisible(is_open)
        self.fold.setIcon(icon("collapse" if is_open else "expand", self._look.theme))


class _CalmSlider(QSlider):
    """A slider that the wheel scrolls past."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to whatever scrolls behind."""
        event.ignore()
