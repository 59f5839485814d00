"""Who lives where and is listed with whom: everything of a region but its network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import shapely

from models.allocation.lists import ListCells, patient_lists
from models.allocation.region import PatientList
from models.domain.errors import InputError
from models.domain.practice import Practice
from models.domain.rules import DEFAULT_PACK_ID, shipped_rule_packs
from models.domain.text import Text
from models.geography.addresses import AddressBook
from models.geography.squares import Squares
from models.importers.address_file import NO_ADDRESSES, Addresses, read_addresses
from models.importers.addressed import Finder
from models.importers.doubles import settle_numbers, tell_same_places
from models.importers.findings import Findings
from models.importers.ground import Inputs, Land, each, read_land, with_postal_areas
from models.importers.kinds import SourceKind
from models.importers.listed import estimated_lists, read_lists
from models.importers.reading import read_table
from models.importers.register import Register, RegisterRow, join_registers, read_register
from models.importers.register_checks import (
    compare_lists,
    compare_postal_codes,
    decide_intake,
    keep_in_region,
)
from models.importers.squares import Geography, parishes_as_squares, read_squares
from models.importers.sums import compare_with_parishes, tell_empty_parishes

Progress = Callable[[Text, float], None]
"""Told what is being done and the share (0 to 1) that is done; may raise CancelledError."""

ADDRESS_MARGIN_M = 1_000.0
"""Addresses so near the region are kept: borders are simplified, and practices stand on quays."""


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
