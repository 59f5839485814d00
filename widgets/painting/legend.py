"""The legend: what the colours and symbols mean, and how many persons or practices each has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen

from widgets.painting.ferries import CrossingLook, paint_crossing
from widgets.painting.flows import flow_path
from widgets.painting.formats import distance_band_texts
from widgets.painting.style import Style, Type, color
from widgets.painting.symbols import Kind, SymbolLook, paint_satellite, paint_symbol
from widgets.painting.unplaced import paint_unplaced_plate
from widgets.words import Words

TITLE = Type(11.5, 600)
LABEL = Type(11.5, 400)
UNIT = Type(10.5, 400)
RIGHT = Qt.AlignmentFlag.AlignRight
ROW_PX = 18.0
TITLE_ROW_PX = 21.0
SECTION_GAP_PX = 7.0
SWATCH_PX = (16.0, 11.0)
KEY_GAP_PX = 8.0
COUNT_GAP_PX = 22.0
SYMBOL_PX = 10.5


class Swatch(NamedTuple):
    """A filled colour as key; with an outline in ink where the squares have one on paper."""

    fill: str
    is_outlined: bool = False


class FlowKey(NamedTuple):
    """A flow line as key."""


class SatelliteKey(NamedTuple):
    """A satellite's dot, on a dashed line from the left, as key."""


class UnplacedKey(NamedTuple):
    """A red plate as key."""


class RoomKey(NamedTuple):
    """A blue plate as key."""


class AreaKey(NamedTuple):
    """A coverage area as key, in the colour of its level."""

    fill: str


Key = Swatch | SymbolLook | CrossingLook | FlowKey | SatelliteKey | UnplacedKey | RoomKey | AreaKey


class LegendRow(NamedTuple):
    """One line of the legend: its key, its name, and a number (None where there is none)."""

    key: Key
    text: str
    number: int | None = None


class LegendSection(NamedTuple):
    """A heading, the lines under it, and what their numbers count ("" where there are none)."""

    title: str
    rows: tuple[LegendRow, ...]
    unit: str = ""


Legend = tuple[LegendSection, ...]


def distance_section(
    words: Words,
    colors: Sequence[str],
    breaks_m: Sequence[float],
    persons: Sequence[int],
    by_ferry: str,
    no_way: str,
    is_estimated: bool = False,
) -> LegendSection:
    """Return the distance bands; `persons` has one count for each band, ferry and no way.

    By ferry and no way are left out where nobody lives. Distances that are estimates (land
    network) are marked "≈".
    """
    texts = distance_band_texts(breaks_m, words)
    rows = [
        LegendRow(Swatch(fill), text, count)
        for fill, text, count in zip(colors, texts, persons[: len(texts)], strict=True)
    ]
    ferry, none = persons[len(texts) :]
    if ferry:
        rows.append(LegendRow(Swatch(by_ferry), words("map.band.by_ferry"), ferry))
    if none:
        rows.append(LegendRow(Swatch(no_way), words("map.band.no_way"), none))
    title = words("map.legend.distance_estimated" if is_estimated else "map.legend.distance")
    return LegendSection(title, tuple(rows), words("map.legend.persons_unit"))


def swatch_section(
    title: str, unit: str, colors: Sequence[str], texts: Sequence[str], persons: Sequence[int]
) -> LegendSection:
    """Return a section of colours with names and counts of persons."""
    return LegendSection(
        title,
        tuple(
            LegendRow(Swatch(fill), text, count)
            for fill, text, count in zip(colors, texts, persons, strict=True)
        ),
        unit,
    )


def intake_section(
    words: Words,
    counts: Mapping[Kind, int],
    *,
    without_doctor: int = 0,
    changed: int = 0,
    satellites: int = 0,
) -> LegendSection:
    """Return the intake symbols with counts of practices; what does not occur is left out."""
    rows = [
        LegendRow(SymbolLook(kind), words(f"map.intake.{kind}"), counts.get(kind, 0))
        for kind in ("open", "selective", "closed")
    ]
    if without_doctor:
        look = SymbolLook("closed", has_doctor=False)
        rows.append(LegendRow(look, words("map.intake.no_doctor"), without_doctor))
    if changed:
        look = SymbolLook("open", is_changed=True)
        rows.append(LegendRow(look, words("map.intake.changed"), changed))
    if satellites:
        rows.append(LegendRow(SatelliteKey(), words("map.legend.satellite"), satellites))
    if counts.get("gone", 0):
        rows.append(LegendRow(SymbolLook("gone"), words("map.intake.gone"), counts["gone"]))
    return LegendSection(
        words("map.legend.intake"), tuple(rows), words("map.legend.practices_unit")
    )


def legend_size(legend: Legend, style: Style) -> QSizeF:
    """Return the size of a legend in painter units, without any margin."""
    key = style.px(SWATCH_PX[0] + KEY_GAP_PX)
    width = max((_title_width(section, style) for section in legend), default=0.0)
    for section in legend:
        for row in section.rows:
            count = style.text_width(_count(row, style), LABEL)
            gap = style.px(COUNT_GAP_PX) if count else 0.0
            width = max(width, key + style.text_width(row.text, LABEL) + gap + count)
    heights = [
        _title_height(section, style) + style.px(ROW_PX) * len(section.rows) for section in legend
    ]
    gaps = style.px(SECTION_GAP_PX) * max(0, len(legend) - 1)
    return QSizeF(width, sum(heights) + gaps)


def paint_legend(painter: QPainter, area: QRectF, legend: Legend, style: Style) -> None:
    """Paint a legend from the top left of `area`; counts stand right in its width."""
    paint_legend_keys(painter, area, legend, style)
    paint_legend_counts(painter, area, legend, style)


def paint_legend_keys(painter: QPainter, area: QRectF, legend: Legend, style: Style) -> None:
    """Paint all but the counts: what stays the same while a practice is dragged."""
    for title_row, section in _title_rows(area, legend, style):
        _paint_text(painter, title_row, section.title, TITLE, style.theme.ink, style)
        _paint_text(painter, title_row, section.unit, UNIT, style.theme.muted, style, RIGHT)
    for place, row in _rows(area, legend, style):
        _paint_row(painter, place, row, style)


def paint_legend_counts(
    painter: QPainter, area: QRectF, legend: Legend, style: Style, exposed: QRectF | None = None
) -> None:
    """Paint the counts alone, those of the rows that are exposed."""
    for place, row in _rows(area, legend, style):
        if exposed is None or place.intersects(exposed):
            _paint_text(painter, place, _count(row, style), LABEL, style.theme.muted, style, RIGHT)


def changed_counts(area: QRectF, before: Legend, now: Legend, style: Style) -> list[QRectF]:
    """Return where counts are others now, in legends that differ in nothing else."""
    found = []
    for (place, row), (_, old) in zip(
        _rows(area, now, style), _rows(area, before, style), strict=True
    ):
        if row.number != old.number:
            width = max(style.text_width(_count(each, style), LABEL) for each in (row, old))
            found.append(QRectF(place.right() - width, place.top(), width, place.height()))
    return found


def _title_rows(
    area: QRectF, legend: Legend, style: Style
) -> Iterator[tuple[QRectF, LegendSection]]:
    y = area.top()
    for section in legend:
        height = _title_height(section, style)
        yield QRectF(area.left(), y, area.width(), height), section
        y += height + style.px(ROW_PX * len(section.rows) + SECTION_GAP_PX)


def _rows(area: QRectF, legend: Legend, style: Style) -> Iterator[tuple[QRectF, LegendRow]]:
    for title_row, section in _title_rows(area, legend, style):
        y = title_row.bottom()
        for row in section.rows:
            yield QRectF(area.left(), y, area.width(), style.px(ROW_PX)), row
            y += style.px(ROW_PX)


def _paint_row(painter: QPainter, area: QRectF, row: LegendRow, style: Style) -> None:
    width, _ = SWATCH_PX
    middle = QPointF(area.left() + style.px(width) / 2, area.center().y())
    _paint_key(painter, middle, row.key, style)
    text = area.adjusted(style.px(width + KEY_GAP_PX), 0, 0, 0)
    _paint_text(painter, text, row.text, LABEL, style.theme.ink, style)


def _paint_key(painter: QPainter, middle: QPointF, key: Key, style: Style) -> None:
    width, height = (style.px(pixels) for pixels in SWATCH_PX)
    half = QPointF(width / 2, 0)
    match key:
        case Swatch(fill, is_outlined):
            box = QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)
            painter.fillRect(box, color(fill))
            painter.setPen(QPen(color(style.theme.ink, 1 if is_outlined else 0.18), style.px(0.8)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)
        case SymbolLook():
            paint_symbol(painter, middle, SYMBOL_PX, key, style)
        case FlowKey():
            path = flow_path(middle - half, middle + half)
            painter.strokePath(path, QPen(color(style.theme.flow), style.px(3)))
        case CrossingLook():
            x = np.array([middle.x() - half.x(), middle.x() + half.x()])
            paint_crossing(painter, x, np.full(2, middle.y()), key, style)
        case SatelliteKey():
            end = QPointF(middle.x() + half.x() / 2, middle.y())
            paint_satellite(painter, end, middle - half, "open", style)
        case UnplacedKey():
            box = QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)
            paint_unplaced_plate(painter, box, style)
        case RoomKey():
            box = QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)
            paint_unplaced_plate(painter, box, style, "better")
        case AreaKey(fill):
            box = QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)
            painter.fillRect(box, color(fill))
            painter.setPen(QPen(color(style.theme.muted), style.px(1.1)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)


def _paint_text(
    painter: QPainter,
    area: QRectF,
    text: str,
    kind: Type,
    ink: str,
    style: Style,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    if not text:
        return
    painter.setFont(style.font(kind))
    painter.setPen(color(ink))
    painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, text)


def _title_height(section: LegendSection, style: Style) -> float:
    return style.px(TITLE_ROW_PX) if section.title else 0.0


def _title_width(section: LegendSection, style: Style) -> float:
    unit = style.text_width(section.unit, UNIT)
    gap = style.px(COUNT_GAP_PX) if unit else 0.0
    return style.text_width(section.title, TITLE) + gap + unit


def _count(row: LegendRow, style: Style) -> str:
    return "" if row.number is None else style.words.number(row.number)
