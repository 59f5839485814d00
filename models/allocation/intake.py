"""Intake: whether a practice takes new patients, why, and how much room it has."""

from __future__ import annotations

from models.domain.practice import Intake, Practice, Status
from models.domain.rules import RulePack
from models.domain.text import Text, format_number


def status_of(practice: Practice, listed: int, rules: RulePack) -> Status:
    """Return the intake status of a practice with `listed` patients.

    A setting by hand to open or closed stands whatever the list; a selective or automatic
    practice closes when its list reaches the closing limit.
    """
    if practice.intake is Intake.OPEN:
        return Status.OPEN
    if practice.intake is Intake.CLOSED:
        return Status.CLOSED
    if listed >= practice.closing_limit(rules.norm_per_capacity):
        return Status.CLOSED
    return Status.SELECTIVE if practice.intake is Intake.SELECTIVE else Status.OPEN


def room_of(practice: Practice, listed: int, rules: RulePack) -> int:
    """Return how many more persons a practice can be given: 0 unless it takes patients.

    Room ends at the closing limit even where intake was left open by hand, and nobody is
    sent to a practice without an occupied capacity.
    """
    if not practice.has_doctor or status_of(practice, listed, rules) is Status.CLOSED:
        return 0
    return max(0, practice.closing_limit(rules.norm_per_capacity) - listed)


def why_status(practice: Practice, listed: int, rules: RulePack) -> Text:
    """Return one sentence on why intake is open, selective or closed."""
    limit = practice.closing_limit(rules.norm_per_capacity)
    full = listed >= limit
    source = _source_of_setting(practice)
    if practice.intake is Intake.OPEN:
        return Text(
            f"Holdt åben {source.da}{_beyond(listed, limit).da}.",
            f"Kept open {source.en}{_beyond(listed, limit).en}.",
        )
    if practice.intake is Intake.CLOSED:
        return Text(f"Lukket {source.da}.", f"Closed {source.en}.")
    if full:
        return Text(
            f"Lukket: {_of_limit(listed, limit, 'da')} er nået.",
            f"Closed: {_of_limit(listed, limit, 'en')} reached.",
        )
    if practice.intake is Intake.SELECTIVE:
        codes = ", ".join(practice.postcodes) or "–"
        return Text(
            f"Selektivt lukket {source.da}: åben for postnumrene {codes}.",
            f"Selective {source.en}: open to postal codes {codes}.",
        )
    left = limit - listed
    return Text(
        f"Åben: plads til {format_number(left)} før lukkegrænsen på {format_number(limit)}.",
        f"Open: room for {format_number(left, 'en')} below the closing limit of "
        f"{format_number(limit, 'en')}.",
    )


def _source_of_setting(practice: Practice) -> Text:
    if practice.intake_by_register:
        return Text("ifølge registeret", "according to the register")
    return Text("manuelt i scenariet", "by hand in the scenario")


def _beyond(listed: int, limit: int) -> Text:
    if listed < limit:
        return Text("", "")
    return Text(
        f", selv om lukkegrænsen på {format_number(limit)} er nået",
        f", although the closing limit of {format_number(limit, 'en')} is reached",
    )


def _of_limit(listed: int, limit: int, language: str) -> str:
    if language == "da":
        return f"lukkegrænsen på {format_number(limit)} ({format_number(listed)} tilmeldte)"
    return f"the limit of {format_number(limit, 'en')} ({format_number(listed, 'en')} listed)"
