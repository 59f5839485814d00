"""Columns are found by the field's own words, in Danish and English, however they are spelled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from models.domain.errors import InputError

FieldWords = Mapping[str, Sequence[str]]
"""For each field the headings it may have, the most telling first."""

GEOMETRY_E, GEOMETRY_N = "geometri øst", "geometri nord"
"""Headings under which a map layer's own points stand beside its other columns."""

_EASTING = (
    GEOMETRY_E,
    "x",
    "x koordinat",
    "øst",
    "østing",
    "østkoordinat",
    "easting",
    "e",
    "utm x",
    "x utm",
    "x utm32",
    "etrs89 øst",
)
_NORTHING = (
    GEOMETRY_N,
    "y",
    "y koordinat",
    "nord",
    "nording",
    "nordkoordinat",
    "northing",
    "n",
    "utm y",
    "y utm",
    "y utm32",
    "etrs89 nord",
)
_PROVIDER = (
    "ydernr",
    "ydernummer",
    "yder nr",
    "yder nummer",
    "yder",
    "provider number",
    "provider no",
    "provider id",
    "provider",
)
_PARISH = ("sognekode", "sogn kode", "sognenr", "sogn", "parish code", "parish")
_MUNICIPALITY = (
    "kommunekode",
    "kommunekod",  # as a Shapefile, whose headings have ten letters, cuts it
    "kommune kode",
    "komkode",
    "kommunenr",
    "municipality code",
    "municipality",
)
_POSTCODE = ("postnr", "postnummer", "post nr", "postkode", "postcode", "zip code", "zip")
_PERSONS = ("folketal", "personer", "antal personer", "befolkning", "indbyggere", "persons")
_AGES: dict[str, Sequence[str]] = {
    "age_0": ("alder 00 19", "0 19", "0 19 år", "age 0 19"),
    "age_20": ("alder 20 39", "20 39", "20 39 år", "age 20 39"),
    "age_40": ("alder 40 59", "40 59", "40 59 år", "age 40 59"),
    "age_60": ("alder 60 79", "60 79", "60 79 år", "age 60 79"),
    "age_80": ("alder 80 plus", "80", "80 år", "80 plus", "age 80", "alder 80"),
}
AGE_FIELDS = tuple(_AGES)

REGISTER: FieldWords = {
    "provider_number": _PROVIDER,
    "name": ("praksisnavn", "kliniknavn", "navn", "praksis", "klinik", "practice name", "name"),
    "address": ("adresse", "vejadresse", "gade", "address", "street"),
    "postcode": _POSTCODE,
    "town": ("by", "bynavn", "postdistrikt", "town", "city"),
    "municipality": ("kommune", "kommunenavn", "municipality"),
    "e": _EASTING,
    "n": _NORTHING,
    "form": ("praksisform", "organisationsform", "praksistype", "form", "type", "practice form"),
    "capacities": (
        "kapaciteter",
        "antal kapaciteter",
        "lægekapaciteter",
        "kapacitet",
        "lægekapacitet",
        "capacities",
        "capacity",
    ),
    "vacant": ("heraf ledige", "ledige kapaciteter", "ledige", "vakante", "vacant", "vacancies"),
    "doctors": ("antal læger", "læger", "number of doctors", "doctors", "gps"),
    "doctors_born": (
        "lægers fødselsår",
        "lægernes fødselsår",
        "fødselsår",
        "lægers alder",
        "lægernes alder",
        "alder",
        "years of birth",
        "birth years",
        "ages of doctors",
        "ages",
    ),
    "list": (
        "tilmeldte",
        "antal tilmeldte",
        "sikrede",
        "antal sikrede",
        "gruppe 1 sikrede",
        "patienter",
        "listed patients",
        "listed",
        "list size",
        "patients",
    ),
    "own_limit": (
        "lukkegrænse pr kapacitet",
        "lukkegrænse",
        "max patienter pr kapacitet",
        "closing limit per capacity",
        "closing limit",
    ),
    "intake": ("tilgang", "intake", "status"),
    "is_closed": ("lukket for tilgang", "lukket", "closed for intake", "closed"),
    "postcodes": ("åben for postnumre", "postnumre", "open for postcodes", "postcodes"),
    "wished_list": ("ønsket patienttal", "ønsket antal patienter", "ønske", "wished list"),
}
SQUARES: FieldWords = {
    "id": ("celle", "celleid", "kvadrat", "kvadratnet", "cell", "square", "id", "ddkn"),
    "e": ("oest", *_EASTING),
    "n": _NORTHING,
    "parish": _PARISH,
    "municipality": _MUNICIPALITY,
    **_AGES,
    "persons": _PERSONS,
    "group": ("sociogeografi", "sociogeografisk gruppe", "sociogeographic group", "gruppe"),
}
LISTS: FieldWords = {
    "provider_number": _PROVIDER,
    "parish": _PARISH,
    "postcode": _POSTCODE,
    "square": SQUARES["id"],
    "listed": REGISTER["list"],
}
MUNICIPALITIES: FieldWords = {
    "code": _MUNICIPALITY,
    "name": ("kommune", "kommunenavn", "navn", "name", "municipality name"),
    "region": ("region", "regionsnavn", "region name"),
    "persons": ("folketal 2021", *_PERSONS),
}
PARISHES: FieldWords = {
    "code": ("sognekode", "sognenr", "kode", "parish code", "code"),
    "name": ("sogn", "sognenavn", "navn", "parish", "name"),
    "municipality": _MUNICIPALITY,
    "region": ("region", "regionsnavn"),
    **_AGES,
    "persons": _PERSONS,
}
POSTAL_AREAS: FieldWords = {
    "code": _POSTCODE,
    "name": ("by", "postdistrikt", "navn", "bynavn", "town", "name"),
}
PLACES: FieldWords = {
    "name": ("name", "navn", "stednavn"),
    "kind": ("kind", "type", "slags"),
    "persons": ("population", *_PERSONS),
    "lon": ("lon", "longitude", "længdegrad"),
    "lat": ("lat", "latitude", "breddegrad"),
}


def match_columns(
    headings: Sequence[str], words: FieldWords, required: Iterable[str], file: str
) -> dict[str, str]:
    """Return the heading of each field that was found; a heading serves one field only.

    Raises
    ------
    InputError
        When a required field has no column.
    """
    heading_of_word: dict[str, str] = {}
    for heading in headings:
        heading_of_word.setdefault(_plain(heading), heading)
    found: dict[str, str] = {}
    for field, spellings in words.items():
        free = (heading_of_word.get(_plain(spelling)) for spelling in spellings)
        unused = [heading for heading in free if heading and heading not in found.values()]
        if unused:
            found[field] = unused[0]
    for field in required:
        if field not in found:
            raise _missing(headings, words[field], file)
    return found


def _plain(heading: str) -> str:
    """Return a heading without capitals, brackets and signs, æøå written out."""
    text = re.sub(r"\([^)]*\)", " ", heading.casefold())
    text = text.replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return " ".join(re.sub(r"[^0-9a-z]+", " ", text).split())


def _missing(headings: Sequence[str], spellings: Sequence[str], file: str) -> InputError:
    known = [word for word in spellings if word not in (GEOMETRY_E, GEOMETRY_N)][:3]
    wanted = ", ".join(f"»{word}«" for word in known)
    wanted_en = ", ".join(f"“{word}”" for word in known)
    seen = ", ".join(f"»{heading}«" for heading in headings)
    seen_en = ", ".join(f"“{heading}”" for heading in headings)
    return InputError(
        f"»{file}«: forventede en kolonne, der hedder noget i retning af {wanted}, men fandt kun "
        f"{seen}. Ret overskriften, og prøv igen.",
        f"“{file}”: expected a column called something like {wanted_en}, but found only "
        f"{seen_en}. Correct the heading and try again.",
    )
