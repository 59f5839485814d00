"""What an edit did: who went where, who found no place, and whose intake changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.allocation.region import PatientList
from models.allocation.state import NOBODY, State, changed_practices
from models.domain.practice import ProviderNumber, Status


@dataclass(frozen=True, slots=True)
class Flow:
    """Persons who changed practice; `source` is None for those who had no place before."""

    source: ProviderNumber | None
    target: ProviderNumber
    persons: int


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A practice whose intake changed."""

    practice: ProviderNumber
    before: Status
    after: Status


@dataclass(frozen=True)
class Effects:
    """The outcome of one edit.

    Attributes
    ----------
    flows : tuple of Flow
        Most persons first.
    unplaced : PatientList
        Persons whom this edit left without a place.
    status_changes : tuple of StatusChange
        By provider number; only practices that exist before and after.
    """

    flows: tuple[Flow, ...] = ()
    unplaced: PatientList = NOBODY
    status_changes: tuple[StatusChange, ...] = ()


def flows_of(
    source: ProviderNumber | None, taken: Mapping[ProviderNumber, PatientList]
) -> tuple[Flow, ...]:
    """Return the flows of a placement, most persons first, then by provider number.

    Where nobody moves there is no flow.
    """
    flows = [Flow(source, to, listed.total) for to, listed in taken.items() if listed.total]
    return tuple(sorted(flows, key=lambda flow: (-flow.persons, flow.target)))


def status_changes(before: State, after: State) -> tuple[StatusChange, ...]:
    """Return whose intake differs between two states."""
    return tuple(
        StatusChange(number, was, now)
        for number in changed_practices(before, after)
        if number in before.practices
        and number in after.practices
        and (was := _status(before, number)) is not (now := _status(after, number))
    )


def _status(state: State, number: ProviderNumber) -> Status:
    return state.status_of(state.practices[number])
