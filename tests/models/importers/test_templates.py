"""The empty tables: handed out, filled in, and read back as they were meant."""

from __future__ import annotations

import csv
import errno
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from models.domain.errors import InputError
from models.domain.practice import Form, Intake
from models.domain.quality import FindingKind
from models.domain.text import Language, Text
from models.importers.build import build_region
from models.importers.kinds import SourceKind
from models.importers.recognise import recognise
from models.importers.templates import (
    LISTS,
    REGISTER,
    SQUARES,
    TEMPLATES,
    Template,
    write_templates,
)
from tests.models.importers import world

KINDS = {
    REGISTER.title: SourceKind.REGISTER,
    LISTS.title: SourceKind.LISTS,
    SQUARES.title: SourceKind.SQUARES,
}
ROWS: dict[Text, tuple[tuple[str, ...], ...]] = {
    REGISTER.title: (
        ("051912", "Lægen i Vestby", "Algade 1", "8000", "Vestby", "502000", "6205100",
         "0", "1", "", "1", "1964", "500", "", "0", "", ""),
        ("087331", "Lægehuset Østby", "Torvet 2", "8100", "Østby", "515000", "6205000",
         "1", "1,5", "0", "2", "1970 1981", "1350", "900", "1", "8100", "1500"),
    ),
    LISTS.title: (("7001", "051912", "300"), ("7003", "087331", "1200")),
    SQUARES.title: (
        ("a", "502125", "6205125", "100", "100", "100", "90", "10", "400", "7001"),
        ("c", "515125", "6205125", "300", "300", "300", "200", "100", "1200", "7003"),
    ),
}  # fmt: skip
"""What a data office fills in; a figure in a column of choices is the place of the choice."""


def quietly(_what: Text, _share: float) -> None:
    """Report to nobody."""


def filled_in(template: Template, language: Language) -> list[list[str]]:
    return [
        [
            column.choices[int(cell)].in_language(language) if column.choices else cell
            for column, cell in zip(template.columns, row, strict=True)
        ]
        for row in ROWS[template.title]
    ]


def fill_csv(path: Path, rows: list[list[str]]) -> None:
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)


def fill_workbook(path: Path, rows: list[list[str]]) -> None:
    """Write the workbook as Excel would save it: every sheet as it was, and the rows."""
    book = CalamineWorkbook.from_path(path)
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    with xlsxwriter.Workbook(path) as copy:
        for number, (name, cells) in enumerate(sheets.items()):
            sheet = copy.add_worksheet(name)
            for at, row in enumerate([*cells, *(rows if number == 0 else ())]):
                sheet.write_row(at, 0, row)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_filled_template_is_read_as_it_was_meant(
    tmp_path: Path, language: Language, suffix: str
) -> None:
    inputs = world.write_world(tmp_path)
    folder = tmp_path / "skabeloner"
    write_templates(folder, language)
    found = {}
    for template in TEMPLATES:
        path = folder / f"{template.file.in_language(language)}{suffix}"
        (fill_csv if suffix == ".csv" else fill_workbook)(path, filled_in(template, language))
        source = next(source for source in recognise([path]) if source.is_complete)
        assert source.kind is KINDS[template.title]
        assert set(source.match.columns.values()) == {
            column.heading.in_language(language) for column in template.columns
        }
        found[template.title] = source
    region, report = build_region(
        replace(
            inputs,
            practices=found[REGISTER.title],
            lists=found[LISTS.title],
            squares=found[SQUARES.title],
        ),
        quietly,
    )
    assert not report.of_kind(FindingKind.REFUSED)
    vest, øst = region.practices
    assert (vest.provider_number, vest.form, vest.intake) == (
        "051912",
        Form.SOLO,
        Intake.AUTOMATIC,
    )
    assert (øst.capacities, øst.doctors_born, øst.own_limit) == (1.5, (1970, 1981), 900)
    assert (øst.intake, øst.postcodes, øst.wished_list) == (Intake.SELECTIVE, ("8100",), 1500)
    assert region.lists["087331"].total == 1200
    assert region.squares.persons.tolist() == [400, 1200]


@pytest.mark.parametrize("language", ["da", "en"])
def test_empty_templates_are_recognised_and_explained(tmp_path: Path, language: Language) -> None:
    written = write_templates(tmp_path / "ny mappe", language)
    assert len(written) == 2 * len(TEMPLATES) + 1
    guide = written[-1].read_text("utf-8-sig")
    for template in TEMPLATES:
        for column in template.columns:
            assert column.what.in_language(language) in guide
            assert column.heading.in_language(language) in guide


def test_codes_keep_their_zeros_in_the_workbook(tmp_path: Path) -> None:
    written = write_templates(tmp_path, "da")
    with zipfile.ZipFile(written[0]) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        styles = book.read("xl/styles.xml").decode()
    assert 'formatCode="@"' in styles  # text
    assert "Selektivt lukket" in sheet


def test_a_file_that_is_there_already_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "tilmeldte.csv").write_text("mit", "utf-8")
    with pytest.raises(InputError) as refused:
        write_templates(tmp_path, "da")
    assert "tilmeldte.csv" in refused.value.text.da
    assert [path.name for path in tmp_path.iterdir()] == ["tilmeldte.csv"]


def test_a_full_disk_leaves_no_half_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.name == "kvadrater.xlsx":
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(InputError) as refused:
        write_templates(tmp_path, "da")
    assert "ikke plads" in refused.value.text.da
    assert list(tmp_path.iterdir()) == []
