"""From a set of files to a region that is ready to plan in, with a report on the way there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import shapely

from models.allocation.lists import ListCells, patient_lists
from models.allocation.prepare import JOIN_LIMIT_M, prepare_distances
from models.allocation.region import PatientList, Region
from models.domain.errors import CancelledError, InputError
from models.domain.practice import Practice
from models.domain.quality import QualityReport
from models.domain.rules import DEFAULT_PACK_ID, shipped_rule_packs
from models.domain.text import Text
from models.geography.addresses import AddressBook
from models.geography.areas import TownLabel
from models.geography.coverage import NO_COVERAGE
from models.geography.squares import Squares
from models.importers.address_file import NO_ADDRESSES, Addresses, read_addresses
from models.importers.addressed import Finder
from models.importers.coverage import read_coverage
from models.importers.doubles import settle_numbers, tell_same_places
from models.importers.findings import Findings
from models.importers.ground import Inputs, Land, each, read_land, with_postal_areas
from models.importers.joined import tell_land_network, tell_network, tell_not_joined
from models.importers.kinds import SourceKind
from models.importers.links_file import read_link_file, with_own
from models.importers.listed import estimated_lists, read_lists
from models.importers.reading import Given, path_of, read_table
from models.importers.register import Register, RegisterRow, join_registers, read_register
from models.importers.register_checks import (
    compare_lists,
    compare_postal_codes,
    decide_intake,
    keep_in_region,
)
from models.importers.squares import Geography, parishes_as_squares, read_squares
from models.importers.sums import compare_with_parishes, tell_empty_parishes
from models.importers.towns import read_towns, towns_from_areas
from models.network.build import build_road_network
from models.network.join import EdgeIndex
from models.network.land import build_land_network
from models.network.links import shipped_links
from models.network.network import Network

Progress = Callable[[Text, float], None]
"""Told what is being done and the share (0 to 1) that is done; may raise CancelledError."""

Cancelled = Callable[[], bool]
"""Asked at every step of the progress whether to stop."""


def _never() -> bool:
    return False


def build_region(
    inputs: Inputs, progress: Progress, cancelled: Cancelled = _never
) -> tuple[Region, QualityReport]:
    """Return the region that the files describe, and what became of every part of them.

    Nothing is written: whoever stops half-way has changed nothing.

    Raises
    ------
    InputError
        When a file is missing or cannot be used; rows that cannot are left out and named.
    CancelledError
        When `progress` raises it, or `cancelled` says so.
    """
    progress = _stoppable(progress, cancelled)
    findings = Findings()
    reference_date = checked_date(inputs.reference_date)
    people = read_people(inputs, reference_date, progress, findings)
    land, squares, practices = people.land, people.squares, people.practices
    towns = _towns(inputs, land, squares, findings)
    coverage = NO_COVERAGE
    if inputs.coverage is not None:
        coverage = read_coverage(inputs.coverage, squares, findings)
    what = NETWORK if inputs.roads is not None else LAND_NETWORK
    network = _read_network(
        inputs, land, findings, lambda share: _tell(progress, what, 0.2, 0.6, share)
    )
    joints = EdgeIndex(network).join_many(
        squares.e.astype(np.float64), squares.n.astype(np.float64), JOIN_LIMIT_M
    )
    tell_not_joined(squares, joints, practices, network, findings)
    within_limit, own = prepare_distances(
        network, joints, practices, people.lists, lambda s: _tell(progress, DISTANCES, 0.6, 1.0, s)
    )
    region = Region(
        name=land.name,
        municipalities=land.municipalities,
        parishes=land.parishes,
        postal_areas=land.postal_areas,
        surroundings=land.surroundings,
        towns=towns,
        squares=squares,
        network=network,
        joints=joints,
        practices=practices,
        lists=people.lists,
        lists_estimated=not each(inputs.lists),
        within_limit=within_limit,
        own=own,
        reference_date=reference_date,
        sources=_sources(inputs),
        coverage=coverage,
        addresses=people.addresses,
    )
    findings.totals.update(totals_of(region))
    return region, findings.report()


@dataclass(frozen=True)
class People:
    """Who lives where and is listed with whom, before any distance is known.

    Attributes
    ----------
    land : Land
    squares : Squares
    practices : tuple of Practice
        By provider number, intake decided.
    lists : mapping of provider number to PatientList
    addresses : AddressBook
    """

    land: Land
    squares: Squares
    practices: tuple[Practice, ...]
    lists: dict[str, PatientList]
    addresses: AddressBook


def read_people(
    inputs: Inputs, reference_date: str, progress: Progress, findings: Findings
) -> People:
    """Return everything of a region that does not need its network.

    Raises
    ------
    InputError
        When a file cannot be used.
    """
    progress(Text("Læser kommuner, sogne og postnumre", "Reading areas"), 0.0)
    land = read_land(inputs, findings)
    progress(Text("Læser kvadrater", "Reading squares"), 0.05)
    squares = _read_demand(inputs, land, findings)
    progress(Text("Læser praksisregistret", "Reading the register"), 0.12)
    addresses = _read_addresses(inputs, land, findings)
    finder = Finder(addresses, land.postal_areas, squares)
    register = _read_practices(inputs, land, reference_date, finder, findings)
    land, squares = with_postal_areas(land, squares)
    progress(Text("Læser lister", "Reading lists"), 0.15)
    practices, lists = _read_patients(inputs, register, land, squares, findings)
    return People(land, squares, practices, lists, addresses.book)


ADDRESS_MARGIN_M = 1_000.0
"""Addresses so near the region are kept: borders are simplified, and practices stand on quays."""

NETWORK = Text("Læser vejnettet", "Reading the roads")
LAND_NETWORK = Text("Bygger terrænnettet", "Building the land network")
DISTANCES = Text("Beregner afstande", "Calculating distances")


def totals_of(region: Region) -> dict[str, float]:
    """Return how much of everything a region holds."""
    capacities = sum(practice.capacities for practice in region.practices)
    return {
        "persons": int(region.squares.persons.sum(dtype=np.int64)),
        "squares": len(region.squares),
        "practices": len(region.practices),
        "capacities": int(capacities) if float(capacities).is_integer() else capacities,
        "listed": sum(patients.total for patients in region.lists.values()),
        "municipalities": len(region.municipalities),
        "parishes": len(region.parishes),
        "postal_areas": len(region.postal_areas),
        "nodes": region.network.n_nodes,
        "edges": region.network.n_edges,
        "ferries": len(region.network.ferries),
    }


def _stoppable(progress: Progress, cancelled: Cancelled) -> Progress:
    def tell(what: Text, share: float) -> None:
        if cancelled():
            raise CancelledError
        progress(what, share)

    return tell


def _tell(progress: Progress, what: Text, start: float, end: float, share: float) -> None:
    progress(what, start + (end - start) * share)


def checked_date(text: str | None) -> str:
    """Return a date as ISO text, today's where there is none; raises InputError."""
    if text is None:
        return date.today().isoformat()
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise InputError(
            f"Datoen »{text}« kan ikke læses. Skriv den som ÅÅÅÅ-MM-DD, for eksempel 2025-01-01.",
            f"The date “{text}” cannot be read. Write it as YYYY-MM-DD, for example 2025-01-01.",
        ) from error


def _read_demand(inputs: Inputs, land: Land, findings: Findings) -> Squares:
    geography = Geography(land.land, land.municipalities, land.parishes)
    if inputs.squares is not None:
        squares = read_squares(inputs.squares, geography, findings)
        if land.parish_layer is not None:
            compare_with_parishes(squares, land.municipalities, land.parish_layer, findings)
            tell_empty_parishes(squares, land.parish_layer, findings)
        return squares
    if land.parish_layer is not None:
        return parishes_as_squares(land.parish_layer, geography, findings)
    raise InputError(
        "Der mangler en fil med indbyggere. Angiv kvadrater (--squares) eller sogne med folketal "
        "(--parishes).",
        "A file with inhabitants is missing. Give squares (--squares) or parishes with persons "
        "(--parishes).",
    )


def _read_addresses(inputs: Inputs, land: Land, findings: Findings) -> Addresses:
    """Return the addresses of the region and its surroundings; none where there is no file."""
    if inputs.addresses is None:
        return NO_ADDRESSES
    west, south, east, north = shapely.total_bounds(land.municipalities.shapes)
    margin = ADDRESS_MARGIN_M
    window = west - margin, south - margin, east + margin, north + margin
    wanted = {
        text.casefold()
        for given in each(inputs.practices)
        for text in read_table(given, SourceKind.REGISTER, Findings()).field("dar_id")
        if text
    }
    return read_addresses(inputs.addresses, wanted, window, findings)


def _read_practices(
    inputs: Inputs, land: Land, reference_date: str, finder: Finder, findings: Findings
) -> Register:
    year = int(reference_date[:4])
    register = join_registers(
        [
            read_register(given, year, findings, finder, land.municipalities)
            for given in each(inputs.practices)
        ]
    )
    register = keep_in_region(register, land.land, land.municipalities, land.name, findings)
    register = settle_numbers(register, lambda row: _region_of(row, land), findings)
    tell_same_places(register, findings)
    if not register.rows:
        raise InputError(
            f"»{register.file}«: forventede praksis i {land.name}, men ingen af rækkerne kunne "
            "tages med. Se efter, om det er den rigtige fil og de rigtige koordinater.",
            f"“{register.file}”: expected practices in {land.name}, but no row could be taken. See "
            "whether it is the right file and the right coordinates.",
        )
    compare_postal_codes(register, land.postal_areas.index_of_code, findings)
    return register


def _region_of(row: RegisterRow, land: Land) -> str:
    return land.regions[land.municipalities.locate_one(row.practice.place)]


def _read_patients(
    inputs: Inputs, register: Register, land: Land, squares: Squares, findings: Findings
) -> tuple[tuple[Practice, ...], dict[str, PatientList]]:
    """Return the practices by provider number, intake decided, and their lists."""
    practices = tuple(sorted((row.practice for row in register.rows), key=_number))
    numbers = [practice.provider_number for practice in practices]
    if each(inputs.lists):
        cells: ListCells = read_lists(
            each(inputs.lists), practices, squares, land.parishes, land.postal_areas, findings
        )
    else:
        told = {row.practice.provider_number: row.listed or 0 for row in register.rows}
        cells = estimated_lists(practices, told, squares, findings)
    lists = patient_lists(cells, numbers)
    list_of = {number: patients.total for number, patients in lists.items()}
    compare_lists(register, list_of, findings)
    decided = decide_intake(register, list_of, norm_per_capacity())
    return tuple(sorted(decided, key=_number)), lists


def _number(practice: Practice) -> str:
    return practice.provider_number


def norm_per_capacity() -> int:
    """Return the norm that registers are written under."""
    packs = {pack.id: pack for pack in shipped_rule_packs()}
    return packs[DEFAULT_PACK_ID].norm_per_capacity


def _towns(
    inputs: Inputs, land: Land, squares: Squares, findings: Findings
) -> tuple[TownLabel, ...]:
    if inputs.places is not None:
        return read_towns(inputs.places, land.municipalities, findings)
    return towns_from_areas(squares, land.postal_areas, land.parishes)


def _read_network(
    inputs: Inputs, land: Land, findings: Findings, progress: Callable[[float], None]
) -> Network:
    links = shipped_links()
    if inputs.links is not None:
        links = with_own(links, read_link_file(inputs.links, findings))
    if inputs.roads is None:
        region, around = list(land.municipalities.shapes), list(land.surroundings.shapes)
        source = path_of(inputs.areas).name
        built = build_land_network(region, around, links, source, progress)
        tell_land_network(built.network, built.report, findings)
        return built.network
    network, report = build_road_network(path_of(inputs.roads), progress, links)
    tell_network(path_of(inputs.roads).name, network, report, findings)
    return network


def _sources(inputs: Inputs) -> tuple[str, ...]:
    """Return what each file is and its name, for the page footer; the network names its own.

    No date: a file's own is that of its last copy, not of what stands in it.
    """
    given_files: tuple[tuple[str, Given | tuple[Given, ...] | None], ...] = (
        ("Kommuner", inputs.areas),
        ("Sogne", inputs.parishes),
        ("Postområder", inputs.postcodes),
        ("Indbyggere", inputs.squares),
        ("Praksisregister", inputs.practices),
        ("Tilmeldte", inputs.lists),
        ("Stednavne", inputs.places),
        ("Adresser", inputs.addresses),
        ("Land", inputs.land),
        ("Broer og færger", inputs.links),
        ("Lægedækningsområder", inputs.coverage),
    )
    return tuple(
        f"{what} ({', '.join(path_of(given).name for given in each(files))})"
        for what, files in given_files
        if each(files)
    )
