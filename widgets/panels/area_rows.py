"""Which figures of an area are shown, how each is written, and which way is worse."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal

from models.allocation.result import Figures
from models.domain.text import marked
from widgets.panels.painted import FigureTone
from widgets.words import Words
from widgets.words.edits import capacity_text

Kind = Literal["count", "km", "percent", "capacity"]
Worse = Literal["more", "less", "neither"]


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One figure of an area.

    Attributes
    ----------
    key : str
        The key of its name.
    value : callable from Figures to number
        Counts, metres, shares or capacities, as `kind` says.
    kind : Kind
        How it is written.
    worse : Worse
        Which direction is the worse one, for the colour of a difference.
    is_alarm : bool
        Whether anything above zero is shown in red.
    """

    key: str
    value: Callable[[Figures], float]
    kind: Kind = "count"
    worse: Worse = "neither"
    is_alarm: bool = False


CARDS = (
    AreaRow("area.mean", attrgetter("mean_distance_m"), "km", "more"),
    AreaRow("area.beyond", attrgetter("persons_beyond_limit"), worse="more"),
    AreaRow("area.short", attrgetter("persons_short_of_choice"), worse="more"),
    AreaRow("area.open", attrgetter("practices_open"), worse="less"),
)
"""The four key figures, in the order of reading."""

UNPLACED = AreaRow("area.unplaced", attrgetter("unplaced"), worse="more", is_alarm=True)
"""A key figure too, where there is anybody without a place."""

ROWS = (
    AreaRow("area.persons", attrgetter("persons")),
    AreaRow("area.listed", attrgetter("listed"), worse="less"),
    UNPLACED,
    AreaRow("area.unlisted", attrgetter("unlisted")),
    AreaRow("area.median", attrgetter("median_distance_m"), "km", "more"),
    AreaRow("area.p90", attrgetter("p90_distance_m"), "km", "more"),
    AreaRow("area.longest", attrgetter("max_distance_m"), "km", "more"),
    AreaRow("area.own", attrgetter("mean_own_distance_m"), "km", "more"),
    AreaRow("area.without_choice", attrgetter("persons_without_choice"), worse="more"),
    AreaRow("area.one_choice", attrgetter("persons_with_one_choice"), worse="more"),
    AreaRow("area.ferry", attrgetter("persons_by_ferry_only"), worse="more"),
    AreaRow("area.not_joined", attrgetter("persons_not_joined")),
    AreaRow("area.without_permanent", attrgetter("persons_without_permanent_doctor"), worse="more"),
    AreaRow("area.practices_open", attrgetter("practices_open"), worse="less"),
    AreaRow("area.practices_selective", attrgetter("practices_selective")),
    AreaRow("area.practices_closed", attrgetter("practices_closed"), worse="more"),
    AreaRow("area.capacities", attrgetter("capacities"), "capacity", "less"),
    AreaRow("area.vacant", attrgetter("vacant"), "capacity", "more"),
    AreaRow("area.load", attrgetter("load"), "percent", "more"),
    AreaRow("area.doctors", attrgetter("doctors"), worse="less"),
    AreaRow("area.doctors_60", attrgetter("doctors_60_plus")),
)
"""Every other figure, in groups: persons, distances, choice, practices, doctors."""

FROM_DISTANCES = frozenset(
    {
        *("area.mean", "area.median", "area.p90", "area.longest", "area.own"),
        *("area.beyond", "area.short", "area.without_choice", "area.one_choice", "area.ferry"),
    }
)
"""What is an estimate where distances are; marked "≈" then."""

GROUP_STARTS = frozenset({"area.median", "area.without_choice", "area.practices_open"})
"""The rows that begin a new group."""


def shown_value(words: Words, row: AreaRow, figures: Figures) -> str:
    """Return a key figure as it stands in the panel: open practices "5 af 19"."""
    text = value_text(words, row, figures)
    if row.key != "area.open":
        return text
    return words("area.open.of", open=text, all=words.number(figures.practices))


def shown_change(
    words: Words, row: AreaRow, now: Figures, before: Figures
) -> tuple[str, FigureTone]:
    """Return a signed difference and its colour; "uændret" only where it is none at all."""
    text = change_text(words, row, now, before)
    tone = change_tone(row, now, before, text)
    if row.value(now) == row.value(before):
        text = words("unchanged")
    return text, tone


def value_text(words: Words, row: AreaRow, figures: Figures) -> str:
    """Return a figure with its unit; a dash for none."""
    value = row.value(figures)
    if not math.isfinite(value):
        return words("none")
    if row.kind == "km":
        return words.km(value)
    if row.kind == "percent":
        return words.percent(value)
    if row.kind == "capacity":
        return capacity_text(words, value)
    return words.number(value)


def change_text(words: Words, row: AreaRow, now: Figures, before: Figures) -> str:
    """Return the signed difference of a figure, nothing where there is none to take."""
    difference = row.value(now) - row.value(before)
    if not math.isfinite(difference):
        return ""
    if row.kind == "km":
        return _distance_change(words, difference)
    if row.kind == "percent":
        # In percentage points: "+3 %" would be read as three per cent more.
        return words("area.points", n=words.change(difference * 100))
    if row.kind == "capacity":
        return _capacity_change(words, difference)
    return words.change(difference)


def change_tone(row: AreaRow, now: Figures, before: Figures, text: str) -> FigureTone:
    """Return the colour of a difference; one that rounds to nothing has none."""
    if row.worse == "neither" or not any(digit in "123456789" for digit in text):
        return "muted"
    grew = row.value(now) > row.value(before)
    return "worse" if grew == (row.worse == "more") else "better"


def _distance_change(words: Words, metres: float) -> str:
    # What is too little for a decimal of a kilometre is still not nothing: it gets the decimals
    # it takes to be seen, but no other unit than the figure that it is a difference of.
    decimals = next((d for d, least in _LEAST_OF_DECIMALS if abs(metres) >= least), 1)
    return words("chart.km", km=words.change(metres / 1000, decimals))


_LEAST_OF_DECIMALS = ((1, 50), (2, 5), (3, 0.5))
"""Decimals of a difference in kilometres, and the least metres that they show."""


def _capacity_change(words: Words, difference: float) -> str:
    for decimals in (0, 1):
        if abs(difference - round(difference, decimals)) < 1e-9:
            return words.change(difference, decimals)
    return words.change(difference, 2)


USUAL_CHOICES = 2
"""The choices a person needs unless the rules say otherwise."""


def row_name(
    words: Words, row: AreaRow, limit_km: float | None, choices_needed: int, is_estimated: bool
) -> str:
    """Return the name of a figure with the limits it is of, marked "≈" where it is estimated.

    `limit_km` is None where the distance limit differs between municipalities.
    """
    name = _limited_name(words, row.key, limit_km, choices_needed)
    return marked(name, is_estimated and row.key in FROM_DISTANCES)


def _limited_name(words: Words, key: str, limit_km: float | None, choices_needed: int) -> str:
    if key == "area.beyond":
        if limit_km is None:
            return words("area.beyond.limit")
        decimals = 0 if float(limit_km).is_integer() else 1
        return words(key, limit=words.number(limit_km, decimals))
    if key == "area.short" and choices_needed != USUAL_CHOICES:
        return words("area.short.1" if choices_needed == 1 else "area.short.n", n=choices_needed)
    return words(key)
