"""Icons by what they stand for, drawn in the theme's ink."""

from __future__ import annotations

from importlib.resources import files

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

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

# Every size a button or a table asks for, up to workshop mode on a display of double density.
_SIZES = (16, 20, 24, 32, 48, 64)


def tinted_svg(name: str, colour: str) -> bytes:
    """Return the drawing of an icon with its lines in `colour` ("#RRGGBB")."""
    file = files("resources").joinpath("icons", f"{ICON_FILES[name]}.svg")
    return file.read_bytes().replace(b"currentColor", colour.encode("ascii"))


def icon(name: str, theme: Theme) -> QIcon:
    """Return an icon in the theme's ink, muted where its button is disabled."""
    drawn = QIcon()
    for mode, colour in ((QIcon.Mode.Normal, theme.ink), (QIcon.Mode.Disabled, theme.muted)):
        renderer = QSvgRenderer(QByteArray(tinted_svg(name, colour)))
        for size in _SIZES:
            drawn.addPixmap(_render(renderer, size), mode)
    return drawn


def _render(renderer: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    return pixmap
