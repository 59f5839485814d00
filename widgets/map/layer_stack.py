"""All layers of the map, from the ground up."""

from __future__ import annotations

from typing import Literal, get_args

from widgets.map.box_layer import BoxLayer
from widgets.map.coverage_layer import CoverageLayer
from widgets.map.hovered_layer import HoveredLayer
from widgets.map.land_layers import BorderLayer, LandLayer
from widgets.map.layer import Layer
from widgets.map.legend_layer import LegendLayer
from widgets.map.names_layer import NamesLayer
from widgets.map.order_layer import OrderLayer
from widgets.map.overlay_layers import (
    FerriesLayer,
    FlowsLayer,
    RoomLayer,
    ScaleBarLayer,
    UnplacedLayer,
)
from widgets.map.plates_layer import PlatesLayer
from widgets.map.pointer_layer import PointerLayer
from widgets.map.practices_layer import PracticesLayer
from widgets.map.squares_layer import SquaresLayer
from widgets.painting.style import Style

LayerName = Literal[
    "squares",
    "practices",
    "towns",
    "areas",
    "borders",
    "coverage",
    "flows",
    "ferries",
    "unplaced",
    "room",
    "legend",
]
"""What the user can show and hide."""

LAYER_NAMES: tuple[LayerName, ...] = get_args(LayerName)

HIDDEN_AT_FIRST: frozenset[LayerName] = frozenset({"coverage", "room"})
"""What is shown only when the user asks for it."""


class LayerStack:
    """The layers in painting order: figures over symbols, names over both, plates on top."""

    def __init__(self, style: Style) -> None:
        self.land = LandLayer(0, style)
        self.squares = SquaresLayer(10, style)
        self.borders = BorderLayer(20, style, self.land)
        self.coverage = CoverageLayer(22, style)
        self.ferries = FerriesLayer(25, style)
        self.flow_lines = FlowsLayer(30, style, figures=False)
        self.practices = PracticesLayer(40, style)
        self.names = NamesLayer(50, style)
        self.hovered = HoveredLayer(55, style, self.practices)
        self.flow_figures = FlowsLayer(60, style, figures=True)
        self.room = RoomLayer(63, style)
        self.unplaced = UnplacedLayer(65, style)
        self.order = OrderLayer(66, style)
        self.pointer = PointerLayer(68, style)
        self.scale_bar = ScaleBarLayer(70, style)
        self.box = BoxLayer(72, style)
        self.legend = LegendLayer(75, style)
        self.plates = PlatesLayer(80, style)
        self._shown = {name: name not in HIDDEN_AT_FIRST for name in LAYER_NAMES}
        for name in HIDDEN_AT_FIRST:
            self.show(name, False)

    @property
    def all(self) -> tuple[Layer, ...]:
        """Every layer, lowest first."""
        return (
            self.land,
            self.squares,
            self.borders,
            self.coverage,
            self.ferries,
            self.flow_lines,
            self.practices,
            self.names,
            self.hovered,
            self.flow_figures,
            self.room,
            self.unplaced,
            self.order,
            self.pointer,
            self.scale_bar,
            self.box,
            self.legend,
            self.plates,
        )

    def shows(self, name: LayerName) -> bool:
        """Return whether the user has this layer on."""
        return self._shown[name]

    def show(self, name: LayerName, visible: bool) -> None:
        """Show or hide what the user calls `name`."""
        self._shown[name] = visible
        layers: dict[str, tuple[Layer, ...]] = {
            "squares": (self.squares,),
            "practices": (self.practices,),
            "borders": (self.borders,),
            "coverage": (self.coverage,),
            "flows": (self.flow_lines, self.flow_figures),
            "ferries": (self.ferries,),
            "unplaced": (self.unplaced,),
            "room": (self.room,),
            "legend": (self.legend,),
        }
        for layer in layers.get(name, ()):
            layer.set_visible(visible)
        if name in ("towns", "areas"):
            self.names.set_shown(areas=self._shown["areas"], towns=self._shown["towns"])
