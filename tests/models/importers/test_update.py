"""A newer register in an existing region: what changes is told, and only that is another."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from models.allocation.region import Region
from models.domain.errors import CancelledError, InputError
from models.domain.practice import Status
from models.domain.quality import FindingKind, QualityReport
from models.domain.rules import DEFAULT_PACK_ID, RulePack, shipped_rule_packs
from models.domain.text import Text
from models.importers.build import build_region
from models.importers.changes import Change, ChangeKind
from models.importers.ground import Inputs
from models.importers.update import NewerFiles, Update, count_of, prepare_update
from tests.models.importers import world
from tests.models.storage.test_project import assert_same

VEST, ØST = world.REGISTER_ROWS
NEWER_DATE = "2026-01-01"


def quietly(_what: Text, _share: float) -> None:
    """Report to nobody."""


@pytest.fixture(scope="module")
def rules() -> RulePack:
    return next(pack for pack in shipped_rule_packs() if pack.id == DEFAULT_PACK_ID)


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    return world.write_world(tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="module")
def built(inputs: Inputs) -> tuple[Region, QualityReport]:
    return build_region(inputs, quietly)


class Updating:
    """Writes newer files and takes them into the region."""

    def __init__(self, folder: Path, built: tuple[Region, QualityReport], rules: RulePack) -> None:
        self._folder = folder
        self.region, self.report = built
        self._rules = rules

    def files(self, rows: Sequence[str], lists: Sequence[str] | None = None) -> NewerFiles:
        register = world.write_text(
            self._folder / "nyt.csv", world.REGISTER_HEADER, *rows, encoding="cp1252"
        )
        listed = None
        if lists is not None:
            listed = world.write_text(self._folder / "nye lister.csv", *lists)
        return NewerFiles(register, listed, NEWER_DATE)

    def __call__(self, rows: Sequence[str], lists: Sequence[str] | None = None) -> Update:
        newer = self.files(rows, lists)
        return prepare_update(self.region, self.report, newer, self._rules, quietly)


@pytest.fixture
def updating(tmp_path: Path, built: tuple[Region, QualityReport], rules: RulePack) -> Updating:
    return Updating(tmp_path, built, rules)


def without_sources(region: Region) -> Region:
    return replace(region, sources=(), derived={})


def told(update: Update) -> list[tuple[str, str]]:
    return [(change.kind.value, change.subject.provider_number) for change in update.changes]


def the(update: Update, kind: ChangeKind) -> Change:
    (change,) = [change for change in update.changes if change.kind is kind]
    return change


def test_the_same_register_changes_nothing(updating: Updating) -> None:
    update = updating(world.REGISTER_ROWS, world.LISTS)
    assert update.changes == ()
    same = replace(
        updating.region, reference_date=NEWER_DATE, sources=update.region.sources, derived={}
    )
    assert_same(replace(update.region, derived={}), same)


def test_a_number_that_two_regions_have_stays_told_apart(updating: Updating) -> None:
    new_number = {"051912": "051912/Vest", "087331": "051912/Øst"}

    def numbered(by_number: Mapping[str, Any]) -> dict[str, Any]:
        return {new_number[number]: value for number, value in by_number.items()}

    before = updating.region
    updating.region = replace(
        before,
        practices=tuple(
            replace(each, provider_number=new_number[each.provider_number])
            for each in before.practices
        ),
        lists=numbered(before.lists),
        within_limit=numbered(before.within_limit),
        own=numbered(before.own),
        derived={},
    )
    update = updating([VEST, ØST.replace("087331", "051912")])
    assert update.changes == ()
    assert [each.provider_number for each in update.region.practices] == list(new_number.values())


def test_an_update_with_lists_gives_what_a_new_project_would(
    updating: Updating, inputs: Inputs
) -> None:
    rows = [VEST.replace("502000", "504000").replace(";500;", ";450;"), ØST, NEW]
    lists = [*world.LISTS[:2], "7002;051912;150", *world.LISTS[3:], "7001;077777;60"]
    update = updating(rows, lists)
    newer = updating.files(rows, lists)
    anew, report = build_region(
        replace(inputs, practices=newer.practices, lists=newer.lists, reference_date=NEWER_DATE),
        quietly,
    )
    assert_same(without_sources(update.region), without_sources(anew))
    assert update.report.totals == report.totals
    ours = sorted(str(finding) for finding in update.report.findings)
    assert ours == sorted(str(finding) for finding in report.findings)


NEW = (
    "077777;Ny Praksis;Algade 9;8000;Vestby C;Vestby;503000;6205100;Enkeltmandspraksis;1;0;1;"
    "1990;60;;Åben;;"
)


def test_new_gone_and_changed_practices_are_told_weightiest_first(updating: Updating) -> None:
    changed = (
        ØST.replace("515000", "515900")
        .replace(";1,5;0;", ";2,5;1;")
        .replace("Kompagniskabspraksis", "Regionsklinik")
        .replace(";900;", ";1000;")
        .replace("Lukket", "Åben")
    )
    update = updating([changed, NEW])
    assert told(update) == [
        ("gone", "051912"),
        ("new", "077777"),
        ("moved", "087331"),
        ("capacity", "087331"),
        ("form", "087331"),
        ("intake", "087331"),
        ("limit", "087331"),
    ]
    assert the(update, ChangeKind.MOVED).distance_m == 900
    intake = the(update, ChangeKind.INTAKE)
    assert intake.before is not None
    assert intake.after is not None
    assert (intake.before.status, intake.after.status) == (Status.CLOSED, Status.OPEN)
    assert count_of(update.changes)[ChangeKind.LIST] == 0


def test_a_practice_whose_row_is_refused_is_not_silently_one_that_closed(
    updating: Updating,
) -> None:
    def lost(update: Update) -> list[str]:
        sentences = [finding.text.da for finding in update.report.findings]
        return [sentence for sentence in sentences if "som var den nedlagt" in sentence]

    assert ("gone", "087331") in told(updating([VEST, ØST.replace(";1,5;0;", ";-2;0;")]))
    (sentence,) = lost(updating([VEST, ØST.replace(";1,5;0;", ";-2;0;")]))
    assert "(087331) står i registret" in sentence
    assert lost(updating([VEST])) == []
    assert lost(updating([VEST, ØST, ØST.replace(";1,5;0;", ";-2;0;")])) == []


def test_a_list_found_again_at_a_neighbour_is_called_a_merger(updating: Updating) -> None:
    update = updating([ØST.replace("1.350", "1.750")])
    assert told(update) == [("merged", "051912"), ("list", "087331")]
    after = the(update, ChangeKind.MERGED).after
    assert after is not None
    assert (after.practice.provider_number, after.listed) == ("087331", 1750)


def test_a_list_that_grew_too_little_is_no_merger(updating: Updating) -> None:
    assert ("gone", "051912") in told(updating([ØST.replace("1.350", "1.550")]))


def test_growth_explains_one_merger_only(updating: Updating, tmp_path: Path) -> None:
    twin = VEST.replace("051912", "051913").replace("Lægen i Vestby", "Naboen")
    both = updating([VEST.replace(";500;", ";250;"), twin.replace(";500;", ";250;"), ØST])
    again = Updating(tmp_path, (both.region, both.report), updating._rules)
    kinds = [kind for kind, _ in told(again([ØST.replace("1.350", "1.550")]))]
    assert kinds == ["gone", "merged", "list"]


def test_another_number_at_the_same_place_is_the_same_practice(updating: Updating) -> None:
    update = updating([VEST.replace("051912", "061234").replace("Enkeltmand", "Dele"), ØST])
    assert told(update) == [("renumbered", "051912"), ("form", "051912")]
    assert_same(update.region.lists["061234"], updating.region.lists["051912"])


def test_without_new_lists_the_old_ones_go_on_at_the_new_numbers(updating: Updating) -> None:
    update = updating([VEST.replace(";500;", ";250;"), ØST])
    lists = update.region.lists
    assert lists["051912"].squares.tolist() == [0, 1]
    assert lists["051912"].persons.tolist() == [150, 100]
    assert_same(lists["087331"], updating.region.lists["087331"])
    assert update.region.lists_estimated
    estimated = update.report.of_kind(FindingKind.ESTIMATED)
    assert any("i 1 praksis" in finding.text.da for finding in estimated)


def test_a_new_practice_without_lists_gets_people_who_have_none(updating: Updating) -> None:
    update = updating([VEST, ØST, NEW])
    listed = np.zeros(len(update.region.squares), dtype=np.int64)
    for patients in update.region.lists.values():
        np.add.at(listed, patients.squares, patients.persons)
    assert update.region.lists["077777"].total == 60
    assert np.all(listed <= update.region.squares.persons)


def test_lists_that_outgrow_their_squares_keep_every_total(updating: Updating) -> None:
    update = updating([VEST.replace(";500;", ";690;"), ØST])
    assert {number: patients.total for number, patients in update.region.lists.items()} == {
        "051912": 690,
        "087331": 1350,
    }


def test_findings_of_the_old_files_give_way_to_those_of_the_new(
    updating: Updating, tmp_path: Path
) -> None:
    bad = updating([VEST, ØST, NEW.replace(";1;0;1;", ";-2;0;1;")])
    assert any("»-2«" in finding.text.da for finding in bad.report.findings)
    again = Updating(tmp_path, (bad.region, bad.report), updating._rules)
    good = again(world.REGISTER_ROWS, world.LISTS)
    assert not any("»-2«" in finding.text.da for finding in good.report.findings)
    files = [finding.file for finding in updating.report.findings if finding.file]
    untouched = [f for f in files if f not in ("register.csv", "lister.csv")]
    assert untouched
    assert [f for f in [x.file for x in good.report.findings] if f in untouched] == untouched


def test_a_region_with_several_registers_is_updated_by_several(
    updating: Updating, rules: RulePack
) -> None:
    one = updating.files([VEST])
    first = replace(one, practices=one.practices.rename(one.practices.with_name("vest.csv")))
    other = updating.files([ØST])
    both = NewerFiles((first.practices, other.practices), None, NEWER_DATE)
    update = prepare_update(updating.region, updating.report, both, rules, quietly)
    assert update.changes == ()
    assert update.files == ("vest.csv", "nyt.csv")
    assert "Praksisregister (vest.csv, nyt.csv)" in update.region.sources
    again = prepare_update(update.region, update.report, both, rules, quietly)
    assert len(again.report.findings) == len(update.report.findings)


def test_a_register_of_another_region_is_refused(updating: Updating) -> None:
    with pytest.raises(InputError) as refused:
        updating([VEST.replace("502000", "702000")])
    assert "Projektet er, som det var" in refused.value.text.da


def test_an_update_can_be_cancelled(updating: Updating, rules: RulePack) -> None:
    def cancel(_what: Text, _share: float) -> None:
        raise CancelledError

    newer = updating.files(world.REGISTER_ROWS)
    with pytest.raises(CancelledError):
        prepare_update(updating.region, updating.report, newer, rules, cancel)
