"""Checks of what citizens get: distance, choice, a place, their own doctor, a shorter way."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from models.allocation.distances import limits_dm
from models.allocation.result import NO_WAY, Result
from models.domain.place import DM_PER_M
from models.domain.practice import Form
from models.domain.rules import Measure
from models.domain.text import NAMED, Language, Text, format_km, format_number
from models.scenario.checks.value import Case, Check, Severity
from models.scenario.checks.where import where_most_live
from models.scenario.edits import ClosePractice, MergePractices
from models.scenario.effects import Flow

Bools = NDArray[np.bool_]
Int32 = NDArray[np.int32]


def check_distance(case: Case) -> Iterator[Check]:
    """Persons who come to live beyond the distance limit of the nearest practice, or within."""
    farther, nearer = _crossed(_beyond(case, case.before), _beyond(case, case.after))
    limit = _limit(case)
    yield from _gained_or_lost(
        case,
        "distance",
        farther,
        nearer,
        Text(
            f"{{n}} borgere får over {limit.da} til nærmeste praksis, flest {{where}}",
            f"{{n}} persons get more than {limit.en} to the nearest practice, most {{where}}",
        ),
        Text(
            f"{{n}} borgere kommer inden for {limit.da} af en praksis, flest {{where}}",
            f"{{n}} persons come within {limit.en} of a practice, most {{where}}",
        ),
    )


def check_choices(case: Case) -> Iterator[Check]:
    """Persons who lose or gain the open practices that a free choice needs."""
    needed = case.after.state.rules.choices_needed
    before = case.before.choices < case.before.state.rules.choices_needed
    worse, better = _crossed(before, case.after.choices < needed)
    yield from _gained_or_lost(
        case,
        "choices",
        worse & _joined(case),
        better & _joined(case),
        Text(
            f"{{n}} borgere får færre end {needed} åbne praksis at vælge imellem, flest {{where}}",
            f"{{n}} persons get fewer than {needed} open practices to choose from, most {{where}}",
        ),
        Text(
            f"{{n}} borgere får {needed} åbne praksis at vælge imellem, flest {{where}}",
            f"{{n}} persons get {needed} open practices to choose from, most {{where}}",
        ),
    )


def check_places(case: Case) -> Iterator[Check]:
    """Persons left without a practice, or who find one again."""
    more = case.after.unplaced.astype(np.int64) - case.before.unplaced
    lost, found = np.maximum(more, 0), np.maximum(-more, 0)
    if lost.any():
        n, where = int(lost.sum()), where_most_live(case.region, lost)
        yield Check(
            "unplaced",
            Severity.SERIOUS,
            Text(
                f"{format_number(n)} patienter får ingen plads i nogen praksis inden for "
                f"rækkevidde, flest {where.text.da}.",
                f"{format_number(n, 'en')} patients find no place in any practice within reach, "
                f"most {where.text.en}.",
            ),
            n,
            where.place,
        )
    if found.any():
        n, where = int(found.sum()), where_most_live(case.region, found)
        yield Check(
            "unplaced",
            Severity.GOOD,
            Text(
                f"{format_number(n)} patienter uden plads får en praksis, flest {where.text.da}.",
                f"{format_number(n, 'en')} patients without a place find a practice, most "
                f"{where.text.en}.",
            ),
            n,
            where.place,
        )


def check_continuity(case: Case) -> Iterator[Check]:
    """Patients who get another doctor: a permanent one weighs more than a near one."""
    edit = case.edit
    if isinstance(edit, MergePractices) or not isinstance(edit, ClosePractice):
        return  # in a merger the doctors come along
    practice = case.before.state.practices[edit.practice]
    moved = [flow for flow in case.effects.flows if flow.source == edit.practice]
    persons = sum(flow.persons for flow in moved) + case.effects.unplaced.total
    if edit.patients in ("tender", "regional") and edit.to is None:
        persons = case.after.state.totals[edit.practice]
        form = case.after.state.practices[edit.practice].form
        kind = _KINDS[form]
        sentence = Text(
            f"{format_number(persons)} patienter i {practice.name} får andre læger: klinikken "
            f"drives videre som {kind.da}.",
            f"{format_number(persons, 'en')} patients of {practice.name} get other doctors: the "
            f"clinic goes on as a {kind.en}.",
        )
    elif edit.patients == "satellite":
        sentence = Text(
            f"{format_number(persons)} patienter i {practice.name} får læger fra "
            f"{case.name_of(edit.to or '')} i en satellit på adressen.",
            f"{format_number(persons, 'en')} patients of {practice.name} get doctors from "
            f"{case.name_of(edit.to or '')} in a satellite at the address.",
        )
    else:
        named = _named(case, moved)
        sentence = Text(
            f"{format_number(persons)} patienter i {practice.name} skifter læge{named.da}.",
            f"{format_number(persons, 'en')} patients of {practice.name} change doctor{named.en}.",
        )
    if persons:
        yield Check("continuity", Severity.WARNING, sentence, persons, practice.place)


_KINDS = {
    Form.TENDER: Text("udbudsklinik", "tender clinic"),
    Form.REGIONAL: Text("regionsklinik", "regional clinic"),
}


def _named(case: Case, flows: list[Flow]) -> Text:
    if not flows:
        return Text("", "")
    parts = [(case.name_of(flow.target), flow.persons) for flow in flows[:NAMED]]
    da = [f"{format_number(persons)} til {name}" for name, persons in parts]
    en = [f"{format_number(persons, 'en')} to {name}" for name, persons in parts]
    rest = flows[NAMED:]
    if rest:
        persons = sum(flow.persons for flow in rest)
        da.append(f"{format_number(persons)} til andre")
        en.append(f"{format_number(persons, 'en')} to others")
    # names have commas of their own
    return Text(": " + "; ".join(da), ": " + "; ".join(en))


def check_most(case: Case) -> Iterator[Check]:
    """Most health to most citizens: how many get farther to a practice, and how many nearer.

    The averages are of those who get another way; the region's would hide what befalls them.
    """
    persons = case.region.squares.persons
    old, new = case.before.distance_dm, case.after.distance_dm
    known = _joined(case) & (old != NO_WAY) & (new != NO_WAY)
    farther = int(persons[known & (new > old)].sum())
    nearer = int(persons[known & (new < old)].sum())
    if not farther and not nearer:
        return
    hit = known & (new != old)
    was, now = (_mean_m(distance[hit], persons[hit]) for distance in (old, new))
    severity = Severity.NOTE
    if farther != nearer:
        severity = Severity.WARNING if farther > nearer else Severity.GOOD
    da, en = _ways(farther, nearer)
    about = case.about
    (old_da, new_da), (old_en, new_en) = km_apart(was, now), km_apart(was, now, "en")
    yield Check(
        "most",
        severity,
        Text(
            f"{da}; de har i gennemsnit {about}{new_da} (før {about}{old_da}).",
            f"{en}; they have {about}{new_en} on average (before {about}{old_en}).",
        ),
        max(farther, nearer),
    )


def _mean_m(distance_dm: Int32, persons: Int32) -> float:
    """Return the person-weighted mean of distances in metres; somebody lives there."""
    weighted = distance_dm.astype(np.int64) * persons
    return int(weighted.sum()) / int(persons.sum()) / DM_PER_M


def km_apart(before: float, after: float, language: Language = "da") -> tuple[str, str]:
    """Return two distances (metres), with two decimals where one shows no difference."""
    old, new = format_km(before, language), format_km(after, language)
    if old == new and before != after:
        old, new = (f"{format_number(m / 1000, language, 2)} km" for m in (before, after))
    return old, new


def _ways(farther: int, nearer: int) -> Text:
    """Return how many get farther to a practice and how many nearer; nobody is not told of."""
    more_da, more_en = format_number(farther), format_number(farther, "en")
    less_da, less_en = format_number(nearer), format_number(nearer, "en")
    if not nearer:
        return Text(
            f"{more_da} borgere får længere til nærmeste praksis",
            f"{more_en} persons get farther to the nearest practice",
        )
    if not farther:
        return Text(
            f"{less_da} borgere får kortere til nærmeste praksis",
            f"{less_en} persons get nearer to a practice",
        )
    return Text(
        f"{more_da} borgere får længere til nærmeste praksis og {less_da} kortere",
        f"{more_en} persons get farther to the nearest practice and {less_en} nearer",
    )


def _joined(case: Case) -> Bools:
    joined: Bools = case.region.joints.edge >= 0
    return joined


def _beyond(case: Case, result: Result) -> Bools:
    """Return whose nearest practice is beyond the limit, as the figures count them."""
    distance = result.distance_dm
    far = distance > limits_dm(case.region, result.state.rules)
    beyond: Bools = _joined(case) & (far | result.by_ferry | (distance == NO_WAY))
    return beyond


def _crossed(before: Bools, after: Bools) -> tuple[Bools, Bools]:
    """Return who is hit now and was not, and who was hit and is no more."""
    return after & ~before, before & ~after


def _gained_or_lost(
    case: Case, rule: str, worse: Bools, better: Bools, bad: Text, good: Text
) -> Iterator[Check]:
    persons = case.region.squares.persons
    for hit, severity, text in (
        (worse, Severity.SERIOUS, bad),
        (better, Severity.GOOD, good),
    ):
        counted = np.where(hit, persons, 0)
        n = int(counted.sum())
        if n:
            where = where_most_live(case.region, counted)
            da = text.da.format(n=format_number(n), where=where.text.da)
            en = text.en.format(n=format_number(n, "en"), where=where.text.en)
            yield Check(rule, severity, Text(f"{da}.", f"{en}."), n, where.place)


def _limit(case: Case) -> Text:
    """Return the distance limit in words; where municipalities differ, without the figure."""
    rules = case.after.state.rules
    limits = {rules.limit_in(code) for code in case.region.municipalities.codes}
    if len(limits) > 1:
        da, en = "afstandsgrænsen", "the distance limit"
    else:
        km = min(limits, default=rules.limit_m) / 1000
        decimals = 0 if km.is_integer() else 1
        da = f"{format_number(km, 'da', decimals)} km"
        en = f"{format_number(km, 'en', decimals)} km"
    if rules.measure is Measure.STRAIGHT_LINE:
        return Text(f"{da} i luftlinje", f"{en} in a straight line")
    return Text(da, en)
