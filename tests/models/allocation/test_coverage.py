"""Coverage areas: figures of one as of all, and areas proposed around towns."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from models.allocation.coverage_proposal import propose_coverage, units_of
from models.allocation.distances import Distances
from models.allocation.evaluator import evaluate
from models.allocation.region import Region
from models.allocation.state import baseline_state
from models.domain.errors import InputError
from models.domain.place import Place
from models.domain.rules import DEFAULT_PACK_ID, shipped_rule_packs
from models.geography.areas import TownLabel
from models.geography.coverage import NO_COVERAGE
from tests.compare import assert_same_values
from tests.towns import make_region

RULES = next(pack for pack in shipped_rule_packs() if pack.id == DEFAULT_PACK_ID)
seeds = st.integers(0, 2**32 - 1)


@given(seeds)
def test_an_area_asked_for_alone_has_the_figures_it_has_among_all(seed: int) -> None:
    region = make_region(seed)
    result = evaluate(region, baseline_state(region, RULES))
    for at, figures in enumerate(list(result.areas)):
        assert_same_values(result.areas[at], figures)


@given(seeds)
def test_areas_and_what_lies_outside_add_up_to_the_region(seed: int) -> None:
    region = make_region(seed)
    result = evaluate(region, baseline_state(region, RULES))
    outside = region.coverage.squares_in(-1)
    persons = int(region.squares.persons[outside].sum())
    assert sum(figures.persons for figures in result.areas) + persons == result.region.persons
    inside = sum(at >= 0 for at in result.areas.area_of_practice.values())
    assert sum(figures.practices for figures in result.areas) == inside


def test_a_region_without_coverage_areas_has_no_figures_of_any() -> None:
    region = replace(make_region(1), coverage=NO_COVERAGE)
    result = evaluate(region, baseline_state(region, RULES))
    assert list(result.areas) == []


def with_towns(seed: int) -> Region:
    """Return a region with towns at its westernmost, easternmost and northernmost square.

    A practice stands in each.
    """
    region = make_region(seed, n_squares=60)
    e, n = region.squares.e, region.squares.n
    sizes = {"Vestby": (e.argmin(), 2_000), "Østby": (e.argmax(), 900), "Nordby": (n.argmax(), 90)}
    towns = tuple(
        TownLabel(name, Place(float(e[at]), float(n[at])), persons)
        for name, (at, persons) in sizes.items()
    )
    practices = tuple(
        replace(practice, place=towns[at % 3].place) for at, practice in enumerate(region.practices)
    )
    return replace(region, towns=towns, practices=practices)


@given(seeds)
def test_every_square_on_land_is_in_an_area_named_after_one_of_the_largest_towns(
    seed: int,
) -> None:
    region = with_towns(seed)
    coverage = propose_coverage(Distances(region), 2)
    assert coverage.areas.names == ("Vestby", "Østby")
    assert coverage.areas.codes == ("L01", "L02")
    assert (coverage.of_square >= 0).all()
    again = propose_coverage(Distances(region), 2)
    assert np.array_equal(again.of_square, coverage.of_square)
    overlap = shapely.intersection(*coverage.areas.shapes).area
    assert overlap == pytest.approx(0.0, abs=1.0)


def test_proposed_areas_hang_together() -> None:
    region = with_towns(5)
    coverage = propose_coverage(Distances(region), 3)
    assert [shapely.get_num_geometries(shape) for shape in coverage.areas.shapes] == [1, 1, 1]


def test_a_town_lies_in_the_area_that_has_its_name() -> None:
    region = with_towns(9)
    coverage = propose_coverage(Distances(region), 3)
    for town in region.towns:
        assert coverage.areas.names[coverage.areas.locate_one(town.place)] == town.name


def test_there_are_fewer_areas_where_the_region_has_fewer_towns() -> None:
    assert len(propose_coverage(Distances(with_towns(2)), 40)) == 3


@pytest.mark.parametrize("wanted", [0, -3])
def test_no_areas_cannot_be_proposed(wanted: int) -> None:
    with pytest.raises(InputError):
        propose_coverage(Distances(with_towns(2)), wanted)


def test_a_project_without_towns_says_so() -> None:
    with pytest.raises(InputError) as refused:
        propose_coverage(Distances(make_region(2)), 3)
    assert "ingen byer" in refused.value.text.da


def test_parishes_stay_whole() -> None:
    region = with_towns(4)
    at = region.squares.municipality
    region = replace(
        region, parishes=region.municipalities, squares=replace(region.squares, parish=at)
    )
    coverage = propose_coverage(Distances(region), 3)
    assert len(units_of(region).shapes) == 2
    for parish in (0, 1):
        assert len(set(coverage.of_square[at == parish].tolist())) == 1


def test_a_town_without_a_practice_around_it_is_passed_over() -> None:
    region = with_towns(6)
    largest, second, third = region.towns
    practices = tuple(replace(each, place=second.place) for each in region.practices)
    alone = propose_coverage(Distances(replace(region, practices=practices)), 1)
    assert alone.areas.names == (largest.name,)
    both = propose_coverage(Distances(replace(region, practices=practices)), 3)
    assert both.areas.names == (second.name,)
    assert third.name not in both.areas.names
