"""Coverage areas come from a layer; what is outside or in two of them is said."""

from dataclasses import replace
from pathlib import Path

import pytest

from models.domain.errors import InputError
from models.domain.text import Text
from models.importers.build import build_region
from models.importers.ground import Inputs
from tests.models.importers import world


def quietly(_what: Text, _share: float) -> None:
    """Report to nobody."""


def with_layer(folder: Path, columns: dict, shapes: list) -> Inputs:
    path = world.write_layer(folder / "omraader.gpkg", columns, shapes)
    return replace(world.write_world(folder), coverage=path)


def test_each_square_is_in_the_area_of_the_file_that_holds_it(tmp_path: Path) -> None:
    columns = {"områdekode": ["12", "7"], "Lægedækningsområde": ["Øst", "Vest"]}
    inputs = with_layer(tmp_path, columns, [world.box(6, 0, 20, 10), world.box(0, 0, 6, 10)])
    region, report = build_region(inputs, quietly)
    assert region.coverage.areas.codes == ("07", "12")
    assert region.coverage.areas.names == ("Vest", "Øst")
    assert region.coverage.of_square.tolist() == [0, 1, 1, 1]
    assert not any("uden for alle" in finding.text.da for finding in report.findings)
    assert "Lægedækningsområder (omraader.gpkg)" in region.sources


def test_what_is_outside_overlapping_or_elsewhere_is_named(tmp_path: Path) -> None:
    columns = {"kode": ["A", "B", "C"], "navn": ["Vest", "Midt", "Nabo"]}
    shapes = [world.box(0, 0, 8, 10), world.box(6, 0, 12, 10), world.box(0, 11, 20, 20)]
    region, report = build_region(with_layer(tmp_path, columns, shapes), quietly)
    said = " ".join(finding.text.da for finding in report.findings)
    assert region.coverage.areas.codes == ("A",)
    assert region.coverage.of_square.tolist() == [0, 0, -1, -1]
    assert "2 lægedækningsområder uden indbyggere i regionen" in said
    assert "1.400 personer bor uden for alle lægedækningsområder" in said


def test_overlapping_areas_are_named(tmp_path: Path) -> None:
    columns = {"kode": ["A", "B"], "navn": ["Vest", "Øst"]}
    shapes = [world.box(0, 0, 10, 10), world.box(6, 0, 20, 10)]
    region, report = build_region(with_layer(tmp_path, columns, shapes), quietly)
    assert region.coverage.of_square.tolist() == [0, 0, 1, 1]
    assert any("»Vest« og »Øst« overlapper" in finding.text.da for finding in report.findings)


def test_a_layer_without_names_is_refused(tmp_path: Path) -> None:
    inputs = with_layer(tmp_path, {"kode": ["A"]}, [world.box(0, 0, 10, 10)])
    with pytest.raises(InputError) as refused:
        build_region(inputs, quietly)
    assert "lægedækningsområde" in refused.value.text.da


def test_without_a_layer_there_are_no_areas(tmp_path: Path) -> None:
    region, _ = build_region(world.write_world(tmp_path), quietly)
    assert len(region.coverage) == 0
