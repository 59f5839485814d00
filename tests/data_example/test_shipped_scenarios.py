"""The shipped example: its worked scenarios can be taken up as they stand."""

from __future__ import annotations

import numpy as np
import pytest

from data.example.ground import read_table
from data.example.project import read_edits
from models.allocation.distances import Distances
from models.allocation.region import Region
from models.allocation.state import State, baseline_state
from models.domain.rules import shipped_rule_packs
from models.scenario.history import History
from models.storage.project import ProjectFile

ROWS = read_table("scenarios.csv")


@pytest.fixture(scope="module")
def distances(region: Region) -> Distances:
    return Distances(region)


def _worked(distances: Distances, row: dict[str, str]) -> History:
    packs = {pack.id: pack for pack in shipped_rule_packs()}
    history = History(distances, baseline_state(distances.region, packs[row["rules"]]))
    for edit in read_edits(row["file"]):
        history.make(edit)
    return history


def _persons(state: State) -> int:
    lists = [*state.lists.values(), state.unplaced]
    return sum(patients.total for patients in lists)


def test_the_scenarios_are_stored_in_the_order_of_the_table(example: ProjectFile) -> None:
    assert [row.name for row in example.scenarios()] == [row["name"] for row in ROWS]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_every_edit_of_a_scenario_is_stored_with_a_note(
    example: ProjectFile, row: dict[str, str]
) -> None:
    scenario = example.scenario_named(row["name"])
    assert scenario is not None
    stored = [edit.edit for edit in example.edits(scenario.id)]

    assert stored == read_edits(row["file"])
    assert scenario.n_applied == len(stored)
    assert all(edit.note for edit in stored)
    assert scenario.note == row["note"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_a_scenario_conserves_persons(distances: Distances, row: dict[str, str]) -> None:
    history = _worked(distances, row)

    assert _persons(history.state) == _persons(history.baseline)


def test_the_perspective_plan_leaves_one_practice_in_the_towns_it_names(
    distances: Distances,
) -> None:
    state = _worked(distances, ROWS[0]).state
    towns = [practice.town for practice in state.practices.values()]

    for town in ("Tørring", "Hornsyld", "Juelsminde", "Brande", "Tarm", "Struer", "Knebel"):
        assert towns.count(town) == 1
    assert not {"Haderup", "Vemb", "Tirstrup", "Nimtofte"} & set(towns)


def test_gathering_in_knebel_keeps_everybody_and_losing_both_leaves_some_without(
    distances: Distances,
) -> None:
    rows = {row["name"]: row for row in ROWS}
    gathered = _worked(distances, rows["Knebel samles"]).state
    lost = _worked(distances, rows["Knebel nedlægges"]).state

    assert gathered.unplaced.total == 0
    assert lost.unplaced.total > 0
    assert np.all(lost.unplaced.persons > 0)
