"""Invented practices and figures."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from models.allocation.intake import Cause, IntakeReason, LimitFrom, SetBy
from models.allocation.result import Figures, PracticeFigures
from models.domain.place import Place
from models.domain.practice import Form, Practice, Status
from models.domain.text import Text

KNEBEL = Practice(
    provider_number="087331",
    name="Lægehuset Knebel",
    place=Place(592_000, 6_231_000),
    form=Form.PARTNERSHIP,
    capacities=2.5,
    vacant=0.5,
    doctors=2,
    doctors_born=(1955, 1970),
    address="Stationsvej 79",
    postcode="8420",
    town="Knebel",
)

KNEBEL_FIGURES = PracticeFigures(
    provider_number="087331",
    reason=IntakeReason(
        status=Status.CLOSED,
        cause=Cause.FULL,
        set_by=SetBy.NOBODY,
        listed=4012,
        closing_limit=4000,
        limit_from=LimitFrom.NORM,
        headline=Text("Listen er nået lukkegrænsen.", "The list has reached the closing limit."),
    ),
    load=1.003,
    municipality=3,
    nearest_persons=4816,
    mean_distance_m=3200,
    median_distance_m=2900,
    p90_distance_m=8800,
    max_distance_m=19_400,
    mean_own_distance_m=5200,
    median_own_distance_m=4300,
    p90_own_distance_m=11_200,
    max_own_distance_m=23_400,
    persons_without_permanent_doctor=0,
)

SYDDJURS = Figures(
    persons=42_978,
    listed=41_500,
    unplaced=1302,
    unlisted=176,
    capacities=26.5,
    vacant=3,
    load=0.97,
    practices_open=5,
    practices_selective=2,
    practices_closed=12,
    mean_distance_m=4600,
    median_distance_m=3300,
    p90_distance_m=11_200,
    max_distance_m=27_400,
    mean_own_distance_m=6100,
    persons_beyond_limit=2576,
    persons_without_choice=1820,
    persons_with_one_choice=7300,
    persons_short_of_choice=9120,
    persons_by_ferry_only=0,
    persons_not_joined=12,
    doctors=24,
    doctors_60_plus=8,
    persons_without_permanent_doctor=2_100,
)


def make_practice(**changes: Any) -> Practice:
    """Return the invented practice in Knebel with some fields changed."""
    return replace(KNEBEL, **changes)


def make_figures(**changes: Any) -> PracticeFigures:
    """Return its figures with some fields changed, those of its intake among them."""
    names = {"status": "status", "list": "listed", "closing_limit": "closing_limit"}
    of_intake = {names[name]: changes.pop(name) for name in names if name in changes}
    reason = replace(KNEBEL_FIGURES.reason, **of_intake)
    return replace(KNEBEL_FIGURES, reason=reason, **changes)


def make_area(**changes: Any) -> Figures:
    """Return the figures of an invented municipality with some fields changed."""
    return replace(SYDDJURS, **changes)
