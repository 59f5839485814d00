"""Texts of dialogs."""

from __future__ import annotations

from models.domain.text import Text

_SHARED: dict[str, Text] = {
    "dialog.cancel": Text("Annullér", "Cancel"),
    "dialog.close": Text("Luk", "Close"),
    "dialog.name": Text("Navn", "Name"),
    "dialog.error.name": Text("Navnet mangler.", "The name is missing."),
    "dialog.error.name_taken": Text(
        "Der findes allerede et scenarie med navnet »{name}«.",
        "There is already a scenario named “{name}”.",
    ),
}

_CLOSE: dict[str, Text] = {
    "close.title": Text("Nedlæg {name}", "Close down {name}"),
    "close.lead": Text(
        "{n} tilmeldte skal have en anden læge. Hvad sker der med dem?",
        "{n} listed patients need another doctor. What becomes of them?",
    ),
    "close.lead.one": Text(
        "1 tilmeldt skal have en anden læge. Hvad sker der?",
        "1 listed patient needs another doctor. What happens?",
    ),
    "close.lead.none": Text("Praksis har ingen tilmeldte.", "The practice has no listed patients."),
    "close.distribute": Text("Fordel patienter", "Distribute the patients"),
    "close.distribute.what": Text(
        "Hver patient kommer til den nærmeste praksis, der er åben og har plads.",
        "Each goes to the nearest practice that is open and has room.",
    ),
    "close.optimal": Text("Fordel optimalt", "Distribute optimally"),
    "close.optimal.what": Text(
        "Flest mulige får plads, og vejen i alt bliver kortest. Gevinsten vises først.",
        "Most find a place, by the shortest way altogether. The gain is shown first.",
    ),
    "close.days": Text("Dage om ugen på den gamle adresse", "Days a week at the old address"),
    "close.successor": Text("En anden praksis overtager listen", "Another practice takes over"),
    "close.successor.what": Text(
        "Hele listen følger med til den praksis, der vælges herunder.",
        "The whole list goes to the practice chosen below.",
    ),
    "close.satellite": Text("Stedet bliver satellit", "The address becomes a satellite"),
    "close.satellite.what": Text(
        "En anden praksis får listen og holder konsultation her nogle dage.",
        "Another practice gets the list and holds consultations here on some days.",
    ),
    "close.tender": Text("Sæt i udbud", "Put out to tender"),
    "close.tender.what": Text(
        "En udbudsklinik driver praksis videre på samme adresse.",
        "A tender clinic runs the practice on at the same address.",
    ),
    "close.regional": Text("Regionsklinik", "Regional clinic"),
    "close.regional.what": Text(
        "Regionen driver praksis videre med ansatte læger.",
        "The region runs the practice on with employed doctors.",
    ),
    "close.search": Text("Søg den praksis, der overtager", "Search the practice that takes over"),
    "close.room": Text("plads til {n}", "room for {n}"),
    "close.full": Text("ingen plads", "no room"),
    "close.accept": Text("Nedlæg praksis", "Close down"),
    "close.error.to": Text(
        "Vælg den praksis, der skal overtage listen.",
        "Choose the practice that is to take over the list.",
    ),
}

_MERGE: dict[str, Text] = {
    "merge.title": Text("Sammenlæg praksis", "Merge practices"),
    "merge.lead": Text("Hvilken praksis består?", "Which practice remains?"),
    "merge.sum": Text("Tilsammen", "Together"),
    "merge.new_place": Text("På ny adresse", "At a new address"),
    "merge.new_place.what": Text(
        "Stedet vælges på kortet bagefter.", "The place is chosen on the map afterwards."
    ),
    "merge.accept": Text("Sammenlæg", "Merge"),
}

_OPEN: dict[str, Text] = {
    "open.title": Text("Ny praksis", "New practice"),
    "open.lead": Text("Åbnes ved {place} uden tilmeldte.", "Opens at {place} with an empty list."),
    "open.lead.nowhere": Text("Åbnes uden tilmeldte.", "Opens with an empty list."),
    "open.proposal": Text("Lægerne i {place}", "Doctors in {place}"),
    "open.number": Text("Ydernummer", "Provider number"),
    "open.form": Text("Praksisform", "Form"),
    "open.capacities": Text("Kapaciteter", "Capacities"),
    "open.accept": Text("Åbn praksis", "Open practice"),
    "open.error.number": Text("Ydernummeret mangler.", "The provider number is missing."),
    "open.error.taken": Text(
        "Ydernummer {number} er i brug. Skriv et andet, for eksempel {suggestion}.",
        "Provider number {number} is in use. Write another, for example {suggestion}.",
    ),
}

_SCENARIO: dict[str, Text] = {
    "new_scenario.title": Text("Nyt scenarie", "New scenario"),
    "new_scenario.from": Text("Ud fra", "Starting from"),
    "new_scenario.accept": Text("Opret scenarie", "Create scenario"),
    "new_scenario.hint": Text("fx Mols, muligheder", "e.g. Mols, options"),
}

_PDF: dict[str, Text] = {
    "pdf.title": Text("Eksportér PDF", "Export PDF"),
    "pdf.heading": Text("Overskrift", "Heading"),
    "pdf.paper": Text("Papir", "Paper"),
    "pdf.direction": Text("Retning", "Orientation"),
    "pdf.portrait": Text("Stående", "Portrait"),
    "pdf.landscape": Text("Liggende", "Landscape"),
    "pdf.file": Text("Fil", "File"),
    "pdf.choose": Text("Vælg…", "Choose…"),
    "pdf.filter": Text("PDF-filer (*.pdf)", "PDF files (*.pdf)"),
    "pdf.accept": Text("Eksportér", "Export"),
    "pdf.error.file": Text("Vælg, hvor filen skal gemmes.", "Choose where to save the file."),
    "pdf.error.folder": Text(
        "Mappen {folder} findes ikke. Vælg en anden.",
        "The folder {folder} does not exist. Choose another.",
    ),
}

_SATELLITE: dict[str, Text] = {
    "satellite.title": Text("Satellit til {name}", "Satellite of {name}"),
    "satellite.lead": Text(
        "Samme liste, konsultation to steder.", "The same list, consultations at two addresses."
    ),
    "satellite.days": Text("Dage om ugen", "Days a week"),
    "satellite.accept": Text("Opret satellit", "Add satellite"),
}

_SETTINGS: dict[str, Text] = {
    "settings.title": Text("Indstillinger", "Settings"),
    "settings.language": Text("Sprog", "Language"),
    "settings.theme": Text("Tema", "Theme"),
    "settings.light": Text("Lyst", "Light"),
    "settings.dark": Text("Mørkt", "Dark"),
    "settings.workshop": Text("Workshopvisning", "Workshop view"),
    "settings.workshop.what": Text(
        "Alt bliver halvanden gang så stort, så hele salen kan læse med.",
        "Everything is one and a half times as large, so that the whole room can read along.",
    ),
    "settings.accept": Text("Gem", "Save"),
}

_REPORT: dict[str, Text] = {
    "report.title": Text("Kontrol af data", "Data check"),
    "report.lead": Text(
        "{refused} afvist, {estimated} skønnet, {n} bemærkninger i alt.",
        "{refused} refused, {estimated} estimated, {n} findings in all.",
    ),
    "report.empty": Text(
        "Ingen bemærkninger: alt blev læst, som det stod.",
        "No findings: everything was read as it stood.",
    ),
    "report.none": Text("Ingen bemærkninger svarer til filteret.", "No findings match the filter."),
    "report.filter": Text("Find i bemærkningerne", "Find in the findings"),
    "report.files": Text("Fil", "File"),
    "report.files.all": Text("Alle filer", "All files"),
    "report.save": Text("Gem som Excel…", "Save as Excel…"),
    "report.save.file": Text("Kontrol af data, {project}", "Data check, {project}"),
    "report.save.filter": Text("Excel-regneark (*.xlsx)", "Excel workbooks (*.xlsx)"),
    "report.saved": Text("Gemt: {path}", "Saved: {path}"),
    "report.total.persons": Text("{n} personer", "{n} persons"),
    "report.total.practices": Text("{n} praksis", "{n} practices"),
    "report.total.listed": Text("{n} tilmeldte", "{n} listed patients"),
    "report.group.refused": Text("Ikke taget med", "Left out"),
    "report.group.repaired": Text("Rettet", "Repaired"),
    "report.group.estimated": Text("Skønnet", "Estimated"),
    "report.group.look": Text("Bør ses efter", "Worth a look"),
    "report.group.joined": Text("Lagt sammen", "Joined"),
    "report.group.read": Text("Læst", "Read"),
    "list.more": Text(
        "Vis flere – der er {n} til",
        "Show more – there are {n} more",
    ),
    "list.show": Text("Vis på kort", "Show on the map"),
    "report.kind.read": Text("Læst", "Read"),
    "report.kind.joined": Text("Lagt sammen", "Joined"),
    "report.kind.estimated": Text("Skønnet", "Estimated"),
    "report.kind.repaired": Text("Rettet", "Repaired"),
    "report.kind.refused": Text("Afvist", "Refused"),
    "report.row": Text("{file}, række {row}", "{file}, row {row}"),
}

_LINKS: dict[str, Text] = {
    "links.title": Text("Færger og broer", "Ferries and bridges"),
    "links.lead": Text(
        "Det, der er ude af drift, kan ingen bruge: alle afstande og tal regnes om, også i "
        "scenarierne. Minutter og dage indgår ikke i afstande.",
        "What is out of use can be used by nobody: all distances and figures are calculated "
        "anew, in the scenarios too. Minutes and days do not enter into distances.",
    ),
    "links.read_only": Text(
        "Projektet er åbnet skrivebeskyttet, så her kan intet ændres.",
        "The project was opened read-only, so nothing can be changed here.",
    ),
    "links.none": Text(
        "Projektets vejnet har hverken færger eller broer, der kan sættes ud af drift. Tilføj "
        "dem, der mangler.",
        "The project's network has neither ferries nor bridges that can be put out of use. Add "
        "those that are missing.",
    ),
    "links.in_use": Text("I drift", "In use"),
    "links.name": Text("Navn", "Name"),
    "links.kind": Text("Art", "Kind"),
    "links.kind.ferry": Text("Færge", "Ferry"),
    "links.kind.bridge": Text("Bro", "Bridge"),
    "links.start": Text("Fra", "From"),
    "links.end": Text("Til", "To"),
    "links.minutes": Text("Overfart (min.)", "Crossing (min)"),
    "links.wait": Text("Ventetid (min.)", "Wait (min)"),
    "links.days": Text("Sejler", "Sails"),
    "links.problem": Text(
        "{name}, {column}: skriv et tal fra 0 til {most}. Der står »{found}«.",
        "{name}, {column}: write a number from 0 to {most}. It says “{found}”.",
    ),
    "links.accept": Text("Gem og regn om", "Save and recalculate"),
}

_ABOUT: dict[str, Text] = {
    "about.title": Text("Om Praksiskort", "About Praksiskort"),
    "about.version": Text("Version {version}", "Version {version}"),
    "about.what": Text(
        "Planlægning af lægedækning: træk, nedlæg og sammenlæg praksis, og se straks, hvem der "
        "får hvor langt til lægen.",
        "Planning of GP coverage: move, close and merge practices, and see at once who gets how "
        "far to a doctor.",
    ),
    "about.sources": Text("Data i dette projekt", "Data in this project"),
    "about.no_sources": Text("Intet projekt er åbent.", "No project is open."),
    "about.licences": Text(
        "Skrifttypen Inter (SIL Open Font License 1.1). Ikoner fra Tabler Icons (MIT).",
        "The typeface Inter (SIL Open Font License 1.1). Icons from Tabler Icons (MIT).",
    ),
}

_MESSAGE: dict[str, Text] = {
    "message.details": Text("Detaljer", "Details"),
    "message.copy": Text("Kopiér detaljer", "Copy details"),
    "message.copied": Text("Kopieret", "Copied"),
}

TEXTS: dict[str, Text] = {
    **_SHARED,
    **_CLOSE,
    **_MERGE,
    **_OPEN,
    **_SCENARIO,
    **_PDF,
    **_SATELLITE,
    **_SETTINGS,
    **_REPORT,
    **_LINKS,
    **_ABOUT,
    **_MESSAGE,
}
