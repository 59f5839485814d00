"""Texts of menus, status line and messages of the window."""

from __future__ import annotations

from models.domain.text import Text

TEXTS: dict[str, Text] = {
    "app.title.scenario": Text(
        "{scenario} · {project} – Praksiskort", "{scenario} · {project} – Praksiskort"
    ),
    "app.toolbar": Text("Værktøjslinje", "Toolbar"),
    "app.menu.file": Text("&Fil", "&File"),
    "app.menu.edit": Text("&Rediger", "&Edit"),
    "app.menu.scenario": Text("&Scenarie", "&Scenario"),
    "app.menu.analysis": Text("&Analyse", "&Analysis"),
    "app.menu.view": Text("&Vis", "&View"),
    "app.menu.help": Text("&Hjælp", "&Help"),
    "app.action.new_practice": Text("Ny praksis", "New practice"),
    "app.action.merge": Text("Sammenlæg", "Merge"),
    "app.action.close_practice": Text("Nedlæg", "Close down"),
    "app.action.satellite": Text("Satellit", "Satellite"),
    "app.action.undo": Text("Fortryd", "Undo"),
    "app.action.redo": Text("Gentag", "Redo"),
    "app.action.export_pdf": Text("Eksportér PDF…", "Export PDF…"),
    "app.action.open_project": Text("Åbn projekt…", "Open project…"),
    "app.action.new_example": Text("Nyt eksempel", "New example"),
    "app.action.data_report": Text("Kontrol af data", "Data check"),
    "app.action.links": Text("Færger og broer…", "Ferries and bridges…"),
    "app.action.new_scenario": Text("Nyt scenarie…", "New scenario…"),
    "app.action.fit": Text("Hele regionen", "Whole region"),
    "app.action.zoom_in": Text("Zoom ind", "Zoom in"),
    "app.action.zoom_out": Text("Zoom ud", "Zoom out"),
    "app.action.find": Text("Søg", "Find"),
    "app.action.left_column": Text("Scenarier, historik og lag", "Scenarios, history and layers"),
    "app.action.right_column": Text("Praksis og tal", "Practice and figures"),
    "app.action.workshop": Text("Workshopvisning", "Workshop view"),
    "app.action.settings": Text("Indstillinger…", "Settings…"),
    "app.action.about": Text("Om Praksiskort", "About Praksiskort"),
    "app.action.quit": Text("Afslut", "Quit"),
    "app.undo.named": Text("Fortryd: {edit}", "Undo: {edit}"),
    "app.redo.named": Text("Gentag: {edit}", "Redo: {edit}"),
    "app.scenario.fresh": Text("Scenarie", "Scenario"),
    "app.scenario.deleted": Text(
        "Scenariet »{name}« er slettet. Ctrl+Z henter det tilbage.",
        "Scenario '{name}' was deleted. Ctrl+Z brings it back.",
    ),
    "app.scenario.undo_delete": Text(
        "hent scenariet »{name}« tilbage", "bring scenario '{name}' back"
    ),
    "app.scenario.undo_rename": Text(
        "kald scenariet »{new}« for »{old}« igen", "call scenario '{new}' '{old}' again"
    ),
    "app.scenario.made": Text(
        "Ændringen er lagt i et nyt scenarie, »{name}«. »I dag« er uændret.",
        "The change was put in a new scenario, '{name}'. 'Today' is unchanged.",
    ),
    "app.misfit": Text("{edit} – kan ikke længere udføres", "{edit} – no longer possible"),
    "app.misfits": Text(
        "{n} af scenariets ændringer kan ikke længere udføres og er sprunget over: {why}",
        "{n} of the scenario's changes are no longer possible and were passed over: {why}",
    ),
    "app.kept.wrong": Text(
        "Tallene er regnet forfra. De, der var gemt i projektet, passede ikke.",
        "All figures were calculated anew. Those stored in the project did not fit.",
    ),
    "app.links.place": Text("{e} Ø {n} N", "{e} E {n} N"),
    "app.links.near": Text("ved {town}", "near {town}"),
    "app.links.working": Text("Regner alle afstande om …", "Calculating all distances anew …"),
    "app.links.done": Text(
        "Færger og broer er gemt, og alle tal er regnet om.",
        "Ferries and bridges are stored, and every figure was calculated anew.",
    ),
    "app.links.cancelled": Text("Intet er ændret.", "Nothing was changed."),
    "app.status.scenario": Text("Scenarie: {name}", "Scenario: {name}"),
    "app.status.rules": Text("Regler: {title}", "Rules: {title}"),
    "app.status.network.road": Text("Vejnet: {source}", "Roads: {source}"),
    "app.status.network.land": Text(
        "≈ Terrænnet: skønnede afstande", "≈ Land network: estimated distances"
    ),
    "app.status.network.road.short": Text("{source}", "{source}"),
    "app.status.network.land.short": Text("≈ Terrænnet", "≈ Land network"),
    "app.status.register": Text("Register pr. {date}", "Register of {date}"),
    "app.status.invented": Text("Opdigtede praksis", "Invented practices"),
    "app.status.invented.short": Text("Opdigtet", "Invented"),
    "app.status.estimated": Text("Lister: skøn", "Lists: estimated"),
    "app.status.estimated.short": Text("Lister: skøn", "Lists: estimated"),
    "app.status.saved": Text("Gemt {time}", "Saved {time}"),
    "app.status.read_only": Text("Skrivebeskyttet", "Read-only"),
    "app.status.place": Text("{area} · {e} Ø {n} N", "{area} · {e} E {n} N"),
    "app.status.sea": Text("Hav", "Sea"),
    "app.status.outside": Text("Uden for regionen", "Outside the region"),
    "app.status.scale": Text("1:{scale}", "1:{scale}"),
    "app.area.municipality": Text("{name} Kommune", "{name} Municipality"),
    "app.layer.squares": Text("Kvadrater", "Squares"),
    "app.layer.practices": Text("Praksis", "Practices"),
    "app.layer.towns": Text("Bynavne", "Towns"),
    "app.layer.areas": Text("Kommuner", "Municipalities"),
    "app.layer.borders": Text("Grænser", "Borders"),
    "app.layer.coverage": Text("Lægedækning", "Coverage"),
    "app.layer.flows": Text("Patientstrømme", "Patient flows"),
    "app.layer.ferries": Text("Færger, broer", "Ferries, bridges"),
    "app.layer.unplaced": Text("Uden plads", "Unplaced"),
    "app.layer.room": Text("Ledige pladser", "Places left"),
    "app.layer.legend": Text("Signaturer", "Legend"),
    "app.mode.distance": Text("Afstand til nærmeste", "Distance to nearest"),
    "app.mode.choices": Text("Åbne valg inden for grænsen", "Open choices within the limit"),
    "app.mode.persons": Text("Beboere", "Residents"),
    "app.place.practice": Text(
        "Klik, hvor den nye praksis skal ligge. Esc fortryder.",
        "Click where the new practice is to be. Esc cancels.",
    ),
    "app.place.satellite": Text(
        "Klik, hvor satellitten skal ligge. Esc fortryder.",
        "Click where the satellite is to be. Esc cancels.",
    ),
    "app.place.merge": Text(
        "Klik, hvor den samlede praksis skal ligge. Esc fortryder.",
        "Click where the joint practice is to be. Esc cancels.",
    ),
    "app.merge.more": Text(
        "Vælg en praksis mere (Ctrl+klik), og tryk på Sammenlæg igen.",
        "Select another practice (Ctrl+click) and press Merge again.",
    ),
    "app.open.title": Text("Åbn projekt", "Open project"),
    "app.open.filter": Text(
        "Praksiskort-projekter (*.praksis)", "Praksiskort projects (*.praksis)"
    ),
    "app.pdf.file": Text("{region}, {scenario}", "{region}, {scenario}"),
    "app.pdf.working": Text("Tegner PDF…", "Painting the PDF…"),
    "app.pdf.done": Text("PDF gemt: {path}", "PDF saved: {path}"),
    "app.loading": Text("Åbner {project} …", "Opening {project} …"),
    "app.error.title": Text("Det lykkedes ikke", "That did not work"),
    "app.bug.title": Text("Fejl i programmet", "A fault in the program"),
    "app.bug": Text(
        "Noget gik galt i Praksiskort. Projektet er gemt, som det var efter den sidste ændring. "
        "Detaljerne kan kopieres og sendes til udviklerne.",
        "Something went wrong in Praksiskort. The project is stored as it was after the last "
        "change. The details can be copied and sent to the developers.",
    ),
    "app.town": Text("by", "town"),
}
