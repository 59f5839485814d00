"""The optimal distribution: a hand-calculated town, an independent solver, and the stored edit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from models.allocation.distances import Distances
from models.allocation.optimal import optimum_of, total_dm
from models.allocation.redistribute import Assignment, assign_by_room
from models.allocation.region import Region
from models.allocation.state import NOBODY, baseline_state, without
from models.domain.errors import CancelledError, EditRefusedError
from models.domain.practice import Intake
from models.scenario.apply import apply_edit
from models.scenario.edit_json import edit_from_json, edit_to_json
from models.scenario.edits import ClosePractice, SetIntake, Taken
from models.scenario.explain import explain
from models.scenario.history import History
from models.scenario.settle import settle
from models.scenario.why import Ruling, Subject
from tests.line_town import RULES, history_of, line_town, persons_in, practice
from tests.towns import make_region

seeds = st.integers(0, 2**32 - 1)


def tight_town() -> Region:
    """A at km 10 closes. Ten live at km 10 (q0), ten at km 21 (q1).

    B at km 12 has room for ten, 2 km from q0 and 9 from q1; C at km 5 has room for ten, 5 km
    from q0 and 16 from q1, too far.
    """
    return line_town(
        homes=[(10, 10), (21, 10)],
        practices=[practice("A", 10, 50), practice("B", 12, 10), practice("C", 5, 10)],
        lists={"A": {0: 10, 1: 10}},
    )


def test_the_nearest_first_leave_ten_without_a_place_whom_the_optimal_one_places() -> None:
    distances, history = history_of(tight_town())
    found = settle(distances, history.state, ClosePractice("A", "optimal"))
    assert (found.plain.placed, found.plain.unplaced, found.plain.person_km) == (10, 10, 20.0)
    # q0 goes 5 km to C, so that q1 finds room 9 km away with B: 10·5 + 10·9
    assert (found.optimal.placed, found.optimal.unplaced) == (20, 0)
    assert (found.optimal.person_km, found.optimal.longest_m) == (140.0, 9000)
    assert found.edit.placed == (Taken("B", (("q1", 10),)), Taken("C", (("q0", 10),)))


def test_as_many_placed_but_a_shorter_way_altogether() -> None:
    # q0 and q1 both have 2 km to B; C is 5 km from q0 and 9 from q1. The tie goes to q0
    # (20 + 90 = 110 person-km); the best is q1 to B and q0 to C (20 + 50 = 70)
    town = line_town(
        homes=[(10, 10), (14, 10)],
        practices=[practice("A", 10, 50), practice("B", 12, 10), practice("C", 5, 10)],
        lists={"A": {0: 10, 1: 10}},
    )
    distances, history = history_of(town)
    found = settle(distances, history.state, ClosePractice("A", "optimal"))
    assert (found.plain.person_km, found.optimal.person_km) == (110.0, 70.0)
    assert found.optimal.placed == found.plain.placed == 20


def test_the_history_works_it_out_and_keeps_the_outcome_in_the_edit() -> None:
    distances, history = history_of(tight_town())
    step = history.make(ClosePractice("A", "optimal"))
    assert persons_in(history.state, "B") == {"q1": 10}
    assert persons_in(history.state, "C") == {"q0": 10}
    values = edit_to_json(step.edit)
    assert values["placed"] == {"B": {"q1": 10}, "C": {"q0": 10}}
    again = edit_from_json(values)
    assert again == step.edit
    assert apply_edit(distances, history.baseline, again).effects.flows == step.effects.flows


def test_an_outcome_that_does_not_fit_any_more_is_refused_and_keeps_its_place() -> None:
    distances, history = history_of(tight_town())
    edit = history.make(ClosePractice("A", "optimal")).edit
    closed = SetIntake("B", Intake.CLOSED)
    replayed = History.replay(distances, history.baseline, [closed, edit], 2)
    (misfit,) = replayed.misfits
    assert misfit.misfit is not None
    assert "passer ikke længere" in misfit.misfit.da
    assert "A" in replayed.state.practices


WRONG = {
    "more than the list": (Taken("B", (("q1", 9),)), Taken("C", (("q0", 11),))),
    "beyond the room": (Taken("B", (("q0", 10), ("q1", 10))),),
    "out of reach": (Taken("C", (("q1", 10),)),),
    "unknown square": (Taken("B", (("q7", 1),)),),
    "unknown practice": (Taken("Z", (("q0", 1),)),),
    "itself": (Taken("A", (("q0", 1),)),),
}


@pytest.mark.parametrize("placed", WRONG.values(), ids=WRONG.keys())
def test_an_outcome_made_up_by_hand_must_keep_the_rules(placed: tuple[Taken, ...]) -> None:
    distances, history = history_of(tight_town())
    with pytest.raises(EditRefusedError):
        apply_edit(distances, history.state, ClosePractice("A", "optimal", placed=placed))


BAD_JSON = [[], {"B": []}, {"B": {"q0": 0}}, {"B": {"q0": 1.5}}, {"B": {"q0": True}}]


@pytest.mark.parametrize("placed", BAD_JSON, ids=repr)
def test_an_outcome_of_the_wrong_form_is_refused(placed: object) -> None:
    values = {"edit": "close", "practice": "A", "patients": "optimal", "placed": placed}
    with pytest.raises(EditRefusedError):
        edit_from_json(values)


def test_only_an_optimal_closing_has_an_outcome_and_only_a_satellite_has_days() -> None:
    distances, history = history_of(tight_town())
    for edit in (
        ClosePractice("A", "distribute", placed=()),
        ClosePractice("A", "distribute", days=2.0),
        ClosePractice("A", "satellite", "B", days=8.0),
    ):
        with pytest.raises(EditRefusedError):
            apply_edit(distances, history.state, edit)


def test_why_tells_who_gave_up_a_nearer_practice_for_others() -> None:
    distances, history = history_of(tight_town())
    history.make(ClosePractice("A", "optimal"))
    why = explain(distances, history, "A", "q0")
    assert why.subject is Subject.OPTIMAL
    assert [(t.practice, t.ruling, t.took) for t in why.tried] == [
        ("B", Ruling.YIELDED, 0),
        ("C", Ruling.TOOK, 10),
    ]


def test_the_work_ends_when_the_planner_gives_up() -> None:
    distances, history = history_of(tight_town())

    def give_up(share: float) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        settle(distances, history.state, ClosePractice("A", "optimal"), give_up)


def plain_of(seed: int) -> Assignment:
    region = make_region(seed)
    distances, state = Distances(region), baseline_state(region, RULES)
    number = sorted(state.practices)[seed % len(state.practices)]
    return assign_by_room(distances, without(state, number), state.lists[number])


def seat_by_seat(plain: Assignment) -> tuple[int, int]:
    """Return unplaced persons and total way by giving every person a seat (Hungarian method)."""
    persons = np.repeat(np.arange(len(plain.homeless.squares)), plain.homeless.persons)
    room = np.minimum(plain.room, len(persons))
    seats = np.repeat(np.arange(len(room)), room)
    cost_of = np.full((len(plain.homeless.squares), len(room)), -1, dtype=np.int64)
    cost_of[plain.slot, plain.candidate] = plain.cost
    costs = cost_of[persons][:, seats]
    never = 10_000_000
    table = np.concatenate(
        [np.where(costs < 0, 10 * never, costs), np.full((len(persons), len(persons)), never)],
        axis=1,
    )
    rows, columns = linear_sum_assignment(table)
    chosen = table[rows, columns]
    return int((chosen == never).sum()), int(chosen[chosen < never].sum())


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_no_seating_of_single_persons_is_better(seed: int) -> None:
    plain = plain_of(seed)
    best = optimum_of(plain)
    assert (int(best.left.sum()), total_dm(plain, best.persons)) == seat_by_seat(plain)


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_it_is_never_worse_than_the_nearest_first_and_keeps_to_the_rooms(seed: int) -> None:
    plain = plain_of(seed)
    best = optimum_of(plain)
    assert best.left.sum() <= plain.left.sum()
    if best.left.sum() == plain.left.sum():
        assert total_dm(plain, best.persons) <= total_dm(plain, plain.persons)
    placed = np.bincount(plain.slot, best.persons, len(plain.left))
    assert np.array_equal(placed + best.left, plain.homeless.persons)
    assert (np.bincount(plain.candidate, best.persons, len(plain.room)) <= plain.room).all()


@settings(max_examples=30, deadline=None)
@given(seeds)
def test_the_stored_outcome_replays_to_the_same_state(seed: int) -> None:
    region = make_region(seed)
    distances = Distances(region)
    rules = replace(RULES, closed_take_entitled=seed % 2 == 0)
    history = History(distances, baseline_state(region, rules))
    number = sorted(history.state.practices)[seed % len(history.state.practices)]
    step = history.make(ClosePractice(number, "optimal"))
    stored = edit_from_json(edit_to_json(step.edit))
    again = History.replay(distances, history.baseline, [stored], 1)
    assert again.misfits == ()
    for other in history.state.practices:
        ours, theirs = history.state.lists[other], again.state.lists[other]
        assert np.array_equal(ours.squares, theirs.squares)
        assert np.array_equal(ours.persons, theirs.persons)
    assert history.state.unplaced.total == again.state.unplaced.total
    if history.baseline.lists[number] is NOBODY:
        assert step.effects.flows == ()
