"""A small made-up region as files: two municipalities, a neighbour, sea around them."""

import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely

from models.importers.ground import Inputs
from tests.models.network.make import STREET, write_roads

E0, N0 = 500_000, 6_200_000
"""The region's south-western corner; it is 20 km wide and 10 km high."""

REGISTER_HEADER = (
    "Ydernr;Praksisnavn;Adresse;Postnr;By;Kommune;X (UTM32);Y (UTM32);Praksisform;Kapaciteter;"
    "Heraf ledige;Antal læger;Lægers fødselsår;Tilmeldte;Lukkegrænse pr. kapacitet;Tilgang;"
    "Åben for postnumre;Ønsket patienttal"
)
REGISTER_ROWS = (
    "051912;Lægen i Vestby;Algade 1;8000;Vestby C;Vestby;502000;6205100;Enkeltmandspraksis;1;0;1;"
    "1964;500;;Åben;;",
    "087331;Lægehuset Østby;Torvet 2;8100;Østby;Østby;515000;6205000;Kompagniskabspraksis;1,5;0;2;"
    "1970 1981;1.350;900;Lukket;;1500",
)
LISTS = (
    "Sognekode;Ydernr;Tilmeldte",
    "7001;051912;300",
    "7002;051912;200",
    "7002;087331;50",
    "7003;087331;1.300",
)
SQUARES_HEADER = (
    "celle;oest;nord;sognekode;kommunekode;alder_00_19;alder_20_39;alder_40_59;alder_60_79;"
    "alder_80_plus;folketal"
)
SQUARE_ROWS = (
    "250m_a;502125;6205125;7001;0701;100;100;100;90;10;400",
    "250m_b;507125;6205125;7002;0701;50;60;70;80;40;300",
    "250m_c;515125;6205125;7003;0702;300;300;300;200;100;1200",
    "250m_d;516125;6205125;7003;0702;100;20;30;30;20;200",
    "250m_n;505125;6215125;8001;0801;10;20;30;30;10;100",
)


def box(west: float, south: float, east: float, north: float) -> shapely.Geometry:
    """Return a rectangle in kilometres from the region's corner."""
    return shapely.box(E0 + 1000 * west, N0 + 1000 * south, E0 + 1000 * east, N0 + 1000 * north)


def write_layer(
    path: Path,
    columns: Mapping[str, Sequence[Any]],
    shapes: Sequence[shapely.Geometry],
    crs: str | None = "EPSG:25832",
) -> Path:
    """Write a map layer; without `crs` it says of none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # no coordinate system, headings cut: as meant
        pyogrio.raw.write(
            path,
            np.array([shapely.to_wkb(shape) for shape in shapes], dtype=object),
            [np.array(column) for column in columns.values()],
            list(columns),
            geometry_type="Unknown",
            crs=crs,
        )
    return path


MUNICIPALITIES: dict[str, Sequence[Any]] = {
    "kommunekode": ["0701", "0702", "0801"],
    "kommune": ["Vestby", "Østby", "Naboby"],
    "region": ["Region Prøve", "Region Prøve", "Region Nabo"],
}
MUNICIPALITY_SHAPES = (box(0, 0, 10, 10), box(10, 0, 20, 10), box(0, 10, 20, 20))


def write_municipalities(path: Path, crs: str | None = "EPSG:25832") -> Path:
    return write_layer(path, MUNICIPALITIES, MUNICIPALITY_SHAPES, crs)


def write_parishes(path: Path) -> Path:
    columns: dict[str, Sequence[Any]] = {
        "sognekode": ["7001", "7002", "7003", "8001"],
        "sogn": ["Vester", "Mellem", "Øster", "Nabo"],
        "kommunekode": ["0701", "0701", "0702", "0801"],
        "folketal": [400, 300, 1400, 100],
    }
    shapes = (box(0, 0, 5, 10), box(5, 0, 10, 10), box(10, 0, 20, 10), box(0, 10, 20, 20))
    return write_layer(path, columns, shapes)


def write_postal_areas(path: Path) -> Path:
    columns = {
        "postnr": ["8000", "8010", "8100", "9000"],
        "by": ["Vestby C", "Vestby N", "Østby", "Nabo"],
    }
    shapes = (box(0, 0, 5, 10), box(5, 0, 10, 10), box(10, 0, 20, 10), box(0, 10, 20, 20))
    return write_layer(path, columns, shapes)


def write_streets(path: Path) -> Path:
    """Write one road through the middle of the region, from its west to its east."""
    points = {i: (1000.0 * (i - 1), 5000.0) for i in range(1, 22)}
    return write_roads(path, points, [(list(points), STREET)])


def write_text(path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path.write_bytes("\n".join(lines).encode(encoding))
    return path


def write_world(folder: Path) -> Inputs:
    """Write every file and return them as inputs."""
    return Inputs(
        areas=write_municipalities(folder / "kommuner.gpkg"),
        practices=write_text(
            folder / "register.csv", REGISTER_HEADER, *REGISTER_ROWS, encoding="cp1252"
        ),
        roads=write_streets(folder / "veje.osm.pbf"),
        squares=write_text(folder / "kvadrater.csv", SQUARES_HEADER, *SQUARE_ROWS),
        parishes=write_parishes(folder / "sogne.gpkg"),
        postcodes=write_postal_areas(folder / "postnumre.gpkg"),
        lists=write_text(folder / "lister.csv", *LISTS, encoding="utf-8-sig"),
        region="Region Prøve",
        reference_date="2025-01-01",
    )
