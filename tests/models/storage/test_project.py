"""A project gives back exactly what was put into it."""

import dataclasses
import math
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from models.allocation.region import Reach, Region
from models.domain.errors import EditRefusedError, ProjectError
from models.domain.place import Place
from models.domain.rules import shipped_rule_packs
from models.geography.coverage import NO_COVERAGE, Coverage
from models.network.book import with_links
from models.scenario.edits import MovePractice, SetLimit
from models.storage.blobs import COMPACT, QUICK, Texts
from models.storage.project import ProjectFile
from tests.models.storage.tiny_region import areas, ints, tiny_region, tiny_report

RULES = "2015-2024"
MOVE = MovePractice("012345", Place(1, 2))
LIMIT = SetLimit("012345", 1800, "aftalt på mødet")


def assert_same(left: Any, right: Any) -> None:
    if isinstance(left, Texts):
        left = tuple(left)
    assert type(left) is type(right)
    if dataclasses.is_dataclass(left):
        public = [f.name for f in dataclasses.fields(left) if not f.name.startswith("_")]
        for name in public:
            assert_same(getattr(left, name), getattr(right, name))
    elif isinstance(left, np.ndarray):
        assert left.dtype == right.dtype
        same = shapely.equals if left.dtype == object else np.equal
        assert left.shape == right.shape
        assert same(left, right).all()
    elif isinstance(left, dict):
        assert list(left) == list(right)
        assert_same(list(left.values()), list(right.values()))
    elif isinstance(left, list | tuple):
        assert len(left) == len(right)
        for one, other in zip(left, right, strict=True):
            assert_same(one, other)
    else:
        assert left == right


def test_a_region_comes_back_as_it_was(project: ProjectFile) -> None:
    assert_same(project.load_region(), tiny_region())


def test_squares_are_found_by_their_ids_as_they_were(project: ProjectFile) -> None:
    ids, were = project.load_region().squares.ids, tuple(tiny_region().squares.ids)
    assert (len(ids), ids[-1], ids[:2]) == (len(were), were[-1], were[:2])
    assert [ids.index(name) for name in were] == list(range(len(were)))
    with pytest.raises(ValueError, match="not in tuple"):
        ids.index("ingen")


def test_a_compact_project_holds_the_same_in_less(path: Path) -> None:
    small = path.with_name("lille.praksis")
    with ProjectFile.create(small, roomy_region(), tiny_report(), packing=COMPACT) as project:
        assert_same(project.load_region(), roomy_region())
    large = path.with_name("stor.praksis")
    ProjectFile.create(large, roomy_region(), tiny_report(), packing=QUICK).close()
    assert small.stat().st_size < 0.8 * large.stat().st_size


def roomy_region() -> Region:
    """Return a region with an array large enough to be worth packing."""
    steps = np.random.default_rng(1).integers(0, 9000, 50_000).astype(np.int32)
    network = dataclasses.replace(tiny_region().network, node_e=steps)
    return dataclasses.replace(tiny_region(), network=network)


def test_coverage_areas_come_back_as_they_were(project: ProjectFile) -> None:
    coverage = Coverage(areas("L01", "L02"), np.array([1, -1, 0], dtype=np.int32))
    project.save_coverage(coverage)
    assert_same(project.load_region(), dataclasses.replace(tiny_region(), coverage=coverage))
    project.save_coverage(NO_COVERAGE)
    assert_same(project.load_region(), tiny_region())


def test_another_book_of_links_is_stored_with_its_distances(path: Path) -> None:
    region = tiny_region()
    changed = dataclasses.replace(
        region,
        network=with_links(
            region.network,
            [dataclasses.replace(laid.link, in_use=False) for laid in region.network.links],
        ),
        within_limit={"012345": Reach(ints(0), ints(12)), "099999": Reach(ints(), ints())},
        own={"012345": ints(-1, -1)},
    )
    with ProjectFile.open(path) as project:
        project.save_links(changed)
    with ProjectFile.open(path) as again:
        assert_same(again.load_region(), changed)
        assert [link.in_use for link in again.links()] == [False]


def test_a_book_that_cannot_be_stored_leaves_the_one_before(
    project: ProjectFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise ProjectError("Disken er fuld.", "The disk is full.")

    monkeypatch.setattr("models.storage.region_rows._insert", full)
    with pytest.raises(ProjectError):
        project.save_links(dataclasses.replace(tiny_region(), own={"012345": ints(-1, -1)}))
    assert_same(project.load_region(), tiny_region())


def test_the_quality_report_comes_back_as_it_was(project: ProjectFile) -> None:
    assert project.load_report() == tiny_report()


def test_a_new_project_has_the_shipped_rule_packs_and_no_scenarios(project: ProjectFile) -> None:
    assert project.rule_packs() == shipped_rule_packs()
    assert project.scenarios() == ()
    assert not project.is_read_only


def test_a_project_that_is_open_is_not_replaced(project: ProjectFile, path: Path) -> None:
    with pytest.raises(ProjectError, match="kan ikke erstattes"):
        ProjectFile.check_can_create(path, overwrite=True)
    closed = path.with_name("lukket.praksis")
    project.save_copy(closed)
    ProjectFile.check_can_create(closed, overwrite=True)


def test_an_existing_file_is_not_replaced_unasked(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(ProjectError) as refused:
        ProjectFile.create(path, tiny_region(), tiny_report())
    assert path.name in refused.value.text.da
    assert path.read_bytes() == before


def test_a_project_that_cannot_be_made_leaves_no_file(tmp_path: Path) -> None:
    region = dataclasses.replace(tiny_region(), practices=tiny_region().practices[:1] * 2)
    with pytest.raises(Exception, match="UNIQUE"):
        ProjectFile.create(tmp_path / "p.praksis", region, tiny_report())
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProjectError) as refused:
        ProjectFile.create(tmp_path / "nej" / "p.praksis", tiny_region(), tiny_report())
    assert "nej" in refused.value.text.da


def test_a_copy_is_the_project_as_it_is_now_and_nobodys(project: ProjectFile) -> None:
    scenario = project.create_scenario("Plan A", None, RULES)
    project.append_edit(scenario.id, MOVE)
    path = project.path.with_name("kopi.praksis")
    project.save_copy(path)
    with ProjectFile.open(path) as copy:
        assert not copy.is_read_only
        assert_same(copy.load_region(), tiny_region())
        assert [stored.edit for stored in copy.edits(scenario.id)] == [MOVE]
    with pytest.raises(ProjectError):
        project.save_copy(path)
    names = [path.name for path in path.parent.iterdir()]
    assert sorted(names) == sorted([project.path.name, "kopi.praksis"])


def test_a_worker_may_load_while_edits_are_stored(project: ProjectFile) -> None:
    scenario = project.create_scenario("Plan A", None, RULES)
    with ThreadPoolExecutor(2) as pool:
        loading = [pool.submit(project.load_region) for _ in range(8)]
        for _ in range(20):
            project.append_edit(scenario.id, MOVE)
    for loaded in loading:
        assert_same(loaded.result(), tiny_region())
    assert len(project.edits(scenario.id)) == 20


def test_settings_and_rule_packs_are_kept(project: ProjectFile) -> None:
    project.set_setting("view", {"e": 1.5})
    own = dataclasses.replace(shipped_rule_packs()[0], id="vores", limit_m=12_000)
    project.save_rule_pack(own)
    project.save_rule_pack(dataclasses.replace(own, limit_m=10_000))
    assert project.setting("view") == {"e": 1.5}
    assert project.setting("nothing", 7) == 7
    assert project.rule_packs()[-1].limit_m == 10_000
    assert len(project.rule_packs()) == 1 + len(shipped_rule_packs())


def test_a_setting_of_none_is_taken_away(project: ProjectFile) -> None:
    project.set_setting("view", 1)
    project.set_setting("view", None)
    assert project.setting("view", "none") == "none"


def test_edits_and_the_cursor_survive_closing(path: Path) -> None:
    with ProjectFile.open(path) as project:
        scenario = project.create_scenario("Plan A", None, RULES)
        project.append_edit(scenario.id, MOVE, {"persons": 3})
        project.append_edit(scenario.id, LIMIT)
        project.set_cursor(scenario.id, 1)
    with ProjectFile.open(path) as project:
        stored = project.edits(scenario.id)
        assert [edit.edit for edit in stored] == [MOVE, LIMIT]
        assert [edit.effects for edit in stored] == [{"persons": 3}, None]
        assert project.scenarios()[0].n_applied == 1


def test_a_new_edit_drops_those_that_were_undone(project: ProjectFile) -> None:
    scenario = project.create_scenario("Plan A", None, RULES)
    for _ in range(3):
        project.append_edit(scenario.id, MOVE)
    project.set_cursor(scenario.id, 1)
    assert project.append_edit(scenario.id, LIMIT).seq == 2
    assert [stored.edit for stored in project.edits(scenario.id)] == [MOVE, LIMIT]
    assert project.scenarios()[0].n_applied == 2


@pytest.mark.parametrize("cursor", [-1, 2])
def test_the_cursor_stays_among_the_edits(project: ProjectFile, cursor: int) -> None:
    scenario = project.create_scenario("Plan A", None, RULES)
    project.append_edit(scenario.id, MOVE)
    with pytest.raises(ValueError, match="cursor"):
        project.set_cursor(scenario.id, cursor)
    assert project.scenarios()[0].n_applied == 1


def test_a_copy_gets_the_edits_in_force_and_goes_its_own_way(project: ProjectFile) -> None:
    first = project.create_scenario("Plan A", None, RULES)
    project.append_edit(first.id, MOVE)
    project.append_edit(first.id, LIMIT)
    project.set_cursor(first.id, 1)
    second = project.create_scenario("Plan B", first.id, "2025", "til mødet")
    project.append_edit(second.id, LIMIT)
    assert [stored.edit for stored in project.edits(first.id)] == [MOVE, LIMIT]
    assert [stored.edit for stored in project.edits(second.id)] == [MOVE, LIMIT]
    assert (second.parent_id, second.rules_id, second.note) == (first.id, "2025", "til mødet")
    assert [row.name for row in project.scenarios()] == ["Plan A", "Plan B"]


@pytest.mark.parametrize("name", ["  ", "PLAN A", "plan  a", "i DAG", "Today", "x" * 121])
def test_a_name_that_cannot_be_used_is_refused(project: ProjectFile, name: str) -> None:
    project.create_scenario("Plan A", None, RULES)
    with pytest.raises(EditRefusedError):
        project.create_scenario(name, None, RULES)
    assert len(project.scenarios()) == 1


def test_renaming_may_change_capitals_but_not_take_anothers_name(project: ProjectFile) -> None:
    first = project.create_scenario("Plan A", None, RULES)
    project.create_scenario("Ål", None, RULES)
    assert project.rename_scenario(first.id, "plan a").name == "plan a"
    with pytest.raises(EditRefusedError):
        project.rename_scenario(first.id, "ÅL")
    assert project.scenario_named(" PLAN A ") is not None


def test_a_deleted_scenario_frees_its_name_and_comes_back(project: ProjectFile) -> None:
    first = project.create_scenario("Plan A", None, RULES)
    project.append_edit(first.id, MOVE)
    project.delete_scenario(first.id)
    assert project.scenarios() == ()
    project.create_scenario("Plan A", None, RULES)
    restored = project.restore_scenario(first.id)
    assert restored.name == "Plan A (2)"
    assert len(project.edits(first.id)) == 1
    assert project.restore_scenario(first.id) == restored


def test_rules_and_note_of_a_scenario_can_be_changed(project: ProjectFile) -> None:
    scenario = project.create_scenario("Plan A", None, RULES)
    project.set_scenario_rules(scenario.id, "2025")
    assert project.set_scenario_note(scenario.id, "ny").rules_id == "2025"
    assert project.scenarios()[0].note == "ny"


def test_an_unknown_rule_pack_is_our_mistake_and_changes_nothing(project: ProjectFile) -> None:
    scenario = project.create_scenario("Plan A", None, RULES)
    with pytest.raises(Exception, match="FOREIGN KEY"):
        project.set_scenario_rules(scenario.id, "ukendt")
    assert project.scenarios()[0].rules_id == RULES


def test_a_scenario_that_is_not_there_is_our_mistake(project: ProjectFile) -> None:
    with pytest.raises(LookupError):
        project.append_edit(99, MOVE)


def test_an_edit_that_could_not_be_read_back_is_not_stored(project: ProjectFile) -> None:
    scenario = project.create_scenario("Plan A", None, RULES)
    project.append_edit(scenario.id, MOVE)
    with pytest.raises(EditRefusedError):
        project.append_edit(scenario.id, MovePractice("1", Place(math.nan, 0)))
    assert len(project.edits(scenario.id)) == 1


def test_owners_are_kept(tmp_path: Path) -> None:
    region = tiny_region()
    owned = dataclasses.replace(region.practices[0], owner="Holm ApS")
    region = dataclasses.replace(region, practices=(owned, *region.practices[1:]))
    with ProjectFile.create(tmp_path / "ejere.praksis", region, tiny_report()) as made:
        assert [practice.owner for practice in made.load_region().practices] == ["Holm ApS", ""]


def test_a_project_that_knows_no_owners_opens_without_any(project: ProjectFile) -> None:
    with project._database.writing() as connection:
        connection.rows("DELETE FROM facts WHERE key = 'owners'")
    assert {practice.owner for practice in project.load_region().practices} == {""}
