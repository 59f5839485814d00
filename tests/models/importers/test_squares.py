"""Squares keep every person of the region, and what is left out is counted or named."""

from pathlib import Path

import numpy as np
import pytest

from models.domain.errors import InputError
from models.domain.quality import FindingKind, QualityReport
from models.geography.squares import Squares
from models.importers.areas import pick_areas, read_areas
from models.importers.findings import Findings
from models.importers.kinds import SourceKind
from models.importers.squares import Geography, parishes_as_squares, read_squares
from tests.models.importers import world


@pytest.fixture
def geography(tmp_path: Path) -> Geography:
    municipalities = world.write_municipalities(tmp_path / "k.gpkg")
    land = read_areas(municipalities, SourceKind.MUNICIPALITIES, Findings()).areas
    parishes = read_areas(
        world.write_parishes(tmp_path / "s.gpkg"), SourceKind.PARISHES, Findings()
    ).areas
    return Geography(land, pick_areas(land, np.array([0, 1])), parishes)


def read(tmp_path: Path, geography: Geography, *lines: str) -> tuple[Squares, QualityReport]:
    findings = Findings()
    path = world.write_text(tmp_path / "q.csv", *lines)
    return read_squares(path, geography, findings), findings.report()


def test_the_regions_squares_are_read_and_placed(tmp_path: Path, geography: Geography) -> None:
    squares, report = read(tmp_path, geography, world.SQUARES_HEADER, *world.SQUARE_ROWS)
    assert squares.ids == ("250m_a", "250m_b", "250m_c", "250m_d")
    assert squares.size_m == 250
    assert squares.persons.tolist() == [400, 300, 1200, 200]
    assert (squares.persons_by_age.sum(axis=1) == squares.persons).all()
    assert squares.municipality.tolist() == [0, 0, 1, 1]
    assert squares.parish.tolist() == [0, 1, 2, 2]
    assert (squares.e[0], squares.n[0]) == (502_125, 6_205_125)
    texts = [finding.text.da for finding in report.findings]
    assert "1 kvadrater i andre regioner med 100 personer er ikke taget med." in texts


def test_squares_without_codes_are_placed_by_their_centre(
    tmp_path: Path, geography: Geography
) -> None:
    rows = ("502125;6205125;400", "515125;6205125;200", "505125;6215125;7")
    squares, _ = read(tmp_path, geography, "Øst;Nord;Personer", *rows)
    assert squares.municipality.tolist() == [0, 1]
    assert squares.parish.tolist() == [0, 2]
    assert squares.ids == ("502125_6205125", "515125_6205125")


def test_missing_ages_are_estimated_and_add_up(tmp_path: Path, geography: Geography) -> None:
    squares, report = read(tmp_path, geography, "x;y;folketal", "502125;6205125;7")
    assert squares.persons_by_age.sum() == 7
    assert len(report.of_kind(FindingKind.ESTIMATED)) == 1


def test_ages_that_do_not_add_up_are_fitted_to_the_total(
    tmp_path: Path, geography: Geography
) -> None:
    row = "250m_a;502125;6205125;7001;0701;1;1;1;1;0;8"
    squares, report = read(tmp_path, geography, world.SQUARES_HEADER, row)
    assert squares.persons_by_age.tolist() == [[2, 2, 2, 2, 0]]
    (repaired,) = report.of_kind(FindingKind.REPAIRED)
    assert "aldersgruppernes sum" in repaired.text.da


def test_a_square_divided_by_a_parish_border_is_kept_in_parts(
    tmp_path: Path, geography: Geography
) -> None:
    rows = (
        "c;502125;6205125;7001;0701;5",
        "c;502125;6205125;7002;0701;6",
        "c;502125;6205125;7003;0702;0",
    )
    squares, report = read(tmp_path, geography, "celle;x;y;sognekode;kommunekode;folketal", *rows)
    assert squares.ids == ("c/7001", "c/7002")
    assert squares.persons.tolist() == [5, 6]
    assert any("dele af kvadrater" in finding.text.da for finding in report.findings)


def test_the_same_square_told_twice_is_refused(tmp_path: Path, geography: Geography) -> None:
    rows = ("c;502125;6205125;7001;0701;5", "c;502125;6205125;7001;0701;5")
    squares, report = read(tmp_path, geography, "celle;x;y;sognekode;kommunekode;folketal", *rows)
    assert squares.persons.tolist() == [5]
    (refused,) = [f for f in report.of_kind(FindingKind.REFUSED) if f.row is not None]
    assert (refused.row, refused.value) == (3, "c")


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("b;502125;6205125;mange", "folketal", "fandt »mange«"),
        ("b;502125;6205125;-1", "folketal", "fandt »-1«"),
        ("b;502125;6205125;1,5", "folketal", "fandt »1,5«"),
        ("b;9,5;1,9;7", "x / y", "et sted i Danmark"),
        ("b;;;7", "x", "en koordinat i Danmark"),
    ],
)
def test_a_square_that_cannot_be_counted_or_placed_is_refused_by_name(
    tmp_path: Path, geography: Geography, row: str, column: str, words: str
) -> None:
    squares, report = read(tmp_path, geography, "id;x;y;folketal", "a;502125;6205125;5", row)
    (refused,) = report.of_kind(FindingKind.REFUSED)
    assert (refused.row, refused.column) == (3, column)
    assert words in refused.text.da
    assert squares.ids == ("a",)


def test_persons_outside_every_municipality_are_counted_as_lost(
    tmp_path: Path, geography: Geography
) -> None:
    rows = ("a;502125;6205125;5", "b;450125;6205125;7")
    _, report = read(tmp_path, geography, "id;x;y;folketal", *rows)
    (refused,) = report.of_kind(FindingKind.REFUSED)
    assert "uden for alle kommuner med 7 personer" in refused.text.da


def test_a_file_of_another_region_is_refused(tmp_path: Path, geography: Geography) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, geography, "id;x;y;folketal", "a;505125;6215125;5")
    assert "ingen af rækkerne" in refused.value.text.da


def test_the_side_is_the_least_step_where_no_id_tells_it(
    tmp_path: Path, geography: Geography
) -> None:
    rows = ("502050;6205050;1", "502150;6205050;1", "502650;6205850;1")
    squares, _ = read(tmp_path, geography, "x;y;folketal", *rows)
    assert squares.size_m == 100


def test_parishes_can_stand_for_squares(tmp_path: Path, geography: Geography) -> None:
    layer = read_areas(tmp_path / "s.gpkg", SourceKind.PARISHES, Findings())
    findings = Findings()
    squares = parishes_as_squares(layer, geography, findings)
    assert squares.ids == ("7001", "7002", "7003")
    assert squares.persons.tolist() == [400, 300, 1400]
    assert squares.parish.tolist() == [0, 1, 2]
    assert geography.parishes.locate(squares.e * 1.0, squares.n * 1.0).tolist() == [0, 1, 2]
    assert findings.report().of_kind(FindingKind.ESTIMATED)
