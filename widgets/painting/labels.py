"""Place names and municipality names: placed without collisions, painted with a halo."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPen, QTextLayout

from widgets.painting.boxes import Box, BoxIndex
from widgets.painting.style import Style, Type, color

Ink = Literal["town_name", "area_name"]


class LabelLook(NamedTuple):
    """How a name is set: its type, the theme colour it takes, and whether in capitals."""

    type: Type
    ink: Ink


AREA_LOOK = LabelLook(Type(10, 500, 2.4), "area_name")

_TOWN_LOOKS = (
    (60_000, LabelLook(Type(16, 600), "town_name")),
    (20_000, LabelLook(Type(14, 600), "town_name")),
    (5_000, LabelLook(Type(13, 600), "town_name")),
    (1_500, LabelLook(Type(12, 500), "town_name")),
    (0, LabelLook(Type(11, 400), "town_name")),
)


class LabelWish(NamedTuple):
    """A name that wants a place.

    Attributes
    ----------
    text : str
    x, y : float
        The point it names, in painter units.
    look : LabelLook
    priority : float
        The higher one gets its place first.
    """

    text: str
    x: float
    y: float
    look: LabelLook
    priority: float


class PlacedLabel(NamedTuple):
    """A name that got its place: its box in painter units."""

    text: str
    look: LabelLook
    box: Box


def town_look(persons: int) -> LabelLook:
    """Return how a town of so many persons is set."""
    return next(look for least, look in _TOWN_LOOKS if persons >= least)


def least_persons(metres_per_pixel: float) -> float:
    """Return how many persons a town must have to be named at this zoom."""
    return 0.4 * math.pow(metres_per_pixel, 1.8)


def place_labels(
    wishes: Iterable[LabelWish],
    style: Style,
    taken: Sequence[Box] = (),
    shunned: Sequence[Box] = (),
) -> list[PlacedLabel]:
    """Give the names places so that no two overlap; those that find none are left out.

    No name covers a box that is `taken`; one that is `shunned` is covered only by a name that
    finds no better place. The same wishes give the same places: they are served by priority,
    then text, then place.
    """
    hard, soft = _index_of(taken, style), _index_of(shunned, style)
    placed = []
    for wish in sorted(wishes, key=lambda wish: (-wish.priority, wish.text, wish.x, wish.y)):
        margin = style.px(9 if wish.look.ink == "area_name" else 3)
        free = [box for box in _candidates(wish, style) if hard.is_free(box.grown(margin))]
        if free:
            box = next((box for box in free if soft.is_free(box)), free[0])
            hard.take(box)
            placed.append(PlacedLabel(wish.text, wish.look, box))
    return placed


def paint_label(painter: QPainter, label: PlacedLabel, style: Style) -> None:
    """Paint a name: a halo of the theme's colour, then real text that can be selected on paper."""
    baseline = QPointF(label.box.left, label.box.top + style.metrics(label.look.type).ascent())
    paint_haloed_text(painter, baseline, label.text, label.look.type, style, label.look.ink)


def paint_haloed_text(
    painter: QPainter,
    baseline: QPointF,
    text: str,
    kind: Type,
    style: Style,
    ink: str = "ink",
    halo_px: float = 3.2,
) -> None:
    """Paint one line of text from `baseline` (left end) in a theme colour, with a halo."""
    font = style.font(kind)
    outline = QPainterPath()
    outline.addText(baseline, font, text)
    halo = QPen(
        color(style.theme.halo, 0.85),
        style.px(halo_px),
        Qt.PenStyle.SolidLine,
        Qt.PenCapStyle.RoundCap,
        Qt.PenJoinStyle.RoundJoin,
    )
    painter.strokePath(outline, halo)
    painter.setPen(color(getattr(style.theme, ink)))
    _draw_line(painter, baseline, text, font)


def label_size(text: str, look: LabelLook, style: Style) -> tuple[float, float]:
    """Return width and height of a name in painter units."""
    metrics = style.metrics(look.type)
    width = style.text_width(text, look.type) - style.px(look.type.spacing)
    return width, metrics.ascent() + metrics.descent()


def _draw_line(painter: QPainter, baseline: QPointF, text: str, font: QFont) -> None:
    """Draw one line of text.

    WORKAROUND: Qt takes letter spacing as screen pixels when it draws on paper, 26 times too
    wide at 2,540 dots an inch; glyphs that were laid out before keep their places.
    """
    if not font.letterSpacing():
        painter.setFont(font)
        painter.drawText(baseline, text)
        return
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    for run in layout.glyphRuns():
        painter.drawGlyphRun(baseline - QPointF(0, line.ascent()), run)


def _index_of(boxes: Sequence[Box], style: Style) -> BoxIndex:
    index = BoxIndex(style.px(64))
    for box in boxes:
        index.take(box)
    return index


def _candidates(wish: LabelWish, style: Style) -> Iterator[Box]:
    """Yield where a name may stand: towns around their centre, areas near theirs."""
    width, height = label_size(wish.text, wish.look, style)
    if wish.look.ink == "area_name":
        shifts = [(0, 0), (0, -1.6), (0, 1.6), (0.4, 0), (-0.4, 0), (0, -3.2), (0, 3.2)]
        centres = [(wish.x + dx * width, wish.y + dy * height) for dx, dy in shifts]
    else:
        gap = style.px(5)
        centres = [
            (wish.x, wish.y - height / 2 - gap),
            (wish.x, wish.y + height / 2 + gap),
            (wish.x + width / 2 + gap, wish.y),
            (wish.x - width / 2 - gap, wish.y),
        ]
    for x, y in centres:
        yield Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
