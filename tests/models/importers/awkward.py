"""Writes awkward files as data offices send them, and says what is expected of each."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas
import pyarrow
import pyarrow.parquet
import shapely
import xlsxwriter

from models.importers.kinds import SourceKind
from tests.models.importers import world

HEAD = "Ydernr;Navn;X;Y;Kapaciteter;Tilmeldte"
VEST = "051912;Lægen i Vestby;502000;6205100;1;500"
ØST = "087331;Lægehuset Østby;515000;6205000;1,5;1350"
BOTH = ("051912", "087331")
"""The two practices of the good file."""

Write = Callable[[Path], None]


@dataclass(frozen=True)
class Awkward:
    """A file and its expected report.

    `taken` are the provider numbers, square ids, area codes or sums that come of it; `said`
    are parts of sentences of the report, or of the refusal where `taken` is None.
    """

    name: str
    file: str
    write: Write
    taken: tuple[str, ...] | None
    said: tuple[str, ...] = ()
    kind: SourceKind = SourceKind.REGISTER


def text(*lines: str, encoding: str = "utf-8", end: str = "\n") -> Write:
    return lambda path: void(path.write_bytes((end.join(lines) + end).encode(encoding)))


def raw(content: bytes) -> Write:
    return lambda path: void(path.write_bytes(content))


def void(_: object) -> None:
    """Take a value and give none back."""


def sheets(**rows_of: Sequence[Sequence[Any]]) -> Write:
    def write(path: Path) -> None:
        with xlsxwriter.Workbook(str(path)) as workbook:
            for name, rows in rows_of.items():
                sheet = workbook.add_worksheet(name)
                for at, row in enumerate(rows):
                    sheet.write_row(at, 0, row)

    return write


def merged(path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet("Ark1")
        sheet.write_row(0, 0, ["Kommune", *HEAD.split(";")])
        sheet.write_row(1, 0, ["", *cells(VEST)])
        sheet.write_row(2, 0, ["", *cells(ØST)])
        sheet.merge_range(1, 0, 2, 0, "Vestby")


def cells(line: str) -> list[Any]:
    """Return a line's fields as a spreadsheet holds them: numbers as numbers."""
    number, name, *rest = line.split(";")
    return [number, name, *(float(field.replace(",", ".")) for field in rest)]


def zipped_shapefile(path: Path) -> None:
    made = world.write_municipalities(path.parent / "kommuner.shp")
    with zipfile.ZipFile(path, "w") as archive:
        for part in sorted(made.parent.glob("kommuner.*")):
            if part != path:
                archive.write(part, part.name)


def parquet(path: Path) -> None:
    columns = {
        "ydernr": [51912, 87331],
        "x": [502000.0, 515000.0],
        "y": [6205100.0, 6205000.0],
        "kapaciteter": [1.0, 1.5],
    }
    pyarrow.parquet.write_table(pyarrow.table(columns), path)


def geoparquet(path: Path) -> None:
    """Write areas in Parquet in longitude and latitude, as other programs do."""
    made = world.write_municipalities(path.with_suffix(".gpkg"))
    geopandas.read_file(made).to_crs("EPSG:4326").to_parquet(path)


def points(path: Path) -> None:
    columns = {"ydernr": list(BOTH), "kapaciteter": [1.0, 1.5]}
    shapes = [shapely.Point(502000, 6205100), shapely.Point(515000, 6205000)]
    world.write_layer(path, columns, shapes)


def geojson_in_utm(path: Path) -> None:
    """Write GeoJSON as old programs do: metres, and not a word of it."""
    features = ",".join(
        f'{{"type":"Feature","properties":{{"ydernr":"{number}","kapaciteter":1}},'
        f'"geometry":{{"type":"Point","coordinates":[{x},{y}]}}}}'
        for number, x, y in (("051912", 502000, 6205100), ("087331", 515000, 6205000))
    )
    path.write_text(f'{{"type":"FeatureCollection","features":[{features}]}}')
