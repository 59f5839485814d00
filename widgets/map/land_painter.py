"""Paints the land beside the GUI thread: a wish in, a picture out, the last wish wins."""

from __future__ import annotations

import contextlib
import math
import time
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage, QPainter

from models.geography.outline import COARSE_M, simplified
from widgets.map.scene import MapScene
from widgets.painting.camera import Camera, camera_on
from widgets.painting.land import (
    LandLevel,
    Pause,
    land_level,
    paint_borders,
    paint_land,
)
from widgets.painting.style import Style

OVERVIEW_PX = 1500
"""Longer side of the overview that is stretched until a sharper picture is there."""

BREATH_S = 0.002
"""A frame of the GUI thread waits no longer than this for the worker, and one stroke."""

_DETAIL_PX = 0.6
"""Details smaller than this many pixels are not drawn."""
_FINEST_M = 12.0
"""The imported areas are simplified to about 20 m: below this nothing can be left out."""


class LandWish(NamedTuple):
    """A picture that is wanted: `camera` in logical pixels."""

    camera: Camera
    style: Style
    pixel_ratio: float


class LandPicture(NamedTuple):
    """A painted picture: the ground without gaps, and coasts and borders to lay over it."""

    wish: LandWish
    ground: QImage
    lines: QImage


class LandLevels:
    """The land of a scene at every level of detail asked for so far."""

    def __init__(self, scene: MapScene) -> None:
        self._scene = scene
        self._levels: dict[int, LandLevel] = {}

    def at(self, metres_per_pixel: float) -> LandLevel:
        """Return the land with the detail that can be seen; steps of a factor of two."""
        step = max(0, math.floor(math.log2(max(metres_per_pixel * _DETAIL_PX, 1) / _FINEST_M)) + 1)
        if step not in self._levels:
            self._levels[step] = self._made(_FINEST_M * 2.0 ** (step - 1) if step else 0.0)
        return self._levels[step]

    def _made(self, tolerance_m: float) -> LandLevel:
        scene = self._scene
        if tolerance_m >= COARSE_M:
            return scene.coarse
        both = simplified(np.concatenate([scene.home, scene.other]), tolerance_m)
        return land_level(both[: len(scene.home)], both[len(scene.home) :])


def painted_land(level: LandLevel, wish: LandWish, pause: Pause) -> LandPicture:
    """Return the picture; `pause` is called between strokes."""
    ratio = wish.pixel_ratio
    camera = wish.camera
    device = camera._replace(
        metres_per_pixel=camera.metres_per_pixel / ratio,
        width=camera.width * ratio,
        height=camera.height * ratio,
    )
    style = Style(wish.style.theme, wish.style.words, wish.style.scale * ratio)
    ground = _blank(device, QImage.Format.Format_RGB32)
    lines = _blank(device, QImage.Format.Format_ARGB32_Premultiplied)
    for image, paint in ((ground, paint_land), (lines, paint_borders)):
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter, level, device, style, pause)
        painter.end()
        image.setDevicePixelRatio(ratio)
    return LandPicture(wish, ground, lines)


def overview(scene: MapScene, style: Style) -> LandPicture:
    """Return a small picture of everything there is; takes about 40 ms, once."""
    extent = scene.extent.grown(120_000)
    tall = extent.north - extent.south > extent.east - extent.west
    across = (extent.east - extent.west) / (extent.north - extent.south)
    width = OVERVIEW_PX * across if tall else OVERVIEW_PX
    height = OVERVIEW_PX if tall else OVERVIEW_PX / across
    camera = camera_on(extent, math.ceil(width), math.ceil(height))
    return painted_land(scene.coarse, LandWish(camera, style, 1.0), lambda: None)


class LandPainter(QObject):
    """Paints one picture at a time beside the GUI thread.

    Signals
    -------
    painted : LandPicture
    """

    painted = Signal(object)
    _finished = Signal(object)

    def __init__(self, levels: LandLevels, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._levels = levels
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._is_busy = False
        self._next: LandWish | None = None
        self._finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether a picture is being painted."""
        return self._is_busy

    def request(self, wish: LandWish) -> None:
        """Ask for a picture; an earlier wish that was not begun is forgotten."""
        if self._is_busy:
            self._next = wish
            return
        self._is_busy = True
        self._pool.start(_Job(self, self._levels, wish))

    def stop(self) -> None:
        """Forget what is wanted and wait for what has begun."""
        self._next = None
        self._pool.waitForDone()

    def _on_finished(self, picture: LandPicture) -> None:
        self._is_busy = False
        following, self._next = self._next, None
        if following is not None:
            self.request(following)
        self.painted.emit(picture)


class _Job(QRunnable):
    def __init__(self, owner: LandPainter, levels: LandLevels, wish: LandWish) -> None:
        super().__init__()
        self._owner = owner
        self._levels = levels
        self._wish = wish

    def run(self) -> None:
        level = self._levels.at(self._wish.camera.metres_per_pixel / self._wish.pixel_ratio)
        picture = painted_land(level, self._wish, _Breath())
        # the map may have been closed meanwhile; then nobody wants the picture
        with contextlib.suppress(RuntimeError):
            self._owner._finished.emit(picture)


def _blank(camera: Camera, form: QImage.Format) -> QImage:
    image = QImage(round(camera.width), round(camera.height), form)
    image.fill(0)
    return image


class _Breath:
    """Lets other threads have their turn every few milliseconds; a turn costs 60 µs."""

    def __init__(self) -> None:
        self._next = 0.0

    def __call__(self) -> None:
        now = time.perf_counter()
        if now > self._next:
            time.sleep(0)
            self._next = now + BREATH_S
