"""Every square belongs to one coverage area or to none, however the areas are changed."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from models.geography.areas import Areas
from models.geography.coverage import (
    COAST_M,
    NO_COVERAGE,
    Coverage,
    coverage_of,
    free_code,
    joined,
    locate_near,
    renamed,
    with_area,
    without_areas,
)
from models.geography.squares import Squares

SIDE_M = 1_000


def row_of_squares(n: int) -> Squares:
    """Return squares in a row from west to east, a kilometre apart, ten persons in each."""
    e = np.arange(n, dtype=np.int32) * SIDE_M + SIDE_M // 2
    by_age = np.full((n, 5), 2, dtype=np.int32)
    unknown = np.full(n, -1, dtype=np.int32)
    return Squares(
        ids=tuple(f"q{at}" for at in range(n)),
        size_m=SIDE_M,
        e=e,
        n=np.full(n, 500, dtype=np.int32),
        persons_by_age=by_age,
        persons=by_age.sum(axis=1, dtype=np.int32),
        municipality=np.zeros(n, dtype=np.int32),
        parish=unknown,
        postal_area=unknown,
        group=np.zeros(n, dtype=np.int32),
    )


def strip(first: int, last: int) -> shapely.Geometry:
    """Return the land of the squares from `first` up to before `last`."""
    return shapely.box(first * SIDE_M, 0, last * SIDE_M, SIDE_M)


def two_areas() -> Coverage:
    """Return ten squares: four in the west, three in the east, the last three in none."""
    shapes = np.array([strip(0, 4), strip(4, 7)])
    return coverage_of(Areas(("L01", "L02"), ("Vest", "Øst"), shapes), row_of_squares(10))


def test_a_square_belongs_to_the_area_that_holds_its_centre() -> None:
    assert two_areas().of_square.tolist() == [0, 0, 0, 0, 1, 1, 1, 1, -1, -1]


def test_a_centre_just_outside_all_areas_counts_with_the_nearest() -> None:
    e = np.array([7_000 + COAST_M - 1, 7_000 + COAST_M + 1])
    assert locate_near(two_areas().areas, e, np.array([500.0, 500.0])).tolist() == [1, -1]


def test_a_new_area_takes_its_squares_and_its_land_from_the_others() -> None:
    members = np.zeros(10, dtype=np.bool_)
    members[3:6] = True
    coverage = with_area(two_areas(), "Midt", strip(3, 6), members)
    assert coverage.areas.codes == ("L01", "L02", "L03")
    assert coverage.of_square.tolist() == [0, 0, 0, 2, 2, 2, 1, 1, -1, -1]
    assert [round(shape.area / SIDE_M**2) for shape in coverage.areas.shapes] == [3, 1, 3]


def test_an_area_that_another_takes_wholly_is_gone() -> None:
    members = np.arange(10) < 4
    coverage = with_area(two_areas(), "Nyt", strip(0, 4), members)
    assert coverage.areas.names == ("Øst", "Nyt")
    assert coverage.of_square.tolist() == [1, 1, 1, 1, 0, 0, 0, 0, -1, -1]


def test_the_first_area_of_all_leaves_the_other_squares_to_none() -> None:
    coverage = with_area(NO_COVERAGE, "Første", strip(0, 2), np.arange(10) < 2)
    assert coverage.areas.codes == ("L01",)
    assert coverage.of_square.tolist() == [0, 0, *[-1] * 8]


def test_areas_that_go_leave_their_squares_to_none() -> None:
    coverage = without_areas(two_areas(), [0])
    assert coverage.areas.names == ("Øst",)
    assert coverage.of_square.tolist() == [-1, -1, -1, -1, 0, 0, 0, 0, -1, -1]
    assert without_areas(coverage, [0]) is NO_COVERAGE


def test_joined_areas_are_one_with_the_first_ones_code() -> None:
    coverage = joined(two_areas(), [1, 0], "Begge")
    assert (coverage.areas.codes, coverage.areas.names) == (("L01",), ("Begge",))
    assert coverage.of_square.tolist() == [0] * 8 + [-1, -1]
    assert coverage.areas.shapes[0].area == 7 * SIDE_M**2


def test_another_name_changes_nothing_else() -> None:
    coverage = renamed(two_areas(), 1, "Østkysten")
    assert coverage.areas.names == ("Vest", "Østkysten")
    assert coverage.of_square is not None
    assert np.array_equal(coverage.of_square, two_areas().of_square)


@pytest.mark.parametrize(("taken", "free"), [([], "L01"), (["L01", "L03"], "L02"), (["7"], "L01")])
def test_a_code_of_our_own_is_the_first_that_is_free(taken: list[str], free: str) -> None:
    assert free_code(taken) == free


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)), min_size=1, max_size=6))
def test_however_areas_are_drawn_no_square_is_in_two_and_none_is_empty(
    drawn: list[tuple[int, int]],
) -> None:
    coverage = NO_COVERAGE
    last_drawn = [-1] * 10
    for number, (first, width) in enumerate(drawn):
        members = (np.arange(10) >= first) & (np.arange(10) < first + width)
        coverage = with_area(coverage, str(number), strip(first, first + width), members)
        last_drawn = [
            number if inside else old for inside, old in zip(members, last_drawn, strict=True)
        ]
    names = [coverage.areas.names[at] if at >= 0 else "-1" for at in coverage.of_square]
    assert names == [str(number) for number in last_drawn]
    assert len(set(coverage.areas.codes)) == len(coverage)
    overlap = coverage.areas.tree.query(coverage.areas.shapes, predicate="overlaps")
    assert overlap.size == 0
