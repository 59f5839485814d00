"""Why an area is on the gross list, in one sentence made of the signs that weigh most."""

from __future__ import annotations

from collections.abc import Callable

from models.domain.text import Language, Text, format_km, format_number, format_percent, marked
from models.report.threatened import SIGNS, Threat, Weighing

MOST_TOLD = 3
LEAST_SHARE = 0.15
"""A sign is told where it makes up at least this part of the score; the greatest always is."""

Clause = Callable[[Threat], Text]


def why_threatened(threat: Threat, weighing: Weighing) -> Text:
    """Return the signs that weigh most in an area's score, with their figures, as a sentence."""
    told = [_CLAUSES[sign](threat) for sign in _heaviest(threat, weighing)]
    if not told:
        return Text("Ingen tegn på truet lægedækning.", "No sign of threatened coverage.")
    return Text(
        _sentence([clause.da for clause in told], ", og"),  # clauses: Danish sets a comma
        _sentence([clause.en for clause in told], " and"),
    )


def _heaviest(threat: Threat, weighing: Weighing) -> list[str]:
    shares = [(threat.share(sign, weighing), sign.id) for sign in SIGNS]
    ranked = sorted(shares, key=lambda row: -row[0])
    return [
        sign
        for place, (share, sign) in enumerate(ranked[:MOST_TOLD])
        if share > 0 and (place == 0 or share >= LEAST_SHARE * threat.score)
    ]


def _sentence(clauses: list[str], word: str) -> str:
    *first, last = clauses
    text = f"{', '.join(first)}{word} {last}" if first else last
    return f"{text[0].upper()}{text[1:]}."


def _closed(threat: Threat) -> Text:
    closed, all_of_them = threat.figures.practices_closed, threat.figures.practices
    if all_of_them == 0:
        return Text("der er ingen praksis", "there is no practice")
    if closed == all_of_them == 1:
        text = "den eneste praksis er lukket for tilgang", "the only practice is closed for intake"
    elif closed == all_of_them:
        text = (
            f"alle {closed} praksis er lukket for tilgang",
            f"all {closed} practices are closed for intake",
        )
    elif closed == 1:
        text = (
            f"1 af {all_of_them} praksis er lukket for tilgang",
            f"1 of {all_of_them} practices is closed for intake",
        )
    else:
        text = (
            f"{closed} af {all_of_them} praksis er lukket for tilgang",
            f"{closed} of {all_of_them} practices are closed for intake",
        )
    return Text(*text)


def _vacant(threat: Threat) -> Text:
    vacant, capacities = threat.figures.vacant, threat.figures.capacities
    return Text(
        f"{_count(vacant, 'da')} af {_count(capacities, 'da')} kapaciteter er "
        f"{'ledig' if vacant == 1 else 'ledige'}",
        f"{_count(vacant, 'en')} of {_count(capacities, 'en')} capacities "
        f"{'is' if vacant == 1 else 'are'} vacant",
    )


def _old_doctors(threat: Threat) -> Text:
    old, doctors = threat.figures.doctors_60_plus, threat.figures.doctors
    if doctors == 1:
        return Text("den eneste læge er 60 år eller ældre", "the only doctor is 60 or older")
    return Text(
        f"{old} af {doctors} læger er 60 år eller ældre",
        f"{old} of {doctors} doctors {'is' if old == 1 else 'are'} 60 or older",
    )


def _choice(threat: Threat) -> Text:
    share, needed = threat.values["choice"], threat.choices_needed
    da, en = format_percent(share, "da"), format_percent(share, "en")
    if needed == 1:
        return Text(
            f"{da} af borgerne har ingen åben praksis at vælge",
            f"{en} of the residents have no open practice to choose",
        )
    return Text(
        f"{da} af borgerne har færre end {'to' if needed == 2 else needed} åbne praksis at vælge "
        "imellem",
        f"{en} of the residents have fewer than {'two' if needed == 2 else needed} open practices "
        "to choose from",
    )


def _distance(threat: Threat) -> Text:
    metres = threat.figures.p90_distance_m
    if metres != metres:
        return Text("ingen kan køre til en praksis", "nobody can drive to a practice")
    da = marked(format_km(metres, "da"), threat.is_estimate)
    en = marked(format_km(metres, "en"), threat.is_estimate)
    return Text(
        f"hver tiende borger har over {da} til nærmeste praksis",
        f"one resident in ten has more than {en} to the nearest practice",
    )


def _unplaced(threat: Threat) -> Text:
    persons = threat.figures.unplaced
    return Text(
        f"{format_number(persons, 'da')} {'borger' if persons == 1 else 'borgere'} er uden plads",
        f"{format_number(persons, 'en')} {'resident is' if persons == 1 else 'residents are'} "
        "without a place",
    )


def _shortage(threat: Threat) -> Text:
    need, places = threat.supply.need, threat.supply.places
    if places == 0:
        return Text("ingen kapacitet er besat", "no capacity is occupied")
    share = places / need
    return Text(
        f"de besatte kapaciteter dækker {format_percent(share, 'da')} af behovet "
        f"({format_number(places, 'da')} mod {format_number(need, 'da')} personer)",
        f"the occupied capacities cover {format_percent(share, 'en')} of the need "
        f"({format_number(places, 'en')} against {format_number(need, 'en')} persons)",
    )


def _count(value: float, language: Language) -> str:
    return format_number(value, language, 0 if float(value).is_integer() else 1)


_CLAUSES: dict[str, Clause] = {
    "closed": _closed,
    "vacant": _vacant,
    "old_doctors": _old_doctors,
    "choice": _choice,
    "distance": _distance,
    "unplaced": _unplaced,
    "shortage": _shortage,
}
