"""A view of the ground through one camera: zooming, panning, fitting, and keys for them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from widgets.map.damage import Damage
from widgets.map.layer import Layer
from widgets.painting.camera import Camera, Extent, camera_on
from widgets.painting.style import Style

FIT_MARGIN_PX = 14.0
CLOSEST_M_PER_PX = 0.5
FARTHEST_BEYOND_FIT = 2.5
"""How much further out than the whole region the map may be seen."""
ZOOM_PER_NOTCH = 1.2
ZOOM_PER_KEY = 1.5
PAN_PER_KEY_PX = 80.0
SIGHT_MARGIN_PX = 40.0
"""Nearer the edge than this a place counts as out of sight."""
_NOTCH = 120.0


class MapCanvas(QAbstractScrollArea):
    """Layers over a camera.

    The camera, not a transform, maps the ground to the view's pixels, so the aspect is always
    one and lines and letters keep their size. Layers are painted here rather than by a
    QGraphicsView: its way through a scene and complex clips took 2 ms of every frame.

    Attributes
    ----------
    camera : Camera

    Signals
    -------
    viewChanged(object, float)
        The `Extent` shown and metres per pixel.
    """

    viewChanged = Signal(object, float)

    _layers: tuple[Layer, ...] = ()

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.camera = Camera(0.0, 0.0, 100.0, 1.0, 1.0)
        self.style_used = style
        self._home = Extent(0.0, 0.0, 1.0, 1.0)
        self._is_fitted = True
        self._damage = Damage()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        # the lowest layer fills the view: painting a ground under it took 1 ms of every frame
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_layers(self, layers: Sequence[Layer]) -> None:
        """Show these layers; each knows its height."""
        self._layers = tuple(sorted(layers, key=lambda layer: layer.z))
        for layer in layers:
            layer.tell(self._on_layer_changed)

    def set_style(self, style: Style) -> None:
        """Paint everything with another theme, language or scale."""
        self.style_used = style
        for layer in self._layers:
            layer.set_style(style)

    def set_home(self, extent: Extent) -> None:
        """Take what `fit_region` shows, and show it."""
        self._home = extent
        self.fit_region()

    def fit_region(self) -> None:
        """Show the whole region; it stays fitted while the window changes size."""
        self.set_camera(self._beside_corner(self._fitting(self._home)))
        self._is_fitted = True

    @property
    def is_fitted(self) -> bool:
        """Whether the whole region is shown, whatever size the window has."""
        return self._is_fitted

    def corner_taken(self) -> QSizeF:
        """Return how much of the lower right corner a fitted region should leave free."""
        return QSizeF(0, 0)

    def zoom_to(self, extent: Extent) -> None:
        """Show this ground as large as it fits."""
        self.set_camera(self._fitting(extent))

    def centre_on(self, e: float, n: float) -> None:
        """Show a point in the middle at the same zoom."""
        self.set_camera(self.camera._replace(e=e, n=n))

    def is_in_sight(self, pixel: QPointF) -> bool:
        """Return whether what is at a pixel is seen with some ground around it."""
        edge = SIGHT_MARGIN_PX
        width, height = self.camera.width - 2 * edge, self.camera.height - 2 * edge
        return QRectF(edge, edge, width, height).contains(pixel)

    def bring_in_sight(self, e: float, n: float) -> None:
        """Show a point in the middle at the same zoom, unless it is in sight already."""
        if not self.is_in_sight(QPointF(self.camera.x(e), self.camera.y(n))):
            self.centre_on(e, n)

    def zoom_by(self, factor: float, pixel: QPointF | None = None) -> None:
        """Come nearer by `factor` (below one: go further off) with a pixel's ground fixed."""
        at = QPointF(self.camera.width / 2, self.camera.height / 2) if pixel is None else pixel
        metres = self._within_limits(self.camera.metres_per_pixel / factor)
        self.set_camera(self.camera.zoomed(metres, at.x(), at.y()))

    def pan(self, way: QPointF) -> None:
        """Pull the map by so many pixels."""
        self.set_camera(self.camera.panned(way.x(), way.y()))

    def set_camera(self, camera: Camera) -> None:
        """Show what `camera` shows."""
        self._is_fitted = False
        self.camera = camera
        for layer in self._layers:
            layer.set_camera(camera)
        self.viewChanged.emit(camera.extent, camera.metres_per_pixel)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the cursor."""
        notches = event.angleDelta().y() / _NOTCH
        if notches:
            self.zoom_by(ZOOM_PER_NOTCH**notches, event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pan with arrows, zoom with plus and minus, fit with Home or 0."""
        ways = {
            Qt.Key.Key_Left: QPointF(PAN_PER_KEY_PX, 0),
            Qt.Key.Key_Right: QPointF(-PAN_PER_KEY_PX, 0),
            Qt.Key.Key_Up: QPointF(0, PAN_PER_KEY_PX),
            Qt.Key.Key_Down: QPointF(0, -PAN_PER_KEY_PX),
        }
        key = event.key()
        if key in ways:
            self.pan(ways[Qt.Key(key)])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(ZOOM_PER_KEY)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(1 / ZOOM_PER_KEY)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_0):
            self.fit_region()
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the new size."""
        super().resizeEvent(event)
        self.on_resized(QSizeF(self.viewport().size()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint all layers where anything changed, one upright rectangle after the other.

        A painter that is clipped to a single rectangle copies whole rows; clipped to several at
        once it looks each row up.
        """
        painter = QPainter(self.viewport())
        for part in self._damage.parts_of(event.region()):
            painter.setClipRect(part)
            exposed = QRectF(part)
            for layer in self._layers:
                if layer.is_visible and layer.has_in(exposed):
                    painter.save()
                    layer.paint_layer(painter, exposed)
                    painter.restore()
        painter.end()

    def _on_layer_changed(self, area: QRectF | None) -> None:
        whole = self.viewport().rect()
        seen = whole if area is None else area.toAlignedRect().intersected(whole)
        if not seen.isEmpty():
            self.viewport().update(self._damage.add(seen))

    def on_resized(self, size: QSizeF) -> None:
        """Keep the region fitted, or the centre where it is."""
        if self._is_fitted:
            self.camera = self.camera.resized(size.width(), size.height())
            self.fit_region()
        else:
            self.set_camera(self.camera.resized(size.width(), size.height()))

    def event(self, event: QEvent) -> bool:
        """Notice a move to a screen of another density."""
        if event.type() in (QEvent.Type.DevicePixelRatioChange, QEvent.Type.Show):
            for layer in self._layers:
                layer.set_pixel_ratio(self.devicePixelRatioF())
        return bool(super().event(event))

    def _fitting(self, extent: Extent) -> Camera:
        camera = camera_on(extent, self.camera.width, self.camera.height, FIT_MARGIN_PX)
        return camera._replace(metres_per_pixel=max(camera.metres_per_pixel, CLOSEST_M_PER_PX))

    def _beside_corner(self, camera: Camera) -> Camera:
        """Use the room left over by a fitted region to move it up or left, clear of the corner."""
        taken = self.corner_taken()
        home, metres = self._home, camera.metres_per_pixel
        spare_x = (camera.width - (home.east - home.west) / metres) / 2
        spare_y = (camera.height - (home.north - home.south) / metres) / 2
        up = min(max(taken.height() - spare_y, 0.0), spare_y - FIT_MARGIN_PX)
        left = min(max(taken.width() - spare_x, 0.0), spare_x - FIT_MARGIN_PX)
        if spare_y + up >= taken.height():
            return camera.panned(0.0, -max(up, 0.0))
        return camera.panned(-max(left, 0.0), -max(up, 0.0))

    def _within_limits(self, metres_per_pixel: float) -> float:
        farthest = self._fitting(self._home).metres_per_pixel * FARTHEST_BEYOND_FIT
        return min(max(metres_per_pixel, CLOSEST_M_PER_PX), farthest)
