"""The table of key figures: before, now, and the signed difference."""

from __future__ import annotations

from typing import NamedTuple

from models.allocation.result import Figures
from widgets.panels.area_rows import CARDS, ROWS, AreaRow, change_text, change_tone, value_text
from widgets.panels.painted import FigureTone
from widgets.words import Words

_ROWS = {row.key: row for row in (*CARDS, *ROWS)}

_GROUPS = (
    ("area.persons", "area.listed", "area.unplaced", "area.unlisted"),
    ("area.mean", "area.median", "area.p90", "area.beyond", "area.ferry"),
    ("area.short",),
    ("area.practices_open", "area.practices_selective", "area.practices_closed"),
    ("area.capacities", "area.vacant", "area.load"),
)
_OPTIONAL = frozenset({"area.unlisted", "area.ferry"})
"""Rows that are left out where they are zero before and now."""
_FROM_DISTANCES = frozenset(
    {"area.mean", "area.median", "area.p90", "area.beyond", "area.ferry", "area.short"}
)


class FigureRow(NamedTuple):
    """One line of the table; `tone` is that of the difference."""

    label: str
    before: str
    now: str
    change: str
    tone: FigureTone
    is_alarm: bool
    begins_group: bool


def figure_rows(
    words: Words, now: Figures, before: Figures | None, limit_m: float, *, is_estimated: bool
) -> list[FigureRow]:
    """Return the key figures of an area; without `before` only what is now.

    Figures that rest on estimated distances (land network) are marked "≈".
    """
    rows = []
    for group in _GROUPS:
        shown = [key for key in group if _is_shown(_ROWS[key], now, before)]
        for key in shown:
            row = _figure_row(words, _ROWS[key], now, before, begins_group=key == shown[0])
            label = words(key, limit=words.number(limit_m / 1000, _decimals(limit_m)))
            mark = "≈ " if is_estimated and key in _FROM_DISTANCES else ""
            rows.append(row._replace(label=mark + label))
    return rows


def _figure_row(
    words: Words, row: AreaRow, now: Figures, before: Figures | None, *, begins_group: bool
) -> FigureRow:
    is_alarm = row.is_alarm and row.value(now) > 0
    value = value_text(words, row, now)
    if before is None:
        return FigureRow("", "", value, "", "muted", is_alarm, begins_group)
    change = change_text(words, row, now, before)
    tone = change_tone(row, now, before, change)
    was = value_text(words, row, before)
    return FigureRow("", was, value, change, tone, is_alarm, begins_group)


def _is_shown(row: AreaRow, now: Figures, before: Figures | None) -> bool:
    if row.key not in _OPTIONAL:
        return True
    return any(figures is not None and row.value(figures) for figures in (now, before))


def _decimals(metres: float) -> int:
    return 0 if metres % 1000 == 0 else 1
