"""Texts of the rule packs' dialog."""

from __future__ import annotations

from models.domain.text import Text

TEXTS: dict[str, Text] = {
    "app.action.rules": Text("Regler…", "Rules…"),
    "rules.title": Text("Regler", "Rules"),
    "rules.lead": Text(
        "Et scenarie bedømmes efter ét regelsæt, og »I dag« efter det samme ved sammenligning. "
        "De medfølgende regelsæt er faste; lav en kopi for at rette.",
        "A scenario is judged by one rule pack, and 'Today' by the same when compared. The packs "
        "that came with the program are fixed; make a copy to change one.",
    ),
    "rules.packs": Text("Regelsæt", "Rule packs"),
    "rules.copy": Text("Kopiér", "Copy"),
    "rules.delete": Text("Slet", "Delete"),
    "rules.judge": Text("Bedøm »{scenario}« efter dette", "Judge '{scenario}' by this"),
    "rules.judged": Text("»{scenario}« bedømmes efter dette", "'{scenario}' is judged by this"),
    "rules.valid_from": Text("Gælder fra {date}", "Valid from {date}"),
    "rules.users": Text("Bruges af: {names}", "Used by: {names}"),
    "rules.users.none": Text("Bruges ikke", "Not used"),
    "rules.own": Text("Eget regelsæt", "Own rule pack"),
    "rules.name": Text("Navn", "Name"),
    "rules.source": Text("Kilde", "Source"),
    "rules.date": Text("Kildens dato", "Date of the source"),
    "rules.assumed": Text("antagelse", "assumption"),
    "rules.none.ceiling_per_capacity": Text("intet loft", "no ceiling"),
    "rules.none.shared_post_norm": Text("normtallet", "the norm"),
    "rules.none.numbers_per_owner": Text("ingen grænse", "no limit"),
    "rules.none.reach_m": Text("som afstandsgrænsen", "as the distance limit"),
    "rules.measure.road": Text("ad vej", "by road"),
    "rules.measure.straight_line": Text("i luftlinje", "in a straight line"),
    "rules.yes": Text("ja", "yes"),
    "rules.by_area": Text("område: værdi; område: værdi", "area: value; area: value"),
    "rules.by_area.problem": Text(
        "{name}: skriv et område, kolon og et tal, med semikolon imellem, for eksempel "
        "»{example}«; fandt »{found}«.",
        "{name}: write an area, a colon and a number, with semicolons between, for example "
        "'{example}'; found '{found}'.",
    ),
    "rules.by_area.several": Text(
        "{name}: flere områder hedder »{found}«. Skriv {names}.",
        "{name}: several areas are called '{found}'. Write {names}.",
    ),
    "rules.by_area.unknown.norm_by_area": Text(
        "{name}: projektet har hverken kommune eller lægedækningsområde med navnet »{found}«.",
        "{name}: the project has neither a municipality nor a coverage area called '{found}'.",
    ),
    "rules.by_area.unknown.limit_m_by_municipality": Text(
        "{name}: projektet har ingen kommune med navnet »{found}«.",
        "{name}: the project has no municipality called '{found}'.",
    ),
    "rules.group": Text("Gruppe {n}", "Group {n}"),
    "rules.age": Text("{ages} år", "Age {ages}"),
    "rules.undo.judge": Text(
        "bedøm »{scenario}« efter {title} igen", "judge '{scenario}' by {title} again"
    ),
    "rules.undo.save": Text("ret {title} tilbage", "change {title} back"),
    "rules.undo.copy": Text("fjern {title}", "remove {title}"),
    "rules.undo.delete": Text("hent {title} tilbage", "bring {title} back"),
}
