"""Rows of texts before they are a table: where the header is, and what stands around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from models.importers.columns import plain
from models.importers.kinds import WORDS

HEADER_WITHIN = 40
"""Rows among which the header is looked for: titles, dates and filters of an extract are above."""

_WIDE = 0.6
"""Share of the usual width that a header has at least; titles and group headings have less."""

_MORE_WORDS = 2
"""Known headings by which a later row must lead the first wide one to be the header."""

_TOTALS = re.compile(
    r"(?:i ?alt|sum|total(?:t|en)?|hovedtotal|subtotal|grand total|samlet)"
    r"(?: (?:for|i|af|alt|in)\b.*)?[:.]?",
    re.IGNORECASE,
)

_KNOWN = [
    frozenset(plain(word) for spellings in words.values() for word in spellings)
    for words in WORDS.values()
]


@dataclass(frozen=True)
class Grid:
    """Rows of texts without surrounding blanks, none of them empty.

    Attributes
    ----------
    rows : list of int
        Each row's number as a spreadsheet counts.
    records : list of lists of str
    """

    rows: list[int]
    records: list[list[str]]


def known_words(record: Sequence[str]) -> int:
    """Return how many of a row's cells are headings of one kind of file."""
    names = {plain(cell) for cell in record if cell}
    return max(len(names & known) for known in _KNOWN)


def usual_width(records: Sequence[Sequence[str]]) -> int:
    """Return how many cells most rows have filled at least up to."""
    widths = Counter(_filled_up_to(record) for record in records)
    return max(widths, key=lambda width: (widths[width], width), default=0)


def header_index(records: Sequence[Sequence[str]]) -> int:
    """Return which of the rows holds the headings.

    The first that fills most of the usual width, unless one further down has clearly more
    words that headings have.
    """
    first_rows = records[:HEADER_WITHIN]
    width = usual_width(records[: 4 * HEADER_WITHIN])
    wide = [
        i for i, record in enumerate(first_rows) if sum(map(bool, record)) >= _WIDE * width
    ] or [0]
    known = {i: known_words(first_rows[i]) for i in wide}
    best = max(wide, key=lambda i: (known[i], -i))
    return best if known[best] >= known[wide[0]] + _MORE_WORDS else wide[0]


def is_totals(record: Sequence[str]) -> bool:
    """Return whether a row's first filled cell says that it holds totals."""
    first = next((cell for cell in record if cell), "")
    return _TOTALS.fullmatch(first) is not None


def _filled_up_to(record: Sequence[str]) -> int:
    return max((i + 1 for i, cell in enumerate(record) if cell), default=0)
