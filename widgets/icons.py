"""Icons by what they stand for, drawn in the theme's ink."""

from __future__ import annotations

from importlib.resources import files

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from widgets.painting.pixmap import painted_pixmap
from widgets.theme import Theme

ICON_FILES = {
    "about": "info-circle",
    "check": "check",
    "close": "circle-x",
    "collapse": "chevron-down",
    "delete": "trash",
    "expand": "chevron-right",
    "fit": "maximize",
    "help": "help-circle",
    "merge": "arrow-merge",
    "new": "plus",
    "new_project": "file-plus",
    "open_practice": "circle-plus",
    "open_project": "folder-open",
    "pdf": "file-type-pdf",
    "redo": "arrow-forward-up",
    "rename": "pencil",
    "report": "clipboard-check",
    "satellite": "home-plus",
    "search": "search",
    "settings": "settings",
    "undo": "arrow-back-up",
    "up": "chevron-up",
    "workshop": "presentation",
    "zoom_in": "zoom-in",
    "zoom_out": "zoom-out",
}
"""What an icon stands for, and the Tabler file that draws it."""


def tinted_svg(name: str, colour: str) -> bytes:
    """Return the drawing of an icon with its lines in `colour` ("#RRGGBB")."""
    file = files("resources").joinpath("icons", f"{ICON_FILES[name]}.svg")
    return file.read_bytes().replace(b"currentColor", colour.encode("ascii"))


def icon(name: str, theme: Theme) -> QIcon:
    """Return an icon in the theme's ink, muted where its button is disabled."""
    return QIcon(_Drawing(name, theme))


class _Drawing(QIconEngine):
    """Draws an icon at the very size and density that is asked for, when it is.

    A window has some fifty icons. Drawing each at every size that might be asked for took a
    fifth of the time in which the window is built.
    """

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self._name = name
        self._theme = theme
        self._drawn: dict[tuple[int, int, bool], QPixmap] = {}

    def clone(self) -> QIconEngine:
        """Return another one for an icon that is to change; this one never does."""
        return _Drawing(self._name, self._theme)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the drawing in device pixels."""
        wanted = size.width(), size.height(), mode == QIcon.Mode.Disabled
        if wanted not in self._drawn:
            rect = QRect(QPoint(0, 0), size)
            self._drawn[wanted] = painted_pixmap(
                size, 1.0, lambda painter: self.paint(painter, rect, mode, state)
            )
        return self._drawn[wanted]

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw it."""
        is_disabled = mode == QIcon.Mode.Disabled
        colour = self._theme.muted if is_disabled else self._theme.ink
        QSvgRenderer(QByteArray(tinted_svg(self._name, colour))).render(painter, QRectF(rect))
