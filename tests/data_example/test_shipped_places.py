"""The shipped example: towns, islands and borders are where a Dane knows them."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import pytest
import shapely

from data.example.islands import read_islands
from models.allocation.evaluator import evaluate
from models.allocation.region import Region
from models.allocation.state import baseline_state
from models.domain.rules import shipped_rule_packs
from models.geography.areas import Areas

PLACES = {
    "Haderup": (56.400, 8.970),
    "Aulum": (56.265, 8.793),
    "Ulfborg": (56.268, 8.321),
    "Vemb": (56.343, 8.340),
    "Knebel": (56.214, 10.490),
    "Thyborøn": (56.699, 8.213),
    "Hvide Sande": (55.999, 8.127),
    "Fur": (56.816, 9.021),
    "Endelave": (55.758, 10.276),
    "Anholt": (56.705, 11.544),
}
"""The ten places that the planners know by heart, latitude and longitude."""

MENTIONED_IN_2008 = (
    "Tørring",
    "Uldum",
    "Hedensted",
    "Hornsyld",
    "Juelsminde",
    "Aulum",
    "Vildbjerg",
    "Sunds",
    "Herning",
    "Kibæk",
    "Haderup",
    "Vinderup",
    "Ulfborg",
    "Vemb",
    "Holstebro",
    "Brædstrup",
    "Østbirk",
    "Horsens",
    "Endelave",
    "Ikast",
    "Brande",
    "Ejstrupholm",
    "Bording",
    "Engesvang",
    "Lemvig",
    "Thyborøn",
    "Bøvlingbjerg",
    "Grenaa",
    "Trustrup",
    "Glesborg",
    "Anholt",
    "Randers",
    "Havndal",
    "Tarm",
    "Skjern",
    "Ringkøbing",
    "Videbæk",
    "Skive",
    "Roslev",
    "Balling",
    "Selde",
    "Fur",
    "Struer",
    "Hvidbjerg",
    "Ebeltoft",
    "Rønde",
    "Hornslet",
    "Knebel",
    "Ryomgård",
    "Nimtofte",
    "Kolind",
    "Tirstrup",
    "Skanderborg",
    "Odder",
    "Aarhus",
    "Silkeborg",
    "Viborg",
    "Tranebjerg",
    "Tunø",
    "Hvide Sande",
)

NAMED_OTHERWISE = ("Aarhus", "Bording")
"""GeoNames has the cathedral for Aarhus, the other list the town hall, 800 m apart; its
Bording is the village by the church, which grew into the town, theirs the one by the station."""

WITHOUT_A_ROAD = ("Tunø", "Endelave", "Hjarnø", "Venø", "Anholt")
"""Islands of the region that have no practice and can only be left by ferry."""


@pytest.mark.parametrize("name", PLACES)
def test_a_place_everyone_knows_is_within_500_m_of_where_it_is(region: Region, name: str) -> None:
    lat, lon = PLACES[name]
    e, n = pyproj.Transformer.from_crs(4326, 25832, always_xy=True).transform(lon, lat)

    town = next(town for town in region.towns if town.name == name)

    assert np.hypot(town.place.e - e, town.place.n - n) < 500


def test_every_town_of_the_2008_plan_is_on_the_map(region: Region) -> None:
    assert set(MENTIONED_IN_2008) - {town.name for town in region.towns} == set()


def test_no_two_towns_have_the_same_name(region: Region) -> None:
    names = [town.name for town in region.towns]

    assert len(names) == len(set(names))


def test_every_town_and_practice_lies_on_land_of_the_region(region: Region) -> None:
    places = [town.place for town in region.towns] + [p.place for p in region.practices]
    e, n = np.array(places).T

    assert (region.municipalities.locate(e, n) >= 0).all()


@pytest.mark.parametrize("island", read_islands(), ids=lambda island: island.name)
def test_an_island_is_land_of_its_own(region: Region, island) -> None:
    land = _everywhere(region)
    near = min(shapely.get_parts(land), key=island.centre.distance)

    assert near.distance(island.centre) < 1_000
    assert near.area == pytest.approx(island.area_m2, rel=0.55)


def test_small_islands_are_reached_by_ferry_only(region: Region) -> None:
    packs = {pack.id: pack for pack in shipped_rule_packs()}
    result = evaluate(region, baseline_state(region, packs["2015-2024"]))
    cut_off = {island.name: island for island in read_islands() if island.name in WITHOUT_A_ROAD}
    parts = shapely.get_parts(_everywhere(region))
    expected = np.zeros(len(region.squares), dtype=np.bool_)
    for island in cut_off.values():
        near = min(parts, key=island.centre.distance)
        expected |= shapely.intersects_xy(near, region.squares.e, region.squares.n)

    assert (result.by_ferry == expected).all()


def test_land_is_covered_exactly_once(region: Region) -> None:
    shapes = np.concatenate([region.municipalities.shapes, region.surroundings.shapes])

    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [
        ("Ringkøbing Fjord", 55.97, 8.24),
        ("Nissum Fjord", 56.35, 8.18),
        ("Stadil Fjord", 56.168, 8.178),
        ("Limfjorden ved Struer", 56.52, 8.68),
        ("Skive Fjord", 56.60, 9.06),
        ("Hjarbæk Fjord", 56.54, 9.33),
        ("Mariager Fjord", 56.70, 10.18),
        ("Randers Fjord", 56.6093, 10.3015),
        ("Horsens Fjord", 55.85, 9.98),
        ("Kalø Vig", 56.24, 10.38),
        ("Ebeltoft Vig", 56.20, 10.60),
        ("Nissum Bredning", 56.62, 8.32),
    ],
)
def test_a_fjord_is_water(region: Region, name: str, lat: float, lon: float) -> None:
    e, n = pyproj.Transformer.from_crs(4326, 25832, always_xy=True).transform(lon, lat)

    assert not shapely.intersects_xy(_everywhere(region), e, n)


def test_municipalities_lie_where_the_shared_borders_are(region: Region, shared_data: Path) -> None:
    true = gpd.read_file(shared_data / "kommuner.gpkg").set_index("kommunekode").geometry

    shared = {
        name: _overlap(shape, true[code]) for code, name, shape in _each(region.municipalities)
    }

    assert {name: share for name, share in shared.items() if share < 0.75} == {}
    assert np.median(list(shared.values())) > 0.9


def test_towns_are_within_500_m_of_the_shared_places(region: Region, shared_data: Path) -> None:
    places = pd.read_csv(shared_data / "places.csv")
    to_metres = pyproj.Transformer.from_crs(4326, 25832, always_xy=True)
    places["e"], places["n"] = to_metres.transform(places.lon.to_numpy(), places.lat.to_numpy())

    off = {}
    for town in region.towns:
        if town.name in NAMED_OTHERWISE:
            continue
        named = places[places.name == town.name]
        distance = np.hypot(named.e - town.place.e, named.n - town.place.n)
        # a namesake elsewhere says nothing of this town
        near = distance[distance < 5_000]
        if len(near) and near.min() > 500:
            off[town.name] = round(near.min())

    assert {name: metres for name, metres in off.items() if name in MENTIONED_IN_2008} == {}
    assert len(off) <= 3


def _each(areas: Areas) -> zip[tuple[str, str, shapely.Geometry]]:
    return zip(areas.codes, areas.names, areas.shapes, strict=True)


def _overlap(one: shapely.Geometry, other: shapely.Geometry) -> float:
    return one.intersection(other).area / one.union(other).area


def _everywhere(region: Region) -> shapely.Geometry:
    shapes = [*region.municipalities.shapes, *region.surroundings.shapes]
    land = shapely.union_all(shapes)
    shapely.prepare(land)
    return land
