"""What lives as long as the program is not looked through again; what was left behind is freed."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from app import memory


class _Ring:
    """Garbage that only a collection finds."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def test_once_settled_a_collection_looks_only_at_what_came_after() -> None:
    memory.wait_with_garbage()
    before = len(gc.get_objects())
    memory.settle()
    assert gc.isenabled()
    assert gc.get_freeze_count() >= before
    assert len(gc.get_objects()) < before / 10


def test_what_a_project_left_behind_is_freed_when_another_is_opened() -> None:
    ring = _Ring()
    left = weakref.ref(ring)
    memory.settle()
    del ring
    gc.collect()
    assert left() is not None
    memory.settle_anew()
    assert left() is None
