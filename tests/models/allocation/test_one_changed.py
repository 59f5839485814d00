"""A mapping with one value changed is the copied one in all that can be asked of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.allocation.one_changed import OneChanged


@given(st.dictionaries(st.integers(0, 9), st.integers(), min_size=1), st.data())
def test_it_is_as_a_copy(origin: dict[int, int], data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(sorted(origin)))
    kept, copied = dict(origin), {**origin, key: 1_000}
    ours = OneChanged(origin, key, 1_000)
    for number in range(-1, 10):
        assert (number in ours) == (number in copied)
        assert ours.get(number) == copied.get(number)
    assert len(ours) == len(copied)
    assert list(ours) == list(copied)
    assert list(ours.keys()) == list(copied.keys())
    assert list(ours.values()) == list(copied.values())
    assert list(ours.items()) == list(copied.items())
    assert ours == copied
    assert ours.keys() - {key} == copied.keys() - {key}
    assert OneChanged(ours, key, 2_000) == {**copied, key: 2_000}
    assert origin == kept


def test_what_is_not_there_cannot_be_changed() -> None:
    with pytest.raises(KeyError):
        OneChanged({1: 1}, 2, 2)
    with pytest.raises(KeyError):
        OneChanged({1: 1}, 1, 2)[3]
