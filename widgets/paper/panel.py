"""Legend and key figures beside the map or below it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from widgets.painting.legend import Legend, legend_size, paint_legend
from widgets.painting.style import Type
from widgets.paper.content import caption_of, legend_of
from widgets.paper.figures import figure_rows
from widgets.paper.page import MapPage
from widgets.paper.sheet import Sheet
from widgets.paper.table import FigureTable, paint_table, table_size
from widgets.paper.text import paint_paragraph, paragraph_height

_CAPTION = Type(6.0)
_COLUMN_MM = 56.0
_GAP_MM = 4.0
_BAND_GAP_MM = 8.0
_CAPTION_GAP_MM = 1.0


@dataclass(frozen=True, slots=True)
class Panel:
    """What stands in the panel.

    Attributes
    ----------
    legend : Legend
    caption : str
        What the legend's numbers count.
    table : FigureTable
    """

    legend: Legend
    caption: str
    table: FigureTable


def panel_of(page: MapPage, sheet: Sheet) -> Panel:
    """Return the panel of a page."""
    words = sheet.style.words
    now, before = page.now.region, None if page.before is None else page.before.region
    limit_m = page.now.state.rules.limit_m
    needed = page.now.state.rules.choices_needed
    rows = figure_rows(words, now, before, limit_m, needed, is_estimated=page.scene.is_estimated)
    heads = ("paper.now",) if before is None else ("paper.before", "paper.now", "paper.change")
    table = FigureTable(
        words("paper.figures", region=page.scene.name),
        tuple(words(head) for head in heads),
        tuple(rows),
    )
    return Panel(legend_of(page, sheet.map_style), caption_of(page, words), table)


def column_width(panel: Panel, sheet: Sheet) -> float:
    """Return how wide the panel must be beside the map, painter units."""
    legend = legend_size(panel.legend, sheet.map_style).width()
    table = table_size(panel.table, sheet.style).width()
    return max(sheet.mm(_COLUMN_MM), legend, table)


def column_height(panel: Panel, width: float, sheet: Sheet) -> float:
    """Return how high the panel is beside the map."""
    legend = legend_size(panel.legend, sheet.map_style).height()
    table = table_size(panel.table, sheet.style).height()
    return legend + _caption_height(panel, width, sheet) + sheet.mm(_GAP_MM) + table


def paint_column(painter: QPainter, area: QRectF, panel: Panel, sheet: Sheet) -> None:
    """Paint the panel beside the map: the legend at the top, the table at the bottom."""
    _paint_legend(painter, area, panel.legend, panel, sheet)
    table = QRectF(area)
    table.setTop(area.bottom() - table_size(panel.table, sheet.style).height())
    paint_table(painter, table, panel.table, sheet.style)


def band_height(panel: Panel, width: float, sheet: Sheet) -> float:
    """Return how high the panel is below the map."""
    column = _band_columns(panel, width, sheet)[0]
    first, rest = panel.legend[:1], panel.legend[1:]
    heights = [
        legend_size(first, sheet.map_style).height() + _caption_height(panel, column, sheet),
        legend_size(rest, sheet.map_style).height(),
        table_size(panel.table, sheet.style).height(),
    ]
    return max(heights)


def paint_band(painter: QPainter, area: QRectF, panel: Panel, sheet: Sheet) -> None:
    """Paint the panel below the map: colours, symbols and table side by side."""
    column, table = _band_columns(panel, area.width(), sheet)
    first = QRectF(area.left(), area.top(), column, area.height())
    _paint_legend(painter, first, panel.legend[:1], panel, sheet)
    second = first.translated(column + sheet.mm(_BAND_GAP_MM), 0)
    paint_legend(painter, second, panel.legend[1:], sheet.map_style)
    third = QRectF(area.right() - table, area.top(), table, area.height())
    paint_table(painter, third, panel.table, sheet.style)


def _band_columns(panel: Panel, width: float, sheet: Sheet) -> tuple[float, float]:
    """Return the widths of the two legend columns and of the table."""
    table = max(table_size(panel.table, sheet.style).width(), sheet.mm(_COLUMN_MM))
    return (width - table - 2 * sheet.mm(_BAND_GAP_MM)) / 2, table


def _paint_legend(
    painter: QPainter, area: QRectF, legend: Legend, panel: Panel, sheet: Sheet
) -> None:
    paint_legend(painter, area, legend, sheet.map_style)
    height = legend_size(legend, sheet.map_style).height() + sheet.mm(_CAPTION_GAP_MM)
    below = area.adjusted(0, height, 0, 0)
    ink = sheet.style.theme.muted
    paint_paragraph(painter, below, panel.caption, _CAPTION, ink, sheet.style)


def _caption_height(panel: Panel, width: float, sheet: Sheet) -> float:
    text = paragraph_height(panel.caption, _CAPTION, width, sheet.style)
    return sheet.mm(_CAPTION_GAP_MM) + text
