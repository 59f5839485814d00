"""The answer to a "why?" as a frozen value: who, where to, and what ruled each practice out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.domain.practice import ProviderNumber, Status
from models.domain.text import Text


class Ruling(StrEnum):
    """What the rules said of one practice when somebody's turn came."""

    TOOK = "took"
    ENTITLED = "entitled"
    FULL = "full"
    YIELDED = "yielded"
    AT_LIMIT = "at_limit"
    KEPT_OPEN = "kept_open"
    CLOSED_BY_HAND = "closed_by_hand"
    SELECTIVE = "selective"
    NO_DOCTOR = "no_doctor"
    TOO_FAR = "too_far"
    FERRY_ONLY = "ferry_only"
    NO_WAY = "no_way"
    OPEN = "open"


class Subject(StrEnum):
    """What became of the persons who are asked about."""

    DISTRIBUTED = "distributed"
    OPTIMAL = "optimal"
    TAKEN_OVER = "taken_over"
    SATELLITE = "satellite"
    CLINIC = "clinic"
    MERGED = "merged"
    SQUARE = "square"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class Tried:
    """One practice that was asked, and the answer.

    Attributes
    ----------
    practice : str
        Provider number.
    name : str
    distance_m : float
        From the square to the practice's nearest address; of several squares the mean of the
        persons who came to it. NaN where there is no way.
    at_satellite : bool
        The nearest address is a satellite. Only told of a single square.
    status : Status
        Intake when the turn came.
    room : int
        Persons it could still take then; of several squares, before anybody was placed.
    took : int
        Of the persons asked about; for a square, those listed there.
    turned_away : int
        Of the persons asked about, those who had to look further.
    took_before : int
        Others of the same distribution who had a shorter way and came first.
    ruling : Ruling
    postcodes : tuple of str
        Whom a selective practice takes.
    """

    practice: ProviderNumber
    name: str
    distance_m: float
    at_satellite: bool
    status: Status
    room: int
    took: int
    turned_away: int
    took_before: int
    ruling: Ruling
    postcodes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """Persons who came to one practice; distances are theirs, NaN where there is no way.

    `without_permanent_doctor` says how many of them have none there.
    """

    practice: ProviderNumber
    name: str
    persons: int
    mean_distance_m: float
    longest_distance_m: float
    without_permanent_doctor: int


@dataclass(frozen=True, slots=True)
class Why:
    """The answer to one "why?".

    Attributes
    ----------
    subject : Subject
    practice : str or None
        The practice asked about; None for a square on its own.
    name : str
        Its name, or the square's id.
    square : str or None
        The square asked about.
    target : str or None
        Only the persons who came to this practice.
    persons : int
        Those concerned.
    outcome : tuple of Outcome
        Where they are, most persons first.
    unplaced : int
    tried : tuple of Tried
        Nearest first for a square, else first those that most persons came to; nothing where
        no practice was looked for.
    limit_m : int
        How far persons are sent, metres.
    is_estimate : bool
        Distances are over a land network, and are marked "≈" wherever they are shown.
    notes : tuple of Text
        What else is to be said of a practice: its intake, its satellites, who came to it.
    """

    subject: Subject
    practice: ProviderNumber | None
    name: str
    square: str | None
    target: ProviderNumber | None
    persons: int
    outcome: tuple[Outcome, ...]
    unplaced: int
    tried: tuple[Tried, ...]
    limit_m: int
    is_estimate: bool = False
    notes: tuple[Text, ...] = ()
