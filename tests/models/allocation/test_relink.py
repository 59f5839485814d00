"""Ferries and bridges out of use: who is cut off, and everything as before when they are back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from models.allocation.evaluator import evaluate
from models.allocation.prepare import JOIN_LIMIT_M, prepare_distances
from models.allocation.region import PatientList, Region
from models.allocation.relink import relinked
from models.allocation.result import NO_WAY, Result
from models.allocation.state import baseline_state
from models.domain.errors import CancelledError, InputError
from models.domain.place import Place
from models.domain.practice import Form, Practice
from models.domain.rules import DEFAULT_PACK_ID, shipped_rule_packs
from models.geography.areas import Areas
from models.geography.squares import Squares
from models.network.book import with_links
from models.network.join import EdgeIndex
from models.network.links import Link
from models.network.network import BOTH_WAYS, BRIDGE, FERRY, FERRY_COST, LaidLink, Network
from tests.compare import assert_same_result
from tests.models.network.make import make_network
from tests.oracle.evaluation import SlowTwin
from tests.regions import made_region
from tests.towns import make_region

RULES = next(pack for pack in shipped_rule_packs() if pack.id == DEFAULT_PACK_ID)
E0, N0 = 500_000, 6_200_000
MAINLAND, ISLAND, ISLET = 100, 30, 7


def quiet(_share: float) -> None:
    """Report to nobody."""


def strait() -> Network:
    """Return a mainland road of 8 km, a ferry to an island, and a dam from there to an islet."""
    x = [10 * (E0 + e) for e in (0, 8_000, 9_000, 12_000, 12_200, 14_000)]
    kinds = (0, FERRY, 0, BRIDGE, 0)
    edges = [(i, i + 1, BOTH_WAYS | kind, []) for i, kind in enumerate(kinds)]
    network = make_network([(e, 10 * N0) for e in x], edges)
    places = [Place(e / 10, N0) for e in x]
    ferry = Link("Færgen", "ferry", places[1], places[2], minutes=10.0, wait_minutes=5.0)
    dam = Link("Dæmningen", "bridge", places[3], places[4])
    book = (LaidLink(ferry, 1, BOTH_WAYS | FERRY), LaidLink(dam, 3, BOTH_WAYS | BRIDGE))
    return with_links(replace(network, links=book), [ferry, dam])


def squares_at(*homes: tuple[int, int]) -> Squares:
    """Return squares at metres along the road, with so many persons of one age group."""
    count = len(homes)
    by_age = np.zeros((count, 5), dtype=np.int32)
    by_age[:, 2] = [persons for _, persons in homes]
    here = np.zeros(count, dtype=np.int32)
    return Squares(
        ids=tuple(f"q{i}" for i in range(count)),
        size_m=250,
        e=np.array([E0 + e for e, _ in homes], dtype=np.int32),
        n=np.full(count, N0, dtype=np.int32),
        persons_by_age=by_age,
        persons=by_age.sum(axis=1, dtype=np.int32),
        municipality=here,
        parish=here - 1,
        postal_area=here - 1,
        group=here,
    )


def sound() -> Region:
    """Return a region of mainland, island and islet; everybody is listed on the mainland."""
    network, squares = strait(), squares_at((1_000, MAINLAND), (10_000, ISLAND), (13_000, ISLET))
    joints = EdgeIndex(network).join_many(
        squares.e.astype(np.float64), squares.n.astype(np.float64), JOIN_LIMIT_M
    )
    practice = Practice("012345", "Lægen", Place(E0 + 500.0, N0), Form.SOLO, 1.0)
    listed = PatientList(np.arange(3, dtype=np.int32), squares.persons)
    lists = {"012345": listed}
    prepared = prepare_distances(network, joints, [practice], lists, quiet)
    box = np.array([shapely.box(E0 - 1_000, N0 - 1_000, E0 + 15_000, N0 + 1_000)])
    return made_region(
        "Sundet",
        Areas(("0001",), ("Sundet",), box),
        squares,
        (network, joints),
        (practice,),
        lists,
        prepared,
    )


def links_of(region: Region, in_use: Callable[[Link], bool] = lambda _: True) -> list[Link]:
    return [replace(laid.link, in_use=in_use(laid.link)) for laid in region.network.links]


def result_of(region: Region) -> Result:
    return evaluate(region, baseline_state(region, RULES))


def assert_same_distances(left: Region, right: Region) -> None:
    assert left.network.links == right.network.links
    assert np.array_equal(left.network.edge_flags, right.network.edge_flags)
    assert np.array_equal(left.network.edge_time_ds, right.network.edge_time_ds)
    for one, other in zip(
        (left.joints.edge, left.joints.offset_dm, left.joints.access_dm),
        (right.joints.edge, right.joints.offset_dm, right.joints.access_dm),
        strict=True,
    ):
        assert np.array_equal(one, other)
    assert left.within_limit.keys() == right.within_limit.keys()
    for number, reach in left.within_limit.items():
        assert np.array_equal(reach.squares, right.within_limit[number].squares)
        assert np.array_equal(reach.cost, right.within_limit[number].cost)
        assert np.array_equal(left.own[number], right.own[number])


def test_a_ferry_out_of_use_cuts_its_island_off() -> None:
    region = sound()
    before = result_of(region).region
    assert before.persons_by_ferry_only == ISLAND + ISLET
    assert before.persons_beyond_limit == ISLAND + ISLET
    cut = relinked(region, links_of(region, lambda link: link.kind == "bridge"), quiet)
    result = result_of(cut)
    assert result.distance_dm.tolist() == [5_000, NO_WAY, NO_WAY]
    assert result.region.persons_by_ferry_only == 0
    assert result.region.persons_beyond_limit == ISLAND + ISLET
    assert result.region.persons == MAINLAND + ISLAND + ISLET
    assert cut.own["012345"].tolist() == [5_000, -1, -1]


def test_a_dam_out_of_use_cuts_off_only_what_lies_behind_it() -> None:
    region = sound()
    cut = relinked(region, links_of(region, lambda link: link.kind == "ferry"), quiet)
    result = result_of(cut)
    assert result.region.persons_by_ferry_only == ISLAND
    assert result.distance_dm[2] == NO_WAY


def test_a_link_in_use_again_gives_the_same_bytes() -> None:
    region = sound()
    cut = relinked(region, links_of(region, lambda _: False), quiet)
    back = relinked(cut, links_of(cut), quiet)
    assert_same_distances(back, region)
    assert_same_result(result_of(back), result_of(region))


@given(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))
def test_any_ferries_out_of_use_give_what_looking_at_everything_gives(
    seed: int, chosen: int
) -> None:
    region = make_region(seed)
    draw = np.random.default_rng(chosen)
    cut = relinked(region, links_of(region, lambda _: bool(draw.integers(2))), quiet)
    state = baseline_state(cut, RULES)
    result, twin = evaluate(cut, state), SlowTwin(cut)
    for square in range(len(cut.squares)):
        _, number = twin.nearest(state, square)
        at = result.nearest[square]
        assert (None if at < 0 else result.roster[at]) == number
    assert_same_distances(relinked(cut, links_of(cut), quiet), region)


def test_minutes_change_the_time_of_a_ferry_and_no_distance() -> None:
    region = sound()
    links = [replace(link, minutes=30.0, days="lørdag") for link in links_of(region)]

    def never(_share: float) -> None:
        pytest.fail("no distance is searched again")

    slower = relinked(region, links, never)
    assert slower.network.edge_time_ds[1] == (30 + 5) * 600
    assert slower.network.links[0].link.days == "lørdag"
    assert slower.within_limit is region.within_limit


def test_a_clinic_does_not_stand_on_a_dam_out_of_use() -> None:
    region = sound()
    cut = relinked(region, links_of(region, lambda link: link.kind == "ferry"), quiet)
    on_the_dam = Place(E0 + 12_090.0, N0)
    assert EdgeIndex(region.network).join(on_the_dam, 1_000).edge == 3
    assert EdgeIndex(cut.network).join(on_the_dam, 1_000).edge == 2


def test_links_of_another_network_are_a_mistake() -> None:
    region = sound()
    moved = [replace(link, end=Place(E0, N0)) for link in links_of(region)]
    with pytest.raises(ValueError, match="not the links"):
        with_links(region.network, moved)


def test_a_link_may_be_called_otherwise() -> None:
    region = sound()
    named = relinked(region, [replace(link, name="X") for link in links_of(region)], quiet)
    assert [laid.link.name for laid in named.network.links] == ["X", "X"]
    assert named.within_limit is region.within_limit


def joined_anew(region: Region) -> Region:
    """Return the region with its squares joined where the network is nearest."""
    squares, network = region.squares, region.network
    joints = EdgeIndex(network).join_many(
        squares.e.astype(np.float64), squares.n.astype(np.float64), JOIN_LIMIT_M
    )
    within, own = prepare_distances(network, joints, region.practices, region.lists, quiet)
    return replace(region, joints=joints, within_limit=within, own=own, derived={})


def new_link(region: Region, draw: np.random.Generator) -> Link:
    """Return a link between two of the region's squares, on the nearest road of each."""
    squares = region.squares
    one, other = draw.choice(len(squares), 2, replace=False)
    places = [Place(float(squares.e[at]), float(squares.n[at])) for at in (one, other)]
    kind = "ferry" if draw.integers(2) else "bridge"
    return Link("Ny", kind, *places, minutes=20.0, wait_minutes=5.0)  # type: ignore[arg-type]


@given(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))
def test_a_new_link_gives_what_looking_at_everything_gives_and_nothing_once_it_is_gone(
    seed: int, chosen: int
) -> None:
    region = joined_anew(make_region(seed))
    new = new_link(region, np.random.default_rng(chosen))
    try:
        linked = relinked(region, [*links_of(region), new], quiet)
    except InputError:
        return
    state = baseline_state(linked, RULES)
    result, twin = evaluate(linked, state), SlowTwin(linked)
    for square in range(len(linked.squares)):
        cost, number = twin.nearest(state, square)
        at = result.nearest[square]
        assert (None if at < 0 else result.roster[at]) == number
        assert number is None or result.distance_dm[square] == cost % FERRY_COST
    within, own = prepare_distances(
        linked.network, linked.joints, linked.practices, linked.lists, quiet
    )
    assert_same_result(result, result_of(replace(linked, within_limit=within, own=own)))
    for without in (links_of(region), [*links_of(region), replace(new, in_use=False)]):
        assert_same_result(result_of(relinked(linked, without, quiet)), result_of(region))


def test_a_road_is_parted_where_a_new_ferry_lands_and_its_length_stays() -> None:
    region = sound()
    network = region.network
    ends = Place(E0 + 10_500.0, N0 + 300.0), Place(E0 + 13_000.0, N0 + 300.0)
    new = Link("Ny færge", "ferry", *ends, minutes=7.0)
    linked = relinked(region, [*links_of(region), new], quiet).network
    laid = linked.links[-1]
    assert laid.link == new
    assert linked.edge_time_ds[laid.edge] == 7 * 600
    lengths = linked.edge_length_dm[np.arange(linked.n_edges) != laid.edge].sum()
    assert lengths == network.edge_length_dm.sum()
    assert np.array_equal(linked.edge_length_dm, linked.shape_offset_dm[linked.shape_start[1:] - 1])


@pytest.mark.parametrize(
    ("end", "why"),
    [(Place(E0 + 100.0, N0 + 5_000.0), "ingen vej"), (Place(E0 + 50.0, N0), "samme sted")],
)
def test_a_link_that_cannot_be_laid_says_why(end: Place, why: str) -> None:
    region = sound()
    new = Link("Ny", "ferry", Place(E0 + 0.0, N0), end, minutes=7.0)
    with pytest.raises(InputError, match=why):
        relinked(region, [*links_of(region), new], quiet)


def test_relinking_can_be_cancelled() -> None:
    region = sound()

    def cancel(_share: float) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        relinked(region, links_of(region, lambda _: False), cancel)
