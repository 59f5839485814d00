"""Land under the squares and borders over them, from pictures that a worker paints."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QImage, QPainter, QRegion

from widgets.map.land_painter import LandLevels, LandPainter, LandPicture, LandWish, overview
from widgets.map.layer import Layer, snapped
from widgets.map.scene import MapScene
from widgets.painting.camera import Camera
from widgets.painting.style import Style, color

MARGIN = 0.2
"""How much more than the view is painted, as a share of it on every side."""
AHEAD = 0.06
"""Share of the view's width that must be left of the margin, or a new picture is painted."""
SETTLE_MS = 60
"""Zooming must pause this long before a sharper picture is painted."""
_MOST_STRETCH = 3.0
"""Beyond this the overview's lines would be bands: they are left out."""


class LandLayer(Layer):
    """Sea and land. Owns the pictures that `BorderLayer` shows too.

    While the map is zoomed the last picture is stretched; what it does not cover is shown
    from an overview, so there is never a blank frame.
    """

    def __init__(self, z: float, style: Style) -> None:
        super().__init__(z, style)
        self._overview: LandPicture | None = None
        self._sharp: LandPicture | None = None
        self._painter: LandPainter | None = None
        self._scene: MapScene | None = None
        self._over: BorderLayer | None = None
        self._settle = QTimer()
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._request)

    def set_over(self, over: BorderLayer) -> None:
        """Name the layer that shows the lines of the same pictures."""
        self._over = over

    @property
    def is_sharp(self) -> bool:
        """Whether the picture shown was painted for this zoom, and nothing is under way."""
        busy = self._painter is not None and self._painter.is_busy
        return self._fits(0.0) and not busy and not self._settle.isActive()

    def pictures(self) -> tuple[LandPicture | None, LandPicture | None]:
        """Return the overview and the sharp picture, as far as they are there."""
        return self._overview, self._sharp

    def set_map(self, scene: MapScene) -> None:
        """Show the land of a scene."""
        self.stop()
        self._scene = scene
        self._sharp = None
        self._overview = overview(scene, self.style)
        self._painter = LandPainter(LandLevels(scene))
        self._painter.painted.connect(self._on_painted)
        self._update_both()

    def set_pixel_ratio(self, pixel_ratio: float) -> None:
        """Paint for a screen of another density."""
        is_other = pixel_ratio != self.pixel_ratio
        super().set_pixel_ratio(pixel_ratio)
        if is_other:
            self._request()

    def stop(self) -> None:
        """Wait for the worker; call before the map goes away."""
        self._settle.stop()
        if self._painter is not None:
            self._painter.painted.disconnect(self._on_painted)
            self._painter.stop()
            self._painter = None

    def set_camera(self, camera: Camera) -> None:
        """Show what `camera` shows, and ask for a sharper picture where the last has too little."""
        is_zoomed = camera.metres_per_pixel != self.camera.metres_per_pixel
        super().set_camera(camera)
        if self._fits(AHEAD):
            self._settle.stop()
        elif is_zoomed:
            self._settle.start()
        elif not self._settle.isActive():
            self._request()

    def set_style(self, style: Style) -> None:
        """Repaint in another theme."""
        super().set_style(style)
        if self._scene is not None:
            self._sharp = None
            self._overview = overview(self._scene, style)
            self._request()

    def paint_layer(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint the sharp picture, and the overview where that does not reach."""
        if self._overview is None:
            painter.fillRect(exposed, color(self.style.theme.sea))
            return
        self.paint_pictures(painter, lines=False)

    def paint_pictures(self, painter: QPainter, *, lines: bool) -> None:
        """Paint either the ground or the lines of the pictures."""
        view = QRectF(0, 0, self.camera.width, self.camera.height)
        covered = QRectF()
        if self._sharp is not None:
            covered = self._place(self._sharp)
        if self._overview is not None and not covered.contains(view):
            self._paint_overview(painter, view, covered, lines=lines)
        if self._sharp is not None:
            image = self._sharp.lines if lines else self._sharp.ground
            _blit(painter, covered, image, is_stretched=not self._is_at_scale(self._sharp))

    def _paint_overview(
        self, painter: QPainter, view: QRectF, covered: QRectF, *, lines: bool
    ) -> None:
        assert self._overview is not None
        metres = self._overview.wish.camera.metres_per_pixel
        if lines and metres > self.camera.metres_per_pixel * _MOST_STRETCH:
            return
        painter.save()
        painter.setClipRegion(QRegion(view.toAlignedRect()) - QRegion(covered.toRect()))
        place = self._place(self._overview)
        if not lines:
            painter.fillRect(view, color(self.style.theme.sea))
        image = self._overview.lines if lines else self._overview.ground
        _blit(painter, place, image, is_stretched=True)
        painter.restore()

    def _place(self, picture: LandPicture) -> QRectF:
        """Return where a picture lies in the view, on whole device pixels at its own zoom."""
        extent = picture.wish.camera.extent
        left, top = self.camera.x(extent.west), self.camera.y(extent.north)
        right, bottom = self.camera.x(extent.east), self.camera.y(extent.south)
        if self._is_at_scale(picture):
            left, top = snapped(left, self.pixel_ratio), snapped(top, self.pixel_ratio)
            size = picture.ground.deviceIndependentSize()
            right, bottom = left + size.width(), top + size.height()
        return QRectF(left, top, right - left, bottom - top)

    def _is_at_scale(self, picture: LandPicture) -> bool:
        drawn, shown = picture.wish.camera.metres_per_pixel, self.camera.metres_per_pixel
        return abs(drawn - shown) < 1e-9 * shown and picture.wish.pixel_ratio == self.pixel_ratio

    def _fits(self, ahead: float) -> bool:
        """Return whether the sharp picture covers the view and `ahead` of it on every side."""
        needed = self.camera.extent.grown(ahead * self.camera.width * self.camera.metres_per_pixel)
        return (
            self._sharp is not None
            and self._sharp.wish.style == self.style
            and self._is_at_scale(self._sharp)
            and self._sharp.wish.camera.extent.contains(needed)
        )

    def _request(self) -> None:
        if self._painter is None or self.camera.width <= 1:
            return
        wide = self.camera.resized(
            round(self.camera.width * (1 + 2 * MARGIN)),
            round(self.camera.height * (1 + 2 * MARGIN)),
        )
        self._painter.request(LandWish(wide, self.style, self.pixel_ratio))

    def _on_painted(self, picture: LandPicture) -> None:
        if picture.wish.style != self.style:
            return
        self._sharp = picture
        self._update_both()

    def _update_both(self) -> None:
        self.update()
        if self._over is not None:
            self._over.update()


class BorderLayer(Layer):
    """Coasts and municipality borders, over the squares."""

    def __init__(self, z: float, style: Style, land: LandLayer) -> None:
        super().__init__(z, style)
        self._land = land
        land.set_over(self)

    def paint_layer(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint the lines of the land's pictures."""
        self._land.paint_pictures(painter, lines=True)


def _blit(painter: QPainter, place: QRectF, image: QImage, *, is_stretched: bool) -> None:
    # unsmoothed: a stretched picture is shown for a moment, smoothing it took 8 ms a frame
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    if is_stretched:
        painter.drawImage(place, image, QRectF(image.rect()))
    else:
        painter.drawImage(place.topLeft(), image)
