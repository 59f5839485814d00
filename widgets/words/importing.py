"""Texts of the import assistant, the templates and dropped files."""

from __future__ import annotations

from models.domain.text import Text

TEXTS: dict[str, Text] = {
    "app.action.new_project": Text("Nyt projekt af filer…", "New project from files…"),
    "app.action.update_register": Text("Opdatér register…", "Update register…"),
    "app.action.templates": Text("Gem skabeloner…", "Save templates…"),
    "import.title": Text("Nyt projekt af filer", "New project from files"),
    "import.step.files": Text("Filer", "Files"),
    "import.step.columns": Text("Kolonner", "Columns"),
    "import.step.places": Text("Kort", "Map"),
    "import.step.making": Text("Kontrol", "Check"),
    "import.next": Text("Næste", "Next"),
    "import.back": Text("Tilbage", "Back"),
    "import.make": Text("Lav projektet", "Make the project"),
    "import.stop": Text("Stop", "Stop"),
    "import.reading": Text("Læser filerne …", "Reading the files …"),
    # -------------------------------------------------------------------- files
    "import.files.lead": Text(
        "Træk filer eller en mappe hertil. Hver fil bliver genkendt på sit indhold.",
        "Drag files or a folder here. Each file is recognised by what is in it.",
    ),
    "import.files.add": Text("Tilføj filer…", "Add files…"),
    "import.files.choose": Text("Vælg filer", "Choose files"),
    "import.files.all": Text("Alle filer (*)", "All files (*)"),
    "import.files.remove": Text("Fjern", "Remove"),
    "import.files.none": Text("Ingen filer endnu", "No files yet"),
    "import.files.kind": Text("Hvad filen er", "What the file is"),
    "import.files.unused": Text("Bruges ikke", "Not used"),
    "import.files.unsure": Text(
        "Genkendt som {kind}, men ikke med sikkerhed. Se efter.",
        "Recognised as {kind}, but not for certain. Have a look.",
    ),
    "import.facts.rows": Text("{n} rækker", "{n} rows"),
    "import.format.text": Text("Tekstfil", "Text file"),
    "import.format.sheet": Text("Regneark", "Spreadsheet"),
    "import.format.parquet": Text("Parquet", "Parquet"),
    "import.format.layer": Text("Kortlag", "Map layer"),
    "import.format.roads": Text("OpenStreetMap", "OpenStreetMap"),
    "import.format.unknown": Text("Ukendt format", "Unknown format"),
    "import.delimiter": Text("Skilletegn", "Delimiter"),
    "import.delimiter.;": Text("semikolon", "semicolon"),
    "import.delimiter.,": Text("komma", "comma"),
    "import.delimiter.\t": Text("tabulator", "tab"),
    "import.delimiter.|": Text("lodret streg", "vertical bar"),
    "import.encoding": Text("Tegnsæt", "Encoding"),
    "import.header_row": Text("Overskrifter i række", "Headings in row"),
    "import.decimal": Text("Decimaltegn: {sign}", "Decimal sign: {sign}"),
    "import.decimal.,": Text("komma", "comma"),
    "import.decimal..": Text("punktum", "point"),
    "import.decimal.": Text("ingen decimaler", "no decimals"),
    "import.sheet": Text("Ark eller lag: {part}", "Sheet or layer: {part}"),
    # ---------------------------------------------------------------- checklist
    "import.need.title": Text("Det skal der til", "What is needed"),
    "import.wish.title": Text("Godt at have med", "Good to have"),
    "import.need.municipalities": Text("Kommuner", "Municipalities"),
    "import.need.municipalities.missing": Text(
        "Kommunegrænser mangler: hent dem hos Klimadatastyrelsen (DAGI).",
        "Municipal borders are missing: get them from the Danish climate data agency (DAGI).",
    ),
    "import.need.register": Text("Praksisregister", "Practice register"),
    "import.need.register.missing": Text(
        "Praksisregistret mangler: bed regionens dataenhed om det. Fil > Gem skabeloner… giver "
        "dem et tomt skema.",
        "The practice register is missing: ask the region's data office. File > Save templates… "
        "gives them an empty table.",
    ),
    "import.need.people": Text("Indbyggere", "Inhabitants"),
    "import.need.people.missing": Text(
        "Indbyggere mangler: kvadrater fra Danmarks Statistik eller sogne med folketal.",
        "Inhabitants are missing: squares from Statistics Denmark, or parishes with persons.",
    ),
    "import.need.roads": Text("Veje", "Roads"),
    "import.need.roads.missing": Text(
        "Uden veje er afstande et skøn (≈). Hent et udtræk af OpenStreetMap (.osm.pbf) hos "
        "Geofabrik.",
        "Without roads distances are estimates (≈). Get an OpenStreetMap extract (.osm.pbf) from "
        "Geofabrik.",
    ),
    "import.need.lists": Text("Tilmeldte efter område og praksis", "Lists by area and practice"),
    "import.need.lists.missing": Text(
        "Uden lister er det et skøn, hvor de tilmeldte bor.",
        "Without lists, where listed patients live is an estimate.",
    ),
    "import.need.parishes": Text("Sogne", "Parishes"),
    "import.need.parishes.missing": Text(
        "Sognegrænser skal med, når de tilmeldte er talt op efter sogn (DAGI).",
        "Parish borders are needed where listed patients are counted by parish (DAGI).",
    ),
    "import.need.postal_areas": Text("Postnumre", "Postal areas"),
    "import.need.postal_areas.missing": Text(
        "Uden postnumre kan ingen tilmeldes hos praksis med selektiv tilgang (DAGI).",
        "Without postal areas selectively closed practices take nobody (DAGI).",
    ),
    "import.need.addresses": Text("Adresser", "Addresses"),
    "import.need.addresses.missing": Text(
        "Registret har ingen koordinater: et udtræk af adresser (DAR) finder stederne. Uden det "
        "bruges postnumrets midte.",
        "The register has no coordinates: an extract of addresses (DAR) finds the places. Without "
        "it the middle of the postal area is used.",
    ),
    # ------------------------------------------------------------------ columns
    "import.columns.lead": Text(
        "Over hver kolonne står, hvad den bliver læst som. Ret det, der ikke passer.",
        "Above each column stands what it is read as. Correct what does not fit.",
    ),
    "import.columns.unused": Text("Bruges ikke", "Not used"),
    "import.columns.needed": Text("{field} (skal med)", "{field} (needed)"),
    "import.columns.fine": Text(
        "Alt, hvad der skal med, er fundet.", "Everything that is needed was found."
    ),
    "import.columns.none": Text(
        "Ingen af filerne har kolonner, der skal vælges.", "No file has columns to be chosen."
    ),
    "import.columns.column": Text("Kolonnen {heading}", "The column {heading}"),
    # ------------------------------------------------------------------- places
    "import.places.lead": Text(
        "Her ligger filernes steder på kortet. Passer det ikke, så vælg et andet koordinatsystem.",
        "This is where the files' places fall. Where it is wrong, choose another system.",
    ),
    "import.places.system": Text("Koordinatsystem", "Coordinate system"),
    "import.places.auto": Text("Find det selv", "Find it out"),
    "import.places.auto.found": Text("Fundet: {system}", "Found: {system}"),
    "import.places.none": Text("Ingen af filerne har koordinater.", "No file has coordinates."),
    "import.places.without": Text("{n} rækker har ingen koordinater.", "{n} rows have none."),
    # ------------------------------------------------------------------- making
    "import.making.lead": Text(
        "Se det hele efter en sidste gang. Intet gemmes, før projektet bliver lavet.",
        "Look it over a last time. Nothing is changed before the project is made.",
    ),
    "import.making.region": Text("Region", "Region"),
    "import.making.everywhere": Text("Hele landet", "The whole country"),
    "import.making.date": Text("Registrets dato", "Date of the register"),
    "import.making.file": Text("Projektet gemmes som", "The project is saved as"),
    "import.making.filter": Text(
        "Praksiskort-projekter (*.praksis)", "Praksiskort projects (*.praksis)"
    ),
    "import.making.becomes": Text("Det bygges af", "It is made from"),
    "import.making.estimates": Text("Værd at vide", "Worth knowing"),
    "import.making.working": Text("Laver projektet …", "Making the project …"),
    "import.making.stopped": Text(
        "Stoppet. Der er ikke lavet noget projekt.", "Stopped. No project was made."
    ),
    "import.making.exists": Text(
        "Der ligger allerede et projekt med det navn. Vælg et andet.",
        "There is already a project of that name. Choose another.",
    ),
    "import.making.no_folder": Text(
        "Mappen {folder} findes ikke. Vælg en anden.",
        "The folder {folder} does not exist. Choose another.",
    ),
    "import.making.no_file": Text(
        "Vælg, hvor projektet skal gemmes.", "Choose where to save the project."
    ),
    "import.made": Text("Projektet er lavet: {project}", "The project was made: {project}"),
    # ---------------------------------------------------------- drops, templates
    "import.offer.title": Text("Nyt register", "New register"),
    "import.offer.lead": Text(
        "{files} kan opdatere {project}, så scenarierne følger med, eller blive til et nyt "
        "projekt.",
        "{files} can update {project}, so that the scenarios come along, or become a new project.",
    ),
    "import.offer.update": Text("Opdatér {project}", "Update {project}"),
    "import.offer.new": Text("Lav et nyt projekt", "Make a new project"),
    "import.offer.date": Text("Registrets dato", "Date of the register"),
    "templates.choose": Text("Vælg en mappe til skabelonerne", "Choose a folder for the templates"),
    "templates.saved": Text("Skabelonerne ligger i {folder}", "The templates are in {folder}"),
}
