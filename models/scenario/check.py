"""Whether an edit may be made: asked before anything is changed, answered with a reason."""

from __future__ import annotations

import math
from functools import singledispatch

from models.allocation.distances import Distances
from models.allocation.prepare import JOIN_LIMIT_M
from models.allocation.state import State
from models.domain.errors import EditRefusedError
from models.domain.place import Place
from models.domain.practice import Form, Intake, ProviderNumber
from models.domain.text import all_of, format_number
from models.network.network import NO_EDGE
from models.scenario.edits import (
    DISTRIBUTED,
    AddSatellite,
    ClosePractice,
    Edit,
    MergePractices,
    MovePractice,
    OpenPractice,
    SetCapacity,
    SetIntake,
    SetLimit,
)

MOST_CAPACITIES = 50
MOST_PER_CAPACITY = 10_000
WORKING_DAYS = 7


def check_edit(distances: Distances, state: State, edit: Edit) -> None:
    """Raise EditRefusedError if `state` cannot take `edit`; the message says why."""
    _check(edit, state, distances)


@singledispatch
def _check(edit: Edit, state: State, distances: Distances) -> None:
    raise TypeError(type(edit).__name__)


@_check.register
def _(edit: MovePractice, state: State, distances: Distances) -> None:
    _require(state, edit.practice)
    check_place(distances, edit.to)


@_check.register
def _(edit: ClosePractice, state: State, distances: Distances) -> None:
    _require(state, edit.practice)
    _check_extras(edit)
    if edit.patients in DISTRIBUTED:
        if edit.to is not None:
            raise EditRefusedError(
                "Når patienterne fordeles, kan der ikke nævnes en praksis, der overtager dem. "
                "Slet »to«, eller vælg en anden måde.",
                "When the patients are distributed, no practice can be named to take them. "
                "Remove 'to', or choose another way.",
            )
        return
    if edit.to is None:
        if edit.patients in ("tender", "regional"):
            return
        raise EditRefusedError(
            "Der mangler en praksis (»to«), som skal overtage listen.",
            "A practice ('to') that takes over the list is missing.",
        )
    _require(state, edit.to)
    if edit.to == edit.practice:
        raise EditRefusedError(
            f"Praksis {edit.practice} kan ikke overtage sin egen liste. Vælg en anden praksis.",
            f"Practice {edit.practice} cannot take over its own list. Choose another practice.",
        )
    _require_form(state, edit)


def _check_extras(edit: ClosePractice) -> None:
    """A number of days belongs to a satellite, and a distribution to an optimal one."""
    if edit.days is not None:
        if edit.patients != "satellite":
            raise EditRefusedError(
                "Dage om ugen (»days«) kan kun siges om en satellit.",
                "Days a week ('days') can only be said of a satellite.",
            )
        _check_days(edit.days)
    if edit.placed is not None and edit.patients != "optimal":
        raise EditRefusedError(
            "En fordeling (»placed«) kan kun følge med, når patienterne fordeles optimalt.",
            "A distribution ('placed') can only be given where patients are placed optimally.",
        )


def _check_days(days: float) -> None:
    if not 0 < days <= WORKING_DAYS:
        raise EditRefusedError(
            f"En satellit har mellem 0 og 7 dage om ugen; fandt {format_number(days, 'da', 1)}.",
            f"A satellite has between 0 and 7 days a week; got {days}.",
        )


def _require_form(state: State, edit: ClosePractice) -> None:
    """A list that goes to a tender or regional clinic must go to one."""
    wanted = {"tender": Form.TENDER, "regional": Form.REGIONAL}.get(edit.patients)
    if wanted is None or edit.to is None or state.practices[edit.to].form is wanted:
        return
    da = "udbudsklinik" if wanted is Form.TENDER else "regionsklinik"
    en = "tender clinic" if wanted is Form.TENDER else "regional clinic"
    raise EditRefusedError(
        f"Praksis {edit.to} er ikke en {da}. Vælg en, der er, eller udelad »to«, så klinikken "
        f"fortsætter på adressen som {da}.",
        f"Practice {edit.to} is not a {en}. Choose one that is, or leave out 'to', so that "
        f"the clinic goes on at its address as a {en}.",
    )


@_check.register
def _(edit: MergePractices, state: State, distances: Distances) -> None:
    if len(set(edit.practices)) < 2 or len(set(edit.practices)) != len(edit.practices):
        raise EditRefusedError(
            "En sammenlægning kræver mindst to forskellige praksis.",
            "A merger needs at least two different practices.",
        )
    for number in edit.practices:
        _require(state, number)
    if edit.into not in edit.practices:
        raise EditRefusedError(
            f"Praksis {edit.into}, som der lægges sammen i, skal være en af de sammenlagte.",
            f"Practice {edit.into}, which the others are merged into, must be one of them.",
        )
    if edit.at is not None:
        check_place(distances, edit.at)


@_check.register
def _(edit: OpenPractice, state: State, distances: Distances) -> None:
    number = edit.practice
    known = any(practice.provider_number == number for practice in distances.region.practices)
    if number in state.practices or known:
        raise EditRefusedError(
            f"Ydernummer {number} er allerede i brug. Vælg et andet.",
            f"Provider number {number} is already in use. Choose another.",
        )
    if not number.strip() or not edit.name.strip():
        raise EditRefusedError(
            "En ny praksis skal have et ydernummer og et navn.",
            "A new practice needs a provider number and a name.",
        )
    _check_capacities(edit.capacities, 0)
    if edit.capacities == 0:
        raise EditRefusedError(
            "En ny praksis skal have mindst en halv kapacitet.",
            "A new practice needs at least half a capacity.",
        )
    check_place(distances, edit.at)


@_check.register
def _(edit: AddSatellite, state: State, distances: Distances) -> None:
    _require(state, edit.of)
    check_place(distances, edit.at)
    _check_days(edit.days)


@_check.register
def _(edit: SetCapacity, state: State, distances: Distances) -> None:
    _require(state, edit.practice)
    _check_capacities(edit.capacities, edit.vacant)


@_check.register
def _(edit: SetLimit, state: State, distances: Distances) -> None:
    _require(state, edit.practice)
    if not 1 <= edit.per_capacity <= MOST_PER_CAPACITY:
        raise EditRefusedError(
            f"Lukkegrænsen skal være mellem 1 og 10.000 tilmeldte pr. kapacitet; fandt "
            f"{format_number(edit.per_capacity)}.",
            f"The closing limit must be between 1 and 10,000 patients per capacity; got "
            f"{format_number(edit.per_capacity, 'en')}.",
        )
    _require_below_ceiling(state, edit.per_capacity)


def _require_below_ceiling(state: State, per_capacity: int) -> None:
    ceiling = state.rules.ceiling_per_capacity
    if ceiling is not None and per_capacity > ceiling:
        pack = state.rules.title
        raise EditRefusedError(
            f"Loftet er {format_number(ceiling)} tilmeldte pr. kapacitet efter reglerne "
            f"»{pack.da}«; fandt {format_number(per_capacity)}.",
            f"The ceiling is {format_number(ceiling, 'en')} patients per capacity by the rules "
            f"'{pack.en}'; got {format_number(per_capacity, 'en')}.",
        )


@_check.register
def _(edit: SetIntake, state: State, distances: Distances) -> None:
    _require(state, edit.practice)
    if edit.status is not Intake.SELECTIVE:
        return
    if not edit.postcodes:
        raise EditRefusedError(
            "Skriv mindst ét postnummer, som en selektivt lukket praksis er åben for.",
            "Give at least one postal code that a selective practice is open to.",
        )
    known = distances.region.postal_areas.index_of_code
    unknown = [code for code in edit.postcodes if code not in known]
    if unknown:
        codes = all_of(unknown)
        raise EditRefusedError(
            f"Postnummer {codes.da} findes ikke i projektets postområder.",
            f"Postal code {codes.en} is not among the project's postal areas.",
        )


def check_place(distances: Distances, place: Place) -> None:
    """Raise EditRefusedError unless a practice can stand at `place` (EPSG:25832, metres)."""
    if not all(math.isfinite(value) for value in place):
        raise EditRefusedError("Stedet mangler koordinater.", "The place has no coordinates.")
    region = distances.region
    if region.municipalities.locate_one(place) < 0:
        if region.surroundings.locate_one(place) >= 0:
            raise EditRefusedError(
                f"Stedet ligger uden for {region.name}. Vælg et sted i regionen.",
                f"The place lies outside {region.name}. Choose a place in the region.",
            )
        raise EditRefusedError(
            "Stedet ligger i vandet. Vælg et sted på land.",
            "The place lies in the water. Choose a place on land.",
        )
    if distances.index.join(place, JOIN_LIMIT_M).edge == NO_EDGE:
        raise EditRefusedError(
            "Der er ingen vej inden for 5 km af stedet. Vælg et sted nærmere en vej.",
            "There is no road within 5 km of the place. Choose a place nearer a road.",
        )


def _require(state: State, number: ProviderNumber) -> None:
    if number not in state.practices:
        raise EditRefusedError(
            f"Praksis {number} findes ikke i scenariet. Kontrollér ydernummeret, eller om "
            "praksis allerede er nedlagt.",
            f"Practice {number} is not in the scenario. Check the provider number, or whether "
            "the practice has already been closed down.",
        )


def _check_capacities(capacities: float, vacant: float) -> None:
    for value in (capacities, vacant):
        if not (math.isfinite(value) and 0 <= value <= MOST_CAPACITIES):
            raise EditRefusedError(
                f"Kapaciteter skal være et tal mellem 0 og 50; fandt »{value}«.",
                f"Capacities must be a number between 0 and 50; got '{value}'.",
            )
    if vacant > capacities:
        raise EditRefusedError(
            "Der kan ikke være flere ledige kapaciteter, end der er kapaciteter.",
            "There cannot be more vacant capacities than there are capacities.",
        )
