"""Arrays of one frame of a drag, used again once nobody looks at that frame any more.

Each frame's result is a snapshot that nothing changes later, so each needs arrays of its own.
To copy them anew would cost the more the larger the map is. But the window holds on to the last
frame or two only: what a frame gone by was written into is free, and differs from what is wanted
in few squares.
"""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


class Recycler:
    """Gives out copies of arrays that start from the same entries, for as long as they are held.

    Attributes
    ----------
    n_copied : int
        How often all entries had to be copied: whenever every copy was still held by somebody.
    """

    def __init__(self, origin: Sequence[Array]) -> None:
        """`origin` are arrays of one length; they must not be changed any more."""
        self._origin = tuple(origin)
        self._pages: list[_Page] = []
        self.n_copied = 0

    def take(self, written: NDArray[np.int32]) -> tuple[Array, ...]:
        """Return arrays with the entries of `origin`, of which the caller changes `written` only.

        They are the caller's, and everybody's who is given them (or a part of them), until the
        last of those lets go.
        """
        page = next((page for page in self._pages if page.is_free), None)
        if page is None:
            page = _Page(self._origin)
            self._pages.append(page)
            self.n_copied += 1
        else:
            page.restore(self._origin)
        page.written = written.astype(np.intp)  # as NumPy would for every array anew
        return page.give()


class _Page:
    """Memory for one copy of the arrays."""

    def __init__(self, origin: Sequence[Array]) -> None:
        self._memory = tuple(array.copy() for array in origin)
        self._given: tuple[weakref.ref[Array], ...] = ()
        self.written: NDArray[np.intp] = np.zeros(0, dtype=np.intp)

    @property
    def is_free(self) -> bool:
        """Whether nobody holds an array that was given, or a part of one."""
        return all(given() is None for given in self._given)

    def restore(self, origin: Sequence[Array]) -> None:
        """Write the entries of `origin` over those that were changed."""
        for ours, theirs in zip(self._memory, origin, strict=True):
            ours[self.written] = theirs[self.written]

    def give(self) -> tuple[Array, ...]:
        """Return arrays over this memory that are new objects, so that their end is noticed."""
        # a slice would not do: numpy lets its slices hold the memory and not the slice, but what
        # is made from a buffer is held by its own slices
        arrays = tuple(np.frombuffer(array.data, dtype=array.dtype) for array in self._memory)
        self._given = tuple(weakref.ref(array) for array in arrays)
        return arrays
