"""What a newer register changes: practices held against those of the project."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from models.allocation.state import State
from models.domain.practice import Practice, ProviderNumber, Status

SAME_PLACE_M = 1.0
"""Coordinates that differ by less are the same place, written with other decimals."""

SAME_ADDRESS_M = 100.0
"""A new number so near a number that is gone may be the same practice."""

MERGER_REACH_M = 20_000.0
"""A practice takes over another's list within this distance in a straight line, or not at all."""

MERGER_SHARE = 0.6
"""At least this share of the list that is gone must be found again as growth elsewhere.

Not fitted to real mergers; some patients choose another doctor when theirs moves in with others.
"""


class ChangeKind(StrEnum):
    """What became of a practice; the order is that in which it is told."""

    GONE = "gone"
    MERGED = "merged"
    RENUMBERED = "renumbered"
    NEW = "new"
    MOVED = "moved"
    CAPACITY = "capacity"
    FORM = "form"
    INTAKE = "intake"
    LIMIT = "limit"
    NAME = "name"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Standing:
    """A practice as a register has it, with its list and whether new patients may register.

    Attributes
    ----------
    practice : Practice
    listed : int
        Persons.
    status : Status or None
        None where it is not asked for.
    """

    practice: Practice
    listed: int
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a newer register changes for one practice.

    Attributes
    ----------
    kind : ChangeKind
        MERGED and RENUMBERED are conclusions from lists and places; registers do not tell them.
    before : Standing or None
        None for a new practice.
    after : Standing or None
        None for a practice that is gone. For MERGED and RENUMBERED the practice that it went
        into.
    """

    kind: ChangeKind
    before: Standing | None
    after: Standing | None

    @property
    def subject(self) -> Practice:
        """The practice it is told of: as it was, or as it comes where it is new."""
        standing = self.before or self.after
        assert standing is not None
        return standing.practice

    @property
    def distance_m(self) -> float:
        """How far it is between before and after in a straight line; 0 where one is missing."""
        if self.before is None or self.after is None:
            return 0.0
        return math.dist(self.before.practice.place, self.after.practice.place)

    def to_json(self) -> dict[str, Any]:
        """Return the change as plain JSON values."""
        return {
            "kind": self.kind.value,
            "provider_number": self.subject.provider_number,
            "name": self.subject.name,
            "before": _to_json(self.before),
            "after": _to_json(self.after),
        }


def standings_of(state: State) -> dict[ProviderNumber, Standing]:
    """Return each practice of a state by provider number."""
    return {
        number: Standing(practice, state.totals[number], state.status_of(practice))
        for number, practice in state.practices.items()
    }


Standings = Mapping[ProviderNumber, Standing]


def changes_between(old: Standings, new: Standings) -> tuple[Change, ...]:
    """Return what differs between two registers, the weightiest first."""
    changes = departures(old, new)
    renumbered = [
        (change.before, change.after) for change in changes if change.kind is ChangeKind.RENUMBERED
    ]
    known = old.keys() | {now.practice.provider_number for _, now in renumbered if now}
    changes += [Change(ChangeKind.NEW, None, new[number]) for number in new.keys() - known]
    pairs = [(old[number], new[number]) for number in old if number in new]
    for was, now in [*pairs, *renumbered]:
        if was is not None and now is not None:
            changes += [Change(kind, was, now) for kind in _differences(was, now)]
    order = list(ChangeKind)
    return tuple(sorted(changes, key=lambda change: (order.index(change.kind), *_weight(change))))


def departures(old: Standings, new: Standings) -> list[Change]:
    """Return what became of the practices that are not in the new register."""
    gone = [old[number] for number in old if number not in new]
    come = [new[number] for number in new if number not in old]
    renumbered = _renumbered(gone, come)
    left = [one for one in gone if one.practice.provider_number not in renumbered]
    successors = {now.practice.provider_number for now in renumbered.values()}
    merged = _merged(left, old, new, successors)
    changes = []
    for one in gone:
        number = one.practice.provider_number
        if number in renumbered:
            changes.append(Change(ChangeKind.RENUMBERED, one, renumbered[number]))
        elif number in merged:
            changes.append(Change(ChangeKind.MERGED, one, merged[number]))
        else:
            changes.append(Change(ChangeKind.GONE, one, None))
    return changes


def _differences(was: Standing, now: Standing) -> list[ChangeKind]:
    """Return in what a practice differs from what it was."""
    a, b = was.practice, now.practice
    differs = {
        ChangeKind.MOVED: math.dist(a.place, b.place) >= SAME_PLACE_M,
        ChangeKind.CAPACITY: (a.capacities, a.vacant) != (b.capacities, b.vacant),
        ChangeKind.FORM: a.form is not b.form,
        ChangeKind.INTAKE: was.status is not now.status or set(a.postcodes) != set(b.postcodes),
        ChangeKind.LIMIT: a.own_limit != b.own_limit,
        ChangeKind.NAME: a.name != b.name,
        ChangeKind.LIST: was.listed != now.listed,
    }
    return [kind for kind, is_so in differs.items() if is_so]


def _renumbered(
    gone: Sequence[Standing], come: Sequence[Standing]
) -> dict[ProviderNumber, Standing]:
    """Return for numbers that are gone the new number of the same practice.

    The same name, or the same place with a list that is nearly the same. Each new number
    stands for one old number at most.
    """
    found: dict[ProviderNumber, Standing] = {}
    free = list(come)
    for one in gone:
        same = [other for other in free if _is_same_practice(one, other)]
        if same:
            successor = min(same, key=lambda other: _apart_m(one, other))
            found[one.practice.provider_number] = successor
            free.remove(successor)
    return found


def _is_same_practice(one: Standing, other: Standing) -> bool:
    apart_m = _apart_m(one, other)
    low, high = sorted((one.listed, other.listed))
    is_alike = low >= MERGER_SHARE * high
    same_name = one.practice.name.casefold() == other.practice.name.casefold()
    return is_alike and (apart_m <= SAME_ADDRESS_M or (same_name and apart_m <= MERGER_REACH_M))


def _merged(
    gone: Sequence[Standing],
    old: Standings,
    new: Standings,
    successors: set[ProviderNumber],
) -> dict[ProviderNumber, Standing]:
    """Return for practices that are gone the one whose list grew by what they had.

    The longest list is looked for first; growth that explains one merger explains no other.
    """
    growth = {
        number: now.listed - (old[number].listed if number in old else 0)
        for number, now in new.items()
        if number not in successors
    }
    found: dict[ProviderNumber, Standing] = {}
    for one in sorted(gone, key=lambda one: (-one.listed, one.practice.provider_number)):
        if not one.listed:
            continue
        near = [
            number
            for number, grown in growth.items()
            if grown >= MERGER_SHARE * one.listed and _apart_m(one, new[number]) <= MERGER_REACH_M
        ]
        if near:
            into = min(near, key=lambda number: (_apart_m(one, new[number]), number))
            found[one.practice.provider_number] = new[into]
            growth[into] -= one.listed
    return found


def _apart_m(one: Standing, other: Standing) -> float:
    return math.dist(one.practice.place, other.practice.place)


def _weight(change: Change) -> tuple[float, str]:
    """Return what sorts the changes of one kind: the largest first, then by number."""
    was, now = change.before, change.after
    number = change.subject.provider_number
    if change.kind is ChangeKind.MOVED:
        return -change.distance_m, number
    listed = (0 if was is None else was.listed, 0 if now is None else now.listed)
    if change.kind is ChangeKind.LIST:
        return -abs(listed[1] - listed[0]), number
    if change.kind in (ChangeKind.GONE, ChangeKind.MERGED, ChangeKind.NEW):
        return -max(listed), number
    return 0.0, number


def _to_json(standing: Standing | None) -> dict[str, Any] | None:
    if standing is None:
        return None
    practice = standing.practice
    return {
        "provider_number": practice.provider_number,
        "name": practice.name,
        "e": practice.place.e,
        "n": practice.place.n,
        "form": practice.form.value,
        "capacities": practice.capacities,
        "vacant": practice.vacant,
        "own_limit": practice.own_limit,
        "status": None if standing.status is None else standing.status.value,
        "postcodes": list(practice.postcodes),
        "list": standing.listed,
    }
