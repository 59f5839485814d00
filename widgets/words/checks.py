"""Texts about what an edit breaks and mends."""

from __future__ import annotations

from models.domain.text import Text

TEXTS: dict[str, Text] = {
    "app.action.checks": Text("Kontrol af ændringen", "Check of the edit"),
    "checks.title": Text("Kontrol af ændringen", "Check of the edit"),
    "checks.preview": Text("Hvad ændringen betyder", "What the edit would mean"),
    "checks.later": Text("Vises, når valget er gjort færdigt.", "Shown once everything is chosen."),
    "checks.working": Text("Beregner …", "Calculating …"),
    "checks.all": Text("Se alle {n}", "See all {n}"),
    "checks.none": Text(
        "Ingen af reglerne har noget at sige om ændringen.", "No rule has anything to say of it."
    ),
    "checks.no_edit": Text(
        "Scenariet har ingen ændringer endnu. Flyt, nedlæg eller sammenlæg en praksis, så står det "
        "her, hvad det betyder.",
        "The scenario has no edits yet. Move, close or merge a practice, and this tells what it "
        "breaks and mends.",
    ),
    "checks.judged": Text("Bedømt efter: {title}", "Judged by: {title}"),
    "checks.more": Text("og {n} til", "and {n} more"),
    "checks.severity.serious": Text("Alvorligt", "Serious"),
    "checks.severity.warning": Text("Bør overvejes", "To be weighed"),
    "checks.severity.note": Text("Værd at vide", "Worth knowing"),
    "checks.severity.good": Text("Bliver bedre", "Gets better"),
    "checks.show": Text("Vis på kortet", "Show on the map"),
    "checks.in_history": Text("{edit} · {n} alvorlige", "{edit} · {n} serious"),
    "checks.in_history.one": Text("{edit} · 1 alvorlig", "{edit} · 1 serious"),
}
