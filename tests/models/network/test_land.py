"""The land network: over land, over links, never over water."""

from dataclasses import replace
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from models.domain.errors import CancelledError, InputError
from models.domain.place import Place
from models.network.book import with_links
from models.network.coast import find_coast
from models.network.join import EdgeIndex
from models.network.land import DETOUR_FACTOR, SPACING_M, SPEED_KMH, build_land_network
from models.network.links import Link, shipped_links
from models.network.network import BACKWARD, FERRY, FORWARD, Network
from models.network.route import Router, route_places
from tests.models.network.make import shared_file

WEST = shapely.box(500_000, 6_200_000, 510_000, 6_220_000)
EAST = shapely.box(512_000, 6_200_000, 522_000, 6_220_000)
BRIDGE = Link("Broen", "bridge", Place(509_900, 6_201_000), Place(512_100, 6_201_000))
FERRY_LINK = Link("Sundet", "ferry", Place(509_900, 6_219_000), Place(512_100, 6_219_000), 10, 5)


def way(network: Network, start: tuple[float, float], end: tuple[float, float]) -> float | None:
    """Return the distance in metres, None where there is no way."""
    index = EdgeIndex(network)
    a, b = index.join(Place(*start), 2000), index.join(Place(*end), 2000)
    route = Router(network).find(a, b)
    return route.distance_dm / 10 if route else None


def test_a_way_over_land_is_its_straight_length_times_the_detour_factor() -> None:
    network = build_land_network([WEST], [], []).network
    straight = np.hypot(8000, 16_000)
    found = way(network, (501_000, 6_202_000), (509_000, 6_218_000))
    assert found == pytest.approx(straight * DETOUR_FACTOR, rel=0.03)


def test_water_is_crossed_at_the_bridge_only() -> None:
    network = build_land_network([WEST], [EAST], [BRIDGE]).network
    found = way(network, (509_500, 6_218_000), (512_500, 6_218_000))
    assert found == pytest.approx(34_000 * DETOUR_FACTOR + 2200, rel=0.05)
    assert not network.ferries


def test_a_ferry_is_an_edge_marked_as_one_with_its_time() -> None:
    network = build_land_network([WEST], [EAST], [FERRY_LINK]).network
    (ferry,) = network.ferries
    assert (ferry.name, ferry.minutes, ferry.wait_minutes) == ("Sundet", 10, 5)
    assert network.edge_flags[ferry.edge] == FORWARD | BACKWARD | FERRY
    assert network.edge_time_ds[ferry.edge] == 9000
    assert 22_000 <= network.edge_length_dm[ferry.edge] <= 22_000 + 4 * SPACING_M * 10


def test_a_link_out_of_use_is_laid_but_not_travelled() -> None:
    idle = replace(BRIDGE, in_use=False)
    network = build_land_network([WEST], [EAST], [idle]).network
    assert way(network, (509_500, 6_201_000), (512_500, 6_201_000)) is None
    in_use = with_links(network, [BRIDGE])
    assert way(in_use, (509_500, 6_201_000), (512_500, 6_201_000)) is not None


def test_a_link_to_land_that_is_not_there_is_not_laid_to_a_shore_far_away() -> None:
    away = Link("Til Norge", "ferry", Place(509_900, 6_219_000), Place(512_000, 6_260_000), 60, 0)
    built = build_land_network([WEST], [EAST], [BRIDGE, away])
    assert not built.network.ferries
    assert built.report.links_left_out == ("Til Norge",)


def test_a_link_whose_ends_lie_in_the_water_is_taken_ashore() -> None:
    short = Link("Broen", "bridge", Place(510_300, 6_201_000), Place(511_700, 6_201_000))
    network = build_land_network([WEST], [EAST], [short]).network
    assert way(network, (509_000, 6_201_000), (513_000, 6_201_000)) is not None


def test_a_small_island_is_reached_by_its_ferry() -> None:
    island = shapely.Point(511_030, 6_210_130).buffer(120)
    ferry = Link("Ø", "ferry", Place(509_950, 6_210_100), Place(510_950, 6_210_100), 5)
    built = build_land_network([WEST, island], [], [ferry])
    assert built.report.left_out_nodes == 0
    assert way(built.network, (509_000, 6_210_000), (511_030, 6_210_130)) is not None


def test_land_that_no_link_reaches_is_left_out_and_named() -> None:
    built = build_land_network([WEST], [shapely.box(515_000, 6_205_000, 517_000, 6_207_000)], [])
    assert built.report.left_out_nodes > 0
    assert 515_000 <= built.report.left_out_places[0].e <= 517_000


def test_narrow_necks_hang_together() -> None:
    head = shapely.box(500_000, 6_221_100, 503_000, 6_224_000)
    neck = shapely.box(501_310, 6_219_900, 501_390, 6_221_200)
    built = build_land_network([shapely.union_all([WEST, head, neck])], [], [])
    assert built.report.left_out_nodes == 0


def test_cracks_between_municipalities_are_no_water() -> None:
    other = shapely.box(510_030, 6_200_000, 515_000, 6_220_000)
    network = build_land_network([WEST, other], [], []).network
    found = way(network, (509_000, 6_210_000), (511_000, 6_210_000))
    assert found == pytest.approx(2000 * DETOUR_FACTOR, rel=0.05)


def test_times_come_from_the_average_speed() -> None:
    network = build_land_network([WEST], [], []).network
    expected = network.edge_length_dm * 3.6 / SPEED_KMH
    assert np.all(np.abs(network.edge_time_ds - expected) <= 0.5)


def test_nodes_and_edges_are_in_order_and_shapes_begin_and_end_at_nodes() -> None:
    network = build_land_network([WEST], [EAST], [BRIDGE, FERRY_LINK]).network
    assert network.kind == "land"
    assert np.all(np.diff(network.edge_from) >= 0)
    ends = network.shape_start[1:] - 1
    assert np.array_equal(
        network.shape_e[network.shape_start[:-1]], network.node_e[network.edge_from]
    )
    assert np.array_equal(network.shape_n[ends], network.node_n[network.edge_to])
    assert np.array_equal(network.shape_offset_dm[ends], network.edge_length_dm)
    assert np.sum(np.diff(network.shape_start) == 4) == 2


def test_no_land_is_refused() -> None:
    with pytest.raises(InputError, match="Terrænnettet"):
        build_land_network([shapely.Polygon()], [], [])


def test_progress_rises_to_one_and_can_cancel() -> None:
    told: list[float] = []
    build_land_network([WEST], [], [], progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0

    def cancel(_fraction: float) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        build_land_network([WEST], [], [], progress=cancel)


CORNERS = st.tuples(st.integers(0, 3000), st.integers(0, 3000))


@given(st.lists(CORNERS, min_size=3, max_size=6, unique=True), st.tuples(CORNERS, CORNERS))
@settings(deadline=None)  # the first call compiles
def test_lines_that_touch_the_shore_are_those_shapely_finds(
    corners: list[tuple[int, int]], line: tuple[tuple[int, int], tuple[int, int]]
) -> None:
    land = shapely.convex_hull(shapely.multipoints(corners))
    if land.area < 1e4 or line[0] == line[1]:
        return
    coast = find_coast([land], None)
    shore = shapely.set_precision(coast.land.boundary, 0.1)
    (e1, n1), (e2, n2) = line
    ends = [np.array([10 * value], dtype=np.int32) for value in (e1, n1, e2, n2)]
    touches = bool(coast.crossed(*ends)[0])
    if shapely.LineString(line).distance(shore) > 0.2:
        assert not touches
    elif any(coast.land.contains(shapely.Point(p).buffer(1)) for p in line) and any(
        not coast.land.intersects(shapely.Point(p).buffer(1)) for p in line
    ):
        assert touches


ISLANDS = {
    "Samsø": ((598_900, 6_192_500), "Hou–Sælvig"),
    "Tunø": ((589_500, 6_201_600), "Hou–Tunø"),
    "Endelave": ((581_600, 6_180_900), "Snaptun–Endelave"),
    "Hjarnø": ((567_700, 6_187_200), "Snaptun–Hjarnø"),
    "Fur": ((500_300, 6_297_600), "Branden–Fur"),
    "Venø": ((476_900, 6_267_200), "Kleppen–Venø"),
    "Anholt": ((655_400, 6_287_900), "Grenaa–Anholt"),
}


@pytest.fixture(scope="module")
def midtjylland() -> Network:
    areas = gpd.read_file(shared_file("kommuner.gpkg"))
    inside = areas.region == "Region Midtjylland"
    region, rest = areas.geometry[inside], areas.geometry[~inside]
    return build_land_network(list(region), list(rest), shipped_links()).network


@pytest.mark.parametrize("island", ISLANDS)
def test_every_island_of_midtjylland_is_reached_by_its_own_ferry_only(
    midtjylland: Network, island: str
) -> None:
    place, ferry = ISLANDS[island]
    index, router = EdgeIndex(midtjylland), Router(midtjylland)
    home, town = index.join(Place(*place), 1000), index.join(Place(527_000, 6_225_000), 1000)
    route = router.find(home, town)
    assert route is not None
    assert route.ferries == (ferry,)
    assert router.find(home, town, avoid_ferries=True) is None


def test_every_shipped_link_stands_on_two_shores() -> None:
    land = find_coast(list(gpd.read_file(shared_file("kommuner.gpkg")).geometry), None).land
    dams_in_the_polygons = {"Jegindødæmningen", "Agerødæmningen"}
    for link in shipped_links():
        ends = shapely.points([link.start, link.end])
        assert shapely.distance(land, ends).max() < 60, link.name
        line = shapely.LineString([link.start, link.end])
        assert line.difference(land).length > 50 or link.name in dams_in_the_polygons, link.name


def test_a_way_round_the_fjord_stays_on_land(midtjylland: Network) -> None:
    index, router = EdgeIndex(midtjylland), Router(midtjylland)
    knebel, aarhus = Place(591_000, 6_230_500), Place(575_000, 6_224_000)
    route = router.find(index.join(knebel, 1000), index.join(aarhus, 1000), avoid_ferries=True)
    assert route is not None
    assert route.distance_dm > 400_000  # 16 km as the crow flies
    areas = gpd.read_file(shared_file("kommuner.gpkg"))
    land = find_coast(list(areas.geometry), None).land
    line = shapely.LineString(route_places(midtjylland, route))
    assert line.difference(land).length < 50
    assert len(list(pairwise(line.coords))) > 20
