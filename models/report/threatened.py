"""The gross list: how threatened the coverage of each area is, and how firmly it stands there.

A composite indicator: each of seven signs is turned into points between 0 and 100 by its
distance to a reference, and the points are averaged with weights that the planner may turn.
The reference values do not depend on the other areas, so that an area's score changes only
when something changes in it, and scenarios can be compared. The region's own data model is
not published; the signs are those that plans name, the reference values are this program's.

References
----------
OECD and JRC (2008): Handbook on Constructing Composite Indicators, steps 5 (normalisation by
distance to a reference), 6 (weighting and linear aggregation) and 7 (sensitivity to weights).
M. Roberts (2018): The Unreasonable Effectiveness of Quasirandom Sequences (the additive
recurrence by which weights are varied).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from models.allocation.distances import is_estimate, limits_dm
from models.allocation.need import Supply, supply_of_areas
from models.allocation.region import Region
from models.allocation.result import Figures, Result
from models.domain.place import DM_PER_M
from models.domain.rules import RulePack
from models.domain.text import Text

Floats = NDArray[np.float64]
Level = Literal["red", "yellow", ""]


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that tells of threatened coverage.

    Attributes
    ----------
    id : str
    title : Text
        Of the same in every pack of rules; `title_under` is exact.
    worst : float
        The value that gives 100 points; 0 gives none, and in between it is a straight line.
    """

    id: str
    title: Text
    worst: float

    def title_under(self, choices_needed: int) -> Text:
        """Return the title where the rules ask for so many open practices to choose from."""
        if self.id != "choice":
            return self.title
        if choices_needed == 1:
            return Text("Borgere uden åbent valg", "Residents without an open choice")
        da, en = ("to", "two") if choices_needed == 2 else (choices_needed, choices_needed)
        return Text(f"Borgere uden {da} åbne valg", f"Residents without {en} open choices")


SIGNS = (
    Sign("closed", Text("Praksis lukket for tilgang", "Practices closed for intake"), 1.0),
    Sign("vacant", Text("Ledige kapaciteter", "Vacant capacities"), 0.25),
    Sign("old_doctors", Text("Læger på 60 år og derover", "Doctors aged 60 and over"), 0.6),
    Sign("choice", Text("Borgere uden valg nok", "Residents without enough choice"), 0.5),
    Sign("distance", Text("Afstand til nærmeste praksis", "Distance to the nearest practice"), 1.0),
    Sign("unplaced", Text("Borgere uden plads", "Residents without a place"), 0.05),
    Sign("shortage", Text("Behov over kapacitet", "Need beyond capacity"), 0.25),
)
"""In the order in which they are shown. `distance` is the distance within which nine tenths of
the residents live, over the limit that holds for most of them; the others are shares."""

USUAL_WEIGHT = 2
HEAVIEST = 4
"""Weights are whole numbers from 0 (no part in it) to this."""

RED, YELLOW = 50.0, 35.0
"""The least scores of the two levels, unless the planner sets others."""

SPREAD = 2.0
"""To see how firmly an area stands, each weight is varied between half and twice itself."""
N_DRAWS = 1_000


@dataclass(frozen=True, slots=True)
class Weighing:
    """How much each sign counts, and from which score on an area is on the list.

    Attributes
    ----------
    weights : mapping of sign id to whole number from 0 to `HEAVIEST`
    yellow, red : float
        The least scores of the two levels.
    """

    weights: Mapping[str, int] = field(
        default_factory=lambda: {sign.id: USUAL_WEIGHT for sign in SIGNS}
    )
    yellow: float = YELLOW
    red: float = RED

    def to_json(self) -> dict[str, Any]:
        """Return the weighing as plain JSON values."""
        return {"weights": dict(self.weights), "yellow": self.yellow, "red": self.red}

    @classmethod
    def from_json(cls, values: Mapping[str, Any] | None) -> Weighing:
        """Return the weighing that `to_json` wrote; what is missing or unknown is the usual."""
        values = values or {}
        told = values.get("weights", {})
        weights = {
            sign.id: min(HEAVIEST, max(0, int(told.get(sign.id, USUAL_WEIGHT)))) for sign in SIGNS
        }
        return cls(weights, float(values.get("yellow", YELLOW)), float(values.get("red", RED)))

    @property
    def array(self) -> Floats:
        """The weights in the order of `SIGNS`."""
        return np.array([self.weights[sign.id] for sign in SIGNS], dtype=np.float64)

    def level(self, score: float) -> Level:
        """Return the level of a score."""
        return "red" if score >= self.red else "yellow" if score >= self.yellow else ""


USUAL_WEIGHING = Weighing()
"""Every sign counts the same."""

WEIGHING_SETTING = "gross_list"
"""Under this key a project keeps its planner's weighing."""


@dataclass(frozen=True, slots=True)
class Threat:
    """How threatened the coverage of one area is.

    Attributes
    ----------
    area : int
        Position among the region's coverage areas.
    figures : Figures
    supply : Supply
    choices_needed : int
        Open practices that the rules ask for; whoever has fewer counts under `choice`.
    is_estimate : bool
        Distances are over a land network, and are marked "≈" wherever they are shown.
    values : mapping of sign id to float
        As `SIGNS` defines them.
    points : mapping of sign id to float
        From 0 to 100.
    score : float
        The weighted mean of the points, 0 to 100.
    level : "red", "yellow" or ""
    rank : int
        1 for the highest score; equal scores share a rank.
    rank_from, rank_to : int
        The best and the worst rank when the weights are varied.
    stays : float
        In which share of the varied weights the area is on the list (red or yellow).
    score_least, score_most : float
        Between these lies the score whatever weights between half and twice are chosen; exact.
    """

    area: int
    figures: Figures
    supply: Supply
    choices_needed: int
    is_estimate: bool
    values: Mapping[str, float]
    points: Mapping[str, float]
    score: float
    level: Level
    rank: int
    rank_from: int
    rank_to: int
    stays: float
    score_least: float
    score_most: float

    def share(self, sign: Sign, weighing: Weighing) -> float:
        """Return how many points of the score come from one sign."""
        total = sum(weighing.weights.values())
        return weighing.weights[sign.id] * self.points[sign.id] / total if total else 0.0


def gross_list(region: Region, result: Result, weighing: Weighing) -> tuple[Threat, ...]:
    """Return every coverage area with its score, the most threatened first, ties by code."""
    supplies = supply_of_areas(region, result)
    rules = result.state.rules
    limits_m = _limits_m(region, rules).tolist()
    values = [
        sign_values(figures, supply, limit_m)
        for figures, supply, limit_m in zip(result.areas, supplies, limits_m, strict=True)
    ]
    if not values:
        return ()
    points = np.array([[points_of(sign, row[sign.id]) for sign in SIGNS] for row in values])
    scores = _scores(points, weighing.array[None, :])[0]
    draws = _scores(points, varied(weighing.array))
    ranks = _ranks(draws)
    threats = [
        Threat(
            area=at,
            figures=result.areas[at],
            supply=supplies[at],
            choices_needed=rules.choices_needed,
            is_estimate=is_estimate(region, rules),
            values=values[at],
            points={sign.id: float(points[at, i]) for i, sign in enumerate(SIGNS)},
            score=float(scores[at]),
            level=weighing.level(float(scores[at])),
            rank=1 + int((scores > scores[at]).sum()),
            rank_from=int(ranks[:, at].min()),
            rank_to=int(ranks[:, at].max()),
            stays=float((draws[:, at] >= weighing.yellow).mean()),
            score_least=_extreme(points[at], weighing.array, least=True),
            score_most=_extreme(points[at], weighing.array, least=False),
        )
        for at in range(len(values))
    ]
    return tuple(sorted(threats, key=lambda threat: (threat.rank, threat.area)))


def _limits_m(region: Region, rules: RulePack) -> Floats:
    """Return the distance limit that holds for most residents of each area, metres: (n_area,).

    The shorter one where as many have another, the rules' own where nobody lives.
    """
    of_square, limits = region.coverage.of_square, limits_dm(region, rules)
    inside = of_square >= 0
    kinds = np.unique(limits[inside])
    if not len(kinds):
        return np.full(len(region.coverage), float(rules.limit_m))
    residents = np.zeros((len(region.coverage), len(kinds)), dtype=np.int64)
    kind = np.searchsorted(kinds, limits[inside])
    np.add.at(residents, (of_square[inside], kind), region.squares.persons[inside])
    most = kinds[residents.argmax(axis=1)] / DM_PER_M
    return np.where(residents.any(axis=1), most, float(rules.limit_m))


def sign_values(figures: Figures, supply: Supply, limit_m: float) -> dict[str, float]:
    """Return the value of every sign in an area.

    An area without a practice counts as closed, one whose residents reach no practice as
    beyond the limit (`limit_m`, metres).
    """
    persons = figures.persons
    reaches = figures.p90_distance_m / limit_m
    return {
        "closed": figures.practices_closed / figures.practices if figures.practices else 1.0,
        "vacant": figures.vacant / figures.capacities if figures.capacities else 0.0,
        "old_doctors": figures.doctors_60_plus / figures.doctors if figures.doctors else 0.0,
        "choice": figures.persons_short_of_choice / persons if persons else 0.0,
        "distance": reaches if reaches == reaches else float(persons > 0),
        "unplaced": figures.unplaced / persons if persons else 0.0,
        "shortage": supply.shortage,
    }


def points_of(sign: Sign, value: float) -> float:
    """Return the points of a value, 0 to 100."""
    return 100.0 * min(1.0, max(0.0, value / sign.worst))


def varied(weights: Floats) -> Floats:
    """Return `N_DRAWS` sets of weights around the given ones; the same ones every time.

    Each weight lies between half and twice itself, evenly on a logarithmic scale; float with
    shape (N_DRAWS, n_sign).
    """
    n = len(weights)
    root = 2.0
    for _ in range(50):  # the root of x^(n+1) = x + 1, by iteration
        root = (1.0 + root) ** (1.0 / (n + 1))
    steps = root ** -np.arange(1.0, n + 1)
    places = (0.5 + np.arange(1.0, N_DRAWS + 1)[:, None] * steps) % 1.0
    varied_weights: Floats = weights * SPREAD ** (2.0 * places - 1.0)
    return varied_weights


def _scores(points: Floats, weights: Floats) -> Floats:
    """Return the score of every area under every set of weights: (n_set, n_area)."""
    total = weights.sum(axis=1, keepdims=True)
    # multiplied and added in a fixed order, so that every machine gives the same bits
    sums = (weights[:, None, :] * points[None, :, :]).sum(axis=2)
    scores: Floats = np.divide(sums, total, out=np.zeros_like(sums), where=total > 0)
    return scores


def _ranks(scores: Floats) -> NDArray[np.int64]:
    """Return the rank of every area under every set of weights, 1 for the highest score."""
    ranks: NDArray[np.int64] = 1 + (scores[:, None, :] > scores[:, :, None]).sum(axis=2)
    return ranks


def _extreme(points: Floats, weights: Floats, least: bool) -> float:
    """Return the lowest or highest score with weights between half and twice their value.

    A quotient of two sums is extreme at a corner of the weights' box, and there the weights
    are high on one side of some score and low on the other: as many corners as signs, and one.
    """
    order = np.argsort(points if least else -points, kind="stable")
    high, low = weights[order] * SPREAD, weights[order] / SPREAD
    if not weights.sum():
        return 0.0
    corners = []
    for n_high in range(len(order) + 1):
        corner = np.concatenate([high[:n_high], low[n_high:]])
        corners.append(float((corner * points[order]).sum() / corner.sum()))
    return min(corners) if least else max(corners)
