"""The embedded example as the files it could have come from, for pictures of the assistant."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pyogrio
import shapely

from models.allocation.intake import Norm, status_of
from models.allocation.region import Region
from models.domain.practice import Practice
from models.domain.rules import DEFAULT_PACK_ID, shipped_rule_packs
from widgets.words import Words

_DEFAULT = next(pack for pack in shipped_rule_packs() if pack.id == DEFAULT_PACK_ID)
_HEADER = (
    "Ydernr",
    "Praksisnavn",
    "By",
    "X",
    "Y",
    "Praksisform",
    "Kapaciteter",
    "Heraf ledige",
    "Lægers fødselsår",
    "Tilmeldte",
    "Lukkegrænse pr. kapacitet",
    "Tilgang",
    "Åben for postnumre",
)


def write_example_files(region: Region, folder: Path) -> None:
    """Write municipalities, register, squares and lists of a region to a folder."""
    _write_municipalities(region, folder / "kommuner.gpkg")
    practices = region.practices
    write_register(region, practices, folder / "praksisregister 2026-10-01.csv")
    squares = region.squares
    write_table(
        folder / "kvadratnet 500m.csv",
        ("celle", "øst", "nord", "personer"),
        zip(
            squares.ids,
            squares.e.tolist(),
            squares.n.tolist(),
            squares.persons.tolist(),
            strict=True,
        ),
    )
    write_table(
        folder / "tilmeldte pr kvadrat.csv",
        ("celle", "ydernr", "tilmeldte"),
        (
            (squares.ids[square], number, persons)
            for number, listed in region.lists.items()
            for square, persons in zip(
                listed.squares.tolist(), listed.persons.tolist(), strict=True
            )
        ),
    )


def write_register(region: Region, practices: Iterable[Practice], path: Path) -> None:
    """Write practices as a region's own extract would have them."""
    write_table(path, _HEADER, (_row(region, practice) for practice in practices), "cp1252")


def write_table(
    path: Path, header: Sequence[str], rows: Iterable[Sequence[object]], encoding: str = "utf-8"
) -> None:
    """Write a table with semicolons."""
    with path.open("w", encoding=encoding, errors="replace", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(header)
        writer.writerows(rows)


def _row(region: Region, practice: Practice) -> tuple[object, ...]:
    patients = region.lists.get(practice.provider_number)
    listed = 0 if patients is None else patients.total
    limit = "" if practice.own_limit is None else practice.own_limit
    norm = Norm(_DEFAULT.norm_per_capacity)
    return (
        practice.provider_number,
        practice.name,
        practice.town,
        round(practice.place.e),
        round(practice.place.n),
        Words("da")(f"form.{practice.form}"),
        f"{practice.capacities:g}".replace(".", ","),
        f"{practice.vacant:g}".replace(".", ","),
        " ".join(map(str, practice.doctors_born)),
        listed,
        limit,
        Words("da")(f"status.{status_of(practice, listed, norm)}"),
        " ".join(practice.postcodes),
    )


def _write_municipalities(region: Region, path: Path) -> None:
    both = (region.municipalities, region.surroundings)
    shapes = np.concatenate([areas.shapes for areas in both])
    codes = [code for areas in both for code in areas.codes]
    names = [name for areas in both for name in areas.names]
    regions = [region.name] * len(both[0]) + ["Naboregion"] * len(both[1])
    pyogrio.raw.write(
        path,
        np.array([shapely.to_wkb(shape) for shape in shapes], dtype=object),
        [np.array(column) for column in (codes, names, regions)],
        ["kommunekode", "navn", "region"],
        geometry_type="Unknown",
        crs="EPSG:25832",
    )
