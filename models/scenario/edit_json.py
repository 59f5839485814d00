"""Edits as JSON objects, in the form that other people's scripts rely on."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from typing import Any, get_args

from models.domain.errors import EditRefusedError
from models.domain.place import Place
from models.domain.practice import Form, Intake
from models.domain.text import Text
from models.scenario.edits import (
    AddSatellite,
    ClosePractice,
    Destination,
    Edit,
    MergePractices,
    MovePractice,
    OpenPractice,
    SetCapacity,
    SetIntake,
    SetLimit,
    Taken,
)

NAME_OF_TYPE: dict[type, str] = {
    MovePractice: "move",
    ClosePractice: "close",
    MergePractices: "merge",
    OpenPractice: "open",
    AddSatellite: "satellite",
    SetCapacity: "capacity",
    SetLimit: "limit",
    SetIntake: "intake",
}


def edit_to_json(edit: Edit) -> dict[str, Any]:
    """Return the edit as plain JSON values; keys that say nothing are left out."""
    values = {"edit": NAME_OF_TYPE[type(edit)], **_values_of(edit)}
    if edit.note:
        values["note"] = edit.note
    return values


def edit_from_json(values: object) -> Edit:
    """Return the edit that a JSON object describes.

    Only the form is checked here; whether a scenario can take the edit is another question.

    Raises
    ------
    EditRefusedError
        When the object is not an edit of a known kind, lacks a key, has an unknown one, or a
        value is of the wrong type or not a finite number.
    """
    if not isinstance(values, Mapping):
        raise EditRefusedError(
            f"En ændring skal være et JSON-objekt, men her står {_shown(values)}.",
            f"An edit must be a JSON object, but this is {_shown(values)}.",
        )
    keys = _Keys(values)
    edit = _READERS[keys.word("edit", tuple(_READERS))](keys)
    keys.refuse_others()
    return edit


def _values_of(edit: Edit) -> dict[str, Any]:
    match edit:
        case MovePractice():
            return {"practice": edit.practice, "to": _point(edit.to)}
        case ClosePractice():
            to = {} if edit.to is None else {"to": edit.to}
            days = {} if edit.days is None else {"days": _plain(edit.days)}
            placed = {} if edit.placed is None else {"placed": _placed_json(edit.placed)}
            return {"practice": edit.practice, "patients": edit.patients, **to, **days, **placed}
        case MergePractices():
            at = {} if edit.at is None else {"at": _point(edit.at)}
            return {"practices": list(edit.practices), "into": edit.into, **at}
        case OpenPractice():
            return {
                "practice": edit.practice,
                "name": edit.name,
                "at": _point(edit.at),
                "form": edit.form.value,
                "capacities": _plain(edit.capacities),
            }
        case AddSatellite():
            return {"of": edit.of, "at": _point(edit.at), "days": _plain(edit.days)}
        case SetCapacity():
            return {
                "practice": edit.practice,
                "capacities": _plain(edit.capacities),
                "vacant": _plain(edit.vacant),
            }
        case SetLimit():
            return {"practice": edit.practice, "per_capacity": edit.per_capacity}
        case SetIntake():
            codes = {"postcodes": list(edit.postcodes)} if edit.postcodes else {}
            return {"practice": edit.practice, "status": edit.status.value, **codes}


def _plain(number: float) -> float | int:
    """Return a whole number as int, so that 4.0 is written as 4."""
    return int(number) if float(number).is_integer() else float(number)


def _point(place: Place) -> list[float | int]:
    return [_plain(place.e), _plain(place.n)]


class _Keys:
    """Takes the keys of one JSON object, each with its check, and knows which are left."""

    def __init__(self, values: Mapping[Any, Any]) -> None:
        self._left = dict(values)

    def has(self, key: str) -> bool:
        return key in self._left

    def text(self, key: str) -> str:
        value = self._take(key)
        if not isinstance(value, str) or not value.strip():
            raise _refusal(key, Text("en tekst", "a text"), value)
        return value

    def note(self) -> str:
        value = self._left.pop("note", "")
        if not isinstance(value, str):
            raise _refusal("note", Text("en tekst", "a text"), value)
        return value

    def word(self, key: str, words: tuple[str, ...]) -> str:
        value = self._take(key)
        if not isinstance(value, str) or value not in words:
            quoted = ", ".join(f'"{word}"' for word in words)
            raise _refusal(key, Text(f"et af ordene {quoted}", f"one of the words {quoted}"), value)
        return value

    def number(self, key: str) -> float:
        value = self._take(key)
        number = _finite(value)
        if number is None:
            raise _refusal(key, Text("et tal", "a number"), value)
        return number

    def whole_number(self, key: str) -> int:
        value = self._take(key)
        number = _finite(value)
        if number is None or not number.is_integer():
            raise _refusal(key, Text("et helt tal", "a whole number"), value)
        return int(number)

    def place(self, key: str) -> Place:
        value = self._take(key)
        numbers = [_finite(item) for item in value] if isinstance(value, list) else []
        match numbers:
            case [float(e), float(n)]:
                return Place(e, n)
        wanted = Text("et sted som [øst, nord] i meter", "a place as [easting, northing] in metres")
        raise _refusal(key, wanted, value)

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._take(key)
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise _refusal(key, Text("en liste af tekster", "a list of texts"), value)
        return tuple(value)

    def placed(self, key: str) -> tuple[Taken, ...]:
        """Return a distribution: for each practice, how many persons of which square."""
        value = self._take(key)
        if not isinstance(value, dict) or not all(_is_taken(squares) for squares in value.values()):
            wanted = Text(
                "for hver praksis kvadrater med hele personer, mindst 1",
                "for each practice squares with whole persons, at least 1",
            )
            raise _refusal(key, wanted, value)
        return tuple(
            Taken(number, tuple(sorted(squares.items())))
            for number, squares in sorted(value.items())
        )

    def refuse_others(self) -> None:
        for key, value in self._left.items():
            raise EditRefusedError(
                f"Nøglen {_shown(key)} kendes ikke i denne slags ændring (værdien er "
                f"{_shown(value)}). Ret nøglens navn, eller fjern den.",
                f"The key {_shown(key)} is not known in this kind of edit (its value is "
                f"{_shown(value)}). Correct the key's name or remove it.",
            )

    def _take(self, key: str) -> Any:
        if key not in self._left:
            raise EditRefusedError(
                f'Nøglen "{key}" mangler i ændringen.', f'The key "{key}" is missing in the edit.'
            )
        return self._left.pop(key)


def _placed_json(placed: tuple[Taken, ...]) -> dict[str, dict[str, int]]:
    return {taken.practice: dict(taken.squares) for taken in placed}


def _is_taken(squares: object) -> bool:
    return isinstance(squares, dict) and all(
        isinstance(persons, int) and not isinstance(persons, bool) and persons >= 1
        for persons in squares.values()
    )


def _finite(value: object) -> float | None:
    """Return a JSON number as float; None for anything else, infinities and NaN included."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:  # a whole number beyond what a float can hold
        return None
    return number if math.isfinite(number) else None


def _shown(value: object) -> str:
    """Return the value as JSON, cut short where it would fill the screen."""
    try:
        text = json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError):  # not JSON at all, or with a circle in it
        text = type(value).__name__
    return text if len(text) <= 60 else text[:57] + "..."


def _refusal(key: str, wanted: Text, value: object) -> EditRefusedError:
    return EditRefusedError(
        f'Nøglen "{key}": forventede {wanted.da}, fandt {_shown(value)}.',
        f'The key "{key}": expected {wanted.en}, found {_shown(value)}.',
    )


def _move(keys: _Keys) -> Edit:
    return MovePractice(keys.text("practice"), keys.place("to"), keys.note())


def _close(keys: _Keys) -> Edit:
    practice = keys.text("practice")
    patients: Any = keys.word("patients", get_args(Destination))
    to = keys.text("to") if keys.has("to") else None
    days = keys.number("days") if keys.has("days") else None
    placed = keys.placed("placed") if keys.has("placed") else None
    return ClosePractice(practice, patients, to, keys.note(), days, placed)


def _merge(keys: _Keys) -> Edit:
    practices, into = keys.texts("practices"), keys.text("into")
    at = keys.place("at") if keys.has("at") else None
    return MergePractices(practices, into, at, keys.note())


def _open(keys: _Keys) -> Edit:
    return OpenPractice(
        practice=keys.text("practice"),
        name=keys.text("name"),
        at=keys.place("at"),
        form=Form(keys.word("form", tuple(Form))),
        capacities=keys.number("capacities"),
        note=keys.note(),
    )


def _satellite(keys: _Keys) -> Edit:
    return AddSatellite(keys.text("of"), keys.place("at"), keys.number("days"), keys.note())


def _capacity(keys: _Keys) -> Edit:
    practice = keys.text("practice")
    return SetCapacity(practice, keys.number("capacities"), keys.number("vacant"), keys.note())


def _limit(keys: _Keys) -> Edit:
    return SetLimit(keys.text("practice"), keys.whole_number("per_capacity"), keys.note())


def _intake(keys: _Keys) -> Edit:
    practice = keys.text("practice")
    status = Intake(keys.word("status", tuple(Intake)))
    postcodes = keys.texts("postcodes") if keys.has("postcodes") else ()
    return SetIntake(practice, status, postcodes, keys.note())


_READERS: dict[str, Callable[[_Keys], Edit]] = {
    "move": _move,
    "close": _close,
    "merge": _merge,
    "open": _open,
    "satellite": _satellite,
    "capacity": _capacity,
    "limit": _limit,
    "intake": _intake,
}
