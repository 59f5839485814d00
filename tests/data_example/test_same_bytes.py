"""The build gives the same bytes: on a small cut always, as a whole where the packages are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import shapely

from data.build_example import EXAMPLE, build_geography, build_project
from data.example.borders import divide_land
from data.example.people import spread_people
from data.example.practices import Invented
from data.example.project import WorkedScenario, write_project
from data.example.region import make_region
from data.example.towns import Town
from models.domain.place import Place
from models.domain.practice import Form, Practice
from models.network.land import build_land_network
from models.scenario.edits import ClosePractice
from models.storage.project import ProjectFile

SHAPES = {
    "0661": ("Vest", shapely.box(500_000, 6_200_000, 511_000, 6_212_000)),
    "0657": ("Øst", shapely.box(512_000, 6_200_000, 523_000, 6_212_000)),
}
LAND = shapely.MultiPolygon([shapely.box(499_000, 6_199_000, 524_000, 6_213_000)])


def _build(path: Path) -> Path:
    municipalities = divide_land(LAND, SHAPES)
    towns = [Town("Vemb", 505_000, 6_206_000, 3_000, 3_000)]
    squares = spread_people(municipalities, towns, {"0661": 5_000, "0657": 2_000})
    invented = [
        Invented(
            Practice(number, name, Place(e, 6_206_000.0), Form.SOLO, 3.0, doctors=3), listed=None
        )
        for number, name, e in (("965701", "Øst", 517_000.0), ("966101", "Vest", 505_000.0))
    ]
    network = build_land_network([one.shape for one in municipalities], [], []).network
    region, report = make_region(municipalities, [], towns, squares, invented, network)
    closed = WorkedScenario(
        "Øst nedlægges", "2015-2024", "", [ClosePractice("965701", "distribute")]
    )
    write_project(path, region, report, [closed])
    return path


def test_a_small_cut_gives_the_same_bytes_twice(tmp_path: Path) -> None:
    first, second = (_build(tmp_path / name).read_bytes() for name in ("a.praksis", "b.praksis"))

    assert first == second


def test_a_small_cut_opens_with_its_scenario_and_all_its_people(tmp_path: Path) -> None:
    with ProjectFile.open(_build(tmp_path / "cut.praksis")) as project:
        region = project.load_region()
        scenario = project.scenario_named("Øst nedlægges")

    assert scenario is not None
    assert scenario.n_applied == 1
    assert region.squares.persons.sum() == 7_000
    assert region.network.kind == "land"


def test_the_packages_give_the_shipped_file_to_the_byte(tmp_path: Path) -> None:
    packages = os.environ.get("PRAKSISKORT_EXAMPLE_PACKAGES")
    if packages is None:
        pytest.skip("set PRAKSISKORT_EXAMPLE_PACKAGES to a folder with the three packages")

    built = tmp_path / EXAMPLE.name
    build_project(build_geography(Path(packages)), built)

    assert built.read_bytes() == EXAMPLE.read_bytes()
