"""A practice: what the register knows of it and what a scenario may change."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from models.domain.place import Place

ProviderNumber = str
"""The ydernummer that identifies a practice; text, because it has leading zeros."""


class Form(StrEnum):
    """How a practice is organised (praksisform)."""

    SOLO = "solo"
    PARTNERSHIP = "partnership"
    COLLABORATIVE = "collaborative"
    SHARED_POST = "shared_post"
    TENDER = "tender"
    REGIONAL = "regional"
    LICENCE = "licence"


class Intake(StrEnum):
    """How intake is decided: by list and limit, or by hand."""

    AUTOMATIC = "automatic"
    OPEN = "open"
    CLOSED = "closed"
    SELECTIVE = "selective"


class Status(StrEnum):
    """Whether new patients may register."""

    OPEN = "open"
    SELECTIVE = "selective"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Satellite:
    """A second consulting address of a practice, on the same list.

    Attributes
    ----------
    place : Place
        EPSG:25832, metres.
    days : float
        Consulting days a week.
    """

    place: Place
    days: float


@dataclass(frozen=True, slots=True)
class Practice:
    """One practice at one address, possibly with satellites.

    Attributes
    ----------
    provider_number, name, address, postcode, town
        As in the register; address, postcode and town may be empty.
    place : Place
        The main address, EPSG:25832, metres.
    form : Form
    capacities : float
        Full-time doctors' posts, occupied and vacant; fractions occur.
    vacant : float
        How many of `capacities` nobody holds.
    doctors : int
        Persons working as doctors in the practice.
    doctors_born : tuple of int
        Their years of birth, as far as known.
    own_limit : int or None
        The practice's own closing limit in patients per capacity; None where the
        rule pack's norm holds.
    intake : Intake
        By hand or automatic.
    intake_by_register : bool
        Whether a setting by hand came with the register rather than from a planner.
    postcodes : tuple of str
        Where a selective practice takes patients from.
    wished_list : int or None
        The list the practice asked for in the coverage hearing.
    owner : str
        Who holds the provider number, by name or CVR number; empty where it is not known.
    satellites : tuple of Satellite
    """

    provider_number: ProviderNumber
    name: str
    place: Place
    form: Form
    capacities: float
    vacant: float = 0.0
    doctors: int = 0
    doctors_born: tuple[int, ...] = ()
    own_limit: int | None = None
    intake: Intake = Intake.AUTOMATIC
    intake_by_register: bool = False
    postcodes: tuple[str, ...] = ()
    wished_list: int | None = None
    owner: str = ""
    address: str = ""
    postcode: str = ""
    town: str = ""
    satellites: tuple[Satellite, ...] = ()

    @property
    def has_doctor(self) -> bool:
        """Whether any capacity is occupied; without one nobody can be seen there."""
        return self.capacities - self.vacant > 0

    @property
    def places(self) -> tuple[Place, ...]:
        """The main address first, then the satellites."""
        return (self.place, *(satellite.place for satellite in self.satellites))

    def doctors_of_age(self, age: int, year: int) -> int:
        """Return how many doctors turn at least `age` in `year`, as far as years are known."""
        return sum(year - born >= age for born in self.doctors_born)

    def closing_limit(self, norm_per_capacity: int) -> int:
        """Return the list size (persons) at which intake closes."""
        per_capacity = self.own_limit if self.own_limit is not None else norm_per_capacity
        return math.floor(per_capacity * self.capacities + 1e-9)
