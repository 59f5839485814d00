"""An answer to a "why?" as sentences to be read aloud, in Danish and English."""

from __future__ import annotations

import math

from models.domain.text import Language, Text, format_km, format_number, marked
from models.scenario.why import Outcome, Ruling, Subject, Tried, Why

NAMED = 4
"""How many practices the sentences name of each kind; the table beside them has all."""


def why_text(why: Why) -> Text:
    """Return the whole answer: who is concerned, where they are, and what stood in the way."""
    return _joined(why_paragraphs(why))


def why_paragraphs(why: Why) -> list[Text]:
    """Return the same in paragraphs: what became of the persons, and why."""
    became = [
        _opening(why),
        *_outcome(why),
        *_unplaced(why),
        *_without_permanent_doctor(why),
    ]
    return [_joined(part) for part in (became, [*why.notes, *_in_the_way(why)]) if part]


def came_text(persons: int, source: str | None) -> Text:
    """Return that persons came to a practice from another, or from having no place."""
    n = _n(persons)
    if source is None:
        return Text(f"{n.da} uden plads har fået plads her.", f"{n.en} without a place came here.")
    return Text(f"{n.da} er kommet fra {source}.", f"{n.en} have come from {source}.")


def goes_on_text(is_tender: bool) -> Text:
    """Return that a practice whose doctors left goes on at its address, run by others."""
    if is_tender:
        return Text(
            "Den er sat i udbud: listen blev på adressen, og et firma driver klinikken.",
            "It was put out to tender: the list stayed at the address, and a firm runs the clinic.",
        )
    return Text(
        "Regionen har overtaget den: listen blev på adressen, og lægerne er ansat.",
        "The region has taken it over: the list stayed at the address, with employed doctors.",
    )


def satellite_text(days: float) -> Text:
    """Return that a practice has a satellite, and on how many days a week."""
    decimals = 0 if float(days).is_integer() else 1
    da, en = format_number(days, "da", decimals), format_number(days, "en", decimals)
    if days == 1:
        return Text("Satellitten har åbent 1 dag om ugen.", "The satellite is open 1 day a week.")
    return Text(
        f"Satellitten har åbent {da} dage om ugen.", f"The satellite is open {en} days a week."
    )


def _joined(parts: list[Text]) -> Text:
    return Text(" ".join(part.da for part in parts), " ".join(part.en for part in parts))


def ruling_text(tried: Tried, limit_m: int) -> Text:
    """Return in a few words what the rules said of one practice: for a table."""
    took, room = _n(tried.took), _n(tried.room)
    before, limit, codes = _n(tried.took_before), _km(limit_m), ", ".join(tried.postcodes)
    match tried.ruling:
        case Ruling.TOOK:
            return Text(f"Tog {took.da}", f"Took {took.en}")
        case Ruling.ENTITLED:
            return Text(f"Skal tage {took.da} trods lukket", f"Must take {took.en} though closed")
        case Ruling.YIELDED if tried.took:
            return Text(
                f"Tog {took.da}, resten af pladsen går til andre",
                f"Took {took.en}, its other room goes to others",
            )
        case Ruling.YIELDED:
            return Text("Pladsen går til andre", "Its room goes to others")
        case Ruling.FULL if tried.took:
            return Text(f"Tog {took.da}, så fuld", f"Took {took.en}, then full")
        case Ruling.FULL if tried.took_before:
            return Text(f"Fyldt af {before.da} før dem", f"Filled by {before.en} before them")
        case Ruling.FULL:
            return Text("Fuld", "Full")
        case Ruling.AT_LIMIT:
            return Text("Lukkegrænsen er nået", "At its closing limit")
        case Ruling.KEPT_OPEN:
            return Text("Holdt åben, men uden plads", "Kept open, but without room")
        case Ruling.CLOSED_BY_HAND:
            return Text("Lukket for tilgang", "Closed for intake")
        case Ruling.SELECTIVE:
            return Text(f"Kun for {codes}", f"Only for {codes}")
        case Ruling.NO_DOCTOR:
            return Text("Ingen læge", "No doctor")
        case Ruling.TOO_FAR:
            return Text(f"Over {limit.da}", f"Beyond {limit.en}")
        case Ruling.FERRY_ONLY:
            return Text("Kun med færge", "By ferry only")
        case Ruling.NO_WAY:
            return Text("Ingen vej dertil", "No way there")
        case Ruling.OPEN:
            return Text(f"Åben, plads til {room.da}", f"Open, room for {room.en}")


def _opening(why: Why) -> Text:
    persons, km = _persons(why.persons), _km(why.limit_m)
    name, square = why.name, why.square
    if why.subject is Subject.SQUARE:
        return Text(
            f"I kvadratet {square} bor {persons.da}.", f"{persons.en} live in square {square}."
        )
    if why.subject is Subject.PRACTICE:
        return Text(f"{name} har {persons.da} på sin liste.", f"{name} has {persons.en} listed.")
    where = (
        Text("", "") if square is None else Text(f" i kvadratet {square}", f" in square {square}")
    )
    if not why.persons:
        return Text(
            f"Ingen{where.da} var tilmeldt {name}, som er nedlagt.",
            f"Nobody{where.en} was listed with {name}, which has closed down.",
        )
    if why.subject not in (Subject.DISTRIBUTED, Subject.OPTIMAL):
        return Text(
            f"{persons.da}{where.da} var tilmeldt {name}, som er nedlagt.",
            f"{persons.en}{where.en} were listed with {name}, which has closed down.",
        )
    if why.target is not None:
        return Text(
            f"{name} er nedlagt, og {persons.da} fik plads her.",
            f"{name} has closed down, and {persons.en} found a place here.",
        )
    if why.subject is Subject.OPTIMAL:
        return Text(
            f"{name} er nedlagt. {persons.da}{where.da} er fordelt, så flest mulige får plads "
            f"inden for {km.da}, og vejen i alt bliver kortest.",
            f"{name} has closed down. {persons.en}{where.en} are placed so that as many as "
            f"possible find a place within {km.en}, and the way altogether is shortest.",
        )
    return Text(
        f"{name} er nedlagt. {persons.da}{where.da} skal finde plads inden for {km.da}.",
        f"{name} has closed down. {persons.en}{where.en} must find a place within {km.en}.",
    )


_VERBS = {
    Subject.DISTRIBUTED: ("får plads hos", "find a place with", "finds a place with"),
    Subject.OPTIMAL: ("får plads hos", "find a place with", "finds a place with"),
    Subject.SQUARE: ("er tilmeldt", "are listed with", "is listed with"),
    Subject.TAKEN_OVER: ("overtages af", "are taken over by", "is taken over by"),
    Subject.SATELLITE: (
        "beholder adressen, nu som satellit af",
        "keep their address, now a satellite of",
        "keeps the address, now a satellite of",
    ),
    Subject.CLINIC: ("overtages af", "are taken over by", "is taken over by"),
    Subject.MERGED: ("følger med ind i", "go along into", "goes along into"),
    Subject.PRACTICE: ("er tilmeldt", "are listed with", "is listed with"),
}
"""What became of persons: Danish, English of several, English of one."""


def _outcome(why: Why) -> list[Text]:
    texts = [_went(why, each) for each in why.outcome[:NAMED]]
    others = why.outcome[NAMED:]
    if others:
        persons = _n(sum(each.persons for each in others))
        n = _n(len(others))
        texts.append(
            Text(
                f"{persons.da} fordeler sig på {n.da} andre praksis.",
                f"{persons.en} are spread over {n.en} other practices.",
            )
        )
    return texts


def _went(why: Why, each: Outcome) -> Text:
    persons = _n(each.persons)
    da, several, one = _VERBS[why.subject]
    en = one if each.persons == 1 else several
    if math.isnan(each.mean_distance_m):  # no way, neither by road nor by ferry
        return Text(f"{persons.da} {da} {each.name}.", f"{persons.en} {en} {each.name}.")
    km = _km(each.mean_distance_m, why)
    if why.subject is Subject.PRACTICE:
        longest = _km(each.longest_distance_m, why)
        return Text(
            f"De har i gennemsnit {km.da} dertil; den længste vej er {longest.da}.",
            f"Their way is {km.en} on average; the longest is {longest.en}.",
        )
    if why.square is not None:
        return Text(
            f"{persons.da} {da} {each.name}, {km.da} væk.",
            f"{persons.en} {en} {each.name}, {km.en} away.",
        )
    return Text(
        f"{persons.da} {da} {each.name} med {km.da} i gennemsnit.",
        f"{persons.en} {en} {each.name}, {km.en} on average.",
    )


def _unplaced(why: Why) -> list[Text]:
    if not why.unplaced:
        return []
    persons, km = _n(why.unplaced), _km(why.limit_m)
    return [
        Text(
            f"{persons.da} er uden plads: ingen praksis inden for {km.da} kan tage dem.",
            f"{persons.en} are without a place: no practice within {km.en} can take them.",
        )
    ]


def _without_permanent_doctor(why: Why) -> list[Text]:
    persons = sum(each.without_permanent_doctor for each in why.outcome)
    if not persons:
        return []
    n = _n(persons)
    if why.subject not in (Subject.DISTRIBUTED, Subject.OPTIMAL):
        verb = "has" if persons == 1 else "have"
        return [
            Text(f"{n.da} har ikke en fast læge dér.", f"{n.en} {verb} no permanent doctor there.")
        ]
    verb = "gets" if persons == 1 else "get"
    return [
        Text(
            f"{n.da} af dem, der får plads, får ikke en fast læge.",
            f"{n.en} of those placed {verb} no permanent doctor.",
        )
    ]


def _in_the_way(why: Why) -> list[Text]:
    """Return what ruled out the practices that were asked before or in vain, nearest first."""
    if why.subject is Subject.SQUARE:
        return _choices(why)
    barred = [
        each for each in why.tried if each.ruling is not Ruling.TOOK and each.practice != why.target
    ]
    if why.square is None:  # of many squares those practices matter that most came to in vain
        barred.sort(key=lambda each: (-each.turned_away, each.practice))
        texts = [_turned_away(each) for each in barred[:NAMED]]
    else:
        texts = [_barred(each, why) for each in barred[:NAMED]]
    if len(barred) > NAMED:
        n = _n(len(barred) - NAMED)
        texts.append(
            Text(
                f"{n.da} andre praksis kunne heller ikke.",
                f"{n.en} other practices could not either.",
            )
        )
    return texts


def _turned_away(each: Tried) -> Text:
    """Return one sentence on how many of many had to look further than a practice."""
    n, codes = _n(each.turned_away), ", ".join(each.postcodes)
    da, en = {
        Ruling.FULL: ("er fyldt undervejs", "filled up on the way"),
        Ruling.YIELDED: ("giver pladsen til andre", "gives its room to others"),
        Ruling.AT_LIMIT: ("har nået sin lukkegrænse", "is at its closing limit"),
        Ruling.KEPT_OPEN: ("holdes åben, men er fuld", "is kept open but full"),
        Ruling.CLOSED_BY_HAND: ("er lukket for tilgang", "is closed for intake"),
        Ruling.SELECTIVE: (f"er kun åben for {codes}", f"is open to {codes} only"),
        Ruling.NO_DOCTOR: ("har ingen læge", "has no doctor"),
        Ruling.ENTITLED: (
            f"skal tage {_n(each.took).da}, selv om den er lukket",
            f"must take {_n(each.took).en} although closed",
        ),
    }[each.ruling]
    return Text(
        f"{each.name} {da}: {n.da} måtte videre.",
        f"{each.name} {en}: {n.en} had to look further.",
    )


def _choices(why: Why) -> list[Text]:
    open_to = [each for each in why.tried if each.ruling is Ruling.OPEN]
    km, n = _km(why.limit_m), _n(len(open_to))
    if not open_to:
        first = Text(
            f"Ingen praksis inden for {km.da} tager imod nye herfra.",
            f"No practice within {km.en} takes new patients from here.",
        )
    elif len(open_to) == 1:
        first = Text(
            f"Kun én praksis inden for {km.da} tager imod nye herfra: {open_to[0].name}.",
            f"Only one practice within {km.en} takes new patients from here: {open_to[0].name}.",
        )
    else:
        first = Text(
            f"{n.da} praksis inden for {km.da} tager imod nye herfra.",
            f"{n.en} practices within {km.en} take new patients from here.",
        )
    asked = [each for each in why.tried if each.practice == why.practice]
    return [first, *(_barred(each, why) for each in asked)]


def _barred(each: Tried, why: Why) -> Text:
    """Return one sentence on one practice."""
    if each.ruling is Ruling.NO_WAY:
        return Text(
            f"Der er ingen vej til {each.name}, hverken ad landevej eller med færge.",
            f"There is no way to {each.name}, neither by road nor by ferry.",
        )
    km, limit = _km(each.distance_m, why), _km(why.limit_m)
    name = Text(f"{each.name} ({km.da})", f"{each.name} ({km.en})")
    took, before, away = _n(each.took), _n(each.took_before), _n(each.turned_away)
    codes = ", ".join(each.postcodes)
    match each.ruling:
        case Ruling.YIELDED:
            return Text(
                f"{name.da} tager {took.da}; resten af pladsen går til andre, som ellers ville "
                "få længere.",
                f"{name.en} takes {took.en}; its other room goes to others who would else have "
                "farther to go.",
            )
        case Ruling.FULL if each.took:
            return Text(
                f"{name.da} tog {took.da} og var så fuld; {away.da} måtte videre.",
                f"{name.en} took {took.en} and was then full; {away.en} had to look further.",
            )
        case Ruling.FULL if each.took_before:
            return Text(
                f"{name.da} var fyldt: {before.da} med kortere vej kom først.",
                f"{name.en} was full: {before.en} with a shorter way came first.",
            )
        case Ruling.FULL:
            return Text(f"{name.da} var fyldt.", f"{name.en} was full.")
        case Ruling.ENTITLED:
            return Text(
                f"{name.da} skal tage {took.da}, selv om den er lukket, for de har færre end de "
                "åbne valg, reglerne kræver.",
                f"{name.en} must take {took.en} although closed, because they have fewer open "
                "choices than the rules ask for.",
            )
        case Ruling.AT_LIMIT:
            return Text(
                f"{name.da} har nået sin lukkegrænse.", f"{name.en} is at its closing limit."
            )
        case Ruling.KEPT_OPEN:
            return Text(
                f"{name.da} holdes åben, men lukkegrænsen er nået, så ingen sendes dertil.",
                f"{name.en} is kept open, but is at its limit, so nobody is sent there.",
            )
        case Ruling.CLOSED_BY_HAND:
            return Text(f"{name.da} er lukket for tilgang.", f"{name.en} is closed for intake.")
        case Ruling.SELECTIVE:
            return Text(
                f"{name.da} er kun åben for postnumrene {codes}.",
                f"{name.en} is open to postal codes {codes} only.",
            )
        case Ruling.NO_DOCTOR:
            return Text(f"{name.da} har ingen læge.", f"{name.en} has no doctor.")
        case Ruling.TOO_FAR:
            return Text(
                f"{name.da} ligger længere væk end {limit.da}.",
                f"{name.en} lies farther away than {limit.en}.",
            )
        case Ruling.FERRY_ONLY:
            return Text(
                f"{name.da} kan kun nås med færge.", f"{name.en} can only be reached by ferry."
            )
        case Ruling.TOOK:
            return Text(f"{name.da} tog {took.da}.", f"{name.en} took {took.en}.")
        case Ruling.OPEN:
            room = _n(each.room)
            return Text(
                f"{name.da} er åben med plads til {room.da}.",
                f"{name.en} is open with room for {room.en}.",
            )


def _n(number: int) -> Text:
    return Text(format_number(number, "da"), format_number(number, "en"))


def _persons(number: int) -> Text:
    n = _n(number)
    if number == 1:
        return Text("1 person", "1 person")
    return Text(f"{n.da} personer", f"{n.en} persons")


def _km(metres: float, measured: Why | None = None) -> Text:
    """Return a distance; one that was `measured` over a land network is marked "≈"."""
    is_estimate = measured is not None and measured.is_estimate
    return Text(
        marked(_plain_km(metres, "da"), is_estimate), marked(_plain_km(metres, "en"), is_estimate)
    )


def _plain_km(metres: float, language: Language) -> str:
    """Return kilometres with one decimal; none where they are whole: 15 km, 7,2 km."""
    if metres % 1000 == 0:
        return f"{format_number(metres / 1000, language)} km"
    return format_km(metres, language)
