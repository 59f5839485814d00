"""Why a project is open to look at only, in calm words."""

from __future__ import annotations

from pathlib import Path

from models.domain.text import Text
from models.storage.lease import Holder

ASKED = Text("Projektet er åbnet skrivebeskyttet.", "The project was opened read-only.")


def write_protected(path: Path) -> Text:
    """Return the reason for a file or folder that cannot be written."""
    return Text(
        f"»{path.name}« er skrivebeskyttet, så ændringer kan ikke gemmes. Gem en kopi et andet "
        "sted for at arbejde videre.",
        f"“{path.name}” is write-protected, so changes cannot be saved. Save a copy elsewhere "
        "to go on working.",
    )


def held_by(holder: Holder, path: Path) -> Text:
    """Return the reason for a project that another program has open."""
    return Text(
        f"»{path.name}« er åben hos {holder.user} på {holder.host}. Her kan du se med, men ikke "
        "ændre noget, før projektet er lukket dér.",
        f"“{path.name}” is open with {holder.user} on {holder.host}. You can look on here, but "
        "change nothing until the project is closed there.",
    )


def taken_over(path: Path) -> Text:
    """Return the reason for a project that another program opened meanwhile."""
    return Text(
        f"»{path.name}« er i mellemtiden åbnet af et andet program. Ændringen er ikke gemt. Åbn "
        "projektet igen for at arbejde videre.",
        f"“{path.name}” has meanwhile been opened by another program. The change was not saved. "
        "Open the project again to go on working.",
    )
