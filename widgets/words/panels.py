"""Texts of panels and dialogs."""

from __future__ import annotations

from models.domain.text import Text
from widgets.words import dialogs, edits, story

_SHARED: dict[str, Text] = {
    "none": Text("–", "–"),
    "page.back": Text("‹ Overblik", "‹ Overview"),
    "page.back.tip": Text("Tilbage til tal og tabel (Esc)", "Back to figures and table (Esc)"),
    "before": Text("før {value}", "was {value}"),
    "unchanged": Text("uændret", "unchanged"),
    "today": Text("I dag", "Today"),
    "status.open": Text("Åben", "Open"),
    "status.selective": Text("Selektivt lukket", "Selectively closed"),
    "status.closed": Text("Lukket", "Closed"),
    "status.gone": Text("Nedlagt", "Closed down"),
    "form.solo": Text("Enkeltmandspraksis", "Solo practice"),
    "form.partnership": Text("Kompagniskabspraksis", "Partnership"),
    "form.collaborative": Text("Samarbejdspraksis", "Collaborative practice"),
    "form.shared_post": Text("Delepraksis", "Shared post"),
    "form.tender": Text("Udbudsklinik", "Tender clinic"),
    "form.regional": Text("Regionsklinik", "Regional clinic"),
    "form.licence": Text("Licensklinik", "Licence clinic"),
}

_PRACTICE: dict[str, Text] = {
    "practice.number": Text("Ydernummer {number}", "Provider no. {number}"),
    "practice.listed": Text("Tilmeldte", "Listed patients"),
    "practice.capacities": Text("Kapaciteter", "Capacities"),
    "practice.vacant": Text("Heraf ledige", "Of these vacant"),
    "practice.limit": Text("Lukkegrænse pr. kap.", "Closing limit per cap."),
    "practice.norm": Text("normtal", "norm"),
    "practice.own_limit": Text("egen", "own"),
    "practice.doctors": Text("Læger", "Doctors"),
    "practice.doctors.60": Text("{n} på 60+", "{n} aged 60+"),
    "practice.intake": Text("Tilgang", "Intake"),
    "practice.intake.automatic": Text("Automatisk", "Automatic"),
    "practice.intake.open": Text("Åben", "Open"),
    "practice.intake.selective": Text("Selektivt lukket", "Selectively closed"),
    "practice.intake.closed": Text("Lukket", "Closed"),
    "practice.postcodes": Text("Postnumre", "Postal codes"),
    "practice.postcodes.hint": Text("fx 8420, 8400", "e.g. 8420, 8400"),
    "practice.postcodes.error": Text(
        "Skriv postnumre på fire cifre, adskilt af komma.",
        "Write postal codes of four digits, separated by commas.",
    ),
    "practice.load": Text("Belastning", "Load"),
    "practice.load.of": Text("{listed} af {limit}", "{listed} of {limit}"),
    "practice.nearest": Text("Nærmest for", "Nearest for"),
    "practice.persons": Text("{n} personer", "{n} persons"),
    "practice.persons.one": Text("1 person", "1 person"),
    "practice.own_distance": Text("Egne patienters afstand", "Distance of own patients"),
    "practice.own_patients": Text("Egne patienter", "Own patients"),
    "practice.before": Text("før", "before"),
    "practice.mean.short": Text("Gns.", "Mean"),
    "practice.median.short": Text("Median", "Median"),
    "practice.p90.short": Text("90 %", "90%"),
    "practice.longest.short": Text("Længste", "Longest"),
    "practice.mean": Text("Gennemsnit", "Mean"),
    "practice.median": Text("Median", "Median"),
    "practice.p90": Text("90 % inden for", "90% within"),
    "practice.longest": Text("Længste", "Longest"),
    "practice.close": Text("Nedlæg", "Close down"),
    "practice.satellite": Text("Satellit", "Satellite"),
    "practice.satellite.near": Text(
        "Satellit ved {town}, {n} dage om ugen", "Satellite near {town}, {n} days a week"
    ),
    "practice.satellite.near.1": Text(
        "Satellit ved {town}, 1 dag om ugen", "Satellite near {town}, 1 day a week"
    ),
    "practice.satellite.somewhere": Text(
        "Satellit, {n} dage om ugen", "Satellite, {n} days a week"
    ),
    "practice.satellite.somewhere.1": Text("Satellit, 1 dag om ugen", "Satellite, 1 day a week"),
    "practice.merge": Text("Sammenlæg", "Merge"),
    "practice.nothing.title": Text("Ingen praksis valgt", "No practice selected"),
    "practice.nothing": Text(
        "Klik på en praksis på kortet, eller søg efter den, for at se dens tal.",
        "Click a practice on the map, or search for it, to see its figures.",
    ),
    "practice.selection": Text("{n} praksis valgt", "{n} practices selected"),
    "practice.selection.total": Text("I alt", "Total"),
    "practice.selection.merge": Text("Sammenlæg {n} praksis…", "Merge {n} practices…"),
}

_AREA: dict[str, Text] = {
    "area.mean": Text("Gennemsnit til nærmeste", "Mean to nearest"),
    "area.beyond": Text("Over {limit} km", "Beyond {limit} km"),
    "area.measure.straight_line": Text(
        "Målt i luftlinje i stedet for ad vej:", "Measured in a straight line rather than by road:"
    ),
    "area.measure.road": Text(
        "Målt ad vej i stedet for i luftlinje:", "Measured by road rather than in a straight line:"
    ),
    "area.measure.figures": Text(
        "{area}: {beyond} over grænsen, {short} uden valg nok, i gennemsnit {mean}.",
        "{area}: {beyond} beyond the limit, {short} without enough choice, {mean} on average.",
    ),
    "area.beyond.limit": Text("Over afstandsgrænsen", "Beyond the distance limit"),
    "area.short.1": Text("Uden åbent valg", "Without an open choice"),
    "area.short.n": Text("Uden {n} åbne valg", "Without {n} open choices"),
    "area.short": Text("Uden to åbne valg", "Without two open choices"),
    "area.open": Text("Åbne praksis", "Open practices"),
    "area.open.of": Text("{open} af {all}", "{open} of {all}"),
    "area.all_figures": Text("Alle tal", "All figures"),
    "area.points": Text("{n} pct.point", "{n} pts"),
    "area.persons": Text("Personer", "Persons"),
    "area.listed": Text("Tilmeldte", "Listed"),
    "area.unplaced": Text("Uden plads", "Unplaced"),
    "area.unlisted": Text("Ikke tilmeldte", "Not listed"),
    "area.median": Text("Median til nærmeste", "Median to nearest"),
    "area.p90": Text("90 % inden for", "90% within"),
    "area.longest": Text("Længste til nærmeste", "Longest to nearest"),
    "area.own": Text("Gns. til egen praksis", "Mean to own practice"),
    "area.without_choice": Text("Uden åbent valg", "Without any open choice"),
    "area.one_choice": Text("Med ét åbent valg", "With one open choice"),
    "area.ferry": Text("Kun med færge", "By ferry only"),
    "area.not_joined": Text("Uden vej på kortet", "Without a road on the map"),
    "area.without_permanent": Text("Uden fast læge", "No permanent doctor"),
    "area.practices_open": Text("Åbne praksis", "Open practices"),
    "area.practices_selective": Text("Selektivt lukkede", "Selective practices"),
    "area.practices_closed": Text("Lukkede for tilgang", "Closed for intake"),
    "area.capacities": Text("Kapaciteter", "Capacities"),
    "area.vacant": Text("Heraf ledige", "Of these vacant"),
    "area.load": Text("Belastning", "Load"),
    "area.doctors": Text("Læger", "Doctors"),
    "area.doctors_60": Text("Heraf 60 år og derover", "Of these 60 and over"),
}

_LISTS: dict[str, Text] = {
    "column.grip": Text(
        "Træk for at give tabellen mere eller mindre plads. Dobbeltklik: automatisk.",
        "Drag to give the table more or less room. Double click: automatic.",
    ),
    "chart.title": Text("Personer efter afstand", "Persons by distance"),
    "chart.baseline": Text("streg: i dag", "line: today"),
    "chart.km": Text("{km} km", "{km} km"),
    "chart.last": Text("{km}+ km", "{km}+ km"),
    "chart.bin": Text("{from_km}–{to_km} km: {persons}", "{from_km}–{to_km} km: {persons}"),
    "chart.bin.last": Text("over {from_km} km: {persons}", "over {from_km} km: {persons}"),
    "chart.bin.before": Text("{bin} (før {before})", "{bin} (was {before})"),
    "table.practice": Text("Praksis", "Practice"),
    "table.listed": Text("Tilmeldte", "Listed"),
    "table.load": Text("Belastning", "Load"),
    "table.intake": Text("Tilgang", "Intake"),
    "table.change": Text("Ændring", "Change"),
    "table.status.open": Text("Åben", "Open"),
    "table.status.selective": Text("Selektiv", "Selective"),
    "table.status.closed": Text("Lukket", "Closed"),
    "scenarios.title": Text("Scenarier", "Scenarios"),
    "scenarios.new": Text("Nyt", "New"),
    "scenarios.rename": Text("Omdøb", "Rename"),
    "scenarios.delete": Text("Slet", "Delete"),
    "history.title": Text("Historik", "History"),
    "history.empty": Text(
        "Hver ændring af scenariet kommer til at stå her.",
        "Every change to the scenario will be listed here.",
    ),
    "layers.title": Text("Lag", "Layers"),
    "layers.colour": Text("Kvadraternes farve", "Colour of squares"),
    "search.nothing": Text("Intet fundet", "Nothing found"),
    "search.town": Text("Kortet viser {name}.", "The map shows {name}."),
    "search.hint": Text("Søg praksis, by eller ydernummer", "Search practice, town or number"),
}

TEXTS: dict[str, Text] = {
    **_SHARED,
    **_PRACTICE,
    **_AREA,
    **_LISTS,
    **dialogs.TEXTS,
    **edits.TEXTS,
    **story.TEXTS,
}
