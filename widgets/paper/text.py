"""Text on paper: one line that must fit its place, and paragraphs that break into lines."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from widgets.painting.style import Style, Type, color
from widgets.paper.content import Note

NOTE_HEADING = Type(6.2, 600)
NOTE_TEXT = Type(6.0)
_NOTE_GAP = 8.0
"""Between heading and text, baseline to top of text, in points."""
_SMALLEST_SHARE = 0.6
"""How far a line may shrink before its end is left out."""
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_ENDLESS = 1e6


class Line(NamedTuple):
    """A line as it fits its place: its text, perhaps cut, and its type, perhaps smaller."""

    text: str
    kind: Type


def fitted(text: str, kind: Type, width: float, style: Style) -> Line:
    """Return a line no wider than `width` (painter units)."""
    share = min(1.0, width / max(style.text_width(text, kind), 1.0))
    smaller = kind._replace(size=kind.size * max(share, _SMALLEST_SHARE))
    metrics = style.metrics(smaller)
    # a point more than the line needs, because sizes are rounded to whole units
    room = max(width, 0.0) + style.px(1)
    return Line(metrics.elidedText(text, Qt.TextElideMode.ElideRight, room), smaller)


def paint_line(
    painter: QPainter, baseline: QPointF, line: Line, ink: str, style: Style, *, right: bool = False
) -> None:
    """Paint one line from its left end, or up to its right end, in a colour "#RRGGBB"."""
    if right:
        baseline = baseline - QPointF(style.text_width(line.text, line.kind), 0)
    painter.setFont(style.font(line.kind))
    painter.setPen(color(ink))
    painter.drawText(baseline, line.text)


def paragraph_height(text: str, kind: Type, width: float, style: Style) -> float:
    """Return how high a text is that breaks at `width`; painter units."""
    room = QRectF(0, 0, width, _ENDLESS)
    return style.metrics(kind).boundingRect(room, _WRAP, text).height()


def paint_paragraph(
    painter: QPainter, area: QRectF, text: str, kind: Type, ink: str, style: Style
) -> None:
    """Paint a text that breaks at the width of `area`."""
    painter.setFont(style.font(kind))
    painter.setPen(color(ink))
    painter.drawText(area, _WRAP, text)


def notes_height(notes: list[Note], width: float, gap: float, style: Style) -> float:
    """Return how high notes are, side by side in columns of equal width."""
    column = _column_width(notes, width, gap)
    return style.px(_NOTE_GAP) + max(
        paragraph_height(note.text, NOTE_TEXT, column, style) for note in notes
    )


def paint_notes(
    painter: QPainter, area: QRectF, notes: list[Note], gap: float, style: Style
) -> None:
    """Paint notes side by side."""
    width = _column_width(notes, area.width(), gap)
    left, top = area.left(), area.top()
    for note in notes:
        heading = QPointF(left, top + style.metrics(NOTE_HEADING).ascent())
        line = Line(note.heading, NOTE_HEADING)
        paint_line(painter, heading, line, style.theme.ink, style)
        text = QRectF(left, top + style.px(_NOTE_GAP), width, area.height())
        paint_paragraph(painter, text, note.text, NOTE_TEXT, style.theme.muted, style)
        left += width + gap


def _column_width(notes: list[Note], width: float, gap: float) -> float:
    return (width - gap * (len(notes) - 1)) / len(notes)
