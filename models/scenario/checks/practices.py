"""Checks of practices: limits, ceiling, intake, size, number of doctors, address, owner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from models.domain.place import DM_PER_M
from models.domain.practice import Practice, Status
from models.domain.text import Text, format_km, format_number, shortened
from models.scenario.checks.value import Case, Check, Severity
from models.scenario.edits import MergePractices

FELT_M = 100
"""A mean distance that changes by less is not called better or worse."""


def check_limit(case: Case) -> Iterator[Check]:
    """Practices whose list comes above their closing limit."""
    for practice, listed, before in _grown(case):
        limit = case.after.state.limit_of(practice)
        if listed > limit and not (before is not None and before >= listed):
            yield Check(
                "limit",
                Severity.WARNING,
                Text(
                    f"{practice.name} får {format_number(listed)} tilmeldte; lukkegrænsen er "
                    f"{format_number(limit)}.",
                    f"{practice.name} gets {format_number(listed, 'en')} listed; the closing "
                    f"limit is {format_number(limit, 'en')}.",
                ),
                listed - limit,
                practice.place,
            )


def check_ceiling(case: Case) -> Iterator[Check]:
    """Practices whose list per capacity comes above the ceiling."""
    ceiling = case.after.state.rules.ceiling_per_capacity
    if ceiling is None:
        return
    for practice, listed, before in _grown(case):
        most = int(ceiling * practice.capacities + 1e-9)
        old = case.old(practice)
        was = before is not None and old is not None and before > ceiling * old.capacities
        if listed > most and not was:
            per = Text("", "")
            if practice.capacities:
                n = listed / practice.capacities
                per = Text(format_number(n), format_number(n, "en"))
            yield Check(
                "ceiling",
                Severity.SERIOUS,
                Text(
                    f"{practice.name} får {per.da or format_number(listed)} tilmeldte pr. "
                    f"kapacitet; loftet er {format_number(ceiling)}.",
                    f"{practice.name} gets {per.en or format_number(listed, 'en')} listed per "
                    f"capacity; the ceiling is {format_number(ceiling, 'en')}.",
                ),
                listed - most,
                practice.place,
            )


def _grown(case: Case) -> Iterator[tuple[Practice, int, int | None]]:
    """Return the practices with another list or other capacities, now and before."""
    new = case.after.state
    for number in case.touched:
        if number in new.practices:
            practice = new.practices[number]
            yield practice, new.totals[number], _old_load(case, practice)


def _old_load(case: Case, practice: Practice) -> int | None:
    """Return the old list where the limits were the same as now, None where they were not."""
    old = case.old(practice)
    if old is None or case.before.state.limit_of(old) != case.after.state.limit_of(practice):
        return None
    return case.before.state.totals[practice.provider_number]


def check_intake(case: Case) -> Iterator[Check]:
    """Practices that close for new patients, or open for them."""
    for status, severity, da, en in (
        (Status.CLOSED, Severity.WARNING, "Lukker for tilgang", "Closes for intake"),
        (Status.OPEN, Severity.GOOD, "Åbner for tilgang", "Opens for intake"),
    ):
        changes = [change for change in case.effects.status_changes if change.after is status]
        names = [case.name_of(change.practice) for change in changes]
        if names:
            said = shortened(names)
            yield Check(
                "intake",
                severity,
                Text(f"{da}: {said.da}.", f"{en}: {said.en}."),
                place=case.after.state.practices[changes[0].practice].place,
            )


def check_unit_size(case: Case) -> Iterator[Check]:
    """Whether a merged practice has the size that effective organisation is held to need."""
    if not isinstance(case.edit, MergePractices):
        return
    rules, state = case.after.state.rules, case.after.state
    practice, listed = state.practices[case.edit.into], state.totals[case.edit.into]
    least, most = rules.unit_persons_least, rules.unit_persons_most
    is_good = least <= listed <= most
    yield Check(
        "unit_size",
        Severity.GOOD if is_good else Severity.NOTE,
        Text(
            f"{practice.name} får {format_number(listed)} patienter; {format_number(least)} til "
            f"{format_number(most)} regnes for en effektiv enhed.",
            f"{practice.name} gets {format_number(listed, 'en')} patients; "
            f"{format_number(least, 'en')} to {format_number(most, 'en')} are held to be an "
            "effective unit.",
        ),
        listed,
        practice.place,
    )


def check_doctors_together(case: Case) -> Iterator[Check]:
    """With enough patients, practices of several doctors are preferred to solo ones."""
    for practice in case.left:
        old = case.old(practice)
        was_solo = old is not None and old.capacities <= 1
        if practice.capacities <= 1 and not was_solo:
            yield Check(
                "multi_doctor",
                Severity.WARNING,
                Text(
                    f"{practice.name} har kun én læge; er der patienter nok, foretrækkes praksis "
                    "med flere læger.",
                    f"{practice.name} has one doctor only; with enough patients, practices of "
                    "several doctors are preferred.",
                ),
                case.after.state.totals[practice.provider_number],
                practice.place,
            )
    if isinstance(case.edit, MergePractices):
        yield from _solos_gathered(case, case.edit)


def _solos_gathered(case: Case, edit: MergePractices) -> Iterator[Check]:
    parts = [case.before.state.practices[number] for number in edit.practices]
    solos = [part for part in parts if part.capacities <= 1]
    practice = case.after.state.practices[edit.into]
    if not solos or practice.capacities <= 1:
        return
    n, k = len(solos), format_number(practice.capacities, "da", _decimals(practice.capacities))
    k_en = format_number(practice.capacities, "en", _decimals(practice.capacities))
    yield Check(
        "multi_doctor",
        Severity.GOOD,
        Text(
            f"{n} solopraksis samles i {practice.name} med {k} kapaciteter.",
            f"{n} solo {'practice is' if n == 1 else 'practices are'} gathered in "
            f"{practice.name} with {k_en} capacities.",
        ),
        sum(case.before.state.totals[solo.provider_number] for solo in solos),
        practice.place,
    )


def _decimals(value: float) -> int:
    return 0 if float(value).is_integer() else 1


def check_central(case: Case) -> Iterator[Check]:
    """Whether a practice that gets another address stands nearer to its patients."""
    for practice in case.left:
        old = case.old(practice)
        if old is None:
            yield from _opened_near(case, practice)
        elif old.places != practice.places or practice.provider_number == _merged_into(case):
            yield from _nearer_to_patients(case, practice)


def _merged_into(case: Case) -> str | None:
    return case.edit.into if isinstance(case.edit, MergePractices) else None


def _opened_near(case: Case, practice: Practice) -> Iterator[Check]:
    persons = case.after.practices[practice.provider_number].nearest_persons
    yield Check(
        "central",
        Severity.GOOD if persons else Severity.WARNING,
        Text(
            f"{format_number(persons)} borgere får {practice.name} som den nærmeste praksis.",
            f"{practice.name} becomes the nearest practice of {format_number(persons, 'en')} "
            "persons.",
        ),
        persons,
        practice.place,
    )


def _nearer_to_patients(case: Case, practice: Practice) -> Iterator[Check]:
    number, edit = practice.provider_number, case.edit
    parts = edit.practices if isinstance(edit, MergePractices) else (number,)
    before = [case.before.practices.own_total(part) for part in parts]
    old_dm, old_persons = (sum(values) for values in zip(*before, strict=True))
    new_dm, persons = case.after.practices.own_total(number)
    if not persons or not old_persons:
        return
    was, now = old_dm / old_persons / DM_PER_M, new_dm / persons / DM_PER_M
    severity = Severity.NOTE
    if abs(now - was) >= FELT_M:
        severity = Severity.WARNING if now > was else Severity.GOOD
    about = case.about
    yield Check(
        "central",
        severity,
        Text(
            f"{format_number(persons)} patienter i {practice.name} får i gennemsnit "
            f"{about}{format_km(now)} til praksis (før {about}{format_km(was)}).",
            f"{format_number(persons, 'en')} patients of {practice.name} have "
            f"{about}{format_km(now, 'en')} to the practice on average (before "
            f"{about}{format_km(was, 'en')}).",
        ),
        persons,
        practice.place,
    )


def check_access(case: Case) -> Iterator[Check]:
    """Access for disabled patients counts where patients get another address to go to."""
    moved = [
        practice
        for practice in case.left
        if (old := case.old(practice)) is None or set(practice.places) - set(old.places)
    ]
    gone = [practice for practice in case.gone if not _is_kept(case, practice)]
    practices = moved or gone
    if practices:
        names = shortened([practice.name for practice in practices])
        yield Check(
            "access",
            Severity.NOTE,
            Text(
                f"Registeret siger intet om adgang for gangbesværede. Spørg, før der besluttes: "
                f"{names.da}.",
                f"The register says nothing of access for disabled patients. Ask before deciding: "
                f"{names.en}.",
            ),
            place=practices[0].place,
        )


def _is_kept(case: Case, practice: Practice) -> bool:
    """Whether a practice's address is still used, as another's satellite."""
    return any(practice.place in other.places for other in case.left)


def check_owner(case: Case) -> Iterator[Check]:
    """Owners who hold more provider numbers than the rules allow."""
    most = case.after.state.rules.numbers_per_owner
    owners = {practice.owner for practice in (*case.left, *case.gone) if practice.owner}
    if most is None or not owners:
        return
    held = Counter(practice.owner for practice in case.after.state.practices.values())
    was = Counter(practice.owner for practice in case.before.state.practices.values())
    for owner in sorted(owners):
        if held[owner] > most:
            yield Check(
                "owner",
                Severity.WARNING,
                Text(
                    f"{owner} har {held[owner]} ydernumre (før {was[owner]}); reglerne tillader "
                    f"{most}.",
                    f"{owner} holds {held[owner]} provider numbers (before {was[owner]}); the "
                    f"rules allow {most}.",
                ),
            )
