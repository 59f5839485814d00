"""Files tell what they are; the user may say otherwise, and is remembered."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shapely

from models.domain.errors import InputError
from models.geography.areas import Areas
from models.importers.coordinates import System
from models.importers.findings import Findings
from models.importers.ground import Inputs, inputs_of, problem_with, regions_in
from models.importers.kinds import FIELD_TITLES, KIND_TITLES, WORDS, SourceKind
from models.importers.layout import Format
from models.importers.locate import locate
from models.importers.recognise import problem_of, recognise
from models.importers.register import read_register
from models.importers.sources import Match, Source
from tests.models.importers import world


@pytest.fixture
def inputs(tmp_path: Path) -> Inputs:
    return world.write_world(tmp_path)


def only(path: Path) -> Source:
    (source,) = recognise([path])
    return source


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("areas", SourceKind.MUNICIPALITIES),
        ("practices", SourceKind.REGISTER),
        ("roads", SourceKind.ROADS),
        ("squares", SourceKind.SQUARES),
        ("parishes", SourceKind.PARISHES),
        ("postcodes", SourceKind.POSTAL_AREAS),
        ("lists", SourceKind.LISTS),
    ],
)
def test_every_file_of_a_region_is_known_for_what_it_is(
    inputs: Inputs, field: str, kind: SourceKind
) -> None:
    source = only(getattr(inputs, field))
    assert (source.kind, source.sureness, source.problem) == (kind, 1.0, None)
    assert source.is_complete
    assert problem_of(source) is None


def test_a_source_tells_its_layout_and_shows_its_first_rows(inputs: Inputs) -> None:
    assert isinstance(inputs.practices, Path)
    source = only(inputs.practices)
    assert source.layout.format is Format.TEXT
    assert (source.layout.encoding, source.layout.delimiter) == ("cp1252", ";")
    assert (source.layout.decimal, source.layout.header_row) == (",", 1)
    assert source.preview[0][:2] == ("051912", "Lægen i Vestby")
    assert (source.preview_rows, source.n_rows) == ((2, 3), 2)
    assert all(len(row) == len(source.headings) for row in source.preview)


def test_recognised_sources_make_the_same_inputs_as_paths(inputs: Inputs) -> None:
    paths = [p for f in Inputs.__dataclass_fields__ if isinstance(p := getattr(inputs, f), Path)]
    sources = recognise(paths)
    assert problem_with(sources) is None
    found = inputs_of(sources, "Region Prøve", "2025-01-01")
    assert isinstance(found.practices, tuple)
    assert [source.path for source in found.practices if isinstance(source, Source)] == [
        inputs.practices
    ]
    assert isinstance(found.areas, Source)
    assert regions_in(found.areas) == ("Region Nabo", "Region Prøve")


def test_what_is_missing_or_double_is_said_before_anything_is_read(inputs: Inputs) -> None:
    assert isinstance(inputs.areas, Path)
    areas = only(inputs.areas)
    missing = problem_with([areas])
    assert missing is not None
    assert "Der mangler en fil med praksisregister" in missing.da
    with pytest.raises(InputError) as refused:
        inputs_of([areas, areas])
    assert "flere filer med kommuner" in refused.value.text.da


def test_a_column_may_be_chosen_and_serves_one_field(inputs: Inputs) -> None:
    assert isinstance(inputs.practices, Path)
    source = only(inputs.practices)
    changed = source.with_column("list", "Ønsket patienttal")
    assert changed.match.columns["list"] == "Ønsket patienttal"
    assert "wished_list" not in changed.match.columns
    without = changed.with_column("capacities", None)
    assert not without.is_complete
    problem = problem_of(without)
    assert problem is not None
    assert "Kapaciteter" in problem.da


@pytest.mark.parametrize(
    ("headings", "rows"),
    [
        (
            "Ydernr;Praksisnavn;Adresse;Postnr;By",
            ("051912;Lægen;Algade 1;8000;Vestby C", "087331;Lægehuset;Torvet 2;8100;Østby"),
        ),
        (
            "Ydernummer;Navn;Vejadresse;Postnr;By;Tilmeldte",
            (
                "051912;Lægen;Algade 1;8000;Vestby C;500",
                "087331;Lægehuset;Torvet 2;8100;Østby;1350",
            ),
        ),
        (
            "Ydernr;Navn;X;Y;Tilmeldte",
            ("051912;Lægen;502000;6205100;500", "087331;Lægehuset;515000;6205000;1350"),
        ),
    ],
    ids=["addresses", "lists by postal code", "places"],
)
def test_a_register_without_capacities_is_known_and_the_column_named(
    tmp_path: Path, headings: str, rows: tuple[str, ...]
) -> None:
    source = only(world.write_text(tmp_path / "udtraek.csv", headings, *rows))
    assert source.kind is SourceKind.REGISTER
    assert not source.is_complete
    problem = problem_of(source)
    assert problem is not None
    assert (
        problem.da == "Der mangler en kolonne til: Kapaciteter. Vælg den, eller føj den til filen."
    )


def test_lists_by_postal_code_stay_lists_though_they_have_addresses(tmp_path: Path) -> None:
    rows = ("051912;Algade 1;8000;300", "051912;Algade 1;8100;200", "087331;Torvet 2;8100;1300")
    path = world.write_text(tmp_path / "udtraek.csv", "Ydernr;Adresse;Postnr;Tilmeldte", *rows)
    assert only(path).kind is SourceKind.LISTS


def test_needed_fields_come_first_with_their_alternatives(inputs: Inputs) -> None:
    assert isinstance(inputs.practices, Path)
    fields = only(inputs.practices).fields()
    needed = [choice.field for choice in fields if choice.is_needed]
    assert needed == ["provider_number", "e", "n", "capacities"]
    assert [choice.field for choice in fields][: len(needed)] == needed
    by_field = {choice.field: choice for choice in fields}
    assert by_field["e"].heading == "X (UTM32)"
    assert by_field["e"].alternatives[0] == "X (UTM32)"


def test_four_digits_are_offered_as_postal_codes_but_not_taken_for_them(tmp_path: Path) -> None:
    path = world.write_text(
        tmp_path / "r.csv", "Ydernr;X;Y;Kapaciteter;Konsultationer", "051912;502000;6205100;1;4321"
    )
    source = only(path)
    assert "postcode" not in source.match.columns
    (choice,) = [choice for choice in source.fields() if choice.field == "postcode"]
    assert choice.alternatives == ("Konsultationer",)


def test_a_match_is_remembered_for_the_next_file_of_that_shape(
    inputs: Inputs, tmp_path: Path
) -> None:
    assert isinstance(inputs.practices, Path)
    source = only(inputs.practices).with_column("list", "Ønsket patienttal")
    source = source.with_system(System.UTM33)
    stored = Match.from_json(source.match.to_json())
    later = world.write_text(
        tmp_path / "juli.csv", world.REGISTER_HEADER, world.REGISTER_ROWS[1], encoding="utf-8"
    )
    (again,) = recognise([later], {source.key: stored})
    assert again.match == source.match
    assert recognise([later])[0].match != source.match


def test_a_remembered_column_that_is_gone_is_forgotten(inputs: Inputs) -> None:
    assert isinstance(inputs.practices, Path)
    source = only(inputs.practices)
    match = replace(source.match, columns={"name": "Praksisnavn", "list": "Væk", "tull": "By"})
    assert source.remembering(match).match.columns == {"name": "Praksisnavn"}


def test_a_file_that_cannot_be_read_comes_back_with_its_problem(tmp_path: Path) -> None:
    broken = tmp_path / "kort.gpkg"
    broken.write_bytes(b"no map")
    source = only(broken)
    assert source.problem is not None
    assert "kort.gpkg" in source.problem.da
    assert not source.is_complete


def test_a_text_that_is_no_table_of_ours_is_unknown(tmp_path: Path) -> None:
    source = only(world.write_text(tmp_path / "brev.txt", "Kære alle", "", "Hilsen Anne"))
    assert source.kind is SourceKind.UNKNOWN
    assert problem_of(source) is not None


def test_the_files_beside_a_shapefile_are_part_of_it(tmp_path: Path) -> None:
    world.write_municipalities(tmp_path / "kommuner.shp")
    sources = recognise(sorted(tmp_path.iterdir()))
    assert [source.path.name for source in sources] == ["kommuner.shp"]


def test_a_large_text_is_recognised_by_its_first_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.importers.parts.LARGE_BYTES", 4_000)
    monkeypatch.setattr("models.importers.parts.HEAD_BYTES", 1_000)
    for encoding in ("utf-8", "utf-16", "utf-16-be"):
        rows = [f"{7000 + i};05191{i % 10};{i + 100}" for i in range(900)]
        path = world.write_text(
            tmp_path / "l.csv", "Sognekode;Ydernr;Tilmeldte", *rows, encoding=encoding
        )
        source = only(path)
        assert source.kind is SourceKind.LISTS
        assert source.preview[-1] == ("7049", "051919", "149") or len(source.preview) < 50
        assert 800 < source.n_rows < 1_000


def test_points_are_shown_where_they_fall(inputs: Inputs) -> None:
    assert isinstance(inputs.practices, Path)
    guess = locate(only(inputs.practices))
    assert (guess.system, guess.is_sure) == (System.UTM32, True)
    assert [tuple(place) for place in guess.places] == [(502000, 6205100), (515000, 6205000)]
    assert (guess.n_points, guess.n_inside, guess.n_without) == (2, 2, 0)


@pytest.mark.parametrize(
    ("x", "y", "system"),
    [
        (("9,0322", "9,2404"), ("55,9912", "55,9902"), System.WGS84),
        (("55,9912", "55,9902"), ("9,0322", "9,2404"), System.WGS84_SWAPPED),
        (("6205100", "6205000"), ("502000", "515000"), System.UTM32_SWAPPED),
        (("127961", "140937"), ("6221185", "6219977"), System.UTM33),
    ],
)
def test_the_coordinate_system_is_told_by_where_points_fall(
    tmp_path: Path, x: tuple[str, str], y: tuple[str, str], system: System
) -> None:
    rows = [f"0519{i}2;{x[i]};{y[i]};1" for i in range(2)]
    path = world.write_text(tmp_path / "r.csv", "Ydernr;X;Y;Kapaciteter", *rows)
    guess = locate(only(path))
    assert (guess.system, guess.is_sure) == (system, True)
    assert abs(guess.places[0].e - 502_000) < 500
    assert abs(guess.places[0].n - 6_205_100) < 500


def test_bornholm_in_utm_33_is_told_from_southern_jutland_by_the_region(tmp_path: Path) -> None:
    shapes = np.array([shapely.box(855_000, 6_100_000, 905_000, 6_155_000)], dtype=object)
    bornholm = Areas(("0400",), ("Bornholm",), shapes)
    rows = ["051912;488000;6110000;1", "087331;495000;6115000;1"]
    path = world.write_text(tmp_path / "r.csv", "Ydernr;X;Y;Kapaciteter", *rows)
    assert not locate(only(path)).is_sure
    guess = locate(only(path), bornholm)
    assert (guess.system, guess.is_sure) == (System.UTM33, True)
    register = read_register(path, 2025, Findings(), home=bornholm)
    assert all(bornholm.locate_one(row.practice.place) == 0 for row in register.rows)


def test_columns_that_hold_no_coordinates_are_passed_over_for_those_that_do(
    tmp_path: Path,
) -> None:
    path = world.write_text(
        tmp_path / "r.csv",
        "Ydernr;X;Y;Kapaciteter;Pkt1;Pkt2",
        "051912;ja;1;1;502000;6205100",
        "087331;nej;2;1;515000;6205000",
    )
    guess = locate(only(path))
    assert guess.columns == {"e": "Pkt1", "n": "Pkt2"}
    assert guess.system is System.UTM32


def test_every_kind_and_field_has_a_title() -> None:
    assert set(KIND_TITLES) == set(WORDS) == set(SourceKind)
    assert {field for words in WORDS.values() for field in words} <= set(FIELD_TITLES)
