"""Lists become whole persons by square, and no total is lost on the way."""

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from models.allocation.estimate import DECAY_M, estimate_lists
from models.allocation.lists import (
    ListCells,
    ListEntries,
    largest_remainder,
    patient_lists,
    spread_lists,
    spread_over,
)
from tests.oracle import lists as oracle

persons_lists = st.lists(st.integers(1, 300), min_size=1, max_size=12)


def ints(values: list[int]) -> np.ndarray:
    return np.array(values, dtype=np.int32)


@st.composite
def areas(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    persons = draw(persons_lists)
    weights = draw(st.lists(st.integers(0, 100), min_size=1, max_size=10).filter(any))
    n_listed = draw(st.integers(1, sum(persons)))
    return persons, oracle.largest_remainder(weights, n_listed)


@given(areas())
def test_an_area_is_spread_as_its_slow_twin_spreads_it(area: tuple[list[int], list[int]]) -> None:
    persons, listed = area
    table = spread_over(np.array(persons), np.array(listed))
    assert table.tolist() == oracle.spread_area(persons, listed)


@given(areas())
def test_both_sides_of_an_area_are_exact_and_near_their_shares(
    area: tuple[list[int], list[int]],
) -> None:
    persons, listed = area
    table = spread_over(np.array(persons), np.array(listed))
    assert table.sum(axis=0).tolist() == listed
    assert (table.sum(axis=1) <= persons).all()
    shares = np.outer(persons, listed) / sum(persons)
    assert (table >= np.floor(shares - 1e-9)).all()


@given(st.lists(st.integers(0, 1000), min_size=1).filter(any), st.integers(0, 10_000))
def test_largest_remainder_is_that_of_its_slow_twin(weights: list[int], total: int) -> None:
    result = largest_remainder(np.array(weights), total).tolist()
    assert result == oracle.largest_remainder(weights, total)


def test_no_practice_is_favoured_when_persons_are_left_over() -> None:
    table = spread_over(np.full(100, 10), np.full(4, 125))
    firsts = table[:50].sum(axis=0)
    assert firsts.max() - firsts.min() <= 2
    assert set(table.sum(axis=0)) == {125}


@given(st.data())
def test_every_person_of_every_list_is_spread_or_named(data: st.DataObject) -> None:
    n_areas = data.draw(st.integers(1, 4))
    persons = data.draw(persons_lists)
    area = data.draw(
        st.lists(st.integers(-1, n_areas - 1), min_size=len(persons), max_size=len(persons))
    )
    pairs = data.draw(
        st.lists(st.tuples(st.integers(0, n_areas), st.integers(0, 3)), unique=True, max_size=12)
    )
    listed = data.draw(st.lists(st.integers(0, 400), min_size=len(pairs), max_size=len(pairs)))
    entries = ListEntries(ints([p[0] for p in pairs]), ints([p[1] for p in pairs]), ints(listed))
    cells = spread_lists(ints(area), ints(persons), entries)
    assert cells.persons.sum() + cells.left_out.sum() == sum(listed)
    assert_cells_fit(cells, persons)
    for practice in range(4):
        kept = entries.listed - cells.left_out
        assert (
            cells.persons[cells.practice == practice].sum()
            == kept[entries.practice == practice].sum()
        )
    for a in range(n_areas):
        inhabitants = sum(p for p, of in zip(persons, area, strict=True) if of == a)
        wanted = entries.listed[entries.area == a].sum()
        assert cells.left_out[entries.area == a].sum() == max(0, wanted - inhabitants)


@settings(max_examples=60, deadline=None)  # the first call compiles
@given(st.data())
def test_an_estimate_keeps_every_total(data: st.DataObject) -> None:
    persons = data.draw(persons_lists)
    coordinates = st.tuples(st.integers(0, 60_000), st.integers(0, 60_000))
    squares = data.draw(st.lists(coordinates, min_size=len(persons), max_size=len(persons)))
    practices = data.draw(st.lists(coordinates, min_size=1, max_size=5))
    listed = data.draw(
        st.lists(st.integers(0, 500), min_size=len(practices), max_size=len(practices))
    )
    cells = estimate_lists(
        np.array(squares, float), ints(persons), np.array(practices, float), ints(listed)
    )
    assert cells.persons.sum() == min(sum(listed), sum(persons))
    assert_cells_fit(cells, persons)
    by_practice = np.bincount(cells.practice, cells.persons, minlength=len(practices))
    assert (by_practice == np.array(listed) - cells.left_out).all()
    if sum(listed) <= sum(persons):
        assert not cells.left_out.any()


def test_an_estimate_is_within_a_person_of_its_slow_twin() -> None:
    persons, listed = [400, 900, 500, 700], [800, 1000]
    squares = np.array([[0, 0], [1000, 0], [3000, 0], [6000, 0]], float)
    practices = np.array([[0, 0], [5000, 0]], float)
    cells = estimate_lists(squares, ints(persons), practices, ints(listed))
    seed = [
        [math.exp(-abs(square[0] - practice[0]) / DECAY_M) for practice in practices]
        for square in squares
    ]
    share = sum(listed) / sum(persons)
    table = oracle.fit(seed, [p * share for p in persons], [float(total) for total in listed])
    for practice, square, n in zip(cells.practice, cells.square, cells.persons, strict=True):
        assert abs(n - table[square][practice]) <= 1


def test_in_an_estimate_the_near_practice_gets_most_of_a_village() -> None:
    squares, practices = (
        np.array([[0.0, 0.0], [9000.0, 0.0]]),
        np.array([[0.0, 0.0], [9000.0, 0.0]]),
    )
    cells = estimate_lists(squares, ints([1000, 1000]), practices, ints([900, 900]))
    lists = patient_lists(cells, ["a", "b"])
    assert lists["a"].squares.tolist() == [0, 1]
    assert lists["a"].persons[0] > 800
    assert lists["a"].total == lists["b"].total == 900


def test_practices_without_a_list_get_an_empty_one() -> None:
    nothing = ints([])
    cells = spread_lists(ints([0]), ints([5]), ListEntries(nothing, nothing, nothing))
    assert patient_lists(cells, ["a"])["a"].total == 0


def assert_cells_fit(cells: ListCells, persons: list[int]) -> None:
    assert (cells.persons > 0).all()
    keys = list(zip(cells.practice.tolist(), cells.square.tolist(), strict=True))
    assert keys == sorted(set(keys))
    by_square = np.bincount(cells.square, cells.persons, minlength=len(persons))
    assert (by_square <= persons).all()
