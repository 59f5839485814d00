"""Areas come in UTM 32, whole and sorted, or the file is refused in words."""

from pathlib import Path

import numpy as np
import pyproj
import pytest
import shapely

from models.domain.errors import InputError
from models.domain.place import Place
from models.domain.quality import FindingKind
from models.importers.areas import AreaLayer, read_areas
from models.importers.findings import Findings
from models.importers.kinds import SourceKind
from tests.models.importers import world


def read(path: Path) -> tuple[AreaLayer, Findings]:
    findings = Findings()
    return read_areas(path, SourceKind.MUNICIPALITIES, findings), findings


def test_areas_are_sorted_by_code_and_keep_their_columns(tmp_path: Path) -> None:
    columns = {"kommunekode": [702, 701], "kommune": ["Østby", "Vestby"], "region": ["B", "A"]}
    path = world.write_layer(
        tmp_path / "k.gpkg", columns, [world.box(10, 0, 20, 10), world.box(0, 0, 10, 10)]
    )
    layer, _ = read(path)
    assert layer.areas.codes == ("0701", "0702")
    assert layer.areas.names == ("Vestby", "Østby")
    assert layer.texts("region") == ["A", "B"]
    assert layer.areas.shapes[0].bounds == world.box(0, 0, 10, 10).bounds


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:25833", "EPSG:3857"])
def test_another_known_coordinate_system_is_converted_and_said_so(tmp_path: Path, crs: str) -> None:
    to_crs = pyproj.Transformer.from_crs("EPSG:25832", crs, always_xy=True).transform
    shape = shapely.transform(
        world.box(0, 0, 10, 10), lambda xy: np.column_stack(to_crs(xy[:, 0], xy[:, 1]))
    )
    columns = {"kommunekode": ["0701"], "kommune": ["Vestby"]}
    layer, findings = read(world.write_layer(tmp_path / "k.gpkg", columns, [shape], crs))
    assert layer.areas.shapes[0].symmetric_difference(world.box(0, 0, 10, 10)).area < 1000
    (repaired,) = findings.report().of_kind(FindingKind.REPAIRED)
    assert "omregnet" in repaired.text.da


@pytest.mark.parametrize("name", ["k.gpkg", "k.shp"])
def test_a_layer_that_names_no_system_is_told_by_where_it_falls(tmp_path: Path, name: str) -> None:
    layer, findings = read(world.write_municipalities(tmp_path / name, crs=None))
    assert layer.areas.shapes[0].bounds == world.box(0, 0, 10, 10).bounds
    (repaired,) = findings.report().of_kind(FindingKind.REPAIRED)
    assert "siger ikke, hvilket koordinatsystem" in repaired.text.da
    assert "læst som UTM 32" in repaired.text.da


def test_a_wrong_coordinate_system_is_seen_by_where_it_puts_the_areas(tmp_path: Path) -> None:
    degrees = [shapely.box(9, 55, 10, 56)]
    columns = {"kommunekode": ["0701"], "kommune": ["Vestby"]}
    layer, findings = read(world.write_layer(tmp_path / "k.gpkg", columns, degrees))
    assert layer.areas.locate_one(Place(532_000, 6_150_000)) == 0
    (repaired,) = findings.report().of_kind(FindingKind.REPAIRED)
    assert "læst som længde- og breddegrad" in repaired.text.da


@pytest.mark.parametrize(
    ("crs", "words"),
    [("EPSG:25832", "forventede koordinater i Danmark"), (None, "hvilket koordinatsystem")],
)
def test_areas_that_lie_nowhere_in_denmark_are_refused(
    tmp_path: Path, crs: str | None, words: str
) -> None:
    columns = {"kommunekode": ["0701"], "kommune": ["Vestby"]}
    nowhere = [shapely.box(100, 100, 101, 101)]
    with pytest.raises(InputError) as refused:
        read(world.write_layer(tmp_path / "k.gpkg", columns, nowhere, crs))
    assert words in refused.value.text.da


def test_a_border_that_crosses_itself_is_repaired_and_named(tmp_path: Path) -> None:
    e, n = world.E0, world.N0
    bow = shapely.Polygon([(e, n), (e + 1000, n + 1000), (e + 1000, n), (e, n + 1000)])
    columns = {"kommunekode": ["0701"], "kommune": ["Vestby"]}
    layer, findings = read(world.write_layer(tmp_path / "k.gpkg", columns, [bow]))
    assert layer.areas.shapes[0].is_valid
    (repaired,) = findings.report().of_kind(FindingKind.REPAIRED)
    assert (repaired.row, repaired.value) == (2, "0701")


def test_parts_of_one_area_are_joined(tmp_path: Path) -> None:
    columns = {"kommunekode": ["0701", "0701"], "kommune": ["Vestby", "Vestby"]}
    shapes = [world.box(0, 0, 5, 10), world.box(5, 0, 10, 10)]
    layer, findings = read(world.write_layer(tmp_path / "k.gpkg", columns, shapes))
    assert layer.areas.shapes[0].area == 1e8
    assert len(findings.report().of_kind(FindingKind.JOINED)) == 1


def test_a_row_that_is_no_area_is_refused_by_name(tmp_path: Path) -> None:
    columns = {"kommunekode": ["0701", "0702"], "kommune": ["Vestby", "Punktby"]}
    shapes = [world.box(0, 0, 5, 10), shapely.Point(world.E0, world.N0)]
    layer, findings = read(world.write_layer(tmp_path / "k.gpkg", columns, shapes))
    assert layer.areas.codes == ("0701",)
    (refused,) = findings.report().of_kind(FindingKind.REFUSED)
    assert (refused.row, refused.value) == (3, "0702")


def test_a_layer_of_points_only_is_refused(tmp_path: Path) -> None:
    columns = {"kommunekode": ["0701"], "kommune": ["Vestby"]}
    points = [shapely.Point(world.E0, world.N0)]
    with pytest.raises(InputError) as refused:
        read(world.write_layer(tmp_path / "k.gpkg", columns, points))
    assert "forventede flader" in refused.value.text.da


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"SQLite format 3\0" + b"\0" * 200])
def test_a_file_that_is_no_map_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "k.gpkg"
    path.write_bytes(content)
    with pytest.raises(InputError) as refused:
        read(path)
    assert "k.gpkg" in refused.value.text.da


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path / "væk.gpkg")
    assert "findes ikke" in refused.value.text.da


def test_the_layer_most_like_areas_is_read_of_several_and_said_so(tmp_path: Path) -> None:
    import pyogrio

    path = world.write_municipalities(tmp_path / "k.gpkg")
    point = np.array([shapely.to_wkb(shapely.Point(1, 2))], dtype=object)
    pyogrio.raw.write(
        path, point, [], [], geometry_type="Point", crs="EPSG:25832", layer="a", append=True
    )
    layer, findings = read(path)
    assert len(layer.areas) == 3
    assert "2 ark eller lag; »k«" in findings.report().findings[0].text.da
