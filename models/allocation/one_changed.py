"""A mapping with another value at one key, without a copy of all the others."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, KeysView, Mapping, ValuesView
from functools import cached_property
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class OneChanged(Mapping[Key, Value]):
    """`origin`, but for `value` at `key`, one of its own; neither may be changed any more.

    A drag gives one with every frame. Who asks for single keys pays nothing for the size of the
    whole; it is copied once when somebody passes through it.
    """

    def __init__(self, origin: Mapping[Key, Value], key: Key, value: Value) -> None:
        if key not in origin:
            raise KeyError(key)
        self._origin = origin
        self._key = key
        self._value = value

    @cached_property
    def _whole(self) -> dict[Key, Value]:
        return {**self._origin, self._key: self._value}

    def __getitem__(self, key: Key) -> Value:
        return self._value if key == self._key else self._origin[key]

    def __contains__(self, key: object) -> bool:
        return key in self._origin

    def __len__(self) -> int:
        return len(self._origin)

    def __iter__(self) -> Iterator[Key]:
        return iter(self._origin)

    def keys(self) -> KeysView[Key]:
        """Return the keys, in the order of the origin."""
        return self._origin.keys()

    def values(self) -> ValuesView[Value]:
        """Return the values, in the same order."""
        return self._whole.values()

    def items(self) -> ItemsView[Key, Value]:
        """Return both, in the same order."""
        return self._whole.items()
