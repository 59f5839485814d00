"""Columns matched with fields: by their headings, then by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.importers.columns import FieldWords, plain
from models.importers.numbers import Kind, parse_number
from models.importers.register_words import FORMS, STATUSES, YES_NO, by_beginning

EXACT = 1.0
"""Score of a heading that is one of a field's own words."""

ALIKE = 88.0
"""Likeness (0 to 100, rapidfuzz) from which a heading is a word misspelt; below it "postnr"
and "postnumre" are still two words."""

_SHORTEST_ALIKE = 6
"""Letters from which a likeness means anything."""

_CONTENT = 0.6
_FILLED = 0.9
"""Share of the filled cells that must look like a field for its content to tell it."""

_PATTERNS: Mapping[str, re.Pattern[str]] = {
    "provider_number": re.compile(r"0?\d{5}"),
    "postcode": re.compile(r"0?[5-9]\d\d|[1-9]\d{3}"),
    "postcodes": re.compile(r"\d{4}(?:[ ,;]+\d{4})+"),
    "dar_id": re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE),
    "doctors_born": re.compile(r"(?:19[3-9]\d|200\d)(?:[ ,;/+]+(?:19[3-9]\d|200\d))*"),
    "address": re.compile(r"[^\W\d][\w .'-]*? \d+ ?[A-Za-zÆØÅæøå]?(?:,.*)?"),
    "place": re.compile(
        r"(?:SRID=\d+; ?)?POINT ?Z? ?\(.+\)|-?\d+[.,]\d+ ?[,; ] ?-?\d+[.,]\d+", re.IGNORECASE
    ),
}
_AXES = {"e": ((400_000, 920_000), (7.5, 15.5)), "n": ((6_000_000, 6_450_000), (54.0, 58.0))}
"""Eastings and longitudes, northings and latitudes of Denmark; UTM 33 is told by its heading."""

_TOO_PLAIN = ("postcode",)
"""Fields whose content is told too easily to be taken without a heading: any four digits are a
postal code. Such columns are only offered."""

_TOLD_BY_CONTENT = (*_PATTERNS, *_AXES, "form", "intake", "is_closed")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Which column each field has, and how that is known.

    Attributes
    ----------
    columns : mapping of field to heading
    by_likeness, by_content : tuple of str
        Fields matched by a heading that is only like a word, or by content alone.
    alternatives : mapping of field to headings
        Columns that could hold the field, the likeliest first, the chosen one among them.
    """

    columns: Mapping[str, str]
    by_likeness: tuple[str, ...]
    by_content: tuple[str, ...]
    alternatives: Mapping[str, tuple[str, ...]]


def propose(headings: Sequence[str], rows: Sequence[Sequence[str]], words: FieldWords) -> Proposal:
    """Return the likeliest column of each field; a column serves one field only.

    Own words come first, then misspelt ones, then content; among fields that want the same
    column, the one whose word stands first in its list.
    """
    scored = sorted(_scores(headings, rows, words), key=lambda s: (-s[0], s[1], s[2]))
    columns: dict[str, str] = {}
    alike, by_content = [], []
    for score, field_at, column_at in scored:
        field, heading = tuple(words)[field_at], headings[column_at]
        if field in columns or heading in columns.values():
            continue
        if score <= _CONTENT and (field in _TOO_PLAIN or _is_settled(field, columns)):
            continue
        columns[field] = heading
        if score <= _CONTENT:
            by_content.append(field)
        elif score < _own_word(10_000):
            alike.append(field)
    alternatives: dict[str, tuple[str, ...]] = {}
    for _, field_at, column_at in scored:
        field = tuple(words)[field_at]
        alternatives[field] = (*alternatives.get(field, ()), headings[column_at])
    return Proposal(columns, tuple(alike), tuple(by_content), alternatives)


def is_met(need: Sequence[Sequence[str]], columns: Mapping[str, str]) -> bool:
    """Return whether all fields of one of the need's groups have a column."""
    return any(all(name in columns for name in group) for group in need)


def _is_settled(field: str, columns: Mapping[str, str]) -> bool:
    """Return whether a field's fact is told already by another field."""
    others = {
        "place": ("e", "n"),
        "e": ("place",),
        "n": ("place",),
        "is_closed": ("intake", "is_open"),
        "intake": ("is_closed", "is_open"),
    }
    return any(other in columns for other in others.get(field, ()))


def _scores(
    headings: Sequence[str], rows: Sequence[Sequence[str]], words: FieldWords
) -> list[tuple[float, int, int]]:
    """Return (score, field, column) of every pair that has anything to say for it."""
    plains = [plain(heading) for heading in headings]
    cells = [[row[i] for row in rows if i < len(row) and row[i]] for i in range(len(headings))]
    found = []
    for field_at, (field, spellings) in enumerate(words.items()):
        known = [plain(word) for word in spellings]
        for column_at, name in enumerate(plains):
            score = _by_name(name, known)
            if not score and field in _TOLD_BY_CONTENT and looks_like(field, cells[column_at]):
                score = _CONTENT
            if score:
                found.append((score, field_at, column_at))
    return found


def _by_name(name: str, known: Sequence[str]) -> float:
    if not name:
        return 0.0
    if name in known:
        return _own_word(known.index(name))
    if len(name) < _SHORTEST_ALIKE:
        return 0.0
    from rapidfuzz import fuzz  # the window starts without it

    best = max((fuzz.ratio(name, word) for word in known if len(word) >= 5), default=0.0)
    return 0.8 * best / 100 if best >= ALIKE else 0.0


def _own_word(position: int) -> float:
    """Return the score of a field's own word; the first in its list tells most."""
    return EXACT - min(position, 1_000) / 10_000


def looks_like(field: str, cells: Sequence[str]) -> bool:
    """Return whether what stands in a column is a field's kind of thing."""
    if not cells:
        return False
    if field in _AXES:
        numbers = [parse_number(cell, Kind.DECIMAL) for cell in cells]
        return any(
            _share([number is not None and low <= number <= high for number in numbers]) >= _FILLED
            for low, high in _AXES[field]
        )
    if field in ("form", "intake", "is_closed"):
        choices = {"form": FORMS, "intake": STATUSES, "is_closed": YES_NO}[field]
        return _share([by_beginning(cell, choices) is not None for cell in cells]) >= _FILLED  # type: ignore[type-var]
    fits = _share([_PATTERNS[field].fullmatch(cell) is not None for cell in cells]) >= _FILLED
    if field == "provider_number":
        return fits and len(set(cells)) >= _FILLED * len(cells)
    return fits


def _share(claims: Sequence[bool]) -> float:
    return sum(claims) / len(claims)
