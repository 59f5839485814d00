"""Paints a whole page: header, map, panel, notes and footer."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from widgets.painting.style import Type
from widgets.paper.content import heading_of, scenario_line
from widgets.paper.dates import date_text
from widgets.paper.layout import NOTES_GAP_MM, Layout
from widgets.paper.map_frame import paint_map
from widgets.paper.page import MapPage
from widgets.paper.panel import paint_band, paint_column
from widgets.paper.text import fitted, paint_line, paint_notes

_TITLE = Type(15, 600)
_SUBTITLE = Type(8.5)
_DATE = Type(8.5)
_FOOT = Type(6)
_TITLE_AT_MM = 4.6
_SUBTITLE_AT_MM = 9.4


def paint_page(
    painter: QPainter, page: MapPage, layout: Layout, number: int = 1, pages: int = 1
) -> None:
    """Paint one page; painter units are hundredths of a millimetre."""
    sheet = layout.sheet
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_map(painter, page, layout)
    _paint_header(painter, page, layout)
    paint_panel = paint_column if layout.is_beside else paint_band
    paint_panel(painter, layout.panel, layout.contents, sheet)
    paint_notes(painter, layout.notes, layout.texts, sheet.mm(NOTES_GAP_MM), sheet.style)
    _paint_footer(painter, page, layout.footer, layout, number, pages)


def _paint_header(painter: QPainter, page: MapPage, layout: Layout) -> None:
    area, style = layout.header, layout.sheet.style
    words, theme = style.words, style.theme
    day = fitted(date_text(page.date, page.language), _DATE, area.width() / 4, style)
    subtitle_at = area.top() + layout.sheet.mm(_SUBTITLE_AT_MM)
    paint_line(painter, QPointF(area.right(), subtitle_at), day, theme.muted, style, right=True)
    title = fitted(heading_of(page, words), _TITLE, area.width(), style)
    title_at = area.top() + layout.sheet.mm(_TITLE_AT_MM)
    paint_line(painter, QPointF(area.left(), title_at), title, theme.ink, style)
    room = area.width() - style.text_width(day.text, day.kind) - layout.sheet.mm(5)
    subtitle = fitted(scenario_line(page, words), _SUBTITLE, room, style)
    paint_line(painter, QPointF(area.left(), subtitle_at), subtitle, theme.muted, style)


def _paint_footer(
    painter: QPainter, page: MapPage, area: QRectF, layout: Layout, number: int, pages: int
) -> None:
    style = layout.sheet.style
    words, ink = style.words, style.theme.muted
    program = fitted(page.program, _FOOT, area.width() / 2, style)
    paint_line(painter, area.bottomLeft(), program, ink, style)
    text = words("paper.page", page=number, pages=pages)
    count = fitted(text, _FOOT, area.width() / 2, style)
    paint_line(painter, area.bottomRight(), count, ink, style, right=True)
