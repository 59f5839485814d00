"""Edits: what a planner can do to a scenario, as frozen values with ids and their JSON form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from models.domain.place import Place
from models.domain.practice import Form, Intake, ProviderNumber

Destination = Literal["distribute", "optimal", "successor", "satellite", "tender", "regional"]

DISTRIBUTED: tuple[Destination, ...] = ("distribute", "optimal")
"""Ways of closing in which every person finds a practice of their own."""


class Taken(NamedTuple):
    """Whom one practice takes in a distribution that was worked out: squares' ids and persons."""

    practice: ProviderNumber
    squares: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class MovePractice:
    """Move a practice's main address."""

    practice: ProviderNumber
    to: Place
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClosePractice:
    """Close a practice and say what becomes of its list.

    `to` names who takes it over, `days` on how many days a week the address stays open as that
    practice's satellite. `placed` is the outcome of an optimal distribution, None until it is
    worked out (`models.scenario.settle`); it is kept with the edit, because another machine
    might find another one that is equally good.
    """

    practice: ProviderNumber
    patients: Destination
    to: ProviderNumber | None = None
    note: str = ""
    days: float | None = None
    placed: tuple[Taken, ...] | None = None


@dataclass(frozen=True, slots=True)
class MergePractices:
    """Join lists, capacities and doctors in one practice, at its address or at a new place."""

    practices: tuple[ProviderNumber, ...]
    into: ProviderNumber
    at: Place | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class OpenPractice:
    """Open a new practice with an empty list."""

    practice: ProviderNumber
    name: str
    at: Place
    form: Form
    capacities: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class AddSatellite:
    """Give a practice a second consulting address."""

    of: ProviderNumber
    at: Place
    days: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class SetCapacity:
    """Change how many capacities a practice has and how many of them are vacant."""

    practice: ProviderNumber
    capacities: float
    vacant: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class SetLimit:
    """Give a practice its own closing limit in patients per capacity."""

    practice: ProviderNumber
    per_capacity: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class SetIntake:
    """Set intake by hand, or leave it to list and limit."""

    practice: ProviderNumber
    status: Intake
    postcodes: tuple[str, ...] = ()
    note: str = ""


Edit = (
    MovePractice
    | ClosePractice
    | MergePractices
    | OpenPractice
    | AddSatellite
    | SetCapacity
    | SetLimit
    | SetIntake
)


def subject_of(edit: Edit) -> tuple[ProviderNumber, ...]:
    """Return the practice that closes, opens or remains; nothing for lesser edits."""
    match edit:
        case ClosePractice(practice=practice) | OpenPractice(practice=practice):
            return (practice,)
        case MergePractices(into=into):
            return (into,)
    return ()


def takes_out(edit: Edit, number: ProviderNumber) -> bool:
    """Whether an edit takes a practice out of the scenario."""
    match edit:
        case ClosePractice(practice=practice, patients=patients, to=to):
            # without "to" a tender or regional clinic goes on under the same number
            return practice == number and (patients in DISTRIBUTED or to is not None)
        case MergePractices(practices=practices, into=into):
            return number in practices and number != into
    return False
