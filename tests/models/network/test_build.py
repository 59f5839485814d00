"""From a road file to a contracted network."""

from dataclasses import replace
from pathlib import Path
from typing import Literal

import numpy as np
import pytest

from models.domain.errors import CancelledError, InputError
from models.domain.place import Place
from models.network.build import FERRY_WAIT_MINUTES, BuiltNetwork, build_road_network
from models.network.join import EdgeIndex
from models.network.links import Link
from models.network.network import BACKWARD, BRIDGE, FERRY, FORWARD, Network
from models.network.route import Router
from tests.models.network.make import STREET, Points, Ways, shared_file, write_roads

BOTH = FORWARD | BACKWARD
FERRY_TAGS = {"route": "ferry", "name": "Sundet", "duration": "00:20"}


def build(tmp_path: Path, points: Points, ways: Ways) -> BuiltNetwork:
    return build_road_network(write_roads(tmp_path / "roads.osm.pbf", points, ways))


def test_a_chain_becomes_one_edge_with_its_shape_length_and_time(tmp_path: Path) -> None:
    points = {1: (0, 0), 2: (100, 0), 3: (100, 200)}
    network = build(tmp_path, points, [([1, 2, 3], STREET)]).network
    assert (network.n_nodes, network.n_edges) == (2, 1)
    assert network.edge_length_dm.tolist() == [3000]
    assert network.shape_offset_dm.tolist() in ([0, 1000, 3000], [0, 2000, 3000])
    assert network.edge_time_ds.tolist() == [300]  # 36 km/h is 10 m/s
    assert network.edge_flags.tolist() == [BOTH]


def test_speeds_may_change_along_an_edge(tmp_path: Path) -> None:
    points = {1: (0, 0), 2: (100, 0), 3: (200, 0)}
    ways = [([1, 2], STREET), ([2, 3], STREET | {"maxspeed": "72"})]
    network = build(tmp_path, points, ways).network
    assert network.n_edges == 1
    assert network.edge_time_ds.tolist() == [150]


def test_ways_that_share_a_point_meet_there_and_others_do_not(tmp_path: Path) -> None:
    points = {1: (0, 0), 2: (100, 0), 3: (200, 0), 4: (100, -100), 5: (100, 100)}
    crossing = build(tmp_path, points, [([1, 2, 3], STREET), ([4, 2, 5], STREET)]).network
    assert (crossing.n_nodes, crossing.n_edges) == (5, 4)
    ways = [([1, 3], STREET), ([4, 5], STREET), ([3, 5], STREET)]
    bridge = build(tmp_path, points, ways).network
    assert (bridge.n_nodes, bridge.n_edges) == (2, 1)


def test_parallel_edges_and_loops_are_kept(tmp_path: Path) -> None:
    points = {1: (0, 0), 2: (100, 0), 3: (50, 50), 4: (150, 50), 5: (150, -50), 6: (-50, 0)}
    ways = [([6, 1, 2], STREET), ([1, 3, 2], STREET), ([2, 4, 5, 2], STREET)]
    network = build(tmp_path, points, ways).network
    assert (network.n_nodes, network.n_edges) == (3, 4)
    assert np.sum(network.edge_from == network.edge_to) == 1


def test_a_segment_mapped_twice_counts_once(tmp_path: Path) -> None:
    points = {1: (0, 0), 2: (100, 0), 3: (200, 0)}
    network = build(tmp_path, points, [([1, 2, 3], STREET), ([3, 2], STREET)]).network
    assert (network.n_nodes, network.n_edges) == (2, 1)


def test_a_ring_road_alone_is_a_loop(tmp_path: Path) -> None:
    points = {1: (0, 0), 2: (100, 0), 3: (50, 50)}
    network = build(tmp_path, points, [([1, 2, 3, 1], STREET)]).network
    assert (network.n_nodes, network.n_edges) == (1, 1)
    assert network.shape_start.tolist() == [0, 4]


def test_one_way_streets_keep_their_direction_and_end_chains(tmp_path: Path) -> None:
    points = {1: (0, 0), 2: (100, 0), 3: (100, 100), 4: (0, 100), 5: (-100, 0)}
    one_way = STREET | {"oneway": "yes"}
    ways = [([1, 2, 3, 4, 1], one_way), ([1, 5], STREET)]
    network = build(tmp_path, points, ways).network
    loop = int(np.flatnonzero(network.edge_from == network.edge_to)[0])
    shape = slice(network.shape_start[loop], network.shape_start[loop + 1])
    goes_east_first = network.shape_e[shape][1] > network.shape_e[shape][0]
    assert network.edge_flags[loop] == (FORWARD if goes_east_first else BACKWARD)


def test_a_one_way_dead_end_is_left_out_and_reported(tmp_path: Path) -> None:
    points = {1: (0, 0), 2: (3000, 0), 3: (5000, 0)}
    ways = [([1, 2], STREET), ([2, 3], STREET | {"oneway": "yes"})]
    built = build(tmp_path, points, ways)
    assert built.network.n_edges == 1
    assert built.report.left_out_km == pytest.approx(2.0, abs=0.01)
    assert [round(piece.km) for piece in built.report.left_out_pieces] == [2]


def test_a_piece_beside_the_road_is_joined_and_one_far_off_is_not(tmp_path: Path) -> None:
    points = {1: (0, 0), 2: (3000, 0), 3: (1000, 8), 4: (1000, 500), 5: (0, 900), 6: (500, 900)}
    built = build(tmp_path, points, [([1, 2], STREET), ([3, 4], STREET), ([5, 6], STREET)])
    assert built.report.pieces_joined == 1
    assert built.network.n_edges == 3
    assert sum(built.network.edge_length_dm) == pytest.approx(30000 + 5000, abs=2)
    assert built.report.left_out_km == pytest.approx(0.5, abs=0.01)


def test_joined_segments_are_split_in_order(tmp_path: Path) -> None:
    points = {1: (0, 0), 2: (3000, 0)}
    points |= {10 + i: (500 + 400 * i, 8) for i in range(5)}
    points |= {20 + i: (500 + 400 * i, 300) for i in range(5)}
    ways = [([1, 2], STREET), *(([10 + i, 20 + i], STREET) for i in range(5))]
    built = build(tmp_path, points, ways)
    assert built.report.pieces_joined == 5
    assert sum(built.network.edge_length_dm) == pytest.approx(30000 + 5 * 3000, abs=3)


def island(ferry: list[int]) -> tuple[Points, Ways]:
    """Return a mainland, an island 600 m off, and a ferry between the given points."""
    points = {1: (0, 0), 2: (9000, 0), 3: (4000, 0), 4: (4000, 600), 5: (4000, 3600), 6: (4100, 40)}
    return points, [([1, 3, 2], STREET), ([4, 5], STREET), (ferry, FERRY_TAGS)]


def test_a_ferry_joins_an_island(tmp_path: Path) -> None:
    network = build(tmp_path, *island([3, 4])).network
    (ferry,) = network.ferries
    assert (ferry.name, ferry.minutes, ferry.wait_minutes) == ("Sundet", 20.0, FERRY_WAIT_MINUTES)
    assert network.edge_flags[ferry.edge] == BOTH | FERRY
    assert network.edge_length_dm[ferry.edge] == 6000
    assert network.edge_time_ds[ferry.edge] == (20 + FERRY_WAIT_MINUTES) * 600


def test_a_ferry_that_ends_beside_the_road_is_joined(tmp_path: Path) -> None:
    built = build(tmp_path, *island([6, 4]))
    assert built.report.ferries_joined == ("Sundet",)
    assert built.report.left_out_km == pytest.approx(0.0, abs=0.001)


def test_a_quay_that_two_ferries_share_is_joined_to_the_road(tmp_path: Path) -> None:
    points, ways = island([6, 4])
    points = {**points, 8: (5000, 700), 9: (5000, 3600)}
    other = ([6, 8], FERRY_TAGS | {"name": "Bæltet"})
    built = build(tmp_path, points, [*ways, ([8, 9], STREET), other])
    assert sorted(built.report.ferries_joined) == ["Bæltet", "Sundet"]
    assert built.report.left_out_km == pytest.approx(0.0, abs=0.001)


def test_an_islet_with_hardly_a_road_is_not_joined_to_the_shore_its_ferry_leaves_for(
    tmp_path: Path,
) -> None:
    points, ways = island([3, 4])
    points = {**points, 5: (4000, 800)}
    built = build(tmp_path, points, ways)
    assert built.report.ferries_joined == ()
    (ferry,) = built.network.ferries
    assert built.network.edge_length_dm[ferry.edge] == 6000


def test_a_ferry_drawn_on_one_bank_is_moved_to_the_strait(tmp_path: Path) -> None:
    built = build(tmp_path, *island([3, 2]))
    assert built.report.ferries_moved == ("Sundet",)
    (ferry,) = built.network.ferries
    assert built.network.edge_length_dm[ferry.edge] == 6000


def test_a_ferry_in_several_ways_is_one_crossing(tmp_path: Path) -> None:
    points, ways = island([3, 4])
    points = {**points, 7: (4050, 300)}
    ways = [*ways[:2], ([3, 7], FERRY_TAGS), ([7, 4], FERRY_TAGS)]
    (ferry,) = build(tmp_path, points, ways).network.ferries
    assert ferry.minutes == 20.0


def test_nodes_lie_along_a_curve_and_edges_after_their_first_node(tmp_path: Path) -> None:
    points = {10 * i + j: (200 * i, 200 * j) for i in range(8) for j in range(8)}
    ways: list[tuple[list[int], dict[str, str]]] = []
    ways += [([10 * i + j for j in range(8)], STREET) for i in range(8)]
    ways += [([10 * i + j for i in range(8)], STREET) for j in range(8)]
    network = build(tmp_path, points, ways).network
    assert np.all(np.diff(network.edge_from) >= 0)
    steps = np.abs(np.diff(network.node_e)) + np.abs(np.diff(network.node_n))
    assert np.median(steps) <= 2010


def test_a_way_that_leaves_the_file_is_used_as_far_as_it_goes(tmp_path: Path) -> None:
    points = {1: (0, 0), 2: (100, 0), 3: (200, 0)}
    built = build(tmp_path, points, [([1, 2, 3, 99, 98], STREET)])
    assert built.report.cut_ways == 1
    assert built.network.edge_length_dm.tolist() == [2000]


def test_the_same_file_gives_the_same_network(tmp_path: Path) -> None:
    path = write_roads(tmp_path / "roads.osm.pbf", *island([3, 4]))
    first, second = build_road_network(path), build_road_network(path)
    assert first.report == second.report
    assert np.array_equal(first.network.shape_e, second.network.shape_e)
    assert np.array_equal(first.network.edge_from, second.network.edge_from)


@pytest.mark.parametrize("content", [b"", b"not a map at all" * 20])
def test_a_file_of_another_kind_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "wrong.osm.pbf"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"wrong\.osm\.pbf"):
        build_road_network(path)


def test_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    points = {i: (10 * i, 7 * i % 13) for i in range(1, 3000)}
    path = write_roads(tmp_path / "cut.osm.pbf", points, [(list(points), STREET)])
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(InputError, match="skåret over"):
        build_road_network(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="kan ikke åbnes"):
        build_road_network(tmp_path / "nowhere.osm.pbf")


def test_a_file_without_roads_is_refused(tmp_path: Path) -> None:
    ways = [([1, 2], {"highway": "footway"})]
    with pytest.raises(InputError, match="ingen veje"):
        build(tmp_path, {1: (0, 0), 2: (9, 9)}, ways)


def test_progress_rises_to_one_and_can_cancel(tmp_path: Path) -> None:
    path = write_roads(tmp_path / "r.osm.pbf", *island([3, 4]))
    told: list[float] = []
    build_road_network(path, told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0

    def cancel(_fraction: float) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        build_road_network(path, cancel)


ISLANDS = {
    "Samsø": ((598_900, 6_192_500), ("Hou–Sælvig",)),
    "Tunø": ((589_500, 6_201_600), ("Hou–Tunø",)),
    "Endelave": ((581_600, 6_180_300), ("Snaptun–Endelave",)),
    "Hjarnø": ((567_400, 6_187_100), ("Snaptun–Hjarnø",)),
    "Fur": ((501_000, 6_298_000), ("Branden–Fur",)),
    "Venø": ((476_800, 6_267_000), ("Kleppen–Venø",)),
    "Anholt": ((655_400, 6_287_600), ("Grenaa–Anholt",)),
}


@pytest.fixture(scope="module")
def midtjylland() -> Network:
    return build_road_network(shared_file("midtjylland-roads.osm.pbf")).network


@pytest.mark.parametrize("island", ISLANDS)
def test_every_island_of_midtjylland_is_reached_by_its_own_ferry_only(
    midtjylland: Network, island: str
) -> None:
    place, ferries = ISLANDS[island]
    index, router = EdgeIndex(midtjylland), Router(midtjylland)
    home, town = index.join(Place(*place), 1500), index.join(Place(553_000, 6_190_000), 1500)
    route = router.find(home, town)
    assert route is not None
    assert route.ferries == ferries
    assert router.find(home, town, avoid_ferries=True) is None


def dam(gap: float) -> tuple[Points, Ways]:
    """Return a mainland and an island, each with a road of over 1 km, `gap` metres apart."""
    points = {1: (0, 0), 2: (3000, 0), 3: (3000 + gap, 0), 4: (5000, 0)}
    return points, [([1, 2], STREET), ([3, 4], STREET)]


def known(kind: Literal["bridge", "ferry"], start: float, end: float, days: str = "") -> Link:
    n = 6_200_000.0
    return Link(
        "Dæmningen", kind, Place(500_000.0 + start, n), Place(500_000.0 + end, n), days=days
    )


def test_a_known_dam_that_the_file_leaves_out_is_laid(tmp_path: Path) -> None:
    path = write_roads(tmp_path / "roads.osm.pbf", *dam(34))
    network, report = build_road_network(path, links=[known("bridge", 2980, 3060)])
    assert report.bridges_laid == ("Dæmningen",)
    ((link, edge, flags),) = network.links
    assert (link.name, flags) == ("Dæmningen", BOTH | BRIDGE)
    assert network.edge_length_dm[edge] == 340
    assert sum(network.edge_length_dm) == pytest.approx(50_000, abs=2)
    assert not network.ferries


@pytest.mark.parametrize(
    ("kind", "start", "end"), [("ferry", 2980, 3060), ("bridge", 2400, 3500), ("bridge", 0, 2000)]
)
def test_a_gap_without_a_known_bridge_at_it_stays(
    tmp_path: Path, kind: Literal["bridge", "ferry"], start: float, end: float
) -> None:
    path = write_roads(tmp_path / "roads.osm.pbf", *dam(34))
    network, report = build_road_network(path, links=[known(kind, start, end)])
    assert report.bridges_laid == ()
    assert not network.links


def test_a_ferry_of_the_file_has_the_days_that_are_known_of_it(tmp_path: Path) -> None:
    path = write_roads(tmp_path / "roads.osm.pbf", *island([3, 4]))
    over = replace(
        known("ferry", 4300, 0, "daglig"),
        end=Place(503_900.0, 6_200_650.0),
    )
    away = known("ferry", 4000, 9000, "aldrig")
    ((link, _, _),) = build_road_network(path, links=[away, over]).network.links
    assert (link.name, link.days, link.in_use) == ("Sundet", "daglig", True)
