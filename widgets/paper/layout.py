"""Where header, map, panel and notes stand on a sheet, and the scale that follows from it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from widgets.painting.camera import Camera
from widgets.paper.content import Note, notes_of
from widgets.paper.page import MapPage
from widgets.paper.panel import Panel, band_height, column_height, column_width, panel_of
from widgets.paper.scale import camera_at, fitting_denominator
from widgets.paper.sheet import GAP_MM, Sheet, mm, sheet_of
from widgets.paper.text import notes_height
from widgets.words import Words

_HEADER_MM = 12.5
_FOOTER_MM = 4.0
NOTES_GAP_MM = 6.0
_FREE_MM = 1.5
"""What stays free between the extent and the map's frame."""
_WIDEST_DENOMINATOR = 99_000_000


@dataclass(frozen=True)
class Layout:
    """A page laid out; rectangles are painter units.

    Attributes
    ----------
    sheet : Sheet
    header, map, panel, notes, footer : QRectF
    is_beside : bool
        Whether the panel stands beside the map rather than below it.
    contents : Panel
    texts : list of Note
    denominator : int
        Of the map's scale: 250,000 for 1:250,000.
    camera : Camera
        What the map shows, in painter units from the map's top left.
    """

    sheet: Sheet
    header: QRectF
    map: QRectF
    panel: QRectF
    notes: QRectF
    footer: QRectF
    is_beside: bool
    contents: Panel
    texts: list[Note]
    denominator: int
    camera: Camera


def layout_of(page: MapPage) -> Layout:
    """Return the page laid out with the panel where the map gets the larger scale."""
    words = Words(page.language)
    sheet = sheet_of(page.paper, page.orientation, words)
    contents = panel_of(page, sheet)
    texts = notes_of(page, _WIDEST_DENOMINATOR, words)
    inside = sheet.inside
    header = QRectF(inside.left(), inside.top(), inside.width(), sheet.mm(_HEADER_MM))
    footer = QRectF(inside)
    footer.setTop(inside.bottom() - sheet.mm(_FOOTER_MM))
    high = notes_height(texts, inside.width(), sheet.mm(NOTES_GAP_MM), sheet.style)
    notes = QRectF(inside.left(), footer.top() - high, inside.width(), high)
    middle = QRectF(inside.left(), header.bottom(), inside.width(), 0)
    middle.setBottom(notes.top() - mm(GAP_MM))
    map_, panel, is_beside = _places(page, middle, contents, sheet)
    denominator = fitting_denominator(page.extent, map_, mm(_FREE_MM))
    return Layout(
        sheet,
        header,
        map_,
        panel,
        notes,
        footer,
        is_beside,
        contents,
        notes_of(page, denominator, words),
        denominator,
        camera_at(page.extent, map_, denominator),
    )


def _places(
    page: MapPage, middle: QRectF, contents: Panel, sheet: Sheet
) -> tuple[QRectF, QRectF, bool]:
    """Return map, panel, and whether the panel is beside the map."""
    beside = _beside(middle, contents, sheet)
    below = _below(middle, contents, sheet)
    free = mm(_FREE_MM)
    scales = [fitting_denominator(page.extent, place[0], free) for place in (beside, below)]
    is_high_enough = column_height(contents, beside[1].width(), sheet) <= middle.height()
    if is_high_enough and scales[0] <= scales[1]:
        return *beside, True
    return *below, False


def _beside(middle: QRectF, contents: Panel, sheet: Sheet) -> tuple[QRectF, QRectF]:
    width = column_width(contents, sheet)
    panel, map_ = QRectF(middle), QRectF(middle)
    panel.setLeft(middle.right() - width)
    map_.setRight(panel.left() - mm(GAP_MM))
    return map_, panel


def _below(middle: QRectF, contents: Panel, sheet: Sheet) -> tuple[QRectF, QRectF]:
    height = band_height(contents, middle.width(), sheet)
    panel, map_ = QRectF(middle), QRectF(middle)
    panel.setTop(middle.bottom() - height)
    map_.setBottom(panel.top() - mm(GAP_MM))
    return map_, panel
