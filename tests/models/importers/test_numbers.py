"""Numbers are read as they were meant, and what is no number is not made into one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.importers.numbers import Kind, parse_number, parse_numbers


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("1.368", Kind.WHOLE, 1368),
        ("1,368", Kind.WHOLE, 1368),
        ("1.368", Kind.DECIMAL, 1.368),
        ("1,5", Kind.DECIMAL, 1.5),
        ("1.234.567", Kind.DECIMAL, 1_234_567),
        ("1.234.567,5", Kind.DECIMAL, 1_234_567.5),
        ("1,234,567.5", Kind.DECIMAL, 1_234_567.5),
        ("1 368", Kind.WHOLE, 1368),
        ("1\u00a0368", Kind.WHOLE, 1368),
        ("1'368", Kind.WHOLE, 1368),
        ("−2", Kind.WHOLE, -2),
        ("-2,50", Kind.DECIMAL, -2.5),
        ("4,0", Kind.WHOLE, 4),
        ("007", Kind.WHOLE, 7),
    ],
)
def test_a_number_is_read_as_it_was_meant(text: str, kind: Kind, number: float) -> None:
    assert parse_number(text, kind) == number


@pytest.mark.parametrize(
    "text",
    [
        "ca. 1600",
        "1,5 ",
        "1.5.5",
        "1,2,3",
        "1e5",
        "inf",
        "nan",
        "½",
        "٣",
        "--2",
        "12,34.567",
        "9" * 40,
    ],
)
def test_what_is_no_whole_number_is_not_made_into_one(text: str) -> None:
    assert parse_number(text, Kind.WHOLE) is None


@given(st.integers(-(10**9), 10**9), st.sampled_from([".", ",", " ", ""]))
def test_whole_numbers_survive_any_thousands_sign(number: int, sign: str) -> None:
    assert parse_number(f"{number:,}".replace(",", sign), Kind.WHOLE) == number


@given(st.decimals(-(10**8), 10**8, places=2), st.booleans(), st.booleans())
def test_decimals_survive_both_ways_of_writing(number: object, danish: bool, grouped: bool) -> None:
    text = f"{number:,.2f}" if grouped else f"{number:.2f}"
    if danish:
        text = text.translate(str.maketrans(",.", ".,"))
    assert parse_number(text, Kind.DECIMAL) == float(str(number))


@given(st.text())
def test_any_text_is_a_finite_number_or_none(text: str) -> None:
    number = parse_number(text, Kind.DECIMAL)
    assert number is None or np.isfinite(number)


def test_empty_fields_and_wrong_ones_are_told_apart() -> None:
    numbers = parse_numbers(["", " 3 ", "x"], Kind.WHOLE)
    assert np.isnan(numbers.values).tolist() == [True, False, True]
    assert numbers.is_bad.tolist() == [False, False, True]


def test_columns_of_numbers_are_taken_as_they_are() -> None:
    numbers = parse_numbers(np.array([1.0, 1.368, np.nan, np.inf]), Kind.WHOLE)
    assert numbers.is_bad.tolist() == [False, True, False, True]
    assert numbers.values[0] == 1
