"""Writes a map page as a PDF file, whole or not at all."""

from __future__ import annotations

import os
import uuid
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from models.domain.errors import KnownError
from widgets.paper.content import heading_of
from widgets.paper.fonts import load_paper_fonts
from widgets.paper.layout import layout_of
from widgets.paper.page import MapPage
from widgets.paper.painter import paint_page
from widgets.paper.sheet import DOTS_PER_INCH
from widgets.words import Words

_SIZES = {"A4": QPageSize.PageSizeId.A4, "A3": QPageSize.PageSizeId.A3}
_ORIENTATIONS = {
    "landscape": QPageLayout.Orientation.Landscape,
    "portrait": QPageLayout.Orientation.Portrait,
}


class PrintError(KnownError):
    """A page could not be written; the file that was there is as it was."""


def write_map_page(page: MapPage, path: Path) -> None:
    """Write a page as a PDF file to `path`, in place of what is there.

    May run in a worker: it uses no widget. A QGuiApplication must exist, and in a program with
    windows `load_paper_fonts` must have been called before on the GUI thread.

    Raises
    ------
    PrintError
        When the file cannot be written; what was there is left as it was.
    """
    _replace(path, map_page_pdf(page))


def map_page_pdf(page: MapPage) -> bytes:
    """Return a page as the bytes of a PDF file."""
    load_paper_fonts()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DOTS_PER_INCH)
    size = QPageSize(_SIZES[page.paper])
    writer.setPageLayout(QPageLayout(size, _ORIENTATIONS[page.orientation], QMarginsF()))
    writer.setTitle(heading_of(page, Words(page.language)))
    writer.setCreator(page.program)
    painter = QPainter(writer)
    try:
        paint_page(painter, page, layout_of(page))
    finally:
        painter.end()
    return bytes(buffer.data().data())


def _replace(path: Path, content: bytes) -> None:
    """Write beside `path`, then rename: there is never half a file under its name."""
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.tmp")
    try:
        with draft.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)  # noqa: PTH105  (Path.replace hides the system's own reason)
    except OSError as error:
        raise _cannot_be_written(path, error) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _cannot_be_written(path: Path, error: OSError) -> PrintError:
    reason = error.strerror or str(error)
    return PrintError(
        f"»{path}« kan ikke skrives ({reason}). Luk filen, hvis den er åben i et andet program, "
        "og se efter, om der er plads på drevet og adgang til mappen. Intet er ændret.",
        f"“{path}” cannot be written ({reason}). Close the file if it is open in another program, "
        "and see whether the drive has room and the folder can be written. Nothing was changed.",
    )
