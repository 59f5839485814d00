"""Intake: whether a practice takes new patients, why, and how much room it has."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from models.domain.practice import Intake, Practice, Status
from models.domain.text import Text, format_number

NOTHING = Text("", "")


class Cause(StrEnum):
    """What decided an intake status."""

    ROOM = "room"
    FULL = "full"
    BY_HAND = "by_hand"
    NO_DOCTOR = "no_doctor"


class LimitFrom(StrEnum):
    """Whose closing limit per capacity holds for a practice."""

    NORM = "norm"
    AREA = "area"
    SHARED_POST = "shared_post"
    PRACTICE = "practice"


class SetBy(StrEnum):
    """Who decided how intake is handled: nobody, the register, or a planner in the scenario."""

    NOBODY = "nobody"
    REGISTER = "register"
    PLANNER = "planner"


@dataclass(frozen=True, slots=True)
class Norm:
    """The closing limit per capacity that holds where a practice stands.

    Attributes
    ----------
    per_capacity : int
        Persons.
    is_leave : bool
        Whether the area has leave for it, rather than the pack's own norm.
    is_shared_post : bool
        Whether it is the one of shared posts.
    """

    per_capacity: int
    is_leave: bool = False
    is_shared_post: bool = False


@dataclass(frozen=True, slots=True)
class IntakeReason:
    """Why intake is open, selective or closed.

    Attributes
    ----------
    status : Status
    cause : Cause
    set_by : SetBy
    listed, closing_limit : int
        Persons on the list, and at which intake closes.
    limit_from : LimitFrom
    headline : Text
        One sentence, as beside the cursor on the map.
    detail : Text
        What the closing limit rests on where it is not the plain norm; else empty.
    """

    status: Status
    cause: Cause
    set_by: SetBy
    listed: int
    closing_limit: int
    limit_from: LimitFrom
    headline: Text
    detail: Text = NOTHING

    @property
    def sentence(self) -> Text:
        """All of it in one or two sentences."""
        return Text(
            f"{self.headline.da} {self.detail.da}".rstrip(),
            f"{self.headline.en} {self.detail.en}".rstrip(),
        )

    def to_json(self) -> dict[str, Any]:
        """Return the reason as plain JSON values."""
        return {
            "status": self.status.value,
            "cause": self.cause.value,
            "set_by": self.set_by.value,
            "listed": self.listed,
            "closing_limit": self.closing_limit,
            "limit_from": self.limit_from.value,
            "sentence": self.sentence._asdict(),
        }


def status_of(practice: Practice, listed: int, norm: Norm) -> Status:
    """Return the intake status of a practice with `listed` patients.

    A setting by hand to open or closed stands whatever the list; a selective or automatic
    practice closes when its list reaches the closing limit.
    """
    if practice.intake is Intake.OPEN:
        return Status.OPEN
    if practice.intake is Intake.CLOSED:
        return Status.CLOSED
    if listed >= practice.closing_limit(norm.per_capacity):
        return Status.CLOSED
    return Status.SELECTIVE if practice.intake is Intake.SELECTIVE else Status.OPEN


def room_of(practice: Practice, listed: int, norm: Norm) -> int:
    """Return how many more persons a practice can be given: 0 unless it takes patients.

    Room ends at the closing limit even where intake was left open by hand, and nobody is
    sent to a practice without an occupied capacity.
    """
    if not practice.has_doctor or status_of(practice, listed, norm) is Status.CLOSED:
        return 0
    return max(0, practice.closing_limit(norm.per_capacity) - listed)


def reason_of(practice: Practice, listed: int, norm: Norm) -> IntakeReason:
    """Return why intake is as it is, with the figures that decided it."""
    limit = practice.closing_limit(norm.per_capacity)
    status, limit_from = status_of(practice, listed, norm), _limit_from(practice, norm)
    cause = _cause(practice, status)
    headline = _SENTENCES[cause](practice, status, listed, limit)
    is_limit_told = cause in (Cause.ROOM, Cause.FULL)
    detail = _made_up(practice, norm, limit_from) if is_limit_told else NOTHING
    return IntakeReason(
        status, cause, _set_by(practice), listed, limit, limit_from, headline, detail
    )


def _cause(practice: Practice, status: Status) -> Cause:
    if not practice.has_doctor:
        return Cause.NO_DOCTOR
    if practice.intake in (Intake.OPEN, Intake.CLOSED) or status is Status.SELECTIVE:
        return Cause.BY_HAND
    return Cause.FULL if status is Status.CLOSED else Cause.ROOM


def _limit_from(practice: Practice, norm: Norm) -> LimitFrom:
    if practice.own_limit is not None:
        return LimitFrom.PRACTICE
    if norm.is_shared_post:
        return LimitFrom.SHARED_POST
    return LimitFrom.AREA if norm.is_leave else LimitFrom.NORM


def _set_by(practice: Practice) -> SetBy:
    if practice.intake is Intake.AUTOMATIC:
        return SetBy.NOBODY
    return SetBy.REGISTER if practice.intake_by_register else SetBy.PLANNER


def _with_room(practice: Practice, status: Status, listed: int, limit: int) -> Text:
    return Text(
        f"Åben: plads til {_da(limit - listed)} før lukkegrænsen på {_da(limit)}.",
        f"Open: room for {_en(limit - listed)} below the closing limit of {_en(limit)}.",
    )


def _full(practice: Practice, status: Status, listed: int, limit: int) -> Text:
    return Text(
        f"Lukket: lukkegrænsen på {_da(limit)} er nået ({_da(listed)} tilmeldte).",
        f"Closed: the closing limit of {_en(limit)} is reached ({_en(listed)} listed).",
    )


def _by_hand(practice: Practice, status: Status, listed: int, limit: int) -> Text:
    by = _who(practice)
    da = f"{_da(listed)} tilmeldte mod lukkegrænsen på {_da(limit)}"
    en = f"{_en(listed)} listed against the closing limit of {_en(limit)}"
    if status is Status.CLOSED:
        return Text(f"Lukket {by.da}: {da}.", f"Closed {by.en}: {en}.")
    if status is Status.SELECTIVE:
        codes = ", ".join(practice.postcodes) or "–"
        return Text(
            f"Selektivt lukket {by.da}: åben for postnumrene {codes}; {da}.",
            f"Selective {by.en}: open to postal codes {codes}; {en}.",
        )
    if listed < limit:
        return Text(f"Holdt åben {by.da}: {da}.", f"Kept open {by.en}: {en}.")
    return Text(
        f"Holdt åben {by.da}, selv om lukkegrænsen på {_da(limit)} er nået "
        f"({_da(listed)} tilmeldte).",
        f"Kept open {by.en}, although the closing limit of {_en(limit)} is reached "
        f"({_en(listed)} listed).",
    )


def _without_doctor(practice: Practice, status: Status, listed: int, limit: int) -> Text:
    if practice.capacities == 0:
        return Text(
            "Ingen læge: praksis har ingen kapacitet, så ingen kan tilmeldes.",
            "No doctor: the practice has no capacity, so nobody can be listed.",
        )
    if practice.capacities <= 1:
        return Text(
            "Ingen læge: kapaciteten er ledig, så ingen kan tilmeldes.",
            "No doctor: the capacity is vacant, so nobody can be listed.",
        )
    decimals = 0 if float(practice.capacities).is_integer() else 1
    da = format_number(practice.capacities, "da", decimals)
    en = format_number(practice.capacities, "en", decimals)
    return Text(
        f"Ingen læge: alle {da} kapaciteter er ledige, så ingen kan tilmeldes.",
        f"No doctor: all {en} capacities are vacant, so nobody can be listed.",
    )


_SENTENCES = {
    Cause.ROOM: _with_room,
    Cause.FULL: _full,
    Cause.BY_HAND: _by_hand,
    Cause.NO_DOCTOR: _without_doctor,
}


def _made_up(practice: Practice, norm: Norm, limit_from: LimitFrom) -> Text:
    """Return what the closing limit rests on where it is not the plain norm of full posts."""
    if limit_from is LimitFrom.PRACTICE:
        per = practice.own_limit or 0
        return Text(
            f"Praksis har sin egen grænse på {_da(per)} pr. kapacitet.",
            f"The practice has its own limit of {_en(per)} per capacity.",
        )
    if limit_from is LimitFrom.SHARED_POST:
        return Text(
            f"En delepraksis lukker ved {_da(norm.per_capacity)} pr. kapacitet.",
            f"A shared post closes at {_en(norm.per_capacity)} per capacity.",
        )
    if limit_from is LimitFrom.AREA:
        return Text(
            f"Området har lov til {_da(norm.per_capacity)} pr. kapacitet.",
            f"The area has leave for {_en(norm.per_capacity)} per capacity.",
        )
    if practice.vacant > 0:
        return Text(
            "Grænsen regner ledige kapaciteter med.", "The limit counts vacant capacities as well."
        )
    return NOTHING


def _who(practice: Practice) -> Text:
    if practice.intake_by_register:
        return Text("ifølge registeret", "according to the register")
    return Text("manuelt i scenariet", "by hand in the scenario")


def _da(number: int) -> str:
    return format_number(number)


def _en(number: int) -> str:
    return format_number(number, "en")
