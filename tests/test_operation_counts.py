"""How much work things take, counted, not timed: the same on every machine."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QImage

from app.start import LEASE_TICK_MS
from benchmarks.growth import country
from models.allocation import (
    stand_ins,  # noqa: F401  (what works while nothing is compiled)
    sums,
)
from models.allocation.distances import Distances
from models.allocation.drag import Drag
from models.allocation.evaluator import Evaluator
from models.allocation.nearest import squares_at
from models.allocation.region import Region
from models.allocation.state import State, baseline_state
from models.allocation.sums import SquareValues, Tally
from models.domain.place import Place
from models.domain.practice import Intake, Practice
from models.domain.rules import shipped_rule_packs
from models.kernels.kernel import use_compiled, use_plain
from models.storage.lease import RENEW_S
from tests.towns import BLOCK_M, E0, N0, make_region
from widgets.map.scene import SquareGrid
from widgets.map.square_raster import SquareRaster
from widgets.painting.palettes import palette
from widgets.theme import LIGHT

RULES = shipped_rule_packs()[0]
SMALL, LARGE = 30, 60
"""Sides of the two maps in blocks; the larger has four times as much of everything."""


def town(side: int) -> Region:
    """Return a town with as much on every square kilometre whatever its side."""
    share = (side / LARGE) ** 2
    return make_region(
        7, columns=side, rows=side, n_squares=int(5000 * share), n_practices=int(80 * share)
    )


def evaluated(region: Region) -> Evaluator:
    """Return an evaluator of the town, every practice open."""
    state = baseline_state(region, RULES)
    practices = {
        number: replace(practice, intake=Intake.OPEN, vacant=0.0)
        for number, practice in state.practices.items()
    }
    return Evaluator(Distances(region), State(practices, state.lists, state.unplaced, RULES))


@pytest.fixture(scope="module")
def small() -> Evaluator:
    return evaluated(town(SMALL))


@pytest.fixture(scope="module")
def large() -> Evaluator:
    return evaluated(town(LARGE))


def mean_settled(evaluator: Evaluator) -> float:
    """Return the nodes that a drag of a practice by some blocks settles, over all practices."""
    settled = []
    for number, practice in evaluator.result.state.practices.items():
        drag = Drag(evaluator, number)
        for blocks in (0, 1, 2):
            place = practice.place
            drag.to(Place(place.e + 0.4 * blocks * BLOCK_M, place.n))
            settled.append(drag.n_settled)
    return float(np.mean(settled))


def test_a_drag_settles_no_more_nodes_when_the_map_around_grows(
    small: Evaluator, large: Evaluator
) -> None:
    in_small, in_large = mean_settled(small), mean_settled(large)
    n_nodes = large.distances.ground.network.n_nodes
    assert in_large < 1.5 * in_small
    assert in_large < n_nodes / 20


def test_a_drag_touches_only_squares_it_wins_or_is_a_choice_for(large: Evaluator) -> None:
    state = large.result.state
    middle = Place(E0 + LARGE * BLOCK_M / 2, N0 + LARGE * BLOCK_M / 2)
    number = min(
        state.practices,
        key=lambda n: (
            abs(state.practices[n].place.e - middle.e) + abs(state.practices[n].place.n - middle.n)
        ),
    )
    drag = Drag(large, number)
    there = drag.to(state.practices[number].place)
    away = drag.to(
        Place(state.practices[number].place.e + BLOCK_M, state.practices[number].place.n)
    )
    changed = (there.distance_dm != away.distance_dm) | (there.choices != away.choices)
    assert 0 < changed.sum() < len(changed) / 10


def test_a_drag_copies_all_squares_only_while_earlier_results_are_held(large: Evaluator) -> None:
    state = large.result.state
    number = next(iter(state.practices))
    place, drag = state.practices[number].place, Drag(large, number)
    last = None  # the window holds on to one frame while the next is made
    for step in range(20):
        last = drag.to(Place(place.e + 10 * step, place.n))
    assert last is drag.result
    assert drag.n_copied == 2


def test_squares_are_looked_up_only_at_edges_that_carry_any(large: Evaluator) -> None:
    hanging = large.distances.ground.hanging
    carrying = set(hanging.on_edge[hanging.on_edge >= 0].tolist())
    assert set(hanging.edge.tolist()) == carrying
    assert len(hanging.edge) == 2 * len(carrying)


def test_marks_of_a_look_up_are_wiped_again(large: Evaluator) -> None:
    work, hanging = large.distances.workspace, large.distances.ground.hanging
    nodes = np.arange(large.distances.ground.network.n_nodes, dtype=np.int32)
    found = squares_at(hanging, np.tile(nodes, 2), hanging.on_edge[:0], work.seen)
    assert len(found) == len(set(found.tolist())) == len(hanging.square)
    assert not work.seen.any()


def test_removing_a_practice_bares_only_where_it_was_among_the_two_nearest(
    large: Evaluator,
) -> None:
    state = large.result.state
    number = next(iter(state.practices))
    at = large.roster.position[number]
    labels = large.field.labels
    carried = int(((labels.practice1 == at) | (labels.practice2 == at)).sum())
    bare = large.field.remove(at, large.roster.rank)
    try:
        assert len(bare) == carried
        assert carried < len(labels.practice1) / 4
    finally:
        joints = [(at, joint) for joint in large.distances.joints(state.practices[number])]
        large.field.insert(joints, large.roster.rank)


@pytest.fixture(scope="module")
def countries() -> list[Evaluator]:
    """Two invented countries as dense as Denmark, one four times as large as the other."""
    regions = [country(12_000), country(48_000)]
    return [Evaluator(Distances(each), baseline_state(each, RULES)) for each in regions]


def middle_practices(evaluator: Evaluator) -> list[Practice]:
    """Return the practices nearest to the middle: far from every border, whatever the size."""
    region = evaluator.distances.region
    e, n = region.squares.e.mean(), region.squares.n.mean()
    by_distance = sorted(
        region.practices, key=lambda p: max(abs(p.place.e - e), abs(p.place.n - n))
    )
    return by_distance[:12]


def test_a_country_four_times_as_large_gives_a_drag_no_more_to_do(
    countries: list[Evaluator],
) -> None:
    work = []
    for evaluator in countries:
        settled, counted = [], []
        for practice in middle_practices(evaluator):
            drag = Drag(evaluator, practice.provider_number)
            for step in range(0, 400, 100):
                place = Place(practice.place.e + step, practice.place.n)
                before, result = drag.result, drag.to(place)
                settled.append(drag.n_settled)
                counted.append(int((result.choices != before.choices).sum()))
        work.append((np.mean(settled), np.mean(counted)))
    (settled_small, counted_small), (settled_large, counted_large) = work
    assert settled_large < 1.5 * settled_small
    assert settled_large < countries[1].distances.ground.network.n_nodes / 50
    assert counted_large < 1.5 * counted_small


def test_a_drag_seldom_looks_into_all_squares_of_a_bin(
    countries: list[Evaluator], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A quantile of the whole country stays in its bin, whose squares were counted before."""
    evaluator, looked = countries[0], []
    of_country, look_into = len(evaluator.distances.region.municipalities), sums._look_into

    def counted(tally: Tally, values: SquareValues, column: int, at: int, slot: int) -> None:
        looked.append(column)
        look_into(tally, values, column, at, slot)

    monkeypatch.setattr(sums, "_look_into", counted)
    use_plain()
    try:
        for practice in middle_practices(evaluator)[:3]:
            drag = Drag(evaluator, practice.provider_number)
            for step in range(0, 1_500, 100):
                drag.to(Place(practice.place.e + step, practice.place.n))
    finally:
        use_compiled()
    assert looked.count(of_country) <= 4


def test_taking_a_practice_out_bares_no_more_in_a_larger_country(
    countries: list[Evaluator],
) -> None:
    bared = [0, 0]
    for which, evaluator in enumerate(countries):
        for practice in middle_practices(evaluator):
            at, rank = evaluator.roster.position[practice.provider_number], evaluator.roster.rank
            bared[which] += len(evaluator.field.remove(at, rank))
            joints = [(at, joint) for joint in evaluator.distances.joints(practice)]
            evaluator.field.insert(joints, rank)
    assert bared[1] < 1.5 * bared[0]


def test_junctions_without_squares_are_folded_away(countries: list[Evaluator]) -> None:
    ground = countries[1].distances.ground
    share = ground.is_left.sum() / ground.network.n_nodes
    arcs = np.diff(ground.into.start)[ground.is_left].sum()
    assert share < 0.7  # squares are spread evenly here, in Denmark a third is left
    assert arcs < 0.9 * 2 * ground.network.n_edges


def test_a_recoloured_square_is_one_pixel_and_nothing_else(large: Evaluator) -> None:
    squares = large.distances.region.squares
    raster = SquareRaster(SquareGrid(squares.size_m, squares.e, squares.n, squares.persons))
    raster.set_palette(palette("distance", LIGHT))
    raster.set_classes(np.zeros(len(squares), dtype=np.uint8))
    before = pixels_of(raster.image)
    some = np.arange(0, len(squares), 40)
    change = raster.update_classes(some, np.full(len(some), 3, dtype=np.uint8))
    is_other = pixels_of(raster.image) != before
    assert change is not None
    assert 0 < is_other.sum() <= len(some)
    assert not np.delete(is_other, np.s_[change.top : change.bottom], axis=0).any()


def pixels_of(image: QImage) -> np.ndarray:
    """Return a copy of an image's pixels."""
    flat = np.frombuffer(image.constBits(), dtype=np.uint32)
    return flat.reshape(image.height(), image.width()).copy()


def test_the_window_renews_its_lease_as_often_as_the_file_asks() -> None:
    assert LEASE_TICK_MS == RENEW_S * 1000
