"""Sentences for files that cannot be read at all."""

from __future__ import annotations

from pathlib import Path

from models.domain.errors import InputError


def missing_file(path: Path) -> InputError:
    """Return the sentence for a file that is not there."""
    return InputError(
        f"Filen »{path}« findes ikke. Se efter, om navnet og mappen er rigtige.",
        f"The file “{path}” does not exist. See whether its name and folder are right.",
    )


def empty_file(name: str) -> InputError:
    """Return the sentence for a file or sheet without any rows."""
    return InputError(f"»{name}« er tom.", f"“{name}” is empty.")


def unreadable(path: Path, kind: str) -> InputError:
    """Return the sentence for a file that is not what its name says."""
    return InputError(
        f"»{path.name}« kan ikke læses som {kind}. Filen er beskadiget eller noget andet. Hent "
        "eller gem den igen.",
        f"“{path.name}” cannot be read as {kind}. It is damaged or something else. Download or "
        "save it again.",
    )
