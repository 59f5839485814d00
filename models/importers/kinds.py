"""What a file can be, and which fields each kind has, with their titles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType

from models.domain.text import Text
from models.importers import columns
from models.importers.columns import AGE_FIELDS, FieldWords


class SourceKind(StrEnum):
    """What a file, a sheet of it or a layer of it tells."""

    REGISTER = "register"
    LISTS = "lists"
    SQUARES = "squares"
    MUNICIPALITIES = "municipalities"
    PARISHES = "parishes"
    POSTAL_AREAS = "postal_areas"
    COVERAGE_AREAS = "coverage_areas"
    LAND = "land"
    ROADS = "roads"
    LINKS = "links"
    PLACES = "places"
    ADDRESSES = "addresses"
    UNKNOWN = "unknown"


KIND_TITLES: Mapping[SourceKind, Text] = MappingProxyType(
    {
        SourceKind.REGISTER: Text("Praksisregister", "Practice register"),
        SourceKind.LISTS: Text("Tilmeldte efter område og praksis", "Lists by area and practice"),
        SourceKind.SQUARES: Text("Kvadrater eller punkter", "Squares or points"),
        SourceKind.MUNICIPALITIES: Text("Kommuner", "Municipalities"),
        SourceKind.PARISHES: Text("Sogne", "Parishes"),
        SourceKind.POSTAL_AREAS: Text("Postnumre", "Postal areas"),
        SourceKind.COVERAGE_AREAS: Text("Lægedækningsområder", "Coverage areas"),
        SourceKind.LAND: Text("Land", "Land"),
        SourceKind.ROADS: Text("Veje", "Roads"),
        SourceKind.LINKS: Text("Broer og færger", "Bridges and ferries"),
        SourceKind.PLACES: Text("Stednavne", "Place names"),
        SourceKind.ADDRESSES: Text("Adresser", "Addresses"),
        SourceKind.UNKNOWN: Text("Ukendt", "Unknown"),
    }
)

WORDS: Mapping[SourceKind, FieldWords] = MappingProxyType(
    {
        SourceKind.REGISTER: columns.REGISTER,
        SourceKind.LISTS: columns.LISTS,
        SourceKind.SQUARES: columns.SQUARES,
        SourceKind.MUNICIPALITIES: columns.MUNICIPALITIES,
        SourceKind.PARISHES: columns.PARISHES,
        SourceKind.POSTAL_AREAS: columns.POSTAL_AREAS,
        SourceKind.COVERAGE_AREAS: columns.COVERAGE_AREAS,
        SourceKind.LAND: columns.LAND,
        SourceKind.ROADS: {},
        SourceKind.LINKS: columns.LINKS,
        SourceKind.PLACES: columns.PLACES,
        SourceKind.ADDRESSES: columns.ADDRESSES,
        SourceKind.UNKNOWN: {},
    }
)

_AXES = ("e", "n")
_POINT = (_AXES, ("place",))

NEEDS: Mapping[SourceKind, Sequence[Sequence[Sequence[str]]]] = MappingProxyType(
    {
        SourceKind.REGISTER: (
            (("provider_number",),),
            (*_POINT, ("dar_id",), ("address",), ("postcode",), ("town",)),
            (("capacities",),),
        ),
        SourceKind.LISTS: (
            (("provider_number",),),
            (("parish",), ("postcode",), ("square",)),
            (("listed",),),
        ),
        SourceKind.SQUARES: ((*_POINT, ("id",)), (("persons",), AGE_FIELDS)),
        SourceKind.MUNICIPALITIES: ((("code",),), (("name",),)),
        SourceKind.PARISHES: ((("code",),), (("name",),)),
        SourceKind.POSTAL_AREAS: ((("code",),), (("name",),)),
        SourceKind.COVERAGE_AREAS: ((("name",),),),
        SourceKind.LAND: (),
        SourceKind.ROADS: (),
        SourceKind.LINKS: tuple(
            ((name,),) for name in ("name", "kind", "e1", "n1", "e2", "n2", "minutes", "wait")
        ),
        SourceKind.PLACES: ((("name",),), _POINT),
        SourceKind.ADDRESSES: (_POINT, (("street", "house"), ("address",))),
        SourceKind.UNKNOWN: (),
    }
)
"""For each kind what it must have; each need is met by any one of its groups of fields."""

AREA_KINDS = (
    SourceKind.MUNICIPALITIES,
    SourceKind.PARISHES,
    SourceKind.POSTAL_AREAS,
    SourceKind.COVERAGE_AREAS,
    SourceKind.LAND,
)
"""Kinds whose rows are polygons."""

POINT_KINDS = (
    SourceKind.REGISTER,
    SourceKind.SQUARES,
    SourceKind.PLACES,
    SourceKind.ADDRESSES,
)
"""Kinds whose rows have coordinates."""

FIELD_TITLES: Mapping[str, Text] = MappingProxyType(
    {
        "provider_number": Text("Ydernummer", "Provider number"),
        "name": Text("Navn", "Name"),
        "address": Text("Adresse", "Address"),
        "street": Text("Vejnavn", "Street"),
        "house": Text("Husnummer", "House number"),
        "dar_id": Text("Adresse-id (DAR)", "Address id (DAR)"),
        "postcode": Text("Postnummer", "Postal code"),
        "town": Text("By", "Town"),
        "municipality": Text("Kommune", "Municipality"),
        "region": Text("Region", "Region"),
        "e": Text("X (øst eller længdegrad)", "X (easting or longitude)"),
        "n": Text("Y (nord eller breddegrad)", "Y (northing or latitude)"),
        "place": Text("Koordinatsæt i én kolonne", "Coordinates in one column"),
        "form": Text("Praksisform", "Form of practice"),
        "capacities": Text("Kapaciteter", "Capacities"),
        "vacant": Text("Ledige kapaciteter", "Vacant capacities"),
        "doctors": Text("Antal læger", "Number of doctors"),
        "doctors_born": Text("Lægers fødselsår eller alder", "Doctors' years of birth or ages"),
        "list": Text("Tilmeldte", "Listed patients"),
        "listed": Text("Tilmeldte", "Listed patients"),
        "own_limit": Text("Lukkegrænse pr. kapacitet", "Closing limit per capacity"),
        "intake": Text("Tilgang", "Intake"),
        "is_closed": Text("Lukket for tilgang", "Closed for intake"),
        "is_open": Text("Åben for tilgang", "Open for intake"),
        "postcodes": Text("Åben for postnumre", "Open for postal codes"),
        "wished_list": Text("Ønsket patienttal", "Wished list"),
        "owner": Text("Ejer af ydernummeret", "Owner of the provider number"),
        "id": Text("Kvadrat", "Square"),
        "square": Text("Kvadrat", "Square"),
        "parish": Text("Sogn", "Parish"),
        "code": Text("Kode", "Code"),
        "persons": Text("Personer", "Persons"),
        "age_0": Text("0-19 år", "Age 0-19"),
        "age_20": Text("20-39 år", "Age 20-39"),
        "age_40": Text("40-59 år", "Age 40-59"),
        "age_60": Text("60-79 år", "Age 60-79"),
        "age_80": Text("80 år og derover", "Age 80 and over"),
        "group": Text("Sociogeografisk gruppe", "Sociogeographic group"),
        "kind": Text("Slags", "Kind"),
        "e1": Text("Øst, den ene ende", "Easting, one end"),
        "n1": Text("Nord, den ene ende", "Northing, one end"),
        "e2": Text("Øst, den anden ende", "Easting, other end"),
        "n2": Text("Nord, den anden ende", "Northing, other end"),
        "minutes": Text("Minutter", "Minutes"),
        "wait": Text("Ventetid", "Wait"),
        "days": Text("Sejldage", "Sailing days"),
        "in_use": Text("I brug", "In use"),
    }
)
