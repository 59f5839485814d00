"""What evaluation gives: a frozen snapshot of every figure, for squares, practices and areas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models.allocation.intake import IntakeReason
from models.allocation.state import State
from models.domain.practice import ProviderNumber, Status

if TYPE_CHECKING:
    from models.allocation.coverage_figures import CoverageTable
    from models.allocation.practice_table import PracticeTable

NO_WAY = -1
"""Distance of a square that is not joined to the network or reaches no practice."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a region or a municipality. Persons by residence, practices by address.

    Distances are metres, person-weighted over squares, to the nearest practice that has an
    occupied capacity; NaN where nobody can be measured. `load` is listed patients of the
    area's practices over the sum of their closing limits, NaN without practices.
    `persons_short_of_choice` have fewer choices than the rule pack finds needed.
    `persons_without_permanent_doctor` are on the lists of the area's practices: all of a tender or
    regional clinic's, and of others the share of their posts that is vacant.
    """

    persons: int
    listed: int
    unplaced: int
    unlisted: int
    capacities: float
    vacant: float
    load: float
    practices_open: int
    practices_selective: int
    practices_closed: int
    mean_distance_m: float
    median_distance_m: float
    p90_distance_m: float
    max_distance_m: float
    mean_own_distance_m: float
    persons_beyond_limit: int
    persons_without_choice: int
    persons_with_one_choice: int
    persons_short_of_choice: int
    persons_by_ferry_only: int
    persons_not_joined: int
    doctors: int
    doctors_60_plus: int
    persons_without_permanent_doctor: int

    @property
    def practices(self) -> int:
        """All practices in the area."""
        return self.practices_open + self.practices_selective + self.practices_closed


@dataclass(frozen=True, slots=True)
class PracticeFigures:
    """The figures of one practice.

    `own_*` are metres over the practice's listed patients (NaN without any);
    `nearest_persons` counts those for whom no other practice is nearer; `mean_distance_m`
    and its kin are metres over those same persons. `reason` says why intake is as it is.
    `persons_without_permanent_doctor` are those of its list.
    """

    provider_number: ProviderNumber
    reason: IntakeReason
    load: float
    municipality: int
    nearest_persons: int
    mean_distance_m: float
    median_distance_m: float
    p90_distance_m: float
    max_distance_m: float
    mean_own_distance_m: float
    median_own_distance_m: float
    p90_own_distance_m: float
    max_own_distance_m: float
    persons_without_permanent_doctor: int

    @property
    def status(self) -> Status:
        """Whether new patients may register."""
        return self.reason.status

    @property
    def list(self) -> int:
        """Listed patients."""
        return self.reason.listed

    @property
    def closing_limit(self) -> int:
        """The list size at which intake closes."""
        return self.reason.closing_limit


@dataclass(frozen=True, repr=False)
class Result:
    """Everything that evaluation says of one state.

    Attributes
    ----------
    state : State
    distance_dm : ndarray of int32 with shape (n_square,)
        To the nearest practice, decimetres, ferries' lengths included; -1 where no way.
    by_ferry : ndarray of bool with shape (n_square,)
        True where every practice is beyond a ferry.
    nearest : ndarray of int32 with shape (n_square,)
        Position of the nearest practice in `roster`, -1 where no way.
    choices : ndarray of int32 with shape (n_square,)
        Open practices within the limit.
    unplaced : ndarray of int32 with shape (n_square,)
        Persons without a place.
    roster : tuple of provider numbers
        Every practice that `nearest` may point at; some may be gone from the state.
    region : Figures
    municipalities : sequence of Figures
        In the order of the region's municipalities.
    areas : CoverageTable
        Figures of the coverage areas, in the order of the region's.
    practices : PracticeTable
        Mapping of provider number to PracticeFigures, for every practice in the state.
    """

    state: State
    distance_dm: NDArray[np.int32]
    by_ferry: NDArray[np.bool_]
    nearest: NDArray[np.int32]
    choices: NDArray[np.int32]
    unplaced: NDArray[np.int32]
    roster: tuple[ProviderNumber, ...]
    region: Figures
    municipalities: Sequence[Figures]
    areas: CoverageTable
    practices: PracticeTable
