"""Figures of coverage areas: a second grouping of the same squares, added up when asked for.

A drag frame that shows no coverage area pays nothing for them; one that shows a single area
adds up the squares of that area only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from models.allocation.figures import AreaTable, PracticeSums, PracticeValues, sum_practices
from models.allocation.result import Figures
from models.allocation.state import State
from models.allocation.sums import SquareValues, Sums, tally_squares
from models.domain.practice import ProviderNumber
from models.geography.areas import NO_AREA
from models.geography.coverage import Coverage, locate_near


class KnownAreas(NamedTuple):
    """What is worked out of all coverage areas: their figures, and where each practice stands.

    `of_practice` int32 (n_practice,): position of its area, -1 outside all, in the state's order.
    Both are of nothing where there are no areas.
    """

    table: AreaTable
    of_practice: NDArray[np.int32]


class CoverageTable(Sequence[Figures]):
    """Figures of every coverage area in the order of the region's, as `Figures` defines them.

    The arrays given must not be changed any more; `position` says in which row of
    `practices` each practice stands. Where the areas are `known`, no `squares` are needed.
    """

    def __init__(
        self,
        coverage: Coverage,
        state: State,
        squares: SquareValues | None,
        practices: PracticeValues,
        position: dict[ProviderNumber, int],
        known: KnownAreas | None = None,
    ) -> None:
        self._coverage = coverage
        self._state = state
        self._squares = squares
        self._practices = practices
        self._position = position
        self._given = known
        self._known: dict[int, Figures] = {}

    def __len__(self) -> int:
        return len(self._coverage)

    def __iter__(self) -> Iterator[Figures]:
        return iter(self._all if len(self) else ())

    def __getitem__(self, area):  # type: ignore[no-untyped-def]
        """Return the figures of one area (or of a slice of them)."""
        if isinstance(area, slice):
            return list(self)[area]
        if not -len(self) <= area < len(self):
            raise IndexError(area)
        at = area % len(self)
        if at not in self._known:
            self._known[at] = self._one(at)
        return self._known[at]

    @cached_property
    def area_of_practice(self) -> dict[ProviderNumber, int]:
        """The position of the area each practice stands in, -1 outside all."""
        practices = self._state.practices
        if self._given is not None:
            return dict(zip(practices, self._given.of_practice.tolist(), strict=True))
        e = np.array([practice.place.e for practice in practices.values()], dtype=np.float64)
        n = np.array([practice.place.n for practice in practices.values()], dtype=np.float64)
        found = locate_near(self._coverage.areas, e, n)
        return dict(zip(practices, found.tolist(), strict=True))

    @property
    def known(self) -> KnownAreas:
        """Everything that is worked out of the areas, for another table of the same state."""
        of_practice = self.area_of_practice.values() if len(self) else ()
        return KnownAreas(self._all, np.fromiter(of_practice, dtype=np.int32))

    @cached_property
    def _all(self) -> AreaTable:
        n_areas = len(self._coverage)
        if self._given is not None:
            return self._given.table
        if not n_areas:
            return _NO_AREAS
        assert self._squares is not None
        squares = self._squares._replace(area=self._coverage.of_square)
        practices = self._practices._replace(area=self._area_of_row)
        sums = tally_squares(squares, n_areas).sums
        return AreaTable(sums, sum_practices(practices, n_areas), n_areas)

    def _one(self, area: int) -> Figures:
        """Return the figures of one area from its own squares and practices alone."""
        if self._squares is None:
            return self._all.figures_of(area)
        here = np.flatnonzero(self._coverage.of_square == area)
        there = np.flatnonzero(self._area_of_row == area)
        squares = _rows(self._squares, here, SquareValues)
        practices = _rows(self._practices, there, PracticeValues)
        return AreaTable(tally_squares(squares, 0).sums, sum_practices(practices, 0), 0).region

    @cached_property
    def _area_of_row(self) -> NDArray[np.int32]:
        area = np.full(len(self._practices.area), NO_AREA, dtype=np.int32)
        for number, at in self.area_of_practice.items():
            area[self._position[number]] = at
        return area


_NO_AREAS = AreaTable(
    Sums(*np.zeros((len(Sums._fields), 1), dtype=np.int64)),
    PracticeSums(*np.zeros((len(PracticeSums._fields), 1), dtype=np.int64)),
    n_areas=0,
)

Values = TypeVar("Values", SquareValues, PracticeValues)


def _rows(values: Values, at: NDArray[np.int64], kind: type[Values]) -> Values:
    """Return some of the rows, in no area: only their sum is wanted."""
    some: dict[str, Any] = {
        name: value[at] if isinstance(value, np.ndarray) else value
        for name, value in values._asdict().items()
    }
    some["area"] = np.full(len(at), NO_AREA, dtype=np.int32)
    return kind(**some)
