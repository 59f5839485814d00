"""Figures of areas and practices, written out from sums; metres and shares are formed last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.allocation.result import Figures
from models.allocation.sums import Numbers, Sums
from models.domain.place import DM_PER_M
from models.domain.practice import Status
from models.kernels.kernel import kernel

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]

_HUNDREDTHS = 100


class PracticeValues(NamedTuple):
    """What is known of each practice in the roster, all of shape (n_roster,).

    `area` int32, -1 outside all; `status` int32: 0 open, 1 selective, 2 closed, -1 gone;
    `capacities` and `vacant` in hundredths, `listed`, `limit`, `doctors`, `doctors_60_plus`,
    `without_permanent` (listed persons without a permanent doctor) int64.
    """

    area: Int32
    status: Int32
    capacities: Int64
    vacant: Int64
    listed: Int64
    limit: Int64
    doctors: Int64
    doctors_60_plus: Int64
    without_permanent: Int64


STATUSES = (Status.OPEN, Status.SELECTIVE, Status.CLOSED)
"""Statuses by the code that `PracticeValues` holds."""

GONE = -1
"""Status of a practice that is in the roster but not in the state."""


def no_practices(n: int) -> PracticeValues:
    """Return rows for `n` practices that are not there."""
    area = np.full(n, -1, dtype=np.int32)
    status = np.full(n, GONE, dtype=np.int32)
    return PracticeValues(area, status, *np.zeros((7, n), dtype=np.int64))


def copy_of(values: PracticeValues, n: int | None = None) -> PracticeValues:
    """Return a copy of the rows, made up to `n` with practices that are not there."""
    copy = no_practices(len(values.area) if n is None else n)
    for name in PracticeValues._fields:
        old = getattr(values, name)
        getattr(copy, name)[: len(old)] = old
    return copy


def erase(values: PracticeValues, at: int) -> None:
    """Make one practice a practice that is not there."""
    nothing = no_practices(1)
    for name in PracticeValues._fields:
        getattr(values, name)[at] = getattr(nothing, name)[0]


class PracticeSums(NamedTuple, Generic[Numbers]):
    """Sums over practices; per area, the whole region last, int64 arrays of (n_area + 1,)."""

    status_open: Numbers
    status_selective: Numbers
    status_closed: Numbers
    capacities: Numbers
    vacant: Numbers
    listed: Numbers
    limit: Numbers
    doctors: Numbers
    doctors_60_plus: Numbers
    without_permanent: Numbers


@kernel
def _sum_practices(values: PracticeValues, n_areas: int) -> Int64:
    table = np.zeros((10, n_areas + 1), dtype=np.int64)
    for at in range(len(values.area)):
        _add_practice(table, values, at, 1)
    return table


@kernel
def _add_practice(table: Int64, values: PracticeValues, at: int, sign: int) -> None:
    """Add (sign 1) one practice, if it is there, or take it away (-1)."""
    if values.status[at] == GONE:
        return
    for column in (np.int64(values.area[at]), np.int64(table.shape[1] - 1)):
        if column >= 0:
            table[values.status[at], column] += sign
            table[3, column] += sign * values.capacities[at]
            table[4, column] += sign * values.vacant[at]
            table[5, column] += sign * values.listed[at]
            table[6, column] += sign * values.limit[at]
            table[7, column] += sign * values.doctors[at]
            table[8, column] += sign * values.doctors_60_plus[at]
            table[9, column] += sign * values.without_permanent[at]


def sum_practices(values: PracticeValues, n_areas: int) -> PracticeSums[Int64]:
    """Return the sums of every area and, last, of the region with what lies outside."""
    return PracticeSums(*_sum_practices(values, n_areas))


def sums_without(values: PracticeValues, at: int, n_areas: int) -> Int64:
    """Return the table of sums, rows as in `PracticeSums`, without the practice at one row."""
    table: Int64 = _sum_practices(values, n_areas)
    _add_practice(table, values, at, -1)
    return table


def sums_with_one(table: Int64, values: PracticeValues, at: int) -> PracticeSums[Int64]:
    """Return the sums with the practice at one row added to those of the others."""
    table = table.copy()
    _add_practice(table, values, at, 1)
    return PracticeSums(*table)


@dataclass(frozen=True)
class AreaTable(Sequence[Figures]):
    """Figures of every area and the region, written out only when asked for."""

    sums: Sums[Int64]
    practices: PracticeSums[Int64]
    n_areas: int

    def __len__(self) -> int:
        return self.n_areas

    def __iter__(self) -> Iterator[Figures]:
        return (self.figures_of(area) for area in range(self.n_areas))

    def __getitem__(self, area):  # type: ignore[no-untyped-def]
        """Return the figures of one area (or of a slice of them)."""
        if isinstance(area, slice):
            return [self.figures_of(at) for at in range(*area.indices(self.n_areas))]
        if not -self.n_areas <= area < self.n_areas:
            raise IndexError(area)
        return self.figures_of(area % self.n_areas)

    @property
    def region(self) -> Figures:
        """The figures of all areas together, and of what lies outside them."""
        return self.figures_of(self.n_areas)

    def figures_of(self, area: int) -> Figures:
        """Return the figures of one area, the region being the last."""
        squares: Sums[int] = Sums(*(int(row[area]) for row in self.sums))
        practices: PracticeSums[int] = PracticeSums(*(int(row[area]) for row in self.practices))
        measured = min(squares.measured, 1)
        return Figures(
            persons=squares.persons,
            listed=squares.listed,
            unplaced=squares.unplaced,
            unlisted=squares.persons - squares.listed - squares.unplaced,
            capacities=practices.capacities / _HUNDREDTHS,
            vacant=practices.vacant / _HUNDREDTHS,
            load=_ratio(practices.listed, practices.limit),
            practices_open=practices.status_open,
            practices_selective=practices.status_selective,
            practices_closed=practices.status_closed,
            mean_distance_m=_metres(squares.distance, squares.measured),
            median_distance_m=_metres(squares.median, measured),
            p90_distance_m=_metres(squares.p90, measured),
            max_distance_m=_metres(squares.longest, measured),
            mean_own_distance_m=_metres(squares.own_distance, squares.own_persons),
            persons_beyond_limit=squares.beyond,
            persons_without_choice=squares.no_choice,
            persons_with_one_choice=squares.one_choice,
            persons_short_of_choice=squares.short_of_choice,
            persons_by_ferry_only=squares.by_ferry,
            persons_not_joined=squares.not_joined,
            doctors=practices.doctors,
            doctors_60_plus=practices.doctors_60_plus,
            persons_without_permanent_doctor=practices.without_permanent,
        )


class Spread(NamedTuple):
    """Mean, median, 90th percentile and longest of weighted distances, metres; NaN if none."""

    mean_m: float
    median_m: float
    p90_m: float
    max_m: float


NO_SPREAD = Spread(float("nan"), float("nan"), float("nan"), float("nan"))


def spread_of(distance_dm: Int32, persons: Int32) -> Spread:
    """Return the person-weighted spread of distances (int32 decimetres, one per entry)."""
    total = int(persons.sum(dtype=np.int64))
    if total == 0:
        return NO_SPREAD
    order = np.argsort(distance_dm, kind="stable")
    distance, up_to = distance_dm[order], np.cumsum(persons[order], dtype=np.int64)
    mean = int((distance.astype(np.int64) * persons[order]).sum()) / total
    return Spread(
        mean / DM_PER_M,
        _at(distance, up_to, (total + 1) // 2),
        _at(distance, up_to, (total * 9 + 9) // 10),
        float(distance[persons[order] > 0][-1]) / DM_PER_M,
    )


def _at(distance: Int32, up_to: Int64, wanted: int) -> float:
    return float(distance[np.searchsorted(up_to, wanted)]) / DM_PER_M


def _metres(total_dm: int, count: int) -> float:
    return total_dm / count / DM_PER_M if count else float("nan")


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")
