"""The evaluation as JSON: every key of the contract, with values that hold together."""

import json

import pytest

from models.allocation.distances import Distances
from models.allocation.evaluator import by_other_measure, evaluate
from models.allocation.result import Result
from models.allocation.state import baseline_state
from models.domain.practice import Intake
from models.domain.rules import DEFAULT_PACK_ID, shipped_rule_packs
from models.report.evaluation import comparison_json, evaluation_json
from models.scenario.apply import apply_edit
from models.scenario.edits import ClosePractice, SetIntake, SetLimit
from tests.towns import make_region

RULES = next(pack for pack in shipped_rule_packs() if pack.id == DEFAULT_PACK_ID)
COMMON = {
    "persons",
    "listed",
    "unplaced",
    "unlisted",
    "capacities",
    "vacant",
    "load",
    "practices_open",
    "practices_selective",
    "practices_closed",
    "mean_distance_m",
    "median_distance_m",
    "p90_distance_m",
    "max_distance_m",
    "mean_own_distance_m",
    "persons_beyond_limit",
    "persons_without_choice",
    "persons_with_one_choice",
    "doctors_60_plus",
    "persons_by_ferry_only",
}
OF_A_PRACTICE = {"provider_number", "name", "e", "n", "form", "status", "list", "nearest_persons"}
REGION = make_region(8, n_squares=60, n_practices=7)


@pytest.fixture(scope="module")
def result() -> Result:
    """A state in which somebody is unplaced and somebody lives beyond a ferry."""
    distances = Distances(REGION)
    state = baseline_state(REGION, RULES)
    numbers = sorted(state.practices)
    for number in numbers[1:]:
        state = apply_edit(distances, state, SetLimit(number, 1)).state
        state = apply_edit(distances, state, SetIntake(number, Intake.AUTOMATIC)).state
    state = apply_edit(distances, state, ClosePractice(numbers[0], "distribute")).state
    return evaluate(REGION, state)


@pytest.fixture(scope="module")
def values(result: Result) -> dict:
    return evaluation_json("Prøve", REGION, result)


def test_region_municipalities_and_practices_have_every_key_of_the_contract(values: dict) -> None:
    assert values["region"].keys() >= COMMON
    assert all(COMMON | {"code", "name"} <= row.keys() for row in values["municipalities"])
    assert all(row.keys() >= COMMON | OF_A_PRACTICE for row in values["practices"])
    assert all(COMMON | {"code", "name"} <= row.keys() for row in values["areas"])
    assert [row["code"] for row in values["areas"]] == ["L01", "L02", "L03"]
    assert {row["area"] for row in values["practices"]} <= {"L01", "L02", "L03", None}
    assert (values["scenario"], values["rules"], values["network"]) == (
        "Prøve",
        "2015-2024",
        "road",
    )


def test_persons_are_conserved_in_every_row(values: dict, result: Result) -> None:
    assert values["region"]["unplaced"] > 0
    rows = [values["region"], *values["municipalities"], *values["areas"], *values["practices"]]
    for row in rows:
        assert row["persons"] == row["listed"] + row["unplaced"] + row["unlisted"]
    reached = REGION.squares.persons[result.nearest >= 0]
    assert sum(row["persons"] for row in values["practices"]) == reached.sum()
    assert sum(row["list"] for row in values["practices"]) == values["region"]["listed"]


def test_a_practices_persons_are_those_for_whom_it_is_nearest(values: dict, result: Result) -> None:
    squares = REGION.squares
    for row in values["practices"]:
        mine = [
            i
            for i in range(len(squares))
            if result.nearest[i] >= 0 and result.roster[result.nearest[i]] == row["provider_number"]
        ]
        persons = {i: int(squares.persons[i]) for i in mine}
        ferry = [i for i in mine if result.by_ferry[i]]
        far = [i for i in mine if i in ferry or result.distance_dm[i] > RULES.limit_m * 10]
        assert row["persons"] == row["nearest_persons"] == sum(persons.values())
        assert row["persons_by_ferry_only"] == sum(persons[i] for i in ferry)
        assert row["persons_beyond_limit"] == sum(persons[i] for i in far)
        assert row["persons_without_choice"] == sum(
            persons[i] for i in mine if result.choices[i] == 0
        )
        assert row["persons_with_one_choice"] == sum(
            persons[i] for i in mine if result.choices[i] == 1
        )


def test_a_practice_is_counted_under_its_own_status_only(values: dict) -> None:
    kinds = ("open", "selective", "closed")
    for row in values["practices"]:
        counted = {kind: row[f"practices_{kind}"] for kind in kinds}
        assert counted == {kind: int(kind == row["status"]) for kind in kinds}


def test_lists_are_sorted_and_the_text_has_no_value_that_json_lacks(values: dict) -> None:
    numbers = [row["provider_number"] for row in values["practices"]]
    codes = [row["code"] for row in values["municipalities"]]
    assert numbers == sorted(numbers)
    assert codes == sorted(codes)
    assert json.loads(json.dumps(values, allow_nan=False)) == values


def test_a_comparison_gives_signed_differences(values: dict) -> None:
    baseline = evaluation_json("I dag", REGION, evaluate(REGION, baseline_state(REGION, RULES)))
    compared = comparison_json(values, baseline)
    assert compared["region"]["change"]["unplaced"] == values["region"]["unplaced"]
    assert compared["practices"][0]["change"] is None
    open_before = baseline["region"]["practices_open"]
    change = compared["region"]["change"]["practices_open"]
    assert values["region"]["practices_open"] == open_before + change


def test_what_the_other_measure_says_stands_beside() -> None:
    region = make_region(5)
    state = baseline_state(region, RULES)
    by_line = evaluate(region, by_other_measure(state))
    values = evaluation_json("I dag", region, evaluate(region, state))
    other = values["by_other_measure"]
    assert (values["measure"], other["measure"]) == ("road", "straight_line")
    assert other["region"]["persons_beyond_limit"] == by_line.region.persons_beyond_limit
    assert [row["persons_short_of_choice"] for row in other["municipalities"]] == [
        figures.persons_short_of_choice for figures in by_line.municipalities
    ]
