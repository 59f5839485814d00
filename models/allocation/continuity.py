"""Continuity: persons whose list has no permanent doctor behind it.

The domain's rule is that a permanent doctor weighs more than a near one, where both cannot be
had. What the data tell of it is who runs a clinic and which posts are vacant; how long a doctor
stays is not in a register. No source gives a measure: this one is the program's assumption.
"""

from __future__ import annotations

from models.domain.practice import Form, Practice
from models.domain.rules import RulePack

TEMPORARY_FORMS = frozenset({Form.TENDER, Form.REGIONAL})
"""Run by a firm on a contract, or by the region with employed doctors: the doctor may change,
unless the rule pack counts them as permanent. In a licence clinic the region owns the premises,
but the doctor is a permanent one."""

_HUNDREDTHS = 100


def persons_without_permanent_doctor(practice: Practice, listed: int, rules: RulePack) -> int:
    """Return how many of `listed` persons have no permanent doctor.

    All of them where the clinic is of a temporary form; else the share of the posts that is
    vacant, rounded down: half of the list where one of two posts is vacant.
    """
    is_temporary = practice.form in TEMPORARY_FORMS and not rules.clinic_doctors_are_permanent
    if is_temporary or not practice.has_doctor:
        return listed
    capacities = round(practice.capacities * _HUNDREDTHS)
    return listed * round(practice.vacant * _HUNDREDTHS) // capacities
