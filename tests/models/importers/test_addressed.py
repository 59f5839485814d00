"""Rows with an address only are found in the user's file, or placed by postal code and flagged."""

from dataclasses import replace
from pathlib import Path

import pytest

from models.domain.errors import InputError
from models.domain.place import Place
from models.domain.quality import FindingKind, QualityReport
from models.importers.address_file import read_addresses
from models.importers.findings import Findings
from models.importers.ground import Inputs
from models.importers.kinds import SourceKind
from models.importers.people import People, read_people
from models.importers.recognise import recognise
from tests.models.importers import world
from tests.models.importers.test_build import quietly

DAR_1, DAR_2 = "0a3f507b-0001-32b8-e044-0003ba298018", "0a3f507b-0002-32b8-e044-0003ba298018"
ADDRESSES = (
    "id,vejnavn,husnr,postnr,postnrnavn,etrs89koordinat_øst,etrs89koordinat_nord",
    f"{DAR_1},Algade,1,8000,Vestby C,502000.25,6205100.75",
    f"{DAR_2},Algade,003,8000,Vestby C,502100,6205200",
    "x,Torvet,2,8100,Østby,515000,6205000",
    "y,Fjernvej,1,9999,Langt væk,720000,6170000",
    "z,,,8000,Vestby C,502000,6205000",
)
WINDOW = (499_000.0, 6_199_000.0, 521_000.0, 6_211_000.0)


@pytest.fixture
def inputs(tmp_path: Path) -> Inputs:
    inputs = world.write_world(tmp_path)
    addresses = world.write_text(tmp_path / "dar.csv", *ADDRESSES, encoding="utf-8-sig")
    return replace(inputs, addresses=addresses, lists=None)


def read(inputs: Inputs, *lines: str) -> tuple[People, QualityReport]:
    assert isinstance(inputs.practices, Path)
    world.write_text(inputs.practices, *lines)
    findings = Findings()
    return read_people(inputs, "2025-01-01", quietly, findings), findings.report()


def test_an_extract_of_addresses_is_recognised(inputs: Inputs) -> None:
    assert isinstance(inputs.addresses, Path)
    (source,) = recognise([inputs.addresses])
    assert (source.kind, source.is_complete) == (SourceKind.ADDRESSES, True)


def test_the_addresses_of_the_region_are_kept_and_the_rest_counted(inputs: Inputs) -> None:
    assert inputs.addresses is not None
    findings = Findings()
    found = read_addresses(inputs.addresses, {DAR_2}, WINDOW, findings)
    assert [street.name for street in found.book.streets] == ["Algade", "Torvet"]
    assert found.book.streets[0].houses == ("1", "3")
    assert found.book.streets[0].place(0) == Place(502_000.2, 6_205_100.8)
    assert found.place_of_id == {DAR_2: Place(502_100, 6_205_200)}
    (told,) = findings.report().findings
    assert "3 af 5 adresser" in told.text.da
    assert "1 havde hverken" in told.text.da


def test_practices_are_found_by_address_and_by_id(inputs: Inputs) -> None:
    people, report = read(
        inputs,
        "Ydernr;Adresse;Postnr;DAR-id;Kapaciteter;Tilmeldte",
        "051912;Algade 1, 1. sal;8000;;1;500",
        f"087331;;;{DAR_2.upper()};1;500",
    )
    assert [practice.place for practice in people.practices] == [
        Place(502_000.2, 6_205_100.8),
        Place(502_100, 6_205_200),
    ]
    assert any("2 praksis uden koordinater er fundet" in f.text.da for f in report.findings)
    assert len(people.addresses) == 3


def test_a_misspelt_address_is_found_and_named(inputs: Inputs) -> None:
    _, report = read(inputs, "Ydernr;Adresse;Postnr;Kapaciteter", "051912;Torvett 2;8100;1")
    (repaired,) = [f for f in report.of_kind(FindingKind.REPAIRED) if f.row == 2]
    assert repaired.text.da == "Række 2, kolonne Adresse: vejen er læst som Torvet."
    assert repaired.place == Place(515_000, 6_205_000)


def test_an_address_that_is_not_found_is_placed_by_postal_code_and_flagged(
    inputs: Inputs,
) -> None:
    people, report = read(inputs, "Ydernr;Adresse;Postnr;Kapaciteter", "051912;Ukendtvej 7;8100;1")
    (flagged,) = [f for f in report.of_kind(FindingKind.ESTIMATED) if f.row == 2]
    assert "hvor flest bor i 8100 Østby" in flagged.text.da
    assert flagged.place == people.practices[0].place == Place(515_125, 6_205_125)


def test_a_town_places_a_practice_where_only_one_postal_area_has_its_name(inputs: Inputs) -> None:
    people, report = read(
        inputs, "Ydernr;By;Kapaciteter", "051912;ØSTBY;1", "087331;Vestby;1", "012345;;1"
    )
    assert [practice.place for practice in people.practices] == [Place(515_125, 6_205_125)]
    refused = [f for f in report.of_kind(FindingKind.REFUSED) if f.row is not None]
    assert [(f.row, f.column) for f in refused] == [(3, "By"), (4, "By")]


def test_an_address_that_leads_nowhere_is_refused(inputs: Inputs) -> None:
    people, report = read(
        inputs,
        "Ydernr;Adresse;Postnr;Kapaciteter",
        "051912;Algade 1;8000;1",
        "087331;Ukendtvej 7;1234;1",
    )
    (refused,) = [f for f in report.of_kind(FindingKind.REFUSED) if f.row is not None]
    assert (refused.row, refused.column) == (3, "Adresse / Postnr")
    assert [practice.provider_number for practice in people.practices] == ["051912"]


def test_a_file_of_addresses_elsewhere_is_refused(inputs: Inputs) -> None:
    assert isinstance(inputs.addresses, Path)
    world.write_text(inputs.addresses, ADDRESSES[0], ADDRESSES[4])
    with pytest.raises(InputError) as refused:
        read(inputs, "Ydernr;Adresse;Postnr;Kapaciteter", "051912;Algade 1;8000;1")
    assert "forventede adresser i regionen" in refused.value.text.da
