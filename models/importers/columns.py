"""Columns are found by the field's own words, in Danish and English, however they are spelled."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

FieldWords = Mapping[str, Sequence[str]]
"""For each field the headings it may have, the most telling first."""

GEOMETRY_E, GEOMETRY_N = "geometri øst", "geometri nord"
"""Headings under which a map layer's own points stand beside its other columns."""

_EASTING = (
    GEOMETRY_E,
    "x",
    "x koordinat",
    "koordinat x",
    "xkoord",
    "x koord",
    "øst",
    "østing",
    "østkoordinat",
    "koordinat øst",
    "easting",
    "e",
    "utm x",
    "x utm",
    "x utm32",
    "utm32 x",
    "x utm33",
    "utm øst",
    "etrs89 øst",
    "etrs89koordinat øst",
    "wgs84koordinat længde",
    "længdegrad",
    "længde",
    "lon",
    "long",
    "lng",
    "longitude",
)
_NORTHING = (
    GEOMETRY_N,
    "y",
    "y koordinat",
    "koordinat y",
    "ykoord",
    "y koord",
    "nord",
    "nording",
    "nordkoordinat",
    "koordinat nord",
    "northing",
    "n",
    "utm y",
    "y utm",
    "y utm32",
    "utm32 y",
    "y utm33",
    "utm nord",
    "etrs89 nord",
    "etrs89koordinat nord",
    "wgs84koordinat bredde",
    "breddegrad",
    "bredde",
    "lat",
    "latitude",
)
_PLACE = (
    "koordinater",
    "koordinatsæt",
    "koordinat",
    "position",
    "geometri",
    "geometry",
    "geom",
    "wkt",
    "the geom",
    "punkt",
    "point",
    "lat lon",
    "coordinates",
)
_DAR_ID = (
    "dar id",
    "darid",
    "adresse id",
    "adresseid",
    "adgangsadresse id",
    "adgangsadresseid",
    "husnummer id",
    "id lokalid",
    "address id",
)
_PROVIDER = (
    "ydernr",
    "ydernummer",
    "yder nr",
    "yder nummer",
    "yder",
    "praksis ydernr",
    "praksisnr",
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
    "kommunenummer",
    "municipality code",
    "municipality",
)
_POSTCODE = (
    "postnr",
    "postnummer",
    "post nr",
    "postkode",
    "postnrkode",
    "postcode",
    "postal code",
    "zip code",
    "zip",
)
_PERSONS = (
    "folketal",
    "personer",
    "antal personer",
    "befolkning",
    "indbyggere",
    "antal indbyggere",
    "beboere",
    "folketal i alt",
    "persons",
    "population",
    "inhabitants",
)
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
    "name": (
        "praksisnavn",
        "kliniknavn",
        "navn",
        "praksis",
        "klinik",
        "practice name",
        "practice",
        "name",
    ),
    "address": ("adresse", "vejadresse", "praksisadresse", "gade", "address", "street"),
    "dar_id": _DAR_ID,
    "postcode": _POSTCODE,
    "town": ("by", "bynavn", "postdistrikt", "town", "city"),
    "municipality": ("kommune", "kommunenavn", "municipality"),
    "region": ("region", "regionsnavn", "region name"),
    "e": _EASTING,
    "n": _NORTHING,
    "place": _PLACE,
    "form": ("praksisform", "organisationsform", "praksistype", "form", "type", "practice form"),
    "capacities": (
        "kapaciteter",
        "antal kapaciteter",
        "lægekapaciteter",
        "kapacitet",
        "lægekapacitet",
        "kapaciteter i alt",
        "antal lægekapaciteter",
        "capacities",
        "number of capacities",
        "capacity",
    ),
    "vacant": (
        "heraf ledige",
        "ledige kapaciteter",
        "antal ledige",
        "ledige",
        "vakante",
        "vacant",
        "vacant capacities",
        "vacancies",
    ),
    "doctors": ("antal læger", "læger", "number of doctors", "doctors", "gps"),
    "doctors_born": (
        "lægers fødselsår",
        "lægernes fødselsår",
        "fødselsår",
        "lægers alder",
        "lægernes alder",
        "alder",
        "lægers fødselsår eller alder",
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
        "antal patienter",
        "tilmeldte gruppe 1",
        "tilmeldte patienter",
        "listed patients",
        "listed",
        "list size",
        "patients",
    ),
    "own_limit": (
        "lukkegrænse pr kapacitet",
        "lukkegrænse",
        "max patienter pr kapacitet",
        "maks patienter pr kapacitet",
        "max antal patienter pr kapacitet",
        "closing limit per capacity",
        "closing limit",
    ),
    "intake": ("tilgang", "tilgangsstatus", "intake", "status"),
    "is_open": (
        "åben for tilgang",
        "åben",
        "tager nye patienter",
        "open for intake",
        "accepts new patients",
        "open",
    ),
    "is_closed": ("lukket for tilgang", "lukket", "closed for intake", "closed"),
    "postcodes": ("åben for postnumre", "postnumre", "open for postcodes", "postcodes"),
    "wished_list": ("ønsket patienttal", "ønsket antal patienter", "ønske", "wished list"),
    "owner": ("ejer", "ejers navn", "ejernavn", "indehaver", "ejer cvr", "cvr", "cvr nr", "owner"),
}
SQUARES: FieldWords = {
    "id": ("celle", "celleid", "kvadrat", "kvadratnet", "cell", "square", "id", "ddkn"),
    "e": ("oest", *_EASTING),
    "n": _NORTHING,
    "place": _PLACE,
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
    "e": _EASTING,
    "n": _NORTHING,
    "place": _PLACE,
}
COVERAGE_AREAS: FieldWords = {
    "code": (
        "lægedækningsområdekode",
        "områdenr",
        "områdenummer",
        "område nr",
        "områdekode",
        "lægedækningsområde nr",
        "dækningsområde nr",
        "kode",
        "nr",
        "area code",
        "code",
        "id",
    ),
    "name": (
        "lægedækningsområde",
        "dækningsområde",
        "områdenavn",
        "område",
        "coverage area",
        "area name",
        "area",
        "navn",
        "name",
    ),
}
LAND: FieldWords = {}
LINKS: FieldWords = {
    "name": ("name", "navn", "forbindelse"),
    "kind": ("kind", "slags", "type"),
    "e1": ("e1", "øst 1", "x1"),
    "n1": ("n1", "nord 1", "y1"),
    "e2": ("e2", "øst 2", "x2"),
    "n2": ("n2", "nord 2", "y2"),
    "minutes": ("minutes", "minutter", "overfart minutter"),
    "wait": ("wait", "ventetid", "ventetid minutter"),
    "days": ("days", "sejldage", "dage"),
    "in_use": ("in use", "i brug"),
}
ADDRESSES: FieldWords = {
    "dar_id": ("id", *_DAR_ID),
    "street": ("vejnavn", "vej", "gade", "gadenavn", "adresseringsvejnavn", "street", "road"),
    "house": ("husnr", "husnummer", "husnummertekst", "hus nr", "house number", "nr"),
    "address": ("adressebetegnelse", "betegnelse", "adresse", "fuld adresse", "address"),
    "postcode": _POSTCODE,
    "town": ("postnrnavn", "postdistrikt", "postnummernavn", "by", "bynavn", "town", "city"),
    "e": _EASTING,
    "n": _NORTHING,
    "place": ("adgangspunkt", *_PLACE),
}


def plain(heading: str) -> str:
    """Return a heading without capitals, brackets and signs, æøå written out."""
    text = re.sub(r"\([^)]*\)", " ", heading.casefold())
    text = text.replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return " ".join(re.sub(r"[^0-9a-z]+", " ", text).split())
