"""What an edit is called in the history and in the Edit menu."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, assert_never

from models.domain.practice import Intake, ProviderNumber
from models.domain.text import Text, all_of
from models.scenario.edits import (
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

if TYPE_CHECKING:
    from widgets.words import Words

NameOf = Callable[[ProviderNumber], str]
"""Gives the name of a practice by its provider number."""

TEXTS: dict[str, Text] = {
    "edit.move": Text("{name} flyttet", "{name} moved"),
    "edit.close.distribute": Text(
        "{name} nedlagt, patienter fordelt", "{name} closed down, patients distributed"
    ),
    "edit.close.optimal": Text(
        "{name} nedlagt, patienter fordelt optimalt",
        "{name} closed down, patients placed optimally",
    ),
    "edit.close.successor": Text(
        "{name} nedlagt, overtaget af {to}", "{name} closed down, taken over by {to}"
    ),
    "edit.close.satellite": Text(
        "{name} nedlagt, nu satellit af {to}", "{name} closed down, now a satellite of {to}"
    ),
    "edit.close.tender": Text(
        "{name} nedlagt, sat i udbud", "{name} closed down, put out to tender"
    ),
    "edit.close.regional": Text(
        "{name} nedlagt, overtaget af regionsklinik",
        "{name} closed down, taken over by a regional clinic",
    ),
    "edit.merge": Text("{names} sammenlagt i {into}", "{names} merged into {into}"),
    "edit.merge.new_place": Text(
        "{names} sammenlagt i {into} på ny adresse", "{names} merged into {into} at a new address"
    ),
    "edit.open": Text("{name} åbnet som ny praksis", "{name} opened as a new practice"),
    "edit.satellite": Text("{name} har fået en satellit", "{name} given a satellite"),
    "edit.capacity": Text(
        "{name} sat til {capacities} kapaciteter", "{name} set to {capacities} capacities"
    ),
    "edit.capacity.one": Text("{name} sat til 1 kapacitet", "{name} set to 1 capacity"),
    "edit.capacity.vacant": Text(
        "{name} sat til {capacities} kapaciteter, heraf {vacancies}",
        "{name} set to {capacities} capacities, of these {vacancies}",
    ),
    "edit.capacity.vacant.one": Text(
        "{name} sat til 1 kapacitet, heraf {vacancies}",
        "{name} set to 1 capacity, of this {vacancies}",
    ),
    "edit.vacancies": Text("{n} ledige", "{n} vacant"),
    "edit.vacancies.one": Text("{n} ledig", "{n} vacant"),
    "edit.limit": Text(
        "{name} fik lukkegrænsen {limit} pr. kapacitet",
        "{name} given a closing limit of {limit} per capacity",
    ),
    "edit.intake.automatic": Text(
        "{name} fik automatisk tilgang", "{name} set to automatic intake"
    ),
    "edit.intake.open": Text("{name} åbnet for tilgang", "{name} opened for intake"),
    "edit.intake.closed": Text("{name} lukket for tilgang", "{name} closed for intake"),
    "edit.intake.selective": Text("{name} selektivt lukket", "{name} set to selective intake"),
    "edit.intake.selective.postcodes": Text(
        "{name} kun åben for {postcodes}", "{name} open to {postcodes} only"
    ),
}


def edit_sentence(words: Words, edit: Edit, name_of: NameOf) -> str:
    """Return what `edit` did, in words: "Lægen i Haderup nedlagt, patienter fordelt"."""
    match edit:
        case MovePractice():
            return words("edit.move", name=name_of(edit.practice))
        case ClosePractice():
            to = "" if edit.to is None else name_of(edit.to)
            return words(f"edit.close.{edit.patients}", name=name_of(edit.practice), to=to)
        case MergePractices():
            return _merge_sentence(words, edit, name_of)
        case OpenPractice():
            return words("edit.open", name=edit.name)
        case AddSatellite():
            return words("edit.satellite", name=name_of(edit.of))
        case SetCapacity():
            return _capacity_sentence(words, edit, name_of)
        case SetLimit():
            limit = words.number(edit.per_capacity)
            return words("edit.limit", name=name_of(edit.practice), limit=limit)
        case SetIntake():
            return _intake_sentence(words, edit, name_of)
        case _:
            assert_never(edit)


def _merge_sentence(words: Words, edit: MergePractices, name_of: NameOf) -> str:
    key = "edit.merge" if edit.at is None else "edit.merge.new_place"
    names = words.of(all_of([name_of(practice) for practice in edit.practices]))
    return words(key, names=names, into=name_of(edit.into))


def _capacity_sentence(words: Words, edit: SetCapacity, name_of: NameOf) -> str:
    key = "edit.capacity.vacant" if edit.vacant else "edit.capacity"
    return words(
        f"{key}.one" if edit.capacities == 1 else key,
        name=name_of(edit.practice),
        capacities=capacity_text(words, edit.capacities),
        vacancies=words(
            "edit.vacancies.one" if edit.vacant <= 1 else "edit.vacancies",
            n=capacity_text(words, edit.vacant),
        ),
    )


def _intake_sentence(words: Words, edit: SetIntake, name_of: NameOf) -> str:
    key = f"edit.intake.{edit.status}"
    if edit.status is Intake.SELECTIVE and edit.postcodes:
        key = "edit.intake.selective.postcodes"
    postcodes = words.of(all_of(edit.postcodes))
    return words(key, name=name_of(edit.practice), postcodes=postcodes)


def capacity_text(words: Words, capacities: float) -> str:
    """Return a number of capacities with no more decimals than it has: 2, 2,5 or 0,25."""
    for decimals in (0, 1):
        if abs(capacities - round(capacities, decimals)) < 1e-9:
            return words.number(capacities, decimals)
    return words.number(capacities, 2)
