"""The real files become projects whose persons, practices and lists are the files' sums."""

import csv
import re
from collections import Counter
from pathlib import Path

import pyarrow.parquet
import pytest

from models.domain.quality import FindingKind
from models.importers.build import build_region
from models.importers.findings import Findings
from models.importers.ground import Inputs
from models.importers.people import read_people


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


REGIONS = {
    "hovedstaden": "Region Hovedstaden",
    "midtjylland": "Region Midtjylland",
    "nordjylland": "Region Nordjylland",
    "sjaelland": "Region Sjælland",
    "syddanmark": "Region Syddanmark",
}


def rows_of(path: Path, encoding: str) -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def number(text: str) -> float:
    return float(text.replace(".", "").replace(",", "."))


@pytest.mark.parametrize("names", [*((name,) for name in REGIONS), tuple(REGIONS)])
def test_persons_practices_and_capacities_are_the_sums_of_the_files(
    shared_data: Path, names: tuple[str, ...]
) -> None:
    registers = [shared_data / "registers" / f"{name}_praksisregister.csv" for name in names]
    lists = [shared_data / "registers" / f"{name}_tilmeldte_pr_sogn.csv" for name in names]
    inputs = Inputs(
        areas=shared_data / "kommuner.gpkg",
        practices=tuple(registers),
        squares=shared_data / "kvadratnet_250m_danmark.parquet",
        parishes=shared_data / "sogne.gpkg",
        postcodes=shared_data / "postnumre.gpkg",
        lists=tuple(lists),
        region=REGIONS[names[0]] if len(names) == 1 else None,
    )
    findings = Findings()
    people = read_people(inputs, "2025-01-01", lambda _what, _share: None, findings)
    rows = [row for path in registers for row in rows_of(path, "cp1252")]
    assert len(people.practices) == len(rows)
    assert sum(practice.capacities for practice in people.practices) == sum(
        number(row["Kapaciteter"]) for row in rows
    )
    inhabitants = pyarrow.parquet.read_table(inputs.squares).to_pandas()
    if len(names) == 1:
        home = set(people.land.municipalities.codes)
        inhabitants = inhabitants[inhabitants["kommunekode"].isin(home)]
    assert people.squares.persons.sum() == inhabitants["folketal"].sum()
    told = sum(
        int(number(row["Tilmeldte"])) for path in lists for row in rows_of(path, "utf-8-sig")
    )
    taken = sum(patients.total for patients in people.lists.values())
    report = findings.report()
    assert report.totals["listed_in_files"] == told
    # one parish of the invented lists has one more listed than live there, and that is said
    cut = [int(found[1]) for f in report.findings if (found := LEFT_OUT.search(f.text.da))]
    assert taken + sum(cut) == told
    assert not report.of_kind(FindingKind.REFUSED)
    # each practice's list is as long as its register says, doubles of numbers included
    assert sum("Listerne gælder" in f.text.da for f in report.findings) == len(cut)


LEFT_OUT = re.compile(r"færre indbyggere, end der er tilmeldte; (\d+) af")


def test_numbers_that_two_regions_have_are_kept_apart(shared_data: Path) -> None:
    registers = sorted((shared_data / "registers").glob("*_praksisregister.csv"))
    inputs = Inputs(
        areas=shared_data / "kommuner.gpkg",
        practices=tuple(registers),
        parishes=shared_data / "sogne.gpkg",
    )
    findings = Findings()
    people = read_people(inputs, "2025-01-01", lambda _what, _share: None, findings)
    qualified = [p.provider_number for p in people.practices if "/" in p.provider_number]
    told = Counter(row["Ydernr"] for path in registers for row in rows_of(path, "cp1252"))
    assert len(qualified) == sum(n for n in told.values() if n > 1) == 50
