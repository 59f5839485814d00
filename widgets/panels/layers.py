"""Which layers the map shows, and what the squares' colour stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal, SignalInstance
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from widgets.panels.parts import CalmComboBox, Card
from widgets.panels.titled import TitledPanel
from widgets.style import Look
from widgets.words import Words


@dataclass(frozen=True, slots=True)
class LayerItem:
    """A layer of the map: its id, its title and whether it is shown."""

    id: str
    title: str
    is_on: bool


class LayerPanel(TitledPanel):
    """A chooser of the colour mode, and a check box for each layer in two columns.

    Signals
    -------
    layerToggled : str, bool
        The layer's id, and whether it is to be shown.
    colourModeRequested : str
        The id of a colour mode.
    """

    layerToggled = Signal(str, bool)
    colourModeRequested = Signal(str)

    def __init__(self, words: Words, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, words("layers.title"), parent)
        self.boxes: dict[str, QCheckBox] = {}
        self.modes = CalmComboBox()
        card = Card(look)
        margin = look.px(8)
        card.column.setContentsMargins(margin, margin, margin, margin)
        card.column.setSpacing(look.px(6))
        self.modes.setAccessibleName(words("layers.colour"))
        self.modes.setToolTip(words("layers.colour"))
        self.modes.setMinimumWidth(1)
        card.column.addWidget(self.modes)
        self._boxes = QGridLayout()
        self._boxes.setHorizontalSpacing(look.px(4))
        self._boxes.setVerticalSpacing(0)
        self._boxes.setColumnStretch(1, 1)
        card.column.addLayout(self._boxes)
        self.column.addWidget(card)
        self.modes.activated.connect(self._on_mode_activated)

    def show_layers(self, layers: Sequence[LayerItem]) -> None:
        """Show the layers in this order; boxes that are there already are kept."""
        if tuple(self.boxes) != tuple(layer.id for layer in layers):
            self._make_boxes(layers)
        for layer in layers:
            box = self.boxes[layer.id]
            with QSignalBlocker(box):
                box.setText(layer.title)
                box.setChecked(layer.is_on)

    def show_until(self, layer_id: str, ended: SignalInstance) -> None:
        """Show a layer until something ends; one that the user has on stays as it is."""
        box = self.boxes[layer_id]
        if not box.isChecked():
            box.setChecked(True)
            ended.connect(lambda: box.setChecked(False))

    def show_colour_modes(self, modes: Sequence[tuple[str, str]], current: str) -> None:
        """Show the colour modes as id and title, with the current one chosen."""
        with QSignalBlocker(self.modes):
            self.modes.clear()
            for mode, title in modes:
                self.modes.addItem(title, mode)
            self.modes.setCurrentIndex(self.modes.findData(current))

    def _make_boxes(self, layers: Sequence[LayerItem]) -> None:
        for box in self.boxes.values():
            self._boxes.removeWidget(box)
            box.deleteLater()
        self.boxes = {layer.id: QCheckBox() for layer in layers}
        rows = -(-len(layers) // 2)
        before: QWidget = self.modes
        for at, (layer_id, box) in enumerate(self.boxes.items()):
            box.setProperty("small", True)
            box.toggled.connect(partial(self.layerToggled.emit, layer_id))
            self._boxes.addWidget(box, at % rows, at // rows)
            self.setTabOrder(before, box)
            before = box

    def _on_mode_activated(self, index: int) -> None:
        self.colourModeRequested.emit(self.modes.itemData(index))
