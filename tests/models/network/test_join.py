"""Where points join the network."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.domain.place import Place
from models.network.join import UNJOINED, EdgeIndex, place_on_edge
from models.network.network import BACKWARD, FERRY, FORWARD, Network
from tests.models.network.make import make_network, networks
from tests.oracle.network import join_slowly

BOTH = FORWARD | BACKWARD
POINTS = st.tuples(st.integers(-4000, 13_000), st.integers(-4000, 13_000))


@settings(deadline=None)  # the first call compiles
@given(networks(), st.lists(POINTS, min_size=1, max_size=10), st.sampled_from([50, 800, 20_000]))
def test_joints_are_those_of_the_slow_twin(
    network: Network, points: list[tuple[int, int]], limit_dm: int
) -> None:
    index = EdgeIndex(network)
    slow = [join_slowly(network, e, n, limit_dm) for e, n in points]
    assert [index.join(Place(e / 10, n / 10), limit_dm / 10) for e, n in points] == slow
    e, n = np.array(points).T / 10
    joints = index.join_many(e, n, limit_dm / 10)
    assert [joints[i] for i in range(len(joints))] == slow


@pytest.fixture
def road_and_ferry() -> Network:
    return make_network(
        [(0, 0), (10_000, 0), (0, 100_000), (60_000, 0)],
        [(0, 1, BOTH, [(5000, 5000)]), (0, 2, BOTH | FERRY, []), (1, 3, FORWARD, [])],
    )


def test_a_point_is_joined_with_offset_and_access_leg(road_and_ferry: Network) -> None:
    joint = EdgeIndex(road_and_ferry).join(Place(3000.0, -40.0), 100)
    assert joint == (2, 20_000, 400)


def test_nothing_is_joined_to_a_ferry(road_and_ferry: Network) -> None:
    assert EdgeIndex(road_and_ferry).join(Place(0.0, 5000.0), 100) == UNJOINED


def test_the_lowest_edge_is_taken_at_a_junction(road_and_ferry: Network) -> None:
    assert EdgeIndex(road_and_ferry).join(Place(1000.0, -5.0), 100).edge == 0


def test_the_limit_itself_still_joins(road_and_ferry: Network) -> None:
    index = EdgeIndex(road_and_ferry)
    assert index.join(Place(3000.0, -100.0), 100).edge == 2
    assert index.join(Place(3000.0, -100.1), 100) == UNJOINED


def test_a_point_far_outside_the_grid_joins_where_the_limit_allows(
    road_and_ferry: Network,
) -> None:
    joint = EdgeIndex(road_and_ferry).join(Place(26_000.0, 0.0), 50_000)
    assert joint == (2, 50_000, 200_000)


def test_the_place_on_an_edge_follows_its_corners(road_and_ferry: Network) -> None:
    assert place_on_edge(road_and_ferry, 0, 0) == (0.0, 0.0)
    assert place_on_edge(road_and_ferry, 0, 7071) == (500.0, 500.0)
    assert place_on_edge(road_and_ferry, 2, 25_000) == (3500.0, 0.0)
