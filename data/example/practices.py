"""Invents the practices: the named ones of a typed table, and as many as people need elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import shapely

from data.example.borders import Municipality
from data.example.ground import read_table
from data.example.people import largest_remainder
from data.example.postal import postcode_of_town
from data.example.towns import Town
from models.domain.place import Place
from models.domain.practice import Form, Intake, Practice

PERSONS_PER_CAPACITY = 1_600
_LEAST_HOMES = 1_400
"""A town of at least so many persons has doctors."""

_SIZES = (2, 1, 3, 1, 2, 1, 4, 1, 1, 2, 1, 3, 1, 2, 1, 4)
"""Capacities of the practices of a large town, again and again: half are solo."""
_LARGEST_ALONE = 4
"""A town of up to so many capacities has them under one roof."""

_STREETS = (
    "Torvet",
    "Nørregade",
    "Vestergade",
    "Søndergade",
    "Østergade",
    "Kirkegade",
    "Skolegade",
    "Stationsvej",
    "Parkvej",
    "Møllevej",
    "Bredgade",
    "Algade",
    "Engvej",
    "Skovvej",
    "Bakkevej",
    "Havnegade",
    "Jernbanegade",
    "Brogade",
    "Kærvej",
    "Ringvej",
)

_GOLDEN_ANGLE = 2.399963229728653


class Invented(NamedTuple):
    """A practice and how many the table lists with it; None leaves that to people nearby."""

    practice: Practice
    listed: int | None


def invent_practices(
    municipalities: Sequence[Municipality], towns: Sequence[Town], persons: dict[str, int]
) -> list[Invented]:
    """Return the invented practices, sorted by provider number.

    Provider numbers start with 9, or 8 after the hundredth, which no real one does, and go on
    with the municipality.
    """
    named = _named_by_town()
    invented: list[Invented] = []
    for municipality in municipalities:
        local = [
            town for town in towns if municipality.shape.contains(shapely.Point(town.e, town.n))
        ]
        rows = [(town, row) for town in local for row in named.pop(town.name, [])]
        invented += _named(rows, municipality.shape)
        capacities = round(persons[municipality.code] / PERSONS_PER_CAPACITY) - sum(
            int(row["capacities"]) for _, row in rows
        )
        others = [
            town
            for town in local
            if town.homes >= _LEAST_HOMES and town not in {place for place, _ in rows}
        ]
        if capacities > 0 and others:
            invented += _unnamed(municipality, others, capacities, len(rows))
    if named:
        raise ValueError(f"practices.csv names towns that are nowhere: {sorted(named)}")
    return sorted(invented, key=lambda each: each.practice.provider_number)


def _named_by_town() -> dict[str, list[dict[str, str]]]:
    named: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in read_table("practices.csv"):
        named[row["town"]].append(row)
    return dict(named)


def _named(rows: list[tuple[Town, dict[str, str]]], land: shapely.Geometry) -> Iterator[Invented]:
    """Yield the practices of the typed table that lie in one municipality."""
    postcodes = postcode_of_town()
    for town, row in rows:
        siblings = [other for place, other in rows if place is town]
        capacities, vacant = int(row["capacities"]), int(row["vacant"])
        yield Invented(
            Practice(
                provider_number=row["number"],
                name=row["name"],
                place=_place_in(town, siblings.index(row), len(siblings), land),
                form=Form(row["form"]),
                capacities=float(capacities),
                vacant=float(vacant),
                doctors=capacities - vacant,
                doctors_born=tuple(int(year) for year in row["born"].split()),
                own_limit=int(row["own_limit"]) if row["own_limit"] else None,
                postcode=postcodes[town.name],
                town=town.name,
            ),
            int(row["listed"]) if row["listed"] else None,
        )


def _unnamed(
    municipality: Municipality, towns: Sequence[Town], capacities: int, n_named: int
) -> Iterator[Invented]:
    """Yield practices for the towns that the table does not name, by their persons."""
    shares = largest_remainder(np.array([town.homes for town in towns]), capacities)
    number = n_named
    for town, share in zip(towns, shares, strict=True):
        sizes = _sizes(int(share))
        for index, size in enumerate(sizes):
            number += 1
            code = f"{9 - number // 100}{municipality.code[1:]}{number % 100:02d}"
            place = _place_in(town, index, len(sizes), municipality.shape)
            yield Invented(_invent(code, town, index, size, place, len(sizes)), None)


def _sizes(capacities: int) -> list[int]:
    """Return the capacities of each practice of a town."""
    if capacities <= _LARGEST_ALONE:
        return [capacities] if capacities else []
    sizes: list[int] = []
    while (left := capacities - sum(sizes)) > 0:
        sizes.append(min(left, _SIZES[len(sizes) % len(_SIZES)]))
    return sizes


def _invent(
    number: str, town: Town, index: int, capacities: int, place: Place, n_in_town: int
) -> Practice:
    """Return one invented practice; a hash of its number stands in for chance."""
    chance = mixed(int(number))
    form = _form(chance, capacities, n_in_town)
    vacant = 1 if chance % 17 == 0 and form is not Form.SHARED_POST else 0
    doctors = 2 if form is Form.SHARED_POST else capacities - vacant
    postcode = postcode_of_town()[town.name]
    intake = Intake.SELECTIVE if chance // 101 % 7 == 0 else Intake.AUTOMATIC
    return Practice(
        provider_number=number,
        name=_name(town, index, capacities, form, n_in_town),
        place=place,
        form=form,
        capacities=float(capacities),
        vacant=float(vacant),
        doctors=doctors,
        doctors_born=tuple(sorted(_born(chance, doctor) for doctor in range(doctors))),
        own_limit=1_700 if chance // 7 % 29 == 0 else None,
        intake=intake,
        intake_by_register=intake is not Intake.AUTOMATIC,
        postcodes=(postcode,) if intake is Intake.SELECTIVE else (),
        postcode=postcode,
        town=town.name,
    )


def _form(chance: int, capacities: int, n_in_town: int) -> Form:
    if chance // 13 % 41 == 0:
        return Form.TENDER
    if chance // 13 % 101 == 1:
        return Form.REGIONAL
    if capacities > 1:
        return Form.PARTNERSHIP
    if n_in_town > 4 and chance // 3 % 5 == 0:
        return Form.COLLABORATIVE
    return Form.SHARED_POST if chance // 3 % 23 == 1 else Form.SOLO


def _born(chance: int, doctor: int) -> int:
    """Return a year of birth from 1953 to 1988; about three in ten are 60 or older in 2021."""
    return 1953 + mixed(chance + 7_919 * doctor) % 36


def _name(town: Town, index: int, capacities: int, form: Form, n_in_town: int) -> str:
    kind = {Form.TENDER: "Udbudsklinikken", Form.REGIONAL: "Regionsklinikken"}.get(
        form, "Lægen" if capacities == 1 else "Lægerne"
    )
    if n_in_town == 1:
        return f"Lægehuset {town.name}" if kind == "Lægerne" else f"{kind} i {town.name}"
    street = _STREETS[index % len(_STREETS)]
    house = "" if index < len(_STREETS) else f" {index // len(_STREETS) * 20 + 2}"
    return f"{kind} {street}{house}, {town.name}"


def _place_in(town: Town, index: int, n_in_town: int, land: shapely.Geometry) -> Place:
    """Return a place in the town: from its middle outwards on a spiral, always on land."""
    reach_m = 0.0 if n_in_town == 1 else 60.0 + 6.0 * float(np.sqrt(town.homes))
    radius = reach_m * float(np.sqrt((index + 0.3) / n_in_town))
    angle = _GOLDEN_ANGLE * index
    e, n = town.e + radius * np.cos(angle), town.n + radius * np.sin(angle)
    if not shapely.contains_xy(land, e, n):
        e, n = town.e, town.n
    return Place(float(round(e)), float(round(n)))


def mixed(number: int) -> int:
    """Return a number from 0 to 2**31 - 1 that looks like chance and never changes."""
    number = (number ^ (number >> 16)) * 0x45D9F3B & 0xFFFFFFFF
    number = (number ^ (number >> 16)) * 0x45D9F3B & 0xFFFFFFFF
    return (number ^ (number >> 16)) & 0x7FFFFFFF
