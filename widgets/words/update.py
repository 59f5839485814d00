"""Texts of updating: what a newer register changes, in the window and on the command line."""

from __future__ import annotations

from models.domain.text import Text

TEXTS: dict[str, Text] = {
    "update.title": Text("Nyt register", "New register"),
    "update.lead": Text(
        "{files}, {date}: {practices} praksis med {listed} tilmeldte.",
        "{files}, {date}: {practices} practices with {listed} listed patients.",
    ),
    "update.practice": Text("{name} ({number})", "{name} ({number})"),
    "update.change": Text("{before} → {after}", "{before} → {after}"),
    "update.findings": Text("Læsningen: {kind}", "Reading: {kind}"),
    "update.promise": Text(
        "Scenarierne følger med. Projektet, som det er nu, lægges som en kopi ved siden af.",
        "The scenarios come along. The project as it is now is kept as a copy beside it.",
    ),
    "update.accept": Text("Opdatér projektet", "Update the project"),
    "update.leave": Text("Annullér", "Cancel"),
    "update.choose": Text("Vælg det nye register", "Choose the new register"),
    "update.reading": Text("Læser det nye register …", "Reading the new register …"),
    "update.storing": Text("Opdaterer projektet …", "Updating the project …"),
    "update.cancelled": Text("Projektet er ikke opdateret.", "The project was not updated."),
    "update.moved_on": Text(
        "Projektet er ændret, siden registret blev læst. Vælg det igen.",
        "The project has changed since the register was read. Choose it again.",
    ),
    "update.kind.gone": Text("Ikke længere i registret", "No longer in the register"),
    "update.kind.merged": Text("Ser ud til at være lagt sammen", "Seem to have merged"),
    "update.kind.renumbered": Text("Ser ud til at have nyt ydernummer", "Seem to be renumbered"),
    "update.kind.new": Text("Nye praksis", "New practices"),
    "update.kind.moved": Text("Flyttet", "Moved"),
    "update.kind.capacity": Text("Andre kapaciteter", "Other capacities"),
    "update.kind.form": Text("Anden praksisform", "Another form"),
    "update.kind.intake": Text("Anden tilgang", "Other intake"),
    "update.kind.limit": Text("Anden lukkegrænse", "Another closing limit"),
    "update.kind.name": Text("Andet navn", "Another name"),
    "update.kind.list": Text("Andet antal tilmeldte", "Another number of listed patients"),
    "update.listed": Text("{n} tilmeldte", "{n} listed patients"),
    "update.new": Text("{capacities}, {listed}", "{capacities}, {listed}"),
    "update.into": Text("{name} ({number}), {listed}", "{name} ({number}), {listed}"),
    "update.distance": Text("{distance} derfra", "{distance} from there"),
    "update.address": Text("{address}, {distance} derfra", "{address}, {distance} from there"),
    "update.capacities": Text("{n} kapaciteter", "{n} capacities"),
    "update.capacities.one": Text("1 kapacitet", "1 capacity"),
    "update.capacities.vacant": Text("{capacities}, heraf {n} ledige", "{capacities}, {n} vacant"),
    "update.capacities.vacant.one": Text("{capacities}, heraf 1 ledig", "{capacities}, 1 vacant"),
    "update.intake.postcodes": Text("{status}: {postcodes}", "{status}: {postcodes}"),
    "update.limit": Text("{n} pr. kapacitet", "{n} per capacity"),
    "update.limit.none": Text("normtallet", "the norm"),
    "update.none": Text(
        "Registret svarer til projektet: der er ingen forskelle.",
        "The register agrees with the project: nothing is different.",
    ),
    "update.taken_in": Text(
        "{project} er opdateret. Projektet, som det var, ligger i {copy}.",
        "{project} was updated. The project as it was lies in {copy}.",
    ),
    "update.dry_run": Text("Intet er ændret.", "Nothing was changed."),
    "update.misfits": Text(
        "Ændringer i scenarierne, der ikke længere kan udføres",
        "Changes in the scenarios that are no longer possible",
    ),
    "update.misfit": Text("{scenario}: {edit}. {why}", "{scenario}: {edit}. {why}"),
}
