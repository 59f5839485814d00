"""Coverage areas come from a layer; what is outside or in two of them is said."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from models.domain.errors import InputError
from models.domain.text import Text
from models.geography.coverage import Coverage
from models.geography.squares import Squares
from models.importers.build import build_region
from models.importers.coverage import read_coverage
from models.importers.findings import Findings
from tests.models.importers import world


def quietly(_what: Text, _share: float) -> None:
    """Report to nobody."""


def squares() -> Squares:
    """Return four squares from west to east, with the world's persons."""
    persons = np.array([400, 300, 1_200, 200], dtype=np.int32)
    unknown = np.full(4, -1, dtype=np.int32)
    return Squares(
        ids=("a", "b", "c", "d"),
        size_m=250,
        e=world.E0 + np.array([2_125, 7_125, 15_125, 16_125], dtype=np.int32),
        n=np.full(4, world.N0 + 5_125, dtype=np.int32),
        persons_by_age=np.column_stack([persons, *np.zeros((4, 4), dtype=np.int32)]),
        persons=persons,
        municipality=unknown,
        parish=unknown,
        postal_area=unknown,
        group=np.zeros(4, dtype=np.int32),
    )


def read(folder: Path, columns: dict, shapes: list) -> tuple[Coverage, str]:
    """Return the areas of a layer, and all that was said of them."""
    path, findings = world.write_layer(folder / "omraader.gpkg", columns, shapes), Findings()
    coverage = read_coverage(path, squares(), findings)
    return coverage, " ".join(finding.text.da for finding in findings.report().findings)


def test_each_square_is_in_the_area_of_the_file_that_holds_it(tmp_path: Path) -> None:
    columns = {"områdekode": ["12", "7"], "Lægedækningsområde": ["Øst", "Vest"]}
    coverage, said = read(tmp_path, columns, [world.box(6, 0, 20, 10), world.box(0, 0, 6, 10)])
    assert coverage.areas.codes == ("07", "12")
    assert coverage.areas.names == ("Vest", "Øst")
    assert coverage.of_square.tolist() == [0, 1, 1, 1]
    assert "uden for alle" not in said


def test_what_is_outside_or_elsewhere_is_counted(tmp_path: Path) -> None:
    columns = {"kode": ["A", "B", "C"], "navn": ["Vest", "Midt", "Nabo"]}
    shapes = [world.box(0, 0, 8, 10), world.box(6, 0, 12, 10), world.box(0, 11, 20, 20)]
    coverage, said = read(tmp_path, columns, shapes)
    assert coverage.areas.codes == ("A",)
    assert coverage.of_square.tolist() == [0, 0, -1, -1]
    assert "2 lægedækningsområder uden indbyggere i regionen" in said
    assert "1.400 personer bor uden for alle lægedækningsområder" in said


def test_overlapping_areas_are_named(tmp_path: Path) -> None:
    columns = {"kode": ["A", "B"], "navn": ["Vest", "Øst"]}
    coverage, said = read(tmp_path, columns, [world.box(0, 0, 10, 10), world.box(6, 0, 20, 10)])
    assert coverage.of_square.tolist() == [0, 0, 1, 1]
    assert "»Vest« og »Øst« overlapper" in said


def test_a_layer_without_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, {"kode": ["A"]}, [world.box(0, 0, 10, 10)])
    assert "lægedækningsområde" in refused.value.text.da


def test_a_new_project_has_the_areas_of_its_file(tmp_path: Path) -> None:
    columns = {"kode": ["A", "B"], "navn": ["Vest", "Øst"]}
    shapes = [world.box(0, 0, 10, 10), world.box(10, 0, 20, 10)]
    path = world.write_layer(tmp_path / "omraader.gpkg", columns, shapes)
    region, _ = build_region(replace(world.write_world(tmp_path), coverage=path), quietly)
    assert region.coverage.areas.names == ("Vest", "Øst")
    assert region.coverage.of_square.tolist() == [0, 0, 1, 1]
    assert "Lægedækningsområder (omraader.gpkg)" in region.sources
