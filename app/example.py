"""The embedded example: a copy of it in the user's documents, so that it can be changed."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from models.domain.errors import ProjectError

EXAMPLE_FILE = "eksempel.praksis"
COPY_NAME = "Praksiskort eksempel"


def documents_folder() -> Path:
    """Return the user's folder for documents; their home where the system names none."""
    named = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(named) if named else Path.home()


def fresh_example(folder: Path | None = None) -> Path:
    """Copy the example to the documents folder under a name that is free; return the copy.

    Raises
    ------
    ProjectError
        When it cannot be copied.
    """
    folder = documents_folder() if folder is None else folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        copy = _free_path(folder)
        with as_file(files("data").joinpath(EXAMPLE_FILE)) as example:
            # copyfile leaves a write protection of the installed file behind
            shutil.copyfile(example, copy)
    except OSError as error:
        raise ProjectError(
            f"Eksemplet kan ikke kopieres til »{folder}« ({error.strerror}). Gør plads, eller "
            "åbn et projekt, der ligger et andet sted.",
            f"The example cannot be copied to '{folder}' ({error.strerror}). Make room, or open "
            "a project that lies elsewhere.",
        ) from error
    return copy


def _free_path(folder: Path) -> Path:
    path, count = folder / f"{COPY_NAME}.praksis", 1
    while path.exists():
        count += 1
        path = folder / f"{COPY_NAME} {count}.praksis"
    return path
