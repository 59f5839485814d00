"""A table is the same table whatever its delimiter, quotes and encoding."""

import csv
import io
from pathlib import Path

import numpy as np
import pyarrow
import pyarrow.parquet
import pytest
import shapely
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from models.domain.errors import InputError
from models.importers.columns import GEOMETRY_E, LISTS, REGISTER
from models.importers.findings import Findings
from models.importers.grid import known_words
from models.importers.kinds import SourceKind
from models.importers.matching import propose
from models.importers.reading import read_table
from models.importers.recognise import recognise
from models.importers.tables import Table, read_rows
from tests.models.importers.world import write_layer

cells = st.text(
    # no Ã: "Ã¦" is what æ looks like in a file saved wrongly, and is put right
    st.characters(codec="cp1252", exclude_categories=["Cc", "Zs"], exclude_characters="Ã")
    | st.just(" "),
    max_size=8,
).map(str.strip)


def read_any(path: Path, findings: Findings) -> Table:
    """Return the first table of a file, whatever it is."""
    (source, *_) = recognise([path])
    if source.problem is not None:
        raise InputError(*source.problem)
    return read_rows(path, source.layout, findings)


def read(path: Path, content: bytes) -> tuple[Table, Findings]:
    path.write_bytes(content)
    findings = Findings()
    return read_any(path, findings), findings


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    rows=st.lists(st.tuples(st.integers(1, 9), cells, cells), min_size=2, max_size=6),
    delimiter=st.sampled_from(";,\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]),
    line_end=st.sampled_from(["\n", "\r\n"]),
)
def test_any_delimiter_and_encoding_gives_the_same_table(
    tmp_path: Path,
    rows: list[tuple[int, str, str]],
    delimiter: str,
    encoding: str,
    line_end: str,
) -> None:
    # a row of two known headings, "E" and "N", would rightly be taken for the header
    assume(all(known_words(row[1:]) < 2 for row in rows))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_ALL)
    writer.writerow(["Åbent nr", "Navn på læge", "Øvrigt"])
    writer.writerows(rows)
    table, findings = read(tmp_path / "t.csv", text.getvalue().encode(encoding))
    assert table.headings == ("Åbent nr", "Navn på læge", "Øvrigt")
    columns = [table.texts(heading) for heading in table.headings]
    assert list(zip(*columns, strict=True)) == [(str(n), a, b) for n, a, b in rows]
    assert not findings.report().findings


def test_decimal_commas_do_not_pass_for_a_delimiter(tmp_path: Path) -> None:
    table, _ = read(tmp_path / "t.csv", b"a;b;c\n1,5;2,5;3\n1;2,5;3,5\n4;5;6\n")
    assert table.texts("b") == ["2,5", "2,5", "5"]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    table, _ = read(tmp_path / "t.csv", b'a;b\n"x\ny";1\n\n;\nz;3\n')
    assert table.rows == [2, 5]
    assert table.texts("a") == ["x\ny", "z"]


def test_excels_own_line_about_the_delimiter_is_followed(tmp_path: Path) -> None:
    table, _ = read(tmp_path / "t.csv", b"sep=|\r\na;x|b\r\n1|2\r\n")
    assert table.headings == ("a;x", "b")
    assert table.rows == [3]


def test_a_row_of_the_wrong_width_is_refused_by_name(tmp_path: Path) -> None:
    table, findings = read(tmp_path / "t.csv", b"a;b;c\n1;2;3\n4;5\n6;7;8;9\n6;7;8;;\n")
    assert table.rows == [2, 5]
    first, second = findings.report().findings
    assert first.row == 3
    assert "forventede 3 felter i rækken, fandt »2«" in first.text.da
    assert second.row == 4


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "er tom"),
        (b"\x00\x01\x02\x03\x00\x00\x00", "kan ikke læses"),
        (b'a;b\n"' + b"x" * 200_000 + b'";1\n', "kan ikke læses"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path / "t.csv", content)
    assert words in refused.value.text.da


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(content=st.binary(max_size=200))
def test_any_bytes_are_a_table_or_are_refused_in_words(tmp_path: Path, content: bytes) -> None:
    try:
        table, _ = read(tmp_path / "t.csv", content)
    except InputError as refused:
        message = refused.text.da
    else:
        message = "".join(table.headings)
        assert all(len(table.texts(heading)) == len(table) for heading in table.headings)
    assert message


def test_what_only_calls_itself_a_spreadsheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "register.XLSX"
    path.write_bytes(b"PK")
    with pytest.raises(InputError) as refused:
        read_any(path, Findings())
    assert "kan ikke læses som Excel" in refused.value.text.da


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        read_any(tmp_path / "væk.csv", Findings())
    assert "væk.csv« findes ikke" in refused.value.text.da


def test_parquet_keeps_its_numbers(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    columns = {"kode": ["0101", None], "tal": [1, 2], "decimal": [1.5, None]}
    pyarrow.parquet.write_table(pyarrow.table(columns), path)
    table = read_any(path, Findings())
    assert table.texts("kode") == ["0101", ""]
    assert table.texts("tal") == ["1", "2"]
    assert table.texts("decimal") == ["1.5", ""]


def test_a_parquet_file_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    path.write_bytes(b"PAR1 and no more")
    with pytest.raises(InputError) as refused:
        read_any(path, Findings())
    assert "Parquet" in refused.value.text.da


def test_a_layers_shapes_become_coordinates(tmp_path: Path) -> None:
    shapes = [shapely.box(500_000, 6_200_000, 500_250, 6_200_250)]
    table = read_any(write_layer(tmp_path / "t.gpkg", {"id": ["a"]}, shapes), Findings())
    assert np.asarray(table.columns[GEOMETRY_E]).tolist() == [500_125]


@pytest.mark.parametrize(
    "heading", ["Ydernr", "YDERNUMMER", "yder_nr.", "Provider number", " Ydernr (6 cifre) "]
)
def test_headings_are_known_however_they_are_spelled(heading: str) -> None:
    found = propose(["x", heading, "Antal sikrede"], [], LISTS).columns
    assert found == {"provider_number": heading, "listed": "Antal sikrede"}


def test_danish_letters_may_be_written_out() -> None:
    found = propose(["Antal laeger", "Lukkegraense", "Oest"], [], REGISTER).columns
    assert found == {"doctors": "Antal laeger", "own_limit": "Lukkegraense", "e": "Oest"}


def test_a_missing_column_is_named_with_what_was_found(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("Ydernr;Navn;Adresse\n051912;Lægen;Algade 1\n")
    with pytest.raises(InputError) as refused:
        read_table(path, SourceKind.REGISTER, Findings())
    assert "»kapaciteter«" in refused.value.text.da
    assert "»Ydernr«, »Navn«, »Adresse«" in refused.value.text.da


def test_a_heading_that_stands_there_twice_is_refused_where_it_matters(tmp_path: Path) -> None:
    path = tmp_path / "l.csv"
    path.write_text("Ydernr;Sogn;Sogn;Tilmeldte\n051912;7001;7002;10\n")
    with pytest.raises(InputError) as refused:
        read_table(path, SourceKind.LISTS, Findings())
    assert "»Sogn« findes to gange" in refused.value.text.da
