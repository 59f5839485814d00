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
    "map.legend.distance": Text("Afstand til nærmeste praksis", "Distance to the nearest practice"),
    "map.legend.distance_estimated": Text(
        "≈ Afstand til nærmeste praksis", "≈ Distance to the nearest practice"
    ),
    "map.legend.choices": Text("Åbne praksis inden for {limit}", "Open practices within {limit}"),
    "map.legend.choices_estimated": Text(
        "≈ Åbne praksis inden for {limit}", "≈ Open practices within {limit}"
    ),
    "map.legend.persons": Text("Beboere i kvadratet", "Residents of the square"),
    "map.legend.persons_unit": Text("personer", "persons"),
    "map.legend.practices_unit": Text("praksis", "practices"),
    "map.legend.intake": Text("Tilgang", "Intake"),
    "map.legend.flow": Text("Patienter, der skifter praksis", "Patients changing practice"),
    "map.legend.ferry": Text("Færge", "Ferry"),
    "map.legend.bridge": Text("Bro eller dæmning", "Bridge or dam"),
    "map.legend.idle": Text("Ude af drift", "Out of use"),
    "map.legend.satellite": Text("Satellit", "Satellite"),
    "map.legend.unplaced": Text("Uden plads", "Unplaced"),
    "map.legend.show": Text("Signaturforklaring", "Legend"),
    "map.legend.fold": Text("Fold signaturforklaringen sammen (L)", "Fold the legend (L)"),
    "map.legend.unfold": Text("Fold signaturforklaringen ud (L)", "Unfold the legend (L)"),
    "map.invented": Text(
        "Opdigtede praksis – kun et eksempel", "Invented practices – an example only"
    ),
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
