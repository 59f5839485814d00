"""Figures of areas and practices: sums and exact weighted quantiles over squares.

Persons and distances are summed as int64, so that every total holds and order does not
matter; metres and shares are formed last. A quantile q is the shortest distance within
which at least the share q of the persons live.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from models.allocation.result import Figures
from models.domain.place import DM_PER_M
from models.domain.practice import Status
from models.network.network import FERRY_COST
from models.network.search import INFINITE

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]

_BIN_SHIFT = 11
_N_BINS = 1 << 12
"""Distances are first counted in bins of 2048 dm; longer ones than 838 km share the last."""

_HUNDREDTHS = 100

_LENGTH_MASK = FERRY_COST - 1
"""A cost without its ferries; FERRY_COST is a power of two."""


class Sums(NamedTuple):
    """Sums per area, the whole region last; int64 arrays of shape (n_area + 1,)."""

    persons: Int64
    listed: Int64
    unplaced: Int64
    measured: Int64
    distance: Int64
    longest: Int64
    beyond: Int64
    no_choice: Int64
    one_choice: Int64
    by_ferry: Int64
    not_joined: Int64
    own_distance: Int64
    own_persons: Int64
    median: Int64
    p90: Int64


class SquareValues(NamedTuple):
    """What is known of each square, all of shape (n_square,).

    `area` int32 (-1 outside all), `persons`, `joined` (bool), `limit` (dm), `cost`
    (INFINITE where no way), `choices`, `listed`, `unplaced` int32; `own_distance` (dm times
    persons) and `own_persons` int64.
    """

    area: Int32
    persons: Int32
    joined: NDArray[np.bool_]
    limit: Int32
    cost: Int32
    choices: Int32
    listed: Int32
    unplaced: Int32
    own_distance: Int64
    own_persons: Int64


class PracticeValues(NamedTuple):
    """What is known of each practice in the roster, all of shape (n_roster,).

    `area` int32, -1 outside all; `status` int32: 0 open, 1 selective, 2 closed, -1 gone;
    `capacities` and `vacant` in hundredths, `listed`, `limit`, `doctors`, `doctors_60_plus`
    int64.
    """

    area: Int32
    status: Int32
    capacities: Int64
    vacant: Int64
    listed: Int64
    limit: Int64
    doctors: Int64
    doctors_60_plus: Int64


STATUSES = (Status.OPEN, Status.SELECTIVE, Status.CLOSED)
"""Statuses by the code that `PracticeValues` holds."""

GONE = -1
"""Status of a practice that is in the roster but not in the state."""


def no_practices(n: int) -> PracticeValues:
    """Return rows for `n` practices that are not there."""
    area = np.full(n, -1, dtype=np.int32)
    status = np.full(n, GONE, dtype=np.int32)
    return PracticeValues(area, status, *np.zeros((6, n), dtype=np.int64))


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


@njit(cache=True, nogil=True)
def sum_squares(values: SquareValues, n_areas: int) -> Sums:
    """Return the sums of every area and, last, of the region."""
    # while summing, the last row holds what lies outside all areas
    table = np.zeros((13, n_areas + 1), dtype=np.int64)
    bins = np.zeros((n_areas + 1, _N_BINS), dtype=np.int64)
    bin_of_square = np.full(len(values.persons), -1, dtype=np.int32)
    for square in range(len(values.persons)):
        area = int(values.area[square])
        if area < 0:
            area = n_areas
        persons = int(values.persons[square])
        table[0, area] += persons
        table[1, area] += values.listed[square]
        table[2, area] += values.unplaced[square]
        table[11, area] += values.own_distance[square]
        table[12, area] += values.own_persons[square]
        if not values.joined[square]:
            table[10, area] += persons
            continue
        cost = int(values.cost[square])
        if cost == INFINITE or cost > values.limit[square]:
            table[6, area] += persons
        if values.choices[square] == 0:
            table[7, area] += persons
        elif values.choices[square] == 1:
            table[8, area] += persons
        if cost == INFINITE:
            continue
        if cost >= FERRY_COST:
            table[9, area] += persons
        distance = cost & _LENGTH_MASK
        table[3, area] += persons
        table[4, area] += persons * distance
        table[5, area] = max(int(table[5, area]), distance)
        at = min(distance >> _BIN_SHIFT, _N_BINS - 1)
        bin_of_square[square] = at
        bins[area, at] += persons
    for area in range(n_areas):
        bins[n_areas] += bins[area]
        for row in range(13):
            if row == 5:
                table[5, n_areas] = max(int(table[5, n_areas]), int(table[5, area]))
            else:
                table[row, n_areas] += table[row, area]
    median, p90 = _quantiles(values, bin_of_square, bins, table[3])
    return Sums(
        table[0],
        table[1],
        table[2],
        table[3],
        table[4],
        table[5],
        table[6],
        table[7],
        table[8],
        table[9],
        table[10],
        table[11],
        table[12],
        median,
        p90,
    )


@njit(cache=True, nogil=True)
def _quantiles(
    values: SquareValues, bin_of_square: Int32, bins: Int64, measured: Int64
) -> tuple[Int64, Int64]:
    """Return each area's median and 90th percentile: find the bin, then look inside it."""
    n_areas = len(measured)
    left = np.zeros((2, n_areas), dtype=np.int64)
    target = np.full((2, n_areas), -2, dtype=np.int64)
    for area in range(n_areas):
        if measured[area] > 0:
            left[0, area] = (measured[area] + 1) // 2
            left[1, area] = (measured[area] * 9 + 9) // 10
            for which in range(2):
                at = 0
                while left[which, area] > bins[area, at]:
                    left[which, area] -= bins[area, at]
                    at += 1
                target[which, area] = at
    # a square may lie in the wanted bins of its area and of the region, for both quantiles
    slot = np.empty(4 * len(values.persons), dtype=np.int64)
    entry = np.empty(4 * len(values.persons), dtype=np.int64)
    n = 0
    region = n_areas - 1
    for square in range(len(values.persons)):
        at = bin_of_square[square]
        if at < 0:
            continue
        area = int(values.area[square])
        for which in range(2):
            for turn in range(2):
                row = area if turn == 0 else region
                if row >= 0 and target[which, row] == at:
                    length = int(values.cost[square]) & _LENGTH_MASK
                    slot[n] = which * n_areas + row
                    entry[n] = (length << 32) | int(values.persons[square])
                    n += 1
    out = np.zeros(2 * n_areas, dtype=np.int64)
    found = np.zeros(2 * n_areas, dtype=np.bool_)
    for i in np.argsort(entry[:n]):
        at_slot = slot[i]
        which, row = at_slot // n_areas, at_slot % n_areas
        left[which, row] -= entry[i] & 0xFFFFFFFF
        if left[which, row] <= 0 and not found[at_slot]:
            out[at_slot] = entry[i] >> 32
            found[at_slot] = True
    return out[:n_areas], out[n_areas:]


@dataclass(frozen=True)
class AreaTable(Sequence[Figures]):
    """Figures of every area and the region, written out only when asked for."""

    sums: Sums
    practices: PracticeValues
    n_areas: int

    def __len__(self) -> int:
        return self.n_areas

    def __iter__(self) -> Iterator[Figures]:
        return (self._figures(area) for area in range(self.n_areas))

    def __getitem__(self, area):  # type: ignore[no-untyped-def]
        """Return the figures of one area (or of a slice of them)."""
        if isinstance(area, slice):
            return [self._figures(at) for at in range(*area.indices(self.n_areas))]
        if not -self.n_areas <= area < self.n_areas:
            raise IndexError(area)
        return self._figures(area % self.n_areas)

    @property
    def region(self) -> Figures:
        """The figures of all areas together, and of squares outside them."""
        return self._figures(self.n_areas)

    def _figures(self, area: int) -> Figures:
        sums, practices = self.sums, self.practices
        is_region = area == self.n_areas
        here = practices.status >= 0 if is_region else practices.area == area
        here = here & (practices.status >= 0)
        status = practices.status[here]
        limit = int(practices.limit[here].sum())
        persons, listed = int(sums.persons[area]), int(sums.listed[area])
        unplaced, measured = int(sums.unplaced[area]), int(sums.measured[area])
        return Figures(
            persons=persons,
            listed=listed,
            unplaced=unplaced,
            unlisted=persons - listed - unplaced,
            capacities=int(practices.capacities[here].sum()) / _HUNDREDTHS,
            vacant=int(practices.vacant[here].sum()) / _HUNDREDTHS,
            load=_ratio(int(practices.listed[here].sum()), limit),
            practices_open=int((status == 0).sum()),
            practices_selective=int((status == 1).sum()),
            practices_closed=int((status == 2).sum()),
            mean_distance_m=_metres(int(sums.distance[area]), measured),
            median_distance_m=_metres(int(sums.median[area]), min(measured, 1)),
            p90_distance_m=_metres(int(sums.p90[area]), min(measured, 1)),
            max_distance_m=_metres(int(sums.longest[area]), min(measured, 1)),
            mean_own_distance_m=_metres(int(sums.own_distance[area]), int(sums.own_persons[area])),
            persons_beyond_limit=int(sums.beyond[area]),
            persons_without_choice=int(sums.no_choice[area]),
            persons_with_one_choice=int(sums.one_choice[area]),
            persons_by_ferry_only=int(sums.by_ferry[area]),
            persons_not_joined=int(sums.not_joined[area]),
            doctors=int(practices.doctors[here].sum()),
            doctors_60_plus=int(practices.doctors_60_plus[here].sum()),
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
