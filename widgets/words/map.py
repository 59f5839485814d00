"""Texts of the map, its layers and legend."""

from __future__ import annotations

from models.domain.text import Text

TEXTS: dict[str, Text] = {
    "map.name": Text("Kort", "Map"),
    "map.band.under": Text("under {end} km", "under {end} km"),
    "map.band.between": Text("{start}–{end} km", "{start}–{end} km"),
    "map.band.over": Text("over {end} km", "over {end} km"),
    "map.band.by_ferry": Text("kun med færge", "by ferry only"),
    "map.band.no_way": Text("ingen vej", "no road"),
    "map.legend.distance": Text(
        "Personer efter vej til nærmeste praksis",
        "Persons by road distance to the nearest practice",
    ),
    "map.legend.choices": Text(
        "Personer efter åbne valg inden for {limit}", "Persons by open choices within {limit}"
    ),
    "map.legend.persons": Text(
        "Personer efter beboere i kvadratet", "Persons by residents of the square"
    ),
    "map.legend.intake": Text("Tilgang for nye patienter", "Intake of new patients"),
    "map.legend.intake_by_list": Text(
        "Tilgang · størrelse efter tilmeldte", "Intake · size by listed patients"
    ),
    "map.legend.other": Text("Øvrigt", "Other"),
    "map.legend.flow": Text("patienter, der skifter praksis", "patients changing practice"),
    "map.legend.ferry": Text("færge", "ferry"),
    "map.legend.unplaced": Text("uden plads", "unplaced"),
    "map.legend.show": Text("Signatur", "Legend"),
    "map.choices.none": Text("ingen", "none"),
    "map.choices.one": Text("én", "one"),
    "map.choices.count": Text("{count}", "{count}"),
    "map.choices.between": Text("{start}–{end}", "{start}–{end}"),
    "map.choices.or_more": Text("{start} eller flere", "{start} or more"),
    "map.persons.between": Text("{start}–{end} personer", "{start}–{end} persons"),
    "map.persons.or_more": Text("{start} personer eller flere", "{start} persons or more"),
    "map.intake.open": Text("Åben", "Open"),
    "map.intake.selective": Text("Selektivt lukket", "Selectively closed"),
    "map.intake.closed": Text("Lukket", "Closed"),
    "map.intake.gone": Text("Nedlagt", "Closed down"),
    "map.intake.no_doctor": Text("Uden læge", "Without a doctor"),
    "map.intake.changed": Text("Flyttet eller ny", "Moved or new"),
    "map.plate.listed": Text("{listed} tilmeldte", "{listed} listed"),
    "map.plate.gone": Text("Nedlagt", "Closed down"),
    "map.status.open": Text("åben for tilgang", "open for intake"),
    "map.status.selective": Text("selektivt lukket for tilgang", "intake selectively closed"),
    "map.status.closed": Text("lukket for tilgang", "closed for intake"),
    "map.status.no_doctor": Text("ingen læge", "no doctor"),
}
