"""Texts in both languages, and numbers the way each language writes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

Language = Literal["da", "en"]

MINUS = "−"
"""The real minus sign; a hyphen is too short to be seen from the back of the room."""


class Text(NamedTuple):
    """One sentence or title in Danish and English."""

    da: str
    en: str

    def in_language(self, language: Language) -> str:
        """Return the text in `language`."""
        return self.da if language == "da" else self.en


_AFTER_Z = str.maketrans("æøå", "{|}")


def in_order(name: str) -> str:
    """Return what a name is sorted by: æ, ø and å after z, whatever the case."""
    return name.lower().translate(_AFTER_Z)


def all_of(names: Sequence[str]) -> Text:
    """Return names in running text: "A, B og C"."""
    return _joined(names, Text("og", "and"))


def one_of(names: Sequence[str]) -> Text:
    """Return names to choose from: "A, B eller C"."""
    return _joined(names, Text("eller", "or"))


def _joined(names: Sequence[str], word: Text) -> Text:
    first, last = ", ".join(names[:-1]), "".join(names[-1:])
    if not first:
        return Text(last, last)
    return Text(f"{first} {word.da} {last}", f"{first} {word.en} {last}")


NAMED = 3
"""A sentence names so many of its subjects and counts the rest."""


def shortened(names: Sequence[str]) -> Text:
    """Return the first names and how many more there are: "A; B; C og 4 til".

    Names of practices have commas of their own, so they are told apart by semicolons.
    """
    said, rest = "; ".join(names[:NAMED]), len(names) - NAMED
    if rest <= 0:
        return Text(said, said)
    return Text(f"{said} og {rest} til", f"{said} and {rest} more")


def marked(text: str, is_estimate: bool) -> str:
    """Return a figure or its name, marked "≈" where it rests on estimated distances."""
    return f"≈ {text}" if is_estimate else text


def format_number(value: float, language: Language = "da", decimals: int = 0) -> str:
    """Return `value` as the language writes it: 1.234,5 in Danish, 1,234.5 in English."""
    text = f"{abs(value):,.{decimals}f}"
    if language == "da":
        text = text.translate(_DANISH_MARKS)
    return text if value >= 0 or _is_zero(text) else MINUS + text


_DANISH_MARKS = str.maketrans(",.", ".,")


def _is_zero(text: str) -> bool:
    return not text.strip("0.,")


def format_change(value: float, language: Language = "da", decimals: int = 0) -> str:
    """Return `value` with its sign: +12, −3, and ±0 where nothing changed."""
    text = format_number(value, language, decimals)
    if _is_zero(text):
        return "±" + text
    return text if text.startswith(MINUS) else "+" + text


def format_km(metres: float, language: Language = "da") -> str:
    """Return a distance in kilometres with one decimal and its unit."""
    return f"{format_number(metres / 1000, language, 1)} km"


def format_percent(share: float, language: Language = "da", decimals: int = 0) -> str:
    """Return a share (0 to 1) in per cent; Danish sets a space before the sign."""
    number = format_number(share * 100, language, decimals)
    return f"{number} %" if language == "da" else f"{number}%"


_MONTHS = {
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "en": "January February March April May June July August September October November December",
}


def format_date(iso: str, language: Language = "da") -> str:
    """Return an ISO date in words: 1. oktober 2026 in Danish, 1 October 2026 in English."""
    year, month, day = (int(part) for part in iso[:10].split("-"))
    name = _MONTHS[language].split()[month - 1]
    return f"{day}. {name} {year}" if language == "da" else f"{day} {name} {year}"


def format_short_date(iso: str, language: Language = "da") -> str:
    """Return an ISO date in figures: 1.10.2026 in Danish, 1 Oct 2026 in English."""
    year, month, day = (int(part) for part in iso[:10].split("-"))
    if language == "da":
        return f"{day}.{month}.{year}"
    return f"{day} {_MONTHS[language].split()[month - 1][:3]} {year}"
