from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from models.allocation.distances import Distances
from models.allocation.evaluator import Evaluator, evaluate
from models.allocation.state import State, baseline_state
from models.domain.errors import EditRefusedError
from models.domain.place import Place
from models.domain.practice import Form, Intake
from models.domain.rules import DEFAULT_PACK_ID, shipped_rule_packs
from models.scenario.apply import apply_edit
from models.scenario.edits import (
    AddSatellite,
    ClosePractice,
    Edit,
    MergePractices,
    MovePractice,
    OpenPractice,
    SetCapacity,
    SetIntake,
    SetLimit,
)
from models.scenario.history import History
from tests.compare import assert_same_result
from tests.oracle.evaluation import SlowTwin
from tests.towns import make_region, make_rules, random_place

RULES = next(pack for pack in shipped_rule_packs() if pack.id == DEFAULT_PACK_ID)
seeds = st.integers(0, 2**32 - 1)


def random_edit(rng: np.random.Generator, state: State) -> Edit:
    """Return any edit; it may be one that is refused."""
    numbers = sorted(state.practices)
    one = str(rng.choice(numbers)) if numbers else "none"
    other = str(rng.choice(numbers)) if numbers else "none"
    place = random_place(rng, 5, 4)
    match rng.integers(9):
        case 0:
            return MovePractice(one, place)
        case 1:
            return ClosePractice(one, "distribute" if rng.random() < 0.5 else "optimal")
        case 2:
            kind = str(rng.choice(["successor", "satellite", "tender", "regional"]))
            return ClosePractice(one, kind, other)  # type: ignore[arg-type]
        case 3:
            return MergePractices((one, other), one, place if rng.random() < 0.5 else None)
        case 4:
            name = f"NY{rng.integers(100)}"
            return OpenPractice(name, "Ny praksis", place, Form.PARTNERSHIP, 2.0)
        case 5:
            return AddSatellite(one, place, 2.0)
        case 6:
            capacities = float(rng.integers(0, 5))
            return SetCapacity(one, capacities, float(rng.integers(0, capacities + 1)))
        case 7:
            return SetLimit(one, int(rng.integers(1, 200)))
        case _:
            return SetIntake(one, Intake(rng.choice(list(Intake))), ("P1",))


def persons_by_square(state: State, n_squares: int) -> np.ndarray:
    persons = np.zeros(n_squares, dtype=np.int64)
    for listed in [*state.lists.values(), state.unplaced]:
        persons[listed.squares] += listed.persons
    return persons


class Planning(RuleBasedStateMachine):
    """A planner edits, undoes and redoes at random; every figure stays exact."""

    @initialize(seed=seeds)
    def open_project(self, seed: int) -> None:
        self.region = make_region(seed)
        self.distances = Distances(self.region)
        rules = RULES if seed % 3 == 0 else make_rules(seed)
        self.history = History(self.distances, baseline_state(self.region, rules))
        self.evaluator = Evaluator(self.distances, self.history.state)
        self.persons = persons_by_square(self.history.state, len(self.region.squares))

    @rule(seed=seeds)
    def edit(self, seed: int) -> None:
        before, position = self.history.state, self.history.position
        try:
            self.history.make(random_edit(np.random.default_rng(seed), before))
        except EditRefusedError:
            assert self.history.state is before
            assert self.history.position == position

    @precondition(lambda self: self.history.can_undo)
    @rule()
    def undo(self) -> None:
        self.history.jump(self.history.position - 1)

    @precondition(lambda self: self.history.can_redo)
    @rule()
    def redo(self) -> None:
        self.history.jump(self.history.position + 1)

    @invariant()
    def incremental_equals_full(self) -> None:
        result = self.evaluator.update(self.history.state)
        assert_same_result(result, evaluate(self.region, self.history.state))

    @invariant()
    def persons_are_conserved_in_every_square(self) -> None:
        now = persons_by_square(self.history.state, len(self.region.squares))
        assert np.array_equal(now, self.persons)
        for figures in (*self.evaluator.result.municipalities, self.evaluator.result.region):
            assert figures.listed + figures.unplaced + figures.unlisted == figures.persons


Planning.TestCase.settings = settings(max_examples=25, stateful_step_count=12, deadline=None)
TestPlanning = Planning.TestCase


@given(seeds)
def test_a_closed_practices_patients_go_where_plain_loops_send_them(seed: int) -> None:
    region = make_region(seed)
    rules = RULES if seed % 3 == 0 else make_rules(seed)
    state, twin = baseline_state(region, rules), SlowTwin(region)
    number = sorted(state.practices)[seed % len(state.practices)]
    listed = state.lists[number]
    after, effects = apply_edit(twin.distances, state, ClosePractice(number, "distribute"))
    without = replace(
        state,
        practices={n: p for n, p in state.practices.items() if n != number},
        lists={n: x for n, x in state.lists.items() if n != number},
    )
    homeless = dict(zip(listed.squares.tolist(), listed.persons.tolist(), strict=True))
    expected = twin.distribute(without, homeless)
    unplaced = expected.pop(None)
    assert {flow.target: flow.persons for flow in effects.flows} == {
        target: sum(persons.values()) for target, persons in expected.items()
    }
    left = dict(zip(after.unplaced.squares.tolist(), after.unplaced.persons.tolist(), strict=True))
    assert left == unplaced
    for target, gained in expected.items():
        for square, persons in gained.items():
            assert persons_in(after, target, square) == persons_in(state, target, square) + persons


def persons_in(state: State, number: str, square: int) -> int:
    listed = state.lists[number]
    return int(listed.persons[listed.squares == square].sum())


@given(seeds)
def test_nobody_is_sent_to_a_practice_beyond_its_closing_limit(seed: int) -> None:
    region = make_region(seed)
    state = baseline_state(region, RULES)
    number = sorted(state.practices)[seed % len(state.practices)]
    room = {n: state.room_of(p) for n, p in state.practices.items()}
    _, effects = apply_edit(Distances(region), state, ClosePractice(number, "distribute"))
    for flow in effects.flows:
        assert flow.persons <= room[flow.target]


@given(seeds)
def test_room_that_opens_takes_in_persons_without_a_place(seed: int) -> None:
    region = make_region(seed)
    distances = Distances(region)
    state = baseline_state(region, RULES)
    number = sorted(state.practices)[seed % len(state.practices)]
    closed = apply_edit(distances, state, ClosePractice(number, "distribute")).state
    place = region.practices[0].place
    opened = OpenPractice("NY1", "Ny praksis", place, Form.PARTNERSHIP, 4.0)
    after, effects = apply_edit(distances, closed, opened)
    assert after.unplaced.total <= closed.unplaced.total
    returned = sum(flow.persons for flow in effects.flows)
    assert returned == closed.unplaced.total - after.unplaced.total


@pytest.mark.parametrize("kind", ["tender", "regional"])
def test_a_clinic_that_goes_on_with_all_posts_filled_takes_in_persons_without_a_place(
    kind: str,
) -> None:
    region = make_region(3)
    distances, state = Distances(region), baseline_state(region, RULES)
    numbers = sorted(state.practices)
    for number in numbers:
        state = apply_edit(distances, state, SetCapacity(number, 5, 5)).state
    state = apply_edit(distances, state, ClosePractice(numbers[0], "distribute")).state
    assert state.unplaced.total > 0
    edit = ClosePractice(numbers[1], kind)  # type: ignore[arg-type]
    after, effects = apply_edit(distances, state, edit)
    taken = [(flow.source, flow.target) for flow in effects.flows]
    assert taken == [(None, numbers[1])]
    assert after.unplaced.total == state.unplaced.total - effects.flows[0].persons


def test_a_practice_without_patients_leaves_no_flow() -> None:
    region = make_region(3)
    distances, state = Distances(region), baseline_state(region, RULES)
    place = region.practices[0].place
    opened = OpenPractice("NY1", "Ny", place, Form.SOLO, 1.0)
    state = apply_edit(distances, state, opened).state
    heir = region.practices[0].provider_number
    for edit in (ClosePractice("NY1", "successor", heir), MergePractices(("NY1", heir), heir)):
        assert apply_edit(distances, state, edit).effects.flows == ()


def test_merging_joins_lists_capacities_and_doctors_at_one_address() -> None:
    region = make_region(3)
    state = baseline_state(region, RULES)
    first, second = sorted(state.practices)[:2]
    before = [state.practices[first], state.practices[second]]
    totals = state.lists[first].total + state.lists[second].total
    after, _ = apply_edit(Distances(region), state, MergePractices((first, second), second))
    merged = after.practices[second]
    assert first not in after.practices
    assert after.lists[second].total == totals
    assert merged.capacities == before[0].capacities + before[1].capacities
    assert merged.doctors == before[0].doctors + before[1].doctors
    assert merged.place == before[1].place


def test_a_tender_clinic_goes_on_at_the_same_address_with_the_same_list() -> None:
    region = make_region(3)
    state = baseline_state(region, RULES)
    number = sorted(state.practices)[0]
    after, _ = apply_edit(Distances(region), state, ClosePractice(number, "tender"))
    assert after.practices[number].form is Form.TENDER
    assert after.practices[number].vacant == 0
    assert after.lists[number] is state.lists[number]


def test_a_satellite_keeps_the_closed_address_for_its_patients() -> None:
    region = make_region(3)
    state = baseline_state(region, RULES)
    closing, heir = sorted(state.practices)[:2]
    after, _ = apply_edit(Distances(region), state, ClosePractice(closing, "satellite", heir))
    assert after.practices[heir].places[-1] == state.practices[closing].place
    assert after.lists[heir].total == state.lists[closing].total + state.lists[heir].total


REFUSED = [
    MovePractice("999999", Place(500_000, 6_200_000)),
    MovePractice("{0}", Place(0, 0)),
    MovePractice("{0}", Place(float("nan"), 0)),
    ClosePractice("{0}", "successor"),
    ClosePractice("{0}", "successor", "{0}"),
    ClosePractice("{0}", "distribute", "{1}"),
    ClosePractice("{0}", "regional", "{1}"),
    MergePractices(("{0}",), "{0}"),
    MergePractices(("{0}", "{0}"), "{0}"),
    MergePractices(("{0}", "{1}"), "{2}"),
    OpenPractice("{0}", "Ny", Place(500_000, 6_200_000), Form.SOLO, 1),
    OpenPractice("NY1", " ", Place(500_000, 6_200_000), Form.SOLO, 1),
    OpenPractice("NY1", "Ny", Place(500_000, 6_200_000), Form.SOLO, 0),
    AddSatellite("{0}", Place(500_000, 6_200_000), 0),
    SetCapacity("{0}", -2, 0),
    SetCapacity("{0}", 1, 2),
    SetLimit("{0}", 0),
    SetIntake("{0}", Intake.SELECTIVE, ()),
    SetIntake("{0}", Intake.SELECTIVE, ("9999",)),
]


@pytest.mark.parametrize("edit", REFUSED, ids=repr)
def test_an_impossible_edit_is_refused_with_a_sentence_in_both_languages(edit: Edit) -> None:
    region = make_region(3)
    state = baseline_state(region, RULES)
    with pytest.raises(EditRefusedError) as refusal:
        apply_edit(Distances(region), state, with_numbers(edit, sorted(state.practices)))
    assert refusal.value.text.da.endswith(".")
    assert refusal.value.text.en.endswith(".")


def with_numbers(edit: Edit, numbers: list[str]) -> Edit:
    """Return the edit with "{0}" and its kin replaced by real provider numbers."""
    values = {}
    for name in edit.__dataclass_fields__:
        value = getattr(edit, name)
        if isinstance(value, str):
            value = value.format(*numbers)
        elif isinstance(value, tuple) and value and isinstance(value[0], str):
            value = tuple(part.format(*numbers) for part in value)
        values[name] = value
    return type(edit)(**values)
