"""The main job on real input: Region Midtjylland from files to figures, checked independently."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from app.__main__ import main
from tests.oracle.roads import join, nearest_m, read_roads, with_quays

REGION = "Region Midtjylland"
PERSONS = 1_330_498


@pytest.fixture(scope="module")
def project(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("midt") / "midt.praksis"
    arguments = [
        *("new", str(path), "--region", REGION, "--date", "2026-10-01"),
        *("--areas", str(shared_data / "kommuner.gpkg")),
        *("--parishes", str(shared_data / "sogne.gpkg")),
        *("--postcodes", str(shared_data / "postnumre.gpkg")),
        *("--squares", str(shared_data / "kvadratnet_250m_midtjylland.csv")),
        *("--roads", str(shared_data / "midtjylland-roads.osm.pbf")),
        *("--practices", str(shared_data / "registers" / "midtjylland_praksisregister.csv")),
        *("--lists", str(shared_data / "registers" / "midtjylland_tilmeldte_pr_sogn.csv")),
    ]
    assert main(arguments) == 0
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., dict]:
    """Run a command and return the JSON it prints."""

    def run_json(*words: str) -> dict:
        capsys.readouterr()
        assert main(words) == 0
        return json.loads(capsys.readouterr().out)

    return run_json


def test_the_baseline_has_everybody_and_every_practice(project: Path, run) -> None:
    values = run("evaluate", str(project), "--json")
    region = values["region"]
    assert region["persons"] == PERSONS
    assert region["listed"] == 1_304_578
    assert region["listed"] + region["unplaced"] + region["unlisted"] == PERSONS
    assert len(values["practices"]) == 437
    statuses = [region[f"practices_{s}"] for s in ("open", "selective", "closed")]
    assert statuses == [196, 29, 212]
    assert values["network"] == "road"
    codes = [row["code"] for row in values["municipalities"]]
    assert codes == sorted(codes)
    assert len(codes) == 19


def test_edits_conserve_persons_and_the_same_input_gives_the_same_bytes(
    project: Path, run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edits = tmp_path / "edits.jsonl"
    edits.write_text(
        '{"edit": "close", "practice": "087331", "patients": "distribute"}\n'
        '{"edit": "close", "practice": "051912", "patients": "distribute", "note": "Mols"}\n'
        '{"edit": "move", "practice": "097204", "to": [487500, 6237500]}\n'
        '{"edit": "merge", "practices": ["065993", "052489"], "into": "065993"}\n'
        '{"edit": "open", "practice": "NEW1", "name": "Ny", "at": [592000, 6231000], '
        '"form": "partnership", "capacities": 3}\n',
        "utf-8",
    )
    assert main(["edit", str(project), "--scenario", "Knebel", str(edits)]) == 0
    values = run("evaluate", str(project), "--scenario", "Knebel", "--json")
    region = values["region"]
    assert region["listed"] + region["unplaced"] + region["unlisted"] == PERSONS
    assert sum(row["list"] for row in values["practices"]) == region["listed"]
    assert main(["evaluate", str(project), "--scenario", "Knebel", "--json"]) == 0
    again = capsys.readouterr().out
    assert json.loads(again) == values


def test_a_refused_line_changes_nothing(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edits = tmp_path / "edits.jsonl"
    edits.write_text(
        '{"edit": "close", "practice": "087331", "patients": "distribute"}\n'
        '{"edit": "move", "practice": "051912", "to": [700000, 6231000]}\n',
        "utf-8",
    )
    assert main(["edit", str(project), "--scenario", "Afvist", str(edits)]) == 2
    assert "linje 2" in capsys.readouterr().err
    assert main(["evaluate", str(project), "--scenario", "Afvist", "--json"]) == 2


def test_mean_distances_agree_with_scipy_on_the_raw_roads(
    project: Path, run, shared_data: Path
) -> None:
    values = run("evaluate", str(project), "--json")
    roads = with_quays(read_roads(shared_data / "midtjylland-roads.osm.pbf"))
    squares = pd.read_csv(
        shared_data / "kvadratnet_250m_midtjylland.csv", sep=";", dtype={"kommunekode": str}
    )
    with_doctor = [p for p in values["practices"] if p["capacities"] > p["vacant"]]
    clinics = join(roads, np.array([(p["e"], p["n"]) for p in with_doctor]))
    homes = join(roads, squares[["oest", "nord"]].to_numpy(float))
    squares["metres"] = nearest_m(roads, homes, clinics)
    squares["sum"] = squares["metres"] * squares["folketal"]
    sums = squares.groupby("kommunekode")[["sum", "folketal"]].sum()
    for row in values["municipalities"]:
        expected = sums.loc[row["code"], "sum"] / sums.loc[row["code"], "folketal"]
        assert row["mean_distance_m"] == pytest.approx(expected, rel=0.01), row["name"]
