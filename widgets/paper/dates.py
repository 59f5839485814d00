"""Dates as they are written in a text."""

from __future__ import annotations

from datetime import date

from models.domain.text import Language

_MONTHS: dict[Language, tuple[str, ...]] = {
    "da": (
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}


def date_text(iso: str, language: Language) -> str:
    """Return a date in words: 1. oktober 2026; what is no ISO date is returned as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    stop = "." if language == "da" else ""
    return f"{day.day}{stop} {_MONTHS[language][day.month - 1]} {day.year}"
