"""The real files become projects whose persons, practices and lists are the files' sums."""

import csv
from pathlib import Path

import numpy as np
import pytest

from models.domain.quality import FindingKind
from models.importers.areas import pick_areas, read_areas
from models.importers.build import build_region
from models.importers.findings import Findings
from models.importers.ground import Inputs
from models.importers.kinds import SourceKind
from models.importers.register import read_register
from models.importers.register_checks import keep_in_region


def test_midtjylland_is_whole(shared_data: Path) -> None:
    registers = shared_data / "registers"
    inputs = Inputs(
        areas=shared_data / "kommuner.gpkg",
        practices=registers / "midtjylland_praksisregister.csv",
        roads=shared_data / "midtjylland-roads.osm.pbf",
        squares=shared_data / "kvadratnet_250m_midtjylland.csv",
        parishes=shared_data / "sogne.gpkg",
        postcodes=shared_data / "postnumre.gpkg",
        lists=registers / "midtjylland_tilmeldte_pr_sogn.csv",
        region="Region Midtjylland",
        reference_date="2025-01-01",
    )
    region, report = build_region(inputs, lambda _what, _share: None)
    assert report.totals["persons"] == 1_330_498
    assert report.totals["practices"] == 437
    assert report.totals["listed"] == 1_304_578
    assert report.totals["municipalities"] == 19
    assert not [f for f in report.of_kind(FindingKind.REFUSED) if f.row is not None]
    names = {town.name for town in region.towns}
    assert names >= {"Haderup", "Aulum", "Ulfborg", "Vemb", "Knebel", "Thyborøn", "Fur", "Anholt"}
    assert (region.squares.municipality >= 0).all()
    assert (region.squares.parish >= 0).all()
    inhabitants = region.squares.persons.astype("int64").copy()
    for patients in region.lists.values():
        inhabitants[patients.squares] -= patients.persons
    assert (inhabitants >= 0).all()


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("hovedstaden", "Region Hovedstaden"),
        ("midtjylland", "Region Midtjylland"),
        ("nordjylland", "Region Nordjylland"),
        ("sjaelland", "Region Sjælland"),
        ("syddanmark", "Region Syddanmark"),
    ],
)
def test_every_regions_register_is_taken_whole(shared_data: Path, name: str, region: str) -> None:
    findings = Findings()
    layer = read_areas(shared_data / "kommuner.gpkg", SourceKind.MUNICIPALITIES, findings)
    inside = np.array([i for i, of in enumerate(layer.texts("region")) if of == region])
    path = shared_data / "registers" / f"{name}_praksisregister.csv"
    register = read_register(path, 2025, findings)
    region_areas = pick_areas(layer.areas, inside)
    register = keep_in_region(register, layer.areas, region_areas, region, findings)
    with path.open(encoding="cp1252", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert not findings.report().of_kind(FindingKind.REFUSED)
    assert len(register.rows) == len(rows)
    capacities = sum(float(row["Kapaciteter"].replace(",", ".")) for row in rows)
    assert sum(row.practice.capacities for row in register.rows) == capacities
    listed = sum(int(row["Tilmeldte"].replace(".", "")) for row in rows)
    assert sum(row.listed or 0 for row in register.rows) == listed
