"""What can go wrong with a project file, in calm words."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

from models.domain.errors import ProjectError
from models.domain.text import Text

_PRIMARY = 0xFF
"""SQLite's extended error codes carry the plain one in their low byte."""

_SENTENCES: dict[int, Text] = {
    sqlite3.SQLITE_FULL: Text(
        "Der er ikke plads på disken til at gemme »{name}«. Ændringen er ikke gemt, og projektet "
        "er, som det var. Gør plads, og prøv igen.",
        "The disk is too full to save “{name}”. The change was not saved and the project is as "
        "it was. Make room and try again.",
    ),
    sqlite3.SQLITE_READONLY: Text(
        "»{name}« er skrivebeskyttet. Ændringen er ikke gemt. Gem en kopi et andet sted, og "
        "arbejd videre i den.",
        "“{name}” is write-protected. The change was not saved. Save a copy elsewhere and go on "
        "in that.",
    ),
    sqlite3.SQLITE_BUSY: Text(
        "»{name}« er optaget af et andet program lige nu. Ændringen er ikke gemt. Prøv igen om "
        "lidt.",
        "“{name}” is in use by another program just now. The change was not saved. Try again in "
        "a moment.",
    ),
    sqlite3.SQLITE_NOTADB: Text(
        "»{name}« er ikke et projekt fra Praksiskort. "
        "Filen er tom, beskadiget eller lavet af et andet program.",
        "“{name}” is not a Praksiskort project. "
        "The file is empty, damaged or made by another program.",
    ),
    sqlite3.SQLITE_CORRUPT: Text(
        "Projektfilen »{name}« er beskadiget og kan ikke læses. Brug en sikkerhedskopi.",
        "The project file “{name}” is damaged and cannot be read. Use a backup.",
    ),
    sqlite3.SQLITE_IOERR: Text(
        "»{name}« kan ikke nås. Se efter, om drevet eller netværket stadig er tilsluttet. "
        "Ændringen er ikke gemt.",
        "“{name}” cannot be reached. See whether the drive or the network is still connected. "
        "The change was not saved.",
    ),
}
_SENTENCES[sqlite3.SQLITE_LOCKED] = _SENTENCES[sqlite3.SQLITE_BUSY]
_SENTENCES[sqlite3.SQLITE_CANTOPEN] = _SENTENCES[sqlite3.SQLITE_IOERR]
_SENTENCES[sqlite3.SQLITE_PERM] = _SENTENCES[sqlite3.SQLITE_READONLY]


class BusyError(ProjectError):
    """Another program is in the middle of reading or writing the file."""


def calm(error: sqlite3.Error, path: Path) -> ProjectError:
    """Return the sentence for what SQLite says went wrong with the file at `path`."""
    code = int(getattr(error, "sqlite_errorcode", 0) or 0) & _PRIMARY
    sentence = _SENTENCES.get(code, _SENTENCES[sqlite3.SQLITE_CORRUPT])
    kind = BusyError if sentence is _SENTENCES[sqlite3.SQLITE_BUSY] else ProjectError
    return kind(sentence.da.format(name=path.name), sentence.en.format(name=path.name))


def not_a_project(path: Path) -> ProjectError:
    """Return the sentence for a file that is something else."""
    return _about(path, _SENTENCES[sqlite3.SQLITE_NOTADB])


def damaged(path: Path) -> ProjectError:
    """Return the sentence for a project whose contents do not hang together."""
    return _about(path, _SENTENCES[sqlite3.SQLITE_CORRUPT])


def is_missing(path: Path) -> ProjectError:
    """Return the sentence for a file that is not there."""
    return ProjectError(
        f"Projektet »{path}« findes ikke. Se efter, om navnet og mappen er rigtige.",
        f"The project “{path}” does not exist. See whether its name and folder are right.",
    )


def exists_already(path: Path) -> ProjectError:
    """Return the sentence for a new project that would replace another file."""
    return ProjectError(
        f"Der ligger allerede en fil »{path}«. Vælg et andet navn, eller flyt den gamle fil.",
        f"There is already a file “{path}”. Choose another name or move the old file.",
    )


def open_elsewhere(path: Path, user: str, host: str) -> ProjectError:
    """Return the sentence for a new project that would replace one that is being worked on."""
    return ProjectError(
        f"»{path.name}« er åben hos {user} på {host} og kan ikke erstattes. Luk projektet dér, "
        "eller vælg et andet navn.",
        f"“{path.name}” is open with {user} on {host} and cannot be replaced. Close the project "
        "there, or choose another name.",
    )


def no_folder(path: Path) -> ProjectError:
    """Return the sentence for a new project in a folder that is not there."""
    return ProjectError(
        f"Mappen »{path.parent}« findes ikke. Opret den, eller vælg en anden.",
        f"The folder “{path.parent}” does not exist. Make it or choose another.",
    )


def cannot_be_made(path: Path, error: OSError) -> ProjectError:
    """Return the sentence for a place where no project can be written."""
    known = {
        errno.ENOSPC: Text("der er ikke plads på disken", "the disk is full"),
        errno.EACCES: Text("der er ikke adgang til mappen", "there is no access to the folder"),
        errno.EPERM: Text("der er ikke adgang til mappen", "there is no access to the folder"),
        errno.EROFS: Text("drevet er skrivebeskyttet", "the drive is write-protected"),
    }
    said = error.strerror or str(error)
    reason = known.get(error.errno or 0, Text(said, said))
    return ProjectError(
        f"Projektet kan ikke gemmes som »{path}«: {reason.da}. Vælg et andet sted.",
        f"The project cannot be saved as “{path}”: {reason.en}. Choose another place.",
    )


def is_newer(path: Path, found: int, known: int) -> ProjectError:
    """Return the sentence for a project that a newer program wrote."""
    return ProjectError(
        f"»{path.name}« er gemt af en nyere udgave af Praksiskort (filversion {found}; denne "
        f"udgave kender {known}). Hent den nye udgave. Filen er ikke ændret.",
        f"“{path.name}” was saved by a newer Praksiskort (file version {found}; this one knows "
        f"{known}). Install the newer one. The file was not changed.",
    )


def cannot_be_migrated(path: Path) -> ProjectError:
    """Return the sentence for an older project that cannot be written to."""
    return ProjectError(
        f"»{path.name}« er fra en ældre udgave og skal føres op til den nye, men filen kan ikke "
        "skrives. Kopiér den til en mappe, der kan skrives i, og åbn kopien.",
        f"“{path.name}” is from an older version and must be brought up to date, but it cannot "
        "be written. Copy it to a folder you can write to and open the copy.",
    )


def _about(path: Path, sentence: Text) -> ProjectError:
    return ProjectError(sentence.da.format(name=path.name), sentence.en.format(name=path.name))
