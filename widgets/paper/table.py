"""The table of key figures on paper: figures right-aligned in columns as wide as they need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter, QPen

from widgets.painting.style import Style, Type, color
from widgets.panels.painted import FigureTone
from widgets.paper.figures import FigureRow
from widgets.paper.text import fitted, paint_line
from widgets.theme import Theme

TITLE = Type(6.9, 600)
HEAD = Type(6.2)
BODY = Type(6.8)
STRONG = Type(6.8, 600)
_TITLE_PT = 13.2
"""As high as the legend's headings, so that the two stand on one line."""
_HEAD_PT = 9.0
_ROW_PT = 9.8
_GROUP_PT = 3.6
_COLUMN_PT = 6.0
_BASELINE_SHARE = 0.72


class FigureTable(NamedTuple):
    """A title, the heads of the columns of figures, and the lines."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[FigureRow, ...]


class _Cell(NamedTuple):
    text: str
    kind: Type
    ink: str


def table_size(table: FigureTable, style: Style) -> QSizeF:
    """Return the least size in painter units at which no label is cut."""
    labels = max(style.text_width(row.label, BODY) for row in table.rows)
    width = labels + sum(_widths(table, style)) + style.px(_COLUMN_PT) * len(table.heads)
    width = max(width, style.text_width(table.title, TITLE))
    groups = sum(row.begins_group for row in table.rows)
    height = _TITLE_PT + _HEAD_PT + _ROW_PT * len(table.rows) + _GROUP_PT * groups
    return QSizeF(width, style.px(height))


def paint_table(painter: QPainter, area: QRectF, table: FigureTable, style: Style) -> None:
    """Paint a table from the top left of `area`, in its width."""
    y = area.top()
    title = fitted(table.title, TITLE, area.width(), style)
    metrics = style.metrics(TITLE)
    middle = y + style.px(_TITLE_PT) / 2
    baseline = QPointF(area.left(), middle + (metrics.ascent() - metrics.descent()) / 2)
    paint_line(painter, baseline, title, style.theme.ink, style)
    y += style.px(_TITLE_PT)
    heads = [_Cell(head, HEAD, style.theme.muted) for head in table.heads]
    _paint_cells(painter, area, y + style.px(_HEAD_PT * _BASELINE_SHARE), heads, table, style)
    y += style.px(_HEAD_PT)
    for row in table.rows:
        if row.begins_group:
            _paint_rule(painter, area, y + style.px(_GROUP_PT / 2), style)
            y += style.px(_GROUP_PT)
        baseline_y = y + style.px(_ROW_PT * _BASELINE_SHARE)
        _paint_row(painter, area, baseline_y, row, table, style)
        y += style.px(_ROW_PT)


def _paint_row(
    painter: QPainter, area: QRectF, y: float, row: FigureRow, table: FigureTable, style: Style
) -> None:
    cells = _cells(row, table, style.theme)
    figures = sum(_widths(table, style)) + style.px(_COLUMN_PT) * len(cells)
    label = fitted(row.label, BODY, area.width() - figures, style)
    paint_line(painter, QPointF(area.left(), y), label, style.theme.ink, style)
    _paint_cells(painter, area, y, cells, table, style)


def _paint_cells(
    painter: QPainter,
    area: QRectF,
    y: float,
    cells: Sequence[_Cell],
    table: FigureTable,
    style: Style,
) -> None:
    right = area.right()
    for cell, width in reversed(list(zip(cells, _widths(table, style), strict=True))):
        line = fitted(cell.text, cell.kind, width, style)
        paint_line(painter, QPointF(right, y), line, cell.ink, style, right=True)
        right -= width + style.px(_COLUMN_PT)


def _paint_rule(painter: QPainter, area: QRectF, y: float, style: Style) -> None:
    painter.setPen(QPen(color(style.theme.border), style.px(0.35)))
    painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))


def _cells(row: FigureRow, table: FigureTable, theme: Theme) -> list[_Cell]:
    """Return the figures of a row; what is bad is heavier too, so that grey print shows it."""
    now = _Cell(row.now, STRONG, theme.bad if row.is_alarm else theme.ink)
    if len(table.heads) == 1:
        return [now]
    change_kind = STRONG if row.tone == "worse" else BODY
    change = _Cell(row.change, change_kind, _ink(row.tone, theme))
    return [_Cell(row.before, BODY, theme.muted), now, change]


def _ink(tone: FigureTone, theme: Theme) -> str:
    return {
        "ink": theme.ink,
        "muted": theme.muted,
        "bad": theme.bad,
        "worse": theme.worse,
        "better": theme.better,
    }[tone]


def _widths(table: FigureTable, style: Style) -> list[float]:
    """Return how wide each column of figures is: as its widest figure, set strong."""
    columns = [[_Cell(head, HEAD, "") for head in table.heads]]
    columns += [
        [_Cell(cell.text, STRONG, "") for cell in _cells(row, table, style.theme)]
        for row in table.rows
    ]
    return [
        max(style.text_width(cell.text, cell.kind) for cell in column)
        for column in zip(*columns, strict=True)
    ]
