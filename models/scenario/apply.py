"""Applying an edit: a state and an edit in, a new state and its effects out.

Nothing is changed in place: the new state shares with the old one all that the edit did
not touch, so going back is taking up the old state again.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import singledispatch
from typing import NamedTuple

from models.allocation.distances import Distances
from models.allocation.redistribute import (
    Assignment,
    Placement,
    add_persons,
    assign_persons,
    place_persons,
    placement_of,
)
from models.allocation.region import PatientList
from models.allocation.state import NOBODY, State, without
from models.domain.practice import Form, Intake, Practice, ProviderNumber, Satellite
from models.scenario.check import check_edit
from models.scenario.edits import (
    DISTRIBUTED,
    AddSatellite,
    ClosePractice,
    Edit,
    MergePractices,
    MovePractice,
    OpenPractice,
    SetCapacity,
    SetIntake,
    SetLimit,
)
from models.scenario.effects import Effects, Flow, flows_of, status_changes
from models.scenario.settle import assignment_of

SATELLITE_DAYS = 2.0
"""Days a week of a satellite that takes over a closed practice, unless an edit says more."""

_RUN_BY_OTHERS = (Form.TENDER, Form.REGIONAL, Form.LICENCE)


class Applied(NamedTuple):
    """The state after an edit, and what the edit did."""

    state: State
    effects: Effects


def apply_edit(distances: Distances, state: State, edit: Edit) -> Applied:
    """Return the state after `edit` and its effects; raises EditRefusedError if refused.

    Persons are conserved: whoever leaves a list joins another or becomes unplaced. Persons
    who were unplaced before are offered any room that the edit opened.
    """
    check_edit(distances, state, edit)
    after, effects = _apply(edit, state, distances)
    if len(after.unplaced.squares) and not _only_takes_room(state, edit):
        after, returned = _place_unplaced(distances, after)
        effects = replace(effects, flows=(*effects.flows, *returned))
    return Applied(after, replace(effects, status_changes=status_changes(state, after)))


def _only_takes_room(state: State, edit: Edit) -> bool:
    """Whether who was unplaced before an edit finds no place after it either.

    Where closed practices take who is entitled, fewer choices may give some of them a place.
    """
    is_distribution = isinstance(edit, ClosePractice) and edit.patients in DISTRIBUTED
    return is_distribution and not state.rules.closed_take_entitled


@singledispatch
def _apply(edit: Edit, state: State, distances: Distances) -> Applied:
    raise TypeError(type(edit).__name__)


@_apply.register
def _(edit: MovePractice, state: State, distances: Distances) -> Applied:
    moved = replace(state.practices[edit.practice], place=edit.to, address="", postcode="", town="")
    return Applied(_with(state, [moved]), Effects())


@_apply.register
def _(edit: OpenPractice, state: State, distances: Distances) -> Applied:
    opened = Practice(
        provider_number=edit.practice,
        name=edit.name,
        place=edit.at,
        form=edit.form,
        capacities=edit.capacities,
        doctors=math.ceil(edit.capacities),
    )
    return Applied(_with(state, [opened], {edit.practice: NOBODY}), Effects())


@_apply.register
def _(edit: AddSatellite, state: State, distances: Distances) -> Applied:
    practice = state.practices[edit.of]
    satellites = (*practice.satellites, Satellite(edit.at, edit.days))
    return Applied(_with(state, [replace(practice, satellites=satellites)]), Effects())


@_apply.register
def _(edit: SetCapacity, state: State, distances: Distances) -> Applied:
    practice = replace(
        state.practices[edit.practice], capacities=edit.capacities, vacant=edit.vacant
    )
    return Applied(_with(state, [practice]), Effects())


@_apply.register
def _(edit: SetLimit, state: State, distances: Distances) -> Applied:
    practice = replace(state.practices[edit.practice], own_limit=edit.per_capacity)
    return Applied(_with(state, [practice]), Effects())


@_apply.register
def _(edit: SetIntake, state: State, distances: Distances) -> Applied:
    practice = replace(
        state.practices[edit.practice],
        intake=edit.status,
        intake_by_register=False,
        postcodes=edit.postcodes,
    )
    return Applied(_with(state, [practice]), Effects())


@_apply.register
def _(edit: ClosePractice, state: State, distances: Distances) -> Applied:
    number, listed = edit.practice, state.lists[edit.practice]
    if edit.patients in DISTRIBUTED:
        return _distribute(state, number, distribution_of(distances, state, edit))
    if edit.to is None:
        form = Form.TENDER if edit.patients == "tender" else Form.REGIONAL
        return Applied(_with(state, [_taken_over(state.practices[number], form)]), Effects())
    heir = state.practices[edit.to]
    if edit.patients == "satellite":
        days = SATELLITE_DAYS if edit.days is None else edit.days
        address = Satellite(state.practices[number].place, days)
        heir = replace(heir, satellites=(*heir.satellites, address))
    lists = {edit.to: add_persons(state.lists[edit.to], listed)}
    after = _with(state, [heir], lists, gone=[number])
    return Applied(after, Effects(flows=flows_of(number, {edit.to: listed})))


def distribution_of(distances: Distances, state: State, edit: ClosePractice) -> Assignment:
    """Return how the patients of a practice that closes are placed, pair by pair.

    They go to the nearest practice that is open to them and has room, or where an optimal
    distribution was worked out, as that says.
    """
    if edit.patients == "optimal":
        return assignment_of(distances, state, edit)
    return assign_persons(distances, without(state, edit.practice), state.lists[edit.practice])


def _distribute(state: State, number: ProviderNumber, assignment: Assignment) -> Applied:
    """Close a practice whose patients were placed."""
    rest, placement = without(state, number), placement_of(assignment)
    after = _with(rest, [], _taken(rest, placement))
    unplaced = add_persons(state.unplaced, placement.unplaced)
    after = replace(after, unplaced=unplaced if len(placement.unplaced.squares) else state.unplaced)
    effects = Effects(flows=flows_of(number, placement.taken), unplaced=placement.unplaced)
    return Applied(after, effects)


def _taken_over(practice: Practice, form: Form) -> Practice:
    """Return the practice run by others at the same address: list kept, all posts filled.

    What was agreed with the doctors who leave goes with them: their own closing limit, the list
    they wished for, and how they handled intake.
    """
    return replace(
        practice,
        form=form,
        own_limit=None,
        wished_list=None,
        owner="",
        vacant=0.0,
        doctors=math.ceil(practice.capacities),
        doctors_born=(),
        intake=Intake.AUTOMATIC,
        intake_by_register=False,
        postcodes=(),
    )


@_apply.register
def _(edit: MergePractices, state: State, distances: Distances) -> Applied:
    others = [number for number in edit.practices if number != edit.into]
    merged = _merged(state, edit)
    lists = {edit.into: state.lists[edit.into]}
    for number in others:
        lists[edit.into] = add_persons(lists[edit.into], state.lists[number])
    flows = tuple(
        flow for number in others for flow in flows_of(number, {edit.into: state.lists[number]})
    )
    return Applied(_with(state, [merged], lists, gone=others), Effects(flows=flows))


def _merged(state: State, edit: MergePractices) -> Practice:
    """Return the practice that the merger leaves; a setting from the register lapses."""
    parts = [state.practices[number] for number in edit.practices]
    into = state.practices[edit.into]
    capacities = sum(round(part.capacities * 100) for part in parts) / 100
    merged = replace(
        into,
        capacities=capacities,
        vacant=sum(round(part.vacant * 100) for part in parts) / 100,
        doctors=sum(part.doctors for part in parts),
        doctors_born=tuple(born for part in parts for born in part.doctors_born),
        satellites=tuple(satellite for part in parts for satellite in part.satellites),
        form=into.form if into.form in _RUN_BY_OTHERS else Form.PARTNERSHIP,
    )
    if into.intake_by_register:
        merged = replace(merged, intake=Intake.AUTOMATIC, intake_by_register=False, postcodes=())
    if edit.at is not None:
        merged = replace(merged, place=edit.at, address="", postcode="", town="")
    return merged


def _place_unplaced(distances: Distances, state: State) -> tuple[State, tuple[Flow, ...]]:
    """Offer persons without a place the room there is now."""
    placement = place_persons(distances, state, state.unplaced)
    if not placement.taken:
        return state, ()
    after = _with(state, [], _taken(state, placement))
    return replace(after, unplaced=placement.unplaced), flows_of(None, placement.taken)


def _taken(state: State, placement: Placement) -> dict[ProviderNumber, PatientList]:
    return {
        number: add_persons(state.lists[number], gained)
        for number, gained in placement.taken.items()
    }


def _with(
    state: State,
    practices: Iterable[Practice],
    lists: Mapping[ProviderNumber, PatientList] | None = None,
    gone: Iterable[ProviderNumber] = (),
) -> State:
    """Return `state` with some practices and lists replaced and some practices gone."""
    gone = set(gone)
    changed = {practice.provider_number: practice for practice in practices}
    return replace(
        state,
        practices={n: p for n, p in {**state.practices, **changed}.items() if n not in gone},
        lists={n: x for n, x in {**state.lists, **(lists or {})}.items() if n not in gone},
    )
