"""The gross list of the small town, by hand, and what must hold of any list."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.allocation.distances import Distances
from models.allocation.evaluator import evaluate
from models.allocation.need import supply_of_areas
from models.allocation.region import Region
from models.allocation.result import Result
from models.allocation.room import Room, room_at, room_in
from models.allocation.state import baseline_state
from models.domain.practice import Intake
from models.report.area_json import gross_list_json, threats_json
from models.report.threat_words import why_threatened
from models.report.threatened import (
    HEAVIEST,
    SIGNS,
    SPREAD,
    Threat,
    Weighing,
    gross_list,
    points_of,
    varied,
)
from models.scenario.apply import apply_edit
from models.scenario.edits import ClosePractice
from tests.small_town import RULES, small_town
from tests.towns import make_region

TOWN = small_town()
USUAL = Weighing()
seeds = st.integers(0, 2**32 - 1)
weights = st.fixed_dictionaries({sign.id: st.integers(0, HEAVIEST) for sign in SIGNS})


def today(region: Region = TOWN) -> Result:
    return evaluate(region, baseline_state(region, RULES))


def listed(weighing: Weighing = USUAL) -> dict[str, Threat]:
    names = TOWN.coverage.areas.names
    return {names[threat.area]: threat for threat in gross_list(TOWN, today(), weighing)}


def test_need_is_persons_by_age_scaled_to_the_inhabitants() -> None:
    west, east = supply_of_areas(TOWN, today())
    # west 800·0.8 + 1,000·1 + 200·2 = 2,040; east 600·1 + 400·1.5 + 1,000·0.8 = 2,000
    assert west.need == pytest.approx(2_040 * 4_000 / 4_040)
    assert east.need == pytest.approx(2_000 * 4_000 / 4_040)
    assert (west.places, east.places) == (3_200, 1_600)
    assert west.shortage == 0
    assert east.shortage == pytest.approx(1 - 1_600 * 4_040 / (2_000 * 4_000))


def test_a_group_with_more_need_weighs_more() -> None:
    rules = replace(RULES, age_weights=(1, 1, 1, 1, 1), group_weights=(1, 1, 1, 1, 3))
    group = np.array([0, 0, 0, 5, 0, 0], dtype=np.int32)
    town = replace(TOWN, squares=replace(TOWN.squares, group=group))
    west, east = supply_of_areas(town, evaluate(town, baseline_state(town, rules)))
    # 2,000 against 2,000 + 2·600, together the 4,000 who live there
    assert west.need == pytest.approx(2_000 * 4_000 / 5_200)
    assert east.need == pytest.approx(3_200 * 4_000 / 5_200)


def test_room_ends_at_the_limit_and_wishes_go_beyond_it() -> None:
    state = baseline_state(TOWN, RULES)
    first, second = TOWN.practices
    assert room_at(state, first) == Room(within=1_300, wished=300)
    assert room_at(state, second) == Room(within=0, wished=200)
    assert room_in(state) == Room(1_300, 500)
    assert room_in(state).total == 1_800


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (None, Room(1_300, 0)),
        (1_000, Room(1_300, 0)),
        (3_200, Room(1_300, 0)),
        (3_201, Room(1_300, 1)),
    ],
)
def test_a_wish_below_the_limit_takes_nothing_away(wish: int | None, expected: Room) -> None:
    state = baseline_state(TOWN, RULES)
    assert room_at(state, replace(TOWN.practices[0], wished_list=wish)) == expected


def test_a_practice_without_a_doctor_has_no_room_whatever_it_wished() -> None:
    state = baseline_state(TOWN, RULES)
    assert room_at(state, replace(TOWN.practices[0], vacant=2.0)) == Room(0, 0)


def test_the_signs_of_the_small_town_are_those_worked_out_by_hand() -> None:
    west, east = listed()["Vest"], listed()["Øst"]
    assert west.values == pytest.approx(
        {
            "closed": 0,
            "vacant": 0,
            "old_doctors": 1 / 2,
            "choice": 1,  # only A is open
            "distance": 1_000 / 15_000,
            "unplaced": 0,
            "shortage": 0,
        }
    )
    assert east.values == pytest.approx(
        {
            "closed": 1,
            "vacant": 1 / 2,
            "old_doctors": 1,
            "choice": 1,
            "distance": 4_000 / 15_000,
            "unplaced": 0,
            "shortage": 1 - 1_600 / (2_000 * 4_000 / 4_040),
        }
    )


def test_the_scores_of_the_small_town_are_those_worked_out_by_hand() -> None:
    west, east = listed()["Vest"], listed()["Øst"]
    assert west.score == pytest.approx((50 / 0.6 + 100 + 100 / 15) / 7)
    assert east.score == pytest.approx((4 * 100 + 400 / 15 + 100 * 0.192 / 0.25) / 7)
    assert (east.level, east.rank) == ("red", 1)
    assert (west.level, west.rank) == ("", 2)
    assert east.stays == 1


def test_a_weight_that_is_turned_changes_the_score_as_on_paper() -> None:
    only_choice = Weighing({sign.id: HEAVIEST if sign.id == "choice" else 0 for sign in SIGNS})
    assert {threat.score for threat in listed(only_choice).values()} == {100.0}
    assert {threat.rank for threat in listed(only_choice).values()} == {1}
    doubled = Weighing({**USUAL.weights, "choice": 4})
    west = listed(doubled)["Vest"]
    assert west.score == pytest.approx((50 / 0.6 + 2 * 100 + 100 / 15) / 8)


def test_the_limit_of_most_residents_is_the_one_their_distance_is_held_against() -> None:
    west = TOWN.municipalities.codes[0]
    as_it_is = {name: threat.values["distance"] for name, threat in listed().items()}
    rules = replace(RULES, limit_m_by_municipality={west: 5_000})
    result = evaluate(TOWN, baseline_state(TOWN, rules))
    names = TOWN.coverage.areas.names
    threats = {names[t.area]: t for t in gross_list(TOWN, result, USUAL)}
    assert threats["Vest"].values["distance"] == pytest.approx(3 * as_it_is["Vest"])
    assert threats["Øst"].values["distance"] == as_it_is["Øst"]


@pytest.mark.parametrize(
    ("needed", "da", "en"),
    [
        (1, "Borgere uden åbent valg", "Residents without an open choice"),
        (2, "Borgere uden to åbne valg", "Residents without two open choices"),
        (3, "Borgere uden 3 åbne valg", "Residents without 3 open choices"),
    ],
)
def test_the_sign_of_choice_is_called_by_what_the_rules_ask_for(
    needed: int, da: str, en: str
) -> None:
    result = evaluate(TOWN, baseline_state(TOWN, replace(RULES, choices_needed=needed)))
    signs = gross_list_json("I dag", TOWN, result, USUAL)["signs"]
    assert {"id": "choice", "title": {"da": da, "en": en}, "worst": 0.5} in signs


@pytest.mark.parametrize(
    ("needed", "told"),
    [(1, "ingen åben praksis"), (2, "færre end to åbne"), (3, "færre end 3 åbne")],
)
def test_the_sentence_tells_the_choices_that_the_rules_ask_for(needed: int, told: str) -> None:
    weighing = Weighing({sign.id: int(sign.id == "choice") for sign in SIGNS})
    closed = replace(TOWN.practices[0], intake=Intake.CLOSED)
    town = replace(TOWN, practices=(closed, *TOWN.practices[1:]))
    result = evaluate(town, baseline_state(town, replace(RULES, choices_needed=needed)))
    for threat in gross_list(town, result, weighing):
        assert told in why_threatened(threat, weighing).da


def test_distances_over_a_land_network_are_marked_in_the_sentence() -> None:
    weighing = Weighing({sign.id: int(sign.id == "distance") for sign in SIGNS})
    land = replace(TOWN, network=replace(TOWN.network, kind="land"), derived={})
    for town, mark in ((TOWN, False), (land, True)):
        for threat in gross_list(town, today(town), weighing):
            assert ("over ≈ " in why_threatened(threat, weighing).da) is mark


def test_without_any_weight_no_area_is_threatened() -> None:
    nothing = Weighing({sign.id: 0 for sign in SIGNS})
    assert {(t.score, t.level, t.stays) for t in listed(nothing).values()} == {(0.0, "", 0.0)}


def test_unplaced_residents_count_where_they_live() -> None:
    state = baseline_state(TOWN, RULES)
    closed = apply_edit(Distances(TOWN), state, ClosePractice("000002", "distribute")).state
    threats = {t.area: t for t in gross_list(TOWN, evaluate(TOWN, closed), USUAL)}
    # A is within 15 km of q4 and q5, not of q6: 700 of the 2,000 have no place
    assert threats[1].figures.unplaced == 700
    assert threats[1].points["unplaced"] == 100
    assert threats[1].values["closed"] == 1  # no practice at all
    assert threats[0].points["unplaced"] == 0


def test_the_sentence_tells_what_weighs_most_with_its_figures() -> None:
    east = why_threatened(listed()["Øst"], USUAL)
    assert east.da == (
        "Den eneste praksis er lukket for tilgang, 1 af 2 kapaciteter er ledig, og den eneste læge "
        "er 60 år eller ældre."
    )
    west = why_threatened(listed()["Vest"], USUAL)
    assert west.en == (
        "100% of the residents have fewer than two open practices to choose from and 1 of 2 "
        "doctors is 60 or older."
    )


def test_json_says_rank_level_and_why_of_every_area_in_order_of_code() -> None:
    west, east = threats_json(TOWN, today(), USUAL)
    assert (west["threatened"], west["rank"], west["score"]) == (None, 2, 27.1)
    assert (east["threatened"], east["rank"], east["score"]) == ("red", 1, 71.9)
    assert (east["need"], east["supply"]) == (1980.2, 1600.0)
    assert (west["room"], west["room_wished"]) == (1300, 300)
    assert east["why"].startswith("The only practice is closed for intake")


def test_the_list_as_json_has_what_decided_it() -> None:
    values = gross_list_json("I dag", TOWN, today(), USUAL)
    assert [row["name"] for row in values["areas"]] == ["Øst", "Vest"]
    assert values["persons_outside"] == 0
    assert values["areas"][0]["instruments"]["furthers_structure"]["building"] == "yes"
    assert values["areas"][1]["instruments"]["furthers_structure"]["building"] == "no"
    assert set(values["areas"][0]["points"]) == {sign.id for sign in SIGNS}


@pytest.mark.parametrize(("value", "points"), [(-1, 0), (0, 0), (0.125, 50), (0.25, 100), (9, 100)])
def test_points_rise_in_a_straight_line_up_to_the_reference(value: float, points: float) -> None:
    vacant = next(sign for sign in SIGNS if sign.id == "vacant")
    assert points_of(vacant, value) == points


def test_varied_weights_lie_between_half_and_twice_and_are_the_same_every_time() -> None:
    usual = USUAL.array
    draws = varied(usual)
    assert (draws >= usual / SPREAD).all()
    assert (draws <= usual * SPREAD).all()
    assert np.array_equal(draws, varied(usual))
    assert np.abs(np.log2(draws / usual).mean(axis=0)).max() < 0.01


@given(seeds, weights)
def test_no_weights_in_the_range_lead_outside_the_bounds(seed: int, turned: dict) -> None:
    region = make_region(seed)
    weighing = Weighing(turned)
    rng = np.random.default_rng(seed)
    for threat in gross_list(region, today(region), weighing):
        points = np.array([threat.points[sign.id] for sign in SIGNS])
        for _ in range(20):
            corner = weighing.array * rng.choice([0.5, 1.0, 2.0], len(SIGNS))
            if corner.sum():
                score = float((corner * points).sum() / corner.sum())
                assert threat.score_least - 1e-9 <= score <= threat.score_most + 1e-9
        assert threat.rank_from <= threat.rank_to
        assert threat.score_least - 1e-9 <= threat.score <= threat.score_most + 1e-9


@given(seeds)
def test_worse_in_every_sign_is_never_ranked_better(seed: int) -> None:
    region = make_region(seed)
    threats = gross_list(region, today(region), USUAL)
    for one in threats:
        for other in threats:
            if all(one.points[sign.id] >= other.points[sign.id] for sign in SIGNS):
                assert one.rank <= other.rank


def test_a_weighing_comes_back_from_json_and_mends_what_is_odd() -> None:
    weighing = Weighing({**USUAL.weights, "closed": 0}, yellow=30.0, red=60.0)
    assert Weighing.from_json(weighing.to_json()) == weighing
    assert Weighing.from_json(None) == USUAL
    assert (
        Weighing.from_json({"weights": {"closed": 99, "unknown": 1}}).weights["closed"] == HEAVIEST
    )


def test_opening_intake_takes_an_area_off_the_list() -> None:
    practices = tuple(replace(each, intake=Intake.AUTOMATIC) for each in TOWN.practices)
    town = replace(TOWN, practices=practices)
    before, after = listed()["Øst"].score, gross_list(town, today(town), USUAL)
    assert min(threat.score for threat in after if threat.area == 1) < before
