"""Every text on screen and paper, in Danish and English, whole sentences with named values."""

from __future__ import annotations

from datetime import datetime

from models.domain.text import (
    Language,
    Text,
    format_change,
    format_date,
    format_km,
    format_number,
    format_percent,
    format_short_date,
)
from widgets.words import (
    app,
    areas,
    checks,
    distances,
    hints,
    importing,
    links,
    map,
    panels,
    paper,
    rules,
    update,
    whys,
)

TEXTS: dict[str, Text] = {
    **map.TEXTS,
    **panels.TEXTS,
    **paper.TEXTS,
    **app.TEXTS,
    **checks.TEXTS,
    **rules.TEXTS,
    **areas.TEXTS,
    **distances.TEXTS,
    **hints.TEXTS,
    **links.TEXTS,
    **importing.TEXTS,
    **update.TEXTS,
    **whys.TEXTS,
}


class Words:
    """Speaks one language: texts by key, and numbers as that language writes them."""

    def __init__(self, language: Language = "da") -> None:
        self.language: Language = language

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of `key` with its named values filled in."""
        return TEXTS[key].in_language(self.language).format(**values)

    def of(self, text: Text) -> str:
        """Return a text that the models wrote."""
        return text.in_language(self.language)

    def number(self, value: float, decimals: int = 0) -> str:
        """Return a number: 1.234,5 in Danish."""
        return format_number(value, self.language, decimals)

    def change(self, value: float, decimals: int = 0) -> str:
        """Return a signed difference: +12, −3, ±0."""
        return format_change(value, self.language, decimals)

    def km(self, metres: float) -> str:
        """Return a distance in kilometres with its unit."""
        return format_km(metres, self.language)

    def percent(self, share: float) -> str:
        """Return a share (0 to 1) in whole per cent."""
        return format_percent(share, self.language)

    def date(self, iso: str) -> str:
        """Return an ISO date as people write it: 1. oktober 2026."""
        return format_date(iso, self.language)

    def short_date(self, iso: str) -> str:
        """Return an ISO date in figures: 1.10.2026."""
        return format_short_date(iso, self.language)

    def time(self, moment: datetime) -> str:
        """Return a time of day: 14.05 in Danish, 14:05 in English."""
        return moment.strftime("%H.%M" if self.language == "da" else "%H:%M")
