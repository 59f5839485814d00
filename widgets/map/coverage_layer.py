"""Coverage areas over the squares: borders, levels, and the one that is looked at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from widgets.map.layer import Layer
from widgets.map.still_picture import StillPicture
from widgets.painting.camera import Camera, Extent
from widgets.painting.coverage import AreaShape, CoverageMap, paint_area, paint_chosen_area
from widgets.painting.style import Style


class CoverageLayer(Layer):
    """Every coverage area, kept as a picture while the map is panned.

    Attributes
    ----------
    levels : tuple of "red", "yellow" or ""
        One for each area.
    is_filled : bool
        Whether threatened areas are filled rather than edged.
    """

    def __init__(self, z: float, style: Style) -> None:
        super().__init__(z, style)
        self._shapes: tuple[AreaShape, ...] = ()
        self.levels: tuple[str, ...] = ()
        self.is_filled = False
        self._chosen: int | None = None
        self._picture = StillPicture(self, self._paint_areas)

    def set_areas(self, shapes: Sequence[AreaShape]) -> None:
        """Show other areas, none of them threatened until their levels are told."""
        self._shapes = tuple(shapes)
        self.levels = ("",) * len(shapes)
        self._chosen = None
        self._changed()

    def set_levels(self, levels: Sequence[str]) -> None:
        """Show how threatened each area is."""
        if tuple(levels) != self.levels and len(levels) == len(self._shapes):
            self.levels = tuple(levels)
            self._changed()

    def set_filled(self, filled: bool) -> None:
        """Fill threatened areas, or edge them only."""
        if filled != self.is_filled:
            self.is_filled = filled
            self._changed()

    def set_chosen(self, area: int | None) -> None:
        """Show the border of one area more strongly, or of none."""
        if area != self._chosen:
            self._chosen = area
            self._changed()

    @property
    def shown(self) -> CoverageMap | None:
        """What is to be seen, None where there are no areas or the layer is hidden."""
        if not self._shapes or not self.is_visible:
            return None
        return CoverageMap(self._shapes, self.levels)

    def extent_of(self, area: int) -> Extent:
        """Return the extent of an area, metres."""
        return self._shapes[area].extent

    def has_in(self, exposed: QRectF) -> bool:
        """Return whether there are any."""
        return bool(self._shapes)

    def paint_layer(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint the areas from their picture."""
        self._picture.paint(painter, exposed)

    def _changed(self) -> None:
        self._picture.forget()
        self.update()

    def _paint_areas(self, painter: QPainter, part: QRectF, camera: Camera) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        seen = camera.extent.grown(20 * camera.metres_per_pixel)
        for shape, level in zip(self._shapes, self.levels, strict=True):
            if seen.overlaps(shape.extent):
                paint_area(painter, shape, level, camera, self.style, self.is_filled)
        if self._chosen is not None:
            paint_chosen_area(painter, self._shapes[self._chosen], camera, self.style)
