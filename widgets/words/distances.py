"""Texts of the page of distances: the curve, its reading, the table."""

from __future__ import annotations

from models.domain.text import Text

TEXTS: dict[str, Text] = {
    "app.action.distances": Text("Afstande", "Distances"),
    "distances.title": Text("Afstande til nærmeste praksis", "Distances to the nearest practice"),
    "distances.lead": Text(
        "Andel af borgerne inden for en afstand ad vej",
        "Share of the residents within a distance by road",
    ),
    "distances.lead.line": Text(
        "Andel af borgerne inden for en afstand i lige linje",
        "Share of the residents within a straight-line distance",
    ),
    "distances.place": Text("Hvem kurven gælder", "Whom the curve is about"),
    "distances.place.none": Text("Ingen kommune valgt", "No municipality chosen"),
    "distances.place.none.tip": Text(
        "Vælg en praksis eller en kommune på kortet.",
        "Choose a practice or a municipality on the map.",
    ),
    "distances.dragged": Text("Med flytningen", "With the move"),
    "distances.limit": Text("Grænse {km} km", "Limit {km} km"),
    "distances.curve": Text(
        "Kurve: andel af borgerne inden for en afstand",
        "Curve: share of the residents within a distance",
    ),
    "distances.axis.km": Text("{km} km", "{km} km"),
    "distances.within": Text("Inden for {km} km: {now}", "Within {km} km: {now}"),
    "distances.within.both": Text(
        "Inden for {km} km: {now} · i dag {before}", "Within {km} km: {now} · today {before}"
    ),
    "distances.persons": Text("{n} borgere", "{n} residents"),
    "distances.persons.changed": Text(
        "{n} borgere · {change} mod i dag", "{n} residents · {change} from today"
    ),
    "distances.persons.same": Text("{n} borgere · uændret mod i dag", "{n} residents · as today"),
    "distances.keys": Text(
        "Peg på kurven, eller gå frem og tilbage med piletasterne.",
        "Point at the curve, or go back and forth with the arrow keys.",
    ),
    "distances.nobody": Text(
        "Ingen borgere når en praksis ad vej, så der er ingen kurve.",
        "No residents reach a practice by road, so there is no curve.",
    ),
    "distances.table": Text("Borgere efter afstand", "Residents by distance"),
    "distances.table.today": Text("I dag", "Today"),
    "distances.table.now": Text("Scenarie", "Scenario"),
    "distances.table.change": Text("Forskel", "Difference"),
    "distances.row.within": Text("Inden for {km} km", "Within {km} km"),
    "distances.row.of_these": Text("heraf inden for {km} km", "of these within {km} km"),
    "distances.row.beyond": Text("Over {km} km", "Beyond {km} km"),
    "distances.row.by_ferry": Text("Kun med færge", "By ferry only"),
    "distances.row.no_way": Text("Uden vej til en praksis", "No way to a practice"),
    "distances.row.not_joined": Text("Uden vej på kortet", "No road on the map"),
    "distances.row.all": Text("Borgere i alt", "Residents in all"),
    "distances.table.note": Text(
        "Kun med færge regnes som længere væk end grænsen.",
        "By ferry only counts as beyond the limit.",
    ),
}
