"""Every awkward file gives what it holds, and a report that says what became of the rest."""

from dataclasses import replace
from pathlib import Path

import pytest

from models.domain.errors import InputError
from models.domain.place import Place
from models.domain.practice import Form, Practice
from models.geography.areas import Areas
from models.importers.areas import read_areas
from models.importers.doubles import settle_numbers, tell_same_places
from models.importers.findings import Findings
from models.importers.ground import Inputs, Land, read_land
from models.importers.kinds import SourceKind
from models.importers.listed import read_lists
from models.importers.register import read_register
from models.importers.register_checks import keep_in_region
from models.importers.squares import Geography, read_squares
from tests.models.importers import world
from tests.models.importers.awkward import Awkward
from tests.models.importers.awkward_ground import GROUND
from tests.models.importers.awkward_registers import REGISTERS

PRACTICES = tuple(
    Practice(number, number, Place(502_000, 6_205_100), Form.SOLO, 1.0)
    for number in ("051912", "087331")
)

CORPUS = (*REGISTERS, *GROUND)


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    return world.write_world(tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="module")
def land(inputs: Inputs) -> Land:
    return read_land(inputs, Findings())


def test_the_corpus_is_large_and_its_files_are_all_different() -> None:
    assert len(CORPUS) >= 40
    assert len({case.name for case in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case.name.replace(" ", "-"))
def test_an_awkward_file_gives_what_it_holds_and_says_the_rest(
    case: Awkward, tmp_path: Path, inputs: Inputs, land: Land
) -> None:
    path = tmp_path / case.file
    case.write(path)
    findings = Findings()
    if case.taken is None:
        with pytest.raises(InputError) as refused:
            taken_from(case.kind, path, inputs, land, findings)
        said = refused.value.text.da
        assert refused.value.text.en
    else:
        assert taken_from(case.kind, path, inputs, land, findings) == case.taken
        report = findings.report().findings
        said = "\n".join(finding.text.da for finding in report)
        assert all(finding.text.en and finding.file == case.file for finding in report)
    for words in case.said:
        assert words in said


def taken_from(
    kind: SourceKind, path: Path, inputs: Inputs, land: Land, findings: Findings
) -> tuple[str, ...]:
    """Read a file as its kind and return what was taken of it."""
    if kind is SourceKind.REGISTER:
        register = read_register(path, 2025, findings)
        kept = keep_in_region(register, land.land, land.municipalities, land.name, findings)
        settled = settle_numbers(kept, lambda row: land.name, findings)
        tell_same_places(settled, findings)
        return tuple(sorted(row.practice.provider_number for row in settled.rows))
    if kind is SourceKind.MUNICIPALITIES:
        areas: Areas = read_areas(path, kind, findings).areas
        return areas.codes
    geography = Geography(land.land, land.municipalities, land.parishes)
    if kind is SourceKind.SQUARES:
        return read_squares(path, geography, findings).ids
    assert inputs.squares is not None
    squares = read_squares(inputs.squares, geography, Findings())
    postal = squares.parish  # in the small world each parish is a postal area
    placed = replace(squares, postal_area=postal)
    cells = read_lists([path], PRACTICES, placed, land.parishes, land.postal_areas, findings)
    return (str(int(cells.persons.sum())),)
