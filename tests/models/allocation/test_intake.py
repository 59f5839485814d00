"""Intake: one practice of two capacities, norm 1,600 each, so that it closes at 3,200."""

from dataclasses import replace

import pytest

from models.allocation.intake import (
    Cause,
    IntakeReason,
    LimitFrom,
    Norm,
    SetBy,
    reason_of,
    room_of,
    status_of,
)
from models.domain.place import Place
from models.domain.practice import Form, Intake, Practice, Status

NORM = Norm(1600)
KNEBEL = Practice("087331", "Knebel", Place(592_000, 6_231_000), Form.PARTNERSHIP, 2.0, doctors=2)


def reason(listed: int, norm: Norm = NORM, **changes: object) -> IntakeReason:
    return reason_of(replace(KNEBEL, **changes), listed, norm)  # type: ignore[arg-type]


def test_below_the_limit_it_is_open_and_says_how_much_room_is_left() -> None:
    why = reason(3_070)
    assert (why.status, why.cause, why.set_by) == (Status.OPEN, Cause.ROOM, SetBy.NOBODY)
    assert why.sentence.da == "Åben: plads til 130 før lukkegrænsen på 3.200."
    assert why.sentence.en == "Open: room for 130 below the closing limit of 3,200."
    assert room_of(KNEBEL, 3_070, NORM) == 130


def test_at_the_limit_it_is_closed_and_one_below_it_is_open() -> None:
    assert status_of(KNEBEL, 3_199, NORM) is Status.OPEN
    why = reason(3_200)
    assert (why.status, why.cause) == (Status.CLOSED, Cause.FULL)
    assert why.sentence.da == "Lukket: lukkegrænsen på 3.200 er nået (3.200 tilmeldte)."
    assert room_of(KNEBEL, 3_200, NORM) == 0


def test_its_own_limit_goes_before_the_areas_leave_and_that_before_the_norm() -> None:
    leave = Norm(1450, is_leave=True)
    assert (reason(0).closing_limit, reason(0).limit_from) == (3_200, LimitFrom.NORM)
    assert (reason(0, leave).closing_limit, reason(0, leave).limit_from) == (2_900, LimitFrom.AREA)
    own = reason(3_300, leave, own_limit=1800)
    assert (own.closing_limit, own.limit_from) == (3_600, LimitFrom.PRACTICE)
    assert own.sentence.da == (
        "Åben: plads til 300 før lukkegrænsen på 3.600. "
        "Praksis har sin egen grænse på 1.800 pr. kapacitet."
    )
    assert reason(3_000, leave).sentence.da == (
        "Lukket: lukkegrænsen på 2.900 er nået (3.000 tilmeldte). "
        "Området har lov til 1.450 pr. kapacitet."
    )


def test_set_by_hand_it_says_who_did_it_and_what_the_list_is() -> None:
    closed = reason(2_950, intake=Intake.CLOSED)
    assert (closed.status, closed.cause, closed.set_by) == (
        Status.CLOSED,
        Cause.BY_HAND,
        SetBy.PLANNER,
    )
    assert closed.sentence.da == (
        "Lukket manuelt i scenariet: 2.950 tilmeldte mod lukkegrænsen på 3.200."
    )
    by_register = reason(2_950, intake=Intake.CLOSED, intake_by_register=True)
    assert by_register.set_by is SetBy.REGISTER
    assert by_register.sentence.da.startswith("Lukket ifølge registeret:")


def test_kept_open_above_the_limit_it_takes_new_patients_but_is_sent_nobody() -> None:
    why = reason(3_500, intake=Intake.OPEN)
    assert why.status is Status.OPEN
    assert "selv om lukkegrænsen på 3.200 er nået (3.500 tilmeldte)" in why.sentence.da
    assert room_of(replace(KNEBEL, intake=Intake.OPEN), 3_500, NORM) == 0


def test_a_selective_practice_names_its_postal_codes_and_closes_at_its_limit() -> None:
    why = reason(3_000, intake=Intake.SELECTIVE, postcodes=("8420", "8410"))
    assert (why.status, why.cause) == (Status.SELECTIVE, Cause.BY_HAND)
    assert why.sentence.da == (
        "Selektivt lukket manuelt i scenariet: åben for postnumrene 8420, 8410; "
        "3.000 tilmeldte mod lukkegrænsen på 3.200."
    )
    full = reason(3_200, intake=Intake.SELECTIVE, postcodes=("8420",))
    assert (full.status, full.cause) == (Status.CLOSED, Cause.FULL)


def test_without_an_occupied_capacity_nobody_can_be_listed_whatever_intake_says() -> None:
    why = reason(1_000, vacant=2.0)
    assert why.cause is Cause.NO_DOCTOR
    assert why.sentence.da == "Ingen læge: alle 2 kapaciteter er ledige, så ingen kan tilmeldes."
    assert room_of(replace(KNEBEL, vacant=2.0), 1_000, NORM) == 0
    assert reason(0, capacities=1.0, vacant=1.0).sentence.en == (
        "No doctor: the capacity is vacant, so nobody can be listed."
    )
    assert reason(0, capacities=0.0).cause is Cause.NO_DOCTOR


def test_the_limit_counts_vacant_capacities_and_says_so() -> None:
    assert reason(3_000, vacant=1.0).sentence.da.endswith("Grænsen regner ledige kapaciteter med.")


@pytest.mark.parametrize("listed", [0, 3_000, 3_200, 9_000])
@pytest.mark.parametrize("intake", list(Intake))
@pytest.mark.parametrize("vacant", [0.0, 1.0, 2.0])
def test_the_reason_is_always_told_in_both_languages(
    listed: int, intake: Intake, vacant: float
) -> None:
    why = reason(listed, intake=intake, vacant=vacant, postcodes=("8420",))
    assert why.sentence.da.endswith(".")
    assert why.sentence.en.endswith(".")
    assert why.status is status_of(replace(KNEBEL, intake=intake), listed, NORM)
