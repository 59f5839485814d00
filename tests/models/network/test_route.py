"""The shortest way between two joints."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from models.domain.place import Place
from models.network.build import build_road_network
from models.network.gaps import repaired
from models.network.join import EdgeIndex
from models.network.network import BACKWARD, FERRY, FORWARD, NO_EDGE, Joint, Network
from models.network.roads import read_road_file
from models.network.route import ACCESS_KMH, Router, find_route, route_places
from tests.models.network.make import make_network, networks, shared_file
from tests.oracle.network import way_slowly

BOTH = FORWARD | BACKWARD


@st.composite
def questions(draw: st.DrawFn) -> tuple[Network, Joint, Joint]:
    network = draw(networks())
    roads = np.flatnonzero((network.edge_flags & FERRY) == 0).tolist()

    def joint() -> Joint:
        edge = draw(st.sampled_from(roads))
        offset = draw(st.integers(0, int(network.edge_length_dm[edge])))
        return Joint(edge, offset, draw(st.integers(0, 500)))

    return network, joint(), joint()


@settings(deadline=None)  # the first call compiles
@given(questions(), st.booleans())
def test_ways_are_as_long_as_those_of_the_slow_twin(
    question: tuple[Network, Joint, Joint], avoid_ferries: bool
) -> None:
    network, start, end = question
    route = find_route(network, start, end, avoid_ferries)
    length = route.distance_dm if route else None
    assert length == way_slowly(network, start, end, avoid_ferries)


@settings(deadline=None)  # the first call compiles
@given(questions())
def test_the_steps_of_a_way_hang_together_and_obey_one_way_streets(
    question: tuple[Network, Joint, Joint],
) -> None:
    network, start, end = question
    route = find_route(network, start, end)
    if route is None or not route.steps:
        return
    ends = []
    for edge, first, last in route.steps:
        flag = FORWARD if last > first else BACKWARD
        assert network.edge_flags[edge] & flag
        nodes = {0: network.edge_from[edge], network.edge_length_dm[edge]: network.edge_to[edge]}
        ends.append((nodes.get(first), nodes.get(last)))
    assert all(before[1] == after[0] for before, after in pairwise(ends))


@pytest.fixture
def one_way_ring() -> Network:
    corners = [(0, 0), (10_000, 0), (10_000, 10_000), (0, 10_000)]
    edges = [(i, (i + 1) % 4, FORWARD, []) for i in range(4)]
    return make_network(corners, [*edges, (0, 2, BOTH | FERRY, [])])


def test_two_points_on_a_one_way_edge_go_along_it_or_all_the_way_round(
    one_way_ring: Network,
) -> None:
    near, far = Joint(0, 2000, 10), Joint(0, 5000, 20)
    ahead, round_about = (
        find_route(one_way_ring, near, far, avoid_ferries=True),
        find_route(one_way_ring, far, near, avoid_ferries=True),
    )
    assert ahead is not None
    assert round_about is not None
    assert (ahead.distance_dm, ahead.access_dm) == (3030, 30)
    assert round_about.distance_dm == 37_030


def test_a_ferry_counts_with_its_length_and_can_be_avoided(one_way_ring: Network) -> None:
    start, end = Joint(3, 9000, 0), Joint(2, 1000, 0)
    by_ferry = find_route(one_way_ring, start, end)
    by_road = find_route(one_way_ring, start, end, avoid_ferries=True)
    assert by_ferry is not None
    assert by_road is not None
    assert (by_ferry.ferries, by_ferry.distance_dm) == (("F4",), 1000 + 14_142 + 1000)
    assert (by_road.ferries, by_road.distance_dm) == ((), 22_000)


def test_the_time_of_a_way_holds_its_access_legs(one_way_ring: Network) -> None:
    route = find_route(one_way_ring, Joint(0, 0, 1000), Joint(0, 5000, 0))
    assert route is not None
    assert route.seconds == pytest.approx(50.0 + 100 / (ACCESS_KMH / 3.6))


def test_what_is_not_joined_has_no_way(one_way_ring: Network) -> None:
    assert find_route(one_way_ring, Joint(NO_EDGE, 0, 0), Joint(0, 0, 0)) is None


def test_the_places_of_a_way_follow_its_corners(one_way_ring: Network) -> None:
    route = find_route(one_way_ring, Joint(0, 5000, 0), Joint(1, 5000, 0))
    assert route is not None
    assert route_places(one_way_ring, route) == ((500, 0), (1000, 0), (1000, 500))


def test_ways_agree_with_scipy_on_the_uncontracted_roads_of_midtjylland() -> None:
    path = shared_file("midtjylland-roads.osm.pbf")
    network = build_road_network(path).network
    segments, _ = repaired(read_road_file(path, lambda _: None).segments)
    graph = csr_array(
        (segments.lengths_dm().astype(np.float64), (segments.start, segments.end)),
        shape=(segments.n_points, segments.n_points),
    )
    index, router = EdgeIndex(network), Router(network)
    point_at = {(e, n): i for i, (e, n) in enumerate(zip(segments.e, segments.n, strict=True))}
    nodes = np.random.default_rng(2023).choice(network.n_nodes, 25, replace=False)
    points = [point_at[network.node_e[i], network.node_n[i]] for i in nodes]
    expected = dijkstra(graph, directed=False, indices=points[:3])[:, points]
    joints = [index.join(Place(network.node_e[i] / 10, network.node_n[i] / 10), 1.0) for i in nodes]
    for row, start in enumerate(joints[:3]):
        for column, end in enumerate(joints):
            route = router.find(start, end)
            assert route is not None
            assert route.distance_dm == pytest.approx(expected[row, column], rel=0.001, abs=1)
