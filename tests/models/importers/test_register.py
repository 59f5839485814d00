"""Every row of a register is taken, repaired with the repair named, or refused by name."""

from pathlib import Path

import pytest

from models.domain.errors import InputError
from models.domain.place import Place
from models.domain.practice import Form, Intake, Practice, Status
from models.domain.quality import Finding, FindingKind
from models.geography.areas import Areas
from models.importers.areas import pick_areas, read_areas
from models.importers.doubles import settle_numbers, tell_same_places
from models.importers.findings import Findings
from models.importers.kinds import SourceKind
from models.importers.register import Register, RegisterRow, read_register
from models.importers.register_checks import (
    compare_lists,
    compare_postal_codes,
    decide_intake,
    keep_in_region,
)
from tests.models.importers import world

HEADINGS = world.REGISTER_HEADER.split(";")
GOOD = dict(zip(HEADINGS, world.REGISTER_ROWS[0].split(";"), strict=True))


def read(
    tmp_path: Path, *rows: str, header: str = world.REGISTER_HEADER
) -> tuple[Register, Findings]:
    findings = Findings()
    path = world.write_text(tmp_path / "r.csv", header, *rows, encoding="cp1252")
    return read_register(path, 2025, findings), findings


def row_with(**changes: str) -> str:
    """Return the good row with other values, named by the first word of their headings."""
    values = dict(GOOD)
    for first_word, value in changes.items():
        heading = next(heading for heading in HEADINGS if heading.split()[0] == first_word)
        values[heading] = value
    return ";".join(values.values())


def row_of(
    practice: Practice, status: Status | None = None, listed: int | None = None, row: int = 2
) -> RegisterRow:
    return RegisterRow("r.csv", row, "Ydernr", "X / Y", practice, status, listed)


def only_refusal(findings: Findings) -> Finding:
    (refused,) = findings.report().of_kind(FindingKind.REFUSED)
    return refused


def test_a_register_is_read_as_it_stands(tmp_path: Path) -> None:
    register, findings = read(tmp_path, *world.REGISTER_ROWS)
    first, second = register.rows
    assert first.practice == Practice(
        "051912",
        "Lægen i Vestby",
        Place(502_000, 6_205_100),
        Form.SOLO,
        1.0,
        doctors=1,
        doctors_born=(1964,),
        address="Algade 1",
        postcode="8000",
        town="Vestby C",
    )
    assert (first.status, first.listed) == (Status.OPEN, 500)
    assert (second.practice.capacities, second.practice.own_limit) == (1.5, 900)
    assert (second.practice.wished_list, second.practice.doctors_born) == (1500, (1970, 1981))
    assert (second.status, second.listed) == (Status.CLOSED, 1350)
    assert [finding.kind for finding in findings.report().findings] == [FindingKind.READ]


def test_a_negative_capacity_is_refused_in_the_words_of_the_house(tmp_path: Path) -> None:
    register, findings = read(
        tmp_path, *[row_with(Ydernr=f"0519{i}") for i in range(12)], row_with(Kapaciteter="-2")
    )
    refused = only_refusal(findings)
    assert refused.text.da == (
        "Række 14, kolonne Kapaciteter: forventede et tal på 0 eller derover, fandt »-2«. "
        "Rækken er ikke taget med."
    )
    assert (refused.file, refused.row, refused.column, refused.value) == (
        "r.csv",
        14,
        "Kapaciteter",
        "-2",
    )
    assert len(register.rows) == 12


@pytest.mark.parametrize(
    ("change", "column", "words"),
    [
        ({"Kapaciteter": "ca. 2"}, "Kapaciteter", "fandt »ca. 2«"),
        ({"Kapaciteter": ""}, "Kapaciteter", "men feltet er tomt"),
        ({"X": ""}, "X (UTM32)", "men feltet er tomt"),
        ({"Y": "mangler"}, "Y (UTM32)", "fandt »mangler«"),
        ({"X": "", "Y": ""}, "X (UTM32)", "mellem 400000 og 920000"),
        ({"X": "502", "Y": "6205"}, "X (UTM32) / Y (UTM32)", "et sted i Danmark"),
        ({"Ydernr": ""}, "Ydernr", "et ydernummer"),
        ({"Heraf": "2"}, "Heraf ledige", "højst så mange ledige som kapaciteter (1)"),
    ],
)
def test_a_row_that_cannot_be_placed_or_counted_is_refused(
    tmp_path: Path, change: dict[str, str], column: str, words: str
) -> None:
    register, findings = read(tmp_path, row_with(**change), world.REGISTER_ROWS[1])
    refused = only_refusal(findings)
    assert (refused.row, refused.column) == (2, column)
    assert words in refused.text.da
    assert "Rækken er ikke taget med." in refused.text.da
    assert "The row was left out." in refused.text.en
    assert [row.practice.provider_number for row in register.rows] == ["087331"]


@pytest.mark.parametrize(
    ("x", "y", "system"),
    [
        ("9,0322", "55,9912", "længde- og breddegrad"),
        ("6205100", "502000", "UTM 32 med X og Y byttet om"),
        ("127961", "6221185", "UTM 33"),
    ],
)
def test_a_row_in_another_coordinate_system_is_brought_home_and_named(
    tmp_path: Path, x: str, y: str, system: str
) -> None:
    register, findings = read(tmp_path, row_with(X=x, Y=y), world.REGISTER_ROWS[1])
    (repaired,) = findings.report().of_kind(FindingKind.REPAIRED)
    assert (repaired.row, repaired.value) == (2, f"{x} / {y}")
    assert f"læst som {system}" in repaired.text.da
    place = register.rows[0].practice.place
    assert abs(place.e - 502_000) < 100
    assert abs(place.n - 6_205_100) < 100


def test_the_second_of_two_equal_provider_numbers_is_refused(tmp_path: Path) -> None:
    register, findings = read(tmp_path, world.REGISTER_ROWS[0], row_with(Praksisnavn="Dublet"))
    settled = settle_numbers(register, lambda row: "Region Prøve", findings)
    refused = only_refusal(findings)
    assert (refused.row, refused.column, refused.value) == (3, "Ydernr", "051912")
    assert "det står i række 2" in refused.text.da
    assert [row.practice.name for row in settled.rows] == ["Lægen i Vestby"]


def test_a_number_in_two_regions_is_two_practices_with_their_region_behind_it(
    tmp_path: Path,
) -> None:
    register, findings = read(tmp_path, *world.REGISTER_ROWS, row_with(X="510000"))
    settled = settle_numbers(
        register, lambda row: "Region A" if row.practice.place.e < 505_000 else "Region B", findings
    )
    numbers = [row.practice.provider_number for row in settled.rows]
    assert numbers == ["051912/A", "087331", "051912/B"]
    (repaired,) = findings.report().of_kind(FindingKind.REPAIRED)
    assert (repaired.row, repaired.value) == (2, "051912")
    assert "Lægen i Vestby (Region A), Lægen i Vestby (Region B)" in repaired.text.da
    assert not findings.report().of_kind(FindingKind.REFUSED)


def test_one_name_at_one_place_under_two_numbers_is_named(tmp_path: Path) -> None:
    register, findings = read(tmp_path, world.REGISTER_ROWS[0], row_with(Ydernr="051999"))
    tell_same_places(register, findings)
    (warning,) = [f for f in findings.report().findings if f.place is not None]
    assert "samme navn og sted som 051912 i række 2" in warning.text.da


@pytest.mark.parametrize(
    ("change", "column", "attribute", "left"),
    [
        ({"Ønsket": "ca. 1600"}, "Ønsket patienttal", "wished_list", None),
        ({"Lukkegrænse": "-5"}, "Lukkegrænse pr. kapacitet", "own_limit", None),
        ({"Antal": "to"}, "Antal læger", "doctors", 1),
        ({"Lægers": "1964 2024"}, "Lægers fødselsår", "doctors_born", ()),
        ({"Heraf": "x"}, "Heraf ledige", "vacant", 0.0),
        ({"Praksisform": "Cirkus"}, "Praksisform", "form", Form.SOLO),
    ],
)
def test_a_value_the_practice_can_do_without_is_left_out_and_named(
    tmp_path: Path, change: dict[str, str], column: str, attribute: str, left: object
) -> None:
    register, findings = read(tmp_path, row_with(**change))
    assert getattr(register.rows[0].practice, attribute) == left
    (repaired,) = findings.report().of_kind(FindingKind.REPAIRED)
    assert (repaired.row, repaired.column) == (2, column)
    assert "resten af rækken er" in repaired.text.da


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("Enkeltmandspraksis", Form.SOLO),
        ("kompagniskabspraksis", Form.PARTNERSHIP),
        ("Samarbejdspraksis", Form.COLLABORATIVE),
        ("Delepraksis", Form.SHARED_POST),
        ("Udbudsklinik", Form.TENDER),
        ("Regionsklinik", Form.REGIONAL),
        ("Nærklinik", Form.REGIONAL),
        ("Licensklinik", Form.LICENCE),
        ("", Form.SOLO),
    ],
)
def test_forms_are_known_by_the_registers_words(tmp_path: Path, word: str, form: Form) -> None:
    register, _ = read(tmp_path, row_with(Praksisform=word))
    assert register.rows[0].practice.form is form


@pytest.mark.parametrize(
    ("heading", "word", "status"),
    [
        ("Tilgang", "Åben", Status.OPEN),
        ("Tilgang", "LUKKET", Status.CLOSED),
        ("Tilgang", "Selektivt lukket", Status.SELECTIVE),
        ("Tilgang", "delvist lukket", Status.SELECTIVE),
        ("Tilgang", "", None),
        ("Lukket for tilgang", "ja", Status.CLOSED),
        ("Lukket for tilgang", "Nej", Status.OPEN),
        ("Lukket for tilgang", "delvist", Status.SELECTIVE),
    ],
)
def test_intake_is_known_by_the_registers_words(
    tmp_path: Path, heading: str, word: str, status: Status | None
) -> None:
    header = world.REGISTER_HEADER.replace("Tilgang", heading)
    register, findings = read(tmp_path, row_with(Tilgang=word), header=header)
    assert register.rows[0].status is status
    assert not findings.report().of_kind(FindingKind.REPAIRED)


def test_coordinates_may_have_points_between_thousands(tmp_path: Path) -> None:
    register, _ = read(tmp_path, row_with(X="502.000", Y="6.205.100,5"))
    assert register.rows[0].practice.place == Place(502_000, 6_205_100.5)


def test_ages_become_years_of_birth(tmp_path: Path) -> None:
    register, _ = read(tmp_path, row_with(Lægers="61, 44"))
    assert register.rows[0].practice.doctors_born == (1964, 1981)


def test_a_leading_zero_that_a_spreadsheet_took_is_put_back_and_named(tmp_path: Path) -> None:
    register, findings = read(tmp_path, row_with(Ydernr="51912"))
    assert register.rows[0].practice.provider_number == "051912"
    (repaired,) = findings.report().of_kind(FindingKind.REPAIRED)
    assert "nul" in repaired.text.da


def test_a_register_without_capacities_is_refused_whole(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, "051912;502000;6205100", header="Ydernr;X;Y")
    assert "»kapaciteter«" in refused.value.text.da


@pytest.fixture
def land(tmp_path: Path) -> Areas:
    path = world.write_municipalities(tmp_path / "k.gpkg")
    return read_areas(path, SourceKind.MUNICIPALITIES, Findings()).areas


def kept_at(land: Areas, km_e: float, km_n: float) -> tuple[Register, Findings]:
    import numpy as np

    place = Place(world.E0 + 1000 * km_e, world.N0 + 1000 * km_n)
    row = row_of(Practice("1", "Lægen", place, Form.SOLO, 1.0), row=9)
    findings = Findings()
    region = pick_areas(land, np.array([0, 1]))
    register = Register("r.csv", (row,))
    return keep_in_region(register, land, region, "Region Prøve", findings), findings


def test_a_practice_in_the_sea_is_refused_with_its_place(land: Areas) -> None:
    register, findings = kept_at(land, -3, 5)
    refused = only_refusal(findings)
    assert not register.rows
    assert "forventede et sted på land" in refused.text.da
    assert (refused.row, refused.place) == (9, Place(world.E0 - 3000, world.N0 + 5000))


def test_a_practice_on_the_quay_is_moved_ashore_and_named(land: Areas) -> None:
    register, findings = kept_at(land, -0.04, 5)
    assert land.locate_one(register.rows[0].practice.place) == 0
    (repaired,) = findings.report().of_kind(FindingKind.REPAIRED)
    assert "40 m ude i vandet" in repaired.text.da


def test_a_practice_of_another_region_is_refused(land: Areas) -> None:
    register, findings = kept_at(land, 5, 15)
    assert not register.rows
    assert "et sted i Region Prøve" in only_refusal(findings).text.da


def test_a_practice_inland_is_left_alone(land: Areas) -> None:
    register, findings = kept_at(land, 15, 5)
    assert len(register.rows) == 1
    assert not findings.report().findings


@pytest.mark.parametrize(
    ("status", "listed", "intake", "by_register"),
    [
        (Status.OPEN, 1599, Intake.AUTOMATIC, False),
        (Status.CLOSED, 1600, Intake.AUTOMATIC, False),
        (Status.OPEN, 1600, Intake.OPEN, True),
        (Status.CLOSED, 1599, Intake.CLOSED, True),
        (Status.SELECTIVE, 1600, Intake.SELECTIVE, True),
        (None, 1600, Intake.AUTOMATIC, False),
    ],
)
def test_intake_is_by_hand_only_where_list_and_limit_give_something_else(
    status: Status | None, listed: int, intake: Intake, by_register: bool
) -> None:
    practice = Practice("1", "Lægen", Place(0, 0), Form.SOLO, 1.0)
    register = Register("r.csv", (row_of(practice, status),))
    (decided,) = decide_intake(register, {"1": listed}, 1600)
    assert (decided.intake, decided.intake_by_register) == (intake, by_register)


@pytest.mark.parametrize(
    ("told", "listed", "words"),
    [
        (1500, 1400, "registret siger 1.500 tilmeldte, listerne giver 1.400"),
        (4000, 4000, "4.000 tilmeldte pr. kapacitet er usædvanligt"),
        (None, 100, "100 tilmeldte pr. kapacitet er usædvanligt"),
    ],
)
def test_lists_that_contradict_the_register_are_named(
    told: int | None, listed: int, words: str
) -> None:
    practice = Practice("1", "Lægen", Place(0, 0), Form.SOLO, 1.0)
    register = Register("r.csv", (row_of(practice, None, told),))
    findings = Findings()
    compare_lists(register, {"1": listed}, findings)
    (warning,) = findings.report().findings
    assert words in warning.text.da
    assert warning.text.da.startswith("Række 2, Lægen (1):")


def test_postal_codes_get_their_leading_zero_back(tmp_path: Path) -> None:
    line = row_with(Postnr="800", Tilgang="Selektivt lukket", Åben="800, 8000 8000 18000")
    register, _ = read(tmp_path, line)
    (row,) = register.rows
    assert row.practice.postcode == "0800"
    assert row.practice.postcodes == ("0800", "8000")


@pytest.mark.parametrize(
    ("status", "codes", "words"),
    [
        (Status.SELECTIVE, ("8000",), None),
        (Status.SELECTIVE, ("8000", "8999"), "blandt postområderne: 8999."),
        (Status.SELECTIVE, (), "ingen postnumre"),
        (Status.OPEN, ("8999",), None),
    ],
)
def test_a_selective_practice_that_nobody_could_join_is_named(
    status: Status, codes: tuple[str, ...], words: str | None
) -> None:
    practice = Practice("1", "Lægen", Place(0, 0), Form.SOLO, 1.0, postcodes=codes)
    register = Register("r.csv", (row_of(practice, status),))
    findings = Findings()
    compare_postal_codes(register, {"8000"}, findings)
    said = [finding.text.da for finding in findings.report().findings]
    assert len(said) == (words is not None)
    assert all(words in text for text in said if words)


def test_the_owner_of_a_provider_number_is_read_where_the_register_has_one(tmp_path: Path) -> None:
    header = f"{world.REGISTER_HEADER};Ejer"
    register, _ = read(tmp_path, f"{world.REGISTER_ROWS[0]};Holm ApS", header=header)
    assert register.rows[0].practice.owner == "Holm ApS"
