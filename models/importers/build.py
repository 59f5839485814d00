"""From a set of files to a region that is ready to plan in, with a report on the way there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np

from models.allocation.prepare import JOIN_LIMIT_M, prepare_distances
from models.allocation.region import Region
from models.domain.errors import CancelledError, InputError
from models.domain.quality import QualityReport
from models.domain.text import Text
from models.geography.areas import TownLabel
from models.geography.coverage import NO_COVERAGE
from models.geography.squares import Squares
from models.importers.coverage import read_coverage
from models.importers.findings import Findings
from models.importers.ground import Inputs, Land, each
from models.importers.joined import tell_land_network, tell_network, tell_not_joined
from models.importers.links_file import read_link_file, with_own
from models.importers.people import Progress, read_people
from models.importers.reading import Given, path_of
from models.importers.towns import read_towns, towns_from_areas
from models.network.build import build_road_network
from models.network.join import EdgeIndex
from models.network.land import build_land_network
from models.network.links import shipped_links
from models.network.network import Network

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
