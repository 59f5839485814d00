"""Texts of coverage areas: the gross list, its weights, the instruments, the hearing."""

from __future__ import annotations

from models.domain.text import Text

TEXTS: dict[str, Text] = {
    "app.action.threatened": Text("Lægedækningstruede områder", "Threatened areas"),
    "app.action.coverage": Text("Lægedækningsområder", "Coverage areas"),
    "app.action.room": Text("Hvor er der plads?", "Where is there room?"),
    "areas.legend": Text("Truet lægedækning", "Threatened coverage"),
    "areas.legend.unit": Text("områder", "areas"),
    "areas.level.red": Text("Rødt område", "Red area"),
    "areas.level.yellow": Text("Gult område", "Yellow area"),
    "areas.level.": Text("Ikke på listen", "Not on the list"),
    "areas.room": Text("Hvor er der plads?", "Where is there room?"),
    "areas.room.unit": Text("pladser", "places"),
    "areas.room.within": Text("Under lukkegrænsen", "Below the closing limit"),
    "areas.room.wished": Text("Ønsket derudover", "Asked for beyond it"),
    "areas.room.total": Text("I alt", "In all"),
    "areas.threatened.title": Text("Lægedækningstruede områder", "Threatened coverage areas"),
    "areas.threatened.lead": Text(
        "{scenario}: {listed} af {n} områder er på listen, heraf {red} i rødt. Point: 0 til 100.",
        "{scenario}: {listed} of {n} areas are on the list, {red} of them red. Points: 0 to 100.",
    ),
    "areas.threatened.invented": Text("Opdigtede praksis.", "Invented practices."),
    "areas.threatened.none": Text(
        "Projektet har ingen lægedækningsområder endnu. De kan foreslås ud fra byerne, indlæses "
        "fra en fil eller tegnes på kortet.",
        "The project has no coverage areas yet. They can be proposed around the towns, read from "
        "a file or drawn on the map.",
    ),
    "areas.threatened.make": Text("Lav lægedækningsområder", "Make coverage areas"),
    "areas.rank": Text(
        "Nr. {rank}, {name}: {score} point, {level}", "No. {rank}, {name}: {score} points, {level}"
    ),
    "areas.standing": Text(
        "{level} · nr. {rank} af {n} · {score} point",
        "{level} · no. {rank} of {n} · {score} points",
    ),
    "areas.before": Text("I dag: {score} point.", "Today: {score} points."),
    "areas.steady.always": Text(
        "Står fast: på listen, uanset om et kendetegns vægt halveres eller fordobles.",
        "Firm: on the list whether the weight of each sign is halved or doubled.",
    ),
    "areas.steady.on": Text(
        "På listen i {share} af 1.000 prøvede vægtninger, som nr. {first} til {last}.",
        "On the list under {share} of 1,000 sets of weights, as no. {first} to {last}.",
    ),
    "areas.steady.off": Text(
        "Ville komme på listen i {share} af 1.000 prøvede vægtninger (nr. {first} til {last}).",
        "Would be on the list under {share} of 1,000 sets of weights (no. {first} to {last}).",
    ),
    "areas.steady.never": Text(
        "Kommer ikke på listen i nogen af 1.000 prøvede vægtninger.",
        "Is not on the list under any of 1,000 sets of weights.",
    ),
    "areas.signs": Text("Kendetegnene, fra 0 til 100 point", "The signs, from 0 to 100 points"),
    "areas.sign.of": Text("{part} af {whole}", "{part} of {whole}"),
    "areas.sign.nothing": Text("–", "–"),
    "areas.supply": Text("Behov og plads", "Need and room"),
    "areas.supply.persons": Text("Indbyggere", "Residents"),
    "areas.supply.need": Text("Behov, vægtet efter alder", "Need, weighted by age"),
    "areas.supply.places": Text("Besatte kapaciteter rækker til", "Occupied capacities are for"),
    "areas.supply.room": Text("Pladser under lukkegrænsen", "Places below the closing limit"),
    "areas.supply.wished": Text("Ønsket derudover", "Asked for beyond it"),
    "areas.supply.unplaced": Text("Uden plads", "Without a place"),
    "areas.weights": Text("Vægte", "Weights"),
    "areas.weights.even": Text("Lige vægt", "Equal weights"),
    "areas.weights.lead": Text(
        "Hvor meget hvert kendetegn skal tælle. Gemmes i projektet.",
        "How much each sign is to count. Kept in the project.",
    ),
    "areas.weight.0": Text("tæller ikke", "does not count"),
    "areas.weight.1": Text("lidt", "a little"),
    "areas.weight.2": Text("almindeligt", "as usual"),
    "areas.weight.3": Text("mere", "more"),
    "areas.weight.4": Text("mest", "most"),
    "areas.instruments": Text("Regionens instrumenter", "The region's instruments"),
    "areas.instruments.lead": Text(
        "Hvad kan et projekt i området få? Efter perspektivplanen fra 2008.",
        "What may a project in the area get? After the perspective plan of 2008.",
    ),
    "areas.instruments.furthers": Text(
        "Projektet fremmer strukturen", "The project furthers the structure"
    ),
    "areas.instruments.row.00": Text(
        "Fremmer ikke strukturen, uden udfordring", "Does not further it, no challenge"
    ),
    "areas.instruments.row.01": Text(
        "Fremmer ikke strukturen, særlig udfordring", "Does not further it, special challenge"
    ),
    "areas.instruments.row.10": Text(
        "Fremmer strukturen, uden udfordring", "Furthers it, no challenge"
    ),
    "areas.instruments.row.11": Text(
        "Fremmer strukturen, særlig udfordring", "Furthers it, special challenge"
    ),
    "areas.coverage.title": Text("Lægedækningsområder", "Coverage areas"),
    "areas.coverage.lead": Text(
        "{n} områder. Hvert kvadrat hører til ét område eller til intet.",
        "{n} areas. Each square belongs to one area or to none.",
    ),
    "areas.coverage.outside": Text(
        "{n} indbyggere bor uden for alle områder.", "{n} residents live outside all areas."
    ),
    "areas.coverage.empty": Text(
        "Ingen områder endnu. Foreslå dem ud fra byerne, indlæs en fil, eller tegn dem.",
        "No areas yet. Propose them around the towns, read a file, or draw them.",
    ),
    "areas.coverage.area": Text("Område", "Area"),
    "areas.coverage.persons": Text("{n} indbyggere", "{n} residents"),
    "areas.coverage.propose": Text("Foreslå…", "Propose…"),
    "areas.coverage.import": Text("Indlæs fil…", "Read a file…"),
    "areas.coverage.pick": Text("Saml kommuner eller sogne…", "Gather municipalities, parishes…"),
    "areas.coverage.draw": Text("Tegn på kortet", "Draw on the map"),
    "areas.coverage.rename": Text("Omdøb…", "Rename…"),
    "areas.coverage.join": Text("Læg sammen…", "Join…"),
    "areas.coverage.delete": Text("Slet", "Delete"),
    "areas.draw.how": Text(
        "Træk en linje rundt om området på kortet. Esc fortryder.",
        "Draw a line around the area on the map. Esc cancels.",
    ),
    "areas.made.empty": Text(
        "Der bor ingen i området. Intet er ændret.",
        "Nobody lives in the area. Nothing was changed.",
    ),
    "areas.propose.title": Text("Foreslå lægedækningsområder", "Propose coverage areas"),
    "areas.propose.lead": Text(
        "Områderne dannes omkring de største byer af hele sogne (eller blokke af land), så hver "
        "borger hører til den by, der er nærmest ad vej. De erstatter dem, der er; det kan "
        "fortrydes.",
        "The areas are made around the largest towns from whole parishes (or blocks of land), so "
        "that residents belong to the town nearest by road. They replace those there are; this "
        "can be undone.",
    ),
    "areas.propose.number": Text("Antal områder", "Number of areas"),
    "areas.propose.accept": Text("Foreslå", "Propose"),
    "areas.name.title": Text("Områdets navn", "The area's name"),
    "areas.name.accept": Text("Gem", "Keep"),
    "areas.name.taken": Text(
        "Et andet område hedder »{name}«. Vælg et andet navn.",
        "Another area is called “{name}”. Choose another name.",
    ),
    "areas.pick.title": Text("Nyt lægedækningsområde", "A new coverage area"),
    "areas.pick.lead": Text(
        "Området overtager de valgte kommuner eller sogne fra de områder, de hører til nu.",
        "The area takes the municipalities or parishes from the areas they belong to now.",
    ),
    "areas.pick.filter": Text("Søg efter kommune eller sogn", "Find a municipality or parish"),
    "areas.pick.municipality": Text("{name} Kommune", "{name} Municipality"),
    "areas.pick.parish": Text("{name} Sogn", "{name} Parish"),
    "areas.pick.none": Text(
        "Sæt hak ved mindst én kommune eller ét sogn.", "Tick one municipality or parish at least."
    ),
    "areas.pick.accept": Text("Lav området", "Make the area"),
    "areas.file": Text("Vælg en fil med lægedækningsområder", "Choose a file of coverage areas"),
    "areas.file.filter": Text("Kortlag ({patterns})", "Map layers ({patterns})"),
    "areas.working": Text("Beregner lægedækningsområder …", "Working out coverage areas …"),
    "areas.changed.proposed": Text(
        "{n} lægedækningsområder er foreslået.", "{n} coverage areas were proposed."
    ),
    "areas.changed.imported": Text(
        "{n} lægedækningsområder er indlæst.", "{n} coverage areas were read."
    ),
    "areas.changed.made": Text("Området »{name}« er lavet.", "The area “{name}” was made."),
    "areas.changed.renamed": Text("»{old}« hedder nu »{name}«.", "“{old}” is now called “{name}”."),
    "areas.changed.joined": Text(
        "{n} områder er lagt sammen til »{name}«.", "{n} areas were joined as “{name}”."
    ),
    "areas.changed.deleted": Text(
        "{n} områder er slettet; deres kvadrater hører til intet område.",
        "{n} areas were deleted; their squares belong to none.",
    ),
    "areas.access": Text("Adgang, gennemsnit for beboerne", "Access, mean of the residents"),
    "map.indicator.below": Text("Under {end}", "Below {end}"),
    "map.indicator.between": Text("{start} – {end}", "{start} – {end}"),
    "map.indicator.above": Text("{start} og derover", "{start} and more"),
    "map.indicator.none": Text("Ingen at nå", "Nobody to be reached"),
    "paper.title.indicator": Text("{region}: {title}", "{region}: {title}"),
    "areas.undo": Text("ændringen af lægedækningsområder", "the change of coverage areas"),
}
