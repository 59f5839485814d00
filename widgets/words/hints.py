"""Texts of the first-start hints."""

from __future__ import annotations

from models.domain.text import Text

TEXTS: dict[str, Text] = {
    "hint.next": Text("Næste", "Next"),
    "hint.last": Text("Færdig", "Done"),
    "hint.end": Text("Vis ikke igen", "Do not show again"),
    "hint.count": Text("{number} af {of}", "{number} of {of}"),
    "hint.drag.title": Text("Flyt en praksis", "Move a practice"),
    "hint.drag": Text(
        "Træk en praksis til et nyt sted på kortet. Afstande og tal følger med undervejs, og "
        "Esc sætter den tilbage.",
        "Drag a practice to another place on the map. Distances and figures follow on the way, "
        "and Esc puts it back.",
    ),
    "hint.close.title": Text("Nedlæg en praksis", "Close down a practice"),
    "hint.close": Text(
        "Vælg en praksis, og tryk på Del eller Nedlæg. Linjerne viser, hvor patienterne kommer "
        "hen, og de røde tal, hvem der ikke får plads.",
        "Select a practice and press Del or Close down. Lines show where the patients go, red "
        "figures who finds no place.",
    ),
    "hint.undo.title": Text("Fortryd", "Undo"),
    "hint.undo": Text(
        "Alt kan fortrydes med Ctrl+Z. Klik i historikken for at gå til et hvilket som helst "
        "trin. »I dag« ændres aldrig.",
        "Ctrl+Z undoes anything. Click in the history to go to any step. “Today” is never changed.",
    ),
    "hint.print.title": Text("Udskriv kortet", "Print the map"),
    "hint.print": Text(
        "Eksportér PDF (Ctrl+P) gemmer kortudsnittet med titel, signaturer og nøgletal, klar til "
        "mødet.",
        "Export PDF (Ctrl+P) saves the map as you see it with title, legend and key figures, "
        "ready for the meeting.",
    ),
}
