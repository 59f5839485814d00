"""What the layers of the map have in common."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from widgets.painting.camera import Camera
from widgets.painting.style import Style

Changed = Callable[[QRectF | None], None]
"""Told what of the view must be painted anew; None stands for all of it."""


class Layer:
    """A part of the map that paints itself in the view's pixels.

    Layers fill the view and nothing transforms them, so lines, symbols and letters keep
    their size at every zoom and fall on whole pixels.

    Attributes
    ----------
    z : float
        Its height: higher layers are painted over lower ones.
    camera : Camera
        What the map shows now, in logical pixels.
    style : Style
    pixel_ratio : float
        Device pixels for one logical pixel.
    """

    def __init__(self, z: float, style: Style) -> None:
        self.z = z
        self.camera = Camera(0.0, 0.0, 1.0, 1.0, 1.0)
        self.style = style
        self.pixel_ratio = 1.0
        self._is_visible = True
        self._on_changed: Changed | None = None

    @property
    def is_visible(self) -> bool:
        """Whether the layer is shown."""
        return self._is_visible

    def set_visible(self, visible: bool) -> None:
        """Show or hide the layer."""
        if visible != self._is_visible:
            self._is_visible = True  # what is hidden now must be painted over
            self.update()
            self._is_visible = visible

    def tell(self, changed: Changed) -> None:
        """Take whom to tell of what must be painted anew."""
        self._on_changed = changed

    def update(self, area: QRectF | None = None) -> None:
        """Have a part of the view painted anew, or all of it."""
        if self._on_changed is not None and self._is_visible:
            self._on_changed(area)

    def set_camera(self, camera: Camera) -> None:
        """Show the ground that `camera` shows."""
        self.camera = camera
        self.update()

    def set_style(self, style: Style) -> None:
        """Paint with another theme, language or scale."""
        self.style = style
        self.update()

    def set_pixel_ratio(self, pixel_ratio: float) -> None:
        """Paint for a screen of another density."""
        self.pixel_ratio = pixel_ratio
        self.update()

    def has_in(self, exposed: QRectF) -> bool:
        """Return whether there may be anything to paint in `exposed`.

        Most layers have nothing where a practice is dragged, and a painter is not readied for them.
        """
        return True

    def paint_layer(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint the part of the layer that lies in `exposed`."""
        raise NotImplementedError


def snapped(value: float, pixel_ratio: float) -> float:
    """Return the nearest position that falls on a whole device pixel; halves go up.

    Rounding halves to even would let things half a pixel apart jump against each other
    while the map is panned.
    """
    return math.floor(value * pixel_ratio + 0.5) / pixel_ratio
