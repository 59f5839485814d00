"""The table of key figures: before, now, and the signed difference."""

from __future__ import annotations

import math
from typing import NamedTuple

from models.allocation.result import Figures
from widgets.panels.area_rows import (
    CARDS,
    ROWS,
    USUAL_CHOICES,
    AreaRow,
    Kind,
    change_tone,
    row_name,
)
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
_DECIMALS: dict[Kind, int] = {"count": 0, "km": 2, "percent": 1, "capacity": 2}
"""One more than on screen: what a difference rests on must be seen on paper."""
_FACTORS: dict[Kind, float] = {"km": 0.001, "percent": 100}


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
    words: Words,
    now: Figures,
    before: Figures | None,
    limit_m: float,
    choices_needed: int = USUAL_CHOICES,
    *,
    is_estimated: bool,
) -> list[FigureRow]:
    """Return the key figures of an area; without `before` only what is now.

    Figures that rest on estimated distances (land network) are marked "≈".
    """
    rows = []
    for group in _GROUPS:
        shown = [key for key in group if _is_shown(_ROWS[key], now, before)]
        for key in shown:
            row = _figure_row(words, _ROWS[key], now, before, begins_group=key == shown[0])
            label = row_name(words, _ROWS[key], limit_m / 1000, choices_needed, is_estimated)
            rows.append(row._replace(label=label))
    return rows


def _figure_row(
    words: Words, row: AreaRow, now: Figures, before: Figures | None, *, begins_group: bool
) -> FigureRow:
    is_alarm = row.is_alarm and row.value(now) > 0
    value = _text(words, row, now)
    if before is None:
        return FigureRow("", "", value, "", "muted", is_alarm, begins_group)
    change = _change(words, row, now, before)
    tone = change_tone(row, now, before, change)
    return FigureRow("", _text(words, row, before), value, change, tone, is_alarm, begins_group)


def _text(words: Words, row: AreaRow, figures: Figures) -> str:
    value = _printed(row, figures)
    if not math.isfinite(value):
        return words("none")
    return _with_unit(words, row, words.number(value, _decimals_of(row, value)))


def _change(words: Words, row: AreaRow, now: Figures, before: Figures) -> str:
    """Return the difference of the two figures as printed: whoever checks it finds it right."""
    difference = _printed(row, now) - _printed(row, before)
    if not math.isfinite(difference):
        return ""
    text = words.change(difference, _decimals_of(row, difference))
    if row.kind == "percent":
        # in percentage points: "+3 %" would be read as three per cent more
        return words("area.points", n=text)
    return _with_unit(words, row, text)


def _printed(row: AreaRow, figures: Figures) -> float:
    """Return a figure in the unit it is printed in, rounded as it is printed."""
    value = row.value(figures) * _FACTORS.get(row.kind, 1)
    return value if not math.isfinite(value) else round(value, _DECIMALS[row.kind])


def _decimals_of(row: AreaRow, value: float) -> int:
    """Return how many decimals are written: capacities have no more than they need."""
    most = _DECIMALS[row.kind]
    if row.kind != "capacity":
        return most
    return next(n for n in range(most + 1) if n == most or abs(value - round(value, n)) < 1e-9)


def _with_unit(words: Words, row: AreaRow, text: str) -> str:
    key = {"km": "paper.km", "percent": "paper.percent"}.get(row.kind)
    return text if key is None else words(key, n=text)


def _is_shown(row: AreaRow, now: Figures, before: Figures | None) -> bool:
    if row.key not in _OPTIONAL:
        return True
    return any(figures is not None and row.value(figures) for figures in (now, before))
