"""Texts of printed pages."""

from __future__ import annotations

from models.domain.text import Text

TEXTS: dict[str, Text] = {
    "paper.title.distance": Text(
        "{region}: afstand til nærmeste praksis", "{region}: distance to the nearest practice"
    ),
    "paper.title.choices": Text(
        "{region}: åbne praksis inden for {limit}", "{region}: open practices within {limit}"
    ),
    "paper.title.persons": Text("{region}: hvor beboerne bor", "{region}: where residents live"),
    "paper.scenario": Text("Scenarie: {scenario}", "Scenario: {scenario}"),
    "paper.scenario.compared": Text(
        "Scenarie: {scenario}, sammenlignet med {other}",
        "Scenario: {scenario}, compared with {other}",
    ),
    "paper.figures": Text("Nøgletal for {region}", "Key figures for {region}"),
    "paper.km": Text("{n} km", "{n} km"),
    "paper.percent": Text("{n} %", "{n}%"),
    "paper.before": Text("før", "before"),
    "paper.now": Text("nu", "now"),
    "paper.change": Text("ændring", "change"),
    "paper.legend.whole": Text(
        "Tallene gælder hele {region}.", "The numbers are for all of {region}."
    ),
    "paper.legend.area": Text(
        "Symbolernes areal følger antallet af tilmeldte.",
        "The area of a symbol follows its listed patients.",
    ),
    "paper.legend.small_flows": Text(
        "Strømme på under {persons} personer er ikke tegnet.",
        "Flows of fewer than {persons} persons are not drawn.",
    ),
    "paper.legend.short_flows": Text(
        "Strømme kortere end {length} er ikke tegnet.",
        "Flows shorter than {length} are not drawn.",
    ),
    "paper.estimated_short": Text(
        "≈ Afstandene er skøn (terrænnet)", "≈ Distances are estimates (land network)"
    ),
    "paper.rules": Text("Regler", "Rules"),
    "paper.rules.values": Text(
        "{title}, gælder fra {date}: lukkegrænse {norm} tilmeldte pr. kapacitet, "
        "hvor praksis ikke har sin egen, afstand højst {limit}, mindst {choices} åbne valg.",
        "{title}, in force from {date}: closing limit {norm} listed per capacity "
        "where a practice has none of its own, distance at most {limit}, "
        "at least {choices} open choices.",
    ),
    "paper.rules.line": Text(
        "Afstande er målt i luftlinje.", "Distances are measured in a straight line."
    ),
    "paper.rules.other": Text(
        "»{other}« er beregnet efter {rules}.", "“{other}” is judged by {rules}."
    ),
    "paper.reading": Text("Sådan læses kortet", "How to read the map"),
    "paper.reading.scale": Text(
        "Målestok {scale}, når siden udskrives i {paper} uden tilpasning. "
        "Pilen peger mod nord i kortnettet (UTM zone 32), som afviger lidt fra sand nord.",
        "Scale {scale} when the page is printed on {paper} without fitting. "
        "The arrow points to grid north (UTM zone 32), which differs a little from true north.",
    ),
    "paper.reading.land": Text(
        "≈ Afstandene er skøn: de er regnet over land og broer uden et vejnet.",
        "≈ Distances are estimates: they are reckoned over land and bridges without roads.",
    ),
    "paper.reading.distance": Text(
        "Afstand er fra kvadratet, hvor man bor, til nærmeste praksis med læge, også når den er "
        "lukket for tilgang. Personer, der kun kan komme frem med færge, regnes som uden for "
        "grænsen. Åbne valg er praksis, der kan tage imod personen inden for grænsen.",
        "Distance is from the square where people live to the nearest practice with a doctor, "
        "also where its intake is closed. Persons who need a ferry count as beyond the limit. "
        "Open choices are practices within the limit that can take the person.",
    ),
    "paper.data": Text("Data", "Data"),
    "paper.data.files": Text("Kilder: {files}.", "Sources: {files}."),
    "paper.data.road": Text("Vejnet: {network}.", "Road network: {network}."),
    "paper.data.land": Text("Terrænnet: {network}.", "Land network: {network}."),
    "paper.data.register": Text(
        "Praksisregister pr. {date}.", "Register of practices as of {date}."
    ),
    "paper.data.lists_estimated": Text(
        "Hvor de tilmeldte bor, er et skøn.", "Where listed patients live is an estimate."
    ),
    "paper.page": Text("Side {page} af {pages}", "Page {page} of {pages}"),
}
