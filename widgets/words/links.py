"""Texts of the book of ferries and bridges: adding to it, changing it, undoing that."""

from __future__ import annotations

from models.domain.text import Text

TEXTS: dict[str, Text] = {
    "links.add": Text("Tilføj…", "Add…"),
    "links.change": Text("Ret…", "Change…"),
    "links.remove": Text("Fjern", "Remove"),
    "link.title.new": Text("Ny færge eller bro", "New ferry or bridge"),
    "link.title": Text("Ret {name}", "Change {name}"),
    "link.lead": Text(
        "Enderne skrives som koordinater i EPSG:25832, øst og nord i meter, eller udpeges på "
        "kortet. Hver ende føres til den nærmeste vej inden for 2 km.",
        "The ends are written as coordinates in EPSG:25832, easting and northing in metres, or "
        "pointed out on the map. Each end is led to the nearest road within 2 km.",
    ),
    "link.place": Text("øst, nord", "easting, northing"),
    "link.map": Text("Udpeg begge ender på kortet", "Point out both ends on the map"),
    "link.accept": Text("Ret", "Change"),
    "link.accept.new": Text("Tilføj", "Add"),
    "link.error.place": Text(
        "{column}: skriv øst og nord i meter, f.eks. 592000, 6231000.",
        "{column}: write easting and northing in metres, such as 592000, 6231000.",
    ),
    "link.error.same": Text("De to ender er det samme sted.", "Both ends are the same place."),
    "link.error.minutes": Text(
        "Overfart: skriv, hvor mange minutter overfarten tager.",
        "Crossing: write how many minutes the crossing takes.",
    ),
    "link.point.start": Text(
        "Klik på kortet, hvor den ene ende ligger. Esc fortryder.",
        "Click on the map where one end lies. Esc cancels.",
    ),
    "link.point.end": Text(
        "Klik på kortet, hvor den anden ende ligger. Esc fortryder.",
        "Click on the map where the other end lies. Esc cancels.",
    ),
    "app.links.undo": Text("ændringen af færger og broer", "the change of ferries and bridges"),
}
