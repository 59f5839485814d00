"""Puts the example together as a region that is ready to plan in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely

from data.example.borders import Municipality
from data.example.lists import invent_totals
from data.example.people import SIZE_M, Square
from data.example.postal import divide_by_post
from data.example.practices import Invented
from data.example.towns import Town
from models.allocation.coverage_proposal import propose_coverage
from models.allocation.distances import Distances
from models.allocation.estimate import estimate_lists
from models.allocation.lists import patient_lists
from models.allocation.prepare import JOIN_LIMIT_M, prepare_distances
from models.allocation.region import PatientList, Region
from models.domain.place import Place
from models.domain.practice import Practice
from models.domain.quality import Finding, FindingKind, QualityReport, Severity
from models.domain.text import Text
from models.geography.areas import Areas, TownLabel
from models.geography.squares import AGE_GROUPS, Squares
from models.importers.areas import no_areas
from models.importers.build import totals_of
from models.network.join import EdgeIndex
from models.network.network import Network

NAME = "Region Midtjylland"
REFERENCE_DATE = "2021-01-01"

N_COVERAGE_AREAS = 40
"""As many as Region Nordjylland has; the region's own are decided by it and not public."""

SOURCES = (
    "Praksis og lister: opdigtede",
    "Folketal 1.1.2021: Danmarks Statistik, fordelt på kvadrater efter model",
    "Kyst: GSHHG 2.3.6 (LGPL)",
    "Kommuner: skematiske grænser efter react-denmark-map (MIT)",
    "Byer: GeoNames (CC BY 4.0) og egne opslag",
    "Postnumre og lægedækningsområder: foreslået efter nærmeste by",
)


def make_region(
    municipalities: Sequence[Municipality],
    surroundings: Sequence[Municipality],
    towns: Sequence[Town],
    squares: Sequence[Square],
    invented: Sequence[Invented],
    network: Network,
) -> tuple[Region, QualityReport]:
    """Return the example region with all distances prepared, and what is to be known of it."""
    areas = _areas(municipalities)
    land = shapely.union_all(areas.shapes)
    postal_areas, postal_area = divide_by_post(towns, squares, land)
    demand = replace(_squares(squares, areas), postal_area=postal_area)
    practices = tuple(each.practice for each in invented)
    lists = _lists(demand, practices, invent_totals(invented, squares))
    joints = EdgeIndex(network).join_many(
        demand.e.astype(np.float64), demand.n.astype(np.float64), JOIN_LIMIT_M
    )
    within_limit, own = prepare_distances(network, joints, practices, lists, lambda _: None)
    region = Region(
        name=NAME,
        municipalities=areas,
        parishes=no_areas(),
        postal_areas=postal_areas,
        surroundings=_areas(surroundings),
        towns=tuple(
            TownLabel(town.name, Place(float(town.e), float(town.n)), town.persons)
            for town in towns
        ),
        squares=demand,
        network=network,
        joints=joints,
        practices=practices,
        lists=lists,
        lists_estimated=True,
        within_limit=within_limit,
        own=own,
        reference_date=REFERENCE_DATE,
        sources=SOURCES,
        is_invented=True,
    )
    coverage = propose_coverage(Distances(region), N_COVERAGE_AREAS)
    region = replace(region, coverage=coverage)
    return region, QualityReport(_findings(), totals_of(region))


def _areas(municipalities: Sequence[Municipality]) -> Areas:
    shapes = np.empty(len(municipalities), dtype=object)
    shapes[:] = [municipality.shape for municipality in municipalities]
    codes = tuple(municipality.code for municipality in municipalities)
    return Areas(codes, tuple(municipality.name for municipality in municipalities), shapes)


def _squares(squares: Sequence[Square], municipalities: Areas) -> Squares:
    nowhere = np.full(len(squares), -1, dtype=np.int32)
    by_age = np.array([square.persons_by_age for square in squares], dtype=np.int32)
    owners = [municipalities.index_of_code[square.municipality] for square in squares]
    return Squares(
        ids=tuple(square.id for square in squares),
        size_m=SIZE_M,
        e=np.array([square.e for square in squares], dtype=np.int32),
        n=np.array([square.n for square in squares], dtype=np.int32),
        persons_by_age=by_age.reshape(len(squares), len(AGE_GROUPS)),
        persons=by_age.sum(axis=1, dtype=np.int32),
        municipality=np.array(owners, dtype=np.int32),
        parish=nowhere,
        postal_area=nowhere.copy(),
        group=np.zeros(len(squares), dtype=np.int32),
    )


def _lists(
    squares: Squares, practices: Sequence[Practice], totals: dict[str, int]
) -> dict[str, PatientList]:
    """Return lists by square, estimated from the invented totals as for any region."""
    cells = estimate_lists(
        np.column_stack([squares.e, squares.n]).astype(np.float64),
        squares.persons,
        np.array([practice.place for practice in practices]),
        np.array([totals.get(p.provider_number, 0) for p in practices], dtype=np.int32),
    )
    return patient_lists(cells, [practice.provider_number for practice in practices])


def _findings() -> tuple[Finding, ...]:
    """Return what whoever looks at the example must know."""
    told = (
        (
            Severity.WARNING,
            "Praksis, ydernumre, læger, kapaciteter og lister er opdigtede. Kun byerne findes.",
            "Practices, provider numbers, doctors, capacities and lists are invented. Only the "
            "towns exist.",
        ),
        (
            Severity.INFO,
            "Folketallet pr. kommune er Danmarks Statistiks pr. 1. januar 2021. Fordelingen på "
            "kvadrater og aldersgrupper er en model.",
            "Persons by municipality are those of Statistics Denmark, 1 January 2021. How they "
            "are spread over squares and age groups is a model.",
        ),
        (
            Severity.INFO,
            "Kommunegrænserne er skematiske: rigtige på omkring en halv kilometer.",
            "The municipality borders are schematic: right to about half a kilometre.",
        ),
        (
            Severity.INFO,
            "Postdistrikterne er skematiske: hvert kvadrat hører til postnummeret i den nærmeste "
            "by.",
            "The postal districts are schematic: each square belongs to the postal code of the "
            "nearest town.",
        ),
        (
            Severity.INFO,
            "Lægedækningsområderne er et forslag efter nærmeste by, ikke regionens egne.",
            "The coverage areas are proposed by nearest towns; they are not the region's own.",
        ),
        (
            Severity.WARNING,
            "Afstande er skøn fra terrænnettet, ikke fra veje.",
            "Distances are estimates from the land network, not from roads.",
        ),
    )
    return tuple(
        Finding(FindingKind.ESTIMATED, severity, Text(da, en)) for severity, da, en in told
    )
