"""What a project keeps of its first result is of now, or it is not there."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.session import BASELINE_RULES, Session
from models.allocation import kept
from models.allocation.evaluator import evaluate
from models.allocation.kept import worked_out
from models.allocation.region import Region
from models.allocation.relink import relinked
from models.allocation.state import baseline_state
from models.domain.errors import CancelledError, ProjectError
from models.domain.quality import QualityReport
from models.domain.rules import Measure, RulePack
from models.geography.coverage import NO_COVERAGE
from models.storage import kept_rows
from models.storage.kept_rows import NOTHING_KEPT
from models.storage.project import ProjectFile
from tests.compare import assert_same_result
from tests.towns import make_region, make_rules

REPORT = QualityReport(findings=())
OF_THE_REGION = ("arrays", "facts", "areas", "practices", "links")


def rules_of(seed: int, name: str = "egne") -> RulePack:
    return replace(make_rules(seed), id=name, measure=Measure.ROAD)


def keep(project: ProjectFile) -> bool:
    """Keep what is found of the project as it is now."""
    loaded, rules = project.load(), project.rule_packs()[0]
    found = worked_out(loaded.region, rules)
    assert found is not None
    assert loaded.kept.generation is not None
    return project.keep(found, rules, loaded.kept.generation)


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A project of a town that keeps its first result."""
    path = tmp_path / "by.praksis"
    with ProjectFile.create(path, make_region(11), REPORT, [rules_of(11)]) as project:
        project.set_setting(BASELINE_RULES, "egne")
        assert keep(project)
    return path


def keeps(path: Path) -> bool:
    with ProjectFile.open(path, read_only=True) as project:
        return project.load().kept.result is not None


class KeptMachine(RuleBasedStateMachine):
    """A project in which everything a figure is made of changes; sometimes the result is kept."""

    @initialize(seed=st.integers(0, 10_000))
    def make(self, seed: int) -> None:
        self.folder = Path(mkdtemp())
        path = self.folder / "by.praksis"
        packs = [rules_of(seed), rules_of(seed + 1, "andre")]
        self.project = ProjectFile.create(path, make_region(seed), REPORT, packs)
        self.project.set_setting(BASELINE_RULES, "egne")

    @rule()
    def keep(self) -> None:
        assert keep(self.project)

    @rule()
    def open_again(self) -> None:
        path = self.project.path
        self.project.close()
        self.project = ProjectFile.open(path)

    @rule(seed=st.integers(0, 10_000))
    def update_the_register(self, seed: int) -> None:
        region = self.project.load_region()
        at = seed % len(region.practices)
        practices = list(region.practices)
        practices[at] = replace(practices[at], capacities=float(seed % 5), vacant=0.0)
        self.project.save_baseline(replace(region, practices=tuple(practices)), REPORT)

    @rule(in_use=st.booleans())
    def put_the_ferries_out_of_use(self, in_use: bool) -> None:
        region = self.project.load_region()
        links = [replace(laid.link, in_use=in_use) for laid in region.network.links]
        self.project.save_links(relinked(region, links, lambda _: None))

    @rule()
    def give_up_the_coverage_areas(self) -> None:
        self.project.save_coverage(NO_COVERAGE)

    @rule(seed=st.integers(0, 10_000))
    def change_the_rules(self, seed: int) -> None:
        self.project.save_rule_pack(rules_of(seed))

    @rule(pack=st.sampled_from(["egne", "andre"]))
    def judge_by(self, pack: str) -> None:
        self.project.set_setting(BASELINE_RULES, pack)

    @rule()
    def have_another_program_write(self) -> None:
        with sqlite3.connect(self.project.path) as other:
            other.execute("UPDATE practices SET capacities = capacities + 1")
        other.close()

    @invariant()
    def what_is_opened_is_true(self) -> None:
        session = Session(self.project)
        region: Region = self.project.load_region()
        truth = evaluate(region, baseline_state(region, session.rules_of(None)))
        assert_same_result(session.before, truth)
        session.prepare()
        assert_same_result(session.choose(None), truth)

    def teardown(self) -> None:
        self.project.close()
        shutil.rmtree(self.folder)


TestKept = KeptMachine.TestCase
TestKept.settings = settings(max_examples=6, stateful_step_count=9, deadline=None)


def test_a_project_made_and_kept_opens_from_what_it_keeps(town: Path) -> None:
    with ProjectFile.open(town, read_only=True) as project:
        loaded = project.load()
        found = worked_out(loaded.region, rules_of(11))
        assert found is not None
        assert loaded.kept.result is not None
        engine = project.load_engine(loaded.kept.generation or 0)
        assert engine is not None
        for ours, theirs in zip(
            (*found.result, *found.labels, *found.ground),
            (*loaded.kept.result, *engine.labels, *engine.ground),
            strict=True,
        ):
            assert ours.dtype == theirs.dtype
            assert np.array_equal(ours, theirs)


@pytest.mark.parametrize("table", OF_THE_REGION)
def test_no_program_can_change_the_region_unseen(town: Path, table: str) -> None:
    with sqlite3.connect(town) as other:
        column = other.execute(f"SELECT * FROM {table}").description[-1][0]
        other.execute(f"UPDATE {table} SET {column} = {column} WHERE rowid = 1")
    other.close()
    assert not keeps(town)


def test_what_is_no_part_of_a_figure_may_change(town: Path) -> None:
    with ProjectFile.open(town) as project:
        scenario = project.create_scenario("Plan", None, "egne")
        project.set_scenario_note(scenario.id, "godt")
        project.set_setting("andet", 1)
    assert keeps(town)


def test_another_programs_result_is_none(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_rows, "code_key", lambda: "en anden")
    assert not keeps(town)


def test_a_region_changed_meanwhile_is_not_given_the_old_ones_result(town: Path) -> None:
    with ProjectFile.open(town) as project:
        loaded, rules = project.load(), project.rule_packs()[0]
        found = worked_out(loaded.region, rules)
        project.save_coverage(NO_COVERAGE)
        assert found is not None
        assert loaded.kept.generation is not None
        assert not project.keep(found, rules, loaded.kept.generation)
        assert project.load_engine(loaded.kept.generation) is None
    assert not keeps(town)


@pytest.fixture
def old(town: Path) -> Iterator[Path]:
    """A project of before anything was kept."""
    with sqlite3.connect(town) as other:
        triggers = other.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            other.execute(f"DROP TRIGGER {name}")
        other.execute("DROP TABLE kept")
        other.execute("DROP TABLE kept_key")
    other.close()
    return town


def test_an_old_project_that_is_only_looked_at_stays_as_it_is(old: Path) -> None:
    before = old.read_bytes()
    with ProjectFile.open(old, read_only=True) as project:
        assert project.load().kept == NOTHING_KEPT
        Session(project).prepare()
    assert old.read_bytes() == before


def test_an_old_project_opened_for_writing_can_keep_its_result(old: Path) -> None:
    with ProjectFile.open(old) as project:
        assert project.load().kept.result is None
        assert keep(project)
    assert keeps(old)
    with sqlite3.connect(old) as other:
        other.execute("UPDATE practices SET name = 'En anden'")
    other.close()
    assert not keeps(old)


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM kept WHERE name = 'result.cost'",
        "UPDATE kept SET data = x'00' WHERE name = 'result.cost'",
        "UPDATE kept SET dtype = 'nonsens' WHERE name = 'result.cost'",
        "DELETE FROM kept WHERE name = 'ground.start'",
        "UPDATE kept SET data = x'00' WHERE name = 'labels.labels'",
        "UPDATE kept SET data = 7 WHERE name = 'ground.square'",
        "DELETE FROM kept_key",
    ],
)
def test_a_project_whose_kept_result_is_damaged_opens_from_nothing(town: Path, damage: str) -> None:
    with sqlite3.connect(town) as other:
        other.execute(damage)
    other.close()
    with ProjectFile.open(town, read_only=True) as project:
        session, region = Session(project), project.load_region()
        truth = evaluate(region, baseline_state(region, session.rules_of(None)))
        assert_same_result(session.before, truth)
        session.prepare()
        assert_same_result(session.choose(None), truth)


def test_a_copy_keeps_what_the_project_keeps(town: Path) -> None:
    with ProjectFile.open(town) as project:
        project.save_copy(town.with_name("kopi.praksis"))
    assert keeps(town.with_name("kopi.praksis"))


def test_keeping_that_is_ended_leaves_the_file_as_it_was(town: Path) -> None:
    said = iter(range(100))

    def go_on() -> None:
        if next(said) == 5:
            raise CancelledError

    with ProjectFile.open(town) as project:
        loaded, rules = project.load(), project.rule_packs()[0]
        found = worked_out(loaded.region, rules, lambda: None)
        before = town.read_bytes()
        assert found is not None
        assert loaded.kept.generation is not None
        with pytest.raises(CancelledError):
            project.keep(found, rules, loaded.kept.generation, go_on)
        assert town.read_bytes() == before
    assert keeps(town)


def test_working_out_ends_between_its_steps(town: Path) -> None:
    for steps in range(4):
        left = iter([None] * steps)

        def go_on(left: Iterator[None] = left) -> None:
            if next(left, CancelledError) is CancelledError:
                raise CancelledError

        with pytest.raises(CancelledError):
            worked_out(make_region(11), rules_of(11), go_on)


def test_keeping_is_refused_where_nothing_can_be_written(town: Path) -> None:
    with ProjectFile.open(town, read_only=True) as project, pytest.raises(ProjectError):
        keep(project)


@pytest.mark.parametrize("source", ["storage/region_rows.py", "allocation/sums.py"])
def test_other_code_has_another_key(tmp_path: Path, source: str) -> None:
    models = tmp_path / "models"
    shutil.copytree(
        Path(kept.__file__).parents[1], models, ignore=shutil.ignore_patterns("__pycache__")
    )

    def key() -> str:
        asked = "from models.allocation.kept import code_key; print(code_key())"
        told = subprocess.run(
            [sys.executable, "-c", asked], cwd=tmp_path, capture_output=True, check=True
        )
        return told.stdout.decode()

    before = key()
    with (models / source).open("a", encoding="utf-8") as file:
        file.write("# andet\n")
    assert key() != before
