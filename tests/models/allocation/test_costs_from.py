"""One search from a home gives what many searches from the practices give."""

from hypothesis import given
from hypothesis import strategies as st

from models.allocation.distances import Distances
from models.allocation.state import baseline_state
from models.domain.rules import shipped_rule_packs
from models.network.network import FERRY_COST
from tests.oracle.evaluation import FAR, SlowTwin
from tests.towns import make_region


@given(st.integers(0, 2**32 - 1))
def test_a_home_is_as_far_from_a_practice_as_the_practice_from_the_home(seed: int) -> None:
    region = make_region(seed, n_squares=12)
    distances, twin = Distances(region), SlowTwin(region)
    state = baseline_state(region, shipped_rule_packs()[0])
    square = seed % len(region.squares)
    costs = distances.from_square(square, region.practices).tolist()
    for practice, cost in zip(region.practices, costs, strict=True):
        expected = twin.cost(state, square, practice)
        assert cost == (-1 if expected >= FAR else expected)
        reach = distances.reach(practice)
        within = dict(zip(reach.squares.tolist(), reach.cost.tolist(), strict=True))
        assert (square in within) == (0 <= cost <= 150_000 < FERRY_COST)
        assert within.get(square, cost) == cost
