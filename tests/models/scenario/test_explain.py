"""Why persons are where they are: hand-calculated towns, and properties over random ones."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.allocation.distances import Distances
from models.allocation.prepare import prepare_distances
from models.allocation.region import Region
from models.allocation.state import baseline_state
from models.domain.errors import InputError
from models.domain.practice import Intake, Status
from models.domain.rules import Measure
from models.network.network import NO_EDGE
from models.report.why import why_json
from models.scenario.edits import ClosePractice, MergePractices
from models.scenario.explain import explain
from models.scenario.history import History
from models.scenario.why import Ruling, Subject
from models.scenario.why_words import ruling_text, why_text
from tests.line_town import RULES, history_of, line_town, persons_in, practice
from tests.oracle.evaluation import SlowTwin
from tests.towns import make_region

seeds = st.integers(0, 2**32 - 1)


def vejby() -> Region:
    """A road with a practice that closes at km 10 and others around it.

    A, at km 10, closes: 30 live at km 9 (q0), 50 at km 11 (q1), 20 at km 21 (q2).
    B at km 12 has room for 60; C at km 7 is closed by hand; D at km 16 takes the eastern postal
    area only; E at km 4 has room for 25; F at km 13 is at its limit; G at km 14 has no doctor.
    """
    return line_town(
        homes=[(9, 30), (11, 50), (21, 20), (13, 10)],
        practices=[
            practice("A", 10, 200),
            practice("B", 12, 60),
            practice("C", 7, 500, intake=Intake.CLOSED),
            practice("D", 16, 500, intake=Intake.SELECTIVE, postcodes=("P2",)),
            practice("E", 4, 25),
            practice("F", 13, 10),
            practice("G", 14, 500, vacant=1.0),
        ],
        lists={"A": {0: 30, 1: 50, 2: 20}, "F": {3: 10}},
    )


def rulings(tried: object) -> list[tuple[str, float, Ruling, int]]:
    return [(t.practice, t.distance_m / 1000, t.ruling, t.took) for t in tried]  # type: ignore[attr-defined]


def test_each_square_is_told_every_practice_it_came_to_and_what_ruled_it_out() -> None:
    distances, history = history_of(vejby())
    history.make(ClosePractice("A", "distribute"))
    # km 11 is 1 km from B, which takes all 50 and has 10 left for km 9, 3 km away
    why = explain(distances, history, "A", "q1")
    assert rulings(why.tried) == [("B", 1.0, Ruling.TOOK, 50)]
    why = explain(distances, history, "A", "q0")
    assert rulings(why.tried) == [
        ("C", 2.0, Ruling.CLOSED_BY_HAND, 0),
        ("B", 3.0, Ruling.FULL, 10),
        ("F", 4.0, Ruling.AT_LIMIT, 0),
        ("E", 5.0, Ruling.TOOK, 20),
    ]
    full = why.tried[1]
    assert (full.room, full.turned_away, full.took_before) == (10, 20, 50)
    assert [(o.practice, o.persons) for o in why.outcome] == [("E", 20), ("B", 10)]
    # km 21 lies in P2, so D takes it, though only as the nearest that has a doctor and room
    why = explain(distances, history, "A", "q2")
    assert rulings(why.tried) == [("D", 5.0, Ruling.TOOK, 20)]


def test_a_flow_that_is_not_there_is_refused_and_not_told_as_an_empty_list() -> None:
    distances, history = history_of(vejby())
    history.make(ClosePractice("A", "distribute"))
    for target in ("C", "nope"):
        with pytest.raises(InputError, match=f"Ingen kom til praksis {target}"):
            explain(distances, history, "A", target=target)


def test_a_square_that_joins_no_road_is_told_so_and_no_distance() -> None:
    town = line_town(
        homes=[(9, 30), (11, 5)],
        practices=[practice("A", 10, 200)],
        lists={"A": {0: 30, 1: 5}},
    )
    edge = town.joints.edge.copy()
    edge[0] = NO_EDGE
    joints = replace(town.joints, edge=edge)
    within, own = prepare_distances(
        town.network, joints, town.practices, town.lists, lambda share: None
    )
    town = replace(town, joints=joints, within_limit=within, own=own)
    distances, history = history_of(town)
    why = explain(distances, history, "A", "q0")
    (tried,) = why.tried
    assert (tried.ruling, tried.took) == (Ruling.NO_WAY, 30)
    told = why_json(why)["tried"][0]
    assert (told["distance_m"], told["ruling"]) == (None, "no_way")
    assert "Der er ingen vej til Praksis A" in why_text(why).da


def test_who_found_no_place_is_told_which_practices_lie_beyond_reach() -> None:
    town = line_town(
        homes=[(0, 10)],
        practices=[practice("A", 1, 50), practice("B", 16, 50), practice("C", 14, 5)],
        lists={"A": {0: 10}},
    )
    distances, history = history_of(town)
    history.make(ClosePractice("A", "distribute"))
    why = explain(distances, history, "A", "q0")
    assert rulings(why.tried) == [
        ("C", 14.0, Ruling.FULL, 5),
        ("B", 16.0, Ruling.TOO_FAR, 0),
    ]
    assert (why.persons, why.unplaced) == (10, 5)


def test_a_flow_tells_only_of_those_who_went_there() -> None:
    distances, history = history_of(vejby())
    history.make(ClosePractice("A", "distribute"))
    why = explain(distances, history, "A", target="B")
    assert (why.persons, why.unplaced) == (60, 0)
    assert [(o.practice, o.persons, o.longest_distance_m) for o in why.outcome] == [("B", 60, 3000)]
    # of the thirty at km 9 only the ten who went to B are meant: they tried C before it
    assert [(t.practice, t.took, t.turned_away, t.ruling) for t in why.tried] == [
        ("B", 60, 0, Ruling.TOOK),
        ("C", 0, 10, Ruling.CLOSED_BY_HAND),
    ]
    why = explain(distances, history, "A", target="E")
    assert [(t.practice, t.took, t.turned_away, t.ruling) for t in why.tried] == [
        ("B", 0, 20, Ruling.FULL),
        ("C", 0, 20, Ruling.CLOSED_BY_HAND),
        ("E", 20, 0, Ruling.TOOK),
        ("F", 0, 20, Ruling.AT_LIMIT),
    ]


def test_the_sentences_say_who_went_where_and_what_stood_in_the_way() -> None:
    distances, history = history_of(vejby())
    history.make(ClosePractice("A", "distribute"))
    assert why_text(explain(distances, history, "A", "q0")) == (
        "Praksis A er nedlagt. 30 personer i kvadratet q0 skal finde plads inden for 15 km. "
        "20 får plads hos Praksis E, 5 km væk. 10 får plads hos Praksis B, 3 km væk. "
        "Praksis C (2 km) er lukket for tilgang. "
        "Praksis B (3 km) tog 10 og var så fuld; 20 måtte videre. "
        "Praksis F (4 km) har nået sin lukkegrænse.",
        "Praksis A has closed down. 30 persons in square q0 must find a place within 15 km. "
        "20 find a place with Praksis E, 5 km away. 10 find a place with Praksis B, 3 km away. "
        "Praksis C (2 km) is closed for intake. "
        "Praksis B (3 km) took 10 and was then full; 20 had to look further. "
        "Praksis F (4 km) is at its closing limit.",
    )
    whole = why_text(explain(distances, history, "A")).da
    assert whole.startswith(
        "Praksis A er nedlagt. 100 personer skal finde plads inden for 15 km. "
        "60 får plads hos Praksis B med 1,3 km i gennemsnit."
    )
    assert "Praksis C er lukket for tilgang: 30 måtte videre." in whole


def test_distances_over_a_land_network_are_marked_as_estimates() -> None:
    road = vejby()
    land = replace(road, network=replace(road.network, kind="land"), derived={})
    distances, history = history_of(land)
    history.make(ClosePractice("A", "distribute"))
    why = explain(distances, history, "A", "q0")
    assert why.is_estimate
    told = why_text(why)
    assert "Praksis C (≈ 2 km) er lukket for tilgang." in told.da
    assert "inden for 15 km" in told.da
    assert "≈ 5 km away" in told.en
    assert not explain(*history_of(road), square="q0").is_estimate


def test_every_ruling_has_a_sentence_and_a_cell_in_both_languages() -> None:
    distances, history = history_of(vejby())
    history.make(ClosePractice("A", "distribute"))
    why = explain(distances, history, "A", "q0")
    for ruling in Ruling:
        tried = replace(why.tried[0], ruling=ruling, postcodes=("8000",), took_before=0)
        cell = ruling_text(tried, 15_000)
        assert cell.da != cell.en
        for square in ("q0", None):
            single = (Ruling.TOO_FAR, Ruling.FERRY_ONLY, Ruling.NO_WAY, Ruling.OPEN)
            if square is None and ruling in single:
                continue  # only told of a single square
            text = why_text(replace(why, tried=(tried,), square=square))
            if ruling is not Ruling.TOOK:
                assert "Praksis C" in text.da
                assert "Praksis C" in text.en


def test_a_list_that_was_taken_over_looked_for_no_practice() -> None:
    distances, history = history_of(vejby())
    history.make(ClosePractice("A", "successor", "B"))
    why = explain(distances, history, "A", "q0")
    assert (why.subject, why.persons, why.tried) == (Subject.TAKEN_OVER, 30, ())
    assert [(o.practice, o.persons, o.mean_distance_m) for o in why.outcome] == [("B", 30, 3000)]
    history.make(MergePractices(("B", "E"), "E"))
    assert explain(distances, history, "B").subject is Subject.MERGED


def test_a_square_is_told_its_choices_and_where_its_residents_are_listed() -> None:
    distances, history = history_of(vejby())
    why = explain(distances, history, square="q3")
    here = {t.practice: t for t in why.tried}
    assert [t.practice for t in why.tried] == ["F", "B", "G", "A", "D", "C", "E"]
    assert (here["F"].ruling, here["F"].took) == (Ruling.AT_LIMIT, 10)
    assert here["B"].ruling is Ruling.OPEN
    assert here["D"].ruling is Ruling.SELECTIVE
    assert here["G"].ruling is Ruling.NO_DOCTOR
    assert here["C"].ruling is Ruling.CLOSED_BY_HAND


def test_a_closed_practice_takes_whoever_has_no_two_choices_where_the_rules_say_so() -> None:
    town = line_town(
        homes=[(0, 10), (30, 4)],
        practices=[practice("A", 1, 50), practice("B", 3, 4), practice("C", 33, 4)],
        lists={"A": {0: 10}, "B": {1: 4}},
    )
    distances, history = history_of(town)
    history.make(ClosePractice("A", "distribute"))
    assert history.state.unplaced.total == 10
    distances, history = history_of(town, replace(RULES, closed_take_entitled=True))
    history.make(ClosePractice("A", "distribute"))
    assert history.state.unplaced.total == 0
    assert persons_in(history.state, "B") == {"q0": 10, "q1": 4}
    why = explain(distances, history, "A", "q0")
    assert rulings(why.tried) == [("B", 3.0, Ruling.ENTITLED, 10)]


def test_who_is_not_in_the_project_is_refused_in_words() -> None:
    distances, history = history_of(vejby())
    with pytest.raises(InputError, match="findes ikke"):
        explain(distances, history, "Z")
    with pytest.raises(InputError, match="findes ikke"):
        explain(distances, history, "A", "q99")


@settings(max_examples=40, deadline=None)
@given(seeds, st.booleans(), st.sampled_from(Measure), st.sampled_from([None, 6_000, 20_000]))
def test_the_explanation_of_every_square_is_what_plain_loops_say(
    seed: int, duty: bool, measure: Measure, reach_m: int | None
) -> None:
    region = make_region(seed, n_squares=15)
    twin, distances = SlowTwin(region), Distances(region)
    rules = replace(RULES, closed_take_entitled=duty, measure=measure, reach_m=reach_m)
    history = History(distances, baseline_state(region, rules))
    before = history.state
    number = sorted(before.practices)[seed % len(before.practices)]
    step = history.make(ClosePractice(number, "distribute"))
    listed = before.lists[number]
    rest = {n: p for n, p in before.practices.items() if n != number}
    whole = explain(distances, history, number)
    assert {o.practice: o.persons for o in whole.outcome} == {
        f.target: f.persons for f in step.effects.flows if f.source == number
    }
    assert whole.unplaced == step.effects.unplaced.total
    for flow in step.effects.flows:
        if flow.source == number:
            told = explain(distances, history, number, target=flow.target)
            (outcome,) = told.outcome
            assert outcome.persons == flow.persons
            assert sum(each.took for each in told.tried) == flow.persons
            assert all(each.turned_away <= flow.persons for each in told.tried)
    for square, persons in zip(listed.squares.tolist(), listed.persons.tolist(), strict=True):
        why = explain(distances, history, number, region.squares.ids[square])
        assert why.persons == persons
        assert sum(o.persons for o in why.outcome) + why.unplaced == persons
        waiting = persons
        for tried in why.tried:
            cost = twin.cost(before, square, rest[tried.practice])
            if tried.ruling in (Ruling.TOO_FAR, Ruling.FERRY_ONLY):
                assert cost > twin.reach(before, square)
                continue
            assert tried.distance_m == cost / 10
            assert cost <= twin.reach(before, square)
            open_to = twin.is_open_to(before, rest[tried.practice], square)
            assert waiting > 0
            if tried.ruling in (Ruling.TOOK, Ruling.FULL):
                assert open_to
                assert tried.took == min(waiting, tried.room)
                assert (tried.ruling is Ruling.TOOK) == (tried.took == waiting)
            elif tried.ruling is not Ruling.ENTITLED:
                assert tried.took == 0
                assert not open_to or tried.ruling is Ruling.KEPT_OPEN
            waiting -= tried.took if tried.ruling is not Ruling.ENTITLED else 0
        within = [t for t in why.tried if t.ruling not in (Ruling.TOO_FAR, Ruling.FERRY_ONLY)]
        last = within[-1].distance_m if within else 0.0
        nearer = {
            n
            for n, p in rest.items()
            if twin.cost(before, square, p) <= twin.reach(before, square)
            and (why.unplaced or twin.cost(before, square, p) / 10 < last)
        }
        assert nearer <= {t.practice for t in within}


@settings(max_examples=30, deadline=None)
@given(seeds)
def test_status_told_is_closed_once_the_room_is_gone(seed: int) -> None:
    region = make_region(seed, n_squares=15)
    history = History(Distances(region), baseline_state(region, RULES))
    number = sorted(history.state.practices)[seed % len(history.state.practices)]
    history.make(ClosePractice(number, "distribute"))
    distances = Distances(region)
    for square in history.baseline.lists[number].squares.tolist():
        for tried in explain(distances, history, number, region.squares.ids[square]).tried:
            if tried.ruling is Ruling.FULL:
                assert (tried.status is Status.CLOSED) == (tried.room == 0)
