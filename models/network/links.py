"""The book of bridges and ferries: where water is crossed, and what may be out of use."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Literal

from models.domain.errors import InputError
from models.domain.place import Place

COLUMNS = ("name", "kind", "e1", "n1", "e2", "n2", "minutes", "wait", "days", "in_use")

MOST_MINUTES = 600
"""The longest a crossing or a wait may take."""

_KINDS = ("bridge", "ferry")


@dataclass(frozen=True, slots=True)
class Link:
    """A bridge, dam or ferry.

    Attributes
    ----------
    name : str
    kind : "bridge" or "ferry"
    start, end : Place
        On either shore, EPSG:25832, metres; to within some hundred metres.
    minutes, wait_minutes : float
        Crossing and wait of a ferry; 0 for a bridge, which is driven like a road.
    days : str
        When a ferry sails, in words; empty where not known.
    in_use : bool
    """

    name: str
    kind: Literal["bridge", "ferry"]
    start: Place
    end: Place
    minutes: float = 0.0
    wait_minutes: float = 0.0
    days: str = ""
    in_use: bool = True


def shipped_links() -> tuple[Link, ...]:
    """Return the bridges and ferries that come with the program: Jutland, Funen, the belts."""
    return _links(files("data").joinpath("links.csv").read_text("utf-8"), "links.csv")


def read_links(path: Path) -> tuple[Link, ...]:
    """Return the links of a file like `data/links.csv` (UTF-8, semicolons).

    Raises
    ------
    InputError
        The file cannot be opened, or a row is not as it should be; row and column are named.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"Filen »{path}« med broer og færger kan ikke læses. Kontrollér, at den findes og "
            "er gemt som UTF-8.",
            f"The file “{path}” of bridges and ferries cannot be read. Check that it exists and "
            "is saved as UTF-8.",
        ) from error
    return _links(text, str(path))


def _links(text: str, name: str) -> tuple[Link, ...]:
    rows = csv.DictReader(text.splitlines(), delimiter=";")
    missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise InputError(
            f"Filen »{name}«: forventede kolonnerne {', '.join(COLUMNS)}; der mangler "
            f"{', '.join(missing)}.",
            f"The file “{name}”: expected the columns {', '.join(COLUMNS)}; missing are "
            f"{', '.join(missing)}.",
        )
    return tuple(_link(_Row(name, number, row)) for number, row in enumerate(rows, start=2))


@dataclass(frozen=True, slots=True)
class _Row:
    """One row, with where it stands, so that errors can say it."""

    file: str
    number: int
    values: Mapping[str, str | None]

    def text(self, column: str) -> str:
        return (self.values[column] or "").strip()

    def figure(self, column: str, empty: float | None = None) -> float:
        """Return a number of 0 or more; `empty`, where given, for an empty field."""
        text = self.text(column)
        if not text and empty is not None:
            return empty
        try:
            value = float(text.replace(",", "."))
        except ValueError:
            value = -1.0
        if not 0 <= value < float("inf"):
            raise self.error(column, "et tal på 0 eller derover", "a number of 0 or more")
        return value

    def choice(self, column: str, choices: tuple[str, ...]) -> str:
        if self.text(column) not in choices:
            raise self.error(column, " eller ".join(choices), " or ".join(choices))
        return self.text(column)

    def error(self, column: str, da: str, en: str) -> InputError:
        found = self.text(column)
        return InputError(
            f"Filen »{self.file}«, række {self.number}, kolonne {column}: forventede {da}, "
            f"fandt »{found}«. Ret rækken, og læs filen igen.",
            f"The file “{self.file}”, row {self.number}, column {column}: expected {en}, "
            f"found “{found}”. Correct the row and read the file again.",
        )


def _link(row: _Row) -> Link:
    is_ferry = row.choice("kind", _KINDS) == "ferry"
    if not row.text("name"):
        raise row.error("name", "et navn", "a name")
    return Link(
        name=row.text("name"),
        kind="ferry" if is_ferry else "bridge",
        start=Place(row.figure("e1"), row.figure("n1")),
        end=Place(row.figure("e2"), row.figure("n2")),
        minutes=row.figure("minutes", None if is_ferry else 0.0),
        wait_minutes=row.figure("wait", 0.0),
        days=row.text("days"),
        in_use=row.choice("in_use", ("1", "0")) == "1",
    )
