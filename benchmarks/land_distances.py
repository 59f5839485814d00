"""Calibrates the land network against roads, and writes docs/land-network.md.

    python -m benchmarks.land_distances DATA [--write]

DATA is a folder with kommuner.gpkg, places.csv, kvadratnet_250m_midtjylland.csv and
midtjylland-roads.osm.pbf. Without --write the tables are only printed.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import time
from pathlib import Path
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
from numpy.typing import NDArray

from models.domain.place import CRS, Place
from models.domain.text import format_number
from models.network.build import build_road_network
from models.network.join import EdgeIndex
from models.network.land import DETOUR_FACTOR, SPACING_M, SPEED_KMH, build_land_network
from models.network.links import shipped_links
from models.network.network import Network
from models.network.route import Router

REGION = "Region Midtjylland"
PAGE = Path(__file__).resolve().parents[1] / "docs" / "land-network.md"
JOIN_LIMIT_M = 3000

TOWN_PAIRS = (
    ("Knebel", "Aarhus", "round Kalø Vig"),
    ("Ebeltoft", "Aarhus", "round Kalø Vig"),
    ("Skive", "Nykøbing Mors", "Sallingsundbroen"),
    ("Glyngøre", "Nykøbing Mors", "Sallingsundbroen"),
    ("Mariager", "Oue", "round Mariager Fjord, opposite shores"),
    ("Hobro", "Hadsund", "along Mariager Fjord"),
    ("Ringkøbing", "Hvide Sande", "round Ringkøbing Fjord"),
    ("Skjern", "Hvide Sande", "round Ringkøbing Fjord"),
    ("Lemvig", "Thyborøn", "the spit of Harboøre"),
    ("Struer", "Hvidbjerg", "Oddesundbroen"),
    ("Skive", "Farsø", "Virksunddæmningen"),
    ("Juelsminde", "Vejle", "along Vejle Fjord"),
    ("Horsens", "Juelsminde", "along Horsens Fjord"),
    ("Odder", "Horsens", "round Horsens Fjord"),
    ("Fredericia", "Middelfart", "Lillebæltsbroerne"),
    ("Randers", "Grenaa", ""),
    ("Randers", "Viborg", ""),
    ("Silkeborg", "Viborg", ""),
    ("Silkeborg", "Aarhus", ""),
    ("Herning", "Holstebro", ""),
    ("Haderup", "Aulum", ""),
    ("Ulfborg", "Vemb", ""),
    ("Holstebro", "Vinderup", ""),
    ("Brande", "Brædstrup", ""),
    ("Skanderborg", "Horsens", ""),
    ("Bjerringbro", "Hammel", ""),
    ("Viborg", "Skive", ""),
)

MISSING_TOWNS = {"Haderup": Place(499_200, 6_249_600), "Hvidbjerg": Place(469_200, 6_278_200)}
"""Towns that places.csv has only namesakes of; typed from the map, to some hundred metres."""

PAIRS_THE_ROADS_LACK = (("Hadsund", "Mariager", "Mariager Fjord, Hadsundbroen"),)
"""The road file draws Hadsundbroen with both ends north of the fjord, so goes by Hobro."""

BANDS_KM = ((1, 5), (5, 10), (10, 20), (20, 80))
N_PAIRS = 600
AIMS_KM = (2, 4, 8, 15, 25, 40, 60)


class Measured(NamedTuple):
    """Two places and the ways between them: metres over land, metres and seconds by road."""

    straight_m: float
    land_m: float
    road_m: float
    road_s: float

    @property
    def error(self) -> float:
        """How much longer the land network says it is than by road, as a share."""
        return self.land_m / self.road_m - 1


Pair = tuple[str, str, str, Measured]


class Ways:
    """Measures between two places on both networks, ferries left out."""

    def __init__(self, land: Network, road: Network) -> None:
        self._both = [(EdgeIndex(network), Router(network)) for network in (land, road)]

    def measure(self, start: Place, end: Place) -> Measured:
        """Return the ways; LookupError where one network has none."""
        routes = []
        for index, router in self._both:
            joints = index.join(start, JOIN_LIMIT_M), index.join(end, JOIN_LIMIT_M)
            routes.append(router.find(*joints, avoid_ferries=True))
        land, road = routes
        if land is None or road is None:
            raise LookupError(f"no way from {start} to {end}")
        straight = float(np.hypot(start.e - end.e, start.n - end.n))
        return Measured(straight, land.distance_dm / 10, road.distance_dm / 10, road.seconds)


def read_places(path: Path) -> dict[str, list[Place]]:
    """Return where the places of each name are."""
    table = pd.read_csv(path)
    to_metres = pyproj.Transformer.from_crs("EPSG:4326", CRS, always_xy=True)
    places: dict[str, list[Place]] = {}
    for name, e, n in zip(table.name, *to_metres.transform(table.lon, table.lat), strict=True):
        places.setdefault(name, []).append(Place(e, n))
    return places | {name: [place] for name, place in MISSING_TOWNS.items()}


def two_towns(places: dict[str, list[Place]], start: str, end: str) -> tuple[Place, Place]:
    """Return where two towns are; of namesakes those nearest to each other."""
    pairs = itertools.product(places[start], places[end])
    return min(pairs, key=lambda pair: np.hypot(pair[0].e - pair[1].e, pair[0].n - pair[1].n))


def random_pairs(squares: pd.DataFrame) -> list[tuple[Place, Place]]:
    """Return pairs of homes drawn by population, 1.6 to 72 km apart; always the same ones."""
    random = np.random.default_rng(7)
    e, n = squares.oest.to_numpy(float), squares.nord.to_numpy(float)
    share = (squares.folketal / squares.folketal.sum()).to_numpy()
    pairs: list[tuple[Place, Place]] = []
    while len(pairs) < N_PAIRS:
        home = random.choice(len(squares), p=share)
        aim = random.choice(AIMS_KM) * 1000
        distance = np.hypot(e - e[home], n - n[home])
        there = np.flatnonzero((distance > 0.8 * aim) & (distance < 1.2 * aim))
        if len(there):
            other = random.choice(there)
            pairs.append((Place(e[home], n[home]), Place(e[other], n[other])))
    return pairs


def percent(share: float) -> str:
    """Return a share in per cent with its sign."""
    return f"{100 * share:+.1f} %"


def band_rows(measured: list[Measured]) -> list[str]:
    """Return the table of errors by distance."""
    rows = ["| straight line | pairs | median error | nine of ten within | mean error |"]
    rows.append("| --- | --- | --- | --- | --- |")
    for low, high in BANDS_KM:
        errors = np.array(
            [one.error for one in measured if low * 1000 <= one.straight_m < high * 1000]
        )
        size: NDArray[np.float64] = np.abs(errors)
        rows.append(
            f"| {low}-{high} km | {len(errors)} | {100 * np.median(size):.1f} % "
            f"| {100 * np.quantile(size, 0.9):.1f} % | {percent(float(errors.mean()))} |"
        )
    return rows


def town_rows(pairs: list[Pair]) -> list[str]:
    """Return the table of town pairs."""
    rows = ["| from | to | way | straight | land network ≈ | by road | difference |"]
    rows.append("| --- | --- | --- | --- | --- | --- | --- |")
    for start, end, remark, one in pairs:
        straight, land, road = (
            f"{format_number(metres / 1000, 'en', 1)} km"
            for metres in (one.straight_m, one.land_m, one.road_m)
        )
        rows.append(
            f"| {start} | {end} | {remark} | {straight} | {land} | {road} | {percent(one.error)} |"
        )
    return rows


def page(towns: list[Pair], lacking: list[Pair], homes: list[Measured], land: Network) -> str:
    """Return the page for docs/."""
    errors = np.abs([one.error for _, _, _, one in towns])
    far = [one for one in homes if one.straight_m > 5000]
    factor, town_factor = (
        float(np.median([one.road_m / one.land_m for one in some])) * DETOUR_FACTOR
        for some in (far, [one for _, _, _, one in towns])
    )
    speed = float(np.median([one.road_m / one.road_s for one in far])) * 3.6
    return "\n".join(
        [
            "# The land network",
            "",
            "Where no road file was imported, distances come from a lattice over the land: "
            f"sixteen neighbours, {SPACING_M:.0f} m apart ({land.n_nodes:,} points and "
            f"{land.n_edges:,} lines for {REGION} with a margin of 20 km). No line crosses "
            "water; only the bridges and ferries of `data/links.csv` do. Lengths are "
            f"multiplied by a detour factor of {DETOUR_FACTOR}; times assume "
            f"{SPEED_KMH:.0f} km/h. Every figure from it is an estimate and is marked ≈.",
            "",
            "This page is written by `python -m benchmarks.land_distances DATA --write`; it "
            "compares the land network (over the municipalities' shapes) with the road file "
            "of Midtjylland, ferries left out on both.",
            "",
            "## Between towns",
            "",
            f"Median difference {100 * np.median(errors):.1f} %, largest "
            f"{100 * errors.max():.1f} %, over {len(towns)} pairs; the factor that fits them "
            f"best is {town_factor:.2f}.",
            "",
            *town_rows(towns),
            "",
            "Not counted, because the road file draws Hadsundbroen with both ends north of "
            "the fjord and goes by Hobro:",
            "",
            *town_rows(lacking),
            "",
            "## Between homes",
            "",
            f"{len(homes)} pairs drawn by population. Over 5 km the factor that fits best is "
            f"{factor:.2f} and the median speed {speed:.0f} km/h. Towns lie on the "
            "straighter roads, homes beside them; the constant lies between what fits the "
            "two. Near by, roads wind more than in the long run, so the land network is too "
            "short there on average, and a single distance under 5 km is no more than a "
            "hint. (The road file is itself thin in Aarhus, Viborg, Silkeborg and Herning.)",
            "",
            *band_rows(homes),
            "",
        ]
    )


def main() -> None:
    """Measure, print, and write the page where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    data: Path = arguments.data
    areas = gpd.read_file(data / "kommuner.gpkg")
    inside = areas.region == REGION
    region, rest = list(areas.geometry[inside]), list(areas.geometry[~inside])
    began = time.perf_counter()
    land = build_land_network(region, rest, shipped_links()).network
    print(f"land network built in {time.perf_counter() - began:.1f} s")
    road = build_road_network(data / "midtjylland-roads.osm.pbf").network
    ways, places = Ways(land, road), read_places(data / "places.csv")
    towns, lacking = (
        [
            (start, end, remark, ways.measure(*two_towns(places, start, end)))
            for start, end, remark in pairs
        ]
        for pairs in (TOWN_PAIRS, PAIRS_THE_ROADS_LACK)
    )
    squares = pd.read_csv(data / "kvadratnet_250m_midtjylland.csv", sep=";")
    homes = []
    for start, end in random_pairs(squares):
        with contextlib.suppress(LookupError):  # an island
            homes.append(ways.measure(start, end))
    text = page(towns, lacking, homes, land)
    print(text)
    if arguments.write:
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
