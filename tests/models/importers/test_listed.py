"""Lists by parish, postal code or square land on the right squares, whole."""

from pathlib import Path

import numpy as np
import pytest
import shapely

from models.allocation.lists import patient_lists
from models.domain.errors import InputError
from models.domain.place import Place
from models.domain.practice import Form, Practice
from models.domain.quality import FindingKind, QualityReport
from models.geography.areas import Areas
from models.geography.squares import Squares
from models.importers.findings import Findings
from models.importers.listed import estimated_lists, read_lists
from tests.models.importers import world

PRACTICES = tuple(
    Practice(number, number, Place(502_000 + 13_000 * i, 6_205_000), Form.SOLO, 1.0)
    for i, number in enumerate(("051912", "087331"))
)


def areas(*codes: str) -> Areas:
    shapes = np.array([shapely.box(i, 0, i + 1, 1) for i in range(len(codes))], dtype=object)
    return Areas(codes, codes, shapes)


def squares() -> Squares:
    def ints(*values: int) -> np.ndarray:
        return np.array(values, dtype=np.int32)

    return Squares(
        ids=("a", "b", "c"),
        size_m=250,
        e=ints(502_125, 507_125, 515_125),
        n=ints(6_205_125, 6_205_125, 6_205_125),
        persons_by_age=np.zeros((3, 5), dtype=np.int32),
        persons=ints(100, 50, 200),
        municipality=ints(0, 0, 0),
        parish=ints(0, 0, 1),
        postal_area=ints(0, 1, 1),
        group=ints(0, 0, 0),
    )


def read(tmp_path: Path, *lines: str) -> tuple[dict[str, dict[str, int]], QualityReport]:
    """Return the persons by practice and square id, and the report."""
    findings = Findings()
    path = world.write_text(tmp_path / "l.csv", *lines, encoding="utf-8-sig")
    parishes, postal_areas = areas("7001", "7002"), areas("8000", "8010")
    cells = read_lists([path], PRACTICES, squares(), parishes, postal_areas, findings)
    lists = patient_lists(cells, [practice.provider_number for practice in PRACTICES])
    named = {
        number: {squares().ids[s]: int(p) for s, p in zip(*patients, strict=True)}
        for number, patients in lists.items()
    }
    return named, findings.report()


def test_lists_by_parish_are_spread_in_proportion(tmp_path: Path) -> None:
    lists, report = read(tmp_path, "Sognekode;Ydernr;Tilmeldte", "7001;051912;90", "7002;87331;20")
    assert lists == {"051912": {"a": 60, "b": 30}, "087331": {"c": 20}}
    assert "2 af 2 rækker med i alt 110 tilmeldte" in report.findings[0].text.da


def test_lists_may_be_by_postal_code(tmp_path: Path) -> None:
    lists, _ = read(tmp_path, "Postnr;Ydernr;Antal sikrede", "8010;051912;125")
    assert lists["051912"] == {"b": 25, "c": 100}


def test_lists_may_be_by_square(tmp_path: Path) -> None:
    lists, _ = read(tmp_path, "celle;ydernummer;tilmeldte", "b;051912;7", "c;051912;8")
    assert lists["051912"] == {"b": 7, "c": 8}


def test_rows_of_the_same_pair_are_added_up_and_said_so(tmp_path: Path) -> None:
    lists, report = read(tmp_path, "celle;ydernr;tilmeldte", "b;051912;7", "b;051912;8")
    assert lists["051912"] == {"b": 15}
    assert len(report.of_kind(FindingKind.JOINED)) == 1


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("7001;999999;5", "Ydernr", "fandt »999999«"),
        ("9999;051912;5", "Sognekode", "et område i regionen, fandt »9999«"),
        ("7001;051912;-5", "Tilmeldte", "fandt »-5«"),
        ("7001;051912;få", "Tilmeldte", "fandt »få«"),
        ("7001;051912;", "Tilmeldte", "men feltet er tomt"),
    ],
)
def test_a_row_that_belongs_nowhere_is_refused_by_name(
    tmp_path: Path, row: str, column: str, words: str
) -> None:
    lists, report = read(tmp_path, "Sognekode;Ydernr;Tilmeldte", "7002;051912;3", row)
    (refused,) = report.of_kind(FindingKind.REFUSED)
    assert (refused.row, refused.column) == (3, column)
    assert words in refused.text.da
    assert lists["051912"] == {"c": 3}


def test_more_listed_than_inhabitants_are_cut_to_fit_and_named(tmp_path: Path) -> None:
    lists, report = read(
        tmp_path, "Sognekode;Ydernr;Tilmeldte", "7001;051912;100", "7001;087331;100"
    )
    assert sum(lists["051912"].values()) == sum(lists["087331"].values()) == 75
    repaired = report.of_kind(FindingKind.REPAIRED)
    assert [finding.row for finding in repaired] == [2, 3]
    assert "25 af »100« er ikke taget med" in repaired[0].text.da


@pytest.mark.parametrize("header", ["Ydernr;Tilmeldte;X", "Sognekode;Ydernr;Y"])
def test_a_file_without_area_or_number_of_patients_is_refused(tmp_path: Path, header: str) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, header, "1;2;3")
    assert "forventede en kolonne" in refused.value.text.da


def test_an_estimate_is_said_to_be_one_and_names_whom_it_left_out() -> None:
    findings = Findings()
    told = {"051912": 300, "087331": 100}
    cells = estimated_lists(PRACTICES, told, squares(), findings)
    assert cells.persons.sum() == 350
    estimate, refused = findings.report().findings
    assert estimate.kind is FindingKind.ESTIMATED
    assert "50 flere tilmeldte" in refused.text.da
