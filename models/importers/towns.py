"""Place names for the map: from a file of places, or from postal areas and parishes."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import NDArray

from models.domain.errors import InputError
from models.domain.place import Place
from models.domain.quality import FindingKind
from models.domain.text import Text
from models.geography.areas import NO_AREA, Areas, TownLabel
from models.geography.squares import Squares
from models.importers.findings import Findings
from models.importers.kinds import SourceKind
from models.importers.numbers import Kind, parse_numbers
from models.importers.placing import points_of
from models.importers.reading import Given, read_table

NEIGHBOURHOOD_SQUARES = 3
"""A town stands where so many by so many squares together hold most persons."""

SAME_PLACE_M = 1_500.0
"""A parish so near a postal town is part of it and needs no name of its own."""

TOWN_OF_THAT_SIZE = 5_000
"""Persons of a town as wide as `SAME_PLACE_M`; four times as many live twice as wide."""

NAMESAKE_M = 5_000.0
"""Two places of one name nearer than this are one place told twice."""

_DISTRICT = re.compile(r" (?:C|N|S|V|Ø|NV|NØ|SV|SØ|J|K)$")
_INHABITED = ("city", "town", "village", "hamlet", "suburb", "by", "landsby", "bydel")


def towns_from_areas(
    squares: Squares, postal_areas: Areas, parishes: Areas
) -> tuple[TownLabel, ...]:
    """Return a label for each postal town, and for parishes far from any, by persons.

    Districts of a city are one town ("Aarhus C", "Aarhus N"); each label stands where its
    persons live most densely.
    """
    around = _persons_around(squares)
    towns = _labels(squares, around, squares.postal_area, _without_district(postal_areas.names))
    villages = _labels(squares, around, squares.parish, parishes.names)
    return _most_populous_first([*towns, *_far_from(villages, towns)])


def read_towns(given: Given, region: Areas, findings: Findings) -> tuple[TownLabel, ...]:
    """Return the inhabited places of a file that lie in the region, by persons.

    Coordinates are longitude and latitude. A name told twice within `NAMESAKE_M` is taken
    once, with the larger population.

    Raises
    ------
    InputError
        When the file cannot be read, or lacks names or coordinates.
    """
    table = read_table(given, SourceKind.PLACES, findings)
    points = points_of(table, findings)
    names, kinds = table.field("name"), table.field("kind")
    persons = _whole(table.columns.get(table.heading.get("persons", "")), len(table))
    is_place = np.array([kind in _INHABITED or not kind for kind in kinds], dtype=np.bool_)
    is_place &= np.isfinite(points.e)
    e, n = np.nan_to_num(points.e), np.nan_to_num(points.n)
    is_place &= region.locate(e, n) != NO_AREA
    labels = [
        TownLabel(names[i], Place(float(e[i]), float(n[i])), int(persons[i]))
        for i in np.flatnonzero(is_place).tolist()
    ]
    if not labels:
        raise InputError(
            f"»{table.file}«: forventede steder i regionen med længde- og breddegrad, men fandt "
            "ingen.",
            f"“{table.file}”: expected places in the region with longitude and latitude, but "
            "found none.",
        )
    towns = _without_doubles(_most_populous_first(labels))
    text = Text(
        f"{len(towns)} stednavne er læst; {len(labels) - len(towns)} stod der to gange.",
        f"{len(towns)} place names were read; {len(labels) - len(towns)} stood there twice.",
    )
    findings.tell(FindingKind.READ, text, table.file)
    return towns


def _whole(column: object, n_rows: int) -> NDArray[np.int64]:
    if column is None:
        return np.zeros(n_rows, dtype=np.int64)
    values = parse_numbers(column, Kind.DECIMAL).values  # type: ignore[arg-type]
    return np.nan_to_num(values).astype(np.int64)


def _without_district(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(_DISTRICT.sub("", name) for name in names)


def _persons_around(squares: Squares) -> NDArray[np.int64]:
    """Return the persons in the neighbourhood of each square, itself included."""
    column, row = squares.e // squares.size_m, squares.n // squares.size_m
    key = column.astype(np.int64) * 1_000_000 + row
    cells, inverse = np.unique(key, return_inverse=True)
    persons = np.bincount(inverse, squares.persons).astype(np.int64)
    around = np.zeros(len(cells), dtype=np.int64)
    reach = range(-(NEIGHBOURHOOD_SQUARES // 2), NEIGHBOURHOOD_SQUARES // 2 + 1)
    for step in (x * 1_000_000 + y for x in reach for y in reach):
        at = np.minimum(np.searchsorted(cells, cells + step), len(cells) - 1)
        around += np.where(cells[at] == cells + step, persons[at], 0)
    return around[inverse]


def _labels(
    squares: Squares,
    around: NDArray[np.int64],
    area_of_square: NDArray[np.int32],
    names: tuple[str, ...],
) -> list[TownLabel]:
    """Return one label for each name, where most persons live around a square of its areas."""
    labels = []
    name_of_square = np.array([*names, ""], dtype=object)[area_of_square]
    order = np.argsort(name_of_square.astype(str), kind="stable")
    distinct, first = np.unique(name_of_square[order].astype(str), return_index=True)
    for name, at in zip(distinct.tolist(), np.split(order, first[1:]), strict=True):
        if name:
            densest = at[np.argmax(around[at])]
            place = Place(float(squares.e[densest]), float(squares.n[densest]))
            labels.append(TownLabel(name, place, int(squares.persons[at].sum(dtype=np.int64))))
    return labels


def _far_from(labels: list[TownLabel], towns: list[TownLabel]) -> list[TownLabel]:
    """Return the labels that lie outside every town and have a name of their own."""
    if not towns:
        return labels
    names = {town.name for town in towns}
    places = np.array([town.place for town in towns])
    persons = np.array([town.persons for town in towns])
    reach_m = SAME_PLACE_M * np.sqrt(np.maximum(1.0, persons / TOWN_OF_THAT_SIZE))
    return [
        label
        for label in labels
        if label.name not in names
        and (np.hypot(*(places - np.array(label.place)).T) > reach_m).all()
    ]


def _most_populous_first(labels: Iterable[TownLabel]) -> tuple[TownLabel, ...]:
    return tuple(sorted(labels, key=lambda town: (-town.persons, town.name, town.place)))


def _without_doubles(labels: Iterable[TownLabel]) -> tuple[TownLabel, ...]:
    kept: dict[str, list[TownLabel]] = {}
    for label in labels:
        # Århus became Aarhus in 2011, and files of places have both
        namesakes = kept.setdefault(label.name.casefold().replace("å", "aa"), [])
        point = shapely.Point(label.place)
        if all(point.distance(shapely.Point(other.place)) > NAMESAKE_M for other in namesakes):
            namesakes.append(label)
    return _most_populous_first(label for namesakes in kept.values() for label in namesakes)
