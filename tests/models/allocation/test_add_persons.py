"""Joining two lists is adding up persons square by square."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from models.allocation.redistribute import add_persons
from models.allocation.region import PatientList

LISTS = st.dictionaries(st.integers(0, 30), st.integers(1, 500), max_size=20)


def patient_list(persons: dict[int, int]) -> PatientList:
    squares = sorted(persons)
    counts = [persons[square] for square in squares]
    return PatientList(np.array(squares, dtype=np.int32), np.array(counts, dtype=np.int32))


@given(LISTS, LISTS)
def test_joined_lists_hold_everybody_once_in_order(first: dict, second: dict) -> None:
    before = patient_list(first)
    joined = add_persons(before, patient_list(second))
    assert dict(zip(joined.squares.tolist(), joined.persons.tolist(), strict=True)) == dict(
        Counter(first) + Counter(second)
    )
    assert joined.squares.tolist() == sorted(joined.squares.tolist())
    assert (joined.squares.dtype, joined.persons.dtype) == (np.int32, np.int32)
    assert before.persons.tolist() == [first[square] for square in sorted(first)]
