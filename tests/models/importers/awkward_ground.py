"""Squares, lists and areas as they come, each with what is taken and what is said."""

from __future__ import annotations

import shapely

from models.importers.kinds import SourceKind
from tests.models.importers import world
from tests.models.importers.awkward import (
    Awkward,
    geoparquet,
    text,
    void,
    zipped_shapefile,
)

SQUARES = SourceKind.SQUARES
LISTS = SourceKind.LISTS
AREAS = SourceKind.MUNICIPALITIES

GROUND: tuple[Awkward, ...] = (
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
