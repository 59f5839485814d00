"""Rounds of a distribution: a hand-calculated domino, and what holds in every town."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from models.allocation.distances import Distances
from models.allocation.state import baseline_state
from models.scenario.closing import closing_of, replay
from models.scenario.domino import closed_after, rounds_of, taken_after
from models.scenario.edits import ClosePractice
from models.scenario.history import History
from tests.line_town import RULES, history_of, line_town, practice
from tests.towns import make_region


def test_the_practices_fill_one_after_the_other_outwards() -> None:
    # 40 live at A's door, 30 two km west, 50 four km west; B (1 km east) has room for 50,
    # C (7 km west) for 60, D (13 km east) for 100
    town = line_town(
        homes=[(20, 40), (18, 30), (16, 50)],
        practices=[
            practice("A", 20, 200),
            practice("B", 21, 50),
            practice("C", 13, 60),
            practice("D", 33, 100),
        ],
        lists={"A": {0: 40, 1: 30, 2: 50}},
    )
    distances, history = history_of(town)
    history.make(ClosePractice("A", "distribute"))
    closing = closing_of(history, "A")
    assert closing is not None
    first, second, third = rounds_of(replay(distances, closing))
    # 40 have 1 km to B; the 30 at km 18 have 3 km, and 10 of them get B's last places. At 3 km
    # the 50 at km 16 come to C, and at 5 km 10 of the 20 left; the last 10 have 15 km to D
    assert (first.closes, first.took, first.waiting) == ("B", (("B", 50),), 70)
    assert first.reached_m == 3000
    assert (second.closes, second.took, second.waiting) == ("C", (("C", 60),), 10)
    assert second.reached_m == 5000
    assert (third.closes, third.took, third.waiting) == (None, (("D", 10),), 0)
    assert third.reached_m == 15_000


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_rounds_add_up_to_the_distribution_and_each_ends_with_a_full_practice(seed: int) -> None:
    region = make_region(seed)
    distances = Distances(region)
    history = History(distances, baseline_state(region, RULES))
    number = sorted(history.state.practices)[seed % len(history.state.practices)]
    before = history.state
    step = history.make(ClosePractice(number, "distribute"))
    closing = closing_of(history, number)
    assert closing is not None
    rounds = rounds_of(replay(distances, closing))
    flows = {f.target: f.persons for f in step.effects.flows if f.source == number}
    assert taken_after(rounds) == flows
    assert [each.reached_m for each in rounds] == sorted(each.reached_m for each in rounds)
    if rounds:
        assert rounds[-1].waiting == step.effects.unplaced.total
    for at, each in enumerate(rounds):
        assert each.placed + each.waiting == before.lists[number].total
        taken = taken_after(rounds[: at + 1])
        for other in taken:
            room = before.room_of(before.practices[other])
            assert (taken[other] == room) == (other in closed_after(rounds[: at + 1]))
        assert each.closes is not None or at == len(rounds) - 1
