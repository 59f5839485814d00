"""Continuity: persons whose list has no permanent doctor behind it.

The domain's rule is that a permanent doctor weighs more than a near one, where both cannot be
had. What the data tell of it is who runs a clinic and which posts are vacant; how long a doctor
stays is not in a register. No source gives a measure: this one is the program's assumption.
"""

from __future__ import annotations

from models.allocation.state import State
from models.domain.practice import Form, Practice

TEMPORARY_FORMS = frozenset({Form.TENDER, Form.REGIONAL})
"""Run by a firm on a contract, or by the region with employed doctors: the doctor may change.

In a licence clinic the region owns the premises, but the doctor is a permanent one."""

_HUNDREDTHS = 100


def persons_without_permanent_doctor(
    practice: Practice, listed: int, temporary_forms: frozenset[Form] = TEMPORARY_FORMS
) -> int:
    """Return how many of `listed` persons have no permanent doctor.

    All of them where the clinic is of a temporary form; else the share of the posts that is
    vacant, rounded down: half of the list where one of two posts is vacant.
    """
    capacities = round(practice.capacities * _HUNDREDTHS)
    if practice.form in temporary_forms or not practice.has_doctor:
        return listed
    return listed * round(practice.vacant * _HUNDREDTHS) // capacities


def without_permanent_doctor(
    state: State, temporary_forms: frozenset[Form] = TEMPORARY_FORMS
) -> dict[str, int]:
    """Return the persons without a permanent doctor of every practice, by provider number."""
    return {
        number: persons_without_permanent_doctor(practice, state.totals[number], temporary_forms)
        for number, practice in sorted(state.practices.items())
    }
