"""Awkward files as data offices send them, each with what is taken and what is said of it."""

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


TITLES = ("Udtræk fra Notus Regional", "Dato: 1. januar 2025", "")
SQUARES = SourceKind.SQUARES
LISTS = SourceKind.LISTS
AREAS = SourceKind.MUNICIPALITIES

CORPUS: tuple[Awkward, ...] = (
    # how the text is written
    Awkward("semicolons", "r.csv", text(HEAD, VEST, ØST), BOTH, ("2 af 2 rækker",)),
    Awkward(
        "commas and decimal points",
        "r.csv",
        text(
            HEAD.replace(";", ","), VEST.replace(";", ","), ØST.replace(",", ".").replace(";", ",")
        ),
        BOTH,
    ),
    Awkward("tabs", "r.tsv", text(*(t.replace(";", "\t") for t in (HEAD, VEST, ØST))), BOTH),
    Awkward("bars", "r.txt", text(*(t.replace(";", "|") for t in (HEAD, VEST, ØST))), BOTH),
    Awkward("sep= of Excel", "r.csv", text("sep=;", HEAD, VEST, ØST, end="\r\n"), BOTH),
    Awkward("windows-1252", "r.csv", text(HEAD, VEST, ØST, encoding="cp1252"), BOTH),
    Awkward("UTF-8 with a mark", "r.csv", text(HEAD, VEST, ØST, encoding="utf-8-sig"), BOTH),
    Awkward("UTF-16", "r.csv", text(HEAD, VEST, ØST, encoding="utf-16"), BOTH),
    Awkward("UTF-16 without a mark", "r.csv", text(HEAD, VEST, encoding="utf-16-be"), BOTH[:1]),
    Awkward(
        "letters of DOS",
        "r.csv",
        text(HEAD, VEST, encoding="cp850"),
        BOTH[:1],
        ("læst med tegnsættet cp850",),
    ),
    Awkward(
        "letters encoded twice",
        "r.csv",
        raw("\n".join((HEAD, VEST, ØST)).encode().decode("cp1252", "replace").encode()),
        BOTH,
        ("Æ, ø og å var gemt forkert",),
    ),
    Awkward(
        "letters lost before",
        "r.csv",
        text(HEAD, VEST.replace("æ", "\ufffd")),
        BOTH[:1],
        ("bogstaver, der er gået tabt",),
    ),
    Awkward(
        "line ends within quotes",
        "r.csv",
        text(HEAD, VEST.replace("Lægen i Vestby", '"Lægen\ni Vestby"'), ØST),
        BOTH,
    ),
    Awkward(
        "a delimiter within quotes",
        "r.csv",
        text(HEAD, VEST.replace("Lægen i Vestby", '"Lægen; Vestby"')),
        BOTH[:1],
    ),
    Awkward(
        "a delimiter without quotes",
        "r.csv",
        text(HEAD, VEST.replace("Lægen i", "Lægen;"), ØST),
        BOTH[1:],
        ("Række 2, kolonne Tilmeldte: forventede 6 felter i rækken, fandt »7«",),
    ),
    Awkward(
        "delimiters behind every row",
        "r.csv",
        text(*(f"{line};;;" for line in (HEAD, VEST, ØST))),
        BOTH,
    ),
    Awkward("empty rows in between", "r.csv", text(HEAD, "", VEST, ";;;;;", ØST, ""), BOTH),
    # what stands around the table
    Awkward(
        "titles above",
        "r.csv",
        text(*TITLES, HEAD, VEST, ØST),
        BOTH,
        ("Overskrifterne står i række 4", "»Udtræk fra Notus Regional«"),
    ),
    Awkward(
        "totals below that agree",
        "r.csv",
        text(HEAD, VEST, ØST, "I alt;;;;2,5;1.850"),
        BOTH,
        ("Række 4 er en sum", "Kapaciteter: rækkerne giver 2,50, som sumrækken 4 siger"),
    ),
    Awkward(
        "totals below that do not",
        "r.csv",
        text(HEAD, VEST, ØST, "Total;;;;2,5;2.500"),
        BOTH,
        ("Tilmeldte: sumrækken 4 siger 2.500, men rækkerne giver 1.850",),
    ),
    # how numbers are written
    Awkward(
        "thousands with points, blanks and hard blanks",
        "r.csv",
        text(
            HEAD,
            "051912;L;502.000;6.205.100;1;1.500",
            "087331;L;515 000;6\u00a0205\u00a0000;1;1 350",
        ),
        BOTH,
    ),
    Awkward(
        "a number lost its zero",
        "r.csv",
        text(HEAD, VEST.removeprefix("0"), ØST),
        BOTH,
        ("1 ydernumre havde mistet det første nul",),
    ),
    Awkward(
        "a capacity in words",
        "r.csv",
        text(HEAD, VEST.replace(";1;", ";ca. 1;"), ØST),
        BOTH[1:],
        ("Række 2, kolonne Kapaciteter: forventede et tal på 0 eller derover, fandt »ca. 1«",),
    ),
    Awkward(
        "a list that is no whole number",
        "r.csv",
        text(HEAD, VEST.replace(";500", ";500,5"), ØST),
        BOTH,
        ("Række 2, kolonne Tilmeldte", "Værdien er ikke taget med"),
    ),
    Awkward(
        "the same number twice",
        "r.csv",
        text(HEAD, VEST, ØST, VEST),
        BOTH,
        ("Række 4, kolonne Ydernr: forventede et ydernummer, der ikke står før",),
    ),
    Awkward(
        "one practice under two numbers",
        "r.csv",
        text(HEAD, VEST, VEST.replace("051912", "087331")),
        BOTH,
        ("samme navn og sted som 051912 i række 2",),
    ),
    # which column is what
    Awkward(
        "headings misspelt",
        "r.csv",
        text("Ydernumer;Navn;X;Y;Kapacitetter;Tilmeldte", VEST, ØST),
        BOTH,
        ("»Ydernumer« er læst som Ydernummer: navnet ligner", "»Kapacitetter« er læst"),
    ),
    Awkward(
        "headings that say nothing",
        "r.csv",
        text("A;B;C1;D1;Kapaciteter;E1", VEST, ØST, "012345;L;503000;6205100;1;7"),
        ("012345", *BOTH),
        ("»A« er læst som Ydernummer: indholdet passer",),
    ),
    Awkward(
        "headings in English",
        "r.csv",
        text("Provider number,Easting,Northing,Capacities", "051912,502000,6205100,1"),
        BOTH[:1],
    ),
    Awkward(
        "the needed heading twice",
        "r.csv",
        text("Ydernr;X;Y;Kapaciteter;Kapaciteter", "051912;502000;6205100;1;2"),
        None,
        ("kolonnen »Kapaciteter« findes to gange",),
    ),
    Awkward(
        "no column of capacities",
        "r.csv",
        text("Ydernr;X;Y", "051912;502000;6205100"),
        None,
        ("forventede en kolonne", "»kapaciteter«"),
    ),
    # where it lies
    Awkward(
        "longitude and latitude with commas",
        "r.csv",
        text(
            "Ydernr;Længdegrad;Breddegrad;Kapaciteter",
            "051912;9,0321;55,9912;1",
            "087331;9,2404;55,9902;1",
        ),
        BOTH,
        ("læst som længde- og breddegrad", "2 af 2 ligger så i Danmark"),
    ),
    Awkward(
        "latitude in the column of X",
        "r.csv",
        text("Ydernr;X;Y;Kapaciteter", "051912;55.9912;9.0321;1", "087331;55.9902;9.2404;1"),
        BOTH,
        ("læst som bredde- og længdegrad (byttet om)",),
    ),
    Awkward(
        "UTM 33",
        "r.csv",
        text("Ydernr;X;Y;Kapaciteter", "051912;127961;6221185;1", "087331;140937;6219977;1"),
        BOTH,
        ("læst som UTM 33",),
    ),
    Awkward(
        "one row with X and Y mixed up",
        "r.csv",
        text(HEAD, "051912;L;6205100;502000;1;500", ØST),
        BOTH,
        ("Række 2, kolonne X / Y: stedet er læst som UTM 32 med X og Y byttet om",),
    ),
    Awkward(
        "one row at zero",
        "r.csv",
        text(HEAD, "051912;L;0;0;1;500", ØST),
        BOTH[1:],
        ("Række 2, kolonne X / Y: forventede et sted i Danmark, fandt »0 / 0«",),
    ),
    Awkward(
        "both coordinates in one field",
        "r.csv",
        text(
            "Ydernr;Geometri;Kapaciteter",
            "051912;POINT (502000 6205100);1",
            "087331;POINT(515000 6205000);1",
        ),
        BOTH,
    ),
    Awkward(
        "degrees, minutes and seconds",
        "r.csv",
        text("Ydernr;Længdegrad;Breddegrad;Kapaciteter", "051912;9°01'55,6\"Ø;55°59'28,3\"N;1"),
        BOTH[:1],
        ("læst som længde- og breddegrad",),
    ),
    Awkward(
        "a practice in the sea",
        "r.csv",
        text(HEAD, VEST, "087331;L;530000;6205000;1;500"),
        BOTH[:1],
        ("forventede et sted på land",),
    ),
    Awkward(
        "a practice on the quay",
        "r.csv",
        text(HEAD, VEST, "087331;L;520040;6205000;1;500"),
        BOTH,
        ("40 m ude i vandet",),
    ),
    # spreadsheets
    Awkward(
        "a workbook with titles, totals and a sheet of notes",
        "r.xlsx",
        sheets(
            Noter=[["Læs mig"], ["Tal pr. 1. januar"]],
            Register=[
                ["Praksisregister"],
                [],
                HEAD.split(";"),
                cells(VEST),
                cells(ØST),
                ["I alt", "", "", "", 2.5, 1850],
            ],
        ),
        BOTH,
        (
            "2 ark eller lag; »Register« er læst",
            "Overskrifterne står i række 3",
            "Række 6 er en sum",
        ),
    ),
    Awkward(
        "a list that a spreadsheet took for a fraction",
        "r.xlsx",
        sheets(Ark1=[HEAD.split(";"), ["051912", "L", 502000, 6205100, 1, 1.368]]),
        BOTH[:1],
        ("Række 2, kolonne Tilmeldte: forventede et helt tal", "fandt »1.3680«"),
    ),
    Awkward(
        "merged cells",
        "r.xlsx",
        merged,
        BOTH,
        ("1 celler var flettet sammen med cellen over",),
    ),
    Awkward(
        "a workbook that is a web page",
        "r.xlsx",
        raw(b"<html><table><tr><td>Ydernr</td></tr></table></html>"),
        None,
        ("kan ikke læses som Excel",),
    ),
    Awkward("an empty workbook", "r.xlsx", sheets(Ark1=[]), None, ("er tom",)),
    # other forms
    Awkward("Parquet with numbers for numbers", "r.parquet", parquet, BOTH, ("nul",)),
    Awkward("a layer of points", "r.gpkg", points, BOTH),
    Awkward(
        "GeoJSON in metres",
        "r.geojson",
        geojson_in_utm,
        BOTH,
        ("Kortet siger EPSG:4326. Det er læst som UTM 32",),
    ),
    Awkward("an empty file", "r.csv", raw(b""), None, ("er tom",)),
    Awkward("a picture", "r.csv", raw(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), None, ("kan ikke læses",)),
    # squares
    Awkward(
        "squares of another region, outside and in doubt",
        "s.csv",
        text(
            "celle;oest;nord;folketal",
            "a;502125;6205125;5",
            "b;505125;6215125;7",
            "c;560125;6205125;11",
            "d;503125;6205125;mange",
        ),
        ("a",),
        ("i andre regioner med 7 personer", "uden for alle kommuner med 11", "fandt »mange«"),
        SQUARES,
    ),
    Awkward(
        "squares whose ages do not add up",
        "s.csv",
        text(world.SQUARES_HEADER, world.SQUARE_ROWS[0].replace(";400", ";410")),
        ("250m_a",),
        ("aldersgruppernes sum ikke folketallet",),
        SQUARES,
    ),
    Awkward(
        "the same square twice",
        "s.csv",
        text("celle;oest;nord;folketal", "a;502125;6205125;5", "a;502125;6205125;5"),
        ("a",),
        ("et kvadrat, der ikke står før",),
        SQUARES,
    ),
    Awkward(
        "squares by their name in the Danish grid only",
        "s.csv",
        text("KVADRATNET;Folketal", "250m_620500_50200;5", "1km_6205_515;7", "1km_?;9"),
        ("1km_6205_515", "250m_620500_50200"),
        ("Række 4, kolonne KVADRATNET: forventede et sted i Danmark, fandt »1km_?«",),
        SQUARES,
    ),
    # lists
    Awkward(
        "lists with strangers",
        "l.csv",
        text("Sogn;Ydernr;Sikrede", "7001;51912;300", "7001;099999;5", "9999;051912;5"),
        ("300",),
        ("en praksis, der er med i projektet", "et område i regionen"),
        LISTS,
    ),
    Awkward(
        "lists by postal code, the same pair twice",
        "l.csv",
        text("Postnr;Ydernr;Antal sikrede", "8000;051912;100", "8000;051912;50"),
        ("150",),
        ("lagt sammen",),
        LISTS,
    ),
    Awkward(
        "lists by the parishes' names",
        "l.csv",
        text("Sogn;Ydernr;Tilmeldte", "Vester;051912;30", "Ukendt;051912;5"),
        ("30",),
        ("et område i regionen, fandt »Ukendt«",),
        LISTS,
    ),
    Awkward(
        "lists with a remark for a number",
        "l.csv",
        text("Sogn;Ydernr;Tilmeldte", "7001;051912;<3", "7002;051912;20"),
        ("20",),
        ("fandt »<3«",),
        LISTS,
    ),
    Awkward(
        "more listed than live there",
        "l.csv",
        text("Sogn;Ydernr;Tilmeldte", "7001;051912;450"),
        ("400",),
        ("området har færre indbyggere", "50 af »450«"),
        LISTS,
    ),
    # areas
    Awkward(
        "a Shapefile in a zip",
        "kommuner.zip",
        zipped_shapefile,
        ("0701", "0702", "0801"),
        (),
        AREAS,
    ),
    Awkward(
        "areas without a coordinate system",
        "k.shp",
        lambda path: void(world.write_municipalities(path, crs=None)),
        ("0701", "0702", "0801"),
        ("siger ikke, hvilket koordinatsystem",),
        AREAS,
    ),
    Awkward(
        "Parquet with shapes",
        "k.parquet",
        geoparquet,
        ("0701", "0702", "0801"),
        ("omregnet fra WGS 84",),
        AREAS,
    ),
    Awkward(
        "points for areas",
        "k.gpkg",
        lambda path: void(
            world.write_layer(
                path, {"kommunekode": ["0701"], "kommune": ["V"]}, [shapely.Point(502000, 6205000)]
            )
        ),
        None,
        ("forventede flader",),
        AREAS,
    ),
)
